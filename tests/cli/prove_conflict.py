#!/usr/bin/env python3
"""What `samspel optimise` says of a deal that satisfies nobody, tried by the means a user has: the
limits named cannot hold together however all others are left out; left out one at a time they can;
each way out opens the way when it is given, and does not when a hundredth of it is missing. A cover
of 0 and a return of -5 % still ask for something: where they do not help, nothing is said.

usage: prove_conflict.py MODEL SCENARIO [OPTION...]    OPTIONs are optimise's own
"""
import json
import os
import subprocess
import sys

SAMSPEL = os.environ["SAMSPEL_BIN"]


def call(*words):
    done = subprocess.run([SAMSPEL, *words, "--quiet", "--format", "json"], capture_output=True,
                          text=True)
    return done.returncode, json.loads(done.stdout) if done.stdout.strip() else None, done.stderr


class Asked:
    def __init__(self, model, scenario, options):
        self.model, self.scenario, self.options = model, scenario, list(options)
        self.runs = 0
        self.faults = []

    def optimise(self, *more):
        self.runs += 1
        return call("optimise", self.model, "-s", self.scenario, *self.options, *more)

    def feasible(self, *more):
        code, _, err = self.optimise(*more)
        if code not in (0, 5):
            self.faults.append(f"exit {code} with {' '.join(more)}: {err}")
        return code == 0

    def explain(self, name, *more):
        sets = [w for at, w in enumerate(self.options) if w == "--set" or self.options[at - 1] == "--set"]
        code, rows, err = call("explain", "-m", self.model, "-s", self.scenario, name, *sets, *more)
        if code != 0:
            raise SystemExit(f"explain {name}: {err}")
        return next(row["value"] for row in rows if row["name"] == name)

    def says(self, true, what):
        if not true:
            self.faults.append(what)


MOST = {"aid_max": "1000000000", "rent_max": "100000"}


def without(limit):
    """The options that leave a limit out; None: a user has none."""
    name, what = limit.split(".") if "." in limit else (limit, "")
    if limit == "cover":
        return ["--dscr", "0"]
    if what == "market_rent":
        return ["--allow-above-market"]
    if what == "npv":
        return ["--set", f"/parties/{name}/discount_rate=-0.05"]
    if what == "limit_ltv":
        return ["--set", f"/clauses/{name}/ltv_max=1.5"]
    if what == "limit_cost_share":
        return ["--set", f"/clauses/{name}/cost_share_max=1"]
    if name == "goals":
        return ["--set", f"/goals/{what}={MOST.get(what, '10000000000')}"]
    return None


def eased(asked, limit, amount):
    """The options by which a limit gives way by so much; None: a user has none."""
    name, what = limit.split(".") if "." in limit else (limit, "")
    if name == "goals":
        return ["--set", f"/goals/{what}={asked.explain(limit) + amount:.17g}"]
    if what == "limit_ltv":  # in kroner: by what a share of the value comes to
        share = asked.explain(name + ".ltv_max")
        low = asked.explain(limit)
        high = asked.explain(limit, "--set", f"/clauses/{name}/ltv_max={share + 0.1:.17g}")
        return ["--set", f"/clauses/{name}/ltv_max={share + amount * 0.1 / (high - low):.17g}"]
    return None


def pointer(name):
    head = name.split(".")[0]
    root = "/parties/" if name.endswith(".discount_rate") else "/clauses/"
    return root + head + "/" + name.split(".")[1]


def try_way(asked, all_of_it, less):
    told = ", ".join(all_of_it)
    asked.says(asked.feasible(*all_of_it), f"the way out does not open the way: {told}")
    asked.says(not asked.feasible(*less), f"less is enough: {', '.join(less)} for {told}")


def prove_ways(asked, ways):
    tried = 0
    for way in ways:
        if way["input"]:
            whole = way["input"].endswith(".years")
            step = way["to"] - way["from"]
            short = way["to"] - 5 if whole else way["from"] + 0.99 * step
            at = pointer(way["input"])
            try_way(asked, ["--set", f"{at}={way['to']:.17g}"], ["--set", f"{at}={short:.17g}"])
            tried += 1
            continue
        options = [eased(asked, part["limit"], 1.0001 * part["amount"]) for part in way["limits"]]
        less = [eased(asked, part["limit"], 0.99 * part["amount"]) for part in way["limits"]]
        if None not in options:
            try_way(asked, sum(options, []), sum(less, []))
            tried += 1
    return tried


def prove_set(asked, conflict, limits):
    out = [without(limit) for limit in conflict]
    others = sum((without(limit) or [] for limit in limits if limit not in conflict), [])
    asked.says(not asked.feasible(*others), "the set is no conflict: it holds without all others")
    for limit, options in zip(conflict, out):
        asked.says(options is not None, f"nobody can leave out {limit}")
        asked.says(asked.feasible(*others, *(options or [])) or limit == "cover" or
                   limit.endswith(".npv"), f"still impossible without {limit}")


def main(model, scenario, *options):
    asked = Asked(model, scenario, options)
    code, out, err = asked.optimise()
    if code != 5:
        print(f"{model} {scenario} {' '.join(options)}: exit {code}, not 5: {err}")
        return 0 if code == 0 else 1
    told = out["models"][0]
    conflict = [limit["limit"] for limit in told["conflict"]]
    asked.says(told["status"] == "infeasible" and conflict, "no conflict is told")
    asked.says(told["relaxations"], "no way out is told")
    prove_set(asked, conflict, limits_of(asked))
    tried = prove_ways(asked, told["relaxations"])
    print(f"{model} {scenario} {' '.join(options)}: {', '.join(conflict)} cannot hold together; "
          f"{tried} of {len(told['relaxations'])} ways out tried, {asked.runs} runs")
    for fault in asked.faults:
        print("    FAULT " + fault)
    return 1 if asked.faults else 0


def limits_of(asked):
    """All limits there can be, by the clauses of the model."""
    with open(f"{os.environ.get('SAMSPEL_DATA', '.')}/models/{asked.model}.json", encoding="utf-8") as file:
        model = json.load(file)
    limits = ["cover", "goals.aid_max", "goals.rent_max", "goals.equity_max", "goals.guarantee_frame",
              "goals.municipal_cost_max"]
    for clause in model["clauses"]:
        if clause["kind"] in ("letting", "lease"):
            limits.append(clause["id"] + ".market_rent")
        if clause["kind"] == "term_loan":
            limits.append(clause["id"] + ".limit_ltv")
            if "cost_share_max" in clause:
                limits.append(clause["id"] + ".limit_cost_share")
        if clause["kind"] == "equity" and clause["owner"] in ("developer", "foundation"):
            limits.append(clause["owner"] + ".npv")
    return limits


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
