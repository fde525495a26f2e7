/* What is laid over a deal so that amounts, and what is fixed of a rate, can be decided. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "choice/words.h"
#include "deal/fields.h"
#include "samspel/choice.h"

static const size_t SLOTS = (size_t)2 * SAM_CHOICE_TERMS_MOST;

/* All in one block: the list and the texts it points to. */
typedef struct ceilings {
    sam_override list[2u * SAM_CHOICE_TERMS_MOST];
    char pointer[2u * SAM_CHOICE_TERMS_MOST][160];
    size_t count;
} ceilings;

/* Is it to be decided whether that clause is used? */
static bool is_used(const sam_choice_options *options, const sam_clause *clause) {
    for (size_t i = 0; i < options->decide_count; i++)
        if (strncmp(options->decide[i], "use:", 4) == 0 &&
            strcmp(options->decide[i] + 4, clause->id) == 0)
            return true;
    return false;
}

/* Is that field of that clause to be decided? */
static bool wants(const sam_choice_options *options, const sam_deal *deal, const sam_clause *clause,
                  const char *field) {
    bool usual = options->decide_count == 0;
    for (size_t i = 0; i < options->decide_count; i++) {
        if (sam_word_means(deal, options->decide[i], clause, field))
            return true;
        usual = usual || strcmp(options->decide[i], "usual") == 0;
    }
    return usual && strcmp(field, "amount_max") == 0;
}

/* Nullable: the kind has no amount to decide. */
static const char *amount_of(const sam_clause *clause) {
    if (strcmp(clause->kind, "term_loan") == 0)
        return "amount_max";
    return strcmp(clause->kind, "grant") == 0 ? "amount" : NULL;
}

static bool is_given(const sam_clause *clause, const char *field) {
    return clause->inputs[sam_clause_field(clause, field)] != SAM_NO_INPUT;
}

static void add(ceilings *c, const char *clause, const char *field, const char *value) {
    if (c->count == SLOTS)
        return;
    char *pointer = c->pointer[c->count];
    snprintf(pointer, sizeof c->pointer[0], "/clauses/%s/%s", clause, field);
    c->list[c->count++] = (sam_override){pointer, value};
}

/* What leaves the deal as it is: the field's own greatest value is no ceiling, and nothing is fixed
 * of a rate that floats. */
static void close_clause(ceilings *c, const sam_deal *deal, const sam_clause *clause,
                         const sam_choice_options *options) {
    const char *amount = amount_of(clause);
    if (amount && !is_given(clause, amount) &&
        (wants(options, deal, clause, amount) || is_used(options, clause)))
        add(c, clause->id, amount, "1e10");
    if (strcmp(clause->kind, "term_loan") == 0 && !is_given(clause, "fixed_share") &&
        wants(options, deal, clause, "fixed_share"))
        add(c, clause->id, "fixed_share", "0");
}

static void open_clause(ceilings *c, const sam_deal *deal, const sam_clause *clause,
                        const sam_choice_options *options) {
    const char *amount = amount_of(clause);
    if (amount && wants(options, deal, clause, amount))
        add(c, clause->id, "sizing", "\"amount\"");
}

sam_status sam_choice_ceilings(sam_override **out, size_t *plain, size_t *count,
                               const sam_deal *deal, const sam_choice_options *options) {
    *plain = *count = 0;
    ceilings *c = sam_alloc(sizeof *c);
    *out = c ? c->list : NULL;
    if (!c)
        return SAM_MEMORY;
    c->count = 0;
    for (uint32_t i = 0; i < deal->clause_count; i++)
        close_clause(c, deal, &deal->clauses[i], options);
    *plain = c->count;
    for (uint32_t i = 0; i < deal->clause_count; i++)
        open_clause(c, deal, &deal->clauses[i], options);
    *count = c->count;
    return SAM_OK;
}

void sam_choice_ceilings_free(sam_override *overrides) {
    sam_free(overrides);
}
