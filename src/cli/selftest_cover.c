/* Debt-service cover: a loan sized and repaid by it, and cover by year, against published figures.
 * Both go through the ledger with the cash of each year put in the place of its own. */
#include "cli/loan.h"
#include "cli/selftest.h"

enum { TENOR = 18, YEARS = 8 };

static void sculpted(sam_selftest *t) {
    static const double CASH[TENOR] = {109774400,          109491304.00000004, 109170856.04,
                                       108811819.57540005, 108412924.12052904, 107972864.36984372,
                                       107490299.29685433, 106963851.23021774, 106392104.90642479,
                                       105773606.49849132, 105106862.6200538,  104390339.30424622,
                                       103622460.95673037, 102801609.28222549, 101926122.18387368,
                                       100994292.63475898, 100004367.52087939, 98954546.45485526};
    static const double BALANCE[3] = {797629200.0800861, 769239164.0856922, 739108324.0024599};
    const sam_loan loan = {.principal = 1.2e9,
                           .years = TENOR,
                           .terms = 1,
                           .profile = "sculpted",
                           .rate = "fixed",
                           .nominal = 0.07,
                           .cover = 1.3,
                           .operating = CASH};
    sam_loan_schedule s = {0};
    sam_status status = sam_loan_run(&s, &loan, t->arena, t->diags);
    t->status = t->status == SAM_OK ? status : t->status;
    if (s.count != TENOR)
        return;
    t->source =
        N_("NREL SSC, leveraged partnership flip, generic system: debt at 7 % over 18 years, "
           "sized and repaid by a cover of 1.3");
    sam_selftest_number(t, N_("size of debt"), 824365463.7700301, s.lent, 1e-9 * s.lent);
    sam_selftest_number(t, N_("debt service, year 1"), 84441846.15384614,
                        s.terms[0].interest + s.terms[0].principal, 0.1);
    sam_selftest_number(t, N_("debt service, year 18"), 76118881.8883502,
                        s.terms[17].interest + s.terms[17].principal, 0.1);
    for (int year = 1; year <= 3; year++)
        sam_selftest_number(
            t,
            sam_arena_format(t->arena, sam_selftest_words(t, N_("balance, end of year %d")), year),
            BALANCE[year - 1], s.terms[year - 1].closing, 1e-9 * s.lent);
    sam_selftest_number(t, N_("balance, end of year 18"), 0, s.terms[17].closing, 1e-9 * s.lent);
}

static void by_year(sam_selftest *t) {
    static const double CASH[YEARS] = {42685.7, 14822.2, 14461.2, 32235.1,
                                       51136.9, 71143.8, 82290.8, 84759.6};
    static const double SERVICE[YEARS] = {10229.1, 9577.1, 8925.1, 8273.1,
                                          7731.6,  7052.0, 6372.3, 5692.7};
    static const double COVER[YEARS] = {4.173, 1.548, 1.62, 3.896, 6.614, 10.088, 12.914, 14.889};
    const sam_loan loan = {.principal = 100000,
                           .years = YEARS,
                           .terms = 1,
                           .profile = "annuity",
                           .rate = "fixed",
                           .nominal = 0.05,
                           .operating = CASH};
    double cover[YEARS] = {0};
    sam_status status = sam_loan_cover(cover, &loan, SERVICE, t->diags);
    t->status = t->status == SAM_OK ? status : t->status;
    t->source = N_("lawinsider.com, definition of loan life coverage ratio: cash over debt service "
                   "(printed to one decimal; three recomputed from the table)");
    for (int year = 1; year <= YEARS; year++)
        sam_selftest_number(
            t, sam_arena_format(t->arena, sam_selftest_words(t, N_("cover, year %d")), year),
            COVER[year - 1], cover[year - 1], 5e-4);
}

void sam_selftest_cover(sam_selftest *t) {
    sculpted(t);
    by_year(t);
}
