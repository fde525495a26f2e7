#!/bin/sh
# How much of a loan has a fixed rate, decided: against a grid of runs of commands that know nothing
# of the optimiser (compare for what is planned, risk for what is drawn), and who refuses what.
. tests/cli/lib.sh

fixed=/clauses/husbanken_loan/effective_rate=0.051
share=/clauses/husbanken_loan/fixed_share
deal="kommunal -s dagens --quiet --format json --set $fixed"
draws="--draws 500 --seed 5"

# of_row NAME KEY: a figure of a row in what risk says; of_party KEY: of the municipality by compare.
of_row() {
    awk -v name="\"$1\"" -v key="\"$2\":" '/"name": / { on = index($0, name) } on && $1 == key {
        gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out"
}
of_party() {
    awk '/"id": "municipality"/ { on = 1 } on && $1 == "\"npv\":" {
        gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out"
}
chosen() {
    awk '/"name": "husbanken_loan.fixed_share"/ { on = 1 } on && $1 == "\"value\":" {
        gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out"
}
objective() {
    awk '/"objective": \{/ { on = 1 } on && $1 == "\"value\":" {
        gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out"
}
# holds TEXT CONDITION: awk's, of numbers.
holds() {
    cases=$((cases + 1))
    awk "BEGIN { exit !($2) }" || fail "$1: $2"
}

# The grid. The dearer fixed rate costs more on the whole, and what it costs is known: the spread of
# the outcomes narrows with every step.
spread=1e18
for s in 0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1; do
    # shellcheck disable=SC2086
    run 0 risk $deal $draws --set "$share=$s"
    tail=$(of_row municipality.npv cvar95)
    narrow=$(of_row municipality.npv standard_deviation)
    holds "spread with $s fixed" "$narrow < $spread"
    spread=$narrow
    # shellcheck disable=SC2086
    run 0 compare $deal --set "$share=$s"
    echo "$s $tail $(of_party)" >>"$work/grid"
done

# CVaR: its optimum lies inside, is not above any point of the grid, and is what risk says there.
# shellcheck disable=SC2086
run 0 optimise $deal $draws --decide fixed_share --dscr 0 -O cvar:municipality
value=$(objective)
at=$(chosen)
holds "an inner optimum" "$at > 0.01 && $at < 0.99"
least=$(awk 'NR == 1 || -$2 < least { least = -$2 } END { printf "%.6f", least }' "$work/grid")
holds "no point of the grid is better" "$value <= $least + 1"
holds "the grid comes near it" "$least - $value < 0.002 * $value"
# shellcheck disable=SC2086
run 0 risk $deal $draws --set "$share=$at"
near "CVaR by risk" "$(of_row municipality.npv cvar95)" "-$value" 1

# What is planned is cheapest with nothing fixed; how bad it may go asks for a part, and no more than
# that. Every point of the grid that is as safe is dearer.
# shellcheck disable=SC2086
run 0 optimise $deal --decide husbanken_loan.fixed_share --dscr 0 -O municipal_cost
near "nothing is fixed without need" "$(chosen)" 0 1e-9
most=$(awk -v v="$value" 'NR == 1 { printf "%.0f", (v - $2) / 2 }' "$work/grid")
# shellcheck disable=SC2086
run 0 optimise $deal $draws --decide husbanken_loan.fixed_share --dscr 0 -O municipal_cost \
    --cvar-max "municipality:$most"
cost=$(objective)
at=$(chosen)
holds "a part is fixed" "$at > 0.01 && $at < 0.5"
says out '"limit": "municipality.cvar"'
awk -v most="$most" -v cost="$cost" '0 - $2 <= most { seen++; if (-$3 < cost - 1) bad = 1 }
    END { exit bad || !seen }' "$work/grid"
verdict "a grid point is as safe and cheaper" 0 $?
# shellcheck disable=SC2086
run 0 compare $deal --set "$share=$at"
near "cost by compare" "$(of_party)" "-$cost" 1
# shellcheck disable=SC2086
run 0 risk $deal $draws --set "$share=$at"
near "CVaR by risk, at its limit" "$(of_row municipality.npv cvar95)" "-$most" 1

# The words of the table find the same inputs; and what cannot be.
run 0 optimise stiftelse -s hitra --decide loan:0:1000000 -O rent --quiet
says out husbanken_loan.amount_max
run 3 optimise kommunal -s hitra --decide fixed_share
says err FIXED_RATE_MISSING
says err "give effective_rate with rate husbanken"
run 3 optimise kommunal -s hitra --decide husbanken_loan.fixed_share \
    --set /clauses/husbanken_loan/rate=fixed
says err FIXED_ALREADY
run 2 optimise kommunal -s hitra --decide fixed_share --set /clauses/husbanken_loan/rate=fixed
says err "no clause of this deal has what the word means"
run 2 optimise kommunal -s hitra --decide fixed_share:0.8:0.2 --set "$fixed"
says err DECIDE_BOUNDS
finish
