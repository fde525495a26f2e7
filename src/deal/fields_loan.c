/* Fields of long loans, and of guarantees of loans and of rent. What a clause
 * does with them is in the plan room, in the file of the same name. Must not compute. */
#include "deal/fields_clauses.h"

static const sam_field TERM_LOAN[] = {
    PARTY("lender", SAM_REQUIRED, N_("lender"), N_("Who lends.")),
    SENIORITY(1),
    WORD("profile", "annuity|serial|interest_only|bullet|sculpted", N_("repayment profile"),
         N_("annuity: equal instalments; serial: equal principal; interest_only and bullet: "
            "interest "
            "each term, principal with the last; sculpted: cover (DSCR) held at dscr_target.")),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 30, 1, 60, N_("maturity"),
           N_("Years from pay-out to the last instalment.")),
    NUMBER("terms_per_year", SAM_UNIT_COUNT, SAM_DEFAULTED, 4, 1, 12, N_("terms a year"),
           N_("1, 2, 3, 4, 6 or 12.")),
    NUMBER("grace_years", SAM_UNIT_YEARS, SAM_DEFAULTED, 0, 0, 30, N_("interest-only years"),
           N_("Years before the first principal.")),
    WORD("rate", "fixed|effective|market|husbanken", N_("rate type"),
         N_("fixed: nominal_rate; effective: effective_rate turned into nominal for the terms; "
            "market: money market rate plus margin; husbanken: Husbanken's floating rate plus "
            "margin.")),
    NUMBER("nominal_rate", SAM_UNIT_RATE, SAM_DEFAULTED, 0, -0.05, 1, N_("nominal rate"),
           N_("For rate fixed, and for the fixed part of a loan at rate market.")),
    NUMBER("effective_rate", SAM_UNIT_RATE, SAM_DEFAULTED, 0, -0.05, 1, N_("effective rate"),
           N_("For rate effective, and for the fixed part of a loan at rate husbanken.")),
    TERM(0.1, "fixed_share", SAM_UNIT_SHARE, SAM_OPTIONAL, 0, 0, 1, N_("share at a fixed rate"),
         N_("Part of a loan at rate market or husbanken that has a fixed rate for fixed_years: "
            "nominal_rate with market, effective_rate with husbanken. The rest floats.")),
    NUMBER("fixed_years", SAM_UNIT_YEARS, SAM_DEFAULTED, 60, 1, 60, N_("years at a fixed rate"),
           N_("From pay-out; afterwards that part floats as the rest does. Matters with "
              "fixed_share.")),
    NUMBER("margin", SAM_UNIT_RATE, SAM_DEFAULTED, 0, -0.05, 0.3, N_("margin"),
           N_("Nominal yearly margin over the floating rate.")),
    NUMBER("fee", SAM_UNIT_SHARE, SAM_DEFAULTED, 0, 0, 0.1, N_("arrangement fee"),
           N_("Share of the loan, paid to the lender at pay-out out of the project's cash.")),
    NUMBER("ltv_max", SAM_UNIT_SHARE, SAM_OPTIONAL, 0, 0, 1.5, N_("highest loan-to-value"),
           N_("Loan, loans ahead of it and counted grants over value at completion.")),
    NUMBER("counts_grants", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1,
           N_("grants counted in loan-to-value"),
           N_("1: counted grants are added to the loan in its loan-to-value test.")),
    NUMBER("cost_share_max", SAM_UNIT_SHARE, SAM_OPTIONAL, 0, 0, 1, N_("highest share of cost"),
           N_("Loan over project cost without financing cost.")),
    TERM(5e5, "amount_max", SAM_UNIT_NOK, SAM_OPTIONAL, 0, 0, 1e10, N_("highest amount"),
         N_("A fixed ceiling.")),
    SIZING(N_("limits: the least of the limits given; amount: amount_max itself, by someone who "
              "holds the limits himself.")),
    NUMBER("dscr_target", SAM_UNIT_RATIO, SAM_OPTIONAL, 0, 1, 5, N_("target cover"),
           N_("Cover (DSCR) that a sculpted loan holds in every term; also limits its amount.")),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("share of dwellings"),
           N_("Share of the dwellings (of value and cost) the loan's limits are counted on.")),
};
KIND(term_loan, TERM_LOAN, N_("term loan"),
     N_("A long loan paid out at completion and sized by the limits given."));

static const sam_field GUARANTEE[] = {
    PARTY("guarantor", SAM_REQUIRED, N_("guarantor"), N_("Who guarantees.")),
    {.path = "loan",
     .kind = SAM_VALUE_CLAUSE,
     .need = SAM_REQUIRED,
     .words = "term_loan",
     .label = N_("loan"),
     .help = N_("The guaranteed loan."),
     .structural = true},
    TERM(0.1, "share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.8, 0, 1, N_("guaranteed share"),
         N_("Share of unpaid debt service that the guarantor pays.")),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 30, 0, 60, N_("guarantee years"),
           N_("From completion.")),
    TERM(0.005, "premium", SAM_UNIT_RATE, SAM_DEFAULTED, 0, 0, 0.1, N_("guarantee premium"),
         N_("Yearly premium on the guaranteed part of the loan.")),
    NUMBER("market_premium", SAM_UNIT_RATE, SAM_DEFAULTED, 0.015, 0, 0.1, N_("market premium"),
           N_("What the market would ask: the difference is aid.")),
};
KIND(guarantee, GUARANTEE, N_("loan guarantee"),
     N_("Someone pays a share of debt service that the project cannot pay."));

static const sam_field RENT_GUARANTEE[] = {
    PARTY("guarantor", SAM_REQUIRED, N_("guarantor"), N_("Who guarantees rent.")),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("share of dwellings"),
           N_("Share of the dwellings covered.")),
    TERM(0.05, "threshold", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.05, 0, 1, N_("threshold"),
         N_("Vacancy that the owner carries himself.")),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 10, 0, 60, N_("guarantee years"),
           N_("From completion.")),
};
KIND(rent_guarantee, RENT_GUARANTEE, NC_("field", "rent guarantee"),
     N_("Someone pays the rent lost to vacancy above a threshold."));
