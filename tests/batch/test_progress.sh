#!/bin/sh
# How far a batch is: a bar on a terminal, lines elsewhere, JSON for programs, nothing when quiet.
. tests/batch/lib.sh

cat >"$work/design.json" <<'JSON'
{"format": "samspel-design-1", "id": "many", "base": "t7", "method": "sobol", "items": 20000,
 "fields": [{"name": "operation.vacancy", "low": 0.02, "high": 0.15}]}
JSON
set -- batch "$work/design.json" -m tilvising -i "$work/r.sqlite" --force

# Lines of JSON: all of them are, counts never fall, and the last says that all is done.
run 0 "$@" --progress json
cp "$work/err" "$work/json"
cases=$((cases + 1))
python3 -c 'import json, sys
lines = [json.loads(line) for line in open(sys.argv[1])]
assert lines, "nothing was told"
done = [line["done"] for line in lines]
assert done == sorted(done) and done[-1] == 20000, done
for line in lines:
    assert line["total"] == 20000 and line["failed"] == 0 and line["milliseconds"] >= 0
    assert line["items_a_second"] >= 0 and (line["seconds_left"] or 0) >= 0
assert lines[-1]["seconds_left"] == 0' "$work/json" >"$work/out" 2>&1 || fail "lines of JSON"
run 0 "$@" --progress json --quiet
says err '"done": 20000'

# Elsewhere a line a minute: a short run says nothing, and so does --quiet with a bar.
run 0 "$@"
silent err
run 0 "$@" --quiet --progress bar
silent err
run 0 "$@" --progress bar
says err "of 20000 items, 0 failed,"
says err "a second"
# What is gone on with counts from where it stopped.
run 0 batch "$work/design.json" -m tilvising -i "$work/r.sqlite" --progress json
says err '"done": 20000, "total": 20000, "failed": 0, "items_a_second": 0, "seconds_left": '
run 2 "$@" --progress sometimes

# On a terminal: a bar, which is wiped away at the end.
if script --version >"$work/out" 2>&1; then
    words=$(printf "'%s' " "$SAMSPEL_BIN" "$@")
    script -qec "$words" /dev/null >"$work/screen" 2>"$work/err" </dev/null
    verdict "on a terminal" 0 $?
    cases=$((cases + 1))
    python3 -c 'import sys
screen = open(sys.argv[1], "rb").read()
bars = [b for b in screen.split(b"\r") if b.startswith(b"[")]
assert bars and all(len(b.split(b"]")[0]) == 25 for b in bars), bars
assert b"of 20000 items" in bars[-1], bars[-1]
assert b"\r\x1b[K" in screen[screen.rindex(bars[-1]):], "the bar stays"
assert b"20000 of 20000 items by 1 model are in" in screen' "$work/screen" >"$work/out" 2>&1 ||
        fail "the bar on a terminal"
else
    echo "no script here: the bar on a terminal was not seen"
fi
finish
