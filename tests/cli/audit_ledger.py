#!/usr/bin/env python3
"""Audits samspel from its flows alone, with nothing of the engine: standard library, own root finder.

Every shipped model is put to every shipped scenario. From the ledger rows (month, payer, payee,
account, amount) this recomputes each party's net present value and rates of return, what it has
received, paid and put in, the project's balance month by month, the totals of the accounts and the
yearly flows, and holds the printed figures to them. Usage: audit_ledger.py PROGRAM DATA
"""
import json
import math
import os
import subprocess
import sys
from collections import defaultdict

KRONE = 0.01
OERE = 0.005
ROUNDING = 1e-6  # a month's net that is smaller is the rounding of what came in and went out
LEAST, MOST = -0.99, 10.0
GRID = 480

faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def run(program, *words):
    done = subprocess.run([program, *words], capture_output=True, check=False)
    if done.returncode:
        return done.returncode, done.stderr.decode()
    return 0, json.loads(done.stdout)


def near(a, b, relative=1e-6, absolute=KRONE):
    return abs(a - b) <= max(absolute, relative * max(abs(a), abs(b)))


# ---- rates of return ----

def value_at(flows, rate):
    """Present value of flows[0] at month 1, flows[1] at month 2, ... by Horner's rule."""
    factor = (1.0 + rate) ** (-1.0 / 12)
    total = 0.0
    for flow in reversed(flows):
        total = (total + flow) * factor
    return total


def grid():
    """Rates from -99 % to 1000 %, even in log(1 + rate)."""
    low, high = math.log1p(LEAST), math.log1p(MOST)
    return [math.expm1(low + (high - low) * i / GRID) for i in range(GRID + 1)]


RATES = grid()


def bisect(flows, low, high):
    sign = value_at(flows, low) > 0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (value_at(flows, middle) > 0) == sign:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def scan(flows):
    """A root between any two neighbours of the grid at which the value has different signs."""
    values = [value_at(flows, rate) for rate in RATES]
    return [bisect(flows, RATES[i], RATES[i + 1]) for i in range(GRID)
            if (values[i] > 0) != (values[i + 1] > 0)]


def is_root(flows, rate):
    """The value changes sign close by, or is nothing against the size of what is summed."""
    step = 1e-7 * (1 + rate)
    if (value_at(flows, rate - step) > 0) != (value_at(flows, rate + step) > 0):
        return True
    size = value_at([abs(flow) for flow in flows], rate)
    return abs(value_at(flows, rate)) <= 1e-9 * size


def rule_of_quoting(roots):
    """The only root, else the only one that is not negative."""
    if len(roots) == 1:
        return roots[0]
    good = [root for root in roots if root >= 0]
    return good[0] if len(good) == 1 else None


def audit_rates(where, party, flows):
    said, found = party["irr_roots"], scan(flows)
    for root in found:
        if not any(abs(root - other) <= 1e-7 for other in said):
            fault(where, f"rate of return {root!r} is not among {said}")
    for root in said:
        if not is_root(flows, root):
            fault(where, f"{root!r} is no rate of return: the value there is {value_at(flows, root)!r}")
    if said != sorted(said):
        fault(where, f"rates are not in order: {said}")
    if party["irr"] != rule_of_quoting(said):
        fault(where, f"quoted {party['irr']!r} of {said}")
    if (len(said) == 1) != party["irr_reason"].startswith("exactly one"):
        fault(where, f"{party['irr_reason']!r} with {said}")
    if (len(said) == 0) != party["irr_reason"].startswith("none"):
        fault(where, f"{party['irr_reason']!r} with {said}")


# ---- a model ----

def check_row(where, row, months, parties):
    if row["payer"] == row["payee"] or not {row["payer"], row["payee"]} <= parties:
        fault(where, f"paid between parties that are not listed: {row}")
    if not (1 <= row["month"] <= months and math.isfinite(row["amount"]) and row["amount"] != 0):
        fault(where, f"no proper row: {row}")


def net_flows(where, model):
    """Each party's flow by month; what one pays another receives."""
    months = model["months"]
    parties = {party["id"] for party in model["parties"]}
    net = {party: [0.0] * months for party in parties}
    for row in model["ledger"]:
        check_row(where, row, months, parties)
        if {row["payer"], row["payee"]} <= parties:
            net[row["payer"]][row["month"] - 1] -= row["amount"]
            net[row["payee"]][row["month"] - 1] += row["amount"]
    for month in range(months):
        total = sum(flows[month] for flows in net.values())
        if abs(total) > OERE:
            fault(where, f"the parties' flows in month {month + 1} sum to {total!r}")
    return {party: [flow if abs(flow) > ROUNDING else 0.0 for flow in flows]
            for party, flows in net.items()}


