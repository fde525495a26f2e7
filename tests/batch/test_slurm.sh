#!/bin/sh
# Shards on a real Slurm, started here: docs/slurm/batch.sh is submitted, a shard's job is cancelled
# in its middle, the controller is killed and started again, and the same is submitted once more. The
# merged file is the dump of one undisturbed run. SKIPPED where slurm-wlm or munge is missing.
. tests/batch/lib.sh
. tests/batch/slurm.sh
missing=$(slurm_missing | tr '\n' ' ')
[ -z "$missing" ] || {
    echo "SKIPPED: no ${missing}here (Debian slurm-wlm and munge)"
    exit 77
}
why=$(slurm_refuses_user)
[ -z "$why" ] || {
    echo "SKIPPED: $why"
    exit 77
}
trap 'slurm_stop; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# A shard takes some seconds on one processor.
draws=1200
[ -z "${SAMSPEL_SANITIZED:-}" ] || draws=100
cat >"$work/design.json" <<'JSON'
{"format": "samspel-design-1", "id": "shards", "base": "t7", "method": "sobol", "items": 480,
 "fields": [
  {"name": "operation.vacancy", "low": 0.02, "high": 0.15},
  {"name": "costs.overrun", "low": -0.05, "high": 0.25}]}
JSON
set -- "$work/design.json" --models tilvising --work risk --draws $draws

SAMSPEL=$SAMSPEL_BIN
export SAMSPEL
submit() {
    sh docs/slurm/batch.sh 4 "$work/all.sqlite" "$@" >"$work/jobs" 2>"$work/err" </dev/null
    verdict "submitting" 0 $?
}

# has_begun SHARD: some of its items are committed, and not all.
has_begun() {
    python3 -c 'import sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
done, = db.execute("SELECT count(*) FROM item").fetchone()
sys.exit(not 0 < done < 120)' "$work/all.sqlite.$1"
}
no_job_left() {
    node_back
    timeout 10 squeue -h -o %T >"$work/queue" && [ ! -s "$work/queue" ]
}
# The queue is empty, or for a while nothing runs of what the scheduler believes to run.
settled() {
    no_job_left && return 0
    idle=$((idle + 1))
    ! pgrep -f "batch $work/design.json" >/dev/null || idle=0
    [ $idle -gt 40 ] # 8 seconds
}
controller_answers() { timeout 5 scontrol ping | grep -q 'is UP'; }

slurm_start || {
    slurm_tell
    echo "FAILED: Slurm did not start"
    exit 1
}
submit "$@"
cases=$((cases + 1))
wait_for 60 has_begun 1 || fail "shard 1 did not begin"
array=$(sed -n 's/^shards: job //p' "$work/jobs")
timeout 10 scancel --signal=KILL --full "${array}_1" 2>"$work/err"
verdict "killing the job of shard 1" 0 $?

# The controller dies while shards run, and comes back.
cases=$((cases + 1))
wait_for 60 has_begun 3 || fail "shard 3 did not begin"
kill -KILL "$controller"
wait "$controller" 2>/dev/null
sleep 1
slurm_controller
cases=$((cases + 1))
wait_for 30 controller_answers || fail "the controller did not come back"

# Whatever the scheduler now thinks: once its queue is empty, the same is submitted, until all is
# there. What is done is read off the results.
tries=0
while [ ! -s "$work/all.sqlite" ] && [ $tries -lt 5 ]; do
    idle=0
    wait_for 60 settled
    timeout 10 scancel -u "$(id -un)"
    [ ! -s "$work/all.sqlite" ] || break
    submit "$@"
    tries=$((tries + 1))
done
wait_for 90 test -s "$work/all.sqlite"
cases=$((cases + 1))
[ -s "$work/all.sqlite" ] || {
    fail "no merged file"
    cat "$work"/all.sqlite*.log
    slurm_tell
}
# A cancelled shard leaves no merged file, so there was a second submission.
cases=$((cases + 1))
[ $tries -ge 1 ] || fail "the first submission was not disturbed"
slurm_stop
cases=$((cases + 1))
[ -z "$(slurm_left)" ] || fail "processes are left behind"

"$SAMSPEL_BIN" batch "$@" --into "$work/one.sqlite" >"$work/out" 2>"$work/err" </dev/null
verdict "the undisturbed run" 0 $?
dump "$work/one.sqlite" "$work/one.sql"
dump "$work/all.sqlite" "$work/all.sql"
same "shards of Slurm and one undisturbed run" "$work/one.sql" "$work/all.sql"
answers "every item, once" "$work/all.sqlite" \
    "SELECT count(*) || ' ' || count(DISTINCT item) FROM result" "480 480"
echo "submitted $((tries + 1)) times"
finish
