#!/bin/sh
# SIGKILL at 50 random instants: the same command goes on, and ends with the dump of a run that was
# not disturbed. Files with bad ones among them, and a design.
. tests/batch/lib.sh

# killed NAME KILLS ARGUMENT...
killed() {
    name=$1
    kills=$2
    shift 2
    rm -rf "$work/run"
    mkdir "$work/run"
    cases=$((cases + 1))
    python3 tests/batch/kill_and_go_on.py "$SAMSPEL_BIN" "$work/run" "$kills" "$@" >"$work/out" 2>&1 ||
        fail "$name"
}

python3 tests/batch/make_items.py "$work" 3000 3 --bad 700 --ndjson "$work/list.ndjson"
killed "lines" 25 "$work/list.ndjson" --models tilvising
cat "$work/out"
cat >"$work/design.json" <<END
{"format": "samspel-design-1", "id": "many", "base": "t7", "method": "sobol", "items": 16000,
 "fields": [
  {"name": "operation.vacancy", "low": 0.02, "high": 0.15},
  {"name": "costs.overrun", "low": -0.05, "high": 0.25}]}
END
killed "design" 25 "$work/design.json" --models tilvising
cat "$work/out"
finish
