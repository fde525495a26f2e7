/* Homes that are sold, and what their buyers do with them: sale, purchase guarantee, holding,
 * rent-to-own. Chapter 11 of models/README.md. */
#include "plan/clause.h"

/* clang-format off */
static const sam_row_spec SALE[] = {
    {SIGNED SCALAR("sale_share", SAM_UNIT_SHARE, "11.1", "share of the homes for sale", "unit_share")},
    {SIGNED SCALAR("sale_months", SAM_UNIT_MONTHS, "11.2", "months until the last sale in time", "floor(months_to_sell + 0.5)")},
    {SCALAR("in_time", SAM_UNIT_NOK, "11.3", "price of the homes sold in time",
            "unit_share * (1 - unsold_share) * price_share * market_price")},
    {SIGNED SCALAR("agreed_price", SAM_UNIT_NOK, "11.14", "price asked for the homes for sale",
            "unit_share * price_share * market_price")},
    {SIGNED SCALAR("takeout", SAM_UNIT_NOK, "11.4", "sales the bank builds on", "agreed_price")},
    {SIGNED SCALAR("room_left", SAM_UNIT_NOK, "11.11", "room left for funding beside the sales",
            "chain(room_left, funding_room) - takeout")},
    {SIGNED MONTHLY("planned_sold", SAM_UNIT_SHARE, "11.5", "sold so far, as planned",
             "max(last, min(1, max(0, (m - project.build_months + 1) / (sale_months + 1))))")},
    {SIGNED MONTHLY("planned_receipt", SAM_UNIT_NOK, "11.6", "sales as planned",
             "takeout * (planned_sold - prev(planned_sold))")},
    {SIGNED MONTHLY("planned_fee", SAM_UNIT_NOK, "11.12", "cost of sale as planned", "sale_cost * planned_receipt")},
    {MONTHLY("sold_so_far", SAM_UNIT_SHARE, "11.7", "sold so far",
             "max(last, min(1, max(0, (m - done + 1) / (floor(months_to_sell + 0.5) + 1))))")},
    {MONTHLY("sold", SAM_UNIT_NOK, "11.8", "sale of homes", "in_time * (sold_so_far - prev(sold_so_far))"),
     FLOW(SOURCE, "buyer", "project", "sale")},
    {MONTHLY("late", SAM_UNIT_NOK, "11.9", "late sale of homes without a buyer in time",
             "(m = min(timeline, done + floor(late_months + 0.5))) * (1 - min(1, referring(taken_over)))"
             " * unit_share * unsold_share * late_share * market_price"),
     FLOW(SOURCE, "buyers", "project", "sale")},
    {MONTHLY("cost", SAM_UNIT_NOK, "11.10", "cost of sale", "sale_cost * (sold + late)"),
     FLOW(USE, "project", "suppliers", "sale_cost")},
    {MONTHLY("sale_gain", SAM_UNIT_NOK, "11.13", "gain on homes sold: price less cost of sale and project cost",
             "sold + late - cost - unit_share * project_cost * ((1 - unsold_share) * (sold_so_far - prev(sold_so_far))"
             " + unsold_share * (1 - min(1, referring(taken_over))) * (m = min(timeline, done + floor(late_months + 0.5))))")},
};
const sam_row_table sam_sale_table = TABLE("sale", SALE);

static const sam_row_spec PURCHASE_GUARANTEE[] = {
    {SCALAR("taken_over", SAM_UNIT_FLAG, "11.20", "unsold homes are taken over", "cost_share > 0")},
    {SCALAR("homes", SAM_UNIT_SHARE, "11.21", "share of all homes taken over", "sale.unit_share * sale.unsold_share")},
    {MONTHLY("purchase", SAM_UNIT_NOK, "11.22", "purchase under the guarantee",
             "(m = min(timeline, done + floor(months + 0.5))) * homes * cost_share * project_cost"),
     FLOW(SOURCE, "guarantor", "project", "guaranteed_purchase")},
    {MONTHLY("sale_gain", SAM_UNIT_NOK, "11.26", "gain on guaranteed purchases",
             "purchase - (m = min(timeline, done + floor(months + 0.5))) * homes * project_cost")},
    {MONTHLY("resale", SAM_UNIT_NOK, "11.23", "resale of homes taken over",
             "(m = min(timeline, done + floor(max(months, resale_months) + 0.5))) * homes * resale_share * value_now"),
     FLOW(OUTSIDE, "buyers", "guarantor", "resale")},
    {MONTHLY("called_now", SAM_UNIT_NOK, "11.27", "paid under a guarantee in the month", "purchase")},
    {SCALAR("calls", SAM_UNIT_NOK, "11.24", "guaranteed purchases, total", "sum(purchase)")},
    {MONTHLY("exposure", SAM_UNIT_NOK, "11.25", "most the guarantor may have to buy for",
             "(m >= done and m < done + months) * sale.unit_share * cost_share * project_cost")},
};
const sam_row_table sam_purchase_guarantee_table = TABLE("purchase_guarantee", PURCHASE_GUARANTEE);

