/* Texts of the model card: name, Nynorsk, Bokmål, English. */
#ifndef SAMSPEL_REPORT_TEXTS_CARDS_H
#define SAMSPEL_REPORT_TEXTS_CARDS_H

#define SAM_CARD_TEXTS(X)                                                                          \
    X(CARD, N_("Model card"))                                                                      \
    X(WHO, N_("Who gives what, and who carries what"))                                             \
    X(GIVES, N_("Gives"))                                                                          \
    X(CARRIES, N_("Carries"))                                                                      \
    X(TERMS, N_("Terms"))                                                                          \
    X(CLAUSE, N_("Clause"))                                                                        \
    X(DATED, N_("by the rules of the date"))                                                       \
    X(LAW, N_("Law and conditions (laws by their Norwegian names)"))                               \
    X(USED_IN, N_("Used in"))                                                                      \
    X(NOT_USED, N_("The file names no place where the model was used."))                           \
    X(REQUIRES, N_("Requires"))                                                                    \
    X(OWNER_OF, N_("owns the homes"))                                                              \
    X(SOURCE_IS, N_("Source: {1}"))

#endif
