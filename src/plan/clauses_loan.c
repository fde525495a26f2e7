/* Long loans and their guarantees. Chapters 5 and 7 of models/README.md. */
#include "plan/clause.h"

/* clang-format off */
#define TERM_RATE "rate_now / terms_per_year"

static const sam_row_spec TERM_LOAN[] = {
    /* how much */
    {SCALAR("limit_ltv", SAM_UNIT_NOK, "5.1", "limit: loan-to-value",
            "ltv_max * value * unit_share - counts_grants * all(ltv_counted) - chain(lien, 0)"), .only_if = "ltv_max"},
    {SCALAR("limit_cost_share", SAM_UNIT_NOK, "5.2", "limit: share of cost",
            "cost_share_max * project_cost * unit_share"), .only_if = "cost_share_max"},
    {SCALAR("limit_amount", SAM_UNIT_NOK, "5.3", "limit: amount", "amount_max"), .only_if = "amount_max"},
    {SCALAR("limit_dscr", SAM_UNIT_NOK, "5.4", "limit: cover", "at(capacity, done)"), .only_if = "dscr_target"},
    {SCALAR("lent", SAM_UNIT_NOK, "5.5", "loan", "max(0, min(least(limit), chain(room_left, funding_room)))")},
    {SCALAR("room_left", SAM_UNIT_NOK, "5.6", "room left for funding behind it",
            "chain(room_left, funding_room) - lent")},
    {SCALAR("lien", SAM_UNIT_NOK, "5.7", "loans secured up to and with this one", "chain(lien, 0) + lent")},
    {SCALAR("takeout", SAM_UNIT_NOK, "5.8", "loan paid out at completion", "lent")},
    {MONTHLY("planned_receipt", SAM_UNIT_NOK, "5.9", "loan as planned", "lent * (m = project.build_months)")},
    {MONTHLY("paid_out", SAM_UNIT_NOK, "5.10", "loan paid out", "lent * completion"),
     FLOW(SOURCE, "lender", "project", "loan")},
    {MONTHLY("planned_charges", SAM_UNIT_NOK, "5.11", "arrangement fee as planned",
             "fee * lent * (m = project.build_months)")},
    {MONTHLY("arrangement", SAM_UNIT_NOK, "5.11", "arrangement fee", "fee * paid_out"),
     FLOW(USE, "project", "lender", "arrangement_fee")},
    /* when and at what rate */
    {MONTHLY("rate_now", SAM_UNIT_RATE, "5.12", "nominal rate", "nominal_rate"), .only_if = "rate=fixed"},
    {MONTHLY("rate_now", SAM_UNIT_RATE, "5.13", "nominal rate",
             "terms_per_year * ((1 + effective_rate) ^ (1 / terms_per_year) - 1)"), .only_if = "rate=effective"},
    {MONTHLY("rate_now", SAM_UNIT_RATE, "5.14", "nominal rate", "market_rate + margin"), .only_if = "rate=market"},
    {MONTHLY("rate_now", SAM_UNIT_RATE, "5.13", "nominal rate",
             "terms_per_year * ((1 + husbanken_rate) ^ (1 / terms_per_year) - 1) + margin"), .only_if = "rate=husbanken"},
    {MONTHLY("term", SAM_UNIT_COUNT, "5.15", "terms since pay-out", "operating_month * terms_per_year / 12")},
    {MONTHLY("due", SAM_UNIT_FLAG, "5.16", "a term falls due",
             "last or (operating and floor(term) = term and term <= years * terms_per_year)")},
    {MONTHLY("terms_left", SAM_UNIT_COUNT, "5.17", "instalments left, this one counted",
             "max(1, floor(years * terms_per_year) - term + 1)")},
    /* the schedule */
    {MONTHLY("accrued", SAM_UNIT_NOK, "5.18", "interest accrued since the last term",
             "prev(accrued) * (1 - prev(due)) + prev(closing) * rate_now / 12")},
    {MONTHLY("interest_due", SAM_UNIT_NOK, "5.19", "interest falling due", "due * accrued")},
    {MONTHLY("instalment", SAM_UNIT_NOK, "5.20", "principal by the profile",
             "prev(closing) * annuity(" TERM_RATE ", terms_left)"), .only_if = "profile=annuity"},
    {MONTHLY("instalment", SAM_UNIT_NOK, "5.21", "principal by the profile", "prev(closing) / terms_left"),
     .only_if = "profile=serial"},
    {MONTHLY("instalment", SAM_UNIT_NOK, "5.22", "principal by the profile",
             "(terms_left <= 1) * prev(closing)"), .only_if = "profile=interest_only"},
    {MONTHLY("instalment", SAM_UNIT_NOK, "5.22", "principal by the profile",
             "(terms_left <= 1) * prev(closing)"), .only_if = "profile=bullet"},
    {MONTHLY("instalment", SAM_UNIT_NOK, "5.23", "principal by the profile",
             "if(terms_left <= 1, prev(closing), min(prev(closing), max(0, term_cfads / dscr_target - interest_due)))"), .only_if = "profile=sculpted"},
    {MONTHLY("principal_due", SAM_UNIT_NOK, "5.24", "principal falling due",
             "if(last, prev(closing), due * (operating_month > grace_years * 12 or terms_left <= 1) * instalment)")},
    {MONTHLY("closing", SAM_UNIT_NOK, "5.25", "balance by the schedule",
             "prev(closing) + paid_out - principal_due")},
    {MONTHLY("accrued_now", SAM_UNIT_NOK, "5.28", "interest of the month", "prev(closing) * rate_now / 12"), .only_if = "kind:common_charges"},
    {MONTHLY("instalment_now", SAM_UNIT_NOK, "5.29", "principal of the month, set aside evenly",
             "(1 - last) * instalment_ahead * terms_per_year / 12"), .only_if = "kind:common_charges"},
    {MONTHLY("instalment_ahead", SAM_UNIT_NOK, "5.29", "principal of the term under way",
             "if(due, principal_due * (1 - last), next(instalment_ahead))"), .only_if = "kind:common_charges"},
    /* cover */
    {MONTHLY("term_cfads", SAM_UNIT_NOK, "5.26", "CFADS since the last term",
             "prev(term_cfads) * (1 - prev(due)) + operating * net_operating"), .only_if = "dscr_target"},
    {MONTHLY("capacity", SAM_UNIT_NOK, "5.27", "balance that the cash ahead can carry",
             "if(next(due) and next(term) <= years * terms_per_year,"
             " (next(capacity) + max(0, next(term_cfads)) / dscr_target) / (1 + next(rate_now) / terms_per_year), next(capacity))"),
     .only_if = "dscr_target"},
    /* what is paid, by whom */
    {MONTHLY("interest_owed", SAM_UNIT_NOK, "5.30", "interest due and in arrears", "interest_due + prev(interest_arrears)")},
    {MONTHLY("owed", SAM_UNIT_NOK, "5.31", "debt service due and in arrears",
             "interest_owed + principal_due + prev(principal_arrears)")},
    {MONTHLY("from_cash", SAM_UNIT_NOK, "5.32", "paid from the project's cash",
             "min(owed, chain(cash_left, service_cash))")},
    {MONTHLY("cash_left", SAM_UNIT_NOK, "5.33", "cash left for lenders behind",
             "chain(cash_left, service_cash) - from_cash")},
    {MONTHLY("short", SAM_UNIT_NOK, "5.34", "not paid from cash", "owed - from_cash")},
    {MONTHLY("called", SAM_UNIT_NOK, "5.35", "paid by guarantors", "referring(call)")},
    {MONTHLY("uncovered", SAM_UNIT_NOK, "5.36", "not covered by guarantors", "short - called")},
    {MONTHLY("supported", SAM_UNIT_NOK, "5.37", "paid with owners' support",
             "min(uncovered, chain(support_left, support_pot))")},
    {MONTHLY("support_left", SAM_UNIT_NOK, "5.38", "support left for lenders behind",
             "chain(support_left, support_pot) - supported")},
    {MONTHLY("interest", SAM_UNIT_NOK, "5.39", "interest paid", "min(interest_owed, from_cash + supported)"),
     FLOW(SERVICE, "project", "lender", "interest")},
    {MONTHLY("principal", SAM_UNIT_NOK, "5.40", "principal paid", "from_cash + supported - interest"),
     FLOW(SERVICE, "project", "lender", "principal")},
    {MONTHLY("interest_arrears", SAM_UNIT_NOK, "5.41", "interest in arrears",
             "max(0, interest_owed - from_cash - supported - called)")},
    {MONTHLY("principal_arrears", SAM_UNIT_NOK, "5.42", "principal in arrears",
             "max(0, uncovered - supported - interest_arrears)")},
    {MONTHLY("outstanding", SAM_UNIT_NOK, "5.43", "owed to the lender",
             "closing + interest_arrears + principal_arrears")},
    {SCALAR("loss", SAM_UNIT_NOK, "5.44", "lender's loss", "at(outstanding, timeline)")},
};
const sam_row_table sam_term_loan_table = TABLE("term_loan", TERM_LOAN);

