/* Norwegian figures: Husbanken's table of rates, a municipality's minimum instalment, the Ministry
 * of Finance's discount factors; and what one rate is in another form. */
#include "base/real.h"
#include "cli/loan.h"
#include "cli/selftest.h"
#include "samspel/metrics.h"

/* Nominal rate a year that the engine charges for an effective one: the first term's interest on
 * 1, times the terms. */
static double nominal(sam_selftest *t, double effective, long terms) {
    const sam_loan loan = {.principal = 1,
                           .years = 1,
                           .terms = terms,
                           .profile = "serial",
                           .rate = "effective",
                           .effective = effective};
    sam_loan_schedule s = {0};
    sam_status status = sam_loan_run(&s, &loan, t->arena, t->diags);
    t->status = t->status == SAM_OK ? status : t->status;
    return s.count ? s.terms[0].interest * (double)terms : -1;
}

static void husbanken(sam_selftest *t) {
    static const struct {
        const char *product;
        double effective, nominal[3]; /* by 12, 4 and 2 terms a year */
    } RATES[] = {
        {N_("floating to 30.6.2024"), 0.0465, {0.04554, 0.04571, 0.04597}},
        {N_("floating from 1.7.2024"), 0.0474, {0.0464, 0.04658, 0.04685}},
        {N_("fixed 3 years"), 0.0429, {0.04208, 0.04223, 0.04245}},
        {N_("fixed 5 years"), 0.0413, {0.04054, 0.04068, 0.04088}},
        {N_("fixed 10 years"), 0.0402, {0.03948, 0.03961, 0.0398}},
        {N_("fixed 20 years"), 0.0432, {0.04237, 0.04252, 0.04274}},
    };
    static const long TERMS[] = {12, 4, 2};
    t->source = N_("Husbanken, interest rates in force 2024: nominal rates from effective ones, "
                   "printed to three decimals of a per cent");
    for (size_t i = 0; i < sizeof RATES / sizeof *RATES; i++)
        for (size_t n = 0; n < 3; n++)
            sam_selftest_number(
                t,
                sam_arena_format(t->arena, sam_selftest_words(t, N_("%s, %ld terms a year")),
                                 sam_selftest_words(t, RATES[i].product), TERMS[n]),
                RATES[i].nominal[n], nominal(t, RATES[i].effective, TERMS[n]), 5e-6);
}

static void conversions(sam_selftest *t) {
    t->source = N_("Haug, Option Pricing Formulas, as in QuantLib, test-suite/interestrates.cpp");
    sam_selftest_number(t, N_("8.24 % a year, as quarterly"), 0.08, nominal(t, 0.0824, 4), 5e-5);
    sam_selftest_number(t, N_("7 % quarterly, as half-yearly"), 0.0706,
                        nominal(t, sam_real_pow(1 + 0.07 / 4, 4) - 1, 2), 5e-5);
    sam_selftest_number(t, N_("8 % quarterly, as continuous"), 0.0792, 4 * sam_real_log1p(0.08 / 4),
                        5e-5);
    sam_selftest_number(t, N_("12 % continuous, as yearly"), 0.1275, sam_real_expm1(0.12), 5e-5);
    t->source = N_("rangekeeper, src/tests/test_formulas.py: 500,000 becomes 525,580.95");
    sam_selftest_number(t, N_("nominal rate of 12 terms"), 0.05,
                        nominal(t, 525580.9489408665 / 500000 - 1, 12), 1e-12);
}

static void instalment(sam_selftest *t) {
    t->source = N_("Molde municipality, group accounts 2020: minimum instalment by kommunelova "
                   "§ 14-18, thousand NOK");
    sam_selftest_number(t, N_("depreciation 174,015 x debt 4,047,013 / book value 4,521,698"),
                        155747, sam_minimum_instalment(174015, 4047013, 4521698), 0.5);
}

/* Present value of 1 after so many years at one rate. */
static double factor(double rate, size_t years) {
    double flows[64] = {0};
    flows[years] = 1;
    return sam_npv(flows, years + 1, rate);
}

static void discounting(sam_selftest *t) {
    t->source =
        N_("Ministry of Finance, circular R-109: 4 % a year to year 40, 3 % to year 75, 2 % "
           "after");
    double to_40 = factor(0.04, 40), to_75 = to_40 * factor(0.03, 35);
    sam_selftest_number(t, N_("discount factor, year 40"), 0.208289, to_40, 5e-7);
    sam_selftest_number(t, N_("discount factor, year 75"), 0.074022, to_75, 5e-7);
    sam_selftest_number(t, N_("discount factor, year 100"), 0.045119, to_75 * factor(0.02, 25),
                        5e-7);
}

void sam_selftest_norway(sam_selftest *t) {
    husbanken(t);
    conversions(t);
    instalment(t);
    discounting(t);
}

void sam_selftest_mathematics(sam_selftest *t) {
    t->source = N_("Mathematical tables: the engine has its own elementary functions");
    sam_selftest_number(t, N_("e"), 2.718281828459045, sam_real_exp(1), 1e-15);
    sam_selftest_number(t, N_("natural logarithm of 2"), 0.6931471805599453, sam_real_log(2),
                        3e-16);
    sam_selftest_number(t, N_("natural logarithm of 10"), 2.302585092994046, sam_real_log(10),
                        1e-15);
    sam_selftest_number(t, N_("twelfth root of 2"), 1.0594630943592953, sam_real_pow(2, 1.0 / 12),
                        5e-16);
    /* No double is 1.05: the nearest makes 5e-15 of difference. */
    sam_selftest_number(t, N_("1.05 to the power of 30"), 4.321942375150662, sam_real_pow(1.05, 30),
                        1e-14);
    sam_selftest_number(t, N_("e^x - 1 at x = 0.001"), 0.0010005001667083417, sam_real_expm1(0.001),
                        1e-18);
    sam_selftest_number(t, N_("standard normal, 97.5 % quantile"), 1.959963984540054,
                        sam_real_normal_inverse(0.975), 1e-14);
    sam_selftest_number(t, N_("standard normal, 0.5 % quantile"), -2.5758293035489004,
                        sam_real_normal_inverse(0.005), 1e-14);
}
