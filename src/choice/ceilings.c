/* What is laid over a deal so that amounts, and what is fixed of a rate, can be decided. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "deal/decide.h"
#include "deal/fields.h"
#include "samspel/choice.h"

static const char *const USUAL[] = {"usual"};

const char *const *sam_choice_decisions(const sam_deal *deal, const sam_choice_options *options,
                                        size_t *count, sam_decided_by *by) {
    *by = options->decide_count ? SAM_DECIDED_BY_OPTIONS
          : deal->decide_count  ? SAM_DECIDED_BY_MODEL
                                : SAM_DECIDED_AS_USUAL;
    *count = options->decide_count ? options->decide_count : deal->decide_count;
    if (*by == SAM_DECIDED_AS_USUAL)
        *count = 1;
    return *by == SAM_DECIDED_BY_OPTIONS ? options->decide
           : *by == SAM_DECIDED_BY_MODEL ? deal->decide
                                         : USUAL;
}

static const size_t SLOTS = (size_t)2 * SAM_CHOICE_TERMS_MOST;

/* All in one block: the list and the texts it points to. */
typedef struct ceilings {
    sam_override list[2u * SAM_CHOICE_TERMS_MOST];
    char pointer[2u * SAM_CHOICE_TERMS_MOST][160];
    size_t count;
} ceilings;

/* What is to be decided. */
typedef struct decided {
    const sam_deal *deal;
    const char *const *texts;
    size_t count;
} decided;

/* Is it to be decided whether that clause is used? */
static bool is_used(const decided *d, const sam_clause *clause) {
    for (size_t i = 0; i < d->count; i++)
        if (strncmp(d->texts[i], "use:", 4) == 0 && strcmp(d->texts[i] + 4, clause->id) == 0)
            return true;
    return false;
}

/* Is that field of that clause to be decided? */
static bool wants(const decided *d, const sam_clause *clause, const char *field) {
    bool usual = false;
    for (size_t i = 0; i < d->count; i++) {
        if (sam_word_means(d->deal, d->texts[i], clause, field))
            return true;
        usual = usual || strcmp(d->texts[i], "usual") == 0;
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
static void close_clause(ceilings *c, const decided *d, const sam_clause *clause) {
    const char *amount = amount_of(clause);
    if (amount && !is_given(clause, amount) && (wants(d, clause, amount) || is_used(d, clause)))
        add(c, clause->id, amount, "1e10");
    if (strcmp(clause->kind, "term_loan") == 0 && !is_given(clause, "fixed_share") &&
        wants(d, clause, "fixed_share"))
        add(c, clause->id, "fixed_share", "0");
}

static void open_clause(ceilings *c, const decided *d, const sam_clause *clause) {
    const char *amount = amount_of(clause);
    if (amount && wants(d, clause, amount))
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
    decided d = {.deal = deal};
    sam_decided_by by;
    d.texts = sam_choice_decisions(deal, options, &d.count, &by);
    for (uint32_t i = 0; i < deal->clause_count; i++)
        close_clause(c, &d, &deal->clauses[i]);
    *plain = c->count;
    for (uint32_t i = 0; i < deal->clause_count; i++)
        open_clause(c, &d, &deal->clauses[i]);
    *count = c->count;
    return SAM_OK;
}

void sam_choice_ceilings_free(sam_override *overrides) {
    sam_free(overrides);
}
