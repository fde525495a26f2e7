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
    "dscr_below_1": ("first_below_one", lambda x: x > 0),
    "dscr_below_covenant": ("first_below_covenant", lambda x: x > 0),
    "support": ("total_support", lambda x: x > 1),
    "guarantee_called": ("first_call", lambda x: x > 0),
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


def mean_error(values, method):
    """Standard error of the mean, and how many of them the 95 % interval reaches: with Sobol from
    16 stretches of the sequence, which is Student's t with 15 degrees of freedom."""
    if method == "random" or len(values) < 512:
        return deviation(values) / math.sqrt(len(values)), Z95
    cuts = [i * len(values) // 16 for i in range(17)]
    means = [math.fsum(values[a:b]) / (b - a) for a, b in zip(cuts, cuts[1:])]
    return deviation(means) / 4, 2.131449545559323


def wilson(hits, n):
    p, z2 = hits / n, Z95 * Z95
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z95 / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return p, 0 if hits == 0 else middle - reach, 1 if hits == n else middle + reach


def audit_measure(where, m, draws, method):
    values = [x for x in draws if x is not None]
    hold(f"{where} draws", m["draws"], len(values))
    hold(f"{where} draws without", m["draws_without"], len(draws) - len(values))
    if "rates_found" in m:
        hold(f"{where} rates found", sum(m["rates_found"].values()), len(draws))
        if not m["rates_found"]["one"] <= len(values):
            faults.append(f"{where}: more rates than draws that have one")
    if not values:
        return
    size = max(map(abs, values))
    spread = deviation(values)
    hold(f"{where} mean", m["mean"], math.fsum(values) / len(values), scale=size)
    hold(f"{where} deviation", m["standard_deviation"], spread, 1e-7, size * 1e-3)
    error, reach = mean_error(values, method)
    hold(f"{where} error", m["standard_error"], error, 1e-7, size * 1e-3)
    hold(f"{where} mean low", m["mean_low"], m["mean"] - reach * error, 1e-7, size)
    hold(f"{where} mean high", m["mean_high"], m["mean"] + reach * error, 1e-7, size)
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


def audit_years(where, chance, months, start):
    """The years in which it first happens, from the months of the draws."""
    years = sorted(start[0] + (start[1] + int(m) - 2) // 12 for m in months if m is not None)
    found = {y["year"]: y["share"] for y in chance["first_years"]}
    if sorted(found) != sorted(set(years)):
        faults.append(f"{where}: first years {sorted(found)}, not {sorted(set(years))}")
    for year, share in found.items():
        hold(f"{where} {year}", share, years.count(year) / len(months))
    middle = years[(len(years) - 1) // 2] if years else None
    if chance["middle_year"] != middle:
        faults.append(f"{where}: middle year {chance['middle_year']}, not {middle}")


def audit_lender(where, lender, draws, method):
    lost = draws[f"{where}:{lender['party']}.credit_loss"]
    where = f"{where} {lender['party']}"
    lent = draws[f"{where.split()[0]}:{lender['party']}.lent_out"]
    hits = [x for x in lost if x > 1]
    error, _ = mean_error(lost, method)
    hold(f"{where} lent", lender["lent"], lent[0])
    hold(f"{where} expected loss", lender["expected_loss"], math.fsum(lost) / len(lost))
    hold(f"{where} error", lender["expected_loss_standard_error"], error, 1e-7)
    hold(f"{where} share", lender["loss_share"], len(hits) / len(lost))
    hold(f"{where} cvar95", lender["cvar95"], worst_mean(lost, True)[0])
    severity = math.fsum(lost) / len(hits) / lent[0] if hits and lent[0] else 0
    hold(f"{where} severity", lender["loss_given_loss"], severity, 1e-6)


def audit_model(model, draws, method, start):
    where = model["id"]
    for m in model["measures"]:
        audit_measure(f"{where} {m['name']}", m, draws[f"{where}:{m['name']}"], method)
    for lender in model["lenders"]:
        audit_lender(where, lender, draws, method)
    rates = {m["name"] for m in model["measures"] if "rates_found" in m}
    if not {"municipality.irr", "project.unfunded_irr"} <= rates:
        faults.append(f"{where}: not all rates of return: {rates}")
    for chance in model["chances"]:
        name, happens = EVENTS[chance["name"]]
        values = draws[f"{where}:{name}"]
        hits = sum(x is not None and happens(x) for x in values)
        for key, right in zip(("share", "low", "high"), wilson(hits, len(values))):
            hold(f"{where} {chance['name']} {key}", chance[key], right, 1e-9, 1e-3)
        if ("first_years" in chance) != (chance["name"] not in ("support", "lender_loss")):
            faults.append(f"{where} {chance['name']}: first years")
        if "first_years" in chance:
            audit_years(f"{where} {chance['name']}", chance, values, start)
    if [c["name"] for c in model["chances"]] != list(EVENTS):
        faults.append(f"{where}: not all chances are told")


def audit_pair(pair, draws, method):
    where = f"{pair['party']}: {pair['first']} against {pair['second']}"
    one, two = (draws[f"{pair[k]}:{pair['party']}.npv"] for k in ("first", "second"))
    apart = [float(Fraction(a) - Fraction(b)) for a, b in zip(one, two)]
    n, size = len(apart), max(map(abs, one + two))
    mean = math.fsum(apart) / n
    error, reach = mean_error(apart, method)
    hold(f"{where}: difference", pair["difference"], mean, scale=size)
    hold(f"{where}: low", pair["low"], mean - reach * error, scale=size)
    hold(f"{where}: high", pair["high"], mean + reach * error, scale=size)
    better = sum(a > b for a, b in zip(one, two)) + sum(a == b for a, b in zip(one, two)) / 2
    for key, right in zip(("first_better", "first_better_low", "first_better_high"),
                          wilson(better, n)):
        hold(f"{where}: {key}", pair[key], right, 1e-9, 1e-3)
    sure = mean - reach * error > 0 or mean + reach * error < 0
    verdict = ("first" if mean > 0 else "second") if sure else "cannot be told apart"
    if pair["verdict"] != verdict:
        faults.append(f"{where}: {pair['verdict']}, not {verdict}")


def csv_key(kind, *parts):
    return (kind, *(part or "" for part in parts))


def csv_figures(told):
    """What every line of the CSV but those of measures must say, from the JSON."""
    right = {}
    for model in told["models"]:
        for c in model["chances"]:
            right[csv_key("chance", model["id"], "", c["name"])] = (c["share"], c["low"], c["high"])
            for y in c.get("first_years", []):
                name = f"{c['name']}.{y['year']}"
                right[csv_key("first_year", model["id"], "", name)] = (y["share"], None, None)
        for l in model["lenders"]:
            key = (model["id"], "", l["party"])
            right[csv_key("lender_lent", *key)] = (l["lent"], None, None)
            right[csv_key("lender_loses", *key)] = (l["loss_share"], l["loss_low"], l["loss_high"])
            right[csv_key("lender_loss", *key)] = (l["expected_loss"], None, None)
            right[csv_key("lender_severity", *key)] = (l["loss_given_loss"], None, None)
    for p in told["pairs"]:
        key = (p["first"], p["second"], p["party"])
        right[csv_key("difference", *key)] = (p["difference"], p["low"], p["high"])
        better = (p["first_better"], p["first_better_low"], p["first_better_high"])
        right[csv_key("first_better", *key)] = better
    return right


def audit_csv(text, draws, told):
    right = csv_figures(told)
    for line in csv.DictReader(io.StringIO(text)):
        if line["kind"] != "measure":
            key = csv_key(line["kind"], line["model"], line["against"], line["name"])
            found = tuple(float(line[k]) if line[k] else None for k in ("mean", "low", "high"))
            if right.pop(key, None) != found:
                faults.append(f"csv {key}: {found} is not what the JSON says")
            continue
        where = f"{line['model']}:{line['name']}"
        values = [x for x in draws[where] if x is not None]
        if not values:
            hold(f"csv {where} draws", float(line["draws"]), 0)
            continue
        size = max(map(abs, values))
        hold(f"csv {where} draws", float(line["draws"]), len(values))
        hold(f"csv {where} mean", float(line["mean"]), math.fsum(values) / len(values), scale=size)
        for name in ("p5", "p50", "p95"):
            hold(f"csv {where} {name}", float(line[name]), quantile(sorted(values), LEVELS[name]), scale=size * 1e-3)
    faults.extend(f"csv: no line {key}" for key in right)


def audit(program, scenario, models, count, method, start):
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
        audit_model(model, draws, method, start)
    for i, first in enumerate(models):
        for second in models[i + 1:]:
            parties = {p["party"] for p in told["pairs"]
                       if (p["first"], p["second"]) == (first, second)}
            if not {"municipality", "bank", "tenants"} <= parties:
                faults.append(f"{first} and {second} are compared for {parties} only")
    for pair in told["pairs"]:
        audit_pair(pair, draws, method)
    audit_csv(samspel(program, *words, "-f", "csv"), draws, told)


def main():
    program = sys.argv[1]
    audit(program, "hitra", ["kommunal", "tilvising", "leigegaranti"], 1037, "sobol", (2013, 4))
    audit(program, "dagens", ["fellesselskap", "kjopegaranti"], 500, "random", (2026, 10))
    audit(program, "t7", ["tildeling"], 19, "random", (2016, 1))
    for line in faults[:20]:
        print(line)
    print(f"{figures} figures, {len(faults)} wrong")
    sys.exit(1 if faults or not figures else 0)


main()