#define BUYER_COST "unit_share * area * running_level / 12 * (operation.management_per_m2"             \
    " + operation.running_per_m2 + operation.maintenance_per_m2 + operation.replacement_per_m2)"

static const sam_row_spec HOLDING[] = {
    {MONTHLY("held", SAM_UNIT_FLAG, "11.30", "homes held", "operating and operating_month <= years * 12")},
    {MONTHLY("rent", SAM_UNIT_NOK, "11.31", "rent",
             "held * unit_share * rent_share * market_rent * rent_index * (1 - min(1, vacancy * vacancy_share))"),
     FLOW(OUTSIDE, "tenants", "holder", "rent")},
    {MONTHLY("running_cost", SAM_UNIT_NOK, "11.32", "running cost of homes held", "held * running_share * " BUYER_COST),
     FLOW(OUTSIDE, "holder", "suppliers", "running")},
    {MONTHLY("end_value", SAM_UNIT_NOK, "11.33", "homes sold at the end of the holding",
             "(m = min(timeline, done + floor(years * 12))) * unit_share * value_share * value_now"),
     FLOW(OUTSIDE, "market", "holder", "end_value")},
    {SCALAR("tenant_share", SAM_UNIT_SHARE, "11.34", "share of the homes with tenants", "unit_share")},
    {SCALAR("tenant_rent", SAM_UNIT_NOK_MONTH, "11.35", "rent asked of tenants, at the price date",
            "unit_share * rent_share * market_rent")},
};
const sam_row_table sam_holding_table = TABLE("holding", HOLDING);

static const sam_row_spec RENT_TO_OWN[] = {
    {MONTHLY("rented", SAM_UNIT_FLAG, "11.40", "homes rented before purchase",
             "operating and operating_month <= years * 12")},
    {MONTHLY("rent", SAM_UNIT_NOK, "11.41", "rent",
             "rented * unit_share * rent_share * market_rent * rent_index * (1 - vacancy)"),
     FLOW(OUTSIDE, "tenants", "seller", "rent")},
    {MONTHLY("running_cost", SAM_UNIT_NOK, "11.42", "running cost of homes rented", "rented * " BUYER_COST),
     FLOW(OUTSIDE, "seller", "suppliers", "running")},
    {MONTHLY("credit", SAM_UNIT_NOK, "11.43", "rent credited so far", "prev(credit) + rent_credit * rent")},
    {MONTHLY("decides", SAM_UNIT_FLAG, "11.44", "tenants buy",
             "m = min(timeline, done + floor(years * 12))")},
    {MONTHLY("purchase", SAM_UNIT_NOK, "11.45", "purchase by tenants, rent credited",
             "decides * take_up * max(0, unit_share * price_share * market_price - credit)"),
     FLOW(OUTSIDE, "buyers", "seller", "rent_to_own")},
    {MONTHLY("other_sale", SAM_UNIT_NOK, "11.46", "homes whose tenants do not buy",
             "decides * (1 - take_up) * unit_share * value_now"),
     FLOW(OUTSIDE, "market", "seller", "sale")},
    {SCALAR("tenant_share", SAM_UNIT_SHARE, "11.34", "share of the homes with tenants", "unit_share")},
    {SCALAR("tenant_rent", SAM_UNIT_NOK_MONTH, "11.35", "rent asked of tenants, at the price date",
            "unit_share * rent_share * market_rent")},
};
const sam_row_table sam_rent_to_own_table = TABLE("rent_to_own", RENT_TO_OWN);
/* clang-format on */
