#!/bin/sh
# The optimum of other solvers, glpsol and CBC, on the linear problem that samspel optimise exports:
# every shipped model, every kind of objective, both forms of the file.
. tests/cli/lib.sh

if ! command -v glpsol >/dev/null && ! command -v cbc >/dev/null; then
    echo "SKIPPED: neither glpsol (glpk-utils) nor cbc (coinor-cbc) is here, no optimum was compared"
    exit 77
fi
command -v glpsol >/dev/null || echo "SKIPPED: glpsol (glpk-utils) is not here, its optima were not compared"
command -v cbc >/dev/null || echo "SKIPPED: cbc (coinor-cbc) is not here, its optima were not compared"

# of_glpsol FORM FILE: s bas ROWS COLUMNS f f OBJECTIVE, in all digits; f: feasible, primal and dual.
of_glpsol() {
    glpsol "$1" "$2" -w "$work/solution" >"$work/log" 2>&1 &&
        sed -n 's/^s bas [0-9]* [0-9]* f f //p' "$work/solution"
}
of_cbc() {
    cbc "$1" solve solu "$work/solution" >"$work/log" 2>&1 &&
        sed -n 's/^Optimal - objective value *//p' "$work/solution"
}
objective() {
    awk '/"objective"/ { on = 1 } on && $1 == "\"'"$1"'\":" { gsub(/[",]/, "", $2); print $2; exit }' "$work/out"
}
# compare MODEL SCENARIO OBJECTIVE FORM OPTION...: a rate's slopes by kroner are so small that the
# file has a multiple of the objective, and says of what.
compare() {
    model=$1 scenario=$2 aim=$3 form=$4
    shift 4
    file=$work/p.$form
    run 0 optimise "$model" -s "$scenario" -O "$aim" --format json --quiet --force \
        --export "$file" "$@"
    wanted=$(awk -v v="$(objective value)" -v sense="$(objective sense)" '
        / all of the objective times / { sub(/,$/, "", $7); factor = $7 }
        END { print (sense == "highest" ? -v : v) * (factor ? factor : 1) }' OFMT=%.17g CONVFMT=%.17g "$file")
    near_to=$(awk -v v="$wanted" 'BEGIN { v = v < 0 ? -v : v; print 1e-7 * (1 + v) }')
    what="$model $scenario $aim, $form"
    if command -v glpsol >/dev/null; then
        case $form in lp) by=--lp ;; *) by=--freemps ;; esac
        near "glpsol, $what" "$(of_glpsol $by "$file")" "$wanted" "$near_to"
    fi
    if command -v cbc >/dev/null; then
        near "cbc, $what" "$(of_cbc "$file")" "$wanted" "$near_to"
    fi
}
# both MODEL SCENARIO OBJECTIVE OPTION...
both() {
    model=$1 scenario=$2 aim=$3
    shift 3
    compare "$model" "$scenario" "$aim" lp "$@"
    compare "$model" "$scenario" "$aim" mps "$@"
}

# As the deals are shipped.
both fellesselskap sunnmore rent
both fellesselskap sunnmore municipal_cost
both stiftelse sunnmore rent
both kommunal dagens municipal_cost
both fellesselskap sunnmore owner_npv
# The answer is where rent is held to the market, in a region a hair wider: presolvers pass over
# that.
both kommunal randaberg municipal_cost
grep -q "row cover: cash covers debt" "$work/p.mps" || fail "the export does not say what its rows are"
grep -q "^    letting.rent_share cover_m[0-9]* " "$work/p.mps" || fail "names cannot be read"

# Whole numbers of each kind, and a part of a rate: at the numbers chosen the optimum is the same.
both kommunal dagens municipal_cost -d usual -d dwellings.0.count:4:6
grep -q "column dwellings.0.count: at the whole number chosen" "$work/p.lp" || fail "not told: whole"
both hamaroy sunnmore municipal_cost -d plot_price -d homes:lease --allow-above-market --dscr 0
both fellesselskap sunnmore municipal_cost -d rent -d plot_price -d use:grant --dscr 0
both kommunal dagens municipal_cost -d loan -d fixed_share \
    --set /clauses/husbanken_loan/effective_rate=0.05

# Every model, where the parties ask for so little that there is an answer, with objectives in turn.
aims="rent municipal_cost capital_cost owner_npv 1*municipal_cost+5e5*rent municipal_cost,rent
cvar:municipality"
turn=0
models=0
for path in models/*.json; do
    model=${path##*/}
    model=${model%.json}
    models=$((models + 1))
    case $model in
    kjopegaranti) price=sale.price_share ;;
    leige_eige | strategisk_kjop) price=sale_market.price_share ;;
    *) price= ;;
    esac
    # shellcheck disable=SC2086
    for aim in $(echo $aims $aims | cut -d' ' -f $((turn + 1))-$((turn + 3))); do
        case $aim in
        *rent*) [ -z "$price" ] || continue ;; # nothing is let there
        esac
        case $aim in
        cvar:*) draws="--draws 60 --full" ;;
        *) draws= ;;
        esac
        # Sanitizers have seen the same code elsewhere.
        [ -z "$SAMSPEL_SANITIZED" ] || [ $((models % 4)) -eq 0 ] || continue
        compare "$model" naeroy "$aim" $([ $((turn % 2)) -eq 0 ] && echo lp || echo mps) --starts 1 \
            --dscr 0.5 --allow-above-market --set /goals/aid_max=1000000000 \
            --set /parties/developer/discount_rate=-0.05 $draws ${price:+-d usual -d $price}
    done
    turn=$(((turn + 3) % 7))
done
cases=$((cases + 1))
[ $models -ge 16 ] || fail "only $models models"

finish
