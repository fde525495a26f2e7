/* Fields of the clauses, kind by kind. What a clause does with them is in the plan room, in the
 * file of the same kind. */
#include <string.h>

#include "deal/fields.h"

#define PARTY(key, required, nynorsk, bokmaal, english, text)                                      \
    {                                                                                              \
        .path = (key), .kind = SAM_VALUE_PARTY, .need = (required), .nn = (nynorsk),               \
        .nb = (bokmaal), .en = (english), .help = (text), .structural = true                       \
    }
/* A number that may be decided: change is a step of it that matters. */
#define TERM(change, key, u, needed, fall, lo, hi, nynorsk, bokmaal, english, text)                \
    {                                                                                              \
        .path = (key), .kind = SAM_VALUE_NUMBER, .unit = (u), .need = (needed),                    \
        .fallback = (fall), .least = (lo), .most = (hi), .nn = (nynorsk), .nb = (bokmaal),         \
        .en = (english), .help = (text), .step = (change)                                          \
    }
#define NUMBER(key, u, needed, fall, lo, hi, nynorsk, bokmaal, english, text)                      \
    TERM(0, key, u, needed, fall, lo, hi, nynorsk, bokmaal, english, text)
#define WORD(key, choices, nynorsk, bokmaal, english, text)                                        \
    {                                                                                              \
        .path = (key), .kind = SAM_VALUE_WORD, .need = SAM_DEFAULTED, .words = (choices),          \
        .nn = (nynorsk), .nb = (bokmaal), .en = (english), .help = (text), .structural = true      \
    }
/* A word that must be chosen: a default would decide the deal behind the user's back. */
#define NEEDED_WORD(key, choices, nynorsk, bokmaal, english, text)                                 \
    {                                                                                              \
        .path = (key), .kind = SAM_VALUE_WORD, .need = SAM_REQUIRED, .words = (choices),           \
        .nn = (nynorsk), .nb = (bokmaal), .en = (english), .help = (text), .structural = true      \
    }
#define SIZING(amount)                                                                             \
    WORD("sizing", "limits|amount", "fastsetjing", "fastsettelse", "sizing",                       \
         "limits: the least of the limits given; amount: " amount                                  \
         " itself, by someone who holds the limits himself.")
#define SENIORITY(fall)                                                                            \
    {                                                                                              \
        .path = "seniority", .kind = SAM_VALUE_NUMBER, .unit = SAM_UNIT_COUNT,                     \
        .need = SAM_DEFAULTED, .fallback = (fall), .least = 0, .most = 99, .nn = "prioritet",      \
        .nb = "prioritet", .en = "seniority",                                                      \
        .help = "Order in the waterfall and in the funding: lower first.", .whole = true,          \
        .structural = true                                                                         \
    }

static const sam_field BUILDING_COST[] = {
    PARTY("contractor", SAM_OPTIONAL, "entreprenør", "entreprenør", "contractor",
          "Who is paid for the building; the outside contractor when absent."),
    NUMBER("fixed_price_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0, 0, 1, "fastprisdel",
           "fastprisandel", "fixed price share",
           "Share of an overrun that the contractor carries himself."),
};

static const sam_field PLOT[] = {
    PARTY("seller", SAM_REQUIRED, "seljar", "selger", "seller", "Who gives the plot."),
    TERM(0.1, "price_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "pris som del av verdi",
         "pris som andel av verdi", "price as share of value",
         "Price over market value: 1 market, 0 a gift."),
    NUMBER("ground_rent", SAM_UNIT_RATE, SAM_DEFAULTED, 0, 0, 0.2, "festeavgift", "festeavgift",
           "ground rent", "Yearly ground rent as a share of plot value; then price_share is 0."),
};

