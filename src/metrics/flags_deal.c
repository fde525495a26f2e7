/* Flags on the economy of a deal: cover, support, losses, value, grants, and owners who earn more
 * than they ask while they are helped. Facts only; nothing is decided. */
#include <string.h>

#include "base/mark.h"
#include "metrics/result.h"

static void cover(sam_measuring *m) {
    const sam_measure *lowest = sam_result_find(m->result, "min_dscr");
    if (lowest && lowest->exists && lowest->value < 1)
        sam_measuring_flag(m, (sam_flag){"W_COVER", "",
                                         N_("rent does not pay the debt service in the worst year"),
                                         true, lowest->value, SAM_UNIT_RATIO});
    double support = sam_measuring_scalar(m, "total_support");
    if (support > 1)
        sam_measuring_flag(m, (sam_flag){"W_SUPPORT", "",
                                         N_("the owners must put in more after completion"), true,
                                         support, SAM_UNIT_NOK});
    double unpaid = sam_measuring_scalar(m, "arrears_left");
    if (unpaid > 1)
        sam_measuring_flag(m, (sam_flag){"W_LENDER_LOSS", "", N_("a lender is not paid in full"),
                                         true, unpaid, SAM_UNIT_NOK});
}

/* Rounding of a loan of exactly the value is no breach. */
static void value(sam_measuring *m) {
    double highest = sam_measuring_scalar(m, "peak_ltv");
    if (highest > 1 + 1e-9)
        sam_measuring_flag(m, (sam_flag){"W_LTV", N_("forskrift om lån frå Husbanken § 7-4"),
                                         N_("debt is more than the homes are worth in some year"),
                                         true, highest, SAM_UNIT_SHARE});
    if (sam_measuring_scalar(m, "total_grants") > 0 &&
        sam_measuring_input(m, "project.value_to_cost") < 1)
        sam_measuring_flag(
            m, (sam_flag){"W_GRANT_NOT_EQUITY", N_("forskrift om lån frå Husbanken § 7-4"),
                          N_("a grant counted with the loan lowers debt and leaves the "
                             "equity gap as it was"),
                          true, sam_measuring_scalar(m, "equity_gap"), SAM_UNIT_SHARE});
}

static bool is_owner(const sam_deal *deal, uint32_t party) {
    for (uint32_t c = 0; c < deal->clause_count; c++) {
        const sam_clause *clause = &deal->clauses[c];
        if (strcmp(clause->kind, "equity") != 0)
            continue;
        const char *owner = clause->values[sam_clause_field(clause, "owner")];
        if (owner && strcmp(owner, deal->parties[party].id) == 0)
            return true;
    }
    return false;
}

/* Three points above what the owner asks; a threshold of ours and of no rule. */
static void over_compensation(sam_measuring *m) {
    const double FAR = 0.03;
    const sam_deal *deal = m->result->plan->deal;
    if (sam_measuring_scalar(m, "aid_equivalent") <= 0 &&
        sam_measuring_scalar(m, "total_grants") <= 0)
        return;
    for (uint32_t p = 0; p < deal->party_count; p++) {
        const sam_party_result *party = &m->result->parties[p];
        double excess = party->irr.has_quoted ? party->irr.quoted - party->discount_rate : 0;
        if (excess > FAR && is_owner(deal, p) && deal->parties[p].role != SAM_ROLE_MUNICIPALITY)
            sam_measuring_flag(
                m,
                (sam_flag){"W_OVERCOMPENSATION",
                           N_("EØS-avtala art. 61, forskrift om lån frå Husbanken"),
                           N_("an owner who is given grants or aid earns more than 3 points above "
                              "the return asked, by"),
                           true, excess, SAM_UNIT_RATE});
    }
}

void sam_measure_economy(sam_measuring *m) {
    cover(m);
    value(m);
    over_compensation(m);
}
