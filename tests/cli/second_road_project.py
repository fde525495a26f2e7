"""What second_road.py reads, and what it knows of a project and of a loan: prices, rents, value, time,
and what falls due each month. Shares nothing with the engine but the written conventions.
"""
import json
import os

DATA = os.environ.get("SAMSPEL_DATA", ".")


def load(*path):
    with open(os.path.join(DATA, *path), encoding="utf-8") as file:
        return json.load(file)


class Reader:
    """Numbers of the files: plain, with a range, or a dated term; and what is left out."""

    def __init__(self, start):
        terms = load("models", "terms", "norway.json")["terms"]
        self.terms = {term["id"]: term["series"] for term in terms}
        self.day = start + "-01"

    def term(self, name):
        return [x["value"] for x in self.terms[name] if x["from"] <= self.day][-1]

    def number(self, thing, key, default=None):
        value = thing.get(key, default)
        if isinstance(value, dict):
            value = self.term(value["term"]) if "term" in value else value["value"]
        return value


def patched(scenario, settings):
    for setting in settings:
        pointer, value = setting.split("=")
        *path, last = pointer.strip("/").split("/")
        place = scenario
        for key in path:
            place = place[int(key)] if isinstance(place, list) else place.setdefault(key, {})
        place[last] = float(value)
    return scenario


def months_between(early, late):
    (y, m), (v, n) = ([int(x) for x in day.split("-")] for day in (early, late))
    return (v - y) * 12 + n - m


class Project:
    """Prices, costs, value and time, as planned and as they turn out."""

    def __init__(self, scenario, read):
        def number(room, key, default=0.0):
            return read.number(scenario.get(room, {}), key, default)

        project, costs = scenario["project"], scenario["costs"]
        self.number = number
        self.start = project["start"]
        self.lag = months_between(project.get("price_date", self.start), self.start)
        self.T = int(read.number(project, "build_months"))
        self.M = self.T + 12 * int(read.number(project, "horizon_years", 30))
        self.done = min(self.M - 1, self.T + int(number("project", "delay_months") + 0.5))
        self.homes = sum(read.number(x, "count") for x in scenario["dwellings"])
        self.sizes = [(read.number(x, "count"), read.number(x, "area"), read.number(x, "rent", 0))
                      for x in scenario["dwellings"]]
        self.area = sum(c * a for c, a, _ in self.sizes)
        self.prices_asked = sum(read.number(x, "count") * read.number(x, "price", 0)
                                for x in scenario["dwellings"])
        self.rent = sum(c * r for c, _, r in self.sizes)
        self.budget = 0.0
        for name in ("building", "infrastructure", "fees", "contingency"):
            line = costs.get(name, {})
            self.budget += (read.number(line, "amount", 0) + read.number(line, "per_m2", 0) * self.area
                            + read.number(line, "per_unit", 0) * self.homes) * (
                                1 + read.number(line, "vat", 0))
        profile, shares = costs.get("draw_profile", "s_curve"), costs.get("draw_shares")
        def curve(x):
            return x * x * (3 - 2 * x)
        self.draws = {
            "uniform": lambda m: 1 / self.T,
            "s_curve": lambda m: curve(m / self.T) - curve((m - 1) / self.T),
            "explicit": lambda m: shares[m - 1],
        }[profile]
        plot = costs.get("plot", {})
        self.plot, self.development = (read.number(plot, x, 0) for x in ("value", "development"))
        self.value_to_cost = number("project", "value_to_cost", 0.65)

    def building(self, month):
        if month > self.T:
            return 0.0
        grown = (1 + self.number("costs", "growth", 0.03)) ** ((self.lag + month) / 12)
        return self.budget * self.draws(month) * grown

    def prices(self, month):
        return (1 + self.number("economy", "inflation", 0.02)) ** ((self.lag + month) / 12)

    def rents(self, month):
        """Moved once in twelve months of letting."""
        if month <= self.done:
            return 0.0
        last = month - (month - self.done - 1) % 12
        real = (1 + self.number("economy", "rent_growth")) ** ((self.lag + last) / 12)
        return self.prices(last) * real * self.rent

    def running(self, month):
        real = (1 + self.number("economy", "running_cost_growth")) ** ((self.lag + month) / 12)
        return self.prices(month) * real

    def vacancy(self, month):
        if month <= self.done:
            return 0.0
        first = self.number("operation", "vacancy_first_year") if month - self.done <= 12 else 0
        return min(1.0, self.number("operation", "vacancy", 0.05) + first)

    def calendar(self, month):
        return (int(self.start.split("-")[1]) - 1 + month - 1) % 12 + 1