static const sam_field EQUITY[] = {
    PARTY("owner", SAM_REQUIRED, "eigar", "eier", "owner", "Who puts in the equity."),
    NUMBER("share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "eigardel", "eierandel",
           "share of ownership",
           "Share of contributions, support and distributions. All equity clauses sum to 1."),
    NUMBER("support_limit", SAM_UNIT_NOK, SAM_OPTIONAL, 0, 0, 1e10, "støttegrense", "støttegrense",
           "support limit",
           "Most this owner puts in to cover debt service after completion; no limit when absent."),
};

static const sam_field GRANT[] = {
    PARTY("payer", SAM_REQUIRED, "tilskotsgivar", "tilskuddsgiver", "grantor",
          "Who gives the grant."),
    TERM(5e5, "amount", SAM_UNIT_NOK, SAM_OPTIONAL, 0, 0, 1e10, "beløp", "beløp", "amount",
         "A fixed grant; the least of the limits given counts."),
    NUMBER("cost_share", SAM_UNIT_SHARE, SAM_OPTIONAL, 0, 0, 1, "del av kostnad",
           "andel av kostnad", "share of cost", "At most this share of project cost."),
    NUMBER("per_m2", SAM_UNIT_NOK_M2, SAM_OPTIONAL, 0, 0, 1e5, "per m²", "per m²", "per m²",
           "At most this much by area, each dwelling counted to area_cap."),
    NUMBER("area_cap", SAM_UNIT_M2, SAM_DEFAULTED, 80, 0, 500, "arealtak", "arealtak", "area cap",
           "Most area of one dwelling that counts."),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings", "Share of the dwellings the grant is for."),
    NUMBER("counted_in_ltv", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "tel med i lånegrad",
           "teller med i belåningsgrad", "counted in loan-to-value",
           "1: the grant is added to the loan in the loan-to-value test, as Husbanken does."),
    NUMBER("binding_years", SAM_UNIT_YEARS, SAM_DEFAULTED, 0, 0, 60, "bindingstid", "bindingstid",
           "binding time",
           "Years over which the grant is written down; what is left is paid back at an earlier "
           "end."),
    SIZING("amount"),
    SENIORITY(0),
};

static const sam_field CONSTRUCTION_LOAN[] = {
    PARTY("lender", SAM_REQUIRED, "långivar", "långiver", "lender", "The bank."),
    NUMBER("margin", SAM_UNIT_RATE, SAM_DEFAULTED, 0.03, -0.02, 0.2, "margin", "margin", "margin",
           "Nominal yearly margin over the money market rate on what is drawn."),
    NUMBER("commission", SAM_UNIT_RATE, SAM_DEFAULTED, 0.0033, 0, 0.05, "provisjon", "provisjon",
           "commission", "Yearly commission on the whole limit while building."),
};

