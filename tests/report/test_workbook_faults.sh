#!/bin/sh
# A workbook is written whole or not at all: a disk that is full, a folder that may not be written, a
# limit on files, and allocations that fail within the library that writes it. Each has its message
# and exit code; nothing is left behind, and an old file stays as it was.
. tests/cli/lib.sh

study="report -q -s t7 tilvising --without choice"
new=$work/new && mkdir "$new"

# nothing NAME: no file, whole or half, is in the folder.
nothing() {
    cases=$((cases + 1))
    [ -z "$(ls -A "$new")" ] || fail "$1 left behind: $(ls -A "$new")"
}

# shellcheck disable=SC2086 # words of the command
{
    run 0 $study --xlsx "$work/good.xlsx"
    run 6 $study --xlsx "$new/no/such/a.xlsx"
    nothing "a folder that is not there"

    # A disk with room for a tenth of it.
    mkdir "$work/disk"
    if mount -t tmpfs -o size=96k none "$work/disk" 2>/dev/null; then
        trap 'umount "$work/disk"; rm -rf "$work"' EXIT
        run 6 $study --xlsx "$work/disk/a.xlsx"
        cases=$((cases + 1))
        [ -s "$work/err" ] || fail "a full disk is not told"
        run 6 $study --html "$work/disk/a.html"
        cases=$((cases + 1))
        [ -z "$(ls -A "$work/disk")" ] || fail "a full disk keeps half a file"
        mount -o remount,ro "$work/disk"
        run 6 $study --xlsx "$work/disk/a.xlsx"
        run 6 $study --html "$work/disk/a.html"
    fi

    # No file may be longer than 40 blocks of 512 bytes.
    (ulimit -f 40 && "$SAMSPEL_BIN" $study --xlsx "$new/a.xlsx") >"$work/out" 2>"$work/err"
    verdict "a limit on files" 6 $?
    nothing "a limit on files"

    # An old file, when the new one fails.
    cp "$work/good.xlsx" "$work/old.xlsx"
    (ulimit -f 40 && "$SAMSPEL_BIN" $study --force --xlsx "$work/old.xlsx") >"$work/out" 2>"$work/err"
    verdict "a limit on files, and an old file" 6 $?
    cases=$((cases + 1))
    cmp -s "$work/good.xlsx" "$work/old.xlsx" || fail "a failed workbook changed the old one"
}

# killed SIGNAL WHOM DRAWS: a workbook that waits for draws, when its own process (child) or the program
# (parent) is killed. Leaves the exit code in $code.
killed() {
    # shellcheck disable=SC2086
    "$SAMSPEL_BIN" $study --draws "$3" --without clauses --threads 1 --xlsx "$new/a.xlsx" \
        >"$work/out" 2>"$work/err" &
    parent=$!
    child=
    for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        child=$(cat "/proc/$parent/task/$parent/children" 2>/dev/null)
        [ -z "${child% }" ] || break
        sleep 0.1
    done
    child=${child% }
    [ -n "$child" ] || fail "no process writes the workbook after $try tries"
    if [ "$2" = child ]; then kill "-$1" "$child"; else kill "-$1" "$parent"; fi
    wait "$parent"
    code=$?
}
if [ -r "/proc/$$/task/$$/children" ]; then
    # The program is killed: its child gives up and leaves nothing, whichever of the two is seen to end
    # first. So more than once.
    for again in 1 2 3 4 5 6; do
        killed KILL parent 2000000
        for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            kill -0 "$child" 2>/dev/null || break
            sleep 0.5
        done
        cases=$((cases + 1))
        ! kill -0 "$child" 2>/dev/null || fail "the child of a killed program goes on after $try tries"
        nothing "a program that was killed, time $again,"
        rm -f "$new"/*
    done
    # The child is killed: the program says by what.
    killed TERM child 50000
    verdict "a child that was ended" 6 "$code"
    says err "signal 15"
    nothing "a child that was ended"
    killed KILL child 50000
    verdict "a child that was killed" 8 "$code"
    says err "signal 9"
    nothing "a child that was killed"
fi

# Every seventh of the first allocations in the writing child, later fewer: told as memory and
# nothing left, or the very file.
points=$(seq 1 7 200; seq 260 1009 9000; seq 20000 40000 300000)
if ! ${CC:-cc} -shared -fPIC -O1 -o "$work/fail.so" tests/report/fail_malloc.c -ldl 2>/dev/null ||
    nm "$SAMSPEL_BIN" 2>/dev/null | grep -q __asan_init; then
    echo "SKIPPED: allocations that fail (no compiler, or a sanitizer has its own allocator)"
    finish
    exit
fi
hit=0
for point in $points; do
    rm -f "$new"/*
    # shellcheck disable=SC2086
    FAIL_AT=$point LD_PRELOAD="$work/fail.so" "$SAMSPEL_BIN" $study --xlsx "$new/a.xlsx" \
        >"$work/out" 2>"$work/err"
    code=$?
    cases=$((cases + 1))
    case $code in
    0) cmp -s "$new/a.xlsx" "$work/good.xlsx" || fail "allocation $point fails, and the file is another" ;;
    8) hit=$((hit + 1)) && nothing "allocation $point" ;;
    *) fail "allocation $point fails: exit $code" ;;
    esac
done
cases=$((cases + 1))
[ "$hit" -gt 20 ] || fail "only $hit allocations failed: nothing was tested"
finish
