#!/bin/sh
# samspel frontier: exit codes, what it says, and its ends against optimise.
. tests/cli/lib.sh

run 0 frontier fellesselskap -s sunnmore --x RENT --y MUNICIPAL_COST --quiet
says out "every corner is the ledger's"
says out "The terms at each of them"
awk 'length($0) > 100 { exit 1 }' "$work/out" || fail "lines are too long"
run 0 frontier fellesselskap -s sunnmore --x rent --y municipal_cost --quiet --width 40
run 0 frontier fellesselskap -s sunnmore --x rent --y municipal_cost --quiet --format json
cp "$work/out" "$work/front"
first=$(sed -n 's/^      "x": \([^,]*\),$/\1/p' "$work/front" | head -n 1)
last=$(sed -n 's/^      "y": \([^,]*\),$/\1/p' "$work/front" | tail -n 1)

# No corner is better than the one before it in both, and the slopes are those of the corners.
cases=$((cases + 1))
awk '/^      "x":/ { x = $2 + 0 } /^      "y":/ { y = $2 + 0
        if (n++ && (x <= px || y >= py)) exit 1
        px = x; py = y }
     END { if (n < 2) exit 1 }' "$work/front" || fail "the corners are not those of a front"

# The ends are the optimiser's answers.
run 0 optimise fellesselskap -s sunnmore -O rent,municipal_cost --quiet --format json
near "lowest rent" "$first" "$(awk '/"objective"/ { on = 1 } on && /"value"/ { gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out")" 1e-5
run 0 optimise fellesselskap -s sunnmore -O municipal_cost,rent --quiet --format json
near "lowest cost" "$last" "$(awk '/"objective"/ { on = 1 } on && /"value"/ { gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out")" 1

# An end that costs no less than its neighbour is beaten by it and not told: here rent is paid for
# nothing beyond a point.
run 0 frontier stiftelse -s hitra --x rent --y municipal_cost --quiet --format json
cases=$((cases + 1))
awk '/^      "y":/ { y = $2 + 0; if (n++ && y > py - 1) exit 1; py = y }' "$work/out" ||
    fail "a corner is beaten by the one before it"

# The same bytes again; CSV has the corners too.
run 0 frontier fellesselskap -s sunnmore --x rent --y municipal_cost --quiet --format json
cases=$((cases + 1))
cmp -s "$work/out" "$work/front" || fail "two runs differ"
run 0 frontier fellesselskap -s sunnmore --x rent --y municipal_cost --quiet --format csv
says out "model,corner,x,y,slope,straight,term,unit,value"

# Every corner is certified; over draws it is what risk says of the same terms and the same draws.
run 0 frontier fellesselskap -s sunnmore --x rent --y municipal_cost --robust -n 400 -S 7 --quiet \
    --width 200
says out "Over 400 draws (seed 7), run anew too"
run 0 frontier fellesselskap -s sunnmore --x rent --y municipal_cost --robust -n 400 -S 7 \
    --quiet --format json
cp "$work/out" "$work/front"
[ "$(grep -c '"certified": true' "$work/front")" = "$(grep -c '"rerun_difference"' "$work/front")" ] ||
    fail "a corner is not certified"
y=$(sed -n 's/^      "y": \([^,]*\),$/\1/p' "$work/front" | head -n 1)
set --
for name in letting.rent_share plot.price_share husbanken_loan.amount_max; do
    value=$(awk -v name="$name" '/"name"/ { on = index($0, name) > 0 }
        on && /"value"/ { gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/front")
    set -- "$@" --set "/models/fellesselskap/$(echo "$name" | tr . /)=$value"
done
run 0 risk fellesselskap -s sunnmore -n 400 -S 7 --quiet --format json "$@"
near "CVaR of the cost" "$y" "$(awk '/"name": "municipality.npv"/ { on = 1 }
    on && /"cvar95":/ { gsub(/[^0-9.e+-]/, "", $2); printf "%.6f", -$2; exit }' "$work/out")" 1e-3

# Nothing satisfies everybody.
run 5 frontier tilvising -s hitra --x rent --y municipal_cost --quiet
says out "cannot hold together"
run 5 frontier tilvising -s hitra --x rent --y municipal_cost --quiet --format json
says out '"status": "infeasible"'
run 5 frontier tilvising -s hitra --x rent --y municipal_cost --quiet --format csv

# Whole numbers: where other ones take over the front breaks off, and the limit is told.
run 0 frontier fellesselskap -s sunnmore --x rent --y municipal_cost -d rent -d plot_price \
    --decide dwellings.0.count:20:21 --quiet --width 200
says out "breaks off"
says out "Whole numbers: each of the 2 combinations was tried."
run 0 frontier fellesselskap -s sunnmore --x rent --y municipal_cost -d rent -d plot_price \
    --decide dwellings.0.count:20:21 --nodes 1 --quiet --format json
says out '"status": "stopped"'

run 2 frontier kommunal -s hitra --x rent
says err "--y"
run 2 frontier kommunal --x rent --y municipal_cost
run 2 frontier kommunal -s hitra --x rent --y happiness
says err "OBJECTIVE_UNKNOWN"
run 2 frontier kommunal -s hitra --x rent --y municipal_cost --dscr -1

finish
