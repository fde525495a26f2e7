#!/bin/sh
# The value gap (scenario t7), asked of samspel optimise with shipped models: with loan and grant
# free to choose, a grant that counts in the loan's limit closes nothing of it, and one that does not
# count closes its own size. All by hand: 8 homes of 70 m2 at 24 000 cost 13 440 000, of which 0.65
# is the value; the loan is at most 0.85 of that, the municipality's all of it; the grant a fifth of
# cost.
. tests/cli/lib.sh

cost=$((8 * 70 * 24000))
value=$((cost * 65 / 100))
loan=$((value * 85 / 100))
grant=$((cost / 5))

# of SECTION NAME KEY: a number of the entry of that name in a section of the JSON.
of() {
    awk -v section="\"$1\": " -v name="\"$2\"" -v key="\"$3\":" '
        index($0, section) { on = 1 }
        on && index($0, name) { here = 1 }
        on && here && $1 == key { gsub(/[^0-9.e+-]/, "", $2); print $2; exit }
        on && /^      \]/ { exit }' "$work/out"
}
# The owner's return and cover are not what this is about, nor the ceiling on aid.
ask() {
    model=$1
    owner=$2
    shift 2
    run 0 optimise "$model" -s t7 -O -total_equity -d husbanken_loan.amount_max --dscr 0 \
        --set "/parties/$owner/discount_rate=-0.05" --set /goals/aid_max=1000000000 \
        --format json --quiet "$@"
}
equity() { near "$1: equity" "$(of objective -total_equity value)" "$2" 0.01; }
price() { near "$1: price of $2" "$(of shadow_prices "$2" price)" "$3" 1e-6; }
loan_is() { near "$1: loan" "$(of mix husbanken_loan.amount_max value)" "$2" 0.01; }

# No grant: the gap is what the value does not carry, and a krone more of loan is a krone less of it.
ask tilvising developer
loan_is tilvising "$loan"
equity tilvising $((cost - loan))
price tilvising husbanken_loan.limit_ltv 1

# The grant counts. With both free to choose the gap is the same krone for krone; loan and grant
# share what the value carries; more of the grant is worth nothing.
ask tildeling developer -d grant.amount
equity tildeling $((cost - loan))
price tildeling husbanken_loan.limit_ltv 1
both=$(awk -v a="$(of mix husbanken_loan.amount_max value)" -v b="$(of mix grant.amount value)" 'BEGIN { printf "%.4f", a + b }')
near "tildeling: loan and grant" "$both" "$loan" 0.01
near "tildeling: worth of more grant" "$(of mix grant.amount reduced_cost)" 0 1e-9
cases=$((cases + 1))
[ -z "$(of shadow_prices grant.limit_cost_share price)" ] || fail "the ceiling on a grant that closes nothing has a price"

# Whatever the grant's share of cost is, the loan gives way and the gap does not.
for percent in 0 7 20; do
    ask tildeling developer --set "/clauses/grant/cost_share=0.$(printf %02d $percent)"
    equity "tildeling with $percent %" $((cost - loan))
    loan_is "tildeling with $percent %" $((loan - cost * percent / 100))
done

# A foundation's grant does not count: all of it is taken, and each krone of it closes one.
ask stiftelse foundation -d grant.amount
loan_is stiftelse "$loan"
near "stiftelse: grant" "$(of mix grant.amount value)" "$grant" 0.01
equity stiftelse $((cost - loan - grant))
price stiftelse grant.limit_cost_share 1
price stiftelse husbanken_loan.limit_ltv 1

# The municipality itself borrows all of the value.
run 0 optimise kommunal -s t7 -O -total_equity -d husbanken_loan.amount_max -d grant.amount \
    --dscr 0 --format json --quiet
loan_is kommunal "$value"
equity kommunal $((cost - value - grant))

finish
