#!/bin/sh
# samspel room on shipped models and scenarios, each judged point by point through samspel evaluate:
# see prove_room.py.
. tests/cli/lib.sh

if ! command -v python3 >/dev/null; then
    echo "SKIPPED: python3 is not here, no room was judged"
    exit 77
fi

# proved MODEL SCENARIO X Y [OPTION...]: a room of which all holds.
proved() {
    python3 tests/cli/prove_room.py "$@" >"$work/out" 2>"$work/err"
    verdict "the room of $*" 0 $?
    cat "$work/out"
}

open="--allow-above-market --set /goals/municipal_cost_max=20000000 --set /goals/aid_max=1000000000"
proved fellesselskap sunnmore rent:0:2 plot_price:0:1
proved kommunal dagens rent:0:2 plot_price:0:1 --allow-above-market
proved kjopegaranti randaberg sale.price_share:0.5:1.5 plot_price:0:1 --set /goals/aid_max=1000000000
# shellcheck disable=SC2086
{
    proved stiftelse hitra rent:0:2 husbanken_loan.amount_max:0:10000000 $open
    proved tildeling hitra rent:0:2 grant.amount:0:5000000 $open --set /parties/developer/discount_rate=0.04
    proved tilvising naeroy rent:0:2 plot_price:0:1 $open --set /goals/dscr_min=1.2 \
        --set /parties/developer/discount_rate=0.06
}
# Where it is harder for all: half the homes empty, rates three points up.
# shellcheck disable=SC2086
proved tilvising naeroy rent:0:2 plot_price:0:1 $open --set /operation/vacancy=0.3 \
    --set /economy/husbanken_rate=0.055 --set /parties/developer/discount_rate=0.04

finish
