#!/bin/sh
# Ctrl-C by a real signal: the first stops a long run, whose result says that it is of fewer draws;
# the second ends the program and leaves nothing that could be taken for a result. Progress tells how
# far it is, how fast, and what is left.
. tests/cli/lib.sh

# begin ARGUMENT...: a long run in the background, left alone until it has told its progress.
begin() {
    "$SAMSPEL_BIN" "$@" >"$work/out" 2>"$work/err" </dev/null &
    pid=$!
    # A sanitizer on a busy machine needs its time until the first draws are done.
    tries=120
    while [ $((tries -= 1)) -gt 0 ]; do
        sleep 0.5
        grep -q 'draws, ' "$work/err" && return
    done
    fail "no progress in a minute: $*"
}

# stop: one Ctrl-C, and the exit code in $code.
stop() {
    kill -INT "$pid"
    wait "$pid"
    code=$?
}

# fewer NAME DRAWS OF: it is a number, above 0 and below what was asked for.
fewer() {
    cases=$((cases + 1))
    [ "${2:-0}" -gt 0 ] && [ "$2" -lt "$3" ] || fail "$1: $2 draws of $3"
}

begin risk -s hitra tilvising -n 9000000 --measures min_dscr,developer.irr --format json \
    --export "$work/draws.csv"
cases=$((cases + 1))
grep -q '^[0-9]* of 9000000 draws, [0-9]* a second, [0-9]* s left$' "$work/err" ||
    fail "progress without rate and time left"
stop
verdict "risk, stopped once" 0 $code
says out '"partial": true'
fewer risk "$(member draws)" 9000000
says err "stopped: the result is of $(member draws) draws only"
says err "is not written"
cases=$((cases + 1))
[ ! -e "$work/draws.csv" ] || fail "draws were written that say not that some are missing"

for format in text csv; do
    begin risk -s hitra tilvising -n 9000000 --measures min_dscr --format $format
    stop
    verdict "risk as $format, stopped once" 0 $code
    case $format in
    text) says out "PARTIAL: stopped" ;;
    csv) says out "partial,,,stopped before the end" ;;
    esac
done

begin risk -s hitra leigegaranti --clauses -n 3000000 --format json
stop
verdict "risk --clauses, stopped once" 0 $code
says out '"partial": true'
fewer "risk --clauses" "$(member draws)" 3000000

begin sensitivity -s dagens tilvising --sobol 262144 --measure developer.npv --format json
stop
verdict "sensitivity --sobol, stopped once" 0 $code
says out '"partial": true'
says err "stopped: the indices of tilvising are of"

# The statistics of some seconds' draws of all measures take longer than the twentieth of a second
# between the two; a machine that is through by then draws longer.
code=0
for seconds in 1 4 12; do
    begin risk -s hitra tilvising kommunal -n 9000000 --format json
    sleep $seconds
    kill -INT "$pid"
    sleep 0.05
    stop 2>/dev/null
    [ $code -ne 0 ] && break
done
verdict "risk, stopped twice" 130 $code
silent out

"$SAMSPEL_BIN" risk -s hitra tilvising -n 9000000 --measures min_dscr --quiet >"$work/out" \
    2>"$work/err" </dev/null &
pid=$!
sleep 2.5
stop
cases=$((cases + 1))
! grep -q "draws, " "$work/err" || fail "--quiet tells progress"

finish
