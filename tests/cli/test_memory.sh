#!/bin/sh
# Memory that ends anywhere in a choice, by the system's own limit: the program says so and exits
# with 8, or has its whole answer; never a signal, never half an answer, and no word of GLPK's.
. tests/cli/lib.sh

if [ -n "$SAMSPEL_SANITIZED" ]; then
    echo "SKIPPED: a sanitizer needs more memory than there is to limit"
    exit 77
fi
"$SAMSPEL_BIN" version >"$work/out" 2>&1
(ulimit -v 4000000 2>/dev/null && "$SAMSPEL_BIN" version >"$work/out" 2>&1) || {
    echo "SKIPPED: memory cannot be limited here (ulimit -v)"
    exit 77
}

# limited ARGUMENT...: from so little that the program cannot begin to where it gets all it wants.
limited() {
    run 0 "$@"
    cp "$work/out" "$work/whole"
    kb=20000
    short=0
    code=1
    while [ $code -ne 0 ] && [ $kb -lt 4000000 ]; do
        (
            ulimit -v $kb
            exec "$SAMSPEL_BIN" "$@" >"$work/out" 2>"$work/err" </dev/null
        )
        code=$?
        cases=$((cases + 1))
        case $code in
        0) cmp -s "$work/out" "$work/whole" || fail "$1 with $kb KB: another answer" ;;
        8)
            short=$((short + 1))
            [ ! -s "$work/out" ] || fail "$1 with $kb KB: half an answer"
            says err "not enough memory"
            ;;
        127) grep -q "shared librar" "$work/err" || fail "$1 with $kb KB: exit 127" ;;
        *)
            fail "$1 with $kb KB: exit $code"
            return
            ;;
        esac
        kb=$((kb + kb / 24))
    done
    cases=$((cases + 1))
    [ $short -ge 2 ] || fail "$1: memory was too little $short times only"
}

limited optimise kommunal -s hitra --starts 1 -O rent --quiet --format json
limited optimise provebustad -s hitra -O cvar:municipality --draws 200 --starts 1 -t 1 --full -q -f json
limited room fellesselskap -s sunnmore --x rent --y plot_price --quiet --format json
limited portfolio kysten_og_blilyst --nodes 200 --quiet --format json

finish
