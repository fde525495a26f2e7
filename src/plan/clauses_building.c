/* What is built and how it is owned: building cost, plot, equity, grant, construction loan.
 * Chapters 3 and 4 of models/README.md. */
#include "plan/clause.h"

#define LINE(name)                                                                                 \
    "(costs." name ".amount + costs." name ".per_m2 * area + costs." name                          \
    ".per_unit * units) * (1 + costs." name ".vat)"

/* clang-format off */
static const sam_row_spec BUILDING_COST[] = {
    {SCALAR("building_line", SAM_UNIT_NOK, "3.1", "building", LINE("building"))},
    {SCALAR("infrastructure_line", SAM_UNIT_NOK, "3.1", "infrastructure", LINE("infrastructure"))},
    {SCALAR("fees_line", SAM_UNIT_NOK, "3.1", "design and fees", LINE("fees"))},
    {SCALAR("contingency_line", SAM_UNIT_NOK, "3.1", "contingency", LINE("contingency"))},
    {SIGNED SCALAR("budget", SAM_UNIT_NOK, "3.2", "building budget at the price date",
            "building_line + infrastructure_line + fees_line + contingency_line")},
    {MONTHLY("draw_share", SAM_UNIT_SHARE, "3.3", "share of the building cost in the month",
             "building / project.build_months"), .only_if = "draw_profile=uniform"},
    {MONTHLY("progress", SAM_UNIT_SHARE, "3.4", "building done, S-curve",
             "min(1, m / project.build_months) ^ 2 * (3 - 2 * min(1, m / project.build_months))"),
     .only_if = "draw_profile=s_curve"},
    {MONTHLY("draw_share", SAM_UNIT_SHARE, "3.3", "share of the building cost in the month",
             "progress - prev(progress)"), .only_if = "draw_profile=s_curve"},
    {MONTHLY("draw_share", SAM_UNIT_SHARE, "3.3", "share of the building cost in the month", ""),
     .only_if = "draw_profile=explicit", .path = "draw_shares"},
    {SIGNED MONTHLY("planned_use", SAM_UNIT_NOK, "3.5", "building cost as planned",
             "budget * draw_share * cost_level")},
    {MONTHLY("cost", SAM_UNIT_NOK, "3.6", "building cost",
             "planned_use * (1 + costs.overrun * (1 - fixed_price_share))"),
     FLOW(USE, "project", "contractor", "building")},
};
const sam_row_table sam_building_cost_table = TABLE("building_cost", BUILDING_COST);

static const sam_row_spec PLOT[] = {
    {SIGNED SCALAR("price", SAM_UNIT_NOK, "3.10", "price of the plot", "costs.plot.value * price_share")},
    {SIGNED MONTHLY("planned_use", SAM_UNIT_NOK, "3.11", "plot as planned", "price * (m = 1)")},
    {MONTHLY("payment", SAM_UNIT_NOK, "3.11", "plot", "planned_use"), FLOW(USE, "project", "seller", "plot")},
    {MONTHLY("development", SAM_UNIT_NOK, "3.12", "plot development", "costs.plot.development * (m = 1)"),
     FLOW(OUTSIDE, "seller", "contractor", "plot_development")},
    {MONTHLY("rent", SAM_UNIT_NOK, "3.13", "ground rent",
             "costs.plot.value * ground_rent / 12 * price_level * operating"),
     FLOW(OPERATING, "project", "seller", "ground_rent")},
    {SIGNED SCALAR("plot_discount", SAM_UNIT_NOK, "3.14", "plot below market value",
            "costs.plot.value * if(ground_rent > 0, 0, 1 - price_share)")},
    {SCALAR("aid_given", SAM_UNIT_NOK, "3.14", "plot below market value", "plot_discount")},
    {SCALAR("paid_for_plot", SAM_UNIT_NOK, "3.15", "paid for the plot", "price")},
    {MONTHLY("aid_now", SAM_UNIT_NOK, "3.16", "aid of the month in a municipal plot", "plot_discount * (m = 1)"),
     .only_if = "is:seller=municipality"},
};
const sam_row_table sam_plot_table = TABLE("plot", PLOT);

