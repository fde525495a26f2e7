#!/usr/bin/env python3
"""A second road to the flows themselves: every shipped model worked out again, from their files and
scenarios, by a program that shares nothing with the engine but the written conventions.

Usage: second_road.py PROGRAM MODEL SCENARIO [POINTER=VALUE ...]; POINTER of the scenario.

Where the engine walks backwards to close the circle of interest and funding, this one guesses the
equity and tries again; where the engine has rows, this one has an event loop. Every flow of every
month must be the same to a tenth of an øre. Python's standard library only. What no shipped model
uses (a guarantee's premium, ground rent, lock-up) it does not know; a kind of clause it does not know
it refuses.
"""
import copy
import json
import os
import subprocess
import sys

from second_road_project import Loan, Project, Reader, load, patched
from second_road_sales import Sales

KNOWN = {"plot", "building_cost", "equity", "construction_loan", "grant", "term_loan", "guarantee",
         "letting", "rent_guarantee", "lease", "running_cost", "tax", "transfer", "sale",
         "purchase_guarantee", "holding", "rent_to_own", "common_charges", "reserve", "option"}


class Deal(Sales):
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
        """Grants, sales and loans by their limits, and equity by trying until the building loan ends at
        0."""
        p, (bank,) = self.p, self.of("construction_loan")
        self.cost = sum(self.uses(m) for m in range(1, p.T + 1))
        discount = p.plot * (1 - self.get(self.plot, "price_share", 1))
        self.value = p.value_to_cost * (self.cost + discount)
        self.kept = 1 - sum(self.get(x, "unit_share", 1) for x in self.of("sale"))
        self.market_price = p.prices_asked or self.value
        base = p.number("economy", "market_rate", 0.04) + self.get(bank, "margin")
        commission = self.get(bank, "commission", 0) / 12
        owed = charge = 0.0  # all on loan: what is owed at T, and per krone of limit
        for m in range(1, p.T + 1):
            owed, charge = owed * (1 + base / 12) + self.uses(m), charge * (1 + base / 12) + commission
        everything = owed / (1 - charge)
        self.take(everything)
        limit = min(self.taken, everything)
        self.commission, self.bank = limit * commission, bank
        self.construction_rate = (base + p.number("economy", "rate_shift")) / 12
        self.path = self.plan(base / 12, 2 * everything)

    def take(self, room):
        """Who stands ahead takes first; equal ones in the order of the model."""
        self.taken, self.grants, self.loans, liens, counted = 0.0, [], [], 0.0, 0.0
        order = sorted(self.of("grant") + self.of("sale") + self.of("term_loan"), key=self.seniority)
        for x in order:
            if x["kind"] == "sale":
                amount = self.get(x, "unit_share", 1) * self.get(x, "price_share", 1) * self.market_price
            elif x["kind"] == "grant":
                amount = max(0.0, min(self.grant_limits(x) + [room]))
                counted += amount * self.get(x, "counted_in_ltv", 1)
                self.grants.append((x, amount))
            else:
                amount = max(0.0, min(self.loan_limits(x, counted, liens) + [room]))
                liens += amount
                self.loans.append(Loan(x, self.read, self.p, amount))
            room, self.taken = room - amount, self.taken + amount

    def seniority(self, clause):
        usual = 1 if clause["kind"] == "term_loan" else 0
        return self.get(clause, "seniority", usual), self.clauses.index(clause)

    def grant_limits(self, x):
        part, limits = self.get(x, "unit_share", 1), []
        if "amount" in x:
            limits.append(self.get(x, "amount"))
        if "cost_share" in x:
            limits.append(self.get(x, "cost_share") * self.cost * part)
        if "per_m2" in x:
            cap = self.get(x, "area_cap", 1e9)
            area = sum(count * min(area, cap) for count, area, _ in self.p.sizes)
            limits.append(self.get(x, "per_m2") * part * area)
        return limits

    def loan_limits(self, x, counted, liens):
        part, limits = self.get(x, "unit_share", 1), []
        if "ltv_max" in x:
            limits.append(self.get(x, "ltv_max") * self.value * part
                          - self.get(x, "counts_grants", 1) * counted - liens)
        if "cost_share_max" in x:
            limits.append(self.get(x, "cost_share_max") * self.cost * part)
        if "amount_max" in x:
            limits.append(self.get(x, "amount_max"))
        if x["profile"] == "sculpted":
            limits.append(self.worth_of_cover(x))
        return limits

    def plan(self, rate, most):
        """By month: the owners' part and what the building loan has come to, with the least equity that
        lets what comes in repay it. Equity goes first."""
        p = self.p
        end = p.T + sum(self.sale_months(x) for x in self.of("sale"))

        def walk(equity):
            left, owed, path = equity, 0.0, [(0.0, 0.0)]
            for m in range(1, end + 1):
                need = self.uses(m) + owed * rate + (self.commission if m <= p.T else 0.0)
                need -= self.planned_in(m)
                own = min(left, max(0.0, need))
                left, owed = left - own, max(0.0, owed + need - own)
                path.append((own, owed))
            return path

        low, high = 0.0, most
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (low, middle) if walk(middle)[-1][1] <= 0 else (middle, high)
        return walk(high)

    def planned_in(self, m):
        """Grants and loans at completion and sales as they come, less fees and cost of sale."""
        total = 0.0
        if m == self.p.T:
            total += sum(amount for _, amount in self.grants)
            total += sum(x.lent * (1 - self.get(x.clause, "fee", 0)) for x in self.loans)
        for x in self.of("sale"):
            amount = self.get(x, "unit_share", 1) * self.get(x, "price_share", 1) * self.market_price
            growth = self.sold(x, m, self.p.T) - self.sold(x, m - 1, self.p.T)
            total += amount * growth * (1 - self.get(x, "sale_cost", 0.02))
        return total

    def flow(self, payer, payee, account, amount, building=False):
        """Pays, and counts it in what the project has this month; and in what building and its funding
        leave."""
        self.pay(self.m, payer, payee, account, amount)
        sign = (payee == "project") - (payer == "project")
        self.have += amount * sign
        self.left += amount * sign if building else 0.0

    def run(self):
        """One month after the other."""
        p = self.p
        self.locked = False
        self.cash = self.owed = self.loss = self.income = self.assessed = self.liability = 0.0
        for self.m in range(1, p.M + 1):
            self.have, self.left, self.gain = 0.0, 0.0, 0.0
            self.k, self.last = max(0, self.m - p.done), self.m == p.M
            grown = (1 + p.number("economy", "value_growth", 0.02)) ** ((self.m - p.done) / 12)
            self.worth = self.value * grown if self.m >= p.done else 0.0
            self.letting()
            self.running()
            self.charges()
            due = [(loan, loan.month(self.k, self.last, self.have)) for loan in self.loans]
            self.surplus = self.have
            income = self.have - sum(x[0] for _, x in due)
            self.building()
            self.selling()
            self.construction()
            self.buyers()
            self.tax(income + self.gain)
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
            yearly = self.kept * p.area * p.number("operation", name + "_per_m2", usual)
            self.flow("project", "suppliers", name, yearly / 12 * p.running(self.m))
        self.flow("project", self.role["municipality"], "property_tax",
                  self.kept * self.worth * p.number("operation", "property_tax") / 12)

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
        self.paid_tax = paid if taxes else 0.0
        if taxes:
            self.flow("project", "state", "income_tax", paid)

    def year_end(self):
        return self.p.calendar(self.m) == 12 or self.last

    def building(self):
        p, m = self.p, self.m
        fixed = self.get(self.of("building_cost")[0], "fixed_price_share", 0)
        overrun = p.number("costs", "overrun") * (1 - fixed)
        self.flow("project", "contractor", "building", p.building(m) * (1 + overrun), True)
        if m == 1:
            price = p.plot * self.get(self.plot, "price_share", 1)
            self.flow("project", self.plot["seller"], "plot", price, True)
            self.flow(self.plot["seller"], "contractor", "plot_development", p.development)

    def construction(self):
        """Draws, interest and commission as it goes; what comes in at completion and later repays it."""
        p, m, bank = self.p, self.m, self.bank["lender"]
        own, planned = self.path[m] if m < len(self.path) else (0.0, 0.0)
        before = self.path[m - 1][1] if m <= len(self.path) else 0.0
        drawn = max(0.0, planned - before)
        self.flow("project", bank, "construction_interest", self.owed * self.construction_rate, True)
        self.flow(bank, "project", "construction_loan", drawn, True)
        for x in self.of("equity"):
            self.flow(x["owner"], "project", "equity", own * self.get(x, "share", 1), True)
        self.owed += drawn
        if m <= p.done:
            self.flow("project", bank, "commission", self.commission, True)
        if m == p.done:
            self.pay_out()
        if m < p.done:
            return
        end = min(p.M, len(self.path) - 1 + p.done - p.T)
        repaid = self.owed if m == end else min(self.owed, max(0.0, self.left))
        self.flow("project", bank, "construction_repayment", repaid)
        self.owed -= repaid

    def pay_out(self):
        for x, amount in self.grants:
            self.flow(x["payer"], "project", "grant", amount, True)
        for loan in self.loans:
            lender, fee = loan.clause["lender"], self.get(loan.clause, "fee", 0)
            self.flow(lender, "project", "loan", loan.lent, True)
            self.flow("project", lender, "arrangement_fee", loan.lent * fee, True)
            loan.pay_out()

    def end(self):
        used = self.option()
        for x in [] if used else self.of("transfer"):
            price, taker = self.kept * self.worth * self.get(x, "value_share", 1), x.get("taker", "market")
            self.flow(taker, "project", "transfer_price", price)
            self.flow("project", "suppliers", "sale_cost", price * self.get(x, "sale_cost", 0.02))
            self.pay(self.m, "market", taker, "transfer_value", self.kept * self.worth)
        for x, amount in self.grants:
            years, full = self.get(x, "binding_years", 0), self.k // 12
            if full < years:
                left = 1 - full * int(1000 / years) / 1000
                self.flow("project", x["payer"], "grant_clawback", amount * left)

    def waterfall(self, due):
        """Owners cover what building and running lack; then each lender from cash, from guarantors and
        from owners; at year end what is left, less what has come near, is paid out."""
        self.lock_up(sum(x + y for _, (x, y, _) in due))
        free = self.cash + self.have
        support, free, near = max(0.0, -free), max(0.0, free), 0.0
        for loan, (interest, principal, set_aside) in due:
            paid, helped = self.service(loan, interest, principal, free)
            free, support, near = free - paid, support + helped, near + set_aside
        for x in self.of("equity"):
            self.pay(self.m, x["owner"], "project", "owner_support", support * self.get(x, "share", 1))
        keep = 0.0 if self.last else self.kept_cash(near)
        out = max(0.0, free - keep) if self.year_end() and (self.last or not self.locked) else 0.0
        self.cash = free - out
        for x in self.of("equity"):
            self.pay(self.m, "project", x["owner"], "distribution", out * self.get(x, "share", 1))

    def lock_up(self, service):
        """After a whole year of letting with less cover than asked for nothing is paid out."""
        taxed = self.surplus - self.paid_tax if self.k else 0.0
        self.year = [a + b for a, b in zip(getattr(self, "year", [0.0, 0.0]), (taxed, service))]
        self.locked = False
        if not self.year_end():
            return
        if self.k >= 12 and self.year[1] > 1:
            self.locked = self.year[0] < self.p.number("operation", "lock_up") * self.year[1]
        self.year = [0.0, 0.0]

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
