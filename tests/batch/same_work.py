"""Holds what a batch drew to `samspel risk`, and what it decided to `samspel optimise`: every number
of each item, bit for bit. Usage: same_work.py PROGRAM RESULTS [DESIGN]"""
import json, sqlite3, subprocess, sys

program, path = sys.argv[1:3]
design = json.load(open(sys.argv[3])) if len(sys.argv) > 3 else None
db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
db.row_factory = sqlite3.Row
numbers, wrong = 0, 0
BOUNDS = {None: 0, "low": -1, "high": 1}

def expect(where, got, wanted):
    global numbers, wrong
    numbers += 1
    if got != wanted:
        wrong += 1
        print("%s: %r in the file, %r by optimise" % (where, got, wanted))

def alone(row, *how):
    """The item by a command of its own."""
    command = [program, how[0], row["model"], *how[1:], "--format", "json", "-s",
               design["base"] if design else row["file"]]
    for field in db.execute("SELECT field, value FROM designs WHERE item = ?", (row["item"],)):
        first = field["field"].split(".")[0]
        inside = first in ("project", "costs", "operation", "economy", "municipality", "dwellings")
        command += ["--set", "%s/%s=%r" % ("" if inside else "/clauses",
                                           field["field"].replace(".", "/"), field["value"])]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)
    return done.returncode, json.loads(done.stdout)["models"][0]

def rows(view, row):
    return {r["name"]: r for r in db.execute(
        "SELECT * FROM %s WHERE item = ? AND model = ?" % view, (row["item"], row["model"]))}

def compare_choice(row):
    where = "item %d %s" % (row["item"], row["model"])
    code, choice = alone(row, "optimise", "-O", row["objective"])
    expect(where + " code", row["code"], code)
    expect(where + " value", row["value"], choice["objective"]["value"])
    expect(where + " base", row["base"], choice["objective"]["base"])
    terms, limits = rows("terms", row), rows("limits", row)
    expect(where + " terms", sorted(terms), sorted(t["name"] for t in choice["mix"]))
    for term in choice["mix"]:
        for name in ("value", "base", "low", "high", "unit"):
            expect("%s %s %s" % (where, term["name"], name), terms[term["name"]][name], term[name])
        expect(where + " bound", terms[term["name"]]["at_bound"], BOUNDS[term["at_bound"]])
    expect(where + " conflict", sorted(n for n in limits if limits[n]["conflict"]),
           sorted(l["limit"] for l in choice.get("conflict", [])))
    for limit in choice.get("limits", []):
        for name in ("spare", "unit", "text"):
            expect("%s %s %s" % (where, limit["limit"], name), limits[limit["limit"]][name],
                   limit[name])
    for price in choice.get("shadow_prices", []):
        limit = limits[price["limit"]]
        expect(where + " binds", limit["binding"], 1)
        expect(where + " price", limit["price"], price["price"])
        expect(where + " holds to", limit["price_to"], price["holds_to"])

RISK = {"known": "draws", "mean": "mean", "error": "standard_error",
        "deviation": "standard_deviation", "p05": "p5", "p10": "p10", "p25": "p25", "p50": "p50",
        "p75": "p75", "p90": "p90", "p95": "p95", "var95": "var95", "cvar95": "cvar95",
        "cvar_error": "cvar95_standard_error"}

def compare_risk(row):
    where = "item %d %s" % (row["item"], row["model"])
    run = db.execute("SELECT draws, seed FROM run").fetchone()
    _, risk = alone(row, "risk", "-n", str(run["draws"]), "-S", str(run["seed"]))
    measures, chances = rows("risks", row), rows("chances", row)
    expect(where + " measures", len(measures), len(risk["measures"]))
    for measure in risk["measures"]:
        for ours, theirs in RISK.items():
            expect("%s %s %s" % (where, measure["name"], ours), measures[measure["name"]][ours],
                   measure.get(theirs))
    expect(where + " chances", len(chances), len(risk["chances"]))
    for chance in risk["chances"]:
        for name in ("share", "low", "high"):
            expect("%s %s %s" % (where, chance["name"], name), chances[chance["name"]][name],
                   chance[name])

for row in db.execute("SELECT * FROM choices").fetchall():
    compare_choice(row)
for row in db.execute("SELECT DISTINCT item, file, model FROM risks").fetchall():
    compare_risk(row)
print("%d numbers, %d wrong" % (numbers, wrong))
sys.exit(wrong > 0 or numbers < 10)
