/* Sentences of the report page: name, Nynorsk, Bokmål, English. {1} and so on are filled in. */
#ifndef SAMSPEL_REPORT_TEXTS_CHAPTERS_H
#define SAMSPEL_REPORT_TEXTS_CHAPTERS_H

#define SAM_CHAPTER_TEXTS(X)                                                                           \
    X(LEAD,                                                                                            \
      "Rapporten held {1} opp mot kvarandre for prosjektet {2}{3}: {4} bustader med byggjestart "      \
      "{5}. Samla kostnad med finansiering er {6}.",                                                   \
      "Rapporten holder {1} opp mot hverandre for prosjektet {2}{3}: {4} boliger med byggestart "      \
      "{5}. Samlet kostnad med finansiering er {6}.",                                                  \
      "This report holds {1} against each other for the project {2}{3}: {4} homes, building from "     \
      "{5}. The whole cost with financing is {6}.")                                                    \
    X(LEAD_ONE,                                                                                        \
      "Rapporten viser {1} for prosjektet {2}{3}: {4} bustader med byggjestart {5}. Samla "            \
      "kostnad "                                                                                       \
      "med finansiering er {6}.",                                                                      \
      "Rapporten viser {1} for prosjektet {2}{3}: {4} boliger med byggestart {5}. Samlet kostnad "     \
      "med finansiering er {6}.",                                                                      \
      "This report shows {1} for the project {2}{3}: {4} homes, building from {5}. The whole "         \
      "cost "                                                                                          \
      "with financing is {6}.")                                                                        \
    X(QUOTED, "«{1}»", "«{1}»", "“{1}”")                                                               \
    X(MANY_MODELS, "{1} modellar", "{1} modeller", "{1} models")                                       \
    X(IN_PLACE, " i {1}", " i {1}", " in {1}")                                                         \
    X(BETWEEN, "mellom {1} og {2}", "mellom {1} og {2}", "between {1} and {2}")                        \
    X(NPV_BOTH, "{1} kjem best ut med {2} (noverdi {3}) og dårlegast med {4} ({5}).",                  \
      "{1} kommer best ut med {2} (nåverdi {3}) og dårligst med {4} ({5}).",                           \
      "{1} comes out best with {2} (net present value {3}) and worst with {4} ({5}).")                 \
    X(NPV_ONE, "{1}: noverdien er {3} med {2}.", "{1}: nåverdien er {3} med {2}.",                     \
      "{1}: the net present value is {3} with {2}.")                                                   \
    X(BELOW_NEED, "{1} når ikkje avkastningskravet sitt i {2}.",                                       \
      "{1} når ikke avkastningskravet sitt i {2}.",                                                    \
      "{1} does not reach its own requirement in {2}.")                                                \
    X(GAP_BOTH,                                                                                        \
      "Lån, tilskot og sal dekkjer ikkje heile kostnaden. Eigarane må skyte inn frå {1} ({2}) "     \
      "til "                                                                                           \
      "{3} ({4}).",                                                                                    \
      "Lån, tilskudd og salg dekker ikke hele kostnaden. Eierne må skyte inn fra {1} ({2}) til "     \
      "{3} ({4}).",                                                                                    \
      "Loans, grants and sales do not meet the whole cost. The owners must put in from {1} ({2}) "     \
      "to {3} ({4}).")                                                                                 \
    X(GAP_ONE, "Eigarane må skyte inn {1} av kostnaden.", "Eierne må skyte inn {1} av kostnaden.",     \
      "The owners must put in {1} of the cost.")                                                       \
    X(COVER_SHORT,                                                                                     \
      "I det dårlegaste året dekkjer ikkje leiga renter og avdrag i {1}. Då må eigarane skyte "    \
      "inn "                                                                                           \
      "meir.",                                                                                         \
      "I det dårligste året dekker ikke leien renter og avdrag i {1}. Da må eierne skyte inn "      \
      "mer.",                                                                                          \
      "In the worst year rent does not pay interest and principal in {1}. The owners must then "       \
      "put in more.")                                                                                  \
    X(COVER_FINE, "Leiga dekkjer renter og avdrag i alle år i {1}.",                                   \
      "Leien dekker renter og avdrag i alle år i {1}.",                                                \
      "Rent pays interest and principal in every year in {1}.")                                        \
    X(GUARANTEED, "Kommunen eller andre garanterer for inntil {1} ({2}).",                             \
      "Kommunen eller andre garanterer for inntil {1} ({2}).",                                         \
      "The municipality or others guarantee up to {1} ({2}).")                                         \
    X(TURN, "For {1} byter {2} og {3} plass når {4} går frå {5} til {6}.",                             \
      "For {1} bytter {2} og {3} plass når {4} går fra {5} til {6}.",                                  \
      "For {1}, {2} and {3} change places when {4} goes from {5} to {6}.")                             \
    X(RISK_TAIL,                                                                                       \
      "Av {1} trekningar: i den verste tjuandedelen er noverdien for kommunen i snitt {2} med "        \
      "{3} "                                                                                           \
      "og {4} med {5}.",                                                                               \
      "Av {1} trekninger: i den verste tjuendedelen er nåverdien for kommunen i snitt {2} med "       \
      "{3} "                                                                                           \
      "og {4} med {5}.",                                                                               \
      "Of {1} draws: in the worst twentieth the municipality's net present value is {2} on "           \
      "average "                                                                                       \
      "with {3}, and {4} with {5}.")                                                                   \
    X(RISK_ONE,                                                                                        \
      "Av {1} trekningar: i den verste tjuandedelen er noverdien for kommunen i snitt {2}.",           \
      "Av {1} trekninger: i den verste tjuendedelen er nåverdien for kommunen i snitt {2}.",           \
      "Of {1} draws: in the worst twentieth the municipality's net present value is {2} on "           \
      "average.")                                                                                      \
    X(WEAK,                                                                                            \
      "{1} av {2} inndata som svaret kviler på, har låg tillit. Sjekk dei før tala blir brukte.",      \
      "{1} av {2} inndata som svaret hviler på, har lav tillit. Sjekk dem før tallene brukes.",        \
      "{1} of {2} inputs that the answer rests on have low confidence. Check them before the "         \
      "numbers are used.")                                                                             \
    X(NO_WINNER,                                                                                       \
      "Rapporten kårar ingen vinnar: han viser kva som skil modellane, kven som ber kva, og kva "     \
      "som må vurderast etter lov og vilkår.",                                                         \
      "Rapporten kårer ingen vinner: den viser hva som skiller modellene, hvem som bærer hva, og "   \
      "hva som må vurderes etter lov og vilkår.",                                                      \
      "The report names no winner: it shows what separates the models, who carries what, and "         \
      "what "                                                                                          \
      "law and terms make a council look at.")                                                         \
    X(NPV_MEANS,                                                                                       \
      "Noverdien er alt parten får mindre alt parten betaler, kvar krone rekna om til verdi i "       \
      "dag "                                                                                           \
      "med partens eiga rente. Null betyr at parten får att det han krev, ikkje at han ikkje "        \
      "tener noko.",                                                                                   \
      "Nåverdien er alt parten får minus alt parten betaler, hver krone regnet om til verdi i "      \
      "dag "                                                                                           \
      "med partens egen rente. Null betyr at parten får igjen det han krever, ikke at han ikke "      \
      "tjener noe.",                                                                                   \
      "Net present value is all that the party gets less all that it pays, each krone brought to "     \
      "its value today at the party's own rate. Nil means that the party gets what it asks for, "      \
      "not that it earns nothing.")                                                                    \
    X(STACK_MEANS,                                                                                     \
      "Eigenkapitalen er det som står att når lån, tilskot og sal er brukte. I distrikta er "       \
      "bygget "                                                                                        \
      "ofte mindre verdt enn det kostar, og lånet blir avgrensa av verdien.",                          \
      "Egenkapitalen er det som står igjen når lån, tilskudd og salg er brukt. I distriktene er "   \
      "bygget ofte mindre verdt enn det koster, og lånet begrenses av verdien.",                       \
      "Equity is what remains when loans, grants and sales are used. In rural places a building "      \
      "is "                                                                                            \
      "often worth less than it costs, and the loan is limited by the value.")                         \
    X(FLAGS_MEAN,                                                                                      \
      "Lov og vilkår gjer at desse forholda må vurderast. Ingen av dei avgjer saka aleine.",           \
      "Lov og vilkår gjør at disse forholdene må vurderes. Ingen av dem avgjør saken alene.",          \
      "Law and terms make these matters ones to look at. None of them decides by itself.")             \
    X(NO_FLAGS, "Ingen forhold er merkte.", "Ingen forhold er merket.", "Nothing is flagged.")         \
    X(INPUTS_MEAN,                                                                                     \
      "Alle tal som resultata kviler på, med kjelde og tillit slik filene seier. Tal med låg "       \
      "tillit "                                                                                        \
      "er merkte. Kjeldene står på språket i filene.",                                                 \
      "Alle tall som resultatene hviler på, med kilde og tillit slik filene sier. Tall med lav "      \
      "tillit er merket. Kildene står på språket i filene.",                                           \
      "Every number that the results rest on, with source and confidence as the files say. "           \
      "Numbers "                                                                                       \
      "of low confidence are marked. Sources are in the language of the files.")                       \
    X(RISK_MEANS,                                                                                      \
      "Alt som er usikkert er trekt {1} gonger samstundes for alle modellane (startal {2}, {3}): "     \
      "rente, prisar, leige, tomgang, byggjekostnad, forseinking og verdi. Det som blei avtalt "       \
      "ved "                                                                                           \
      "signering, står fast.",                                                                         \
      "Alt som er usikkert er trukket {1} ganger samtidig for alle modellene (starttall {2}, "         \
      "{3}): "                                                                                         \
      "rente, priser, leie, tomgang, byggekostnad, forsinkelse og verdi. Det som ble avtalt ved "      \
      "signering, står fast.",                                                                         \
      "All that is uncertain was drawn {1} times for all models together (seed {2}, {3}): rates, "     \
      "prices, rents, vacancy, building cost, delay and value. What was agreed at signing stays.")     \
    X(PARTIAL, "Trekninga blei stoppa før ho var ferdig.",                                             \
      "Trekningen ble stoppet før den var ferdig.", "The draws were stopped before the end.")          \
    X(RISK_TABLE, "Noverdi over trekningane, 1000 kr", "Nåverdi over trekningene, 1000 kr",            \
      "Net present value over the draws, 1000 kr")                                                     \
    X(CHANCE_TABLE, "Kor ofte det hender", "Hvor ofte det hender", "How often it happens")             \
    X(PAIR_TABLE, "Kva som er best på dei same trekningane, noverdi",                                  \
      "Hva som er best på de samme trekningene, nåverdi",                                              \
      "Which is better on the same draws, net present value")                                          \
    X(FAN, "{2}: {1}", "{2}: {1}", "{2}: {1}")                                                         \
    X(FAN_ABOUT,                                                                                       \
      "Vifte: midtlinja er medianen, det mørke feltet er halvparten av trekningane, det lyse 90 "     \
      "%. "                                                                                            \
      "{1}",                                                                                           \
      "Vifte: midtlinjen er medianen, det mørke feltet er halvparten av trekningene, det lyse 90 "    \
      "%. "                                                                                            \
      "{1}",                                                                                           \
      "Fan: the middle line is the median, the dark band half of the draws, the light band 90 %. "     \
      "{1}")                                                                                           \
    X(FAN_WORST, "Medianen er lågast i {1}: {2}; 5 % av trekningane er då under {3}.",                 \
      "Medianen er lavest i {1}: {2}; 5 % av trekningene er da under {3}.",                            \
      "The median is lowest in {1}: {2}; 5 % of the draws are then below {3}.")                        \
    X(BAR, "Trekningar", "Trekninger", "Draws")                                                        \
    X(BAND_90, "90 % av trekningane", "90 % av trekningene", "90 % of the draws")                      \
    X(BAND_50, "50 % av trekningane", "50 % av trekningene", "50 % of the draws")                      \
    X(MEDIAN, "Median", "Median", "Median")                                                            \
    X(HISTOGRAM, "{2}: noverdi for {1}, mill. kr", "{2}: nåverdi for {1}, mill. kr",                   \
      "{2}: net present value of {1}, million kr")                                                     \
    X(HISTOGRAM_ABOUT,                                                                                 \
      "Søyler: kor mange trekningar som gjev kvar noverdi, i mill. kr. Dei verste 5 % er merkte. "    \
      "Middel {1}; 5 % er verre enn {2}, og dei er i snitt {3}.",                                      \
      "Søyler: hvor mange trekninger som gir hver nåverdi, i mill. kr. De verste 5 % er merket. "    \
      "Middel {1}; 5 % er verre enn {2}, og de er i snitt {3}.",                                       \
      "Bars: how many draws give each net present value, in million kr. The worst 5 % are "            \
      "marked. "                                                                                       \
      "Mean {1}; 5 % are worse than {2}, and they average {3}.")                                       \
    X(TAIL, "dei verste 5 %", "de verste 5 %", "the worst 5 %")                                        \
    X(METHOD_1,                                                                                        \
      "Kvar modell er ein avtale sett saman av vilkår. Avtalen blir rekna månad for månad: kvar "   \
      "krone går frå ein part til ein annan, og summen over alle partar er null.",                     \
      "Hver modell er en avtale satt sammen av vilkår. Avtalen regnes måned for måned: hver "       \
      "krone "                                                                                         \
      "går fra en part til en annen, og summen over alle parter er null.",                             \
      "Each model is a deal put together of clauses. The deal is computed month by month: every "      \
      "krone goes from one party to another, and the parties sum to nil.")                             \
    X(METHOD_2,                                                                                        \
      "Beløp er nominelle kroner. Straumar fell på slutten av månaden. Renter er effektive per "    \
      "år. "                                                                                          \
      "Kvar part har si eiga kalkulasjonsrente, fordi ei krone om tretti år ikkje er like mykje "     \
      "verdt for ein utbyggjar og ein kommune.",                                                       \
      "Beløp er nominelle kroner. Strømmer faller på slutten av måneden. Renter er effektive per " \
      "år. Hver part har sin egen kalkulasjonsrente, fordi en krone om tretti år ikke er like "      \
      "mye "                                                                                           \
      "verdt for en utbygger og en kommune.",                                                          \
      "Amounts are nominal kroner. Flows fall at the end of the month. Rates are effective a "         \
      "year. "                                                                                         \
      "Each party has its own discount rate, because a krone in thirty years is not worth the "        \
      "same "                                                                                          \
      "to a developer and to a municipality.")                                                         \
    X(METHOD_3,                                                                                        \
      "Notane viser til likningane i models/README.md, der òg det som er utelate, står. "            \
      "Kommandoen "                                                                                    \
      "samspel explain viser kvart tal steg for steg.",                                                \
      "Notene viser til likningene i models/README.md, der også det som er utelatt, står. "          \
      "Kommandoen samspel explain viser hvert tall steg for steg.",                                    \
      "The notes point to the equations in models/README.md, which also says what is left out. "       \
      "The "                                                                                           \
      "command samspel explain shows each figure step by step.")                                       \
    X(AGAIN_MEANS, "Same kommando, filer og versjon gjev den same rapporten, byte for byte.",          \
      "Samme kommando, filer og versjon gir den samme rapporten, byte for byte.",                      \
      "The same command, files and version give the same report, byte for byte.")                      \
    X(NOTE_ROW, "Likning ({1}) i models/README.md, rad {2}: {3}",                                      \
      "Likning ({1}) i models/README.md, rad {2}: {3}",                                                \
      "Equation ({1}) in models/README.md, row {2}: {3}")                                              \
    X(NOTE_IRR,                                                                                        \
      "Internrenta er renta som gjer noverdien av månadsstraumane null (models/README.md, "           \
      "avsnitt "                                                                                       \
      "10). Finst det ingen eller fleire som ikkje er negative, står det ingen.",                      \
      "Internrenten er renten som gjør nåverdien av månedsstrømmene null (models/README.md, "      \
      "avsnitt 10). Finnes det ingen eller flere som ikke er negative, står det ingen.",               \
      "The internal rate of return makes the present value of the monthly flows nil "                  \
      "(models/README.md, section 10). Where there is none, or several that are not negative, "        \
      "none "                                                                                          \
      "is shown.")                                                                                     \
    X(NOTE_SEARCH,                                                                                     \
      "Funne ved å rekne avtalen på nytt med andre verdiar av éin føresetnad, alt anna likt "      \
      "(models/README.md, avsnitt 10).",                                                               \
      "Funnet ved å regne avtalen på nytt med andre verdier av én forutsetning, alt annet likt "    \
      "(models/README.md, avsnitt 10).",                                                               \
      "Found by computing the deal again with other values of one assumption, all else equal "         \
      "(models/README.md, section 10).")                                                               \
    X(NOTE_STACK,                                                                                      \
      "Utbetalt ved ferdig bygg, eigenkapital mens det blir bygt: radene granted, loan, called "       \
      "og "                                                                                            \
      "takeout i kvart vilkår (models/README.md, avsnitt 4, 5 og 11).",                                \
      "Utbetalt ved ferdig bygg, egenkapital mens det bygges: radene lent, granted og takeout "        \
      "i hvert vilkår (models/README.md, avsnitt 4, 5 og 11).",                                        \
      "Paid out at completion, equity while building: the rows lent, granted and takeout of "          \
      "each clause (models/README.md, sections 4, 5 and 11).")

#endif
