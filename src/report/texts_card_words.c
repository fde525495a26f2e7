/* Words of model cards: what a model requires, and what who stands in a clause gives and carries.
 */
#include "report/texts_words.h"

#define NEED(k, nn, nb, en) {SAM_WORDS_NEED, k, {nn, nb, en}},
#define GIVES(k, nn, nb, en) {SAM_WORDS_GIVES, k, {nn, nb, en}},
#define VALUE(k, nn, nb, en) {SAM_WORDS_VALUE, k, {nn, nb, en}},
#define CARRIES(k, nn, nb, en) {SAM_WORDS_CARRIES, k, {nn, nb, en}},

/* clang-format off */
const sam_word_row sam_card_words[] = {
    NEED("public_announcement", "Open utlysing før nokon blir vald", "Åpen utlysning før noen velges",
         "An open announcement before anyone is chosen")
    NEED("procurement", "Reglane for offentlege innkjøp gjeld", "Reglene for offentlige anskaffelser gjelder",
         "Public procurement rules apply")
    NEED("registered_right", "Ein tinglyst rett på eigedomen før utbetaling",
         "En tinglyst rett på eiendommen før utbetaling", "A right registered on the property before payout")
    NEED("husbanken_commitment", "Tilsegn frå Husbanken før bygging tek til",
         "Tilsagn fra Husbanken før bygging starter", "A commitment from Husbanken before work starts")
    NEED("valuation", "Ein uavhengig takst", "En uavhengig takst", "An independent valuation")
    NEED("legal_check", "Vurdering av statsstøtte og kommunelova § 14-19",
         "Vurdering av statsstøtte og kommuneloven § 14-19",
         "A look into state aid and kommunelova § 14-19")
    NEED("council_decision", "Vedtak i kommunestyret", "Vedtak i kommunestyret", "A decision by the council")
    NEED("state_approval_guarantee", "Staten godkjenner garantien", "Staten godkjenner garantien",
         "The state approves the guarantee")
    NEED("state_approval_robek", "Staten godkjenner når kommunen står i ROBEK",
         "Staten godkjenner når kommunen står i ROBEK", "The state approves when the municipality is on ROBEK")
    NEED("shareholders_agreement", "Aksjonæravtale", "Aksjonæravtale", "A shareholders' agreement")
    NEED("insurance_of_common_charges", "Sikring av felleskostnadene", "Sikring av felleskostnadene",
         "Insurance of common charges")

    GIVES("plot", "tomta", "tomten", "the plot")
    GIVES("building_cost", "bygget, mot betaling", "bygget, mot betaling", "the building, for payment")
    GIVES("equity", "eigenkapitalen", "egenkapitalen", "equity")
    GIVES("grant", "tilskot", "tilskudd", "a grant")
    GIVES("construction_loan", "byggjelån", "byggelån", "a construction loan")
    GIVES("term_loan", "langt lån", "langt lån", "a long loan")
    GIVES("guarantee", "garanti for lånet", "garanti for lånet", "a guarantee of the loan")
    GIVES("rent_guarantee", "garanti for leiga", "garanti for leien", "a guarantee of the rent")
    GIVES("lease", "fast leige for bustadene", "fast leie for boligene", "fixed rent for the homes")
    GIVES("sale", "kjøpesummen", "kjøpesummen", "the price of the homes")
    GIVES("purchase_guarantee", "lovnad om å kjøpe det som ikkje blir selt",
          "løfte om å kjøpe det som ikke blir solgt", "a promise to buy what is not sold")
    GIVES("holding", "kapital i bustadene som blir leigde ut", "kapital i boligene som leies ut",
          "capital in the homes that are let")
    GIVES("rent_to_own", "ein kjøpsrett til leigetakaren", "en kjøpsrett til leietakeren",
          "a right for the tenant to buy")
    GIVES("common_charges", "felleskostnader", "felleskostnader", "common charges")
    GIVES("option", "kjøpesummen dersom opsjonen blir brukt", "kjøpesummen hvis opsjonen brukes",
          "the price if the option is used")
    GIVES("transfer", "prisen ved overtaking", "prisen ved overtakelse", "the price at transfer")

    CARRIES("plot", "opparbeidinga av tomta", "opparbeidelsen av tomten", "making the plot ready")
    CARRIES("building_cost", "fastprisdelen av ei overskriding", "fastprisandelen av en overskridelse",
            "the fixed-price share of an overrun")
    CARRIES("equity", "overskriding, tomgang, rente og verdi, når ingen annan gjer det",
            "overskridelse, tomgang, rente og verdi, når ingen annen gjør det",
            "overrun, vacancy, interest and value, where nobody else does")
    CARRIES("grant", "at tilskotet ikkje kjem att", "at tilskuddet ikke kommer tilbake",
            "that the grant does not come back")
    CARRIES("construction_loan", "tap mens det blir bygt", "tap mens det bygges", "loss while building")
    CARRIES("term_loan", "tap når leige og eigarar ikkje betaler", "tap når leie og eiere ikke betaler",
            "loss when rent and owners do not pay")
    CARRIES("guarantee", "renter og avdrag som prosjektet ikkje kan betale",
            "renter og avdrag som prosjektet ikke kan betale",
            "debt service that the project cannot pay")
    CARRIES("rent_guarantee", "tomgang over ei grense", "tomgang over en grense", "vacancy beyond a limit")
    CARRIES("lease", "tomgang i leigetida", "tomgang i leietiden", "vacancy during the lease")
    CARRIES("purchase_guarantee", "uselde bustader og prisen på dei", "usolgte boliger og prisen på dem",
            "unsold homes and their price")
    CARRIES("holding", "tomgang, drift og verdi av desse bustadene",
            "tomgang, drift og verdi av disse boligene", "vacancy, running and value of these homes")
    CARRIES("rent_to_own", "tomgang, og verdien dersom leigetakaren ikkje kjøper",
            "tomgang, og verdien hvis leietakeren ikke kjøper",
            "vacancy, and the value if the tenant does not buy")
    CARRIES("common_charges", "drift, renter og avdrag", "drift, renter og avdrag",
            "running and debt service")
    CARRIES("sale", "verdien etter kjøpet", "verdien etter kjøpet", "the value after the purchase")
    CARRIES("transfer", "verdien etter overtaking", "verdien etter overtakelse", "the value after transfer")

    VALUE("annuity", "annuitet", "annuitet", "annuity")
    VALUE("serial", "serie", "serie", "serial")
    VALUE("interest_only", "berre renter", "bare renter", "interest only")
    VALUE("bullet", "alt til slutt", "alt til slutt", "all at the end")
    VALUE("sculpted", "etter dekningsgraden", "etter dekningsgraden", "by cover")
    VALUE("market", "marknadsrente", "markedsrente", "market rate")
    VALUE("husbanken", "Husbankens rente", "Husbankens rente", "Husbanken's rate")
    VALUE("effective", "effektiv rente", "effektiv rente", "effective rate")
    VALUE("fixed", "fast", "fast", "fixed")
    VALUE("limits", "etter grensene", "etter grensene", "by the limits")
    VALUE("amount", "fast beløp", "fast beløp", "a fixed amount")
    {0}
};
/* clang-format on */
