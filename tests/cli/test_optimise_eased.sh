#!/bin/sh
# Easing a limit never makes the optimum worse: every kind of limit that samspel optimise knows, on
# shipped models and scenarios, in steps from where nothing holds it to where it holds nothing.
. tests/cli/lib.sh

# "impossible", or the objective.
optimum() {
    "$SAMSPEL_BIN" optimise "$@" --starts 4 --format json --quiet >"$work/out" 2>"$work/err" </dev/null
    code=$?
    [ $code -ne 5 ] || { echo impossible && return; }
    [ $code -eq 0 ] || { echo "exit $code" && return; }
    awk '/"objective"/ { on = 1 } on && /"value"/ { gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/out"
}
ladders=0
# ladder NAME LEAST ARGUMENTS -- STEP...: each step, in which + stands for a space, is looser than the
# one before it; at least LEAST of them differ.
ladder() {
    ladders=$((ladders + 1))
    # Sanitizers have seen the same code elsewhere.
    [ -z "$SAMSPEL_SANITIZED" ] || [ $((ladders % 5)) -eq 0 ] || return 0
    name=$1
    least=$2
    shift 2
    arguments=
    while [ "$1" != -- ]; do
        arguments="$arguments $1"
        shift
    done
    shift
    last=impossible
    changes=0
    for step in "$@"; do
        # shellcheck disable=SC2046,SC2086
        now=$(optimum $arguments $(echo "$step" | tr + ' '))
        cases=$((cases + 1))
        case $now in exit*) fail "$name, $step: $now" ;; esac
        if [ "$now" = impossible ]; then
            [ "$last" = impossible ] || fail "$name, $step: impossible, before it was $last"
        elif [ "$last" != impossible ]; then
            awk -v a="$now" -v b="$last" 'BEGIN { exit !(a <= b + 1e-6 * (1e-3 + (b < 0 ? -b : b))) }' ||
                fail "$name, $step: $now, before it was $last"
        fi
        [ "$now" = "$last" ] || changes=$((changes + 1))
        last=$now
    done
    cases=$((cases + 1))
    [ "$changes" -ge "$least" ] || fail "$name: the steps make $changes differences, not $least"
}

kr() { for amount in "$@"; do echo "--set+/goals/$goal=$amount"; done; }

ladder "cover" 2 stiftelse -s hitra -O rent -- --dscr+1.3 --dscr+1.1 --dscr+0.9
ladder "owner's return" 2 fellesselskap -s sunnmore -O rent -- \
    --set+/parties/developer/discount_rate=0.12 --set+/parties/developer/discount_rate=0.1 \
    --set+/parties/developer/discount_rate=0.06
ladder "loan-to-value" 2 fellesselskap -s sunnmore -O rent -- --set+/clauses/husbanken_loan/ltv_max=0.75 \
    --set+/clauses/husbanken_loan/ltv_max=0.85 --set+/clauses/husbanken_loan/ltv_max=0.95
ladder "share of cost" 2 kommunal -s dagens -O -total_equity -- \
    --set+/clauses/husbanken_loan/cost_share_max=0.2 --set+/clauses/husbanken_loan/cost_share_max=0.5
ladder "a grant's share of cost" 2 stiftelse -s t7 -O -total_equity -d husbanken_loan.amount_max \
    -d grant.amount --dscr 0 --set /parties/foundation/discount_rate=-0.05 \
    --set /goals/aid_max=1e9 -- --set+/clauses/grant/cost_share=0.1 --set+/clauses/grant/cost_share=0.2
ladder "a grant's rate by area" 2 stiftelse -s t7 -O -total_equity -d husbanken_loan.amount_max \
    -d grant.amount --dscr 0 --set /parties/foundation/discount_rate=-0.05 \
    --set /goals/aid_max=1e9 -- --set+/clauses/grant/per_m2=1000 --set+/clauses/grant/per_m2=3000
ladder "market rent" 1 fellesselskap -s hitra -O rent -- --quiet --allow-above-market
goal=rent_max
# shellcheck disable=SC2046
ladder "affordable rent" 1 stiftelse -s sunnmore -O -total_equity -- $(kr 9000 10000 11000)
goal=equity_max
# shellcheck disable=SC2046
ladder "equity" 2 kommunal -s hitra -O rent -- $(kr 1 3e6 5e6 20e6)
goal=municipal_cost_max
# shellcheck disable=SC2046
ladder "municipal frame" 2 kommunal -s hitra -O rent -- $(kr -1e8 -2e6 0 1e6)
goal=aid_max
# shellcheck disable=SC2046
ladder "aid" 2 stiftelse -s t7 -O -total_equity -d husbanken_loan.amount_max -d grant.amount --dscr 0 \
    --set /parties/foundation/discount_rate=-0.05 -- $(kr 1e6 1.562e6 3e6)
ladder "guarantee frame" 1 leigegaranti -s naeroy -O rent --allow-above-market --set /goals/aid_max=1e9 \
    --set /parties/developer/discount_rate=0.04 -- --set+/goals/guarantee_frame=0 \
    --set+/goals/guarantee_frame=1e9
ladder "homes" 1 kommunal -s dagens -d usual -- -d+dwellings.0.count:4:4 -d+dwellings.0.count:4:5 \
    -d+dwellings.0.count:3:6
ladder "cover in the draws" 1 stiftelse -s hitra -O rent -n 100 --dscr 1 -- --dscr-share+1 \
    --dscr-share+0.95 --dscr-share+0.7
ladder "a tail" 1 kommunal -s hitra -O rent -n 60 --dscr 0 -d letting.rent_share -- \
    --cvar-max+municipality:-1e9 --cvar-max+municipality:1e6 --cvar-max+municipality:1e9

finish
