#!/bin/sh
# CSV and JSON of many rows: written as they come, in memory that does not grow with them; in a file
# whole or not at all, whatever stops them; and every value is that of the database.
. tests/batch/lib.sh

cat >"$work/design.json" <<'JSON'
{"format": "samspel-design-1", "id": "many", "base": "t7", "method": "sobol", "items": 16000,
 "fields": [{"name": "operation.vacancy", "low": 0.02, "high": 0.15}]}
JSON
run 0 batch "$work/design.json" -m tilvising -i "$work/r.sqlite"

# nothing NAME: no file came of it, whole or in part.
nothing() {
    cases=$((cases + 1))
    [ -z "$(find "$work" -name 'export*' -o -name '.export*')" ] || fail "$1: something is left"
}

for format in csv json; do
    run 0 results "$work/r.sqlite" --format $format
    cp "$work/out" "$work/all.$format"
    run 0 results "$work/r.sqlite" --format $format --out "$work/export"
    silent out
    same "$format in a file" "$work/all.$format" "$work/export"
    run 6 results "$work/r.sqlite" --format $format --out "$work/export"
    says err "exists"
    run 0 results "$work/r.sqlite" --format $format --out "$work/export" --force --limit 3
    cases=$((cases + 1))
    [ "$(wc -c <"$work/export")" -lt 10000 ] || fail "$format: the file is not replaced"
    rm "$work/export"
    nothing "$format to a file"

    "$SAMSPEL_BIN" results "$work/r.sqlite" --format $format >/dev/full 2>"$work/err"
    verdict "$format to a full device" 6 $?
    says err "standard output: No space left on device"
    code=$({
        {
            "$SAMSPEL_BIN" results "$work/r.sqlite" --format $format 2>"$work/err"
            echo $? >&3
        } | head -c 100 >"$work/few"
    } 3>&1)
    verdict "$format to a closed pipe" 6 "$code"
    says err "standard output: Broken pipe"
    (
        ulimit -f 1000
        "$SAMSPEL_BIN" results "$work/r.sqlite" --format $format --out "$work/export" \
            >"$work/out" 2>"$work/err"
    )
    verdict "$format to a disk that gets full" 6 $?
    says err "export could not be written: File too large"
    nothing "$format to a disk that gets full"
done

# Bit for bit what the database has.
cases=$((cases + 1))
python3 -c 'import csv, json, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute("SELECT * FROM results")
names = [d[0] for d in rows.description]
rows = rows.fetchall()
assert len(rows) == 16000
objects = json.load(open(sys.argv[3]))
assert [list(o) for o in objects[:1]] == [names]
assert [tuple(o.values()) for o in objects] == rows
lines = list(csv.reader(open(sys.argv[2], newline="")))
assert lines[0] == names and len(lines) == 16001
for line, row in zip(lines[1:], rows):
    for text, value in zip(line, row):
        same = text == (value or "") if isinstance(value, (str, type(None))) else float(text) == value
        assert same, (text, value)' \
    "$work/r.sqlite" "$work/all.csv" "$work/all.json" >"$work/out" 2>&1 || fail "values"

# A file that is damaged in the middle gives no half export.
python3 -c 'import sys
text = bytearray(open(sys.argv[1], "rb").read())
for page in range(len(text) // 4096 // 2, len(text) // 4096 - 20):
    text[page * 4096 : page * 4096 + 64] = bytes([255]) * 64
open(sys.argv[2], "wb").write(text)' "$work/r.sqlite" "$work/damaged.sqlite"
run 3 results "$work/damaged.sqlite" --format json --out "$work/export"
says err RESULTS_KIND
nothing "a damaged file"

# A signal in the middle of a file leaves nothing, and says so. Memory is that of few rows.
cat >"$work/watch.py" <<'PY'
import glob, os, signal, subprocess, sys, time
program, work, what = sys.argv[1:4]
command = [program, "results", work + "/r.sqlite", "--format"]

def peak(*more):
    process = subprocess.Popen(command + list(more), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0
    return used.ru_maxrss

def stop(number):
    """Whether the signal came while the part file was there."""
    process = subprocess.Popen(command + ["json", "--out", work + "/export"], stderr=subprocess.PIPE)
    while process.poll() is None and not glob.glob(work + "/.export*"):
        time.sleep(0.001)
    process.send_signal(number)
    said = process.communicate()[1].decode()
    if process.returncode == 0:
        os.unlink(work + "/export")
        return False
    assert process.returncode == 6 and "export is not written" in said, (process.returncode, said)
    return True

if what == "memory":
    for form in "csv", "json":
        few, all = peak(form, "--limit", "1000"), peak(form)
        assert all < few + 2000, (form, few, all)
else:
    for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
        assert any(stop(number) for i in range(20)), number
PY
cases=$((cases + 1))
python3 "$work/watch.py" "$SAMSPEL_BIN" "$work" signals >"$work/out" 2>&1 || fail "signals"
nothing "a signal"
if [ -n "${SAMSPEL_SANITIZED:-}" ]; then
    echo "a sanitizer keeps memory of its own: how much is used is not looked at"
else
    cases=$((cases + 1))
    python3 "$work/watch.py" "$SAMSPEL_BIN" "$work" memory >"$work/out" 2>&1 || fail "memory"
fi
finish