class Loan:
    """One loan, or two side by side when a part of it has a fixed rate: each with its own balance."""

    def __init__(self, clause, read, project, lent, shift=None):
        self.clause, self.lent, self.read = clause, lent, read
        self.n = read.number(clause, "terms_per_year", 4)
        self.years = read.number(clause, "years")
        self.accrued = self.earned = self.arrears_interest = self.arrears_principal = 0.0
        shift = project.number("economy", "rate_shift") if shift is None else shift
        margin, kind = read.number(clause, "margin", 0), clause["rate"]
        fixed = read.number(clause, "nominal_rate", 0)
        if kind == "husbanken":
            yearly = project.number("economy", "husbanken_rate", 0.04) + shift
            self.floating = self.nominal(yearly) + margin
            fixed = self.nominal(read.number(clause, "effective_rate", 0))
        elif kind == "market":
            self.floating = project.number("economy", "market_rate", 0.04) + shift + margin
        elif kind == "fixed":
            self.floating = fixed
        elif kind == "effective":
            self.floating = self.nominal(read.number(clause, "effective_rate", 0))
        else:
            raise SystemExit("second_road: a rate that is not known here: " + kind)
        share = read.number(clause, "fixed_share", 0.0)
        self.shares, self.fixed = [share, 1 - share], fixed
        self.balances = [0.0, 0.0]

    def nominal(self, yearly):
        return self.n * ((1 + yearly) ** (1 / self.n) - 1)

    def rates(self, operating):
        fixed = operating <= 12 * self.read.number(self.clause, "fixed_years", 60)
        return [self.fixed if fixed else self.floating, self.floating]

    def planned(self, operating):
        return sum(share * rate for share, rate in zip(self.shares, self.rates(operating)))

    def pay_out(self):
        self.balances = [share * self.lent for share in self.shares]

    def interest(self, operating):
        return sum(x * rate / 12 for x, rate in zip(self.balances, self.rates(operating)))

    def instalments(self, left, operating):
        """Of the two parts."""
        if self.clause["profile"] == "serial" or left <= 1:
            return [x / left for x in self.balances]
        if self.clause["profile"] == "sculpted":
            cover = max(0.0, self.earned / self.read.number(self.clause, "dscr_target") - self.accrued)
            return [x * min(1.0, cover / (sum(self.balances) or 1.0)) for x in self.balances]
        steps = [rate / self.n for rate in self.rates(operating)]
        return [x / left if step == 0 else x * step / ((1 + step) ** left - 1)
                for x, step in zip(self.balances, steps)]

    def coming(self, operating):
        """The next instalments as they stand; 0 in the years without."""
        left = max(1, int(self.years * self.n) - -(-operating * self.n // 12) + 1)
        if operating <= 12 * self.read.number(self.clause, "grace_years", 0) and left > 1:
            return [0.0, 0.0]
        return self.instalments(left, operating)

    def month(self, operating, last, surplus):
        """What falls due this month: interest, principal; and what has come near for the next."""
        self.accrued += self.interest(operating)
        self.earned += surplus if operating else 0.0
        per_term = 12 // self.n
        coming, sculpted = self.coming(operating), self.clause["profile"] == "sculpted"
        falls = operating > 0 and operating % per_term == 0 and operating // per_term <= self.years * self.n
        if not (falls or last):
            share = 1 if sculpted else operating % per_term / per_term
            return 0.0, 0.0, self.accrued + sum(coming) * share
        interest, principal = self.accrued, list(self.balances) if last else coming
        self.accrued = self.earned = 0.0
        self.balances = [x - y for x, y in zip(self.balances, principal)]
        return interest, sum(principal), 0.0
