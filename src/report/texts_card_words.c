/* Words of model cards: what a model requires, and what who stands in a clause gives and carries.
 */
#include "report/texts_words.h"

#define NEED(k, text) {SAM_WORDS_NEED, k, text},
#define GIVES(k, text) {SAM_WORDS_GIVES, k, text},
#define VALUE(k, text) {SAM_WORDS_VALUE, k, text},
#define CARRIES(k, text) {SAM_WORDS_CARRIES, k, text},

/* clang-format off */
const sam_word_row sam_card_words[] = {
    NEED("public_announcement", N_("An open announcement before anyone is chosen"))
    NEED("procurement", N_("Public procurement rules apply"))
    NEED("registered_right", N_("A right registered on the property before payout"))
    NEED("husbanken_commitment", N_("A commitment from Husbanken before work starts"))
    NEED("valuation", N_("An independent valuation"))
    NEED("legal_check", N_("A look into state aid and kommunelova § 14-19"))
    NEED("council_decision", N_("A decision by the council"))
    NEED("state_approval_guarantee", N_("The state approves the guarantee"))
    NEED("state_approval_robek", N_("The state approves when the municipality is on ROBEK"))
    NEED("shareholders_agreement", N_("A shareholders' agreement"))
    NEED("insurance_of_common_charges", N_("Insurance of common charges"))

    GIVES("plot", N_("the plot"))
    GIVES("building_cost", N_("the building, for payment"))
    GIVES("equity", NC_("gives", "equity"))
    GIVES("grant", N_("a grant"))
    GIVES("construction_loan", N_("a construction loan"))
    GIVES("term_loan", N_("a long loan"))
    GIVES("guarantee", N_("a guarantee of the loan"))
    GIVES("rent_guarantee", N_("a guarantee of the rent"))
    GIVES("lease", N_("fixed rent for the homes"))
    GIVES("sale", N_("the price of the homes"))
    GIVES("purchase_guarantee", N_("a promise to buy what is not sold"))
    GIVES("holding", N_("capital in the homes that are let"))
    GIVES("rent_to_own", N_("a right for the tenant to buy"))
    GIVES("common_charges", N_("common charges"))
    GIVES("option", N_("the price if the option is used"))
    GIVES("transfer", N_("the price at transfer"))

    CARRIES("plot", N_("making the plot ready"))
    CARRIES("building_cost", N_("the fixed-price share of an overrun"))
    CARRIES("equity", N_("overrun, vacancy, interest and value, where nobody else does"))
    CARRIES("grant", N_("that the grant does not come back"))
    CARRIES("construction_loan", N_("loss while building"))
    CARRIES("term_loan", N_("loss when rent and owners do not pay"))
    CARRIES("guarantee", N_("debt service that the project cannot pay"))
    CARRIES("rent_guarantee", N_("vacancy beyond a limit"))
    CARRIES("lease", N_("vacancy during the lease"))
    CARRIES("purchase_guarantee", N_("unsold homes and their price"))
    CARRIES("holding", N_("vacancy, running and value of these homes"))
    CARRIES("rent_to_own", N_("vacancy, and the value if the tenant does not buy"))
    CARRIES("common_charges", N_("running and debt service"))
    CARRIES("sale", N_("the value after the purchase"))
    CARRIES("transfer", N_("the value after transfer"))

    VALUE("annuity", N_("annuity"))
    VALUE("serial", N_("serial"))
    VALUE("interest_only", N_("interest only"))
    VALUE("bullet", N_("all at the end"))
    VALUE("sculpted", N_("by cover"))
    VALUE("market", N_("market rate"))
    VALUE("husbanken", N_("Husbanken's rate"))
    VALUE("effective", N_("effective rate"))
    VALUE("fixed", N_("fixed"))
    VALUE("limits", N_("by the limits"))
    VALUE("amount", N_("a fixed amount"))
    {0}
};
/* clang-format on */
