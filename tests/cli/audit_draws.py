#!/usr/bin/env python3
"""Audits samspel risk from its exported draws alone: standard library, exact sums.

Runs models on a scenario with --export, recomputes every statistic that the JSON and the CSV print
from the exported draws, and holds them to it. Usage: audit_draws.py PROGRAM
"""
import csv
import io
import json
import math
import os
import subprocess
import sys
import tempfile
from fractions import Fraction
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)
LEVELS = {"p5": 5, "p10": 10, "p25": 25, "p50": 50, "p75": 75, "p90": 90, "p95": 95}
EVENTS = {
    "dscr_below_1": ("min_dscr", lambda x: x < 1),
    "dscr_below_covenant": ("min_dscr", lambda x: x < 1.1),
    "support": ("total_support", lambda x: x > 1),
    "guarantee_called": ("guarantee_calls", lambda x: x > 1),
    "default": ("default_month", lambda x: x > 0),
    "lender_loss": ("arrears_left", lambda x: x > 1),
}

faults = []
figures = 0


def hold(where, found, right, relative=1e-9, scale=0.0):
    """A printed figure to the right one; scale: the size of what it is a difference of."""
    global figures
    figures += 1
    if found is None or not abs(found - right) <= relative * max(abs(right), scale) + 1e-12:
        faults.append(f"{where}: {found}, not {right}")


def samspel(program, *words):
    done = subprocess.run([program, *words], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"samspel {' '.join(words)}: {done.stderr.decode()}")
    return done.stdout.decode()


def quantile(ordered, percent):
    """Linear between the order statistics (definition 7 of Hyndman and Fan), in whole numbers."""
    place = Fraction(percent, 100) * (len(ordered) - 1)
    low = int(place)
    if place == low:
        return ordered[low]
    share = float(place - low)
    return ordered[low] * (1 - share) + ordered[low + 1] * share


def worst_mean(values, high_is_bad):
    """The mean of the worst twentieth, the draw on its edge in part, and that draw."""
    ordered = sorted(values, reverse=high_is_bad)
    size = Fraction(len(ordered), 20)
    whole = int(size)
    part = size - whole
    edge = ordered[whole] if part or not whole else ordered[whole - 1]
    total = sum(map(Fraction, ordered[:whole])) + part * Fraction(edge)
    return float(total / size) if size else ordered[0], edge


def deviation(values):
    if len(values) < 2:
        return 0.0
    mean = sum(map(Fraction, values)) / len(values)
    return math.sqrt(sum((Fraction(x) - mean) ** 2 for x in values) / (len(values) - 1))


def wilson(hits, n):
    p, z2 = hits / n, Z95 * Z95
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z95 / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return p, 0 if hits == 0 else middle - reach, 1 if hits == n else middle + reach


def audit_measure(where, m, draws):
    values = [x for x in draws if x is not None]
    hold(f"{where} draws", m["draws"], len(values))
    if not values:
        return
    size = max(map(abs, values))
    spread = deviation(values)
    hold(f"{where} mean", m["mean"], math.fsum(values) / len(values), scale=size)
    hold(f"{where} deviation", m["standard_deviation"], spread, 1e-7, size * 1e-3)
    hold(f"{where} error", m["standard_error"], spread / math.sqrt(len(values)), 1e-7, size * 1e-3)
    ordered = sorted(values)
    for name, percent in LEVELS.items():
        hold(f"{where} {name}", m[name], quantile(ordered, percent), scale=size * 1e-3)
    mean, edge = worst_mean(values, m["bad_end"] == "high")
    hold(f"{where} var95", m["var95"], edge)
    hold(f"{where} cvar95", m["cvar95"], mean, scale=size)
    hold(f"{where} histogram", sum(m["histogram"]), len(values))
    low, width, bars = m["histogram_low"], m["histogram_width"], m["histogram"]
    for i in range(len(bars) - 1):
        # Draws below the upper edge of a bar; one on the edge may fall to either side of it.
        edge, below = low + width * (i + 1), sum(bars[:i + 1])
        slack = 1e-9 * max(abs(edge), width)
        least = sum(x < edge - slack for x in values)
        most = sum(x < edge + slack for x in values)
        if not least <= below <= most:
            faults.append(f"{where} histogram: {below} below bar {i + 1}, not {least}")


