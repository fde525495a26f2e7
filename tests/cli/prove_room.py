#!/usr/bin/env python3
"""The room judged by evaluations of the deal at points of it, by rules that are written here: every
corner holds, points between them hold, a step beyond a side does not, and it is the side's owner
who says no there. Reads the limits from the files of the model and the scenario, and what a point
comes to from `samspel evaluate` and `samspel explain`; knows nothing of how a room is found.

usage: prove_room.py MODEL SCENARIO X:LOW:HIGH Y:LOW:HIGH [OPTION...]    OPTIONs are the room's own
"""
import json
import math
import os
import random
import subprocess
import sys

SAMSPEL = os.environ["SAMSPEL_BIN"]
DATA = os.environ.get("SAMSPEL_DATA", ".")
CROWNS = 5  # what a limit of money may be missed by: of millions
OTHER = 1e-5  # and any other, of its size
STEP = 2e-3  # beyond a side, of the room's extent


def call(*words):
    done = subprocess.run([SAMSPEL, *words, "--quiet", "--format", "json"],
                          capture_output=True, text=True)
    return done.returncode, json.loads(done.stdout) if done.stdout.strip() else None, done.stderr


def load(folder, name):
    with open(f"{DATA}/{folder}/{name.split(':')[0]}.json", encoding="utf-8") as file:
        return json.load(file)


def own(value):
    return value.get("value") if isinstance(value, dict) else value


class Judge:
    """What every limit has to spare at a point, in its unit over what may be missed of it."""

    def __init__(self, model, scenario, terms, options):
        self.deal = ["-m", model, "-s", scenario]
        self.model, self.scenario, self.terms = model, scenario, terms
        self.sets = [word for at, word in enumerate(options) if at and options[at - 1] == "--set"]
        clauses = load("models", model)["clauses"]
        self.kind = {clause["id"]: clause["kind"] for clause in clauses}
        self.owners = {clause["owner"] for clause in clauses if clause["kind"] == "equity"}
        self.goals = {name: own(value) for name, value in load("scenarios", scenario).get("goals", {}).items()}
        for word in self.sets:
            pointer, value = word.split("=", 1)
            if pointer.startswith("/goals/"):
                self.goals[pointer[7:]] = float(value)
        lets = [name for name, kind in self.kind.items() if kind in ("letting", "lease")]
        above = self.explain([], [name + ".above_market" for name in lets])
        # What the model itself agrees above the market is not held to it.
        self.lets = [] if "--allow-above-market" in options else \
            [name.split(".")[0] for name in above if above[name] <= 0]
        if "aid_max" not in self.goals:
            self.goals["aid_max"] = self.explain([], ["goals.aid_max"])["goals.aid_max"]

    def words(self, sets):
        return [part for word in self.sets + sets for part in ("--set", word)]

    def explain(self, sets, names):
        if not names:
            return {}
        code, rows, err = call("explain", *self.deal, *names, *self.words(sets))
        if code != 0:
            raise SystemExit(f"explain {names}: {err}")
        return {row["name"]: row["value"] for row in rows if row["name"] in names}

    def pointer(self, name):
        return ("/clauses/" if name.split(".")[0] in self.kind else "/") + name.replace(".", "/")

    def at(self, point):
        sets = [f"{self.pointer(name)}={value:.17g}" for name, value in zip(self.terms, point)]
        code, out, err = call("evaluate", self.model, "-s", self.scenario, *self.words(sets))
        if out is None:
            return {"deal": -math.inf}
        deal = out["models"][0]
        measures = deal["measures"]
        role = {party["id"]: party["role"] for party in deal["parties"]}
        npv = {party["id"]: party["npv"] for party in deal["parties"]}
        spare = {}
        if measures["min_dscr"] is not None:
            spare["cover"] = (measures["min_dscr"] - self.goals.get("dscr_min", 1)) / OTHER
        for owner in self.owners:
            if role[owner] not in ("municipality", "buyers", "tenants"):
                spare[owner + ".npv"] = npv[owner] / CROWNS
        town = next(party for party in role if role[party] == "municipality")
        spare["goals.municipal_cost_max"] = (npv[town] + self.goals.get("municipal_cost_max", 0)) / CROWNS
        if town not in self.owners:
            spare["goals.aid_max"] = (self.goals["aid_max"] - measures["aid"]) / CROWNS
        if "equity_max" in self.goals:
            spare["goals.equity_max"] = (self.goals["equity_max"] - measures["total_equity"]) / CROWNS
        if "guarantee_frame" in self.goals:
            spare["goals.guarantee_frame"] = \
                (self.goals["guarantee_frame"] - measures["guarantee_stock"]) / CROWNS
        names = [name + ".above_market" for name in self.lets]
        if "rent_max" in self.goals:
            names.append("mean_rent")
        agreed = {}
        for name, value in zip(self.terms, point):
            clause, field = name.split(".")[0], name.split(".")[-1]
            paid = {"term_loan": ".lent", "grant": ".granted"}.get(self.kind.get(clause))
            if paid and field in ("amount_max", "amount"):
                agreed[clause + paid] = value
        for name, value in self.explain(sets, names + list(agreed)).items():
            if name in agreed:  # it is paid out: no limit of the programme is below it
                spare[name.split(".")[0]] = (value - agreed[name]) / CROWNS
            elif name == "mean_rent":
                spare["goals.rent_max"] = (self.goals["rent_max"] - value) / 0.1
            else:
                spare[name.replace("above_market", "market_rent")] = -value / 0.1
        return spare


