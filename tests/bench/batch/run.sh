#!/bin/sh
# By hand: a batch against cJSON alone, threads against each other, memory and pace of many items.
# Usage: tests/bench/batch/run.sh PROGRAM [FILES [ITEMS]]; from the top of the tree. Ratios of one run
# hold on any machine; times do not.
set -eu
program=$1
files=${2:-10000}
items=${3:-1000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SAMSPEL_DATA=${SAMSPEL_DATA:-$(pwd)}
export SAMSPEL_DATA

${CC:-cc} -O2 tests/bench/batch/parse_only.c -lcjson -o "$work/parse_only"
python3 tests/batch/make_items.py "$work/hitra" "$files" 1 --one hitra
python3 tests/batch/make_items.py "$work/all" "$files" 1
cat >"$work/design.json" <<END
{"format": "samspel-design-1", "base": "hitra", "method": "sobol", "items": ITEMS, "fields": [
  {"name": "operation.vacancy", "low": 0.02, "high": 0.15},
  {"name": "dwellings.0.rent", "low": 4500, "high": 9000},
  {"name": "costs.overrun", "low": -0.05, "high": 0.25},
  {"name": "economy.market_rate", "low": 0.01, "high": 0.06},
  {"name": "husbanken_loan.years", "values": [20, 25, 30]}]}
END
python3 - "$program" "$work" "$items" <<'END'
import glob, os, re, resource, subprocess, sys, time

program, work, items = sys.argv[1], sys.argv[2], int(sys.argv[3])
out = os.path.join(work, "r.sqlite")

def parse(folder):
    names = "\n".join(sorted(glob.glob(os.path.join(work, folder, "*.json")))) + "\n"
    said = subprocess.run([os.path.join(work, "parse_only")], input=names, text=True,
                          capture_output=True).stdout
    both, alone = re.findall(r"([0-9.]+) ms", said)
    return float(both) / 1e3, float(alone) / 1e3

def batch(threads, *arguments):
    if os.path.exists(out):
        os.unlink(out)
    begun = time.monotonic()
    process = subprocess.Popen([program, "batch", "--into", out, "--threads", str(threads),
                                *arguments], stdout=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    return time.monotonic() - begun, used.ru_maxrss / 1024

def middle(values):
    return sorted(values)[len(values) // 2]

for folder in ("hitra", "all"):
    place = os.path.join(work, folder)
    both, alone, one, two = [], [], [], []
    for _ in range(7):  # interleaved
        b, a = parse(folder)
        both.append(b)
        alone.append(a)
        one.append(batch(1, place, "--models", "tilvising")[0])
        two.append(batch(2, place, "--models", "tilvising")[0])
    print("%s: %.2f s; %.2f times parsing alone, %.2f times reading and parsing; two threads %.2f "
          "(%.2f by the least times)"
          % (folder, middle(one), middle(one) / middle(alone), middle(one) / middle(both),
             middle(one) / middle(two), min(one) / min(two)))

def design(count):
    path = os.path.join(work, "d%d.json" % count)
    text = open(os.path.join(work, "design.json")).read().replace("ITEMS", str(count))
    open(path, "w").write(text)
    return path

few, many = design(10000), design(items)
few_time, few_memory = batch(1, few, "--models", "tilvising")
many_time, many_memory = batch(1, many, "--models", "tilvising")
both_time, _ = batch(2, many, "--models", "tilvising")
print("design: %.1f us an item at 10000, %.1f at %d; memory %.1f and %.1f MB, ratio %.2f; "
      "two threads %.2f" % (few_time * 100, many_time / items * 1e6, items, few_memory,
                            many_memory, many_memory / few_memory, many_time / both_time))
END
