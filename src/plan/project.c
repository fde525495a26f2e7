/* The project's own rows: time, prices, funding and the waterfall of cash. Chapters 1, 2, 4 and 8
 * of models/README.md. */
#include "plan/clause.h"

/* clang-format off */
static const sam_row_spec TIME[] = {
    {MONTHLY("m", SAM_UNIT_MONTHS, "", "month of the timeline", ""), .path = "m"},
    {MONTHLY("calendar_month", SAM_UNIT_MONTHS, "", "calendar month, 1 to 12", ""), .path = "calendar_month"},
    {MONTHLY("calendar_year", SAM_UNIT_YEARS, "", "calendar year", ""), .path = "calendar_year"},
    {SCALAR("done", SAM_UNIT_MONTHS, "1.1", "month of completion",
            "min(timeline - 1, project.build_months + floor(project.delay_months + 0.5))")},
    {MONTHLY("building", SAM_UNIT_FLAG, "1.2", "building as planned", "m <= project.build_months")},
    {MONTHLY("completion", SAM_UNIT_FLAG, "1.3", "completion", "m = done")},
    {MONTHLY("operating_month", SAM_UNIT_MONTHS, "1.4", "month of operation", "max(0, m - done)")},
    {MONTHLY("operating", SAM_UNIT_FLAG, "1.5", "in operation", "operating_month > 0")},
    {MONTHLY("anniversary", SAM_UNIT_FLAG, "1.6", "letting starts, or a year more of it",
             "operating and floor((operating_month - 1) / 12) * 12 = operating_month - 1")},
    {MONTHLY("last", SAM_UNIT_FLAG, "1.7", "last month", "m = timeline")},
    {MONTHLY("year_end", SAM_UNIT_FLAG, "1.8", "end of a calendar year, or of the deal",
             "calendar_month = 12 or last")},
};
const sam_row_table sam_time_table = TABLE("", TIME);

static const sam_row_spec PRICES[] = {
    {SCALAR("units", SAM_UNIT_COUNT, "2.1", "dwellings", "dwellings(count)")},
    {SCALAR("area", SAM_UNIT_M2, "2.2", "usable area", "dwellings(count * area)")},
    {SCALAR("market_rent", SAM_UNIT_NOK_MONTH, "2.3", "market rent at the price date",
            "dwellings(count * rent)")},
    {MONTHLY("inflation", SAM_UNIT_RATE, "2.4", "inflation", "economy.inflation"), .path = "inflation"},
    {MONTHLY("price_level", SAM_UNIT_RATIO, "2.5", "price level, price date = 1",
             "if(m = 1, (1 + economy.inflation) ^ (project.price_lag / 12), prev(price_level))"
             " * (1 + inflation) ^ (1 / 12)")},
    {MONTHLY("real_rent", SAM_UNIT_RATIO, "2.6", "market rents beyond inflation, price date = 1",
             "(1 + economy.rent_growth) ^ ((project.price_lag + m) / 12)"), .path = "real_rent"},
    {MONTHLY("rent_index", SAM_UNIT_RATIO, "2.7", "rents in force: set once in twelve months",
             "if(anniversary, price_level * real_rent, prev(rent_index))")},
    {MONTHLY("running_level", SAM_UNIT_RATIO, "2.8", "running cost level, price date = 1",
             "price_level * (1 + economy.running_cost_growth) ^ ((project.price_lag + m) / 12)")},
    {MONTHLY("cost_level", SAM_UNIT_RATIO, "2.9", "building cost level, price date = 1",
             "(1 + costs.growth) ^ ((project.price_lag + m) / 12)")},
    {MONTHLY("market_rate", SAM_UNIT_RATE, "2.10", "money market rate",
             "economy.market_rate + economy.rate_shift"), .path = "market_rate"},
    {MONTHLY("husbanken_rate", SAM_UNIT_RATE, "2.11", "Husbanken's floating rate, effective",
             "economy.husbanken_rate + economy.rate_shift"), .path = "husbanken_rate"},
    {MONTHLY("vacancy", SAM_UNIT_SHARE, "2.12", "vacancy in the market let at own risk",
             "operating * min(1, operation.vacancy + (operating_month <= 12) * operation.vacancy_first_year)"),
     .path = "vacancy"},
    {MONTHLY("value_now", SAM_UNIT_NOK, "2.13", "market value of all the homes",
             "if(completion, value, prev(value_now) * (1 + economy.value_growth) ^ (1 / 12))"),
     .path = "value_now"},
};
const sam_row_table sam_price_table = TABLE("", PRICES);