static const sam_field TERM_LOAN[] = {
    PARTY("lender", SAM_REQUIRED, "långivar", "långiver", "lender", "Who lends."),
    SENIORITY(1),
    WORD("profile", "annuity|serial|interest_only|bullet|sculpted", "nedbetaling", "nedbetaling",
         "repayment profile",
         "annuity: equal instalments; serial: equal principal; interest_only and bullet: interest "
         "each term, principal with the last; sculpted: cover (DSCR) held at dscr_target."),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 30, 1, 60, "løpetid", "løpetid", "maturity",
           "Years from pay-out to the last instalment."),
    NUMBER("terms_per_year", SAM_UNIT_COUNT, SAM_DEFAULTED, 4, 1, 12, "terminar i året",
           "terminer i året", "terms a year", "1, 2, 3, 4, 6 or 12."),
    NUMBER("grace_years", SAM_UNIT_YEARS, SAM_DEFAULTED, 0, 0, 30, "avdragsfrie år",
           "avdragsfrie år", "interest-only years", "Years before the first principal."),
    WORD(
        "rate", "fixed|effective|market|husbanken", "rentetype", "rentetype", "rate type",
        "fixed: nominal_rate; effective: effective_rate turned into nominal for the terms; "
        "market: money market rate plus margin; husbanken: Husbanken's floating rate plus margin."),
    NUMBER("nominal_rate", SAM_UNIT_RATE, SAM_DEFAULTED, 0, -0.05, 1, "nominell rente",
           "nominell rente", "nominal rate", "For rate fixed."),
    NUMBER("effective_rate", SAM_UNIT_RATE, SAM_DEFAULTED, 0, -0.05, 1, "effektiv rente",
           "effektiv rente", "effective rate", "For rate effective."),
    NUMBER("margin", SAM_UNIT_RATE, SAM_DEFAULTED, 0, -0.05, 0.3, "margin", "margin", "margin",
           "Nominal yearly margin over the floating rate."),
    NUMBER("fee", SAM_UNIT_SHARE, SAM_DEFAULTED, 0, 0, 0.1, "etableringsgebyr", "etableringsgebyr",
           "arrangement fee",
           "Share of the loan, paid to the lender at pay-out out of the project's cash."),
    NUMBER("ltv_max", SAM_UNIT_SHARE, SAM_OPTIONAL, 0, 0, 1.5, "høgste lånegrad",
           "høyeste belåningsgrad", "highest loan-to-value",
           "Loan, loans ahead of it and counted grants over value at completion."),
    NUMBER("counts_grants", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "tel tilskot i lånegrad",
           "teller tilskudd i belåningsgrad", "grants counted in loan-to-value",
           "1: counted grants are added to the loan in its loan-to-value test."),
    NUMBER("cost_share_max", SAM_UNIT_SHARE, SAM_OPTIONAL, 0, 0, 1, "høgste del av kostnad",
           "høyeste andel av kostnad", "highest share of cost",
           "Loan over project cost without financing cost."),
    TERM(5e5, "amount_max", SAM_UNIT_NOK, SAM_OPTIONAL, 0, 0, 1e10, "høgste beløp", "høyeste beløp",
         "highest amount", "A fixed ceiling."),
    SIZING("amount_max"),
    NUMBER("dscr_target", SAM_UNIT_RATIO, SAM_OPTIONAL, 0, 1, 5, "mål for gjeldsdekning",
           "mål for gjeldsdekning", "target cover",
           "Cover (DSCR) that a sculpted loan holds in every term; also limits its amount."),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings",
           "Share of the dwellings (of value and cost) the loan's limits are counted on."),
};

static const sam_field LETTING[] = {
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings", "Share of the dwellings let this way."),
    TERM(0.1, "rent_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         "leige som del av marknadsleige", "leie som andel av markedsleie",
         "rent as share of market rent", "Rent asked over market rent."),
    NUMBER("vacancy_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2, "tomgang i høve til vanleg",
           "tomgang i forhold til vanlig", "vacancy relative to normal",
           "Vacancy over the scenario's: below 1 where someone points out the tenants."),
};

static const sam_field LEASE[] = {
    PARTY("lessee", SAM_REQUIRED, "leigetakar", "leietaker", "lessee",
          "Who leases the homes as a block and lets them on."),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings", "Share of the dwellings leased."),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 10, 0, 60, "leigetid", "leietid", "lease years",
           "From completion; after it the owner lets the homes himself."),
    TERM(0.1, "rent_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         "leige som del av marknadsleige", "leie som andel av markedsleie",
         "rent as share of market rent", "What the lessee pays the owner, over market rent."),
    TERM(0.1, "sublet_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2,
         "framleige som del av marknadsleige", "framleie som andel av markedsleie",
         "sub-rent as share of market rent", "What the tenants pay the lessee, over market rent."),
    NUMBER("vacancy_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2, "tomgang i høve til vanleg",
           "tomgang i forhold til vanlig", "vacancy relative to normal",
           "Vacancy of the lessee's homes over the scenario's."),
    NUMBER("administration", SAM_UNIT_NOK_YEAR, SAM_DEFAULTED, 0, 0, 1e5, "administrasjon",
           "administrasjon", "administration",
           "The lessee's cost a year for each leased home, at the price date."),
};

