#!/bin/sh
# samspel room: exit codes, what it says, whole numbers, and what is odd.
. tests/cli/lib.sh

run 0 room fellesselskap -s sunnmore --x rent --y plot_price --quiet
says out "Run anew at every corner and fair point"
cases=$((cases + 1))
grep -q "WHOLE\|whole" "$work/out" && fail "whole numbers are told where there are none"
run 0 room fellesselskap -s sunnmore --x rent --y plot_price --quiet --width 40

# The limit that stops owns the side, not one that is at its bound everywhere.
run 0 room fellesselskap -s sunnmore --x plot_price --y loan --quiet --format csv
says out husbanken_loan.limit_ltv
says out developer.npv
cases=$((cases + 1))
grep -q market_rent "$work/out" && fail "a limit that neither term moves owns a side"
# As much room as there is: the loan at its most allows the dearest plot that rent alone allows.
far=$(awk -F, '$2 == "corner" { if ($3 > x) x = $3 } END { print x }' "$work/out")
run 0 room fellesselskap -s sunnmore --x plot_price --y rent --quiet --format csv
near "dearest plot" "$far" "$(awk -F, '$2 == "corner" { if ($3 > x) x = $3 } END { print x }' "$work/out")" 1e-4

# One term fixed: a line, and what stops it at each end.
run 0 room fellesselskap -s sunnmore --x plot_price --y rent:0.98:0.98 --quiet --format csv
cases=$((cases + 1))
[ "$(grep -c ',corner,' "$work/out")" = 2 ] || fail "a line has two ends"
says out "0.98,developer.npv"
says out "0.98,plot.price_share"
# Given away, and the rent fixed: a point.
run 0 room fellesselskap -s sunnmore --x plot_price:0:0 --y rent:0.98:0.98 --quiet --format csv
cases=$((cases + 1))
[ "$(grep -c ',corner,' "$work/out")" = 1 ] || fail "a point has one corner"

# Whole numbers: a room for every choice, the one told first has the greatest product.
run 0 room fellesselskap -s sunnmore --x rent --y plot_price -d use:grant \
    -d dwellings.0.count:20:21 --quiet --width 200
says out "2 of 4 choices of whole numbers have room"
says out "First that of dwellings.0.count 20, use:grant yes"
says out "no room"
run 0 room fellesselskap -s sunnmore --x rent --y plot_price -d use:grant --quiet --format json
cases=$((cases + 1))
[ "$(grep -c '"best": true' "$work/out")" = 1 ] || fail "one choice is the best"
run 0 room fellesselskap -s sunnmore --x dwellings.0.count:20:21 --y plot_price --quiet --format csv
says out ",corner,21,"
run 0 room fellesselskap -s sunnmore --x rent --y plot_price -d dwellings.0.count:20:21 --nodes 1 \
    --quiet --format json
says out '"status": "stopped"'

# Empty: why, and what each limit would have to give.
run 5 room tilvising -s hitra --x rent --y plot_price --quiet
says out "No terms were found that satisfy everybody"
run 5 room tilvising -s hitra --x rent --y plot_price --quiet --format json
says out '"status": "infeasible"'
run 5 room tilvising -s hitra --x rent --y plot_price --quiet --format csv

run 2 room fellesselskap -s sunnmore --x rent --quiet
says err "--y"
run 2 room fellesselskap --x rent --y plot_price
run 2 room fellesselskap -s sunnmore --x rent --y rent
says err DECIDE_TWICE
run 2 room fellesselskap -s sunnmore --x rent --y happiness
says err DECIDE_UNKNOWN
says err "plot_price, loan, grant"
run 2 room fellesselskap -s sunnmore --x usual --y rent
run 2 room fellesselskap -s sunnmore --x rent --y plot_price -d loan
says err ROOM_TERMS
run 2 room fellesselskap -s sunnmore --x rent --y plot_price --nodes 0

finish
