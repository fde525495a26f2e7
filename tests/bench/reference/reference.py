"""The reference job in numpy: the deal of model.json and scenario.json, written out by hand and
vectorised over paths, as somebody who knows numpy would. It is what samspel's speed is measured
against, and an independent check of its distribution.

What cannot vary is computed once in plain Python (plan, prices agreed, schedules of the loans at
fixed rates). Paths run in chunks small enough for the cache; the best size is sought.

    reference.py base                     the measures of the base case
    reference.py time                     microseconds of one evaluation of it
    reference.py draw N SEED CHUNK [RATE] seconds of the processor, then mean, standard error and
                                          quantiles; RATE 0: without the owner's rate of return
"""
import sys
import time

import numpy as np

T, M = 24, 384
TERMS = 4
HOMES, AREA, MARKET_RENT = 12, 8 * 70 + 4 * 95, 8 * 10500 + 4 * 13000
RATE, MARGIN_A, MARGIN_B, NOMINAL_C, NOMINAL_D = 0.035, 0.015, 0.005, 0.055, 0.045
INFLATION, VACANCY, SPELL = 0.02, 0.06, 3
DISCOUNT = {"municipality": 0.04, "developer": 0.08, "husbanken": 0.035, "bank": 0.045,
            "tenants": 0.04, "state": 0.04}
LOCK_UP, MINIMUM_CASH, TAX, SUPPORT_LIMIT, RESERVE_MONTHS = 1.1, 100000.0, 0.22, 500000.0, 6
GUARANTEE_SHARE, GUARANTEE_YEARS, PREMIUM = 0.8, 20, 0.005
CONSTRUCTION_MARGIN, COMMISSION = 0.025, 0.004
MEASURES = [p + ".npv" for p in DISCOUNT] + ["min_dscr", "guarantee_calls", "default_month",
                                             "total_support", "developer.irr"]


def plan():
    """What is signed: months are 1 .. M, lists have a place 0 before and one after."""
    at = lambda x: x * x * (3 - 2 * x)
    cost = [0.0] * (M + 2)
    for m in range(1, T + 1):
        cost[m] = (24000 * AREA + 900000) * (at(m / T) - at((m - 1) / T)) * 1.03 ** (m / 12)
    use = cost[:]
    use[1] += 1500000
    value = 0.9 * sum(use)
    i = RATE + CONSTRUCTION_MARGIN
    future = fees = 0.0
    for m in range(1, T + 1):
        future = future * (1 + i / 12) + use[m]
        fees = fees * (1 + i / 12) + COMMISSION / 12
    room = future / (1 - fees)
    lent, lien = [], 0.0
    for ltv in (0.35, 0.55, 0.62, 0.75):
        lent.append(max(0.0, min(ltv * value - lien, room - lien)))
        lien += lent[-1]
    commission = min(sum(lent), room) * COMMISSION / 12
    balance = [0.0] * (M + 2)
    highest = [0.0] * (M + 2)
    for m in range(1, T):
        highest[m] = max(0.0, highest[m - 1] * (1 + i / 12) + use[m] + commission)
    for m in range(T - 1, 0, -1):
        receipts = sum(lent) if m + 1 == T else 0.0
        back = (balance[m + 1] + receipts - use[m + 1] - commission) / (1 + i / 12)
        balance[m] = max(0.0, min(highest[m], back))
    equity = [0.0] * (M + 2)
    for m in range(1, T + 1):
        charges = balance[m - 1] * i / 12 + commission
        drawn, repaid = balance[m] - balance[m - 1], 0.0
        drawn, repaid = max(0.0, drawn), max(0.0, -drawn)
        equity[m] = max(0.0, use[m] + charges + repaid - drawn - (sum(lent) if m == T else 0.0))
    return cost, value, lent, commission, balance, equity


COST, VALUE, LENT, COMMISSION_A_MONTH, BALANCE, EQUITY = plan()


