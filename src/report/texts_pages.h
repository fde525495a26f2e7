/* Headings and short words of the report page: name, Nynorsk, Bokmål, English. {1} and so on are
 * filled in. */
#ifndef SAMSPEL_REPORT_TEXTS_PAGES_H
#define SAMSPEL_REPORT_TEXTS_PAGES_H

#define SAM_PAGE_TEXTS(X)                                                                            \
    X(REPORT, "Samarbeidsmodellar for bustadbygging", "Samarbeidsmodeller for boligbygging",         \
      "Partnership models for building homes")                                                       \
    X(CONTENTS, "Innhald", "Innhold", "Contents")                                                    \
    X(SKIP, "Gå til innhaldet", "Gå til innholdet", "Skip to the content")                           \
    X(IN_SHORT, "Kort sagt", "Kort sagt", "In short")                                                \
    X(MODELS, "Modellane side om side", "Modellene side om side", "The models side by side")         \
    X(PARTIES, "Kvar part for seg", "Hver part for seg", "Each party")                               \
    X(FLOWS, "Kven betaler kven", "Hvem betaler hvem", "Who pays whom")                              \
    X(RISK, "Risiko", "Risiko", "Risk")                                                              \
    X(FLAGS, "Dette må vurderast", "Dette må vurderes", "To be looked at")                           \
    X(INPUTS, "Inndata og kor sikre dei er", "Inndata og hvor sikre de er",                          \
      "Inputs and how sure they are")                                                                \
    X(METHOD, "Metode", "Metode", "Method")                                                          \
    X(AGAIN, "Slik blir rapporten laga på nytt", "Slik lages rapporten på nytt",                     \
      "Making this report again")                                                                    \
    X(NOTES, "Notar", "Noter", "Notes")                                                              \
    X(NOTE, "Note {1}", "Note {1}", "Note {1}")                                                      \
    X(BACK, "Tilbake til teksten", "Tilbake til teksten", "Back to the text")                        \
    X(KEY_FIGURES, "Nøkkeltal", "Nøkkeltall", "Key figures")                                         \
    X(MODEL, "Modell", "Modell", "Model")                                                            \
    X(PARTY, "Part", "Part", "Party")                                                                \
    X(YEAR, "År", "År", "Year")                                                                      \
    X(NPV_TABLE, "Noverdi for kvar part, 1000 kr", "Nåverdi for hver part, 1000 kr",                 \
      "Net present value by party, 1000 kr")                                                         \
    X(IRR_TABLE, "Internrente for kvar part, effektiv per år",                                       \
      "Internrente for hver part, effektiv per år",                                                  \
      "Internal rate of return by party, effective a year")                                          \
    X(DEAL_TABLE, "Avtalen i tal, beløp i 1000 kr", "Avtalen i tall, beløp i 1000 kr",               \
      "The deal in figures, amounts in 1000 kr")                                                     \
    X(WHO_FUNDS, "Kven finansierer?", "Hvem finansierer?", "Who funds it?")                          \
    X(COVERED, "Dekkjer leiga lånet?", "Dekker leien lånet?", "Does rent pay the loans?")            \
    X(SEPARATES, "Kva skil modellane?", "Hva skiller modellene?", "What separates them?")            \
    X(GUARANTEES, "Garantiar", "Garantier", "Guarantees")                                            \
    X(OVERVIEW, "Modellane på eitt blikk, beløp i 1000 kr",                                          \
      "Modellene på ett blikk, beløp i 1000 kr", "The models at a glance, amounts in 1000 kr")       \
    X(NPV_OF, "Noverdi for {1}", "Nåverdi for {1}", "Net present value of {1}")                      \
    X(FLAG_COUNT, "Forhold å vurdere", "Forhold å vurdere", "Matters to look at")                    \
    X(STACK, "Finansiering ved ferdig bygg", "Finansiering ved ferdig bygg",                         \
      "Funding at completion")                                                                       \
    X(STACK_TABLE, "Finansiering ved ferdig bygg, 1000 kr og del av alt",                            \
      "Finansiering ved ferdig bygg, 1000 kr og andel av alt",                                       \
      "Funding at completion, 1000 kr and share of all")                                             \
    X(STACK_ABOUT,                                                                                   \
      "Stablar: finansiering i mill. kr etter kjelde, ein stabel for kvar modell. {1}",              \
      "Stabler: finansiering i mill. kr etter kilde, én stabel for hver modell. {1}",                \
      "Stacks: funding in million kr by source, one stack a model. {1}")                             \
    X(SOURCE_FROM, "{1}, {2}", "{1}, {2}", "{1}, {2}")                                               \
    X(DSCR, "Gjeldsdekningsgrad per år", "Gjeldsbetjeningsgrad per år",                              \
      "Debt-service cover (DSCR) by year")                                                           \
    X(DSCR_ABOUT,                                                                                    \
      "Linjer: kor mange gonger overskotet dekkjer renter og avdrag, per år. Under 1 må eigarane " \
      "skyte inn. Lågast: {1}",                                                                      \
      "Linjer: hvor mange ganger overskuddet dekker renter og avdrag, per år. Under 1 må eierne "  \
      "skyte inn. Lavest: {1}",                                                                      \
      "Lines: how many times the surplus pays interest and principal, by year. Below 1 the "         \
      "owners must put in more. Lowest: {1}")                                                        \
    X(GUARANTEE, "Garantiar ved utgangen av året", "Garantier ved utgangen av året",                 \
      "Guarantees at the end of the year")                                                           \
    X(GUARANTEE_TABLE, "Garantiar ved utgangen av året, 1000 kr",                                    \
      "Garantier ved utgangen av året, 1000 kr", "Guarantees at the end of the year, 1000 kr")       \
    X(GUARANTEE_ABOUT,                                                                               \
      "Linjer: det som er garantert ved utgangen av kvart år, i mill. kr. Størst: {1}",              \
      "Linjer: det som er garantert ved utgangen av hvert år, i mill. kr. Størst: {1}",              \
      "Lines: what is guaranteed at the end of each year, in million kr. Greatest: {1}")             \
    X(NO_GUARANTEE, "Ingen av modellane har garantiar.", "Ingen av modellene har garantier.",        \
      "None of the models has guarantees.")                                                          \
    X(TURNS, "Kva som skil modellane, og kva som snur rekkjefølgja",                                 \
      "Hva som skiller modellene, og hva som snur rekkefølgen",                                      \
      "What separates the models, and what would turn the order")                                    \
    X(AHEAD, "Føre", "Foran", "Ahead")                                                               \
    X(BEHIND, "Etter", "Bak", "Behind")                                                              \
    X(GAP, "Skilnad, 1000 kr", "Forskjell, 1000 kr", "Gap, 1000 kr")                                 \
    X(TURNED_BY, "Snur på", "Snur på", "Turned by")                                                  \
    X(NOW, "No", "Nå", "Now")                                                                        \
    X(TURNS_AT, "Snur ved", "Snur ved", "Turns at")                                                  \
    X(NOTHING, "ingenting av det som er søkt", "ingenting av det som er søkt",                       \
      "nothing that was searched")                                                                   \
    X(BREAK_OWNER, "Kva som må til for at noverdien til eigaren er null",                            \
      "Hva som må til for at eierens nåverdi er null",                                               \
      "What it takes for the owner's net present value to be nil")                                   \
    X(BREAK_COVER, "Kva som må til for at gjeldsdekningsgraden er 1 i det verste året",              \
      "Hva som må til for at gjeldsbetjeningsgraden er 1 i det verste året",                         \
      "What it takes for cover (DSCR) to be 1 in the worst year")                                    \
    X(ASSUMPTION, "Føresetnad", "Forutsetning", "Assumption")                                        \
    X(NO_VALUE, "ingen verdi", "ingen verdi", "no value")                                            \
    X(CASH, "Netto kontantstraum per år", "Netto kontantstrøm per år", "Net cash flow by year")      \
    X(CASH_TABLE, "Netto kontantstraum per år, 1000 kr", "Netto kontantstrøm per år, 1000 kr",       \
      "Net cash flow by year, 1000 kr")                                                              \
    X(CASH_ABOUT,                                                                                    \
      "Linjer: det {1} får mindre det som blir betalt, per år, i mill. kr, ei linje for kvar "     \
      "modell. {2}",                                                                                 \
      "Linjer: det {1} får minus det som betales, per år, i mill. kr, én linje for hver modell. " \
      "{2}",                                                                                         \
      "Lines: what {1} gets less what is paid, by year, in million kr, one line a model. {2}")       \
    X(SUM_OF, "Sum i {1}: {2}.", "Sum i {1}: {2}.", "Sum under {1}: {2}.")                           \
    X(PARTY_TABLE, "Dette får og betaler parten, 1000 kr", "Dette får og betaler parten, 1000 kr",   \
      "What the party gets and pays, 1000 kr")                                                       \
    X(ACCOUNT_TABLE, "Sum over alle år etter konto, 1000 kr (det parten får er positivt)",           \
      "Sum over alle år etter konto, 1000 kr (det parten får er positivt)",                          \
      "Sums over all years by account, 1000 kr (what the party gets is positive)")                   \
    X(ACCOUNT, "Konto", "Konto", "Account")                                                          \
    X(PAYER, "Betalar", "Betaler", "Payer")                                                          \
    X(PAYEE, "Mottakar", "Mottaker", "Payee")                                                        \
    X(SUM, "Sum, 1000 kr", "Sum, 1000 kr", "Sum, 1000 kr")                                           \
    X(FLOWS_ABOUT,                                                                                   \
      "Straumar: til venstre dei som betaler, til høgre dei som får, med sum over alle år. {1}",     \
      "Strømmer: til venstre de som betaler, til høyre de som får, med sum over alle år. {1}",       \
      "Flows: at the left who pays, at the right who is paid, summed over all years. {1}")           \
    X(FLOWS_TABLE, "Pengane i {1}: sum over alle år", "Pengene i {1}: sum over alle år",             \
      "The money in {1}: sums over all years")                                                       \
    X(LARGEST, "Størst er det {1} betaler {2}: {3}.", "Størst er det {1} betaler {2}: {3}.",         \
      "The largest is what {1} pays {2}: {3}.")                                                      \
    X(NUMBERS, "Tala i tabell", "Tallene i tabell", "The numbers as a table")                        \
    X(NO_CHARTS,                                                                                     \
      "Figurane er ikkje med: programmet som laga rapporten, er bygt utan dei. Alle tal står i "    \
      "tabellane.",                                                                                  \
      "Figurene er ikke med: programmet som laget rapporten, er bygget uten dem. Alle tall står "   \
      "i tabellene.",                                                                                \
      "The figures are left out: the program that made this report was built without them. All "     \
      "numbers are in the tables.")                                                                  \
    X(NEEDS_SCRIPT, "Figuren krev at skript er på. Tala står i tabellen under.",                     \
      "Figuren krever at skript er på. Tallene står i tabellen under.",                              \
      "The figure needs scripts to be on. The numbers are in the table below.")                      \
    X(MILLION, "mill. kr", "mill. kr", "million kr")                                                 \
    X(YES, "ja", "ja", "yes")                                                                        \
    X(NO, "nei", "nei", "no")                                                                        \
    X(NONE, "ingen", "ingen", "none")                                                                \
    X(TOTAL, "Sum", "Sum", "Total")                                                                  \
    X(AND, "og", "og", "and")                                                                        \
    X(DISCOUNT_RATE, "Kalkulasjonsrente", "Kalkulasjonsrente", "Discount rate")                      \
    X(IRR, "Internrente", "Internrente", "Internal rate of return")                                  \
    X(WEAK_INPUTS, "Inndata med låg tillit", "Inndata med lav tillit", "Inputs of low confidence")   \
    X(OTHER_INPUTS, "Andre inndata", "Andre inndata", "Other inputs")                                \
    X(INPUT, "Inndata", "Inndata", "Input")                                                          \
    X(VALUE, "Verdi", "Verdi", "Value")                                                              \
    X(RANGE, "Frå–til", "Fra–til", "Range")                                                          \
    X(SOURCE, "Kjelde", "Kilde", "Source")                                                           \
    X(CONFIDENCE, "Tillit", "Tillit", "Confidence")                                                  \
    X(TAKEN_FROM, "Henta frå", "Hentet fra", "Taken from")                                           \
    X(HIGH, "høg", "høy", "high")                                                                    \
    X(MEDIUM, "middels", "middels", "medium")                                                        \
    X(LOW, "låg", "lav", "low")                                                                      \
    X(FROM_MODEL, "modellen", "modellen", "the model")                                               \
    X(FROM_SCENARIO, "prosjektet", "prosjektet", "the project")                                      \
    X(FROM_TERM, "vilkår på datoen", "vilkår på datoen", "terms of the date")                        \
    X(FROM_DEFAULT, "standardverdi", "standardverdi", "default")                                     \
    X(FROM_COMMAND, "sett på kommandolinja", "satt på kommandolinjen", "set on the command line")    \
    X(WHAT, "Kva", "Hva", "What")                                                                    \
    X(PARAGRAPH, "Heimel", "Hjemmel", "Law")                                                         \
    X(BASE, "Grunnlag", "Grunnlag", "Base case")                                                     \
    X(MEAN, "Middel", "Middel", "Mean")                                                              \
    X(ERROR, "± feil", "± feil", "± error")                                                          \
    X(WORST, "Snitt av dei 5 % verste", "Snitt av de 5 % verste", "Mean of the worst 5 %")           \
    X(HAPPENS, "Hending", "Hendelse", "Event")                                                       \
    X(BETTER_IN, "Best i", "Best i", "Better in")                                                    \
    X(AGAINST, "Mot", "Mot", "Against")                                                              \
    X(DIFFERENCE, "Skilnad i middel, 1000 kr", "Forskjell i middel, 1000 kr",                        \
      "Mean difference, 1000 kr")                                                                    \
    X(INTERVAL, "95 % sikkert mellom", "95 % sikkert mellom", "95 % interval")                       \
    X(VERDICT, "Best i middel", "Best i middel", "Better on the mean")                               \
    X(UNTOLD, "kan ikkje skiljast", "kan ikke skilles", "cannot be told apart")                      \
    X(VERSION, "Versjon", "Versjon", "Version")                                                      \
    X(COMMAND, "Kommando", "Kommando", "Command")                                                    \
    X(SCENARIO, "Prosjekt", "Prosjekt", "Project")                                                   \
    X(VARIANT, "Variant", "Variant", "Variant")                                                      \
    X(HASH, "Nøkkel for inndata, {1}", "Nøkkel for inndata, {1}", "Hash of the inputs, {1}")         \
    X(SEED, "Startal", "Starttall", "Seed")                                                          \
    X(DRAWS, "Trekningar", "Trekninger", "Draws")                                                    \
    X(STARTS, "Byggjestart", "Byggestart", "Building starts")                                        \
    X(HORIZON, "Tidsrom", "Tidsrom", "Timeline")                                                     \
    X(MONTHS, "{1} månader", "{1} måneder", "{1} months")                                            \
    X(SOBOL, "Sobol-punkt, stokka", "Sobol-punkter, stokket", "scrambled Sobol points")              \
    X(RANDOM, "tilfeldige tal", "tilfeldige tall", "random numbers")

#endif
