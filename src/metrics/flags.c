/* Flags: what law or a programme makes a council look at, each with its paragraph and its figure.
 * A flag is raised on facts of the deal; it never decides. */
#include <string.h>

#include "base/real.h"
#include "metrics/result.h"

enum { MOST_FLAGS = 32 };

static void raise_flag(sam_measuring *m, sam_flag flag) {
    if (m->result->flag_count < MOST_FLAGS)
        m->result->flags[m->result->flag_count++] = flag;
}

static sam_role role_of(const sam_deal *deal, const sam_clause *clause, const char *field) {
    uint32_t index = sam_clause_field(clause, field);
    if (index == UINT32_MAX || !clause->values[index])
        return SAM_ROLE_COUNT;
    uint32_t party = sam_deal_find_party(deal, clause->values[index]);
    return party == UINT32_MAX ? SAM_ROLE_COUNT : deal->parties[party].role;
}

static bool has(const sam_deal *deal, const char *kind, const char *field, sam_role role) {
    for (uint32_t c = 0; c < deal->clause_count; c++)
        if (strcmp(deal->clauses[c].kind, kind) == 0 &&
            role_of(deal, &deal->clauses[c], field) == role)
            return true;
    return false;
}

static double input_value(const sam_deal *deal, const char *name) {
    uint32_t input = sam_deal_find_input(deal, name);
    return input == SAM_NO_INPUT ? 0 : deal->inputs[input].value;
}

static void guarantees(sam_measuring *m, const sam_deal *deal) {
    if (!has(deal, "guarantee", "guarantor", SAM_ROLE_MUNICIPALITY))
        return;
    double stock = sam_measuring_scalar(m, "guarantee_stock");
    if (has(deal, "equity", "owner", SAM_ROLE_DEVELOPER))
        raise_flag(m, (sam_flag){"W_GUARANTEE_BUSINESS", "kommunelova § 14-19",
                                 "the municipality guarantees debt of a profit-making party: the "
                                 "act bars guarantees for business",
                                 true, stock, SAM_UNIT_NOK});
    raise_flag(m, (sam_flag){"W_GUARANTEE_APPROVAL", "kommunelova § 14-19",
                             "the guarantee may need the approval of the state and must not mean "
                             "material economic risk",
                             true, stock, SAM_UNIT_NOK});
    double revenue = input_value(deal, "municipality.revenue");
    if (revenue > 0 && stock > 0.01 * revenue)
        raise_flag(m, (sam_flag){"W_GUARANTEE_SIZE", "kommunelova § 14-19",
                                 "the guarantee is more than 1 % of yearly revenue", true,
                                 stock / revenue, SAM_UNIT_SHARE});
}

static void commitments(sam_measuring *m, const sam_deal *deal) {
    if (has(deal, "rent_guarantee", "guarantor", SAM_ROLE_MUNICIPALITY))
        raise_flag(m, (sam_flag){"W_RENT_GUARANTEE", "kommunelova § 14-19",
                                 "a rent guarantee is a commitment to pay for a right and not for "
                                 "another's debt: have it assessed",
                                 true, sam_measuring_scalar(m, "guarantee_calls"), SAM_UNIT_NOK});
    if (has(deal, "purchase_guarantee", "guarantor", SAM_ROLE_MUNICIPALITY))
        raise_flag(m, (sam_flag){"W_PURCHASE_GUARANTEE", "kommunelova § 14-19",
                                 "the municipality may have to buy homes that find no buyer", true,
                                 sam_measuring_scalar(m, "guarantee_stock"), SAM_UNIT_NOK});
}

