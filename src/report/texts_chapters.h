/* Sentences of the report page: name, Nynorsk, Bokmål, English. {1} and so on are filled in. */
#ifndef SAMSPEL_REPORT_TEXTS_CHAPTERS_H
#define SAMSPEL_REPORT_TEXTS_CHAPTERS_H

#define SAM_CHAPTER_TEXTS(X)                                                                       \
    X(LEAD, N_("This report holds {1} against each other for the project {2}{3}: {4} homes, "      \
               "building from {5}. The whole cost with financing is {6}."))                        \
    X(LEAD_ONE, N_("This report shows {1} for the project {2}{3}: {4} homes, building from {5}. "  \
                   "The whole cost with financing is {6}."))                                       \
    X(QUOTED, N_("“{1}”"))                                                                         \
    X(MANY_MODELS, N_("{1} models"))                                                               \
    X(IN_PLACE, N_(" in {1}"))                                                                     \
    X(BETWEEN, N_("between {1} and {2}"))                                                          \
    X(NPV_BOTH,                                                                                    \
      N_("{1} comes out best with {2} (net present value {3}) and worst with {4} ({5})."))         \
    X(NPV_ONE, N_("{1}: the net present value is {3} with {2}."))                                  \
    X(BELOW_NEED, N_("{1} does not reach its own requirement in {2}."))                            \
    X(GAP_BOTH, N_("Loans, grants and sales do not meet the whole cost. The owners must put in "   \
                   "from {1} ({2}) to {3} ({4})."))                                                \
    X(GAP_ONE, N_("The owners must put in {1} of the cost."))                                      \
    X(COVER_SHORT, N_("In the worst year rent does not pay interest and principal in {1}. The "    \
                      "owners must then put in more."))                                            \
    X(COVER_FINE, N_("Rent pays interest and principal in every year in {1}."))                    \
    X(GUARANTEED, N_("The municipality or others guarantee up to {1} ({2})."))                     \
    X(TURN, N_("For {1}, {2} and {3} change places when {4} goes from {5} to {6}."))               \
    X(RISK_TAIL, N_("Of {1} draws: in the worst twentieth the municipality's net present value "   \
                    "is {2} on average with {3}, and {4} with {5}."))                              \
    X(RISK_ONE, N_("Of {1} draws: in the worst twentieth the municipality's net present value is " \
                   "{2} on average."))                                                             \
    X(WEAK, N_("{1} of {2} inputs that the answer rests on have low confidence. Check them "       \
               "before the numbers are used."))                                                    \
    X(NO_WINNER, N_("The report names no winner: it shows what separates the models, who carries " \
                    "what, and what law and terms make a council look at."))                       \
    X(NPV_MEANS, N_("Net present value is all that the party gets less all that it pays, each "    \
                    "krone brought to its value today at the party's own rate. Nil means that "    \
                    "the party gets what it asks for, not that it earns nothing."))                \
    X(STACK_MEANS,                                                                                 \
      N_("Equity is what remains when loans, grants and sales are used. In rural places a "        \
         "building is often worth less than it costs, and the loan is limited by the value."))     \
    X(FLAGS_MEAN, N_("Law and terms make these matters ones to look at. None of them decides by "  \
                     "itself. Laws are cited by their Norwegian names."))                          \
    X(NO_FLAGS, N_("Nothing is flagged."))                                                         \
    X(INPUTS_MEAN,                                                                                 \
      N_("Every number that the results rest on, with source and confidence as the files say. "    \
         "Numbers of low confidence are marked. Sources of the shipped files are in this "         \
         "language, others as they were written; publications keep their titles."))                \
    X(RISK_MEANS, N_("All that is uncertain was drawn {1} times for all models together (seed "    \
                     "{2}, {3}): rates, prices, rents, vacancy, building cost, delay and value. "  \
                     "What was agreed at signing stays."))                                         \
    X(PARTIAL, N_("The draws were stopped before the end."))                                       \
    X(RISK_TABLE, N_("Net present value over the draws, 1000 kr"))                                 \
    X(CHANCE_TABLE, N_("How often it happens"))                                                    \
    X(PAIR_TABLE, N_("Which is better on the same draws, net present value"))                      \
    X(FAN, N_("{2}: {1}"))                                                                         \
    X(FAN_ABOUT, N_("Fan: the middle line is the median, the dark band half of the draws, the "    \
                    "light band 90 %. {1}"))                                                       \
    X(FAN_WORST, N_("The median is lowest in {1}: {2}; 5 % of the draws are then below {3}."))     \
    X(BAR, N_("Draws"))                                                                            \
    X(BAND_90, N_("90 % of the draws"))                                                            \
    X(BAND_50, N_("50 % of the draws"))                                                            \
    X(MEDIAN, N_("Median"))                                                                        \
    X(HISTOGRAM, N_("{2}: net present value of {1}, million kr"))                                  \
    X(HISTOGRAM_ABOUT,                                                                             \
      N_("Bars: how many draws give each net present value, in million kr. The worst 5 % are "     \
         "marked. Mean {1}; 5 % are worse than {2}, and they average {3}."))                       \
    X(TAIL, N_("the worst 5 %"))                                                                   \
    X(METHOD_1,                                                                                    \
      N_("Each model is a deal put together of clauses. The deal is computed month by month: "     \
         "every krone goes from one party to another, and the parties sum to nil."))               \
    X(METHOD_2, N_("Amounts are nominal kroner. Flows fall at the end of the month. Rates are "    \
                   "effective a year. Each party has its own discount rate, because a krone in "   \
                   "thirty years is not worth the same to a developer and to a municipality."))    \
    X(METHOD_3, N_("The notes point to the equations in models/README.md, which also says what "   \
                   "is left out. The command samspel explain shows each figure step by step."))    \
    X(AGAIN_MEANS, N_("The same command, files and version give the same report, byte for byte.")) \
    X(NOTE_ROW, N_("Equation ({1}) in models/README.md, row {2}: {3}"))                            \
    X(NOTE_IRR, N_("The internal rate of return makes the present value of the monthly flows nil " \
                   "(models/README.md, section 10). Where there is none, or several that are not " \
                   "negative, none is shown."))                                                    \
    X(NOTE_SEARCH, N_("Found by computing the deal again with other values of one assumption, "    \
                      "all else equal (models/README.md, section 10)."))                           \
    X(NOTE_STACK, N_("Paid out at completion, equity while building: the rows lent, granted and "  \
                     "takeout of each clause (models/README.md, sections 4, 5 and 11)."))

#endif
