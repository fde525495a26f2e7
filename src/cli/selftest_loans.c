/* Published payments of loans against the term loan of the engine, run as a deal. Money in the
 * currency of the source. */
#include "cli/loan.h"
#include "cli/selftest.h"

/* Runs an annuity loan of one rate; an empty schedule when that failed. */
static sam_loan_schedule annuity(sam_selftest *t, double principal, double nominal, long years,
                                 long terms) {
    const sam_loan loan = {.principal = principal,
                           .years = years,
                           .terms = terms,
                           .profile = "annuity",
                           .rate = "fixed",
                           .nominal = nominal};
    sam_loan_schedule schedule = {0};
    sam_status status = sam_loan_run(&schedule, &loan, t->arena, t->diags);
    t->status = t->status == SAM_OK ? status : t->status;
    return schedule;
}

/* The payment of a term, from 1; 0 when the loan was not run. */
static double payment(const sam_loan_schedule *s, size_t term) {
    return term <= s->count ? s->terms[term - 1].interest + s->terms[term - 1].principal : 0;
}

static void payments(sam_selftest *t) {
    t->source = N_("numpy-financial, tests/test_financial.py, TestPmt");
    sam_loan_schedule s = annuity(t, 15000, 0, 5, 12);
    sam_selftest_number(t, N_("first of 60 payments on 15,000 at 0 %"), 250, payment(&s, 1), 1e-9);
    sam_selftest_number(t, N_("last of 60 payments on 15,000 at 0 %"), 250, payment(&s, 60), 1e-9);
    t->source = N_("pyxirr, tests/test_periodic.rs, test_pmt_vec");
    s = annuity(t, 200000, 0.075, 15, 12);
    sam_selftest_number(t, N_("first of 180 payments on 200,000 at 7.5 %"), 1854.0247200054619,
                        payment(&s, 1), 1e-8);
    sam_selftest_number(t, N_("last of 180 payments on 200,000 at 7.5 %"), 1854.0247200054619,
                        payment(&s, 180), 1e-8);
}

static void parts(sam_selftest *t) {
    static const char *const INTEREST[] = {N_("interest of payment 1"), N_("interest of payment 2"),
                                           N_("interest of payment 3"),
                                           N_("interest of payment 4")};
    static const char *const PRINCIPAL[] = {
        N_("principal of payment 1"), N_("principal of payment 2"), N_("principal of payment 3"),
        N_("principal of payment 4")};
    static const double INTERESTS[] = {16.66666667, 16.03647345, 15.40102862, 14.76028842};
    static const double PRINCIPALS[] = {75.62318601, 76.25337923, 76.88882405, 77.52956425};
    sam_loan_schedule s = annuity(t, 2000, 0.1, 2, 12);
    t->source = N_("numpy-financial, tests/test_financial.py, TestIpmt: 2,000 at 10 %, 24 months");
    for (size_t i = 0; i < 4 && i < s.count; i++)
        sam_selftest_number(t, INTEREST[i], INTERESTS[i], s.terms[i].interest, 1e-8);
    t->source = N_("numpy-financial, tests/test_financial.py, TestPpmt: 2,000 at 10 %, 24 months");
    for (size_t i = 0; i < 4 && i < s.count; i++)
        sam_selftest_number(t, PRINCIPAL[i], PRINCIPALS[i], s.terms[i].principal, 1e-8);
    s = annuity(t, 55000, 0.1, 5, 12);
    t->source = N_("numpy-financial, tests/test_financial.py, TestPpmt: 55,000 at 10 %, 60 months");
    sam_selftest_number(t, PRINCIPAL[0], 710.2541257864218, s.count ? s.terms[0].principal : 0,
                        1e-9);
}

/* On 100 million, because the table's eight decimals of a payment on 100 are then kroner. */
static void table(sam_selftest *t) {
    static const double PAYMENTS[] = {
        0.277777778, 0.32163952,  0.369619473, 0.421604034, 0.477415295, 0.536821623, 0.599550525,
        0.665302495, 0.733764574, 0.804622617, 0.87757157,  0.952323396, 1.028612597};
    t->source = N_("QuantLib, test-suite/amortizingbond.cpp, testAmortizingFixedRateBond: "
                   "payment on 100 over 360 months");
    for (int percent = 0; percent <= 12; percent++) {
        sam_loan_schedule s = annuity(t, 1e8, percent / 100.0, 30, 12);
        const char *what =
            sam_arena_format(t->arena, sam_selftest_words(t, N_("at %d %%")), percent);
        sam_selftest_number(t, what, PAYMENTS[percent], payment(&s, 1) / 1e6, 1e-8);
    }
}

static void norwegian(sam_selftest *t) {
    static const long YEARS[] = {5, 15, 25};
    static const double PAYMENTS[] = {18871, 7908, 5846};
    t->source = N_("smartepenger.no, 320 examples of monthly payments: on a million at 5 %");
    for (int i = 0; i < 3; i++) {
        sam_loan_schedule s = annuity(t, 1e6, 0.05, YEARS[i], 12);
        const char *what =
            sam_arena_format(t->arena, sam_selftest_words(t, N_("over %ld years")), YEARS[i]);
        sam_selftest_number(t, what, PAYMENTS[i], payment(&s, 1), 0.5);
    }
    t->source = N_("Annuities by the closed form P i / (1 - (1 + i)^-n), to the øre");
    sam_loan_schedule s = annuity(t, 1e7, 0.04685, 50, 2);
    sam_selftest_number(t, N_("10 million, 4.685 %, 50 years, half-yearly"), 259907.65,
                        payment(&s, 1), 0.005);
    s = annuity(t, 1e7, 0.025, 30, 4);
    sam_selftest_number(t, N_("10 million, 2.5 %, 30 years, quarterly"), 118701.77, payment(&s, 1),
                        0.005);
}

static void totals(sam_selftest *t) {
    t->source = N_("rangekeeper, src/tests/test_formulas.py: 500,000 at 5 %, 12 months");
    sam_loan_schedule s = annuity(t, 500000, 0.05, 1, 12);
    sam_selftest_number(t, N_("interest in all"), 13644.890730804764, s.interest, 1e-6);
    sam_selftest_number(t, N_("principal in all"), 500000, s.principal, 1e-6);
    sam_selftest_number(t, N_("owed after the last payment"), 0, s.count ? s.terms[11].closing : -1,
                        1e-6);
}

void sam_selftest_loans(sam_selftest *t) {
    payments(t);
    parts(t);
    table(t);
    norwegian(t);
    totals(t);
}
