#!/bin/sh
# samspel portfolio from outside: the shipped region, every figure again by samspel evaluate, other
# solvers on the exported problem, regions without an answer, and files that are wrong.
. tests/cli/lib.sh

# ---- the shipped region ----

begun=$(date +%s)
run 0 portfolio kysten_og_blilyst --export "$work/region.lp" --format json
cp "$work/out" "$work/json"
cases=$((cases + 1))
[ $(($(date +%s) - begun)) -le 60 ] || fail "the shipped region takes over a minute"
cases=$((cases + 1))
[ "$(grep -c '"membership": "sourced"' "$work/json")" -eq 13 ] &&
    [ "$(grep -c '"membership": "assumed"' "$work/json")" -eq 4 ] ||
    fail "17 municipalities, 13 of them sourced"
says out '"status": "best"'
best=$(sed -n '/"best": {/,/}/s/^ *"worth": \([^,]*\),*$/\1/p' "$work/json")
greedy=$(sed -n '/"greedy": {/,/}/s/^ *"worth": \([^,]*\),*$/\1/p' "$work/json")
cases=$((cases + 1))
[ "${greedy%.*}" -lt "${best%.*}" ] || fail "greed gives $greedy, the best is $best"

run 0 portfolio kysten_og_blilyst --format csv
cp "$work/out" "$work/csv"
# Columns: 2 project, 7 dwellings, 9 present_cost, 10 outlay, 18 chosen.
sums=$(awk -F, 'NR > 1 && $18 == 1 { homes += $7; cost += $9; outlay += $10; seen[$1]++ }
    END { for (m in seen) { n++; if (seen[m] > 1) twice++ } printf "%d %.0f %.0f %d %d", homes, cost, outlay, n, twice }' "$work/csv")
cases=$((cases + 1))
echo "$sums" | awk -v best="$best" '{ exit !($1 == best && $2 <= 30e6 && $3 <= 50e6 && $4 >= 9 && $5 == 0) }' ||
    fail "the choice breaks a limit: $sums"

run 0 portfolio kysten_og_blilyst --gap 0.2
says out "Within the gap asked for"
run 0 portfolio kysten_og_blilyst --gap 0.2 --format json
says out '"status": "within_gap"'
run 2 portfolio kysten_og_blilyst --gap much
run 2 portfolio kysten_og_blilyst --seconds 0
run 0 portfolio kysten_og_blilyst --commands
says out "activation"
says out "together"
says out "Against greed"
says out "What more would buy"
cases=$((cases + 1))
# Letters of two bytes are one column.
long=$(sed '/^To see a chosen project in full/,$d' "$work/out" |
    LC_ALL=C sed 's/[\xc2\xc3][\x80-\xbf]/o/g' | awk 'length($0) > 80')
[ -z "$long" ] || fail "wider than 80 columns: $long"
cases=$((cases + 1))
[ "$(grep -c '^samspel evaluate' "$work/out")" -eq "$(awk -F, '$18 == 1' "$work/csv" | wc -l)" ] ||
    fail "not one command for each chosen project"

# Every figure of three candidates is what their command gives, the first and the last chosen and
# one that was not.
again() {
    line=$(grep -n "$1" "$work/json" | sed -n "${2}p" | cut -d: -f1)
    from=$(sed -n "1,${line}p" "$work/json" | grep -n '^    {$' | tail -n 1 | cut -d: -f1)
    sed -n "${from},\$p" "$work/json" | awk '{ print } /^    }/ { exit }' >"$work/out"
    npv=$(member municipality_npv)
    outlay=$(member municipality_outlay)
    guarantee=$(member guarantee)
    dscr=$(member min_dscr)
    command=$(sed -n 's/^ *"command": "samspel \(.*\)",*$/\1/p' "$work/out" | sed 's/\\"/"/g')
    eval "set -- $command"
    run 0 "$@" --format csv
    value() { awk -F, -v party="$1" -v name="$2" '$2 == party && $3 == name { print $5 }' "$work/out"; }
    near "municipality npv by $command" "$npv" "$(value municipality npv)" 0
    near "municipality outlay by $command" "$outlay" "$(value municipality outlay)" 0
    near "guarantee by $command" "$guarantee" "$(value '' guarantee_stock)" 0
    [ "$dscr" = null ] || near "dscr by $command" "$dscr" "$(value '' min_dscr)" 0
}
again '"chosen": true' 1
again '"chosen": true' 12
again '"chosen": false' 100

# ---- other solvers ----

small=$work/small.json
cat >"$small" <<'END'
{"format": "samspel-region-1", "id": "small", "objective": "dwellings",
 "budget": {"present_cost": 9000000, "outlay": 14000000}, "spread": {"municipalities_least": 2},
 "set": {"/operation/vacancy": 0.05},
 "municipalities": [
  {"id": "north", "name": "North", "inhabitants": 1000, "need": 12, "guarantee_frame": 9000000,
   "activation_cost": {"present_cost": 300000}},
  {"id": "south", "name": "South", "inhabitants": 5000, "need": 20, "guarantee_frame": 4000000,
   "budget": {"present_cost": 7000000}},
  {"id": "west", "name": "West", "inhabitants": 2500, "need": 15}],
 "projects": [
  {"id": "quay", "municipality": "north", "scenario": "dagens", "variant": "terms_2013",
   "models": ["tilvising", "stiftelse", "tildeling"], "sizes": [0.5, 1]},
  {"id": "hill", "municipality": "south", "scenario": "dagens", "variant": "terms_2013",
   "models": ["tilvising", "stiftelse"], "sizes": [0.5, 1], "support": 500000},
  {"id": "farm", "municipality": "south", "scenario": "dagens", "variant": "terms_2013",
   "models": ["tildeling"], "sizes": [1.5], "set": {"/municipality/name": "Sør's", "/costs/building/per_m2": 21000}},
  {"id": "moor", "municipality": "west", "scenario": "dagens", "variant": "terms_2013",
   "models": ["hamaroy", "tilvising", "fellesselskap"], "sizes": [0.5, 1]}]}
END
run 0 check "$small"
says out "region"

# What the other solvers find in a file. MPS has no maximum: there it is the worth's opposite, which
# is turned round again.
turned() { case $1 in *.mps) sed 's/^-/+/; t; s/^/-/' ;; *) cat ;; esac; }
glpsol_finds() {
    case $1 in *.mps) form=--freemps ;; *) form=--lp ;; esac
    glpsol $form "$1" -w "$work/solution" >"$work/log" 2>&1
    # s mip ROWS COLUMNS STATUS OBJECTIVE, in all digits; o: optimal
    sed -n 's/^s mip [0-9]* [0-9]* o //p' "$work/solution" | turned "$1"
}
cbc_finds() {
    cbc "$1" -ratioGap 0 -allowableGap 0 -solve -quit 2>&1 | tee "$work/log" |
        sed -n 's/^Objective value: *\([0-9.e+-]*\)$/\1/p' | head -n 1 | turned "$1"
}
others() {
    name=$1
    file=$2
    expected=$3
    near=$(awk -v e="$expected" 'BEGIN { if (e < 0) e = -e; printf "%.12f", 1e-7 * (e > 1 ? e : 1) }')
    if command -v glpsol >/dev/null; then
        near "glpsol on $name" "$(glpsol_finds "$file")" "$expected" "$near"
    else
        echo "SKIPPED: glpsol (glpk-utils) is missing: $name was not solved by it"
    fi
    if command -v cbc >/dev/null; then
        near "cbc on $name" "$(cbc_finds "$file")" "$expected" "$near"
    else
        echo "SKIPPED: cbc (coinor-cbc) is missing: $name was not solved by it"
    fi
}
others "the shipped region" "$work/region.lp" "$best"
for aim in dwellings need value; do
    for form in lp mps; do
        run 0 portfolio "$small" --objective $aim --export "$work/$aim.$form" --format json
        worth=$(sed -n '/"best": {/,/}/s/^ *"worth": \([^,]*\),*$/\1/p' "$work/out")
        # Value is written in million NOK.
        [ $aim = value ] && worth=$(awk -v w="$worth" 'BEGIN { printf "%.9f", w / 1e6 }')
        others "the small region, $aim, $form" "$work/$aim.$form" "$worth"
    done
