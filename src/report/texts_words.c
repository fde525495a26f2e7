/* Words that the engine writes as keys, in three languages. Terms are those of Norwegian municipal
 * housing practice. A key that is not here has no word, and the caller says what to show then. */
#include "report/texts_words.h"

#include <string.h>

#define MEASURE(k, nn, nb, en) {SAM_WORDS_MEASURE, k, {nn, nb, en}},
#define FLAG(k, nn, nb, en) {SAM_WORDS_FLAG, k, {nn, nb, en}},
#define CHANCE(k, nn, nb, en) {SAM_WORDS_CHANCE, k, {nn, nb, en}},
#define ACCOUNT(k, nn, nb, en) {SAM_WORDS_ACCOUNT, k, {nn, nb, en}},
#define PARTY(k, nn, nb, en) {SAM_WORDS_PARTY, k, {nn, nb, en}},
#define ASSUMED(k, nn, nb, en) {SAM_WORDS_ASSUMED, k, {nn, nb, en}},
#define ROW(k, nn, nb, en) {SAM_WORDS_ROW, k, {nn, nb, en}},

/* clang-format off */
static const sam_word_row WORDS[] = {
    MEASURE("npv", "Noverdi", "Nåverdi", "Net present value")
    MEASURE("irr", "Internrente", "Internrente", "Internal rate of return")
    MEASURE("received", "Får i alt", "Får i alt", "Received in all")
    MEASURE("paid", "Betaler i alt", "Betaler i alt", "Paid in all")
    MEASURE("total", "Får mindre betaler", "Får minus betaler", "Received less paid")
    MEASURE("outlay", "Mest ute på éin gong", "Mest ute på én gang", "Most out of pocket at once")
    MEASURE("min_dscr", "Lågaste gjeldsdekningsgrad", "Laveste gjeldsbetjeningsgrad",
            "Lowest debt-service cover (DSCR)")
    MEASURE("first_below_one", "Første månad gjeldsdekningsgraden er under 1",
            "Første måned gjeldsbetjeningsgraden er under 1", "First month with cover (DSCR) below 1")
    MEASURE("default_month", "Første månad tre månader på etterskot",
            "Første måned tre måneder på etterskudd", "First month three months behind")
    MEASURE("total_debt", "Lang gjeld ved ferdig bygg", "Lang gjeld ved ferdig bygg",
            "Long debt at completion")
    MEASURE("total_grants", "Tilskot", "Tilskudd", "Grants")
    MEASURE("total_equity", "Eigenkapital mens det blir bygt", "Egenkapital mens det bygges",
            "Equity while building")
    MEASURE("total_cost", "Prosjektkostnad med finansiering", "Prosjektkostnad med finansiering",
            "Project cost with financing")
    MEASURE("equity_gap", "Del av kostnaden som eigarane må dekkje", "Andel av kostnaden som eierne må dekke",
            "Share of cost left to the owners")
    MEASURE("ltv", "Lånegrad ved ferdig bygg", "Belåningsgrad ved ferdig bygg",
            "Loan-to-value at completion")
    MEASURE("total_support", "Eigarane skyt inn seinare", "Eierne skyter inn senere",
            "Owners' later support")
    MEASURE("arrears_left", "Gjeld som aldri blir betalt", "Gjeld som aldri blir betalt",
            "Debt never paid")
    MEASURE("guarantee_stock", "Største garanterte beløp", "Største garanterte beløp",
            "Greatest guaranteed amount")
    MEASURE("guarantee_calls", "Betalt på garantiar", "Betalt på garantier", "Paid on guarantees")
    MEASURE("aid", "Støtte som må vurderast", "Støtte som må vurderes", "Aid, undiscounted")
    MEASURE("rent_m2", "Marknadsleige per m² og år", "Markedsleie per m² og år",
            "Market rent by m² and year")
    MEASURE("gross_yield", "Leige som del av kostnad", "Leie som andel av kostnad",
            "Market rent over project cost")
    MEASURE("peak_debt", "Største lange gjeld", "Største lange gjeld", "Most owed on long loans")
    MEASURE("mean_rent", "Avtalt leige per bustad", "Avtalt leie per bolig", "Agreed rent a home")
    MEASURE("capital_cost", "Kapitalkostnad per år", "Kapitalkostnad per år", "Cost of capital a year")
    MEASURE("llcr", "Lånedekning over løpetida (LLCR)", "Lånedekning over løpetiden (LLCR)",
            "Loan-life cover at completion (LLCR)")
    MEASURE("plcr", "Lånedekning over prosjektet (PLCR)", "Lånedekning over prosjektet (PLCR)",
            "Project-life cover at completion (PLCR)")
    MEASURE("min_icr", "Lågaste rentedekning (ICR)", "Laveste rentedekning (ICR)", "Lowest interest cover (ICR)")
    MEASURE("min_dscr_month", "Året med lågast gjeldsdekningsgrad endar", "Året med lavest gjeldsbetjeningsgrad ender",
            "The year with the lowest cover ends")
    MEASURE("peak_ltv", "Høgaste lånegrad i drift", "Høyeste belåningsgrad i drift",
            "Highest loan-to-value in operation")
    MEASURE("profit_on_cost", "Verdi ut over kostnad, del av kostnad", "Verdi ut over kostnad, andel av kostnad",
            "Value less cost, over cost")
    MEASURE("residual_land_value", "Det verdien gjev rom for til tomt", "Det verdien gir rom for til tomt",
            "What the value leaves for the plot")
    MEASURE("tenant_rent_m2", "Leigetakarens leige per m² og år", "Leietakerens leie per m² og år",
            "Tenants' rent by m² and year")
    MEASURE("rent_to_market", "Leige mot marknadsleige", "Leie mot markedsleie", "Tenants' rent over market rent")
    MEASURE("rent_burden", "Leige mot inntekta i hushaldet", "Leie mot husholdningens inntekt",
            "Tenants' rent over household income")
    MEASURE("aid_equivalent", "Kommunal støtte, brutto støtteekvivalent", "Kommunal støtte, brutto støtteekvivalent",
            "Municipal aid, gross grant equivalent")
    MEASURE("aid_of_ceiling", "Støtte mot grensa for bagatellstøtte", "Støtte mot grensen for bagatellmessig støtte",
            "Municipal aid over the de minimis ceiling")
    MEASURE("cost_per_dwelling", "Kostnad per bustad, noverdi", "Kostnad per bolig, nåverdi",
            "Net present cost by dwelling")
    MEASURE("cost_per_dwelling_year", "Kostnad per bustad og år i drift", "Kostnad per bolig og år i drift",
            "Net cost by dwelling and year of operation")
    MEASURE("debt_to_revenue", "Lånegjeld med prosjektet, del av inntektene", "Lånegjeld med prosjektet, andel av inntektene",
            "Loan debt with the project, over revenue")
    MEASURE("heaviest_year", "Mest betalt netto i eitt år", "Mest betalt netto i ett år",
            "Most paid net in one calendar year")
    MEASURE("loss", "Tapet til långjevaren", "Långiverens tap", "Lender's loss")
    MEASURE("minimum_instalment_after", "Minsteavdrag med prosjektet", "Minimumsavdrag med prosjektet",
            "Minimum instalment with the project")
    MEASURE("minimum_instalment_before", "Minsteavdrag utan prosjektet", "Minimumsavdrag uten prosjektet",
            "Minimum instalment without the project")
    MEASURE("mirr", "Modifisert internrente (MIRR)", "Modifisert internrente (MIRR)", "Modified rate of return (MIRR)")
    MEASURE("npv_with_inhabitants", "Noverdi med verdien av nye innbyggjarar", "Nåverdi med verdien av nye innbyggere",
            "Net present value with the value of new inhabitants")
    MEASURE("payback", "Alt som er betalt, er att frå", "Alt som er betalt, er tilbake fra",
            "Everything paid is back from")
    MEASURE("unfunded_npv", "Noverdi av prosjektet før finansiering", "Nåverdi av prosjektet før finansiering",
            "Net present value of the project before funding")

    FLAG("W_GUARANTEE_BUSINESS",
         "Kommunen garanterer for gjelda til ein part som tener pengar på det: lova forbyr garanti for næring.",
         "Kommunen garanterer for gjelden til en part som tjener penger på det: loven forbyr garanti for næring.",
         "The municipality guarantees debt of a profit-making party: the act bars guarantees for business.")
    FLAG("W_GUARANTEE_APPROVAL",
         "Garantien kan trenge godkjenning frå staten og må ikkje gje vesentleg økonomisk risiko.",
         "Garantien kan trenge godkjenning fra staten og må ikke gi vesentlig økonomisk risiko.",
         "The guarantee may need approval by the state and must not mean material economic risk.")
    FLAG("W_GUARANTEE_SIZE", "Garantien er meir enn 1 % av inntektene i året.",
         "Garantien er mer enn 1 % av inntektene i året.",
         "The guarantee is more than 1 % of yearly revenue.")
    FLAG("W_RENT_GUARANTEE",
         "Ein leigegaranti er ei plikt til å betale for ein rett, og ikkje for gjelda til ein annan: få han vurdert.",
         "En leiegaranti er en plikt til å betale for en rett, og ikke for en annens gjeld: få den vurdert.",
         "A rent guarantee is a commitment to pay for a right and not for another's debt: have it assessed.")
    FLAG("W_PURCHASE_GUARANTEE", "Kommunen kan måtte kjøpe bustader som ikkje blir selde.",
         "Kommunen kan måtte kjøpe boliger som ikke blir solgt.",
         "The municipality may have to buy homes that find no buyer.")
    FLAG("W_LEASE_FINANCIAL",
         "Ei leige på 75 % av levetida til bustadene eller meir kan måtte førast som investering med gjeld.",
         "En leie på 75 % av boligenes levetid eller mer kan måtte føres som investering med gjeld.",
         "A lease of 75 % of the life of the homes or more may have to be booked as investment with debt.")
    FLAG("W_MINIMUM_INSTALMENT", "Å eige bustadene endrar kommunens minsteavdrag per år.",
         "Å eie boligene endrer kommunens minimumsavdrag per år.",
         "Owning the homes changes the municipality's minimum instalment a year.")
    FLAG("W_STATE_AID",
         "Tomt under marknadsverdi eller garanti under marknadspris er støtte: hald det opp mot grensa for bagatellstøtte.",
         "Tomt under markedsverdi eller garanti under markedspris er støtte: hold det opp mot grensen for bagatellmessig støtte.",
         "Plot below market value or guarantee below market premium is aid: hold it against the de minimis ceiling.")
    FLAG("W_COVER", "Leiga dekkjer ikkje renter og avdrag i det dårlegaste året.",
         "Leien dekker ikke renter og avdrag i det dårligste året.",
         "Rent does not pay the debt service in the worst year.")
    FLAG("W_SUPPORT", "Eigarane må skyte inn meir etter at bygget er ferdig.",
         "Eierne må skyte inn mer etter at bygget er ferdig.",
         "The owners must put in more after completion.")
    FLAG("W_LENDER_LOSS", "Ein långjevar får ikkje alt att.", "En långiver får ikke alt tilbake.",
         "A lender is not paid in full.")
    FLAG("W_LEASE_VALUE",
         "Leiga er verd så stor del av verdien av bustadene at ho kan måtte førast som investering med gjeld.",
         "Leien er verdt så stor andel av boligenes verdi at den kan måtte føres som investering med gjeld.",
         "A lease whose rent is worth this share of the homes' value may have to be booked as investment with debt.")
    FLAG("W_BELOW_MARKET", "Kommunen gjev tomta under marknadsverdi: få ho taksert og lyst ut.",
         "Kommunen gir tomten under markedsverdi: få den taksert og lyst ut.",
         "The municipality gives the plot below its market value: have it valued and announced.")
    FLAG("W_AID_CEILING", "Støtta er over grensa for bagatellstøtte med dette beløpet.",
         "Støtten er over grensen for bagatellmessig støtte med dette beløpet.",
         "The aid is above the de minimis ceiling by this amount.")
    FLAG("W_ANNOUNCEMENT", "Behovet må lysast ut før nokon blir vald, og prosjektet seier ikkje at det er gjort.",
         "Behovet må lyses ut før noen velges, og prosjektet sier ikke at det er gjort.",
         "The need must be announced before anyone is chosen, and the project does not say that it is.")
    FLAG("W_PROCUREMENT", "Reglane for offentlege innkjøp gjeld, og prosjektet seier ikkje at dei er følgde.",
         "Reglene for offentlige anskaffelser gjelder, og prosjektet sier ikke at de er fulgt.",
         "Public procurement applies, and the project does not say that it is done.")
    FLAG("W_LTV", "Gjelda er meir enn bustadene er verde i eit år.", "Gjelden er mer enn boligene er verdt i et år.",
         "Debt is more than the homes are worth in some year.")
    FLAG("W_OVERCOMPENSATION",
         "Ein eigar som får tilskot eller støtte, tener meir enn 3 prosentpoeng over avkastningskravet; så mykje over er det.",
         "En eier som får tilskudd eller støtte, tjener mer enn 3 prosentpoeng over avkastningskravet; så mye over er det.",
         "An owner who is given grants or aid earns more than 3 points above the return asked; by this much.")
    FLAG("W_GRANT_NOT_EQUITY",
         "Eit tilskot som blir rekna saman med lånet, senkar gjelda og lèt eigenkapitalgapet stå.",
         "Et tilskudd som regnes sammen med lånet, senker gjelden og lar egenkapitalgapet stå.",
         "A grant counted with the loan lowers debt and leaves the equity gap as it was.")

    CHANCE("dscr_below_1", "Gjeldsdekningsgrad under 1,0 i eit år", "Gjeldsbetjeningsgrad under 1,0 i et år",
           "Cover (DSCR) below 1.0 in some year")
    CHANCE("dscr_below_covenant", "Gjeldsdekningsgrad under 1,1 i eit år",
           "Gjeldsbetjeningsgrad under 1,1 i et år", "Cover (DSCR) below 1.1 in some year")
    CHANCE("support", "Eigarane må skyte inn meir seinare", "Eierne må skyte inn mer senere",
           "Owners must put in more after completion")
    CHANCE("guarantee_called", "Ein garanti blir brukt", "En garanti blir brukt", "A guarantee is called")
    CHANCE("default", "Tre månader på etterskot med lånet", "Tre måneder på etterskudd med lånet",
           "Debt service three months behind")
    CHANCE("lender_loss", "Ein långjevar taper", "En långiver taper", "A lender loses")

    ACCOUNT("arrangement_fee", "etableringsgebyr", "etableringsgebyr", "arrangement fee")
    ACCOUNT("building", "bygging", "bygging", "building")
    ACCOUNT("commission", "provisjon", "provisjon", "commission")
    ACCOUNT("common_charges", "felleskostnader", "felleskostnader", "common charges")
    ACCOUNT("construction_interest", "byggjelånsrente", "byggelånsrente", "construction interest")
    ACCOUNT("construction_loan", "byggjelån", "byggelån", "construction loan")
    ACCOUNT("construction_repayment", "innfriing av byggjelån", "innfrielse av byggelån",
            "repayment of construction loan")
    ACCOUNT("distribution", "utdeling", "utdeling", "distribution")
    ACCOUNT("end_value", "verdi til slutt", "verdi til slutt", "value at the end")
    ACCOUNT("equity", "eigenkapital", "egenkapital", "equity")
    ACCOUNT("grant", "tilskot", "tilskudd", "grant")
    ACCOUNT("grant_clawback", "tilbakebetalt tilskot", "tilbakebetalt tilskudd", "grant paid back")
    ACCOUNT("ground_rent", "festeavgift", "festeavgift", "ground rent")
    ACCOUNT("guarantee_call", "betalt på garanti", "betalt på garanti", "guarantee call")
    ACCOUNT("guarantee_premium", "garantiprovisjon", "garantiprovisjon", "guarantee premium")
    ACCOUNT("guaranteed_purchase", "kjøp etter kjøpegaranti", "kjøp etter kjøpegaranti",
            "guaranteed purchase")
    ACCOUNT("income_tax", "inntektsskatt", "inntektsskatt", "income tax")
    ACCOUNT("interest", "renter", "renter", "interest")
    ACCOUNT("lease_administration", "administrasjon av leige", "administrasjon av leie",
            "lease administration")
    ACCOUNT("lease_rent", "fast leige", "fast leie", "lease rent")
    ACCOUNT("loan", "lån", "lån", "loan")
    ACCOUNT("maintenance", "vedlikehald", "vedlikehold", "maintenance")
    ACCOUNT("management", "forvaltning", "forvaltning", "management")
    ACCOUNT("option_price", "kjøp etter opsjon", "kjøp etter opsjon", "option price")
    ACCOUNT("owner_support", "innskot seinare frå eigar", "senere innskudd fra eier", "owners' later support")
    ACCOUNT("plot", "tomt", "tomt", "plot")
    ACCOUNT("plot_development", "opparbeiding av tomt", "opparbeidelse av tomt", "plot development")
    ACCOUNT("principal", "avdrag", "avdrag", "principal")
    ACCOUNT("property_tax", "eigedomsskatt", "eiendomsskatt", "property tax")
    ACCOUNT("rent", "husleige", "husleie", "rent")
    ACCOUNT("rent_guarantee", "betalt på leigegaranti", "betalt på leiegaranti", "rent guarantee")
    ACCOUNT("rent_to_own", "leige-til-eige", "leie-til-eie", "rent to own")
    ACCOUNT("replacement", "utskifting", "utskifting", "replacement")
    ACCOUNT("resale", "vidaresal", "videresalg", "resale")
    ACCOUNT("running", "drift", "drift", "running")
    ACCOUNT("sale", "sal", "salg", "sale")
    ACCOUNT("sale_cost", "salskostnad", "salgskostnad", "cost of sale")
    ACCOUNT("transfer_price", "pris ved overtaking", "pris ved overtakelse", "price at transfer")

    PARTY("municipality", "kommunen", "kommunen", "the municipality")
    PARTY("developer", "utbyggjaren", "utbyggeren", "the developer")
    PARTY("husbanken", "Husbanken", "Husbanken", "Husbanken")
    PARTY("bank", "lokalbanken", "lokalbanken", "the local bank")
    PARTY("project", "prosjektet", "prosjektet", "the project")
    PARTY("owner", "eigaren", "eieren", "the owner")
    PARTY("foundation", "bustadstiftinga", "boligstiftelsen", "the housing foundation")
    PARTY("tenants", "leigetakarane", "leietakerne", "the tenants")
    PARTY("buyers", "kjøparane", "kjøperne", "the buyers")
    PARTY("state", "staten", "staten", "the state")
    PARTY("contractor", "entreprenøren", "entreprenøren", "the contractor")
    PARTY("suppliers", "leverandørane", "leverandørene", "suppliers")
    PARTY("market", "marknaden", "markedet", "the market")

    ASSUMED("rent", "leigenivået (1,00 er leiga i prosjektet)", "leienivået (1,00 er leien i prosjektet)",
            "the level of rent (1.00 is the project's)")
    ASSUMED("vacancy", "tomgangen", "tomgangen", "vacancy")
    ASSUMED("rate_shift", "endringa i flytande rente", "endringen i flytende rente", "the shift of floating rates")
    ASSUMED("overrun", "kostnadsoverskridinga", "kostnadsoverskridelsen", "the cost overrun")
    ASSUMED("value_to_cost", "verdien som del av kostnaden", "verdien som andel av kostnaden", "value to cost")

    ROW("dscr", "Gjeldsdekningsgrad", "Gjeldsbetjeningsgrad", "Debt-service cover (DSCR)")
    ROW("guaranteed", "Garantert, mill. kr", "Garantert, mill. kr", "Guaranteed, million kr")
    ROW("so_far", "Oppsamla kontantstraum for {1}, mill. kr", "Oppsamlet kontantstrøm for {1}, mill. kr",
        "Cash flow so far of {1}, million kr")
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

const char *sam_say_word(sam_language language, sam_word_kind kind, const char *key) {
    if (!key)
        return NULL;
    const sam_word_row *row = find(WORDS, COUNT, kind, key);
    if (!row)
        row = find(sam_card_words, SIZE_MAX, kind, key);
    return row ? row->languages[language] : NULL;
}

bool sam_words_at(size_t index, const char **key, const char *const **languages) {
    const sam_word_row *row = index < COUNT ? &WORDS[index] : &sam_card_words[index - COUNT];
    *key = row->key;
    *languages = row->languages;
    return row->key != NULL;
}
