/* Texts of the figures of what is uncertain and of choice: name, and the text in English, marked.
 * {1} and so on are filled in. */
#ifndef SAMSPEL_REPORT_TEXTS_FIGURES_H
#define SAMSPEL_REPORT_TEXTS_FIGURES_H

#define SAM_FIGURE_TEXTS(X)                                                                        \
    X(RANGE_TO, N_("{1} to {2}"))                                                                  \
    X(COLON, N_("{1}: {2}"))                                                                       \
    X(FROM, N_("From"))                                                                            \
    X(TO, N_("To"))                                                                                \
    X(PASTED, N_("Values worked out by samspel {1}, pasted: they do not change when an input is "  \
                 "changed."))                                                                      \
    X(PASTED_DRAWS, N_("Values worked out by samspel {1} ({2} draws, seed {3}), pasted: they do "  \
                       "not change when an input is changed."))                                    \
    X(MEASURE_TABLE, N_("{1}: each measure that varies"))                                          \
    X(UNIT, N_("Unit"))                                                                            \
    X(DEVIATION, N_("Standard deviation"))                                                         \
    X(RISK_ALONE, N_("Nothing was drawn. The figures show what happens when one assumption at a "  \
                     "time is changed."))                                                          \
    X(TORNADO, N_("{1}: what the net present value of {2} rests on, million kr"))                  \
    X(TORNADO_TABLE, N_("{1}: what the net present value of {2} rests on, 1000 kr"))               \
    X(TORNADO_ABOUT, N_("Bars: how far the net present value moves when one assumption goes to "   \
                        "each end of its range, all else equal; the greatest at the top. {1}"))    \
    X(TORNADO_MOST, N_("Most depends on {1}: {2} at {3} and {4} at {5}."))                         \
    X(LOW_END, N_("low end of the range"))                                                         \
    X(HIGH_END, N_("high end of the range"))                                                       \
    X(AT_LOW, N_("Change at “from”"))                                                              \
    X(AT_HIGH, N_("Change at “to”"))                                                               \
    X(SPAN, N_("The range is"))                                                                    \
    X(SPAN_FILE, N_("the file's"))                                                                 \
    X(SPAN_TENTH, N_("a tenth down and up"))                                                       \
    X(SPAN_STEP, N_("one step down and up"))                                                       \
    X(NOTE_TORNADO, N_("The plan is computed again with one value changed and the deal signed "    \
                       "accordingly; a range without a source in the file is the field's step or " \
                       "a tenth (docs/commands.md, samspel sensitivity)."))                        \
    X(CARRIERS, N_("Who carries what"))                                                            \
    X(CLAUSE_FIGURE, N_("{1}: the cost that {2} moves, 1000 kr"))                                  \
    X(CLAUSE_ABOUT, N_("Bars: how much higher (to the right) or lower (to the left) each party's " \
                       "cost is with the clause than without it, at present value. {1}"))          \
    X(CLAUSE_MOST, N_("{1} takes on most: {2} on the mean and {3} in the worst 5 %."))             \
    X(CLAUSE_WITHOUT, N_("Without the clause: {1} is {2} (now {3}), the deal is signed anew, and " \
                         "the draws are the same ({4})."))                                         \
    X(CLAUSE_NONE, N_("The deal has no clause that can be taken away by itself, so no risk is "    \
                      "moved by one clause alone."))                                               \
    X(IN_MEAN, N_("on the mean"))                                                                  \
    X(MEAN_WITH, N_("Mean with"))                                                                  \
    X(MEAN_WITHOUT, N_("Mean without"))                                                            \
    X(TAIL_WITH, N_("Worst 5 % with"))                                                             \
    X(TAIL_WITHOUT, N_("Worst 5 % without"))                                                       \
    X(MOVED, N_("Moved"))                                                                          \
    X(MOVED_CASH, N_("Moved, undiscounted"))                                                       \
    X(ALL_PARTIES, N_("All parties"))                                                              \
    X(NOTE_CLAUSE, N_("Cost is minus the net present value. The same draws with the deal as it "   \
                      "is, and signed anew without what the clause promises; undiscounted, the "   \
                      "sum over the parties is nil (docs/commands.md, samspel risk --clauses)."))  \
    X(NOTE_FLOWS, N_("Sums of all flows of the plan by payer and payee (models/README.md, "        \
                     "sections 3 to 9 and 11)."))                                                  \
    X(NOTE_DRAWS, N_("Each draw is computed through the plan with what is uncertain drawn "        \
                     "(docs/commands.md, samspel risk)."))                                         \
    X(NOTE_ROOM,                                                                                   \
      N_("Every corner and point is computed through the plan; the limits are what the parties, "  \
         "the lenders, the law and the market ask for (docs/commands.md, samspel room)."))         \
    X(CHOICE, N_("Choice and room for negotiation"))                                               \
    X(CHOICE_MEANS, N_("Two terms are on the table in each model. The room is every value of the " \
                       "two at which all have what they ask for: owners their return, the "        \
                       "municipality its frame, lenders security, tenants market rent."))          \
    X(CHOICE_LEFT_OUT,                                                                             \
      N_("This report does not look for terms that everybody could live with, nor for "            \
         "what lower rent costs the municipality: that takes seconds a model. Make it again with " \
         "--with choice behind the command of the last chapter."))                                 \
    X(CHOICE_NO_TERMS, N_("The model has no two terms of this kind to negotiate."))                \
    X(ON_TABLE, N_("On the table: {1} and {2}."))                                                  \
    X(ROOM, N_("{1}: the room for negotiation"))                                                   \
    X(ROOM_ABOUT, N_("Area: all have what they ask for inside it ({1} across, {2} up). Each side " \
                     "has who owns the limit. {3}"))                                               \
    X(ROOM_POINT, N_("{1}: {2} and {3}."))                                                         \
    X(ROOM_CORNERS, N_("Corners of the room"))                                                     \
    X(ROOM_SIDE, N_("The side to the next corner is"))                                             \
    X(ROOM_BENT, N_("{1} (bends inwards)"))                                                        \
    X(ROOM_BOUND, N_("the end of the range of {1}"))                                               \
    X(ROOM_FAIR, N_("Points that somebody could call fair, and what each party has beyond what "   \
                    "it asks for, 1000 kr"))                                                       \
    X(POINT, N_("Point"))                                                                          \
    X(NASH, N_("greatest product of gains (Nash)"))                                                \
    X(EQUAL_GAIN, N_("gains as equal as can be"))                                                  \
    X(CONFLICT_ONE,                                                                                \
      N_("No terms in the ranges are ones that all could live with. This demand holds nowhere:"))  \
    X(CONFLICT, N_("No terms in the ranges are ones that all could live with. These demands "      \
                   "cannot hold together:"))                                                       \
    X(OPENS, N_("This would open the way, each point by itself:"))                                 \
    X(OPENS_NOTHING, N_("Nothing that was tried opens the way."))                                  \
    X(WAY_INPUT, N_("{1} is {2} instead of {3}"))                                                  \
    X(WAY_OTHER, N_("{1} less asked for: {2}"))                                                    \
    X(FRONT, N_("{1}: what lower rent costs the municipality"))                                    \
    X(FRONT_MEANS,                                                                                 \
      N_("Loans, rent and the price of the plot are free within everybody's limits. On the front " \
         "nobody can have lower rent without dearer for the municipality."))                       \
    X(FRONT_ABOUT, N_("Line: the lowest net present cost to the municipality for each agreed "     \
                      "rent a home; below the line no terms hold. {1}"))                           \
    X(FRONT_ENDS, N_("From {1} at {2} to {3} at {4}."))                                            \
    X(FRONT_TABLE, N_("Corners of the front and their terms"))                                     \
    X(FRONT_RENT, N_("Rent a home, kr/month"))                                                     \
    X(FRONT_COST, N_("Cost to the municipality, million kr"))                                      \
    X(FRONT_COST_TABLE, N_("Cost to the municipality, 1000 kr"))                                   \
    X(FRONT_STEP, N_("100 kr/month more, to the next corner, 1000 kr"))                            \
    X(FRONT_BENT, N_("{1} (bends)"))                                                               \
    X(FRONT_POINT, N_("One set of terms is best for both: {1} and {2} to the municipality."))      \
    X(NOTE_FRONT,                                                                                  \
      N_("Each corner is solved and run through the plan; slopes are read from the plan, and the " \
         "ledger has the last word (docs/commands.md, samspel frontier)."))

#endif