done

# What more money would buy is what the region buys when it has that money.
run 0 portfolio "$small" --format json
cp "$work/out" "$work/json"
awk '/"next": \[/ { on = 1 } on && /^  \],/ { exit }
    on && /"budget":/ { gsub(/[",]/, ""); budget = $2 }
    on && /"more":/ { gsub(/,/, ""); more = $2 }
    on && /"worth":/ { gsub(/,/, ""); print budget, more, $2 }' "$work/json" >"$work/next"
cases=$((cases + 1))
[ "$(wc -l <"$work/next")" -eq 6 ] || fail "not three steps of each of two budgets"
while read -r budget more worth; do
    case $budget in
    present_cost) run 0 portfolio "$small" --present-cost $((9000000 + more)) --format json ;;
    *) run 0 portfolio "$small" --outlay $((14000000 + more)) --format json ;;
    esac
    near "$more more of $budget" "$(sed -n '/"best": {/,/}/s/^ *"worth": \([^,]*\),*$/\1/p' "$work/out")" "$worth" 1e-9
done <"$work/next"

# ---- the schema ----

run 0 schema region
cases=$((cases + 1))
cmp -s "$work/out" scenarios/regions/schema/region.json ||
    fail "scenarios/regions/schema/region.json is not what samspel schema region says"
# Every key there is: the reader takes it, and the schema has no other.
cat >"$work/full.json" <<'END'
{"$schema": "x", "format": "samspel-region-1", "id": "full", "name": {"nn": "a", "nb": "b", "en": "c"},
 "note": "of the user", "x_mine": [1], "facts": [{"text": "t", "source": "s", "confidence": "low"}],
 "objective": "need", "dscr_least": 1.05, "budget": {"present_cost": 1e6, "outlay": {"value": 1e6, "source": "s", "confidence": "high"}},
 "spread": {"municipalities_least": 1, "projects_most": 2}, "set": {"/operation/vacancy": 0.05},
 "municipalities": [{"id": "a", "name": "A", "number": "1", "member_of": "p", "membership": "assumed",
   "inhabitants": 900, "need": 4.5, "guarantee_frame": 0, "budget": {"present_cost": 1, "outlay": 2},
   "activation_cost": {"present_cost": 1, "outlay": 2}, "set": {"/municipality/name": "A"}}],
 "projects": [{"id": "p", "name": "P", "municipality": "a", "scenario": "dagens", "variant": "terms_2013",
   "models": ["tilvising"], "sizes": [0.5, 1], "support": 0, "set": {"/project/start": "2026-10"}}]}
END
run 0 check "$work/full.json"
cat >"$work/try.py" <<'END'
import json, sys
from jsonschema import Draft202012Validator as Validator
load = lambda path: json.load(open(path, encoding="utf-8"))
schema, full, shipped, small = map(load, sys.argv[1:5])
Validator.check_schema(schema)
valid = Validator(schema)
for name, file in (("full", full), ("shipped", shipped), ("small", small)):
    for error in valid.iter_errors(file):
        sys.exit(f"{name}: {error.message}")

def missing(rule, value, at=""):
    """Keys of the schema that the full file has not."""
    if isinstance(value, list):
        return missing(rule.get("items", {}), value[0], at + "[]")
    if not isinstance(value, dict) or "value" in value:
        return []
    keys = rule.get("properties", {})
    own = [at + "." + key for key in keys if key not in value]
    return sum((missing(keys[key], value[key], at + "." + key) for key in keys if key in value), own)

if missing(schema, full):
    sys.exit("the full file lacks " + ", ".join(missing(schema, full)))

def places(value):
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from places(child)

for index, _ in enumerate(places(full)):
    spoilt = json.loads(json.dumps(full))
    list(places(spoilt))[index]["misspelt"] = 1
    # What the user calls his own is his.
    if valid.is_valid(spoilt):
        sys.exit(f"place {index} takes any key")
END
cases=$((cases + 1))
if python3 -c 'import jsonschema' 2>/dev/null; then
    python3 -W ignore "$work/try.py" scenarios/regions/schema/region.json "$work/full.json" \
        scenarios/regions/kysten_og_blilyst.json "$small" >"$work/out" 2>"$work/err" ||
        fail "the schema of a region"
else
    echo "SKIPPED: python3-jsonschema is missing: no file was held against the schema of regions"
fi

# Text from a file is quoted for a shell.
run 0 portfolio "$small" --format json
says out "--set '/municipality/name=\\\"Sør'\\\\''s\\\"'"
run 0 portfolio "$small" --present-cost 1e9 --outlay 1e9
says out "Proved"
run 0 portfolio "$small" --nodes 1
"$SAMSPEL_BIN" portfolio - <"$small" >"$work/out" 2>"$work/err"
verdict "a region from standard input" 0 $?
says out "Proved"

# ---- no answer ----

run 5 portfolio "$small" --present-cost 0 --outlay 100000
says out "No choice keeps every limit"
says err "no answer satisfies every constraint"
run 5 portfolio "$small" --present-cost 100000
says out "It takes a budget of"
sed 's/"municipality": "south"/"municipality": "north"/; s/"municipality": "west"/"municipality": "north"/' "$small" >"$work/none.json"
run 5 portfolio "$work/none.json"
says out "with a candidate that is not left out: 1"
run 5 portfolio "$small" --present-cost 100000 --format json
says out '"status": "infeasible"'
says out '"best": null'
sed 's/"projects": \[/"projects": [], "x_was": [/' "$small" >"$work/none.json"
run 5 portfolio "$work/none.json"
says err "has no project to choose"
silent out
sed 's/"projects": \[/"projects": [], "x_was": [/; s/"municipalities": \[/"municipalities": [], "x_were": [/' "$small" >"$work/none.json"
run 5 portfolio "$work/none.json"
says err "has no municipality"
sed 's/"objective"/"dscr_least": 9, "objective"/' "$small" >"$work/none.json"
run 5 portfolio "$work/none.json"
says err "debt-service cover below"

# ---- what is wrong ----

# wrong SED TEXT...: the small region changed; check and portfolio refuse it with these words.
wrong() {
    sed "$1" "$small" >"$work/wrong.json"
    shift
    run 3 check "$work/wrong.json"
    for words in "$@"; do says err "$words"; done
    run 3 portfolio "$work/wrong.json"
    for words in "$@"; do says err "$words"; done
    silent out
}
wrong 's/"guarantee_frame": 9/"guarantee_fram": 9/' ':5:' 'did you mean "guarantee_frame"?'
wrong 's/"municipality": "west"/"municipality": "wst"/' 'MUNICIPALITY_UNKNOWN' 'did you mean "west"?'
wrong 's/"sizes": \[0.5, 1\]}\]}/"sizes": [0.5, 0.5, -1]}]}/' 'SIZE_TWICE' 'VALUE_RANGE'
wrong 's/"id": "south"/"id": "north"/' 'ID_DUPLICATE'
wrong 's/"id": "hill"/"id": "quay"/' 'another project has the same id'
wrong 's/"objective": "dwellings"/"objective": "homes"/' 'WORD_UNKNOWN'
wrong 's/"objective": "dwellings"/"objective": "need"/; s/"need": 12, //' '"need" is required and missing'
wrong 's/"budget": {"present_cost": 9000000, "outlay": 14000000}, //' '"budget" is required and missing'
wrong 's/"present_cost": 9000000, "outlay": 14000000/"present_cost": "9"/' 'without quotes'
wrong 's/"inhabitants": 1000/"inhabitants": {"value": 1000, "low": 900, "high": 1100}/' 'cannot be uncertain'
wrong 's/"inhabitants": 1000/"inhabitants": {"term": "x"}/' 'a region has no dated terms'
wrong 's|"/operation/vacancy": 0.05|"operation.vacancy": 0.05|' 'SET_POINTER'
wrong 's|"/operation/vacancy": 0.05|"/operation/vacancy": [1]|' 'only a single value'
wrong 's/"models": \["tildeling"\]/"models": []/' 'LIST_EMPTY'
wrong 's/"municipalities_least": 2/"municipalities_least": 2.5/' 'VALUE_WHOLE'

# What only the deals know is told at the project.
sed 's/"sizes": \[1.5\]/"sizes": [1.3]/' "$small" >"$work/wrong.json"
run 0 check "$work/wrong.json"
run 3 portfolio "$work/wrong.json"
says err "no whole number of homes"
says err "/projects/2/sizes"
sed 's|"/operation/vacancy": 0.05|"/operation/vacansy": 0.05|' "$small" >"$work/wrong.json"
run 3 portfolio "$work/wrong.json"
says err 'did you mean "vacancy"?'
says err "wrong.json:3:"
says err "/set/~1operation~1vacansy"
cases=$((cases + 1))
[ "$(grep -c FIELD_UNKNOWN "$work/err")" -eq 1 ] || fail "one misspelt value of all projects is told more than once"
sed 's/"tildeling"\], "sizes": \[1.5\]/"tildelig"], "sizes": [1.5]/' "$small" >"$work/wrong.json"
run 3 portfolio "$work/wrong.json"
says err 'did you mean "tildeling"?'
says err "/projects/2/models/0"
run 2 portfolio "$small" --set /operation/vacancy=0.1
run 2 portfolio "$small" --present-cost many
run 2 portfolio "$small" --nodes 0
run 3 portfolio kysten
says err 'scenarios/regions'

finish
