/* Fields of the clauses on homes that are sold, and on what their buyers do with them. What a
 * clause does with them is in the plan room, in the file of the same name. Must not compute. */
#include "deal/fields_clauses.h"

static const sam_field SALE[] = {
    PARTY("buyer", SAM_OPTIONAL, N_("buyer"), N_("Who buys; buyers when absent.")),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("share of dwellings"),
           N_("Share of the dwellings for sale.")),
    TERM(0.1, "price_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 3,
         N_("price as share of market price"), N_("Price asked over market price.")),
    NUMBER("months_to_sell", SAM_UNIT_MONTHS, SAM_DEFAULTED, 0, 0, 60, N_("months to sell"),
           N_("Sales fall evenly from completion over this many months more.")),
    NUMBER("unsold_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0, 0, 1, N_("unsold share"),
           N_("Share of the homes for sale that find no buyer in time.")),
    NUMBER("late_months", SAM_UNIT_MONTHS, SAM_DEFAULTED, 24, 0, 120, N_("late sale"),
           N_("Months after completion when homes without a buyer in time are sold after all.")),
    NUMBER("late_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.8, 0, 2, N_("late price"),
           N_("Price then over market price.")),
    NUMBER("sale_cost", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.02, 0, 0.2, N_("cost of sale"),
           N_("Share of the price.")),
};
KIND(sale, SALE, N_("sale"), N_("Homes are sold when finished."));

static const sam_field PURCHASE_GUARANTEE[] = {
    PARTY("guarantor", SAM_REQUIRED, N_("guarantor"),
          N_("Who buys homes that find no buyer in time.")),
    {.path = "sale",
     .kind = SAM_VALUE_CLAUSE,
     .need = SAM_REQUIRED,
     .words = "sale",
     .label = N_("sale"),
     .help = N_("The sale that is guaranteed."),
     .structural = true},
    TERM(0.1, "cost_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.9, 0, 1.5,
         N_("price as share of cost"), N_("Guaranteed price over the homes' project cost.")),
    NUMBER("months", SAM_UNIT_MONTHS, SAM_DEFAULTED, 12, 0, 60, N_("deadline"),
           N_("Months after completion when the guarantor buys.")),
    NUMBER("resale_months", SAM_UNIT_MONTHS, SAM_DEFAULTED, 36, 0, 240, N_("resale"),
           N_("Months after completion when the guarantor sells again.")),
    NUMBER("resale_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.9, 0, 2, N_("resale price"),
           N_("Price then over market value.")),
};
KIND(purchase_guarantee, PURCHASE_GUARANTEE, N_("purchase guarantee"),
     N_("Someone buys homes that find no buyer in time, and sells later."));

static const sam_field HOLDING[] = {
    PARTY("holder", SAM_REQUIRED, NC_("field", "holder"),
          N_("Who has bought homes and lets them himself.")),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("share of dwellings"),
           N_("Share of the dwellings held.")),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 30, 0, 60, N_("years held"),
           N_("Years from completion until the homes are sold; the horizon at most.")),
    TERM(0.1, "rent_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         N_("rent as share of market rent"), N_("Rent asked over market rent.")),
    NUMBER("vacancy_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
           N_("vacancy relative to normal"), N_("Vacancy over the scenario's.")),
    NUMBER("running_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("share of running cost"),
           N_("Share of running cost the holder pays himself; 0 where common charges cover it.")),
    NUMBER("value_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2, N_("price as share of value"),
           N_("Price when sold, over market value then.")),
};
KIND(holding, HOLDING, N_("holding"),
     N_("A buyer of homes lets them at his own risk and sells at the end."));

static const sam_field RENT_TO_OWN[] = {
    PARTY("seller", SAM_REQUIRED, N_("seller"),
          N_("Who has bought homes, lets them, and sells them to the tenants.")),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, N_("share of dwellings"),
           N_("Share of the dwellings.")),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 5, 0, 30, N_("rent years"),
           N_("Years of renting before the purchase.")),
    TERM(0.1, "rent_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         N_("rent as share of market rent"), N_("Rent over market rent.")),
    NUMBER("rent_credit", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.2, 0, 1, N_("rent credited"),
           N_("Share of rent paid that counts towards the price.")),
    TERM(0.1, "price_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         N_("price as share of value at completion"),
         N_("Agreed price over market value at completion.")),
    NUMBER("take_up", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.8, 0, 1, N_("share who buy"),
           N_("Share of the tenants who buy; the other homes are sold at market value then.")),
};
KIND(rent_to_own, RENT_TO_OWN, NC_("field", "rent to own"),
     N_("A buyer of homes lets them to tenants who may buy them."));
