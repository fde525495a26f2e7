/* Fields of long loans, and of guarantees of loans and of rent. What a clause
 * does with them is in the plan room, in the file of the same name. Must not compute. */
#include "deal/fields_clauses.h"

static const sam_field TERM_LOAN[] = {
    PARTY("lender", SAM_REQUIRED, "långivar", "långiver", "lender", "Who lends."),
    SENIORITY(1),
    WORD("profile", "annuity|serial|interest_only|bullet|sculpted", "nedbetaling", "nedbetaling",
         "repayment profile",
         "annuity: equal instalments; serial: equal principal; interest_only and bullet: interest "
         "each term, principal with the last; sculpted: cover (DSCR) held at dscr_target."),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 30, 1, 60, "løpetid", "løpetid", "maturity",
           "Years from pay-out to the last instalment."),
    NUMBER("terms_per_year", SAM_UNIT_COUNT, SAM_DEFAULTED, 4, 1, 12, "terminar i året",
           "terminer i året", "terms a year", "1, 2, 3, 4, 6 or 12."),
    NUMBER("grace_years", SAM_UNIT_YEARS, SAM_DEFAULTED, 0, 0, 30, "avdragsfrie år",
           "avdragsfrie år", "interest-only years", "Years before the first principal."),
    WORD(
        "rate", "fixed|effective|market|husbanken", "rentetype", "rentetype", "rate type",
        "fixed: nominal_rate; effective: effective_rate turned into nominal for the terms; "
        "market: money market rate plus margin; husbanken: Husbanken's floating rate plus margin."),
    NUMBER("nominal_rate", SAM_UNIT_RATE, SAM_DEFAULTED, 0, -0.05, 1, "nominell rente",
           "nominell rente", "nominal rate", "For rate fixed."),
    NUMBER("effective_rate", SAM_UNIT_RATE, SAM_DEFAULTED, 0, -0.05, 1, "effektiv rente",
           "effektiv rente", "effective rate", "For rate effective."),
    NUMBER("margin", SAM_UNIT_RATE, SAM_DEFAULTED, 0, -0.05, 0.3, "margin", "margin", "margin",
           "Nominal yearly margin over the floating rate."),
    NUMBER("fee", SAM_UNIT_SHARE, SAM_DEFAULTED, 0, 0, 0.1, "etableringsgebyr", "etableringsgebyr",
           "arrangement fee",
           "Share of the loan, paid to the lender at pay-out out of the project's cash."),
    NUMBER("ltv_max", SAM_UNIT_SHARE, SAM_OPTIONAL, 0, 0, 1.5, "høgste lånegrad",
           "høyeste belåningsgrad", "highest loan-to-value",
           "Loan, loans ahead of it and counted grants over value at completion."),
    NUMBER("counts_grants", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "tel tilskot i lånegrad",
           "teller tilskudd i belåningsgrad", "grants counted in loan-to-value",
           "1: counted grants are added to the loan in its loan-to-value test."),
    NUMBER("cost_share_max", SAM_UNIT_SHARE, SAM_OPTIONAL, 0, 0, 1, "høgste del av kostnad",
           "høyeste andel av kostnad", "highest share of cost",
           "Loan over project cost without financing cost."),
    TERM(5e5, "amount_max", SAM_UNIT_NOK, SAM_OPTIONAL, 0, 0, 1e10, "høgste beløp", "høyeste beløp",
         "highest amount", "A fixed ceiling."),
    SIZING("amount_max"),
    NUMBER("dscr_target", SAM_UNIT_RATIO, SAM_OPTIONAL, 0, 1, 5, "mål for gjeldsdekning",
           "mål for gjeldsdekning", "target cover",
           "Cover (DSCR) that a sculpted loan holds in every term; also limits its amount."),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings",
           "Share of the dwellings (of value and cost) the loan's limits are counted on."),
};
KIND(term_loan, TERM_LOAN, "lån", "lån", "term loan",
     "A long loan paid out at completion and sized by the limits given.");

static const sam_field GUARANTEE[] = {
    PARTY("guarantor", SAM_REQUIRED, "garantist", "garantist", "guarantor", "Who guarantees."),
    {.path = "loan",
     .kind = SAM_VALUE_CLAUSE,
     .need = SAM_REQUIRED,
     .words = "term_loan",
     .nn = "lån",
     .nb = "lån",
     .en = "loan",
     .help = "The guaranteed loan.",
     .structural = true},
    TERM(0.1, "share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.8, 0, 1, "garantidel", "garantiandel",
         "guaranteed share", "Share of unpaid debt service that the guarantor pays."),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 30, 0, 60, "garantitid", "garantitid",
           "guarantee years", "From completion."),
    TERM(0.005, "premium", SAM_UNIT_RATE, SAM_DEFAULTED, 0, 0, 0.1, "garantiprovisjon",
         "garantiprovisjon", "guarantee premium",
         "Yearly premium on the guaranteed part of the loan."),
    NUMBER("market_premium", SAM_UNIT_RATE, SAM_DEFAULTED, 0.015, 0, 0.1, "marknadspremie",
           "markedspremie", "market premium", "What the market would ask: the difference is aid."),
};
KIND(guarantee, GUARANTEE, "lånegaranti", "lånegaranti", "loan guarantee",
     "Someone pays a share of debt service that the project cannot pay.");

static const sam_field RENT_GUARANTEE[] = {
    PARTY("guarantor", SAM_REQUIRED, "garantist", "garantist", "guarantor", "Who guarantees rent."),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings", "Share of the dwellings covered."),
    TERM(0.05, "threshold", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.05, 0, 1, "terskel", "terskel",
         "threshold", "Vacancy that the owner carries himself."),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 10, 0, 60, "garantitid", "garantitid",
           "guarantee years", "From completion."),
};
KIND(rent_guarantee, RENT_GUARANTEE, "leigegaranti", "leiegaranti", "rent guarantee",
     "Someone pays the rent lost to vacancy above a threshold.");
