#!/bin/sh
# The flows of every shipped model, worked out again by a program that shares nothing with the engine
# but the written conventions: on every shipped scenario, and where things go otherwise than planned.
. tests/cli/lib.sh
command -v python3 >/dev/null || {
    echo "SKIPPED: flows were not worked out a second time: python3 is missing"
    exit 77
}
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
models=$(cd models && ls -- *.json | sed "s/.json//")
scenarios=$(cd scenarios && ls -- *.json | sed "s/.json//")
[ -z "${SAMSPEL_SANITIZED:-}" ] || scenarios="hitra naeroy"

road() {
    TMPDIR=$work python3 tests/cli/second_road.py "$SAMSPEL_BIN" "$@" >"$work/out" 2>"$work/err"
}
same() {
    road "$@"
    verdict "a second time: $*" 0 $?
}
for model in $models; do
    for scenario in $scenarios; do
        same "$model" "$scenario"
    done
    same "$model" hitra /costs/overrun=0.2 /economy/rate_shift=0.02
    same "$model" hitra /project/delay_months=3 /operation/minimum_cash=200000 \
        /operation/property_tax=0.004
    same "$model" hitra /operation/vacancy=0.9 /operation/vacancy_first_year=0.3
    same "$model" hitra /project/horizon_years=12 /project/value_to_cost=1.3
    same "$model" naeroy /project/build_months=1 /project/value_to_cost=0.05
done

# A part of the loan at a fixed rate: of an annuity, with a serial loan, with a cover that sizes it;
# for some years, to the end, and rates that move.
for share in 0 0.35 1; do
    same kommunal hitra "/models/kommunal/husbanken_loan/fixed_share=$share" \
        /models/kommunal/husbanken_loan/effective_rate=0.041 \
        /models/kommunal/husbanken_loan/fixed_years=10 /economy/rate_shift=0.02
    same burettslag hitra "/models/burettslag/husbanken_loan/fixed_share=$share" \
        /models/burettslag/husbanken_loan/effective_rate=0.041 /economy/rate_shift=0.01
    same provebustad hitra "/models/provebustad/municipal_loan/fixed_share=$share" \
        /models/provebustad/municipal_loan/nominal_rate=0.05 \
        /models/provebustad/municipal_loan/grace_years=2 /economy/rate_shift=0.01
    same ops hitra "/models/ops/bank_loan/fixed_share=$share" \
        /models/ops/bank_loan/nominal_rate=0.055 /models/ops/bank_loan/fixed_years=7.5
done

# It must be able to see a difference.
cat >"$work/liar" <<END
#!/bin/sh
"$SAMSPEL_BIN" "\$@" | awk '/"amount":/ && ++n == 500 { sub(/: /, ": 1") } { print }'
END
chmod +x "$work/liar"
SAMSPEL_BIN=$work/liar
road kommunal hitra
verdict "a liar" 1 $?

finish
