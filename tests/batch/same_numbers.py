"""Holds a results file to `samspel evaluate`: every number of every item, bit for bit.
Usage: same_numbers.py PROGRAM RESULTS [EVERY [DESIGN]]: each EVERY-th item is looked at."""
import json, sqlite3, subprocess, sys

program, path = sys.argv[1:3]
every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
design = json.load(open(sys.argv[4])) if len(sys.argv) > 4 else None
REASONS = ["exactly one rate makes the present value zero",
           "several rates make the present value zero",
           "none: all flows have the same sign, or are zero",
           "none: no rate between -99 % and 1000 % makes the present value zero",
           "none: a flow is not a finite number"]
db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
db.row_factory = sqlite3.Row
wrong, numbers = 0, 0

def expect(where, got, wanted):
    global wrong, numbers
    numbers += 1
    if got is None and wanted is None:
        return
    if got is None or wanted is None or not (float(got) == float(wanted)):
        wrong += 1
        if wrong < 20:
            print("%s: %r in the file, %r by evaluate" % (where, got, wanted))

def evaluate(item, model):
    command = [program, "evaluate", model, "--format", "json"]
    if design:
        command += ["-s", design["base"]]
        for row in db.execute("SELECT field, value FROM designs WHERE item = ?", (item["item"],)):
            first, rest = row["field"].split(".", 1)
            sections = ("project", "costs", "operation", "economy", "municipality", "dwellings")
            pointer = "/" + row["field"].replace(".", "/")
            if first not in sections:
                pointer = "/clauses/" + first + "/" + rest
            command += ["--set", "%s=%r" % (pointer, row["value"])]
    elif item["line"]:
        line = open(item["file"], encoding="utf-8").read().split("\n")[item["line"] - 1]
        command += ["-s", "-"]
        return subprocess.run(command, input=line.encode(), capture_output=True)
    else:
        command += ["-s", item["file"]]
    return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)

def compare_flags(where, item, result, model):
    got = [(r["code"], r["figure"]) for r in db.execute(
        "SELECT n.code, f.figure FROM flag_result f JOIN flag n ON n.flag = f.flag"
        " WHERE f.item = ? AND f.model = ? ORDER BY f.id", (item["item"], result["model"]))]
    wanted = [(f["code"], f["figure"]) for f in model["flags"]]
    expect(where + " flags", len(got), len(wanted))
    for (code, figure), (other, right) in zip(got, wanted):
        expect(where + " flag " + code, float(code == other), 1)
        expect(where + " flag " + code, figure, right)

def compare_parties(where, item, result, model):
    rows = {db.execute("SELECT id FROM party WHERE party = ?", (r["party"],)).fetchone()[0]: r
            for r in db.execute("SELECT * FROM party_result WHERE item = ? AND model = ?",
                                (item["item"], result["model"]))}
    expect(where + " parties", len(rows), len(model["parties"]))
    for party in model["parties"]:
        row = rows.get(party["id"])
        if row is None:
            expect(where + " " + party["id"], None, 1)
            continue
        expect(where + " " + party["id"] + " irr", row["irr"], party["irr"])
        expect(where + " " + party["id"] + " reason", row["irr_reason"],
               REASONS.index(party["irr_reason"]))
        for name, value in party["measures"].items():
            expect(where + " " + party["id"] + " " + name, row[name], value)

def compare(item):
    models = db.execute("SELECT r.*, m.id AS id_of_model FROM result r JOIN model m"
                        " ON m.model = r.model WHERE r.item = ?", (item["item"],)).fetchall()
    for result in models:
        where = "item %d %s" % (item["item"], result["id_of_model"])
        done = evaluate(item, result["id_of_model"])
        expect(where + " code", result["code"], done.returncode)
        if done.returncode != 0:
            continue
        model = json.loads(done.stdout)["models"][0]
        expect(where + " months", result["months"], model["months"])
        expect(where + " project irr", result["project_irr"], model["project"]["irr"])
        expect(where + " project reason", result["project_irr_reason"],
               REASONS.index(model["project"]["irr_reason"]))
        clauses = {r["name"]: r["value"] for r in db.execute(
            "SELECT n.name, c.value FROM clause_result c JOIN measure n ON n.measure = c.measure"
            " WHERE c.item = ? AND c.model = ?", (item["item"], result["model"]))}
        for name, value in model["measures"].items():
            if name in clauses:
                expect(where + " " + name, clauses.pop(name), value)
            else:
                expect(where + " " + name, result[name], value)
        expect(where + " clauses left", len(clauses), 0)
        compare_parties(where, item, result, model)
        compare_flags(where, item, result, model)

for item in db.execute("SELECT * FROM item WHERE item % ? = 0", (every,)).fetchall():
    compare(item)
print("%d numbers, %d wrong" % (numbers, wrong))
sys.exit(wrong > 0 or numbers == 0)
