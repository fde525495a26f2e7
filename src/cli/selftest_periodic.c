/* Published present values and rates of return of flows one period apart. */
#include "cli/selftest.h"
#include "samspel/metrics.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char NUMPY[] = N_("numpy-financial, tests/test_financial.py");

static void present_values(sam_selftest *t) {
    static const double YEARS_5[] = {-15000, 1500, 2500, 3500, 4500, 6000};
    static const double YEARS_4[] = {-40000, 5000, 8000, 12000, 30000};
    static const double LATER[] = {0, -40000, 5000, 8000, 12000, 30000};
    double annuity[21] = {0};
    for (int i = 1; i <= 20; i++)
        annuity[i] = -12000;
    t->source = NUMPY;
    sam_selftest_number(t, N_("20 payments of 12,000, 7 %"), -127128.17094619393,
                        sam_npv(annuity, 21, 0.07), 1e-9);
    sam_selftest_number(t, N_("present value of a project, 5 %"), 122.89, sam_npv(YEARS_5, 6, 0.05),
                        0.01);
    t->source = N_("pyxirr, tests/test_periodic.rs");
    sam_selftest_number(t, N_("present value, 8 %, first flow at time 0"), 3065.222668179,
                        sam_npv(YEARS_4, 5, 0.08), 1e-8);
    sam_selftest_number(t, N_("present value, 8 %, first flow after a period, as spreadsheets do"),
                        2838.169137203, sam_npv(LATER, 6, 0.08), 1e-8);
    double account[13] = {0};
    account[12] = 525580.9489408665;
    t->source = N_("rangekeeper, src/tests/test_formulas.py");
    sam_selftest_number(t, N_("what grows to 525,580.95 in 12 months at 5 % / 12"), 500000,
                        sam_npv(account, 13, 0.05 / 12), 1e-6);
}

typedef struct rates_case {
    const char *source, *what;
    double flows[27];
    size_t count;
    double expected[2];
    size_t expected_count;
    double tolerance;
} rates_case;

static const rates_case RATES[] = {
    {NUMPY,
     N_("rate of return of six flows"),
     {-150000, 15000, 25000, 35000, 45000, 60000},
     6,
     {0.05243289},
     1,
     1e-8},
    {NUMPY, N_("rate of return, negative"), {-100, 0, 0, 74}, 4, {-0.09549583}, 1, 1e-8},
    {N_("numpy-financial, test_gh_44, as Google Sheets prints it"),
     N_("rate of return, high"),
     {-1678.87, 771.96, 1814.05, 3520.3, 3552.95, 3584.99, 4789.91, -1},
     8,
     {1.00426},
     1,
     1e-4},
    {N_("Closed form (10000 / 3500)^(1/10) - 1; numpy-financial's TestRate has 0.1106908537142689, "
        "which is 3.5e-12 from it"),
     N_("rate at which 3,500 becomes 10,000 in 10 periods"),
     {-3500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10000},
     11,
     {0.1106908537107528},
     1,
     1e-14},
    {N_("numpy-financial, issue 28: a spreadsheet shows one of them and a library the other"),
     N_("two rates of return"),
     {-50, -100, 600, 300, -100},
     5,
     {-0.76889547, 1.85441783},
     2,
     1e-8},
    {NUMPY,
     N_("two rates of return, both negative"),
     {-100, 100, 0, -7},
     4,
     {-0.67889437, -0.08329967},
     2,
     1e-8},
    {N_("numpy-financial, issue 39"),
     N_("two rates of return of 27 flows"),
     {-217500.0,           -217500.0,           108466.80462450592, 101129.96439328062,
      93793.12416205535,   86456.28393083003,   79119.44369960476,  71782.60346837944,
      64445.76323715414,   57108.92300592884,   49772.08277470355,  42435.24254347826,
      35098.40231225296,   27761.56208102766,   20424.721849802358, 13087.88161857707,
      5751.041387351768,   -1585.7988438735192, -8922.639075098821, -16259.479306324123,
      -23596.31953754941,  -30933.159768774713, -38270.0,           -45606.8402312253,
      -52943.680462450604, -60280.520693675906, -67617.36092490121},
     27,
     {-0.01809678647, 0.12},
     2,
     1e-9},
    {NUMPY, N_("rate of return of three payments"), {-1, -2, -3}, 3, {0}, 0, 0},
    {N_("numpy-financial, test_rate_with_infeasible_solution"),
     N_("rate at which 10,000, 12 times 400 and 5,000 are worth nothing"),
     {10000, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 5400},
     13,
     {0},
     0,
     0},
};

static void check_rates(sam_selftest *t, const rates_case *c) {
    sam_irr irr;
    sam_irr_periodic(&irr, c->flows, c->count);
    t->source = c->source;
    if (c->expected_count == 0)
        sam_selftest_none(t, c->what, irr.count > 0, irr.roots[0]);
    /* A rate too many is as wrong as one too few. */
    if (c->expected_count > 1)
        sam_selftest_number(t,
                            sam_arena_format(t->arena, sam_selftest_words(t, N_("%s: how many")),
                                             sam_selftest_words(t, c->what)),
                            (double)c->expected_count, (double)irr.count, 0);
    for (size_t i = 0; i < c->expected_count; i++)
        sam_selftest_number(t, c->what, c->expected[i], i < irr.count ? irr.roots[i] : -1,
                            c->tolerance);
}

static void modified(sam_selftest *t) {
    static const double TEN[] = {-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000};
    static const double FIVE[] = {100, 200, -50, 300, -200};
    double rate = -1;
    t->source =
        N_("numpy-financial, tests/test_financial.py: modified rate of return (printed to four "
           "decimals; the rest recomputed)");
    if (!sam_mirr(&rate, TEN, COUNT(TEN), 0.08, 0.055))
        rate = -1;
    sam_selftest_number(t, N_("borrowed at 8 %, reinvested at 5.5 %"), 0.066597175, rate, 1e-9);
    if (!sam_mirr(&rate, FIVE, COUNT(FIVE), 0.05, 0.06))
        rate = -1;
    sam_selftest_number(t, N_("borrowed at 5 %, reinvested at 6 %"), 0.3428233878, rate, 1e-9);
}

void sam_selftest_periodic(sam_selftest *t) {
    present_values(t);
    for (size_t i = 0; i < COUNT(RATES); i++)
        check_rates(t, &RATES[i]);
    modified(t);
}
