"""Homes that are sold and what their buyers do with them; and what co-operatives, reserves, options and
loans sized by cover add: the part of second_road.py that rests on those clauses.
"""
import copy

from second_road_project import Loan


class Sales:
    def sale_months(self, x):
        return int(self.get(x, "months_to_sell", 0) + 0.5)

    def sold(self, x, m, completion):
        """Share of the homes sold in time, evenly from completion."""
        if m >= self.p.M:
            return 1.0
        return min(1.0, max(0.0, (m - completion + 1) / (self.sale_months(x) + 1)))

    def month_after(self, months):
        return min(self.p.M, self.p.done + int(months + 0.5))

    def selling(self):
        """Gain is price less cost of sale and the homes' part of the project's cost."""
        m = self.m
        for x in self.of("sale"):
            part, unsold = self.get(x, "unit_share", 1), self.get(x, "unsold_share", 0)
            growth = self.sold(x, m, self.p.done) - self.sold(x, m - 1, self.p.done)
            price = part * (1 - unsold) * self.get(x, "price_share", 1) * self.market_price * growth
            gone = part * (1 - unsold) * growth
            self.flow(x.get("buyer", "buyers"), "project", "sale", price, True)
            backed = [g for g in self.of("purchase_guarantee") if g["sale"] == x["id"]]
            if not backed and m == self.month_after(self.get(x, "late_months", 24)):
                late = part * unsold * self.get(x, "late_share", 0.8) * self.market_price
                self.flow("buyers", "project", "sale", late, True)
                price, gone = price + late, gone + part * unsold
            cost = self.get(x, "sale_cost", 0.02) * price
            self.flow("project", "suppliers", "sale_cost", cost, True)
            self.gain += price - cost - gone * self.cost
            for g in backed:
                self.guaranteed(g, part * unsold)

    def guaranteed(self, g, homes):
        buys, sells = self.get(g, "months"), self.get(g, "resale_months", 36)
        if self.m == self.month_after(buys):
            price = homes * self.get(g, "cost_share") * self.cost
            self.flow(g["guarantor"], "project", "guaranteed_purchase", price, True)
            self.gain += price - homes * self.cost
        if self.m == self.month_after(max(buys, sells)):
            price = homes * self.get(g, "resale_share") * self.worth
            self.pay(self.m, "buyers", g["guarantor"], "resale", price)

    def own_running(self, part):
        p, yearly = self.p, 0.0
        for name, usual in (("management", 60), ("running", 60), ("maintenance", 90), ("replacement", 60)):
            yearly += p.number("operation", name + "_per_m2", usual)
        return part * p.area * yearly / 12 * p.running(self.m)

    def buyers(self):
        for x in self.of("holding"):
            self.holding(x)
        for x in self.of("rent_to_own"):
            self.rent_to_own(x)

    def holding(self, x):
        m, who, part = self.m, x["holder"], self.get(x, "unit_share", 1)
        months = 12 * self.get(x, "years", 30)
        if 0 < self.k <= months:
            empty = min(1.0, self.p.vacancy(m) * self.get(x, "vacancy_share", 1))
            self.pay(m, "tenants", who, "rent",
                     part * self.get(x, "rent_share", 1) * self.p.rents(m) * (1 - empty))
            self.pay(m, who, "suppliers", "running",
                     self.get(x, "running_share", 1) * self.own_running(part))
        if m == min(self.p.M, self.p.done + int(months)):
            self.pay(m, "market", who, "end_value", part * self.get(x, "value_share", 1) * self.worth)

    def rent_to_own(self, x):
        m, who, part = self.m, x["seller"], self.get(x, "unit_share", 1)
        months = 12 * self.get(x, "years", 5)
        if 0 < self.k <= months:
            rent = part * self.get(x, "rent_share", 1) * self.p.rents(m) * (1 - self.p.vacancy(m))
            self.pay(m, "tenants", who, "rent", rent)
            self.pay(m, who, "suppliers", "running", self.own_running(part))
            self.credit = getattr(self, "credit", 0.0) + self.get(x, "rent_credit", 0.2) * rent
        if m != min(self.p.M, self.p.done + int(months)):
            return
        take_up = self.get(x, "take_up", 0.8)
        price = part * self.get(x, "price_share", 1) * self.market_price - getattr(self, "credit", 0.0)
        self.pay(m, "buyers", who, "rent_to_own", take_up * max(0.0, price))
        self.pay(m, "market", who, "sale", (1 - take_up) * part * self.worth)

    def charges(self):
        """Members pay running cost and debt service as they accrue, by their share and with a margin."""
        if not self.k:
            return
        cost = -self.have
        for loan in self.loans:
            cost += loan.interest(self.k)
            cost += 0.0 if self.last else sum(loan.coming(self.k)) * loan.n / 12
        for x in self.of("common_charges"):
            self.flow(x["payer"], "project", "common_charges",
                      self.get(x, "unit_share", 1) * (1 + self.get(x, "margin", 0.02)) * cost)

    def kept_cash(self, near):
        """What must stay at year end: least cash, service that has come near, tax owed, reserve."""
        reserve = sum(self.get(x, "months", 6) for x in self.of("reserve")) / 12
        if reserve:
            reserve *= self.next_year()
        return self.p.number("operation", "minimum_cash") + near + self.liability + reserve

    def next_year(self):
        """Debt service of the calendar year ahead, by running copies of the loans on."""
        total, loans, m = 0.0, copy.deepcopy(self.loans), self.m
        while m + 1 < self.p.M:
            m += 1
            for loan in loans:
                total += sum(loan.month(m - self.p.done, False, self.surplus_of(m))[:2])
            if self.p.calendar(m) == 12:
                break
        return total

    def surplus_of(self, month):
        """Letting less running in a month, as it will be; without sales and charges."""
        twin = copy.copy(self)
        twin.flows, twin.have, twin.left, twin.m = {}, 0.0, 0.0, month
        twin.k, twin.last = max(0, month - twin.p.done), month == twin.p.M
        grown = (1 + twin.p.number("economy", "value_growth", 0.02)) ** ((month - twin.p.done) / 12)
        twin.worth = twin.value * grown
        twin.letting()
        twin.running()
        return twin.have

    def worth_of_cover(self, x):
        """A loan that holds cover at a target is worth the cash ahead over it, at its rate as planned."""
        p, loan = self.p, Loan(x, self.read, self.p, 0.0, 0.0)
        worth, cash, factor, per_term = 0.0, 0.0, 1.0, 12 // loan.n
        for m in range(p.done + 1, p.M + 1):
            cash += self.surplus_of(m)
            if (m - p.done) % per_term and m < p.M:
                continue
            if (m - p.done) / per_term <= loan.years * loan.n:
                factor *= 1 + loan.planned(m - p.done) / loan.n
                worth += max(0.0, cash) / self.get(x, "dscr_target") / factor
            cash = 0.0
        return worth

    def option(self):
        """Used when the building is worth more than its price, at the end."""
        for x in self.of("option"):
            worth, strike = self.kept * self.worth, self.get(x, "strike_share", 0.8) * self.kept * self.cost
            if worth <= strike:
                continue
            self.flow(x["holder"], "project", "option_price", strike)
            self.pay(self.m, "market", x["holder"], "end_value", worth)
            return True
        return False
