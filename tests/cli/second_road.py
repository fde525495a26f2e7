#!/usr/bin/env python3
"""A second road to the flows themselves: nine shipped models worked out again, from their files and
scenarios, by a program that shares nothing with the engine but the written conventions.

Usage: second_road.py PROGRAM MODEL SCENARIO [POINTER=VALUE ...]; POINTER of the scenario.

Where the engine walks backwards to close the circle of interest and funding, this one guesses the
equity and tries again; where the engine has rows, this one has an event loop. Every flow of every
month must be the same to a tenth of an øre. Python's standard library only; must not be run on a model
with other clauses than those below (sales, options, reserves), and says so.
"""
import copy
import json
import os
import subprocess
import sys

from second_road_project import Loan, Project, Reader, load, patched

KNOWN = {"plot", "building_cost", "equity", "construction_loan", "grant", "term_loan", "guarantee",
         "letting", "rent_guarantee", "lease", "running_cost", "tax", "transfer"}


class Deal:
    def __init__(self, model, project, read):
        self.p, self.read, self.model = project, read, model
        self.clauses = model["clauses"]
        strange = {x["kind"] for x in self.clauses} - KNOWN
        if strange:
            raise SystemExit("second_road: clauses that are not known here: " + ", ".join(strange))
        self.role = {x["role"]: x["id"] for x in model["parties"]}
        self.flows = {}
        self.plot = self.of("plot")[0]
        self.fund()

    def of(self, kind):
        return [x for x in self.clauses if x["kind"] == kind]

    def get(self, clause, key, default=None):
        return self.read.number(clause, key, default)

    def pay(self, month, payer, payee, account, amount):
        if payer == payee or amount == 0:
            return
        key = (month, payer, payee, account)
        self.flows[key] = self.flows.get(key, 0.0) + amount

    def uses(self, month):
        price = self.p.plot * self.get(self.plot, "price_share", 1) if month == 1 else 0.0
        return self.p.building(month) + price

    def fund(self):
        """Grants and loans by their limits, and equity by trying until the building loan ends at 0."""
        p, (bank,) = self.p, self.of("construction_loan")
        cost = sum(self.uses(m) for m in range(1, p.T + 1))
        discount = p.plot * (1 - self.get(self.plot, "price_share", 1))
        self.value = p.value_to_cost * (cost + discount)
        rate = (p.number("economy", "market_rate", 0.04) + self.get(bank, "margin")) / 12
        commission = self.get(bank, "commission", 0) / 12
        worth = charge = 0.0  # all on loan: what is owed at T, and per krone of limit
        for m in range(1, p.T + 1):
            worth, charge = worth * (1 + rate) + self.uses(m), charge * (1 + rate) + commission
        room, liens, self.grants, self.loans = worth / (1 - charge), 0.0, [], []
        everything = worth / (1 - charge)
        order = sorted(self.of("grant") + self.of("term_loan"),
                       key=lambda x: (self.get(x, "seniority", 0) or 0))
        counted = 0.0
        for x in order:
            part = self.get(x, "unit_share", 1)
            if x["kind"] == "grant":
                given = [self.get(x, "amount")] if "amount" in x else []
                if "cost_share" in x:
                    given.append(self.get(x, "cost_share") * cost * part)
                if "per_m2" in x:
                    cap = self.get(x, "area_cap", 1e9)
                    given.append(self.get(x, "per_m2") * part * sum(c * min(a, cap) for c, a, _ in p.sizes))
                amount = max(0.0, min(given + [room]))
                counted += amount * self.get(x, "counted_in_ltv", 1)
                self.grants.append((x, amount))
            else:
                limits = []
                if "ltv_max" in x:
                    limits.append(self.get(x, "ltv_max") * self.value * part
                                  - self.get(x, "counts_grants", 1) * counted - liens)
                if "cost_share_max" in x:
                    limits.append(self.get(x, "cost_share_max") * cost * part)
                if "amount_max" in x:
                    limits.append(self.get(x, "amount_max"))
                amount = max(0.0, min(limits + [room]))
                liens += amount
                self.loans.append(Loan(x, self.read, p, amount))
            room -= amount
        receipts = sum(g for _, g in self.grants) + sum(l.lent for l in self.loans)
        limit = min(receipts, everything)
        self.fees = sum(l.lent * (self.get(l.clause, "fee", 0) or 0) for l in self.loans)
        self.commission = limit * commission

        def plan(equity):
            left, owed, path = equity, 0.0, []
            for m in range(1, p.T + 1):
                need = self.uses(m) + self.commission + owed * rate
                need += self.fees - receipts if m == p.T else 0.0
                own = min(left, max(0.0, need))
                left -= own
                path.append((own, owed))
                owed = owed + need - own
            return owed, path

        low, high = 0.0, 2 * everything
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (low, middle) if plan(middle)[0] <= 0 else (middle, high)
        self.path = plan(high)[1]
        self.planned_loan = [owed for _, owed in self.path]
        self.construction_rate = (p.number("economy", "market_rate", 0.04)
                                  + p.number("economy", "rate_shift") + self.get(bank, "margin")) / 12
        self.bank = bank

    def flow(self, payer, payee, account, amount):
        """Pays, and counts it in what the project has this month."""
        self.pay(self.m, payer, payee, account, amount)
        self.have += amount * ((payee == "project") - (payer == "project"))

    def run(self):
        """One month after the other."""
        p = self.p
        self.cash = self.owed = self.loss = self.income = self.assessed = self.liability = 0.0
        for self.m in range(1, p.M + 1):
            self.have, self.k, self.last = 0.0, max(0, self.m - p.done), self.m == p.M
            grown = (1 + p.number("economy", "value_growth", 0.02)) ** ((self.m - p.done) / 12)
            self.worth = self.value * grown if self.m >= p.done else 0.0
            self.letting()
            self.running()
            due = [(loan, loan.month(self.k, self.last)) for loan in self.loans]
            self.tax(self.have - sum(x[0] for _, x in due))
            self.building()
            self.construction()
            if self.last:
                self.end()
            self.waterfall(due)
        return self.flows

    def letting(self):
        p, asked, lost = self.p, 0.0, 0.0
        for x in self.of("letting") + self.of("lease"):
            full = self.get(x, "unit_share", 1) * p.rents(self.m)
            spread = min(1.0, p.vacancy(self.m) * self.get(x, "vacancy_share", 1))
            if x["kind"] == "lease" and 0 < self.k <= 12 * self.get(x, "years"):
                self.lease(x, full, spread)
                continue
            # After a lease the project lets at market rent, with the market's vacancy.
            let = x["kind"] == "letting"
            full, spread = (full * self.get(x, "rent_share", 1), spread) if let else (full, p.vacancy(self.m))
            asked, lost = asked + full, lost + full * spread
            self.flow("tenants", "project", "rent", full * (1 - spread))
        for x in self.of("rent_guarantee"):
            if 0 < self.k <= 12 * self.get(x, "years"):
                self.flow(x["guarantor"], "project", "rent_guarantee",
                          max(0.0, lost - self.get(x, "threshold") * asked))

    def lease(self, x, full, spread):
        lessee, p = x["lessee"], self.p
        self.flow(lessee, "project", "lease_rent", full * self.get(x, "rent_share", 1))
        self.flow("tenants", lessee, "rent", full * self.get(x, "sublet_share", 1) * (1 - spread))
        homes = self.get(x, "unit_share", 1) * p.homes
        self.flow(lessee, "suppliers", "lease_administration",
                  homes * self.get(x, "administration", 0) / 12 * p.prices(self.m))

    def running(self):
        p = self.p
        if not self.k:
            return
        for name, usual in (("management", 60), ("running", 60), ("maintenance", 90), ("replacement", 60)):
            yearly = p.area * p.number("operation", name + "_per_m2", usual)
            self.flow("project", "suppliers", name, yearly / 12 * p.running(self.m))
        self.flow("project", self.role["municipality"], "property_tax",
                  self.worth * p.number("operation", "property_tax") / 12)

    def tax(self, income):
        """Of a year's surplus less interest, the year after in two halves; losses are carried on."""
        taxes = self.of("tax")
        self.income += income
        paid = self.assessed / 2 if self.p.calendar(self.m) in (2, 4) else 0.0
        if self.year_end():
            rate = self.get(taxes[0], "rate") if taxes else 0.0
            self.assessed = rate * max(0.0, self.income - self.loss)
            self.loss = max(0.0, self.loss - self.income)
            self.liability, self.income = self.liability + self.assessed, 0.0
        paid = self.liability if self.last else min(paid, self.liability)
        self.liability -= paid
        if taxes:
            self.flow("project", "state", "income_tax", paid)

    def year_end(self):
        return self.p.calendar(self.m) == 12 or self.last

    def building(self):
        p, m = self.p, self.m
        fixed = self.get(self.of("building_cost")[0], "fixed_price_share", 0)
        overrun = p.number("costs", "overrun") * (1 - fixed)
        self.flow("project", "contractor", "building", p.building(m) * (1 + overrun))
        if m == 1:
            price = p.plot * self.get(self.plot, "price_share", 1)
            self.flow("project", self.plot["seller"], "plot", price)
            self.flow(self.plot["seller"], "contractor", "plot_development", p.development)

    def construction(self):
        """Draws, interest and commission as it goes; at completion all that is lent pays it back."""
        p, m, bank = self.p, self.m, self.bank["lender"]
        planned = self.planned_loan[m] if m < p.T else 0.0
        drawn = max(0.0, planned - self.planned_loan[m - 1]) if m < p.T else 0.0
        own = self.path[m - 1][0] if m <= p.T else 0.0
        self.flow("project", bank, "construction_interest", self.owed * self.construction_rate)
        self.flow(bank, "project", "construction_loan", drawn)
        for x in self.of("equity"):
            self.flow(x["owner"], "project", "equity", own * self.get(x, "share", 1))
        self.owed += drawn
        if m > p.done:
            return
        self.flow("project", bank, "commission", self.commission)
        if m < p.done:
            return
        for x, amount in self.grants:
            self.flow(x["payer"], "project", "grant", amount)
        for loan in self.loans:
            lender = loan.clause["lender"]
            self.flow(lender, "project", "loan", loan.lent)
            self.flow("project", lender, "arrangement_fee", loan.lent * self.get(loan.clause, "fee", 0))
            loan.balance += loan.lent
        self.flow("project", bank, "construction_repayment", self.owed)
        self.owed = 0.0

    def end(self):
        for x in self.of("transfer"):
            price, taker = self.worth * self.get(x, "value_share", 1), x.get("taker", "market")
            self.flow(taker, "project", "transfer_price", price)
            self.flow("project", "suppliers", "sale_cost", price * self.get(x, "sale_cost", 0.02))
            self.pay(self.m, "market", taker, "transfer_value", self.worth)
        for x, amount in self.grants:
            years, full = self.get(x, "binding_years", 0), self.k // 12
            if full < years:
                left = 1 - full * int(1000 / years) / 1000
                self.flow("project", x["payer"], "grant_clawback", amount * left)

    def waterfall(self, due):
        """Owners cover what building and running lack; then each lender from cash, from guarantors and
        from owners; at year end what is left, less what has come near, is paid out."""
        free = self.cash + self.have
        support, free, near = max(0.0, -free), max(0.0, free), 0.0
        for loan, (interest, principal, set_aside) in due:
            paid, helped = self.service(loan, interest, principal, free)
            free, support, near = free - paid, support + helped, near + set_aside
        for x in self.of("equity"):
            self.pay(self.m, x["owner"], "project", "owner_support", support * self.get(x, "share", 1))
        keep = 0.0 if self.last else self.p.number("operation", "minimum_cash") + near + self.liability
        out = max(0.0, free - keep) if self.year_end() else 0.0
        self.cash = free - out
        for x in self.of("equity"):
            self.pay(self.m, "project", x["owner"], "distribution", out * self.get(x, "share", 1))

    def service(self, loan, interest, principal, free):
        """Arrears are asked for again; guarantors and owners pay for the month's own only."""
        lender = loan.clause["lender"]
        interest_owed = interest + loan.arrears_interest
        owed = interest_owed + principal + loan.arrears_principal
        from_cash = min(owed, free)
        now, called = min(owed - from_cash, interest + principal), 0.0
        for x in self.of("guarantee"):
            if x["loan"] == loan.clause["id"] and self.m >= self.p.done and self.k <= 12 * self.get(x, "years"):
                called += self.get(x, "share") * now
                self.pay(self.m, x["guarantor"], lender, "guarantee_call", self.get(x, "share") * now)
        helped = now - called  # the owners of these models have put no limit to it
        paid = from_cash + helped
        self.pay(self.m, "project", lender, "interest", min(interest_owed, paid))
        self.pay(self.m, "project", lender, "principal", paid - min(interest_owed, paid))
        loan.arrears_interest = max(0.0, interest_owed - paid - called)
        loan.arrears_principal = max(0.0, owed - paid - called - loan.arrears_interest)
        return from_cash, helped