def audit_model(model, draws):
    where = model["id"]
    for m in model["measures"]:
        audit_measure(f"{where} {m['name']}", m, draws[f"{where}:{m['name']}"])
    for chance in model["chances"]:
        name, happens = EVENTS[chance["name"]]
        values = draws[f"{where}:{name}"]
        hits = sum(x is not None and happens(x) for x in values)
        for key, right in zip(("share", "low", "high"), wilson(hits, len(values))):
            hold(f"{where} {chance['name']} {key}", chance[key], right, 1e-9, 1e-3)
    if [c["name"] for c in model["chances"]] != list(EVENTS):
        faults.append(f"{where}: not all chances are told")


def audit_pair(pair, draws):
    where = f"{pair['party']}: {pair['first']} against {pair['second']}"
    one, two = (draws[f"{pair[k]}:{pair['party']}.npv"] for k in ("first", "second"))
    apart = [float(Fraction(a) - Fraction(b)) for a, b in zip(one, two)]
    n, size = len(apart), max(map(abs, one + two))
    mean = math.fsum(apart) / n
    error = deviation(apart) / math.sqrt(n)
    hold(f"{where}: difference", pair["difference"], mean, scale=size)
    hold(f"{where}: low", pair["low"], mean - Z95 * error, scale=size)
    hold(f"{where}: high", pair["high"], mean + Z95 * error, scale=size)
    better = sum(a > b for a, b in zip(one, two)) + sum(a == b for a, b in zip(one, two)) / 2
    for key, right in zip(("first_better", "first_better_low", "first_better_high"),
                          wilson(better, n)):
        hold(f"{where}: {key}", pair[key], right, 1e-9, 1e-3)
    sure = mean - Z95 * error > 0 or mean + Z95 * error < 0
    verdict = ("first" if mean > 0 else "second") if sure else "cannot be told apart"
    if pair["verdict"] != verdict:
        faults.append(f"{where}: {pair['verdict']}, not {verdict}")


def audit_csv(text, draws):
    for line in csv.DictReader(io.StringIO(text)):
        where = f"{line['model']}:{line['measure']}"
        values = [x for x in draws[where] if x is not None]
        size = max(map(abs, values))
        hold(f"csv {where} draws", float(line["draws"]), len(values))
        hold(f"csv {where} mean", float(line["mean"]), math.fsum(values) / len(values), scale=size)
        for name in ("p5", "p50", "p95"):
            right = quantile(sorted(values), LEVELS[name])
            hold(f"csv {where} {name}", float(line[name]), right, scale=size * 1e-3)


def audit(program, scenario, models, count, method):
    with tempfile.TemporaryDirectory() as folder:
        export = os.path.join(folder, "draws.csv")
        words = ["risk", "-s", scenario, *models, "-n", str(count), "-m", method, "-q"]
        told = json.loads(samspel(program, *words, "-f", "json", "--export", export))
        with open(export, encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
    if [int(line[0]) for line in lines[1:]] != list(range(count)):
        faults.append("the exported draws are not numbered from 0")
    draws = {}
    for i, name in enumerate(lines[0][1:], 1):
        draws[name] = [float(line[i]) if line[i] else None for line in lines[1:]]
    for model in told["models"]:
        audit_model(model, draws)
    pairs = len(models) * (len(models) - 1) // 2
    if not pairs <= len(told["pairs"]) <= 2 * pairs:
        faults.append("not all pairs are told")
    for pair in told["pairs"]:
        audit_pair(pair, draws)
    audit_csv(samspel(program, *words, "-f", "csv"), draws)


def main():
    program = sys.argv[1]
    audit(program, "hitra", ["kommunal", "tilvising", "leigegaranti"], 1037, "sobol")
    audit(program, "dagens", ["fellesselskap", "kjopegaranti"], 500, "random")
    audit(program, "t7", ["tildeling"], 19, "random")
    for line in faults[:20]:
        print(line)
    print(f"{figures} figures, {len(faults)} wrong")
    sys.exit(1 if faults or not figures else 0)


main()