static const sam_row_spec EQUITY[] = {
    {MONTHLY("contribution", SAM_UNIT_NOK, "4.10", "equity paid in", "share * equity_need"),
     FLOW(SOURCE, "owner", "project", "equity")},
    {MONTHLY("debt_support", SAM_UNIT_NOK, "4.11", "support of debt service", "share * service_short"),
     .only_if = "!support_limit"},
    {MONTHLY("debt_support", SAM_UNIT_NOK, "4.11", "support of debt service",
             "min(share * service_short, support_limit - prev(debt_support_so_far))"),
     .only_if = "support_limit"},
    {MONTHLY("debt_support_so_far", SAM_UNIT_NOK, "4.12", "support of debt service so far",
             "prev(debt_support_so_far) + debt_support"), .only_if = "support_limit"},
    {MONTHLY("support", SAM_UNIT_NOK, "4.13", "owner's support", "share * owners_cover + debt_support"),
     FLOW(SUPPORT, "owner", "project", "owner_support")},
    {SCALAR("total_owner_support", SAM_UNIT_NOK, "4.14", "owner's support, total", "sum(support)")},
    {MONTHLY("distribution", SAM_UNIT_NOK, "4.15", "distribution", "share * distributed"),
     FLOW(DISTRIBUTION, "project", "owner", "distribution")},
    {SCALAR("capital_charge", SAM_UNIT_NOK_YEAR, "4.50", "yearly return the owner asks on his equity",
            "share * equity_left * owner.discount_rate")},
    {SCALAR("municipal_share", SAM_UNIT_SHARE, "4.51", "share owned by a municipality", "share"),
     .only_if = "is:owner=municipality"},
};
const sam_row_table sam_equity_table = TABLE("equity", EQUITY);

static const sam_row_spec GRANT[] = {
    {SIGNED SCALAR("limit_amount", SAM_UNIT_NOK, "4.20", "limit: amount", "amount"), .only_if = "amount"},
    {SIGNED SCALAR("limit_cost_share", SAM_UNIT_NOK, "4.21", "limit: share of cost",
            "cost_share * project_cost * unit_share"), .only_if = "cost_share"},
    {SIGNED SCALAR("limit_per_m2", SAM_UNIT_NOK, "4.22", "limit: by area",
            "per_m2 * unit_share * dwellings(count * min(area, area_cap))"), .only_if = "per_m2"},
    {SIGNED SCALAR("granted", SAM_UNIT_NOK, "4.23", "grant", "max(0, min(least(limit), chain(room_left, funding_room)))"),
     .only_if = "sizing=limits"},
    {SIGNED SCALAR("granted", SAM_UNIT_NOK, "4.51", "grant, as decided", "amount"), .only_if = "sizing=amount"},
    {SIGNED SCALAR("room_left", SAM_UNIT_NOK, "4.24", "room left for funding behind it",
            "chain(room_left, funding_room) - granted")},
    {SIGNED SCALAR("ltv_counted", SAM_UNIT_NOK, "4.25", "grant counted in loan-to-value", "granted * counted_in_ltv")},
    {SIGNED SCALAR("takeout", SAM_UNIT_NOK, "4.26", "grant paid at completion", "granted")},
    {SIGNED MONTHLY("planned_receipt", SAM_UNIT_NOK, "4.27", "grant as planned", "granted * (m = project.build_months)")},
    {MONTHLY("receipt", SAM_UNIT_NOK, "4.28", "grant", "granted * completion"),
     FLOW(SOURCE, "payer", "project", "grant")},
    {MONTHLY("clawback", SAM_UNIT_NOK, "4.29", "grant paid back",
             "last * granted * if(floor(operating_month / 12) < binding_years,"
             " 1 - floor(operating_month / 12) * floor(1000 / binding_years) / 1000, 0)"),
     FLOW(EXIT, "project", "payer", "grant_clawback")},
};
const sam_row_table sam_grant_table = TABLE("grant", GRANT);

