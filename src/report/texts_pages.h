/* Headings and short words of the report page: name, Nynorsk, Bokmål, English. {1} and so on are
 * filled in. */
#ifndef SAMSPEL_REPORT_TEXTS_PAGES_H
#define SAMSPEL_REPORT_TEXTS_PAGES_H

#define SAM_PAGE_TEXTS(X)                                                                          \
    X(REPORT, N_("Partnership models for building homes"))                                         \
    X(CONTENTS, N_("Contents"))                                                                    \
    X(SKIP, N_("Skip to the content"))                                                             \
    X(IN_SHORT, N_("In short"))                                                                    \
    X(MODELS, N_("The models side by side"))                                                       \
    X(PARTIES, N_("Each party"))                                                                   \
    X(FLOWS, N_("Who pays whom"))                                                                  \
    X(RISK, N_("Risk"))                                                                            \
    X(FLAGS, N_("To be looked at"))                                                                \
    X(INPUTS, N_("Inputs and how sure they are"))                                                  \
    X(METHOD, N_("Method"))                                                                        \
    X(AGAIN, N_("Making this report again"))                                                       \
    X(NOTES, N_("Notes"))                                                                          \
    X(NOTE, N_("Note {1}"))                                                                        \
    X(BACK, N_("Back to the text"))                                                                \
    X(KEY_FIGURES, N_("Key figures"))                                                              \
    X(MODEL, N_("Model"))                                                                          \
    X(PARTY, N_("Party"))                                                                          \
    X(YEAR, N_("Year"))                                                                            \
    X(NPV_TABLE, N_("Net present value by party, 1000 kr"))                                        \
    X(IRR_TABLE, N_("Internal rate of return by party, effective a year"))                         \
    X(DEAL_TABLE, N_("The deal in figures, amounts in 1000 kr"))                                   \
    X(WHO_FUNDS, N_("Who funds it?"))                                                              \
    X(COVERED, N_("Does rent pay the loans?"))                                                     \
    X(SEPARATES, N_("What separates them?"))                                                       \
    X(GUARANTEES, N_("Guarantees"))                                                                \
    X(OVERVIEW, N_("The models at a glance, amounts in 1000 kr"))                                  \
    X(NPV_OF, N_("Net present value of {1}"))                                                      \
    X(FLAG_COUNT, N_("Matters to look at"))                                                        \
    X(STACK, N_("Funding at completion"))                                                          \
    X(STACK_TABLE, N_("Funding at completion, 1000 kr and share of all"))                          \
    X(STACK_ABOUT, N_("Stacks: funding in million kr by source, one stack a model. {1}"))          \
    X(SOURCE_FROM, N_("{1}, {2}"))                                                                 \
    X(DSCR, N_("Debt-service cover (DSCR) by year"))                                               \
    X(DSCR_ABOUT, N_("Lines: how many times the surplus pays interest and principal, by year. "    \
                     "Below 1 the owners must put in more. Lowest: {1}"))                          \
    X(GUARANTEE, N_("Guarantees at the end of the year"))                                          \
    X(GUARANTEE_TABLE, N_("Guarantees at the end of the year, 1000 kr"))                           \
    X(GUARANTEE_ABOUT,                                                                             \
      N_("Lines: what is guaranteed at the end of each year, in million kr. Greatest: {1}"))       \
    X(NO_GUARANTEE, N_("None of the models has guarantees."))                                      \
    X(TURNS, N_("What separates the models, and what would turn the order"))                       \
    X(AHEAD, N_("Ahead"))                                                                          \
    X(BEHIND, N_("Behind"))                                                                        \
    X(GAP, N_("Gap, 1000 kr"))                                                                     \
    X(TURNED_BY, N_("Turned by"))                                                                  \
    X(NOW, N_("Now"))                                                                              \
    X(TURNS_AT, N_("Turns at"))                                                                    \
    X(NOTHING, N_("nothing that was searched"))                                                    \
    X(BREAK_OWNER, N_("What it takes for the owner's net present value to be nil"))                \
    X(BREAK_COVER, N_("What it takes for cover (DSCR) to be 1 in the worst year"))                 \
    X(ASSUMPTION, N_("Assumption"))                                                                \
    X(NO_VALUE, N_("no value"))                                                                    \
    X(CASH, N_("Net cash flow by year"))                                                           \
    X(CASH_TABLE, N_("Net cash flow by year, 1000 kr"))                                            \
    X(CASH_ABOUT,                                                                                  \
      N_("Lines: what {1} gets less what is paid, by year, in million kr, one line a model. {2}")) \
    X(SUM_OF, N_("Sum under {1}: {2}."))                                                           \
    X(PARTY_TABLE, N_("What the party gets and pays, 1000 kr"))                                    \
    X(ACCOUNT_TABLE,                                                                               \
      N_("Sums over all years by account, 1000 kr (what the party gets is positive)"))             \
    X(ACCOUNT, N_("Account"))                                                                      \
    X(PAYER, N_("Payer"))                                                                          \
    X(PAYEE, N_("Payee"))                                                                          \
    X(SUM, N_("Sum, 1000 kr"))                                                                     \
    X(FLOWS_ABOUT,                                                                                 \
      N_("Flows: at the left who pays, at the right who is paid, summed over all years. {1}"))     \
    X(FLOWS_TABLE, N_("The money in {1}: sums over all years"))                                    \
    X(LARGEST, N_("The largest is what {1} pays {2}: {3}."))                                       \
    X(NUMBERS, N_("The numbers as a table"))                                                       \
    X(NO_CHARTS, N_("The figures are left out: the program that made this report was built "       \
                    "without them. All numbers are in the tables."))                               \
    X(NEEDS_SCRIPT, N_("The figure needs scripts to be on. The numbers are in the table below."))  \
    X(MILLION, N_("million kr"))                                                                   \
    X(YES, N_("yes"))                                                                              \
    X(NO, N_("no"))                                                                                \
    X(NONE, N_("none"))                                                                            \
    X(TOTAL, N_("Total"))                                                                          \
    X(AND, N_("and"))                                                                              \
    X(DISCOUNT_RATE, N_("Discount rate"))                                                          \
    X(IRR, N_("Internal rate of return"))                                                          \
    X(WEAK_INPUTS, N_("Inputs of low confidence"))                                                 \
    X(OTHER_INPUTS, N_("Other inputs"))                                                            \
    X(INPUT, N_("Input"))                                                                          \
    X(VALUE, N_("Value"))                                                                          \
    X(RANGE, N_("Range"))                                                                          \
    X(SOURCE, N_("Source"))                                                                        \
    X(CONFIDENCE, N_("Confidence"))                                                                \
    X(TAKEN_FROM, N_("Taken from"))                                                                \
    X(HIGH, N_("high"))                                                                            \
    X(MEDIUM, N_("medium"))                                                                        \
    X(LOW, N_("low"))                                                                              \
    X(FROM_MODEL, N_("the model"))                                                                 \
    X(FROM_SCENARIO, N_("the project"))                                                            \
    X(FROM_TERM, N_("terms of the date"))                                                          \
    X(FROM_DEFAULT, N_("default"))                                                                 \
    X(FROM_COMMAND, N_("set on the command line"))                                                 \
    X(WHAT, N_("What"))                                                                            \
    X(PARAGRAPH, N_("Law"))                                                                        \
    X(BASE, N_("Base case"))                                                                       \
    X(MEAN, N_("Mean"))                                                                            \
    X(ERROR, N_("± error"))                                                                        \
    X(WORST, N_("Mean of the worst 5 %"))                                                          \
    X(HAPPENS, N_("Event"))                                                                        \
    X(BETTER_IN, N_("Better in"))                                                                  \
    X(AGAINST, N_("Against"))                                                                      \
    X(DIFFERENCE, N_("Mean difference, 1000 kr"))                                                  \
    X(INTERVAL, N_("95 % interval"))                                                               \
    X(VERDICT, N_("Better on the mean"))                                                           \
    X(UNTOLD, N_("cannot be told apart"))                                                          \
    X(VERSION, N_("Version"))                                                                      \
    X(COMMAND, N_("Command"))                                                                      \
    X(SCENARIO, N_("Project"))                                                                     \
    X(VARIANT, N_("Variant"))                                                                      \
    X(HASH, N_("Hash of the inputs, {1}"))                                                         \
    X(SEED, N_("Seed"))                                                                            \
    X(DRAWS, N_("Draws"))                                                                          \
    X(STARTS, N_("Building starts"))                                                               \
    X(HORIZON, N_("Timeline"))                                                                     \
    X(MONTHS, N_("{1} months"))                                                                    \
    X(SOBOL, N_("scrambled Sobol points"))                                                         \
    X(RANDOM, N_("random numbers"))

#endif