def engine(program, model, scenario):
    command = [program, "compare", "-q", "-f", "json", "--ledger", "-s", scenario, model]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    flows = {}
    for x in json.loads(out)["models"][0]["ledger"]:
        key = (x["month"], x["payer"], x["payee"], x["account"])
        flows[key] = flows.get(key, 0.0) + x["amount"]
    return flows


def main():
    program, model_id, scenario_id, *settings = sys.argv[1:]
    scenario = patched(load("scenarios", scenario_id + ".json"), settings)
    model = copy.deepcopy(load("models", model_id + ".json"))
    for clause, changes in scenario.get("models", {}).get(model_id, {}).items():
        next(x for x in model["clauses"] if x["id"] == clause).update(changes)
    read = Reader(scenario["project"]["start"])
    ours = Deal(model, Project(scenario, read), read).run()
    path = os.path.join(os.environ.get("TMPDIR", "/tmp"), "second_road_%d.json" % os.getpid())
    with open(path, "w", encoding="utf-8") as file:
        json.dump(scenario, file)
    try:
        theirs = engine(program, model_id, path)
    finally:
        os.unlink(path)
    wrong = [(abs(ours.get(key, 0.0) - theirs.get(key, 0.0)), key) for key in set(ours) | set(theirs)]
    wrong = sorted((x for x in wrong if x[0] > 0.001), reverse=True)
    for _, key in sorted(wrong, key=lambda x: x[1])[:10]:
        print("month %d: %s to %s, %s:" % key, "here", ours.get(key, 0.0), "engine", theirs.get(key, 0.0))
    print("%s on %s: %d flows, %d differ" % (model_id, scenario_id, len(theirs), len(wrong)))
    return 1 if wrong or not theirs else 0


if __name__ == "__main__":
    sys.exit(main())