class Proof:
    def __init__(self, judge, room, bounds):
        self.judge, self.room, self.bounds = judge, room, bounds
        self.corners = [(corner["x"], corner["y"]) for corner in room["corners"]]
        self.size = [max(c[j] for c in self.corners) - min(c[j] for c in self.corners) or 1 for j in (0, 1)]
        self.faults = []
        self.points = 0

    def spare(self, point):
        self.points += 1
        spare = self.judge.at(point)
        for name, value, (low, high) in zip(("x", "y"), point, self.bounds):
            reach = 1e-6 * (high - low)
            spare["bound of " + name] = min(value - low, high - value) / reach
        return spare

    def expect_inside(self, what, point):
        missed = {name: f"{value:.3g}" for name, value in self.spare(point).items() if value < -1}
        if missed:
            self.faults.append(f"{what} {point} misses {missed}")

    def owner_is(self, side, name):
        if side["bound_of"]:
            return name == "bound of " + ("x" if side["bound_of"] == self.room["x"] else "y")
        # A limit of an amount is one of several that keep it from being paid out.
        return side["limit"] == name or (side["limit"].split(".")[0] == name)

    def expect_outside(self, index, point):
        side = self.room["corners"][index]["side"]
        spare = self.spare(point)
        if not any(self.owner_is(side, name) and value < -1 for name, value in spare.items()):
            missed = {name: f"{value:.3g}" for name, value in spare.items() if value < 10}
            self.faults.append(f"side {index} of {side['limit'] or side['bound_of']}: beyond it at "
                               f"{point} the owner does not say no: {missed}")

    def sides(self):
        count = len(self.corners)
        for index, (x, y) in enumerate(self.corners):
            to = self.corners[(index + 1) % count]
            along = [(to[j] - (x, y)[j]) / self.size[j] for j in (0, 1)]
            length = math.hypot(*along)
            if count < 2 or length < 1e-3:
                continue
            out = (along[1] / length, -along[0] / length)
            straight = self.room["corners"][index]["side"]["straight"]
            for share in (0.2, 0.5, 0.8) if straight else ():
                at = [(x, y)[j] + share * (to[j] - (x, y)[j]) for j in (0, 1)]
                self.expect_inside(f"side {index}", at)
                self.expect_outside(index, [at[j] + STEP * out[j] * self.size[j] for j in (0, 1)])
            if not straight:
                self.bent(index, (x, y), to, out)

    def bent(self, index, start, to, out):
        """Its middle misses something, and inwards from there the owner is the first to hold."""
        middle = [(start[j] + to[j]) / 2 for j in (0, 1)]
        if min(self.spare(middle).values()) >= -1:
            self.faults.append(f"side {index} is said to be bent, but its middle {middle} holds")
            return
        low, high = 0, 1
        move = lambda by: [middle[j] - by * out[j] * self.size[j] for j in (0, 1)]
        for _ in range(25):
            by = (low + high) / 2
            spare = self.spare(move(by))
            worst = min(spare, key=spare.get)
            if spare[worst] < -1:
                low, last = by, worst
            else:
                high = by
        side = self.room["corners"][index]["side"]
        if not self.owner_is(side, last):
            self.faults.append(f"bent side {index} of {side['limit'] or side['bound_of']} is owned by {last}")

    def inside(self):
        if not all(corner["side"]["straight"] for corner in self.room["corners"]):
            return
        chance = random.Random(1)
        for _ in range(6):
            weights = [chance.expovariate(1) for _ in self.corners]
            total = sum(weights)
            self.expect_inside("between the corners", tuple(
                sum(w * c[j] for w, c in zip(weights, self.corners)) / total for j in (0, 1)))

    def fair(self):
        for name in ("nash", "equal_gain"):
            point = self.room[name]
            if point is None:
                continue
            self.expect_inside(name, (point["x"], point["y"]))
            spare = self.judge.at((point["x"], point["y"]))
            for gain in point["gains"]:
                limit = "goals.municipal_cost_max" if gain["party"] == "municipality" else gain["party"] + ".npv"
                if abs(spare[limit] * CROWNS - gain["gain"]) > 1 + 1e-6 * abs(gain["gain"]):
                    self.faults.append(f"{name}: {gain['party']} gains {spare[limit] * CROWNS}, not {gain['gain']}")

    def run(self):
        for index, corner in enumerate(self.corners):
            self.expect_inside(f"corner {index}", corner)
        self.sides()
        self.inside()
        self.fair()
        return self.faults


def main(model, scenario, x, y, *options):
    code, room, err = call("room", model, "-s", scenario, "--x", x, "--y", y, *options)
    if code == 5:
        print(f"{model} {scenario} {x} {y}: empty")
        return 5
    if code != 0:
        print(f"{model} {scenario} {x} {y}: exit {code}: {err}")
        return 1
    bounds = [tuple(map(float, term.split(":")[1:])) for term in (x, y)]
    judge = Judge(model, scenario, (room["x"], room["y"]), options)
    proof = Proof(judge, room, bounds)
    faults = proof.run()
    owners = ", ".join(str(c["side"]["limit"] or c["side"]["bound_of"]) + ("" if c["side"]["straight"] else "(bent)")
                       for c in room["corners"])
    print(f"{model} {scenario} {x} {y} {' '.join(options)}: {len(proof.corners)} corners ({owners}), "
          f"{proof.points} points")
    for fault in faults:
        print("    FAULT " + fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
