#!/bin/sh
# What samspel optimise says of shipped deals that satisfy nobody, tried by the command line alone:
# see prove_conflict.py.
. tests/cli/lib.sh

if ! command -v python3 >/dev/null; then
    echo "SKIPPED: python3 is not here, no conflict was tried"
    exit 77
fi

# proved WAYS MODEL SCENARIO [OPTION...]: at least so many ways out could be tried.
proved() {
    ways=$1
    shift
    python3 tests/cli/prove_conflict.py "$@" --starts 8 >"$work/out" 2>"$work/err"
    verdict "the conflict of $*" 0 $?
    cat "$work/out"
    tried=$(sed -n 's/.*; \([0-9]*\) of [0-9]* ways out tried.*/\1/p' "$work/out")
    cases=$((cases + 1))
    [ "${tried:-0}" -ge "$ways" ] || fail "only ${tried:-none} of its ways out were tried"
}

proved 1 kommunal hitra --set /goals/municipal_cost_max=-100000000
proved 1 kjopegaranti randaberg
proved 2 fellesselskap naeroy -O rent

finish
