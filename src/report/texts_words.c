/* Words that the engine writes as keys. Terms are those of Norwegian municipal
 * housing practice. A key that is not here has no word, and the caller says what to show then. */
#include "report/texts_words.h"

#include <string.h>

#define MEASURE(k, text) {SAM_WORDS_MEASURE, k, text},
#define FLAG(k, text) {SAM_WORDS_FLAG, k, text},
#define CHANCE(k, text) {SAM_WORDS_CHANCE, k, text},
#define ACCOUNT(k, text) {SAM_WORDS_ACCOUNT, k, text},
#define PARTY(k, text) {SAM_WORDS_PARTY, k, text},
#define ASSUMED(k, text) {SAM_WORDS_ASSUMED, k, text},
#define ROW(k, text) {SAM_WORDS_ROW, k, text},

/* clang-format off */
static const sam_word_row WORDS[] = {
    MEASURE("npv", N_("Net present value"))
    MEASURE("irr", N_("Internal rate of return"))
    MEASURE("received", N_("Received in all"))
    MEASURE("paid", N_("Paid in all"))
    MEASURE("total", N_("Received less paid"))
    MEASURE("outlay", N_("Most out of pocket at once"))
    MEASURE("min_dscr", N_("Lowest debt-service cover (DSCR)"))
    MEASURE("first_below_one", N_("First month with cover (DSCR) below 1"))
    MEASURE("first_below_covenant", N_("First month with cover (DSCR) below the covenant"))
    MEASURE("first_call", N_("First month in which a guarantee is called"))
    MEASURE("lent_out", N_("Long loans given"))
    MEASURE("credit_loss", N_("Lost on loans"))
    MEASURE("default_month", N_("First month three months behind"))
    MEASURE("total_debt", N_("Long debt at completion"))
    MEASURE("total_grants", N_("Grants"))
    MEASURE("total_equity", N_("Equity while building"))
    MEASURE("total_cost", N_("Project cost with financing"))
    MEASURE("equity_gap", N_("Share of cost left to the owners"))
    MEASURE("ltv", N_("Loan-to-value at completion"))
    MEASURE("total_support", N_("Owners' later support"))
    MEASURE("arrears_left", N_("Debt never paid"))
    MEASURE("guarantee_stock", N_("Greatest guaranteed amount"))
    MEASURE("guarantee_calls", N_("Paid on guarantees"))
    MEASURE("aid", N_("Aid, undiscounted"))
    MEASURE("rent_m2", N_("Market rent by m² and year"))
    MEASURE("gross_yield", N_("Market rent over project cost"))
    MEASURE("peak_debt", N_("Most owed on long loans"))
    MEASURE("mean_rent", N_("Agreed rent a home"))
    MEASURE("capital_cost", N_("Cost of capital a year"))
    MEASURE("llcr", N_("Loan-life cover at completion (LLCR)"))
    MEASURE("plcr", N_("Project-life cover at completion (PLCR)"))
    MEASURE("min_icr", N_("Lowest interest cover (ICR)"))
    MEASURE("min_dscr_month", N_("The year with the lowest cover ends"))
    MEASURE("peak_ltv", N_("Highest loan-to-value in operation"))
    MEASURE("profit_on_cost", N_("Value less cost, over cost"))
    MEASURE("residual_land_value", N_("What the value leaves for the plot"))
    MEASURE("tenant_rent_m2", N_("Tenants' rent by m² and year"))
    MEASURE("rent_to_market", N_("Tenants' rent over market rent"))
    MEASURE("rent_burden", N_("Tenants' rent over household income"))
    MEASURE("aid_equivalent", N_("Municipal aid, gross grant equivalent"))
    MEASURE("aid_of_ceiling", N_("Municipal aid over the de minimis ceiling"))
    MEASURE("cost_per_dwelling", N_("Net present cost by dwelling"))
    MEASURE("cost_per_dwelling_year", N_("Net cost by dwelling and year of operation"))
    MEASURE("debt_to_revenue", N_("Loan debt with the project, over revenue"))
    MEASURE("heaviest_year", N_("Most paid net in one calendar year"))
    MEASURE("loss", N_("Lender's loss"))
    MEASURE("minimum_instalment_after", N_("Minimum instalment with the project"))
    MEASURE("minimum_instalment_before", N_("Minimum instalment without the project"))
    MEASURE("minimum_instalment_by_life", N_("Minimum instalment by the life of what is owned"))
    MEASURE("mirr", N_("Modified rate of return (MIRR)"))
    MEASURE("npv_with_inhabitants", N_("Net present value with the value of new inhabitants"))
    MEASURE("payback", N_("Everything paid is back from"))
    MEASURE("unfunded_npv", N_("Net present value of the project before funding"))

    FLAG("W_GUARANTEE_BUSINESS", N_("The municipality guarantees debt of a profit-making party: the act bars guarantees for business."))
    FLAG("W_GUARANTEE_APPROVAL", N_("The guarantee may need approval by the state and must not mean material economic risk."))
    FLAG("W_GUARANTEE_SIZE", N_("The guarantee is more than 1 % of yearly revenue."))
    FLAG("W_RENT_GUARANTEE", N_("A rent guarantee is a commitment to pay for a right and not for another's debt: have it assessed."))
    FLAG("W_PURCHASE_GUARANTEE", N_("The municipality may have to buy homes that find no buyer."))
    FLAG("W_LEASE_FINANCIAL", N_("A lease of 75 % of the life of the homes or more may have to be booked as investment with debt."))
    FLAG("W_MINIMUM_INSTALMENT", N_("Owning the homes changes the municipality's minimum instalment a year."))
    FLAG("W_STATE_AID", N_("Plot below market value or guarantee below market premium is aid: hold it against the de minimis ceiling."))
    FLAG("W_COVER", N_("Rent does not pay the debt service in the worst year."))
    FLAG("W_SUPPORT", N_("The owners must put in more after completion."))
    FLAG("W_LENDER_LOSS", N_("A lender is not paid in full."))
    FLAG("W_LEASE_VALUE", N_("A lease whose rent is worth this share of the homes' value may have to be booked as investment with debt."))
    FLAG("W_BELOW_MARKET", N_("The municipality gives the plot below its market value: have it valued and announced."))
    FLAG("W_AID_CEILING", N_("The aid is above the de minimis ceiling by this amount."))
    FLAG("W_ANNOUNCEMENT", N_("The need must be announced before anyone is chosen, and the project does not say that it is."))
    FLAG("W_PROCUREMENT", N_("Public procurement applies, and the project does not say that it is done."))
    FLAG("W_LTV", N_("Debt is more than the homes are worth in some year."))
    FLAG("W_OVERCOMPENSATION", N_("An owner who is given grants or aid earns more than 3 points above the return asked; by this much."))
    FLAG("W_GRANT_NOT_EQUITY", N_("A grant counted with the loan lowers debt and leaves the equity gap as it was."))

    CHANCE("dscr_below_1", N_("Cover (DSCR) below 1.0 in some year"))
    CHANCE("dscr_below_covenant", N_("Cover (DSCR) below the covenant in some year"))
    CHANCE("support", N_("Owners must put in more after completion"))
    CHANCE("guarantee_called", N_("A guarantee is called"))
    CHANCE("default", N_("Debt service three months behind"))
    CHANCE("lender_loss", N_("A lender loses"))

    ACCOUNT("arrangement_fee", N_("arrangement fee"))
    ACCOUNT("building", N_("building"))
    ACCOUNT("commission", N_("commission"))
    ACCOUNT("common_charges", N_("common charges"))
    ACCOUNT("construction_interest", N_("construction interest"))
    ACCOUNT("construction_loan", N_("construction loan"))
    ACCOUNT("construction_repayment", N_("repayment of construction loan"))
    ACCOUNT("distribution", N_("distribution"))
    ACCOUNT("end_value", N_("value at the end"))
    ACCOUNT("equity", N_("equity"))
    ACCOUNT("grant", N_("grant"))
    ACCOUNT("grant_clawback", N_("grant paid back"))
    ACCOUNT("ground_rent", N_("ground rent"))
    ACCOUNT("guarantee_call", N_("guarantee call"))
    ACCOUNT("guarantee_premium", N_("guarantee premium"))
    ACCOUNT("guaranteed_purchase", N_("guaranteed purchase"))
    ACCOUNT("income_tax", N_("income tax"))
    ACCOUNT("interest", N_("interest"))
    ACCOUNT("lease_administration", N_("lease administration"))
    ACCOUNT("lease_rent", N_("lease rent"))
    ACCOUNT("loan", N_("loan"))
    ACCOUNT("maintenance", N_("maintenance"))
    ACCOUNT("management", N_("management"))
    ACCOUNT("option_price", N_("option price"))
    ACCOUNT("owner_support", N_("owners' later support"))
    ACCOUNT("plot", N_("plot"))
    ACCOUNT("plot_development", N_("plot development"))
    ACCOUNT("principal", N_("principal"))
    ACCOUNT("property_tax", N_("property tax"))
    ACCOUNT("rent", N_("rent"))
    ACCOUNT("rent_guarantee", N_("rent guarantee"))
    ACCOUNT("rent_to_own", N_("rent to own"))
    ACCOUNT("replacement", N_("replacement"))
    ACCOUNT("resale", N_("resale"))
    ACCOUNT("running", N_("running"))
    ACCOUNT("sale", N_("sale"))
    ACCOUNT("sale_cost", N_("cost of sale"))
    ACCOUNT("transfer_price", N_("price at transfer"))

    PARTY("municipality", N_("the municipality"))
    PARTY("developer", N_("the developer"))
    PARTY("husbanken", N_("Husbanken"))
    PARTY("bank", N_("the local bank"))
    PARTY("project", N_("the project"))
    PARTY("owner", N_("the owner"))
    PARTY("foundation", N_("the housing foundation"))
    PARTY("tenants", N_("the tenants"))
    PARTY("buyers", N_("the buyers"))
    PARTY("state", N_("the state"))
    PARTY("contractor", N_("the contractor"))
    PARTY("suppliers", N_("suppliers"))
    PARTY("market", N_("the market"))

    ASSUMED("rent", N_("the level of rent (1.00 is the project's)"))
    ASSUMED("vacancy", N_("vacancy"))
    ASSUMED("rate_shift", N_("the shift of floating rates"))
    ASSUMED("overrun", N_("the cost overrun"))
    ASSUMED("value_to_cost", N_("value to cost"))

    ROW("dscr", N_("Debt-service cover (DSCR)"))
    ROW("guaranteed", N_("Guaranteed, million kr"))
    ROW("so_far", N_("Cash flow so far of {1}, million kr"))
};
/* clang-format on */

enum { COUNT = sizeof WORDS / sizeof *WORDS };

static const sam_word_row *find(const sam_word_row *table, size_t count, sam_word_kind kind,
                                const char *key) {
    for (size_t i = 0; i < count && table[i].key; i++)
        if (table[i].kind == kind && strcmp(table[i].key, key) == 0)
            return &table[i];
    return NULL;
}

const char *sam_say_word(sam_word_kind kind, const char *key) {
    if (!key)
        return NULL;
    const sam_word_row *row = find(WORDS, COUNT, kind, key);
    if (!row)
        row = find(sam_card_words, SIZE_MAX, kind, key);
    if (!row)
        row = find(sam_choice_words, SIZE_MAX, kind, key);
    return row ? sam_tr(row->text) : NULL;
}

const sam_word_row *sam_words_at(size_t index) {
    size_t cards = 0;
    while (sam_card_words[cards].key)
        cards++;
    const sam_word_row *row = index < COUNT           ? &WORDS[index]
                              : index < COUNT + cards ? &sam_card_words[index - COUNT]
                                                      : &sam_choice_words[index - COUNT - cards];
    return row->key ? row : NULL;
}