def is_due(m):
    return (m - T) % 3 == 0 and m > T


def fixed_schedule(lent, nominal, bullet):
    """Interest and principal of each month at a rate that is agreed, and what is owed after it."""
    interest, principal, closing = np.zeros(M + 1), np.zeros(M + 1), np.zeros(M + 1)
    left, accrued = lent, 0.0
    closing[T] = lent
    for m in range(T + 1, M + 1):
        accrued += left * nominal / 12
        if is_due(m):
            terms = max(1, 30 * TERMS - (m - T) // 3 + 1)
            r = nominal / TERMS
            part = 0.0 if bullet else left * r / ((1 + r) ** terms - 1)
            principal[m] = left if m == M or terms == 1 else part
            interest[m], accrued = accrued, 0.0
            left -= principal[m]
        closing[m] = left
    return interest, principal, closing


def serial_schedule(lent):
    principal, closing = np.zeros(M + 1), np.zeros(M + 1)
    left = lent
    closing[T] = lent
    for m in range(T + 1, M + 1):
        if is_due(m):
            principal[m] = left if m == M else left / max(1, 30 * TERMS - (m - T) // 3 + 1)
            left -= principal[m]
        closing[m] = left
    return principal, closing


SERIAL_PRINCIPAL, SERIAL_CLOSING = serial_schedule(LENT[1])
BULLET = fixed_schedule(LENT[2], NOMINAL_C, True)
FIXED = fixed_schedule(LENT[3], NOMINAL_D, False)
FACTOR = {p: (1 + k) ** (-np.arange(M + 1) / 12) for p, k in DISCOUNT.items()}
VALUE_NOW = VALUE * 1.02 ** ((np.arange(M + 1) - T) / 12)


# ---- what is drawn ----

def pulled(normals, speed, volatility):
    """Deviations of a rate that is pulled to its mean, in place, month by month."""
    keep = np.exp(-speed / 12)
    normals *= volatility * np.sqrt((1 - np.exp(-2 * speed / 12)) / (2 * speed))
    for m in range(1, len(normals)):
        normals[m] += keep * normals[m - 1]
    return normals


def empty_homes(rng, count):
    """Share of the homes empty in each month of operation: each home by itself."""
    scale = 2.0 ** 32
    let = 1 / SPELL
    fall = let * VACANCY / (1 - VACANCY)
    fall_at, keep_at = np.uint32(fall * scale), np.uint32((1 - let) * scale)
    words = rng.integers(0, 1 << 32, (HOMES, count), np.uint32)
    empty = words < np.uint32(VACANCY * scale)
    shares = np.empty((M - T, count))
    shares[0] = empty.sum(0)
    for m in range(1, M - T):
        words = rng.integers(0, 1 << 32, (HOMES, count), np.uint32)
        empty = words < np.where(empty, keep_at, fall_at)
        shares[m] = empty.sum(0)
    shares /= HOMES
    return shares


def draw(rng, count):
    rate = rng.standard_normal((M, count))
    inflation = rng.standard_normal((M, count))
    inflation *= np.sqrt(1 - 0.4 ** 2)
    inflation += 0.4 * rate
    rate = pulled(rate, 0.15, 0.009)
    inflation = pulled(inflation, 0.5, 0.01)
    s2 = np.log1p(0.1 ** 2)
    overrun = 1.03 * np.exp(np.sqrt(s2) * rng.standard_normal(count) - s2 / 2) - 1
    return rate, inflation, overrun, empty_homes(rng, count)


# ---- the owner's rate of return ----

def internal_rate(months, flows):
    """Newton on x = (1 + rate)^(-1/12), by Horner over the months that have a flow in any path. The
    owner pays first and is paid later, so that there is one root, to which Newton goes straight."""
    x = np.full(len(flows[0]), 1.06 ** (-1 / 12))
    scratch = np.empty_like(x)
    for _ in range(20):
        power = [np.ones_like(x), x]
        value, slope = flows[-1].copy(), np.zeros_like(x)
        for k in range(len(months) - 2, -1, -1):
            gap = months[k + 1] - months[k]
            while len(power) <= gap:
                power.append(power[-1] * x)
            slope *= power[gap]
            np.multiply(value, power[gap - 1], out=scratch)
            scratch *= gap
            slope += scratch
            value *= power[gap]
            value += flows[k]
        step = value / slope
        x = x - step
        if np.abs(step).max() < 1e-13:
            break
    return x ** -12 - 1


# ---- the deal ----

def simulate(rate, inflation, overrun, vacancy, rate_wanted=True):
    """Deviations of rate and inflation by month, overrun, and vacancy of operating months."""
    count = len(overrun)
    inflation += INFLATION
    price = np.exp(np.cumsum(np.log1p(inflation) / 12, axis=0))
    husbanken = np.zeros_like(rate)
    husbanken[3:] = rate[:-3]
    husbanken += 1 + RATE
    serial_rate = TERMS * (np.sqrt(np.sqrt(husbanken)) - 1) + MARGIN_B
    market = rate
    market += RATE

    npv = {p: np.zeros(count) for p in DISCOUNT}
    cash, balance_a = np.zeros(count), np.full(count, LENT[0])
    accrued_a, accrued_b = np.zeros(count), np.zeros(count)
    interest_arrears, principal_arrears = np.zeros((4, count)), np.zeros((4, count))
    so_far, support_total, calls = np.zeros(count), np.zeros(count), np.zeros(count)
    income_year, loss, tax_year, liability = (np.zeros(count) for _ in range(4))
    cfads_year, service_year = np.zeros(count), np.zeros(count)
    min_dscr = np.full(count, np.inf)
    behind, default = np.zeros(count), np.zeros(count)
    rent_index = None
    months, flows = [], []

    # The first pass: the floating loans, and service of each term, for the reserve.
    interest_due, principal_due, service = [None] * (M + 1), [0.0] * (M + 1), [0.0] * (M + 1)
    for m in range(T + 1, M + 1):
        if m <= T + 25 * 12:
            accrued_a += balance_a * (market[m - 1] + MARGIN_A) / 12
        accrued_b += SERIAL_CLOSING[m - 1] / 12 * serial_rate[m - 1]
        if not is_due(m):
            continue
        terms = 25 * TERMS - (m - T) // 3 + 1
        if terms > 1:
            r = (market[m - 1] + MARGIN_A) / TERMS
            principal_due[m] = balance_a * r / np.expm1(terms * np.log1p(r))
        elif terms == 1:
            principal_due[m] = balance_a
        balance_a = balance_a - principal_due[m]
        interest_due[m] = accrued_a, accrued_b
        agreed = BULLET[0][m] + BULLET[1][m] + FIXED[0][m] + FIXED[1][m] + SERIAL_PRINCIPAL[m]
        service[m] = accrued_a + accrued_b + principal_due[m] + agreed
        accrued_a, accrued_b = np.zeros(count), np.zeros(count)

    for m in range(1, M + 1):
        operating, year_end, last = m > T, m % 12 == 0, m == M
        # Building and funding.
        if not operating:
            interest = BALANCE[m - 1] / 12 * (market[m - 1] + CONSTRUCTION_MARGIN)
            drawn = max(0.0, BALANCE[m] - BALANCE[m - 1])
            repaid = BALANCE[m - 1] + drawn if m == T else 0.0
            paid_out = sum(LENT) if m == T else 0.0
            plot = 1500000.0 if m == 1 else 0.0
            fixed = EQUITY[m] + drawn + paid_out - repaid - plot - COMMISSION_A_MONTH
            before = cash + (fixed - interest - COST[m] * (1 + overrun))
            bank = interest + (COMMISSION_A_MONTH + repaid - drawn)
            if m == T:
                bank = bank - (LENT[0] + LENT[2])
                npv["husbanken"] -= (LENT[1] + LENT[3]) * FACTOR["husbanken"][m]
            npv["bank"] += bank * FACTOR["bank"][m]
            npv["municipality"] += plot * FACTOR["municipality"][m]
            cover = np.maximum(0, -before)
            cash = np.maximum(0, before)
            support_total += cover
            paid = 0.0
            if year_end:
                after_tax_reserve = np.full(count, MINIMUM_CASH)
                if m == T:
                    after_tax_reserve += RESERVE_MONTHS / 12 * sum(service[m + 1:m + 13])
                paid = np.maximum(0, cash - after_tax_reserve)
                cash = cash - paid
            own = paid - cover - EQUITY[m]
            npv["developer"] += own * FACTOR["developer"][m]
            months.append(m)
            flows.append(own)
            continue

        # Operation and tax.
        level = price[m - 1]
        if (m - T) % 12 == 1:
            rent_index = level.copy()
        rent = MARKET_RENT * rent_index * (1 - vacancy[m - T - 1])
        in_force = m - T <= 12 * GUARANTEE_YEARS
        premium = GUARANTEE_SHARE * PREMIUM / 12 * FIXED[2][m - 1] if in_force else 0.0
        property_tax = 0.003 / 12 * VALUE_NOW[m]
        net = rent - (premium + property_tax) - AREA * (60 + 60 + 90 + 60) / 12 * level
        due = is_due(m)
        income_year += net
        if due:
            income_year -= sum(interest_due[m]) + (BULLET[0][m] + FIXED[0][m])
        assessed = 0.0
        if year_end:
            assessed = TAX * np.maximum(0, income_year - loss)
            loss = np.maximum(0, loss - income_year)
            income_year = np.zeros(count)
        calendar = (m - 1) % 12 + 1
        tax = liability + assessed if last else (tax_year / 2 if calendar in (2, 4) else 0.0)
        if year_end:
            tax_year = assessed
        liability = liability + assessed - tax
        cfads = net - tax
        cfads_year += cfads
        if due:
            service_year += service[m]
        before = cash + cfads
        if last:
            before = before + VALUE_NOW[m] * (1 - 0.02)
        cover = np.maximum(0, -before)
        available = np.maximum(0, before)

        # Loans in order of seniority: cash, the guarantor, the owner.
        called = supported_sum = 0.0
        if due or interest_arrears.any() or principal_arrears.any():
            interest_owed, principal_owed = interest_arrears, principal_arrears
            due_now = np.zeros((4, count))
            if due:
                due_now[0], due_now[1] = interest_due[m]
                due_now[2], due_now[3] = BULLET[0][m], FIXED[0][m]
                interest_owed = interest_owed + due_now
                principals = np.zeros((4, count))
                principals[0] = principal_due[m]
                principals[1] = SERIAL_PRINCIPAL[m]
                principals[2], principals[3] = BULLET[1][m], FIXED[1][m]
                due_now += principals
                principal_owed = principal_owed + principals
            owed = interest_owed + principal_owed
            taken = np.minimum(np.cumsum(owed, axis=0), available)
            paid_cash = np.diff(taken, axis=0, prepend=0)
            available = available - taken[3]
            short = owed - paid_cash
            short_now = np.minimum(short, due_now)
            if in_force:
                called = GUARANTEE_SHARE * short_now[3]
                short_now[3] -= called
                short[3] -= called
                calls += called
            supported_sum = np.minimum(short_now.sum(0), SUPPORT_LIMIT - so_far)
            so_far += supported_sum
            supported = np.diff(np.minimum(np.cumsum(short_now, axis=0), supported_sum), axis=0,
                                prepend=0)
            paid = paid_cash + supported
            interest_arrears = interest_owed - paid
            interest_arrears[3] -= called
            interest_arrears = np.maximum(0, interest_arrears)
            principal_arrears = np.maximum(0, short - supported - interest_arrears)
            npv["bank"] += (paid[0] + paid[2]) * FACTOR["bank"][m]
            npv["husbanken"] += (paid[1] + paid[3] + called) * FACTOR["husbanken"][m]
            late = interest_arrears.sum(0) + principal_arrears.sum(0) > 1
            behind = np.where(late, behind + 1, 0)
            default = np.where((default == 0) & (behind >= 3), m, default)
        support_total += cover + supported_sum

        # Year end: cover, lock-up, what is left.
        paid_out = 0.0
        if year_end:
            locked = False
            if m >= T + 12 and not last:
                min_dscr = np.minimum(min_dscr, cfads_year / service_year)
                locked = cfads_year < LOCK_UP * service_year
            keep = 0.0
            if not last:
                # The last month's service is not set aside for.
                ahead = sum(service[m + 1:min(m + 13, M)])
                keep = MINIMUM_CASH + RESERVE_MONTHS / 12 * ahead + liability
            paid_out = np.where(locked, 0, np.maximum(0, available - keep))
            cfads_year, service_year = np.zeros(count), np.zeros(count)
        cash = available - paid_out
        own = paid_out - cover - supported_sum
        npv["developer"] += own * FACTOR["developer"][m]
        if own.any():
            months.append(m)
            flows.append(own)
        npv["municipality"] += (property_tax + premium - called) * FACTOR["municipality"][m]
        npv["tenants"] -= rent * FACTOR["tenants"][m]
        npv["state"] += tax * FACTOR["state"][m]
    return [npv[p] for p in DISCOUNT] + [min_dscr, calls, default, support_total,
                                         internal_rate(months, flows) if rate_wanted
                                         else np.zeros(count)]


def run(paths, seed, chunk, rate_wanted=True):
    rng = np.random.Generator(np.random.SFC64(seed))
    out = np.empty((len(MEASURES), paths))
    for first in range(0, paths, chunk):
        count = min(chunk, paths - first)
        out[:, first:first + count] = simulate(*draw(rng, count), rate_wanted)
    return out


def base():
    zero = np.zeros((M, 1))
    return simulate(zero.copy(), zero.copy(), np.zeros(1), np.full((M - T, 1), VACANCY))


def timed(work):
    begun = time.process_time()
    work()
    return time.process_time() - begun


def best_chunk(sizes=(256, 512, 1024, 2048, 4096)):
    def cost(chunk):
        return timed(lambda: run(2 * chunk, 1, chunk)) / chunk
    return min(sizes, key=lambda chunk: min(cost(chunk) for _ in range(3)))


def main():
    if sys.argv[1] == "base":
        for name, value in zip(MEASURES, base()):
            print(name, repr(float(value[0])))
        return
    if sys.argv[1] == "time":
        print(min(timed(base) for _ in range(20)) * 1e6)
        return
    paths, seed = int(sys.argv[2]), int(sys.argv[3])
    chunk = int(sys.argv[4]) if len(sys.argv) > 4 else best_chunk()
    rate_wanted = len(sys.argv) < 6 or sys.argv[5] != "0"
    begun = time.process_time()
    draws = run(paths, seed, chunk, rate_wanted)
    lines = []
    for name, x in zip(MEASURES, draws):
        x = x[x > 0] if name == "default_month" else x
        q = np.quantile(x, [0.05, 0.5, 0.95]) if len(x) else [np.nan] * 3
        mean, deviation = (x.mean(), x.std()) if len(x) else (np.nan, np.nan)
        lines.append([name, len(x), mean, deviation / max(1, len(x)) ** 0.5, *q])
    print("seconds", time.process_time() - begun, "chunk", chunk)
    for line in lines:
        print(*(v if isinstance(v, (str, int)) else repr(float(v)) for v in line))


main()