static const sam_row_spec CONSTRUCTION_LOAN[] = {
    {SIGNED SCALAR("planned_rate", SAM_UNIT_RATE, "4.30", "rate as planned", "economy.market_rate + margin")},
    {SIGNED SCALAR("limit", SAM_UNIT_NOK, "4.31", "loan limit: what completion pays out, at most its use", "min(all(takeout), room)")},
    {SIGNED MONTHLY("planned_commission", SAM_UNIT_NOK, "4.32", "commission as planned",
             "limit * commission / 12 * building")},
    {SIGNED MONTHLY("future_uses", SAM_UNIT_NOK, "4.33", "cost with interest, all on loan",
             "building * (prev(future_uses) * (1 + planned_rate / 12) + planned_uses)")},
    {SIGNED MONTHLY("future_commission", SAM_UNIT_RATIO, "4.34", "commission with interest, per krone of limit",
             "building * (prev(future_commission) * (1 + planned_rate / 12) + commission / 12)")},
    {SIGNED SCALAR("room", SAM_UNIT_NOK, "4.35", "most that completion can pay out and be used",
            "at(future_uses, project.build_months) / (1 - at(future_commission, project.build_months))")},
    {SIGNED MONTHLY("planned_balance", SAM_UNIT_NOK, "4.36", "balance as planned, found backwards from the pay-out",
             "(m < funding_end) * max(0, min(all_on_loan, (next(planned_balance) + next(receipts) - next(planned_uses)"
             " - next(planned_commission) - next(planned_fees)) / (1 + planned_rate / 12)))")},
    {SIGNED MONTHLY("all_on_loan", SAM_UNIT_NOK, "4.45", "balance as planned were there no equity: the most it can be",
             "(m < funding_end) * max(0, prev(all_on_loan) * (1 + planned_rate / 12) + planned_uses"
             " + planned_commission + planned_fees - receipts)")},
    {SIGNED MONTHLY("planned_charges", SAM_UNIT_NOK, "4.37", "interest and commission as planned",
             "prev(planned_balance) * planned_rate / 12 + planned_commission")},
    {SIGNED MONTHLY("planned_draw", SAM_UNIT_NOK, "4.38", "drawn, as planned",
             "max(0, planned_balance - prev(planned_balance))")},
    {SIGNED MONTHLY("planned_repayment", SAM_UNIT_NOK, "4.39", "repaid, as planned",
             "max(0, prev(planned_balance) - planned_balance)")},
    {MONTHLY("drawn", SAM_UNIT_NOK, "4.40", "construction loan drawn", "planned_draw"),
     FLOW(SOURCE, "lender", "project", "construction_loan")},
    {MONTHLY("repaid", SAM_UNIT_NOK, "4.41", "construction loan repaid: by what comes in, and all at the end",
             "if(m = min(timeline, funding_end + done - project.build_months), prev(balance) + drawn,"
             " (m >= done) * min(prev(balance) + drawn, max(0, flows_in(source) - flows_out(use))))"),
     FLOW(SOURCE, "project", "lender", "construction_repayment")},
    {MONTHLY("balance", SAM_UNIT_NOK, "4.42", "construction loan balance", "prev(balance) + drawn - repaid")},
    {MONTHLY("interest", SAM_UNIT_NOK, "4.43", "construction interest",
             "prev(balance) * (market_rate + margin) / 12"),
     FLOW(USE, "project", "lender", "construction_interest")},
    {MONTHLY("fee", SAM_UNIT_NOK, "4.44", "commission", "limit * commission / 12 * (m <= done)"),
     FLOW(USE, "project", "lender", "commission")},
};
const sam_row_table sam_construction_loan_table = TABLE("construction_loan", CONSTRUCTION_LOAN);
/* clang-format on */
