#!/usr/bin/env python3
"""A clause cut in two is the same clause: each half with half its homes or half its share.

Writes every shipped model again with one clause at a time in two halves, and holds what each party
gets to what it got before. A formula that adds where it should take the greatest, or that looks at
one clause where it should look at all, is seen here. Usage: cut_clauses.py PROGRAM SCENARIO
"""
import copy
import json
import os
import subprocess
import sys
import tempfile

# Homes or shares of the whole, where a clause that leaves the field out takes all.
WHOLE = {"sale": "unit_share", "letting": "unit_share", "lease": "unit_share", "equity": "share"}
# A lender who lends on some of the homes counts all liens ahead against its own homes' value, so a
# second half lends less: what is cautious there is no slip.
DIFFERS = ("term_loan",)

program, scenario = sys.argv[1:]
faults, cuts = [], 0


def values(model, path):
    with open(path, "w", encoding="utf-8") as out:
        json.dump(model, out)
    run = subprocess.run([program, "compare", path, "-s", scenario, "--format", "json"],
                         capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{model['id']}: exit {run.returncode}\n{run.stderr}")
    return {p["id"]: p["npv"] for p in json.loads(run.stdout)["models"][0]["parties"]}


def referred(model):
    """Clauses that another one names: a half without the guarantee of the whole is another deal."""
    return {c[key] for c in model["clauses"] for key in ("loan", "sale") if key in c}


def cuttable(model):
    for place, clause in enumerate(model["clauses"]):
        if clause["kind"] in DIFFERS or clause["id"] in referred(model):
            continue
        for field in ("unit_share", "share"):
            whole = 1 if WHOLE.get(clause["kind"]) == field else None
            size = clause.get(field, whole)
            if isinstance(size, (int, float)):
                yield place, field, size


def halves(model, place, field, size):
    cut = copy.deepcopy(model)
    first = cut["clauses"][place]
    first[field] = size / 2
    cut["clauses"].insert(place + 1, {**first, "id": first["id"] + "_again"})
    return cut


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "cut.json")
    for name in sorted(os.listdir("models")):
        if not name.endswith(".json"):
            continue
        with open(os.path.join("models", name), encoding="utf-8") as file:
            model = json.load(file)
        model.pop("$schema", None)
        before = values(model, path)
        for place, field, size in cuttable(model):
            cuts += 1
            after = values(halves(model, place, field, size), path)
            for party, value in before.items():
                if abs(after[party] - value) > 0.01:
                    faults.append(f"{name}: {model['clauses'][place]['id']} in two halves: "
                                  f"{party} {after[party]:.2f}, not {value:.2f}")

print("\n".join(faults + [f"{cuts} clauses cut in two, {len(faults)} differences"]))
sys.exit(1 if faults or cuts < 30 else 0)
