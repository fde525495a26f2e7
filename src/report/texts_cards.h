/* Texts of the model card: name, Nynorsk, Bokmål, English. */
#ifndef SAMSPEL_REPORT_TEXTS_CARDS_H
#define SAMSPEL_REPORT_TEXTS_CARDS_H

#define SAM_CARD_TEXTS(X)                                                                          \
    X(CARD, "Modellkort", "Modellkort", "Model card")                                              \
    X(WHO, "Kven gjev kva, og kven ber kva", "Hvem gir hva, og hvem bærer hva",                    \
      "Who gives what, and who carries what")                                                      \
    X(GIVES, "Gjev", "Gir", "Gives")                                                               \
    X(CARRIES, "Ber", "Bærer", "Carries")                                                          \
    X(TERMS, "Vilkår", "Vilkår", "Terms")                                                          \
    X(CLAUSE, "Del av avtalen", "Del av avtalen", "Clause")                                        \
    X(DATED, "etter reglane på datoen", "etter reglene på datoen", "by the rules of the date")     \
    X(LAW, "Lov og vilkår", "Lov og vilkår", "Law and conditions")                                 \
    X(USED_IN, "Brukt i", "Brukt i", "Used in")                                                    \
    X(NOT_USED, "Fila nemner ingen stad der modellen er brukt.",                                   \
      "Filen nevner ingen steder der modellen er brukt.",                                          \
      "The file names no place where the model was used.")                                         \
    X(REQUIRES, "Krev", "Krever", "Requires")                                                      \
    X(OWNER_OF, "eig bustadene", "eier boligene", "owns the homes")                                \
    X(SOURCE_IS, "Kjelde: {1}", "Kilde: {1}", "Source: {1}")

#endif
