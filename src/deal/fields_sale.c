/* Fields of the clauses on homes that are sold, and on what their buyers do with them. What a
 * clause does with them is in the plan room, in the file of the same name. Must not compute. */
#include "deal/fields_clauses.h"

static const sam_field SALE[] = {
    PARTY("buyer", SAM_OPTIONAL, "kjøpar", "kjøper", "buyer", "Who buys; buyers when absent."),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings", "Share of the dwellings for sale."),
    TERM(0.1, "price_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 3, "pris som del av marknadspris",
         "pris som andel av markedspris", "price as share of market price",
         "Price asked over market price."),
    NUMBER("months_to_sell", SAM_UNIT_MONTHS, SAM_DEFAULTED, 0, 0, 60, "salstid", "salgstid",
           "months to sell", "Sales fall evenly from completion over this many months more."),
    NUMBER("unsold_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0, 0, 1, "useld del", "usolgt andel",
           "unsold share", "Share of the homes for sale that find no buyer in time."),
    NUMBER("late_months", SAM_UNIT_MONTHS, SAM_DEFAULTED, 24, 0, 120, "sein salstid",
           "sen salgstid", "late sale",
           "Months after completion when homes without a buyer in time are sold after all."),
    NUMBER("late_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.8, 0, 2, "sein pris", "sen pris",
           "late price", "Price then over market price."),
    NUMBER("sale_cost", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.02, 0, 0.2, "salskostnad", "salgskostnad",
           "cost of sale", "Share of the price."),
};
KIND(sale, SALE, "sal", "salg", "sale", "Homes are sold when finished.");

static const sam_field PURCHASE_GUARANTEE[] = {
    PARTY("guarantor", SAM_REQUIRED, "garantist", "garantist", "guarantor",
          "Who buys homes that find no buyer in time."),
    {.path = "sale",
     .kind = SAM_VALUE_CLAUSE,
     .need = SAM_REQUIRED,
     .words = "sale",
     .nn = "sal",
     .nb = "salg",
     .en = "sale",
     .help = "The sale that is guaranteed.",
     .structural = true},
    TERM(0.1, "cost_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.9, 0, 1.5, "pris som del av kostnad",
         "pris som andel av kostnad", "price as share of cost",
         "Guaranteed price over the homes' project cost."),
    NUMBER("months", SAM_UNIT_MONTHS, SAM_DEFAULTED, 12, 0, 60, "frist", "frist", "deadline",
           "Months after completion when the guarantor buys."),
    NUMBER("resale_months", SAM_UNIT_MONTHS, SAM_DEFAULTED, 36, 0, 240, "vidaresal", "videresalg",
           "resale", "Months after completion when the guarantor sells again."),
    NUMBER("resale_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.9, 0, 2, "pris ved vidaresal",
           "pris ved videresalg", "resale price", "Price then over market value."),
};
KIND(purchase_guarantee, PURCHASE_GUARANTEE, "kjøpegaranti", "kjøpegaranti", "purchase guarantee",
     "Someone buys homes that find no buyer in time, and sells later.");

static const sam_field HOLDING[] = {
    PARTY("holder", SAM_REQUIRED, "eigar", "eier", "holder",
          "Who has bought homes and lets them himself."),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings", "Share of the dwellings held."),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 30, 0, 60, "eigetid", "eietid", "years held",
           "Years from completion until the homes are sold; the horizon at most."),
    TERM(0.1, "rent_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         "leige som del av marknadsleige", "leie som andel av markedsleie",
         "rent as share of market rent", "Rent asked over market rent."),
    NUMBER("vacancy_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2, "tomgang i høve til vanleg",
           "tomgang i forhold til vanlig", "vacancy relative to normal",
           "Vacancy over the scenario's."),
    NUMBER("running_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av FDV", "andel av FDV",
           "share of running cost",
           "Share of running cost the holder pays himself; 0 where common charges cover it."),
    NUMBER("value_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2, "pris som del av verdi",
           "pris som andel av verdi", "price as share of value",
           "Price when sold, over market value then."),
};
KIND(holding, HOLDING, "eigarskap", "eierskap", "holding",
     "A buyer of homes lets them at his own risk and sells at the end.");

static const sam_field RENT_TO_OWN[] = {
    PARTY("seller", SAM_REQUIRED, "seljar", "selger", "seller",
          "Who has bought homes, lets them, and sells them to the tenants."),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings", "Share of the dwellings."),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 5, 0, 30, "leigeår", "leieår", "rent years",
           "Years of renting before the purchase."),
    TERM(0.1, "rent_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         "leige som del av marknadsleige", "leie som andel av markedsleie",
         "rent as share of market rent", "Rent over market rent."),
    NUMBER("rent_credit", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.2, 0, 1, "godskriven leige",
           "godskrevet leie", "rent credited", "Share of rent paid that counts towards the price."),
    TERM(0.1, "price_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         "pris som del av verdi ved ferdigstilling", "pris som andel av verdi ved ferdigstillelse",
         "price as share of value at completion", "Agreed price over market value at completion."),
    NUMBER("take_up", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.8, 0, 1, "del som kjøper",
           "andel som kjøper", "share who buy",
           "Share of the tenants who buy; the other homes are sold at market value then."),
};
KIND(rent_to_own, RENT_TO_OWN, "leige til eige", "leie til eie", "rent to own",
     "A buyer of homes lets them to tenants who may buy them.");
