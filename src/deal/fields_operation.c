/* Fields of the clauses on running the building, and on what becomes of it at the end. What a
 * clause does with them is in the plan room, in the file of the same name. Must not compute. */
#include "deal/fields_clauses.h"

static const sam_field LETTING[] = {
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("share of dwellings"),
           N_("Share of the dwellings let this way.")),
    TERM(0.1, "rent_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         N_("rent as share of market rent"), N_("Rent asked over market rent.")),
    NUMBER("vacancy_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
           N_("vacancy relative to normal"),
           N_("Vacancy over the scenario's: below 1 where someone points out the tenants.")),
};
KIND(letting, LETTING, N_("letting"), N_("The project lets homes to tenants and carries vacancy."));

static const sam_field LEASE[] = {
    PARTY("lessee", SAM_REQUIRED, N_("lessee"),
          N_("Who leases the homes as a block and lets them on.")),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("share of dwellings"),
           N_("Share of the dwellings leased.")),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 10, 0, 60, N_("lease years"),
           N_("From completion; after it the owner lets the homes himself.")),
    TERM(0.1, "rent_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         N_("rent as share of market rent"),
         N_("What the lessee pays the owner, over market rent.")),
    TERM(0.1, "sublet_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         N_("sub-rent as share of market rent"),
         N_("What the tenants pay the lessee, over market rent.")),
    NUMBER("vacancy_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
           N_("vacancy relative to normal"),
           N_("Vacancy of the lessee's homes over the scenario's.")),
    NUMBER("administration", SAM_UNIT_NOK_YEAR, SAM_DEFAULTED, 0, 0, 1e5, N_("administration"),
           N_("The lessee's cost a year for each leased home, at the price date.")),
};
KIND(lease, LEASE, N_("block lease"),
     N_("Someone leases homes from the project and lets them on, vacancy and all."));

static const sam_field RUNNING_COST[] = {
    PARTY("supplier", SAM_OPTIONAL, N_("supplier"),
          N_("Who is paid for management, running, maintenance and replacement.")),
};
KIND(running_cost, RUNNING_COST, N_("running cost"),
     N_("Management, running, maintenance and replacement, and property tax."));

static const sam_field TAX[] = {
    NUMBER("rate", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.22, 0, 0.6, N_("tax rate"),
           N_("Tax on income of the company that owns the building.")),
};
KIND(tax, TAX, NC_("field", "income tax"), N_("The owning company's tax on income."));

static const sam_field TRANSFER[] = {
    PARTY("taker", SAM_OPTIONAL, N_("taker"),
          N_("Who takes over at the end; the market when absent.")),
    NUMBER("value_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2, N_("price as share of value"),
           N_("Price at the end over market value then.")),
    NUMBER("sale_cost", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.02, 0, 0.2, N_("cost of sale"),
           N_("Share of the price.")),
};
KIND(transfer, TRANSFER, N_("transfer at the end"),
     N_("The building is taken over at market value when the horizon ends."));

static const sam_field OPTION[] = {
    PARTY("holder", SAM_REQUIRED, N_("holder"), N_("Who may buy the building at the end.")),
    TERM(0.1, "strike_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.8, 0, 3,
         N_("strike as share of cost"),
         N_("Price over project cost; exercised when the value is higher.")),
};
KIND(option, OPTION, N_("call option"),
     N_("Someone may buy the building at the end at an agreed price."));

static const sam_field COMMON_CHARGES[] = {
    PARTY("payer", SAM_REQUIRED, N_("member"),
          N_("Who pays common charges: debt service and running cost as they fall due.")),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("share of dwellings"),
           N_("Share of the dwellings this member has.")),
    NUMBER("margin", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.02, 0, 0.5, NC_("field", "margin"),
           N_("Charged beyond cost, against unpaid charges.")),
};
KIND(common_charges, COMMON_CHARGES, N_("common charges"),
     N_("Members of a co-operative pay its debt service and running cost."));

static const sam_field RESERVE[] = {
    NUMBER("months", SAM_UNIT_MONTHS, SAM_DEFAULTED, 6, 0, 24, N_("months"),
           N_("Months of next year's debt service kept before distributions.")),
};
KIND(reserve, RESERVE, N_("debt service reserve"),
     N_("Cash kept for the next year's debt service."));
