/* Fields of the clauses that put the building up and pay for it until it stands: its cost, the
 * plot, the owners, grants and the bank's loan while building. What a clause does with them is in
 * the plan room, in the file of the same name. Must not compute. */
#include "deal/fields_clauses.h"

static const sam_field BUILDING_COST[] = {
    PARTY("contractor", SAM_OPTIONAL, N_("contractor"),
          N_("Who is paid for the building; the outside contractor when absent.")),
    NUMBER("fixed_price_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0, 0, 1, N_("fixed price share"),
           N_("Share of an overrun that the contractor carries himself.")),
};
KIND(building_cost, BUILDING_COST, N_("building cost"),
     N_("The project pays the contractor as the building rises."));

static const sam_field PLOT[] = {
    PARTY("seller", SAM_REQUIRED, N_("seller"), N_("Who gives the plot.")),
    TERM(0.1, "price_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("price as share of value"),
         N_("Price over market value: 1 market, 0 a gift.")),
    NUMBER("ground_rent", SAM_UNIT_RATE, SAM_DEFAULTED, 0, 0, 0.2, N_("ground rent"),
           N_("Yearly ground rent as a share of plot value; then price_share is 0.")),
};
KIND(plot, PLOT, N_("plot"), N_("The plot, sold, given or leased to the project."));

static const sam_field EQUITY[] = {
    PARTY("owner", SAM_REQUIRED, N_("owner"), N_("Who puts in the equity.")),
    NUMBER("share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("share of ownership"),
           N_("Share of contributions, support and distributions. All equity clauses sum to 1.")),
    NUMBER("support_limit", SAM_UNIT_NOK, SAM_OPTIONAL, 0, 0, 1e10, N_("support limit"),
           N_("Most this owner puts in to cover debt service after completion; no limit when "
              "absent.")),
};
KIND(equity, EQUITY, N_("equity"),
     N_("An owner: puts in what is missing, supports the project, receives what is left."));

static const sam_field GRANT[] = {
    PARTY("payer", SAM_REQUIRED, N_("grantor"), N_("Who gives the grant.")),
    TERM(5e5, "amount", SAM_UNIT_NOK, SAM_OPTIONAL, 0, 0, 1e10, N_("amount"),
         N_("A fixed grant; the least of the limits given counts.")),
    NUMBER("cost_share", SAM_UNIT_SHARE, SAM_OPTIONAL, 0, 0, 1, N_("share of cost"),
           N_("At most this share of project cost.")),
    NUMBER("per_m2", SAM_UNIT_NOK_M2, SAM_OPTIONAL, 0, 0, 1e5, N_("per m²"),
           N_("At most this much by area, each dwelling counted to area_cap.")),
    NUMBER("area_cap", SAM_UNIT_M2, SAM_DEFAULTED, 80, 0, 500, N_("area cap"),
           N_("Most area of one dwelling that counts.")),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("share of dwellings"),
           N_("Share of the dwellings the grant is for.")),
    NUMBER("counted_in_ltv", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("counted in loan-to-value"),
           N_("1: the grant is added to the loan in the loan-to-value test, as Husbanken does.")),
    NUMBER("binding_years", SAM_UNIT_YEARS, SAM_DEFAULTED, 0, 0, 60, N_("binding time"),
           N_("Years over which the grant is written down; what is left is paid back at an earlier "
              "end.")),
    SIZING(N_("limits: the least of the limits given; amount: amount itself, by someone who holds "
              "the limits himself.")),
    SENIORITY(0),
};
KIND(grant, GRANT, N_("grant"), N_("Money that need not be paid back while its conditions hold."));

static const sam_field CONSTRUCTION_LOAN[] = {
    PARTY("lender", SAM_REQUIRED, N_("lender"), N_("The bank.")),
    NUMBER("margin", SAM_UNIT_RATE, SAM_DEFAULTED, 0.03, -0.02, 0.2, N_("margin"),
           N_("Nominal yearly margin over the money market rate on what is drawn.")),
    NUMBER("commission", SAM_UNIT_RATE, SAM_DEFAULTED, 0.0033, 0, 0.05, N_("commission"),
           N_("Yearly commission on the whole limit while building.")),
};
KIND(construction_loan, CONSTRUCTION_LOAN, N_("construction loan"),
     N_("The bank's loan while building, repaid by the long-term funding."));
