/* Flags: what law or a programme makes a council look at, each with its paragraph and its figure.
 * A flag is raised on facts of the deal; it never decides. What is wrong with the economy of the
 * deal, law apart, is in flags_deal.c. */
#include <string.h>

#include "base/mark.h"
#include "base/real.h"
#include "metrics/result.h"

enum { MOST_FLAGS = 32 };

void sam_measuring_flag(sam_measuring *m, sam_flag flag) {
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

double sam_measuring_input(const sam_measuring *m, const char *name) {
    const sam_deal *deal = m->result->plan->deal;
    uint32_t input = sam_deal_find_input(deal, name);
    return input == SAM_NO_INPUT ? 0 : deal->inputs[input].value;
}

static void guarantees(sam_measuring *m, const sam_deal *deal) {
    if (!has(deal, "guarantee", "guarantor", SAM_ROLE_MUNICIPALITY))
        return;
    double stock = sam_measuring_scalar(m, "guarantee_stock");
    if (has(deal, "equity", "owner", SAM_ROLE_DEVELOPER))
        sam_measuring_flag(
            m, (sam_flag){"W_GUARANTEE_BUSINESS", N_("kommunelova § 14-19"),
                          N_("the municipality guarantees debt of a profit-making party: "
                             "the act bars guarantees for business"),
                          true, stock, SAM_UNIT_NOK});
    if (stock > sam_measuring_scalar(m, "approval_limit"))
        sam_measuring_flag(
            m, (sam_flag){"W_GUARANTEE_APPROVAL", N_("kommunelova § 14-19, garantiforskrifta § 4"),
                          N_("the guarantee is above what a municipality of this size may give "
                             "without approval by the state"),
                          true, stock, SAM_UNIT_NOK});
    double revenue = sam_measuring_input(m, "municipality.revenue");
    if (revenue > 0 && stock > 0.01 * revenue)
        sam_measuring_flag(
            m, (sam_flag){"W_GUARANTEE_SIZE", N_("kommunelova § 14-19"),
                          N_("the guarantee is more than 1 % of yearly revenue: it must "
                             "not mean material economic risk"),
                          true, stock / revenue, SAM_UNIT_SHARE});
}

static void commitments(sam_measuring *m, const sam_deal *deal) {
    if (has(deal, "rent_guarantee", "guarantor", SAM_ROLE_MUNICIPALITY))
        sam_measuring_flag(
            m, (sam_flag){"W_RENT_GUARANTEE", N_("kommunelova § 14-19"),
                          N_("a rent guarantee is a commitment to pay for a right and "
                             "not for another's debt: have it assessed"),
                          true, sam_measuring_scalar(m, "guarantee_calls"), SAM_UNIT_NOK});
    if (has(deal, "purchase_guarantee", "guarantor", SAM_ROLE_MUNICIPALITY))
        sam_measuring_flag(
            m, (sam_flag){"W_PURCHASE_GUARANTEE", N_("kommunelova § 14-19"),
                          N_("the municipality may have to buy homes that find no buyer"), true,
                          sam_measuring_scalar(m, "guarantee_stock"), SAM_UNIT_NOK});
}

/* A municipal lease is financial by its length or by what its rent is worth. */
static void lease(sam_measuring *m, const sam_deal *deal, uint32_t index) {
    static const char PARAGRAPH[] = N_("kommunelova § 14-18, KRS 8");
    const sam_clause *clause = &deal->clauses[index];
    double years = deal->inputs[clause->inputs[sam_clause_field(clause, "years")]].value;
    double life = sam_measuring_input(m, "law.dwelling_life");
    if (years >= sam_measuring_input(m, "law.lease_life_share") * life)
        sam_measuring_flag(m, (sam_flag){"W_LEASE_FINANCIAL", PARAGRAPH,
                                         "a lease this long, held against the life of the homes, "
                                         "may have to be booked as investment with debt",
                                         true, years, SAM_UNIT_YEARS});
    double worth = 0;
    if (sam_measuring_clause(m, index, "lease_value_share", &worth) &&
        worth >= sam_measuring_input(m, "law.lease_value_share"))
        sam_measuring_flag(m,
                           (sam_flag){"W_LEASE_VALUE", PARAGRAPH,
                                      "a lease whose rent is worth this share of the homes' value "
                                      "may have to be booked as investment with debt",
                                      true, worth, SAM_UNIT_SHARE});
}

static void leases(sam_measuring *m, const sam_deal *deal) {
    for (uint32_t c = 0; c < deal->clause_count; c++)
        if (strcmp(deal->clauses[c].kind, "lease") == 0 &&
            role_of(deal, &deal->clauses[c], "lessee") == SAM_ROLE_MUNICIPALITY)
            lease(m, deal, c);
}

double sam_minimum_instalment(double depreciation, double debt, double book_value) {
    return book_value > 0 ? depreciation * debt / book_value : SAM_REAL_NAN;
}

static void minimum_instalment(sam_measuring *m, const sam_deal *deal) {
    for (uint32_t p = 0; p < deal->party_count; p++) {
        if (deal->parties[p].role != SAM_ROLE_MUNICIPALITY)
            continue;
        const sam_measure *before = sam_result_of(m->result, p, "minimum_instalment_before");
        const sam_measure *after = sam_result_of(m->result, p, "minimum_instalment_after");
        double change = before && after && after->exists ? after->value - before->value : 0;
        if (change > 0 || change < 0)
            sam_measuring_flag(m,
                               (sam_flag){"W_MINIMUM_INSTALMENT", N_("kommunelova § 14-18"),
                                          N_("owning the homes changes the municipality's minimum "
                                             "instalment a year"),
                                          true, change, SAM_UNIT_NOK_YEAR});
    }
}

static void plot(sam_measuring *m, const sam_deal *deal) {
    double discount = 0;
    for (uint32_t c = 0; c < deal->clause_count; c++) {
        if (strcmp(deal->clauses[c].kind, "plot") != 0 ||
            role_of(deal, &deal->clauses[c], "seller") != SAM_ROLE_MUNICIPALITY ||
            !sam_measuring_clause(m, c, "plot_discount", &discount) || discount <= 0)
            continue;
        sam_measuring_flag(m,
                           (sam_flag){"W_BELOW_MARKET", N_("EØS-avtala art. 61"),
                                      N_("the municipality gives the plot below its market value: "
                                         "have it valued and announced"),
                                      true, discount, SAM_UNIT_NOK});
    }
}

static void aid(sam_measuring *m) {
    double given = sam_measuring_scalar(m, "aid_equivalent");
    double ceiling = sam_measuring_scalar(m, "aid_ceiling");
    if (given <= 0)
        return;
    sam_measuring_flag(
        m, (sam_flag){"W_STATE_AID", N_("EØS-avtala art. 61"),
                      N_("a plot below value, a cheap guarantee or a lease above market "
                         "is aid: hold its gross grant equivalent against the de "
                         "minimis ceiling"),
                      true, given, SAM_UNIT_NOK});
    if (given > ceiling)
        sam_measuring_flag(m, (sam_flag){"W_AID_CEILING", N_("EØS-avtala art. 61"),
                                         N_("the aid is above the de minimis ceiling by"), true,
                                         given - ceiling, SAM_UNIT_NOK});
}

static void steps(sam_measuring *m, const sam_deal *deal) {
    if (sam_deal_is_missing(deal, "public_announcement"))
        sam_measuring_flag(m,
                           (sam_flag){"W_ANNOUNCEMENT", N_("EØS-avtala art. 61"),
                                      N_("the need must be announced before anyone is chosen, and "
                                         "the scenario does not say that it is"),
                                      false, 0, SAM_UNIT_FLAG});
    if (sam_deal_is_missing(deal, "procurement"))
        sam_measuring_flag(
            m, (sam_flag){"W_PROCUREMENT", N_("anskaffingslova"),
                          N_("public procurement applies, and the scenario does not say "
                             "that it is done"),
                          false, 0, SAM_UNIT_FLAG});
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
    plot(m, deal);
    aid(m);
    steps(m, deal);
    sam_measure_economy(m);
    return true;
}