/* Lease of 75 % of a home's 40 years of life in municipal accounts, or more. */
static void leases(sam_measuring *m, const sam_deal *deal) {
    for (uint32_t c = 0; c < deal->clause_count; c++) {
        const sam_clause *clause = &deal->clauses[c];
        if (strcmp(clause->kind, "lease") != 0 ||
            role_of(deal, clause, "lessee") != SAM_ROLE_MUNICIPALITY)
            continue;
        double years = deal->inputs[clause->inputs[sam_clause_field(clause, "years")]].value;
        if (years >= 0.75 * 40)
            raise_flag(m, (sam_flag){"W_LEASE_FINANCIAL", "kommunelova § 14-18, KRS 8",
                                     "a lease of 75 % of the life of the homes or more may have to "
                                     "be booked as investment with debt",
                                     true, years, SAM_UNIT_YEARS});
    }
}

double sam_minimum_instalment(double depreciation, double debt, double book_value) {
    return book_value > 0 ? depreciation * debt / book_value : SAM_REAL_NAN;
}

static void minimum_instalment(sam_measuring *m, const sam_deal *deal) {
    double debt = input_value(deal, "municipality.loan_debt");
    double book = input_value(deal, "municipality.book_value");
    double depreciation = input_value(deal, "municipality.depreciation");
    if (!has(deal, "equity", "owner", SAM_ROLE_MUNICIPALITY) || book <= 0)
        return;
    double cost = sam_measuring_scalar(m, "project_cost");
    double lent = sam_measuring_scalar(m, "total_debt");
    double before = sam_minimum_instalment(depreciation, debt, book);
    double after = sam_minimum_instalment(depreciation + cost / 40, debt + lent, book + cost);
    raise_flag(m,
               (sam_flag){"W_MINIMUM_INSTALMENT", "kommunelova § 14-18",
                          "owning the homes changes the municipality's minimum instalment a year",
                          true, after - before, SAM_UNIT_NOK_YEAR});
}

static void aid(sam_measuring *m, const sam_deal *deal) {
    double given = sam_measuring_scalar(m, "aid");
    if (given <= 0 || has(deal, "equity", "owner", SAM_ROLE_MUNICIPALITY))
        return;
    raise_flag(m, (sam_flag){"W_STATE_AID", "EØS-avtala art. 61",
                             "plot below market value or guarantee below market premium is aid: "
                             "hold it against the de minimis ceiling",
                             true, given, SAM_UNIT_NOK});
}

static void economics(sam_measuring *m, const sam_deal *deal) {
    const sam_measure *cover = sam_result_find(m->result, "min_dscr");
    if (cover && cover->exists && cover->value < 1)
        raise_flag(m,
                   (sam_flag){"W_COVER", "", "rent does not pay the debt service in the worst year",
                              true, cover->value, SAM_UNIT_RATIO});
    double support = sam_measuring_scalar(m, "total_support");
    if (support > 1)
        raise_flag(m, (sam_flag){"W_SUPPORT", "", "the owners must put in more after completion",
                                 true, support, SAM_UNIT_NOK});
    double unpaid = sam_measuring_scalar(m, "arrears_left");
    if (unpaid > 1)
        raise_flag(m, (sam_flag){"W_LENDER_LOSS", "", "a lender is not paid in full", true, unpaid,
                                 SAM_UNIT_NOK});
    if (sam_measuring_scalar(m, "total_grants") > 0 &&
        input_value(deal, "project.value_to_cost") < 1)
        raise_flag(m, (sam_flag){"W_GRANT_NOT_EQUITY", "forskrift om lån frå Husbanken § 7-4",
                                 "a grant counted with the loan lowers debt and leaves the equity "
                                 "gap as it was",
                                 true, sam_measuring_scalar(m, "equity_gap"), SAM_UNIT_SHARE});
}

bool sam_measure_flags(sam_measuring *m) {
    const sam_deal *deal = m->result->plan->deal;
    m->result->flags = sam_arena_array(m->result->arena, MOST_FLAGS, sizeof *m->result->flags);
    if (!m->result->flags)
        return false;
    guarantees(m, deal);
    commitments(m, deal);
    leases(m, deal);
    minimum_instalment(m, deal);
    aid(m, deal);
    economics(m, deal);
    return true;
}