static const sam_field GUARANTEE[] = {
    PARTY("guarantor", SAM_REQUIRED, "garantist", "garantist", "guarantor", "Who guarantees."),
    {.path = "loan",
     .kind = SAM_VALUE_CLAUSE,
     .need = SAM_REQUIRED,
     .words = "term_loan",
     .nn = "lån",
     .nb = "lån",
     .en = "loan",
     .help = "The guaranteed loan.",
     .structural = true},
    TERM(0.1, "share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.8, 0, 1, "garantidel", "garantiandel",
         "guaranteed share", "Share of unpaid debt service that the guarantor pays."),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 30, 0, 60, "garantitid", "garantitid",
           "guarantee years", "From completion."),
    TERM(0.005, "premium", SAM_UNIT_RATE, SAM_DEFAULTED, 0, 0, 0.1, "garantiprovisjon",
         "garantiprovisjon", "guarantee premium",
         "Yearly premium on the guaranteed part of the loan."),
    NUMBER("market_premium", SAM_UNIT_RATE, SAM_DEFAULTED, 0.015, 0, 0.1, "marknadspremie",
           "markedspremie", "market premium", "What the market would ask: the difference is aid."),
};

static const sam_field RENT_GUARANTEE[] = {
    PARTY("guarantor", SAM_REQUIRED, "garantist", "garantist", "guarantor", "Who guarantees rent."),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings", "Share of the dwellings covered."),
    TERM(0.05, "threshold", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.05, 0, 1, "terskel", "terskel",
         "threshold", "Vacancy that the owner carries himself."),
    NUMBER("years", SAM_UNIT_YEARS, SAM_DEFAULTED, 10, 0, 60, "garantitid", "garantitid",
           "guarantee years", "From completion."),
};

static const sam_field RUNNING_COST[] = {
    PARTY("supplier", SAM_OPTIONAL, "leverandør", "leverandør", "supplier",
          "Who is paid for management, running, maintenance and replacement."),
};

static const sam_field TAX[] = {
    NUMBER("rate", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.22, 0, 0.6, "skattesats", "skattesats",
           "tax rate", "Tax on income of the company that owns the building."),
};

static const sam_field TRANSFER[] = {
    PARTY("taker", SAM_OPTIONAL, "overtakar", "overtaker", "taker",
          "Who takes over at the end; the market when absent."),
    NUMBER("value_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2, "pris som del av verdi",
           "pris som andel av verdi", "price as share of value",
           "Price at the end over market value then."),
    NUMBER("sale_cost", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.02, 0, 0.2, "salskostnad", "salgskostnad",
           "cost of sale", "Share of the price."),
};

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

static const sam_field OPTION[] = {
    PARTY("holder", SAM_REQUIRED, "opsjonshavar", "opsjonshaver", "holder",
          "Who may buy the building at the end."),
    TERM(0.1, "strike_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.8, 0, 3,
         "opsjonspris som del av kostnad", "opsjonspris som andel av kostnad",
         "strike as share of cost", "Price over project cost; exercised when the value is higher."),
};

static const sam_field COMMON_CHARGES[] = {
    PARTY("payer", SAM_REQUIRED, "andelseigar", "andelseier", "member",
          "Who pays common charges: debt service and running cost as they fall due."),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings", "Share of the dwellings this member has."),
    NUMBER("margin", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.02, 0, 0.5, "påslag", "påslag", "margin",
           "Charged beyond cost, against unpaid charges."),
};

static const sam_field RESERVE[] = {
    NUMBER("months", SAM_UNIT_MONTHS, SAM_DEFAULTED, 6, 0, 24, "månader", "måneder", "months",
           "Months of next year's debt service kept before distributions."),
};

