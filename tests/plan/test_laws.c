/* Laws that every deal obeys, on deals drawn at random from all kinds of clauses. Each deal is run
 * on eight lanes: as planned, and under stress with one thing changed at a time. What a lane shows
 * is held to sums and to figures worked out here, apart from the engine. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "deal/fields.h"
#include "deal_random.h"

enum { PLANNED, STRESSED, EMPTIER, TRIPLED, LESS_COVER, DEARER, COSTLIER, UNSOLD, LANES };

typedef struct audit {
    random_deal *random;
    test_deal deal;
    double scale; /* of its money: what is paid in all in a lane */
    uint64_t seed;
} audit;

/* Reports the deal with its seed, so that it can be made again. */
__attribute__((format(printf, 2, 3))) static void broken(const audit *a, const char *format, ...) {
    char text[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    cr_assert_fail("seed %llu: %s\n%s", (unsigned long long)a->seed, text, a->random->clauses);
}

#define HOLDS(condition, ...)                                                                      \
    do {                                                                                           \
        if (!(condition))                                                                          \
            broken(a, __VA_ARGS__);                                                                \
    } while (0)

static double value(const audit *a, const char *row, uint32_t month, size_t lane) {
    return sam_ledger_value(a->deal.ledger, test_row(&a->deal, row), month, lane);
}

static double of(const audit *a, const char *id, const char *row, uint32_t month, size_t lane) {
    char name[100];
    snprintf(name, sizeof name, "%s.%s", id, row);
    return value(a, name, month, lane);
}

static double total(const audit *a, const char *row, size_t lane) {
    double sum = 0;
    for (uint32_t m = 1; m <= a->deal.plan->months; m++)
        sum += value(a, row, m, lane);
    return sum;
}

static double base(const audit *a, const char *input) {
    uint32_t index = sam_deal_find_input(a->deal.deal, input);
    return index == SAM_NO_INPUT ? 0 : a->deal.deal->inputs[index].value;
}

static void set_from(const audit *a, const char *input, size_t first, double to) {
    uint32_t index = sam_deal_find_input(a->deal.deal, input);
    if (index == SAM_NO_INPUT)
        return;
    for (size_t lane = first; lane < LANES; lane++)
        sam_ledger_set(a->deal.ledger, index, lane, to);
}

static void set_one(const audit *a, const char *input, size_t lane, double to) {
    uint32_t index = sam_deal_find_input(a->deal.deal, input);
    if (index != SAM_NO_INPUT)
        sam_ledger_set(a->deal.ledger, index, lane, to);
}

static bool is_money(sam_unit unit) {
    return unit == SAM_UNIT_NOK || unit == SAM_UNIT_NOK_M2 || unit == SAM_UNIT_NOK_MONTH ||
           unit == SAM_UNIT_NOK_YEAR || unit == SAM_UNIT_NOK_M2_YEAR;
}

static void set_lanes(audit *a) {
    random_deal *r = a->random;
    set_from(a, "costs.overrun", STRESSED, random_between(r, -0.1, 0.3));
    set_from(a, "project.delay_months", STRESSED,
             random_chance(r, 0.5) ? random_between(r, 0, 14) : 0);
    set_from(a, "economy.rate_shift", STRESSED, random_between(r, -0.01, 0.03));
    for (uint32_t i = 0; i < a->deal.deal->input_count; i++) {
        const sam_input *input = &a->deal.deal->inputs[i];
        if (input->field && is_money(input->field->unit))
            sam_ledger_set(a->deal.ledger, i, TRIPLED, 3 * input->value);
    }
    set_one(a, "operation.vacancy", EMPTIER, base(a, "operation.vacancy") + 0.07);
    set_one(a, "cover0.share", LESS_COVER, base(a, "cover0.share") / 2);
    set_one(a, "cover1.share", LESS_COVER, base(a, "cover1.share") / 2);
    set_one(a, "economy.rate_shift", DEARER, 0.05);
    set_one(a, "costs.overrun", COSTLIER, 0.5);
    set_one(a, "sale.unsold_share", UNSOLD, 0.6);
}

/* Every kroner that someone pays someone receives. */
static void parties_sum_to_zero(audit *a, size_t lane) {
    const sam_deal *deal = a->deal.deal;
    a->scale = 1;
    for (uint32_t m = 1; m <= a->deal.plan->months; m++) {
        double net = 0, gross = 0;
        for (uint32_t p = 0; p < deal->party_count; p++) {
            net += of(a, deal->parties[p].id, "net", m, lane);
            /* Interest below zero flows the other way. */
            gross += fabs(of(a, deal->parties[p].id, "in", m, lane));
        }
        a->scale += gross;
        HOLDS(fabs(net) <= 1e-9 * (gross + 1), "parties sum to %g of %g in month %u", net, gross,
              m);
    }
}

static void numbers_are_finite(audit *a, size_t lane) {
    const sam_plan *plan = a->deal.plan;
    for (uint32_t row = 0; row < plan->row_count; row++)
        for (uint32_t m = 1; m <= plan->months; m++)
            HOLDS(isfinite(sam_ledger_value(a->deal.ledger, row, m, lane)), "%s in month %u",
                  plan->rows[row].name, m);
}

static void cash_is_never_negative(audit *a, size_t lane) {
    uint32_t months = a->deal.plan->months;
    double net = 0;
    for (uint32_t m = 1; m <= months; m++) {
        double cash = value(a, "cash", m, lane);
        net += value(a, "project.net", m, lane);
        HOLDS(cash >= -1e-6, "cash is %g in month %u", cash, m);
        HOLDS(fabs(cash - net) <= 1e-10 * a->scale, "cash is %g, but the flows say %g", cash, net);
    }
    HOLDS(fabs(value(a, "cash", months, lane)) <= 1e-6, "cash is left at the end");
}

static void loan_closes(audit *a, const char *id, size_t lane) {
    double due = 0, paid = 0, before = 0, tiny = 1e-10 * a->scale;
    for (uint32_t m = 1; m <= a->deal.plan->months; m++) {
        double closing = of(a, id, "closing", m, lane);
        double moved = of(a, id, "paid_out", m, lane) - of(a, id, "principal_due", m, lane);
        HOLDS(fabs(closing - before - moved) <= tiny, "%s does not close in month %u", id, m);
        HOLDS(closing >= -tiny, "%s is repaid beyond zero", id);
        due += of(a, id, "interest_due", m, lane) + of(a, id, "principal_due", m, lane);
        paid += of(a, id, "interest", m, lane) + of(a, id, "principal", m, lane) +
                of(a, id, "called", m, lane);
        double owed = of(a, id, "outstanding", m, lane);
        HOLDS(fabs(due - paid - (owed - closing)) <= tiny,
              "%s: due %g, paid %g, owed %g in month %u", id, due, paid, owed - closing, m);
        HOLDS(of(a, id, "called", m, lane) <= of(a, id, "short", m, lane) + tiny,
              "%s: called too much", id);
        before = closing;
    }
    HOLDS(fabs(before) <= tiny, "%s ends at %g", id, before);
    HOLDS(fabs(due - paid - of(a, id, "loss", 0, lane)) <= tiny, "%s: loss is not what is unpaid",
          id);
}

/* Interest recomputed from the balances by the month. */
static void bank_interest_is_right(audit *a, size_t lane) {
    double before = 0, paid = 0, interest = 0;
    double margin = base(a, "bridge.margin");
    for (uint32_t m = 1; m <= a->deal.plan->months; m++) {
        interest += before * (value(a, "market_rate", m, lane) + margin) / 12;
        paid += value(a, "bridge.interest", m, lane);
        before += value(a, "bridge.drawn", m, lane) - value(a, "bridge.repaid", m, lane);
        HOLDS(before >= -1e-10 * a->scale, "the construction loan is repaid beyond zero");
    }
    HOLDS(fabs(before) <= 1e-6, "the construction loan ends at %g", before);
    HOLDS(fabs(paid - interest) <= 1e-10 * a->scale, "construction interest %g, not %g", paid,
          interest);
}

/* The planned construction loan forward, owners' money first: what is owed in the end. */
static double owed_in_the_end(const audit *a, double equity) {
    double rate = value(a, "bridge.planned_rate", 0, PLANNED) / 12, balance = 0;
    uint32_t end = (uint32_t)value(a, "funding_end", 0, PLANNED);
    for (uint32_t m = 1; m <= end && m <= a->deal.plan->months; m++) {
        double need = value(a, "planned_uses", m, PLANNED) + value(a, "planned_fees", m, PLANNED) +
                      value(a, "bridge.planned_commission", m, PLANNED);
        double own = fmin(need, equity);
        equity -= own;
        balance = fmax(balance * (1 + rate) + need - own - value(a, "receipts", m, PLANNED), 0);
        if (m == end)
            return balance;
    }
    return balance;
}

static void equity_is_what_is_missing(audit *a) {
    double low = 0, high = 2 * value(a, "total_cost", 0, PLANNED);
    for (int i = 0; i < 100; i++) {
        double middle = (low + high) / 2;
        if (owed_in_the_end(a, middle) > 0)
            low = middle;
        else
            high = middle;
    }
    double equity = value(a, "total_equity", 0, PLANNED);
    HOLDS(fabs(equity - high) <= 1e-6 * value(a, "total_cost", 0, PLANNED), "equity %.2f, not %.2f",
          equity, high);
}

static void owners_pay_before_the_bank(audit *a) {
    double drawn = 0;
    for (uint32_t m = 1; m <= a->deal.plan->months; m++) {
        double equity = value(a, "equity_need", m, PLANNED);
        HOLDS(equity <= 1e-6 || drawn <= 1e-6, "owners pay %g in month %u after the bank", equity,
              m);
        drawn += value(a, "bridge.drawn", m, PLANNED);
    }
}

static void sources_are_uses(audit *a) {
    double funds = 0;
    for (uint32_t m = 1; m <= a->deal.plan->months; m++) {
        double planned = value(a, "bridge.planned_balance", m, PLANNED);
        double actual = value(a, "bridge.balance", m, PLANNED);
        HOLDS(fabs(planned - actual) <= 1e-6 * a->scale * 1e-3, "bridge %g, planned %g, month %u",
              actual, planned, m);
        bool building = m <= (uint32_t)value(a, "done", 0, PLANNED);
        HOLDS(!building || value(a, "owners_cover", m, PLANNED) <= 1e-6 * a->scale * 1e-3,
              "owners cover %g in month %u as planned", value(a, "owners_cover", m, PLANNED), m);
        funds += value(a, "receipts", m, PLANNED) + value(a, "equity_need", m, PLANNED);
    }
    double cost = value(a, "project_cost", 0, PLANNED) + total(a, "bridge.interest", PLANNED) +
                  total(a, "bridge.fee", PLANNED) + total(a, "planned_fees", PLANNED);
    HOLDS(fabs(cost - value(a, "total_cost", 0, PLANNED)) <= 1e-9 * a->scale, "cost %g, not %g",
          value(a, "total_cost", 0, PLANNED), cost);
    HOLDS(funds >= cost - 1e-9 * a->scale, "funds %g below cost %g", funds, cost);
    if (value(a, "total_equity", 0, PLANNED) > 1)
        HOLDS(fabs(funds - cost) <= 1e-9 * a->scale, "funds %g are not cost %g", funds, cost);
}

/* Net flows; what is only the rounding of what goes in and out again is nothing. */
static void series(const audit *a, const char *party, size_t lane, double *out) {
    for (uint32_t m = 1; m <= a->deal.plan->months; m++) {
        double net = of(a, party, "net", m, lane);
        out[m - 1] = fabs(net) > 1e-9 * fabs(of(a, party, "in", m, lane)) ? net : 0;
    }
}

static void money_scales(audit *a) {
    const sam_deal *deal = a->deal.deal;
    static double one[600], three[600];
    for (uint32_t p = 0; p < deal->party_count; p++) {
        const char *id = deal->parties[p].id;
        double npv = of(a, id, "npv", 0, STRESSED), scaled = of(a, id, "npv", 0, TRIPLED);
        HOLDS(fabs(scaled - 3 * npv) <= 1e-9 * a->scale, "%s: NPV %g, three times the money %g", id,
              npv, scaled);
        sam_irr x, y;
        series(a, id, STRESSED, one);
        series(a, id, TRIPLED, three);
        sam_irr_monthly(&x, one, a->deal.plan->months);
        sam_irr_monthly(&y, three, a->deal.plan->months);
        HOLDS(x.has_quoted == y.has_quoted && fabs(x.quoted - y.quoted) <= 1e-6,
              "%s: IRR %g and %g", id, x.quoted, y.quoted);
    }
}

/* An owner who has reached his limit pays tax on income that goes to the lenders: there it is no
 * loss to him when income falls. */
static bool taxed_for_others(const audit *a, size_t lane) {
    if (!test_has_row(&a->deal, "tax.payment"))
        return false;
    double arrears = 0;
    for (int i = 0; i < a->random->loans; i++)
        for (uint32_t m = 1; m <= a->deal.plan->months; m++) {
            char id[16];
            snprintf(id, sizeof id, "loan%d", i);
            arrears += of(a, id, "interest_arrears", m, lane) +
                       of(a, id, "principal_arrears", m, lane) + of(a, id, "called", m, lane);
        }
    return arrears > 1;
}

static void worse_for_owners(audit *a, size_t lane, const char *what) {
    static const char *const owners[] = {"developer", "partner"};
    if (taxed_for_others(a, STRESSED) || taxed_for_others(a, lane))
        return;
    for (int i = 0; i < 2; i++) {
        double before = of(a, owners[i], "npv", 0, STRESSED),
               after = of(a, owners[i], "npv", 0, lane);
        HOLDS(after <= before + 1e-9 * a->scale, "%s: %s's NPV rises from %.2f to %.2f", what,
              owners[i], before, after);
    }
}

/* All lenders together: owners' support goes to those in front, so that one loan may lose. */
static void guarantees_help_lenders(audit *a) {
    double with = value(a, "arrears_left", 0, STRESSED);
    double without = value(a, "arrears_left", 0, LESS_COVER);
    HOLDS(with <= without + 1e-9 * a->scale, "lenders lose %g with more cover, %g with less", with,
          without);
}

static void audit_lane(audit *a, size_t lane) {
    parties_sum_to_zero(a, lane);
    numbers_are_finite(a, lane);
    cash_is_never_negative(a, lane);
    for (int i = 0; i < a->random->loans; i++) {
        char id[16];
        snprintf(id, sizeof id, "loan%d", i);
        loan_closes(a, id, lane);
    }
    if (a->random->bridge)
        bank_interest_is_right(a, lane);
}

static void audit_deal(uint64_t seed) {
    random_deal random;
    random_deal_make(&random, seed);
    audit deal = {.random = &random, .seed = seed}, *a = &deal;
    test_deal_open(&a->deal, random.clauses, random.set);
    test_deal_lanes(&a->deal, LANES, NULL);
    set_lanes(a);
    test_deal_run(&a->deal);
    for (size_t lane = 0; lane < LANES; lane++)
        audit_lane(a, lane);
    if (random.bridge) {
        owners_pay_before_the_bank(a);
        sources_are_uses(a);
        equity_is_what_is_missing(a);
    }
    money_scales(a);
    if (!random.premium)
        guarantees_help_lenders(a);
    /* A sculpted loan is sized by the cash of its own lane: another loan, another deal. */
    if (!random.sculpted) {
        worse_for_owners(a, EMPTIER, "more vacancy");
        /* Members of a co-operative pay a margin on interest too. */
        if (!random.charges)
            worse_for_owners(a, DEARER, "higher rates");
        worse_for_owners(a, COSTLIER, "an overrun");
    }
    test_deal_close(&a->deal);
}

enum { BLOCK = 300 };

#define BLOCK_OF_DEALS(number)                                                                     \
    Test(laws, deals_##number) {                                                                   \
        for (uint64_t seed = number * BLOCK; seed < (number + 1) * BLOCK; seed++)                  \
            audit_deal(seed);                                                                      \
    }
BLOCK_OF_DEALS(0)
BLOCK_OF_DEALS(1)
BLOCK_OF_DEALS(2)
BLOCK_OF_DEALS(3)
BLOCK_OF_DEALS(4)
BLOCK_OF_DEALS(5)
BLOCK_OF_DEALS(6)

/* Equity only: income that comes later is worth less. */
Test(laws, later_income_is_worth_less) {
    for (uint64_t seed = 0; seed < 200; seed++) {
        random_deal random;
        random_deal_make_plain(&random, seed);
        audit deal = {.random = &random, .seed = seed, .scale = 1e8}, *a = &deal;
        test_deal_open(&a->deal, random.clauses, random.set);
        test_deal_lanes(&a->deal, LANES, NULL);
        for (size_t lane = 1; lane < LANES; lane++)
            set_one(a, "project.delay_months", lane, (double)lane * 1.5);
        test_deal_run(&a->deal);
        for (size_t lane = 1; lane < LANES; lane++) {
            double sooner = of(a, "developer", "npv", 0, lane - 1),
                   later = of(a, "developer", "npv", 0, lane);
            HOLDS(later <= sooner + 1e-3, "NPV %g, later %g", sooner, later);
        }
        test_deal_close(&a->deal);
    }
}