def audit_balance(where, flows):
    balance, lowest = 0.0, 0.0
    for flow in flows:
        balance += flow
        lowest = min(lowest, balance)
    if lowest < -OERE:
        fault(where, f"the project's cash falls to {lowest!r}")
    if abs(balance) > OERE:
        fault(where, f"{balance!r} is left in the project at the end")


def gross(model):
    """What each party receives and pays, row by row."""
    received, paid = defaultdict(float), defaultdict(float)
    for row in model["ledger"]:
        received[row["payee"]] += row["amount"]
        paid[row["payer"]] += row["amount"]
    return received, paid


def audit_measures(where, party, flows, received, paid):
    balance, outlay = 0.0, 0.0
    for flow in flows:
        balance += flow
        outlay = max(outlay, -balance)
    own = {"npv": party["npv"], "received": received, "paid": paid, "total": received - paid,
           "outlay": outlay}
    for name, value in own.items():
        if name not in party["measures"]:
            fault(where, f"the measure {name} is missing")
        elif not near(party["measures"][name], value):
            fault(where, f"{name} is said to be {party['measures'][name]!r}, not {value!r}")


def audit_party(where, party, flows, received, paid):
    own = value_at(flows, party["discount_rate"])
    if not near(party["npv"], own):
        fault(where, f"net present value is said to be {party['npv']!r}, not {own!r}")
    audit_rates(where, party, flows)
    audit_measures(where, party, flows, received, paid)


def audit_model(where, model):
    net = net_flows(where, model)
    received, paid = gross(model)
    for party in model["parties"]:
        name = party["id"]
        audit_party(f"{where}, {name}", party, net[name], received[name], paid[name])
        if party["role"] == "project":
            audit_balance(where, net[party["id"]])
    shares = sum(item["share"] for item in model["capital_stack"])
    if model["capital_stack"] and not near(shares, 1, 1e-9, 1e-9):
        fault(where, f"the shares of the capital stack sum to {shares!r}")


# ---- what evaluate adds ----

def audit_accounts(where, model):
    own, said = defaultdict(float), defaultdict(float)
    for row in model["ledger"]:
        own[row["payer"], row["payee"], row["account"]] += row["amount"]
    for account in model["accounts"]:
        said[account["payer"], account["payee"], account["account"]] += account["total"]
    for key in own.keys() | said.keys():
        if not near(own[key], said[key]):
            fault(where, f"account {key} is said to be {said[key]!r}, not {own[key]!r}")


def audit_years(where, model, start):
    year, month = (int(part) for part in start.split("-"))
    own = defaultdict(float)
    for row in model["ledger"]:
        at = year + (month - 1 + row["month"] - 1) // 12
        own[at, row["payer"]] -= row["amount"]
        own[at, row["payee"]] += row["amount"]
    for said in model["yearly"]:
        for party in model["parties"]:
            value = own[said["year"], party["id"]]
            if not near(said[party["id"]], value):
                fault(where, f"{party['id']} in {said['year']}: {said[party['id']]!r}, not {value!r}")


# ---- all of them ----

def names(folder):
    return sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".json"))


def audit_scenario(program, scenario, models, turn, turns):
    status, study = run(program, "compare", "-s", scenario, *models, "--format", "json", "--ledger")
    if status:
        fault(scenario, f"compare ends with {status}: {study}")
        return
    if [model["id"] for model in study["models"]] != models:
        fault(scenario, "not the models that were asked for")
    for model in study["models"]:
        audit_model(f"{scenario}, {model['id']}", model)
    # One in so many pairs, so that every model and every scenario has its turn.
    for model in models[turn::turns]:
        where = f"{scenario}, {model}"
        status, full = run(program, "evaluate", model, "-s", scenario, "--format", "json", "--ledger")
        if status:
            fault(where, f"evaluate ends with {status}: {full}")
            continue
        audit_accounts(where, full["models"][0])
        audit_years(where, full["models"][0], full["start"])


def main():
    program, data = sys.argv[1:]
    models, scenarios = names(f"{data}/models"), names(f"{data}/scenarios")
    for turn, scenario in enumerate(scenarios):
        audit_scenario(program, scenario, models, turn, len(scenarios))
    for line in faults:
        print("FAILED", line)
    print(f"{len(models) * len(scenarios)} pairs audited, {len(faults)} disagreements")
    return 1 if faults or not models or not scenarios else 0


if __name__ == "__main__":
    sys.exit(main())
