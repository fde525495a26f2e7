#!/bin/sh
# SIGINT, SIGTERM or SIGHUP in the middle of a batch: the step is finished and committed, the result
# says how to go on, and the same command ends with the dump of an undisturbed run. The second signal
# ends at once, whichever it is; and who started the batch with SIGHUP ignored means it.
. tests/batch/lib.sh

cat >"$work/design.json" <<'JSON'
{"format": "samspel-design-1", "id": "many", "base": "t7", "method": "sobol", "items": 30000,
 "fields": [{"name": "operation.vacancy", "low": 0.02, "high": 0.15}]}
JSON
cat >"$work/stop.py" <<'PY'
import os, re, signal, sqlite3, subprocess, sys, time
program, work = sys.argv[1:]
whole, path = os.path.join(work, "whole.sqlite"), os.path.join(work, "r.sqlite")
CHUNK = 1024  # items that are evaluated together

def command(into, *more):
    return [program, "batch", os.path.join(work, "design.json"), "--models", "tilvising", "--into",
            into, "--threads", "1", "--lang", "en", *more]

def start(*more, **options):
    return subprocess.Popen(command(path, *more), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, **options)

def dump(into):
    db = sqlite3.connect("file:%s?mode=ro" % into, uri=True)
    try:
        return list(db.iterdump())
    finally:
        db.close()

def count():
    if not os.path.exists(path):
        return 0
    db = sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=5)
    try:
        return db.execute("SELECT count(*) FROM item").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    finally:
        db.close()

def begin(**options):
    """A batch of which something is in the file, and how much."""
    for companion in "", "-wal", "-shm":
        if os.path.exists(path + companion):
            os.unlink(path + companion)
    process = start(**options)
    while (done := count()) == 0 and process.poll() is None:
        time.sleep(0.005)
    return process, done

subprocess.run(command(whole), check=True, stdout=subprocess.DEVNULL)
expected = dump(whole)
for number in signal.SIGTERM, signal.SIGHUP, signal.SIGINT:
    for _ in range(5):  # on a busy machine it may be done before it is told
        process, before = begin()
        process.send_signal(number)
        out, err = process.communicate()
        after = count()
        if after < 30000:
            break
    assert process.returncode == 11, (number, process.returncode, err)
    assert before < after < 30000 and after > CHUNK, (number, before, after)
    said = " ".join(out.split())
    assert said.startswith("%d of 30000 items" % after), (after, out)
    assert "The same command goes on where this one stopped." in said, out
    out, err = start().communicate()
    assert "%d were there before" % after in " ".join(out.split()), (out, err)
    assert dump(path) == expected, number

process, _ = begin(preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
process.send_signal(signal.SIGHUP)
process.communicate()
assert process.returncode == 0 and dump(path) == expected, "an ignored SIGHUP stopped the batch"
PY
cases=$((cases + 1))
python3 "$work/stop.py" "$SAMSPEL_BIN" "$work" >"$work/out" 2>&1 || fail "stopped"

# A step of optimise lasts: the first signal waits for it, the second does not.
sed 's/30000/16/' "$work/design.json" >"$work/few.json"
"$SAMSPEL_BIN" batch "$work/few.json" -m tilvising -i "$work/o.sqlite" -w optimise -t 1 \
    >"$work/out" 2>"$work/err" </dev/null &
pid=$!
# It is in the step when it has worked for half a second, and has the signal when none is pending: on
# a busy machine it may be told before it begins, or wait for the disk.
tries=1200
while [ "$(cut -d " " -f 14 "/proc/$pid/stat")" -lt 50 ] && [ $((tries -= 1)) -gt 0 ]; do sleep 0.05; done
kill -TERM $pid
tries=1200
while ! grep -q '^ShdPnd:[[:space:]]*0*$' "/proc/$pid/status" && [ $((tries -= 1)) -gt 0 ]; do
    sleep 0.05
done
sleep 0.2
cases=$((cases + 1))
kill -HUP $pid || fail "SIGTERM did not wait for the step"
wait $pid
verdict "SIGTERM and SIGHUP" 129 $?
silent out
finish
