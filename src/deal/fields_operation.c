/* Fields of the clauses on running the building, and on what becomes of it at the end. What a
 * clause does with them is in the plan room, in the file of the same name. Must not compute. */
#include "deal/fields_clauses.h"

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
KIND(letting, LETTING, "utleige", "utleie", "letting",
     "The project lets homes to tenants and carries vacancy.");

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
KIND(lease, LEASE, "blokkleige", "blokkleie", "block lease",
     "Someone leases homes from the project and lets them on, vacancy and all.");

static const sam_field RUNNING_COST[] = {
    PARTY("supplier", SAM_OPTIONAL, "leverandør", "leverandør", "supplier",
          "Who is paid for management, running, maintenance and replacement."),
};
KIND(running_cost, RUNNING_COST, "FDV", "FDV", "running cost",
     "Management, running, maintenance and replacement, and property tax.");

static const sam_field TAX[] = {
    NUMBER("rate", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.22, 0, 0.6, "skattesats", "skattesats",
           "tax rate", "Tax on income of the company that owns the building."),
};
KIND(tax, TAX, "skatt", "skatt", "income tax", "The owning company's tax on income.");

static const sam_field TRANSFER[] = {
    PARTY("taker", SAM_OPTIONAL, "overtakar", "overtaker", "taker",
          "Who takes over at the end; the market when absent."),
    NUMBER("value_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 2, "pris som del av verdi",
           "pris som andel av verdi", "price as share of value",
           "Price at the end over market value then."),
    NUMBER("sale_cost", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.02, 0, 0.2, "salskostnad", "salgskostnad",
           "cost of sale", "Share of the price."),
};
KIND(transfer, TRANSFER, "overtaking", "overtakelse", "transfer at the end",
     "The building is taken over at market value when the horizon ends.");

static const sam_field OPTION[] = {
    PARTY("holder", SAM_REQUIRED, "opsjonshavar", "opsjonshaver", "holder",
          "Who may buy the building at the end."),
    TERM(0.1, "strike_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.8, 0, 3,
         "opsjonspris som del av kostnad", "opsjonspris som andel av kostnad",
         "strike as share of cost", "Price over project cost; exercised when the value is higher."),
};
KIND(option, OPTION, "kjøpsopsjon", "kjøpsopsjon", "call option",
     "Someone may buy the building at the end at an agreed price.");

static const sam_field COMMON_CHARGES[] = {
    PARTY("payer", SAM_REQUIRED, "andelseigar", "andelseier", "member",
          "Who pays common charges: debt service and running cost as they fall due."),
    NUMBER("unit_share", SAM_UNIT_SHARE, SAM_DEFAULTED, 1, 0, 1, "del av bustadene",
           "andel av boligene", "share of dwellings", "Share of the dwellings this member has."),
    NUMBER("margin", SAM_UNIT_SHARE, SAM_DEFAULTED, 0.02, 0, 0.5, "påslag", "påslag", "margin",
           "Charged beyond cost, against unpaid charges."),
};
KIND(common_charges, COMMON_CHARGES, "felleskostnader", "felleskostnader", "common charges",
     "Members of a co-operative pay its debt service and running cost.");

static const sam_field RESERVE[] = {
    NUMBER("months", SAM_UNIT_MONTHS, SAM_DEFAULTED, 6, 0, 24, "månader", "måneder", "months",
           "Months of next year's debt service kept before distributions."),
};
KIND(reserve, RESERVE, "avsetjing", "avsetning", "debt service reserve",
     "Cash kept for the next year's debt service.");
