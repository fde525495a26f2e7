#!/bin/sh
# samspel optimise: exit codes and what it says.
. tests/cli/lib.sh

# Nothing satisfies everybody: exit 5, the conflict and the ways out on standard output.
run 5 optimise tilvising -s hitra -O rent --quiet
says out "cannot hold together"
says out "developer: earns the return it requires"
says out "What would open the way"
silent err
run 5 optimise tilvising -s hitra -O rent --format json --quiet
says out '"status": "infeasible"'
says out '"conflict": ['
says out '"relaxations": ['

# An answer, and its certificate.
run 0 optimise fellesselskap -s sunnmore -O rent --quiet
says out "What binds, and what it costs"
says out "What speaks for the answer"
awk 'length($0) > 100 { exit 1 }' "$work/out" || fail "lines are too long"
run 0 optimise fellesselskap -s sunnmore -O rent --format json --quiet
says out '"status": "optimal"'
for key in rerun_difference step_difference primal_residual dual_residual gap; do
    near "certificate.$key" "$(member $key)" 0 0.001
done
for key in mix binding shadow_prices certificate; do says out "\"$key\": "; done

# The answer laid over the deal gives the same rent in the ledger.
share=$(awk '/"letting.rent_share"/ { on = 1 } on && /"value"/ { gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out")
value=$(awk '/"objective"/ { on = 1 } on && /"value"/ { gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out")
run 0 explain mean_rent -m fellesselskap -s sunnmore --format json \
    --set "/clauses/letting/rent_share=$share"
near "mean_rent by explain" "$(member value)" "$value" 0.0001

# Several models, the worst status; the same bytes again.
run 5 optimise tilvising kommunal -s hitra --format json --quiet
cp "$work/out" "$work/first"
run 5 optimise tilvising kommunal -s hitra --format json --quiet
cases=$((cases + 1))
cmp -s "$work/out" "$work/first" || fail "two runs differ"
says out '"id": "tilvising"'
says out '"id": "kommunal"'

# What is decided, and what is wrong with it.
run 0 optimise stiftelse -s sunnmore -O rent --decide letting.rent_share:0.9:1 --decide plot.price_share --decide husbanken_loan.amount_max --quiet
says out "letting.rent_share"
says out "lowest"
run 2 optimise kommunal -s hitra --decide letting.rent_shar
says err 'is "letting.rent_share" meant?'
silent out
run 2 optimise kommunal -s hitra --decide letting.rent_share:1:0
says err "DECIDE_BOUNDS"
run 2 optimise kommunal -s hitra --objective happiness
says err "OBJECTIVE_UNKNOWN"
run 2 optimise kommunal
says err "--scenario"
run 2 optimise kommunal -s hitra --dscr -1
run 2 optimise kommunal tilvising -s hitra --export "$work/two.lp"

# The scenario's own limits count.
run 5 optimise kommunal -s hitra --quiet --set /goals/municipal_cost_max=-100000000
says out "net present cost is at most its frame"
run 0 optimise kommunal -s hitra --quiet -O "municipal_cost,rent"

# Several models are compared, and whole numbers decided; CSV has one heading.
run 5 optimise tilvising kommunal -s sunnmore --quiet
says out "Side by side"
run 5 optimise tilvising kommunal -s sunnmore --quiet --format json
says out '"best": "kommunal"'
run 5 optimise tilvising kommunal -s sunnmore --quiet --format csv
says out "kommunal,optimal,objective,municipal_cost"
says out "tilvising,infeasible,way_out_1"
run 0 optimise kommunal -s dagens -d usual -d dwellings.0.count:4:6 --quiet
says out "each of the 3 combinations"
run 0 optimise kommunal -s dagens -d usual -d dwellings.0.count:4:6 --nodes 1 --quiet
says out "stopped at the limit"
run 0 optimise kommunal -s naeroy --quiet
says out "It enters when"
run 0 optimise kommunal -s dagens -d use:husbanken_loan -d usual --quiet
run 2 optimise kommunal -s dagens -d usual -d use:plot
says err "DECIDE_USE"
run 0 optimise fellesselskap -s sunnmore -O "1*municipal_cost+1e5*rent" --quiet
says out "weighted sum"
run 0 room fellesselskap -s sunnmore --x rent --y plot_price --quiet --format csv
says out "model,point,x,y,side,party,gain"

# The room of two terms: corners with their owners, fair points; or why it is empty.
run 0 room fellesselskap -s sunnmore --x letting.rent_share --y plot.price_share --quiet
says out "developer: earns the return it requires"
says out "Nash"
run 0 room fellesselskap -s sunnmore --x letting.rent_share --y plot.price_share -q --format json
for key in corners nash equal_gain; do says out "\"$key\": "; done
run 5 room tilvising -s hitra --x letting.rent_share --y plot.price_share --quiet
says out "What would open the way"
run 2 room tilvising -s hitra --x letting.rent_share
run 2 room tilvising -s hitra --x letting.rent_share --y letting.rent_share
run 2 room tilvising -s hitra --x letting.rent_share --y nothing

# The words of the table mean the inputs.
run 5 room stiftelse -s hitra --x rent --y plot_price -f json
cp "$work/out" "$work/words"
run 5 room stiftelse -s hitra --x letting.rent_share --y plot.price_share -f json
cmp -s "$work/out" "$work/words" || fail "rent and plot_price are not what they mean"

finish