static const sam_row_spec GUARANTEE[] = {
    {MONTHLY("in_force", SAM_UNIT_FLAG, "7.1", "guarantee in force",
             "operating and operating_month <= years * 12")},
    {MONTHLY("call", SAM_UNIT_NOK, "7.2", "guarantee called", "in_force * share * loan.short"),
     FLOW(OUTSIDE, "guarantor", "loan.lender", "guarantee_call")},
    {MONTHLY("exposure", SAM_UNIT_NOK, "7.3", "guaranteed amount", "in_force * share * loan.outstanding")},
    {MONTHLY("premium_paid", SAM_UNIT_NOK, "7.4", "guarantee premium",
             "in_force * share * premium / 12 * prev(loan.closing)"),
     FLOW(OPERATING, "project", "guarantor", "guarantee_premium")},
    {SCALAR("calls", SAM_UNIT_NOK, "7.6", "guarantee calls, total", "sum(call)")},
    {MONTHLY("advantage", SAM_UNIT_NOK, "7.7", "premium below market",
             "in_force * share * max(0, market_premium - premium) / 12 * prev(loan.closing)")},
    {SCALAR("aid_given", SAM_UNIT_NOK, "7.8", "aid in the guarantee, undiscounted", "sum(advantage)")},
};
const sam_row_table sam_guarantee_table = TABLE("guarantee", GUARANTEE);

static const sam_row_spec RENT_GUARANTEE[] = {
    {MONTHLY("in_force", SAM_UNIT_FLAG, "7.10", "rent guarantee in force",
             "operating and operating_month <= years * 12")},
    {MONTHLY("payment", SAM_UNIT_NOK, "7.11", "rent guarantee paid",
             "in_force * unit_share * market_rent * rent_index * max(0, vacancy - threshold)"),
     FLOW(OPERATING, "guarantor", "project", "rent_guarantee")},
    {SCALAR("calls", SAM_UNIT_NOK, "7.12", "rent guarantee, total", "sum(payment)")},
};
const sam_row_table sam_rent_guarantee_table = TABLE("rent_guarantee", RENT_GUARANTEE);
/* clang-format on */