#define KIND(word, table, nynorsk, bokmaal, english, text)                                         \
    {                                                                                              \
        .name = (word), .nn = (nynorsk), .nb = (bokmaal), .en = (english), .help = (text),         \
        .fields = (table), .field_count = (uint32_t)(sizeof(table) / sizeof *(table))              \
    }

const sam_clause_kind sam_clause_kinds[] = {
    KIND("building_cost", BUILDING_COST, "byggjekostnad", "byggekostnad", "building cost",
         "The project pays the contractor as the building rises."),
    KIND("plot", PLOT, "tomt", "tomt", "plot", "The plot, sold, given or leased to the project."),
    KIND("equity", EQUITY, "eigenkapital", "egenkapital", "equity",
         "An owner: puts in what is missing, supports the project, receives what is left."),
    KIND("grant", GRANT, "tilskot", "tilskudd", "grant",
         "Money that need not be paid back while its conditions hold."),
    KIND("construction_loan", CONSTRUCTION_LOAN, "byggjelån", "byggelån", "construction loan",
         "The bank's loan while building, repaid by the long-term funding."),
    KIND("term_loan", TERM_LOAN, "lån", "lån", "term loan",
         "A long loan paid out at completion and sized by the limits given."),
    KIND("letting", LETTING, "utleige", "utleie", "letting",
         "The project lets homes to tenants and carries vacancy."),
    KIND("lease", LEASE, "blokkleige", "blokkleie", "block lease",
         "Someone leases homes from the project and lets them on, vacancy and all."),
    KIND("guarantee", GUARANTEE, "lånegaranti", "lånegaranti", "loan guarantee",
         "Someone pays a share of debt service that the project cannot pay."),
    KIND("rent_guarantee", RENT_GUARANTEE, "leigegaranti", "leiegaranti", "rent guarantee",
         "Someone pays the rent lost to vacancy above a threshold."),
    KIND("running_cost", RUNNING_COST, "FDV", "FDV", "running cost",
         "Management, running, maintenance and replacement, and property tax."),
    KIND("tax", TAX, "skatt", "skatt", "income tax", "The owning company's tax on income."),
    KIND("sale", SALE, "sal", "salg", "sale", "Homes are sold when finished."),
    KIND("purchase_guarantee", PURCHASE_GUARANTEE, "kjøpegaranti", "kjøpegaranti",
         "purchase guarantee", "Someone buys homes that find no buyer in time, and sells later."),
    KIND("holding", HOLDING, "eigarskap", "eierskap", "holding",
         "A buyer of homes lets them at his own risk and sells at the end."),
    KIND("rent_to_own", RENT_TO_OWN, "leige til eige", "leie til eie", "rent to own",
         "A buyer of homes lets them to tenants who may buy them."),
    KIND("option", OPTION, "kjøpsopsjon", "kjøpsopsjon", "call option",
         "Someone may buy the building at the end at an agreed price."),
    KIND("common_charges", COMMON_CHARGES, "felleskostnader", "felleskostnader", "common charges",
         "Members of a co-operative pay its debt service and running cost."),
    KIND("reserve", RESERVE, "avsetjing", "avsetning", "debt service reserve",
         "Cash kept for the next year's debt service."),
    KIND("transfer", TRANSFER, "overtaking", "overtakelse", "transfer at the end",
         "The building is taken over at market value when the horizon ends."),
};
const uint32_t sam_clause_kind_count =
    (uint32_t)(sizeof sam_clause_kinds / sizeof *sam_clause_kinds);

const sam_clause_kind *sam_clause_kind_find(const char *name) {
    for (uint32_t i = 0; i < sam_clause_kind_count; i++)
        if (strcmp(sam_clause_kinds[i].name, name) == 0)
            return &sam_clause_kinds[i];
    return NULL;
}

uint32_t sam_clause_field(const sam_clause *clause, const char *field) {
    for (uint32_t i = 0; i < clause->spec->field_count; i++)
        if (strcmp(clause->spec->fields[i].path, field) == 0)
            return i;
    return UINT32_MAX;
}
