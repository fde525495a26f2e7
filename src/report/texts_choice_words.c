/* Words for what somebody asks for, and for how much of it must give way. Keys are the ends of the
 * limits' names. {1}: who or what it is about; in ways the amount. */
#include "report/texts_words.h"

#define LIMIT(k, text) {SAM_WORDS_LIMIT, k, text},
#define WAY(k, text) {SAM_WORDS_WAY, k, text},

/* clang-format off */
const sam_word_row sam_choice_words[] = {
    LIMIT("cover", N_("rent pays the debt service as well as the goal says, in every full year"))
    LIMIT("npv", N_("{1}: earns the return it requires"))
    LIMIT("limit_ltv", N_("{1}: at most its share of the value (loan-to-value)"))
    LIMIT("limit_cost_share", N_("{1}: at most its share of the cost"))
    LIMIT("limit_dscr", N_("{1}: at most what the cash ahead can carry"))
    LIMIT("limit_per_m2", N_("{1}: at most its rate by area"))
    LIMIT("room", N_("{1}: at most what is left to fund"))
    LIMIT("market_rent", N_("{1}: rent is at most market rent"))
    LIMIT("rent_max", N_("tenants: rent is at most what they can afford"))
    LIMIT("equity_max", N_("owners: equity is at most what they have"))
    LIMIT("guarantee_frame", N_("the municipality: guaranteed debt is within its frame"))
    LIMIT("municipal_cost_max", N_("the municipality: net present cost is within its frame"))
    LIMIT("aid_max", N_("aid to the owner is at most the de minimis ceiling"))

    WAY("cover_in_draws", N_("{1} less cash in the worst years of draws than cover asks for"))
    WAY("cvar", N_("{1} more cost in the mean of the party's dearest draws"))
    WAY("cover", N_("{1} less cash in the worst year than cover asks for"))
    WAY("npv", N_("{1} less in net present value to the owner"))
    WAY("limit_ltv", N_("{1} more loan than the value allows"))
    WAY("limit_cost_share", N_("{1} more than the share of cost allows"))
    WAY("limit_dscr", N_("{1} more loan than the cash ahead can carry"))
    WAY("market_rent", N_("{1} above market rent, all homes together"))
    WAY("rent_max", N_("{1} more rent by dwelling than can be afforded"))
    WAY("equity_max", N_("{1} more equity"))
    WAY("guarantee_frame", N_("{1} more in guarantees"))
    WAY("municipal_cost_max", N_("{1} more cost to the municipality"))
    WAY("aid_max", N_("{1} more aid to the owner"))
    {0},
};
/* clang-format on */
