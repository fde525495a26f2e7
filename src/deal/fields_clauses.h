/* The words that tables of clauses' fields are written in, and the kinds of clause. Private to the
 * files fields_*.c. */
#ifndef SAMSPEL_DEAL_FIELDS_CLAUSES_H
#define SAMSPEL_DEAL_FIELDS_CLAUSES_H

#include "deal/fields.h"

#define PARTY(key, required, english, text)                                                        \
    {                                                                                              \
        .path = (key), .kind = SAM_VALUE_PARTY, .need = (required), .label = (english),            \
        .help = (text), .structural = true                                                         \
    }
/* A number that may be decided: change is a step of it that matters. */
#define TERM(change, key, u, needed, fall, lo, hi, english, text)                                  \
    {                                                                                              \
        .path = (key), .kind = SAM_VALUE_NUMBER, .unit = (u), .need = (needed),                    \
        .fallback = (fall), .least = (lo), .most = (hi), .label = (english), .help = (text),       \
        .step = (change)                                                                           \
    }
#define NUMBER(key, u, needed, fall, lo, hi, english, text)                                        \
    TERM(0, key, u, needed, fall, lo, hi, english, text)
#define WORD(key, choices, english, text)                                                          \
    {                                                                                              \
        .path = (key), .kind = SAM_VALUE_WORD, .need = SAM_DEFAULTED, .words = (choices),          \
        .label = (english), .help = (text), .structural = true                                     \
    }
/* A word that must be chosen: a default would decide the deal behind the user's back. */
#define NEEDED_WORD(key, choices, english, text)                                                   \
    {                                                                                              \
        .path = (key), .kind = SAM_VALUE_WORD, .need = SAM_REQUIRED, .words = (choices),           \
        .label = (english), .help = (text), .structural = true                                     \
    }
#define SIZING(text) WORD("sizing", "limits|amount", N_("sizing"), text)
#define SENIORITY(fall)                                                                            \
    {                                                                                              \
        .path = "seniority", .kind = SAM_VALUE_NUMBER, .unit = SAM_UNIT_COUNT,                     \
        .need = SAM_DEFAULTED, .fallback = (fall), .least = 0, .most = 99,                         \
        .label = N_("seniority"),                                                                  \
        .help = N_("Order in the waterfall and in the funding: lower first."), .whole = true,      \
        .structural = true                                                                         \
    }

#define KIND(word, table, english, text)                                                           \
    const sam_clause_kind sam_kind_##word = {.name = #word,                                        \
                                             .label = (english),                                   \
                                             .help = (text),                                       \
                                             .fields = (table),                                    \
                                             .field_count =                                        \
                                                 (uint32_t)(sizeof(table) / sizeof *(table))}

/* Every kind, in the order in which they are shown. */
#define SAM_CLAUSE_LIST(X)                                                                         \
    X(building_cost)                                                                               \
    X(plot)                                                                                        \
    X(equity)                                                                                      \
    X(grant)                                                                                       \
    X(construction_loan)                                                                           \
    X(term_loan)                                                                                   \
    X(letting)                                                                                     \
    X(lease)                                                                                       \
    X(guarantee)                                                                                   \
    X(rent_guarantee)                                                                              \
    X(running_cost)                                                                                \
    X(tax)                                                                                         \
    X(sale)                                                                                        \
    X(purchase_guarantee)                                                                          \
    X(holding)                                                                                     \
    X(rent_to_own)                                                                                 \
    X(option)                                                                                      \
    X(common_charges)                                                                              \
    X(reserve)                                                                                     \
    X(transfer)

#define SAM_CLAUSE_DECLARE(word) extern const sam_clause_kind sam_kind_##word;
SAM_CLAUSE_LIST(SAM_CLAUSE_DECLARE)
#undef SAM_CLAUSE_DECLARE

#endif
