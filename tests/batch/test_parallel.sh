#!/bin/sh
# Shards by GNU parallel, as docs/batch.md has it: one fails, is tried again by --resume-failed, and
# the merged file is that of one undisturbed run. SKIPPED where GNU parallel is missing.
. tests/batch/lib.sh
parallel --version 2>/dev/null </dev/null | grep -q GNU || {
    echo "SKIPPED: no GNU parallel here (Debian parallel)"
    exit 77
}
HOME=$work # parallel writes a folder there
export HOME
mkdir "$work/items"
python3 tests/batch/make_items.py "$work/items" 90 3

# shards: the documented command, in the folder of the results.
shards() {
    (cd "$work" && parallel --will-cite --jobs 2 --joblog jobs --resume-failed \
        "$SAMSPEL_BIN" batch items -m tilvising -i 'part{}.sqlite' --shard '{}/5' -t 1 ::: 1 2 3 4 5) \
        >"$work/out" 2>"$work/err" </dev/null
}

# The third cannot write: a folder is in its place.
mkdir "$work/part3.sqlite"
shards
verdict "one shard of five fails" 1 $?
says err "part3.sqlite"
run 6 results merge "$work/all.sqlite" "$work"/part[12345].sqlite
cases=$((cases + 1))
[ ! -e "$work/all.sqlite" ] || fail "merged without a shard"
rmdir "$work/part3.sqlite"
shards
verdict "the same again" 0 $?
cases=$((cases + 1))
# 5 lines of the first time, with the heading; one of the second.
[ "$(wc -l <"$work/jobs")" -eq 7 ] || fail "more than the failed shard ran again: $(cat "$work/jobs")"
run 0 results merge "$work/all.sqlite" "$work"/part[12345].sqlite
(cd "$work" && "$SAMSPEL_BIN" batch items -m tilvising -i one.sqlite) >"$work/out" 2>"$work/err"
verdict "the undisturbed run" 0 $?
dump "$work/one.sqlite" "$work/one.sql"
dump "$work/all.sqlite" "$work/all.sql"
same "shards of parallel and one undisturbed run" "$work/one.sql" "$work/all.sql"
finish