static const sam_row_spec FUNDING[] = {
    {SIGNED MONTHLY("planned_uses", SAM_UNIT_NOK, "4.1", "cost as planned, without financing", "all(planned_use)")},
    {SIGNED SCALAR("project_cost", SAM_UNIT_NOK, "4.2", "project cost without financing", "sum(planned_uses)")},
    {SIGNED SCALAR("value", SAM_UNIT_NOK, "4.3", "market value at completion",
            "project.value_to_cost * (project_cost + all(plot_discount))")},
    {SIGNED SCALAR("kept_share", SAM_UNIT_SHARE, "4.7", "share of the homes the project keeps", "1 - all(sale_share)")},
    {SIGNED SCALAR("market_price", SAM_UNIT_NOK, "4.8", "market price of all the homes",
            "if(dwellings(count * price) > 0, dwellings(count * price), value)")},
    {SIGNED SCALAR("funding_end", SAM_UNIT_MONTHS, "4.9", "month when the construction loan ends, as planned",
            "project.build_months + greatest(sale_months)")},
    {SIGNED SCALAR("funding_room", SAM_UNIT_NOK, "4.4", "most that long funding can replace", "all(room)"),
     .only_if = "kind:construction_loan"},
    {SIGNED SCALAR("funding_room", SAM_UNIT_NOK, "4.4", "most that long funding can replace", "project_cost"),
     .only_if = "!kind:construction_loan"},
    {SIGNED MONTHLY("receipts", SAM_UNIT_NOK, "4.5", "long funding paid out, as planned", "all(planned_receipt)")},
    {SIGNED MONTHLY("planned_fees", SAM_UNIT_NOK, "4.16", "fees and cost of sale as planned", "all(planned_fee)")},
    {SIGNED MONTHLY("planned_financing", SAM_UNIT_NOK, "4.17", "interest, commission and fees as planned",
             "all(planned_charges) + planned_fees")},
    {SIGNED MONTHLY("equity_need", SAM_UNIT_NOK, "4.6", "equity called, as planned",
             "max(0, planned_uses + planned_financing + all(planned_repayment) - all(planned_draw) - receipts)")},
};
const sam_row_table sam_funding_table = TABLE("", FUNDING);

static const sam_row_spec WATERFALL[] = {
    {MONTHLY("before_premiums", SAM_UNIT_NOK, "8.22", "operating surplus before guarantee premiums",
             "flows_in(operating) - flows_out(operating)"), .only_if = "kind:guarantee"},
    {MONTHLY("net_operating", SAM_UNIT_NOK, "8.1", "operating surplus",
             "before_premiums - flows_out(premium)"), .only_if = "kind:guarantee"},
    {MONTHLY("net_operating", SAM_UNIT_NOK, "8.1", "operating surplus",
             "flows_in(operating) - flows_out(operating)"), .only_if = "!kind:guarantee"},
    {MONTHLY("before_premiums", SAM_UNIT_NOK, "8.22", "operating surplus before guarantee premiums", "net_operating"),
     .only_if = "!kind:guarantee"},
    {MONTHLY("cfads", SAM_UNIT_NOK, "8.2", "cash available for debt service (CFADS)",
             "net_operating - flows_out(tax)")},
    {MONTHLY("before_service", SAM_UNIT_NOK, "8.3", "cash before debt service",
             "prev(cash) + cfads + flows_in(source) - flows_out(source) - flows_out(use)"
             " + flows_in(exit) - flows_out(exit)")},
    {MONTHLY("owners_cover", SAM_UNIT_NOK, "8.4", "owners cover building and running", "max(0, -before_service)")},
    {MONTHLY("service_cash", SAM_UNIT_NOK, "8.5", "cash for debt service", "max(0, before_service)")},
    {MONTHLY("service_short", SAM_UNIT_NOK, "8.6", "debt service now due not covered by cash or guarantees",
             "all(short_now)")},
    {MONTHLY("support_pot", SAM_UNIT_NOK, "8.7", "owners' support of debt service", "all(debt_support)")},
    {MONTHLY("cash_after_service", SAM_UNIT_NOK, "8.8", "cash after debt service",
             "service_cash - all(from_cash)")},
    {MONTHLY("distributed", SAM_UNIT_NOK, "8.9", "distributed to owners",
             "year_end * (last or not (cover_year and cfads_year < operation.lock_up * service_year))"
             " * max(0, cash_after_service - (1 - last) * max(0, operation.minimum_cash + all(reserve_target)"
             " + all(set_aside) + all(liability)))")},
    {MONTHLY("cash", SAM_UNIT_NOK, "8.10", "cash in the project", "cash_after_service - distributed")},
    {MONTHLY("debt", SAM_UNIT_NOK, "8.11", "debt outstanding", "all(outstanding)")},
    {MONTHLY("cfads_year", SAM_UNIT_NOK, "8.12", "CFADS so far this year",
             "prev(cfads_year) * (1 - prev(year_end)) + cfads * operating")},
    {MONTHLY("service_year", SAM_UNIT_NOK, "8.13", "debt service falling due so far this year",
             "prev(service_year) * (1 - prev(year_end)) + service_due")},
    {MONTHLY("service_due", SAM_UNIT_NOK, "8.16", "debt service falling due",
             "all(interest_due) + all(principal_due)")},
    /* More than a krone: what rounding leaves of a repaid loan is no debt service. */
    {MONTHLY("cover_year", SAM_UNIT_FLAG, "8.14", "a full year of operation with debt service ends",
             "calendar_month = 12 and operating_month >= 12 and service_year > 1 and not last")},
    {MONTHLY("dscr", SAM_UNIT_RATIO, "8.15", "debt-service cover of the year (DSCR)",
             "cover_year * cfads_year / service_year")},
};
const sam_row_table sam_waterfall_table = TABLE("", WATERFALL);
/* clang-format on */
