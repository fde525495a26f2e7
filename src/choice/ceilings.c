/* What is laid over a deal so that amounts can be decided. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
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

/* Is the amount of that clause to be decided? */
static bool wants(const sam_choice_options *options, const sam_clause *clause, const char *field) {
    if (options->decide_count == 0)
        return strcmp(clause->kind, "term_loan") == 0;
    size_t length = strlen(clause->id), size = strlen(field);
    for (size_t i = 0; i < options->decide_count; i++) {
        const char *name = options->decide[i];
        if (strcmp(name, "usual") == 0 && strcmp(clause->kind, "term_loan") == 0)
            return true;
        if (strncmp(name, clause->id, length) != 0 || name[length] != '.' ||
            strncmp(name + length + 1, field, size) != 0)
            continue;
        char after = name[length + 1 + size];
        if (after == '\0' || after == ':')
            return true;
    }
    return false;
}

/* Nullable: the kind has no amount to decide. */
static const char *amount_of(const sam_clause *clause) {
    if (strcmp(clause->kind, "term_loan") == 0)
        return "amount_max";
    return strcmp(clause->kind, "grant") == 0 ? "amount" : NULL;
}

static void add(ceilings *c, const char *clause, const char *field, const char *value) {
    if (c->count == SLOTS)
        return;
    char *pointer = c->pointer[c->count];
    snprintf(pointer, sizeof c->pointer[0], "/clauses/%s/%s", clause, field);
    c->list[c->count++] = (sam_override){pointer, value};
}

sam_status sam_choice_ceilings(sam_override **out, size_t *plain, size_t *count,
                               const sam_deal *deal, const sam_choice_options *options) {
    *plain = *count = 0;
    ceilings *c = sam_alloc(sizeof *c);
    *out = c ? c->list : NULL;
    if (!c)
        return SAM_MEMORY;
    c->count = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < deal->clause_count; i++) {
            const sam_clause *clause = &deal->clauses[i];
            const char *amount = amount_of(clause);
            bool open = amount && wants(options, clause, amount);
            if (!amount || (!open && !is_used(options, clause)))
                continue;
            bool given = clause->inputs[sam_clause_field(clause, amount)] != SAM_NO_INPUT;
            /* The field's own greatest value: no ceiling. */
            if (pass == 0 && !given)
                add(c, clause->id, amount, "1e10");
            if (pass == 1 && open)
                add(c, clause->id, "sizing", "\"amount\"");
        }
        *(pass == 0 ? plain : count) = c->count;
    }
    return SAM_OK;
}

void sam_choice_ceilings_free(sam_override *overrides) {
    sam_free(overrides);
}
