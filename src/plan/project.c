/* The project's own rows: time, prices, funding, the waterfall of cash, and what is measured on it.
 * Chapters 1, 2, 4, 8 and 10 of models/README.md. */
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
            "project.build_months + all(sale_months)")},
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
    {MONTHLY("net_operating", SAM_UNIT_NOK, "8.1", "operating surplus",
             "flows_in(operating) - flows_out(operating)")},
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

static const sam_row_spec MEASURES[] = {
    {MONTHLY("below_one", SAM_UNIT_FLAG, "10.40", "a year ends in which cash did not pay the debt service",
             "cover_year and cfads_year < service_year")},
    {SCALAR("first_below_one", SAM_UNIT_MONTHS, "10.41", "month at the end of the first year with DSCR below 1",
            "first(below_one)"), .measure = true, .defined = "first_below_one"},
    {MONTHLY("months_behind", SAM_UNIT_MONTHS, "10.42", "months in a row with debt service unpaid",
             "if(all(interest_arrears) + all(principal_arrears) > 1, prev(months_behind) + 1, 0)")},
    {MONTHLY("in_default", SAM_UNIT_FLAG, "10.43", "debt service three months behind", "months_behind >= 3")},
    {SCALAR("default_month", SAM_UNIT_MONTHS, "10.44", "first month three months behind", "first(in_default)"),
     .measure = true, .defined = "default_month"},
    {SCALAR("cover_years", SAM_UNIT_COUNT, "10.1", "years with debt service", "sum(cover_year)")},
    {SCALAR("min_dscr", SAM_UNIT_RATIO, "10.2", "lowest DSCR", "lowest(dscr, cover_year)"),
     .measure = true, .defined = "cover_years"},
    {SCALAR("total_debt", SAM_UNIT_NOK, "10.3", "long debt at completion", "all(lent)"), .measure = true},
    {SCALAR("total_grants", SAM_UNIT_NOK, "10.4", "grants", "all(granted)"), .measure = true},
    {SCALAR("total_equity", SAM_UNIT_NOK, "10.5", "equity called while building", "sum(equity_need)"),
     .measure = true},
    {SCALAR("total_cost", SAM_UNIT_NOK, "10.6", "project cost with financing",
            "project_cost + sum(planned_financing)"), .measure = true},
    {SCALAR("equity_gap", SAM_UNIT_SHARE, "10.7", "share of the cost that loans, grants and sales leave to equity",
            "max(0, 1 - all(takeout) / total_cost)"),
     .measure = true, .defined = "total_cost"},
    {SCALAR("ltv", SAM_UNIT_SHARE, "10.8", "loan-to-value at completion", "total_debt / value"),
     .measure = true, .defined = "value"},
    {SCALAR("total_support", SAM_UNIT_NOK, "10.9", "owners' later support", "all(total_owner_support)"),
     .measure = true},
    {MONTHLY("guaranteed", SAM_UNIT_NOK, "10.11", "guaranteed debt", "all(exposure)")},
    {SCALAR("guarantee_stock", SAM_UNIT_NOK, "10.12", "greatest guaranteed debt", "highest(guaranteed, m)"),
     .measure = true},
    {SCALAR("guarantee_calls", SAM_UNIT_NOK, "10.13", "guarantee calls and purchases, total", "all(calls)"),
     .measure = true},
    {SCALAR("aid", SAM_UNIT_NOK, "10.14", "aid, undiscounted", "all(aid_given)"), .measure = true},
    {SCALAR("rent_m2", SAM_UNIT_NOK_M2_YEAR, "10.15", "market rent by area and year, price date",
            "12 * market_rent / area"), .measure = true},
    {SCALAR("gross_yield", SAM_UNIT_RATE, "10.16", "market rent over project cost",
            "12 * market_rent / project_cost"), .measure = true},
    {SCALAR("peak_debt", SAM_UNIT_NOK, "10.17", "most owed on long loans", "highest(debt, m)"), .measure = true},
    {SCALAR("arrears_left", SAM_UNIT_NOK, "10.10", "debt never paid", "all(loss)"), .measure = true},
};
const sam_row_table sam_measure_table = TABLE("", MEASURES);

static const sam_row_spec PARTY[] = {
    {MONTHLY("in", SAM_UNIT_NOK, "10.20", "received", "received()")},
    {MONTHLY("out", SAM_UNIT_NOK, "10.21", "paid", "paid()")},
    {MONTHLY("net", SAM_UNIT_NOK, "10.22", "net cash flow", "in - out")},
    {MONTHLY("so_far", SAM_UNIT_NOK, "10.23", "net cash flow so far", "prev(so_far) + net")},
    {MONTHLY("factor", SAM_UNIT_RATIO, "10.24", "discount factor", "(1 + discount_rate) ^ (-m / 12)")},
    {SCALAR("npv", SAM_UNIT_NOK, "10.25", "net present value", "dot(net, factor)"), .measure = true},
    {SCALAR("received", SAM_UNIT_NOK, "10.26", "received in all", "sum(in)"), .measure = true},
    {SCALAR("paid", SAM_UNIT_NOK, "10.27", "paid in all", "sum(out)"), .measure = true},
    {SCALAR("total", SAM_UNIT_NOK, "10.28", "undiscounted sum", "received - paid"), .measure = true},
    {SCALAR("outlay", SAM_UNIT_NOK, "10.29", "most paid out and not yet back", "max(0, -lowest(so_far, m))"),
     .measure = true},
    {MONTHLY("inhabitants", SAM_UNIT_NOK, "10.30", "net value of new inhabitants, outside the cash flow",
             "operating * units * municipality.inhabitants_per_dwelling * municipality.value_per_inhabitant / 12 * price_level"),
     .only_if = "role:municipality"},
    {SCALAR("npv_with_inhabitants", SAM_UNIT_NOK, "10.31", "net present value with the value of new inhabitants",
            "npv + dot(inhabitants, factor)"), .measure = true, .only_if = "role:municipality"},
};
const sam_row_table sam_party_table = TABLE("", PARTY);
/* clang-format on */
