/* Years of operation and their end: letting, block lease, running cost, tax, transfer.
 * Chapters 6 and 9 of models/README.md. */
#include "plan/clause.h"

/* clang-format off */
#define LET "(1 - min(1, vacancy * vacancy_share))"

static const sam_row_spec LETTING[] = {
    {MONTHLY("let_share", SAM_UNIT_SHARE, "6.2", "share of the homes let at the project's risk", "operating * unit_share")},
    {MONTHLY("rent_asked", SAM_UNIT_NOK, "6.3", "rent with every home let",
             "let_share * rent_share * market_rent * rent_index")},
    {MONTHLY("rent_lost", SAM_UNIT_NOK, "6.4", "rent lost to vacancy", "rent_asked * min(1, vacancy * vacancy_share)")},
    {MONTHLY("rent", SAM_UNIT_NOK, "6.1", "rent", "rent_asked * " LET),
     FLOW(OPERATING, "tenants", "project", "rent")},
    {SCALAR("agreed_share", SAM_UNIT_SHARE, "6.5", "share of the homes with an agreed rent", "unit_share")},
    {SCALAR("agreed_rent", SAM_UNIT_NOK_MONTH, "6.6", "rent agreed, at the price date",
            "unit_share * rent_share * market_rent")},
    {SCALAR("above_market", SAM_UNIT_NOK_MONTH, "6.7", "rent agreed above market rent, at the price date",
            "agreed_rent - unit_share * market_rent")},
    {SCALAR("tenant_share", SAM_UNIT_SHARE, "6.8", "share of the homes with tenants", "unit_share")},
    {SCALAR("tenant_rent", SAM_UNIT_NOK_MONTH, "6.9", "rent asked of tenants, at the price date",
            "unit_share * rent_share * market_rent")},
};
const sam_row_table sam_letting_table = TABLE("letting", LETTING);

static const sam_row_spec LEASE[] = {
    {MONTHLY("leased", SAM_UNIT_FLAG, "6.10", "lease in force", "operating and operating_month <= years * 12")},
    {MONTHLY("lease_rent", SAM_UNIT_NOK, "6.11", "lease rent",
             "leased * unit_share * rent_share * market_rent * rent_index"),
     FLOW(OPERATING, "lessee", "project", "lease_rent")},
    {MONTHLY("sublet", SAM_UNIT_NOK, "6.12", "sub-rent",
             "leased * unit_share * sublet_share * market_rent * rent_index * " LET),
     FLOW(OUTSIDE, "tenants", "lessee", "rent")},
    {MONTHLY("administration_cost", SAM_UNIT_NOK, "6.13", "administration of the lease",
             "leased * unit_share * units * administration / 12 * price_level"),
     FLOW(OUTSIDE, "lessee", "suppliers", "lease_administration")},
    {MONTHLY("let_share", SAM_UNIT_SHARE, "6.2", "share of the homes let at the project's risk",
             "(operating - leased) * unit_share")},
    {MONTHLY("rent_asked", SAM_UNIT_NOK, "6.3", "rent after the lease with every home let",
             "let_share * market_rent * rent_index")},
    {MONTHLY("rent_lost", SAM_UNIT_NOK, "6.4", "rent lost to vacancy after the lease", "rent_asked * vacancy")},
    {MONTHLY("rent", SAM_UNIT_NOK, "6.14", "rent after the lease", "rent_asked * (1 - vacancy)"),
     FLOW(OPERATING, "tenants", "project", "rent")},
    {SCALAR("agreed_share", SAM_UNIT_SHARE, "6.5", "share of the homes with an agreed rent", "unit_share")},
    {SCALAR("agreed_rent", SAM_UNIT_NOK_MONTH, "6.6", "lease rent agreed, at the price date",
            "unit_share * rent_share * market_rent")},
    {SCALAR("above_market", SAM_UNIT_NOK_MONTH, "6.7", "lease rent agreed above market rent, at the price date",
            "agreed_rent - unit_share * market_rent")},
    {SCALAR("tenant_share", SAM_UNIT_SHARE, "6.8", "share of the homes with tenants", "unit_share")},
    {SCALAR("tenant_rent", SAM_UNIT_NOK_MONTH, "6.9", "rent asked of tenants, at the price date",
            "unit_share * sublet_share * market_rent")},
    /* for the rules on municipal leases and on aid */
    {MONTHLY("aid_now", SAM_UNIT_NOK, "6.15", "municipal lease rent above market rent",
             "leased * unit_share * max(0, rent_share - 1) * market_rent * rent_index"),
     .only_if = "is:lessee=municipality"},
    {MONTHLY("net_rent", SAM_UNIT_NOK, "6.16", "lease rent without running cost",
             "lease_rent - leased * unit_share * area * running_level / 12 * (operation.management_per_m2"
             " + operation.running_per_m2 + operation.maintenance_per_m2 + operation.replacement_per_m2)"),
     .only_if = "is:lessee=municipality"},
    {MONTHLY("lease_factor", SAM_UNIT_RATIO, "6.17", "discount factor from completion at the lessee's rate",
             "operating * (1 + lessee.discount_rate) ^ (-operating_month / 12)"),
     .only_if = "is:lessee=municipality"},
    {SCALAR("lease_value_share", SAM_UNIT_SHARE, "6.18", "value of the lease rent over value of the homes",
            "dot(net_rent, lease_factor) / (unit_share * value)"), .only_if = "is:lessee=municipality"},
};
const sam_row_table sam_lease_table = TABLE("lease", LEASE);

#define BY_AREA(item) "operating * kept_share * area * operation." item "_per_m2 / 12 * running_level"

static const sam_row_spec RUNNING_COST[] = {
    {MONTHLY("management", SAM_UNIT_NOK, "6.20", "management", BY_AREA("management")),
     FLOW(OPERATING, "project", "suppliers", "management")},
    {MONTHLY("running", SAM_UNIT_NOK, "6.20", "running", BY_AREA("running")),
     FLOW(OPERATING, "project", "suppliers", "running")},
    {MONTHLY("maintenance", SAM_UNIT_NOK, "6.20", "maintenance", BY_AREA("maintenance")),
     FLOW(OPERATING, "project", "suppliers", "maintenance")},
    {MONTHLY("replacement", SAM_UNIT_NOK, "6.20", "replacement", BY_AREA("replacement")),
     FLOW(OPERATING, "project", "suppliers", "replacement")},
    {MONTHLY("property_tax", SAM_UNIT_NOK, "6.21", "property tax",
             "operating * kept_share * operation.property_tax / 12 * value_now"),
     FLOW(OPERATING, "project", "municipality", "property_tax")},
};
const sam_row_table sam_running_cost_table = TABLE("running_cost", RUNNING_COST);

static const sam_row_spec TAX[] = {
    {MONTHLY("income", SAM_UNIT_NOK, "9.1", "income for tax: operating surplus less interest, gain on homes sold",
             "net_operating - all(interest_due) + all(sale_gain)")},
    {MONTHLY("income_year", SAM_UNIT_NOK, "9.2", "income so far this year",
             "prev(income_year) * (1 - prev(year_end)) + income")},
    {MONTHLY("loss_forward", SAM_UNIT_NOK, "9.3", "loss carried forward",
             "if(year_end, max(0, prev(loss_forward) - income_year), prev(loss_forward))")},
    {MONTHLY("assessed", SAM_UNIT_NOK, "9.4", "tax assessed",
             "year_end * rate * max(0, income_year - prev(loss_forward))")},
    {MONTHLY("year_tax", SAM_UNIT_NOK, "9.5", "last assessed tax", "if(year_end, assessed, prev(year_tax))")},
    {MONTHLY("payment", SAM_UNIT_NOK, "9.6", "income tax: two halves the year after",
             "if(last, prev(liability) + assessed, (calendar_month = 2 or calendar_month = 4) * prev(year_tax) / 2)"),
     FLOW(TAX, "project", "state", "income_tax")},
    {MONTHLY("liability", SAM_UNIT_NOK, "9.7", "tax owed", "prev(liability) + assessed - payment")},
};
const sam_row_table sam_tax_table = TABLE("tax", TAX);

static const sam_row_spec TRANSFER[] = {
    {MONTHLY("price", SAM_UNIT_NOK, "9.10", "price at the end", "last * (1 - min(1, all(exercised))) * kept_share * value_share * value_now"),
     FLOW(EXIT, "taker", "project", "transfer_price")},
    {MONTHLY("cost", SAM_UNIT_NOK, "9.11", "cost of sale", "sale_cost * price"),
     FLOW(EXIT, "project", "suppliers", "sale_cost")},
    {MONTHLY("end_value", SAM_UNIT_NOK, "9.12", "value taken over", "last * (1 - min(1, all(exercised))) * kept_share * value_now"),
     FLOW(OUTSIDE, "market", "taker", "end_value")},
};
const sam_row_table sam_transfer_table = TABLE("transfer", TRANSFER);

static const sam_row_spec OPTION[] = {
    {SIGNED SCALAR("strike", SAM_UNIT_NOK, "9.20", "price of the option", "strike_share * kept_share * project_cost")},
    {SCALAR("exercised", SAM_UNIT_FLAG, "9.21", "option used: worth more than its price",
            "kept_share * at(value_now, timeline) > strike")},
    {MONTHLY("price", SAM_UNIT_NOK, "9.22", "option price paid", "last * exercised * strike"),
     FLOW(EXIT, "holder", "project", "option_price")},
    {MONTHLY("end_value", SAM_UNIT_NOK, "9.23", "value taken over", "last * exercised * kept_share * value_now"),
     FLOW(OUTSIDE, "market", "holder", "end_value")},
};
const sam_row_table sam_option_table = TABLE("option", OPTION);

static const sam_row_spec COMMON_CHARGES[] = {
    {MONTHLY("charges", SAM_UNIT_NOK, "6.30", "common charges",
             "operating * unit_share * (1 + margin) * (flows_out(operating) + flows_out(premium) + all(accrued_now) + all(instalment_now))"),
     FLOW(OPERATING, "payer", "project", "common_charges")},
};
const sam_row_table sam_common_charges_table = TABLE("common_charges", COMMON_CHARGES);

static const sam_row_spec RESERVE[] = {
    {MONTHLY("service_ahead", SAM_UNIT_NOK, "8.20", "debt service from this month to the year's end",
             "service_due * (1 - last) + (1 - year_end) * next(service_ahead)")},
    {MONTHLY("reserve_target", SAM_UNIT_NOK, "8.21", "reserve for next year's debt service",
             "year_end * (1 - last) * months / 12 * next(service_ahead)")},
};
const sam_row_table sam_reserve_table = TABLE("reserve", RESERVE);
/* clang-format on */
