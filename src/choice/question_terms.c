/* Which terms are decided, and within which bounds. The field table says what may be decided; a
 * given ceiling of a loan or a grant stays its ceiling. */
#include <math.h>
#include <string.h>

#include "base/mark.h"
#include "base/number.h"
#include "base/real.h"
#include "choice/question.h"
#include "deal/decide.h"
#include "deal/fields.h"
#include "deal/nearest.h"

/* A limit beyond which no project of ours goes: a field's own greatest value says "no ceiling". */
static bool is_amount(const sam_field *field) {
    return field->unit == SAM_UNIT_NOK && field->need == SAM_OPTIONAL;
}

/* What a loan or a grant came to in the deal as it is, where the amount is one of its limits. */
static double paid_out(const sam_question *q, const sam_clause *clause) {
    uint32_t row = sam_question_row(q, clause->id, "lent");
    if (row == SAM_NO_ROW)
        row = sam_question_row(q, clause->id, "granted");
    return row == SAM_NO_ROW ? 0 : sam_question_value(q, row);
}

static double highest(const sam_question *q, const sam_input *input) {
    const sam_field *field = input->field;
    if (is_amount(field))
        return fmin(input->value,
                    2 * sam_question_value(q, sam_plan_find_row(q->plan, "total_cost")));
    return field->most;
}

sam_status sam_question_add(sam_question *question, const sam_decision *decision,
                            const sam_choice_term *term, double start) {
    sam_question *q = question;
    uint32_t at = q->decision_count;
    if (at == SAM_CHOICE_TERMS_MOST) {
        sam_question_fault(q, "DECIDE_MANY", "too many terms are to be decided", term->name, NULL);
        return SAM_USAGE;
    }
    for (uint32_t j = 0; j < at; j++)
        if (q->decisions[j].input == decision->input) {
            sam_question_fault(q, "DECIDE_TWICE", "this is to be decided twice", term->name, NULL);
            return SAM_USAGE;
        }
    q->decisions[at] = *decision;
    q->start[0][at] = sam_real_clamp(start, decision->low, decision->high);
    q->choice->terms[at] = *term;
    q->decision_count++;
    return SAM_OK;
}

static sam_status add_term(sam_question *q, uint32_t index, double low, double high) {
    const sam_input *input = &q->plan->deal->inputs[index];
    uint32_t field = 0;
    const sam_clause *clause = sam_question_clause(q, index, &field);
    double base = input->value, start = base;
    if (clause && is_amount(input->field)) {
        base = paid_out(q, clause);
        start = base;
    }
    if (clause && is_amount(input->field) && !sam_question_allows(q, clause)) {
        low = high = 0;
        q->shut++;
    }
    low = isnan(low) ? input->field->least : low;
    high = isnan(high) ? highest(q, input) : high;
    if (!(low <= high) || low < input->field->least || high > input->field->most) {
        sam_question_fault(q, "DECIDE_BOUNDS", "the bounds are reversed or beyond the field's own",
                           input->name, "NAME:LOW:HIGH");
        return SAM_USAGE;
    }
    const sam_decision decision = {
        .input = index, .low = low, .high = high, .scale = input->field->step};
    const sam_choice_term term = {.name = input->name,
                                  .input = index,
                                  .unit = input->field->unit,
                                  .low = low,
                                  .high = high,
                                  .base = base};
    return sam_question_add(q, &decision, &term, start);
}

static void unknown(sam_question *q, const char *name) {
    sam_nearest nearest = {.word = name};
    for (uint32_t i = 0; i < q->plan->deal->input_count; i++)
        if (q->plan->deal->inputs[i].field->step > 0)
            sam_nearest_offer(&nearest, q->plan->deal->inputs[i].name);
    const char *best = nearest.best;
    const char *hint =
        best ? sam_arena_format(q->choice->arena, "is \"%s\" meant?", best)
             : N_("an input that samspel explain lists, or rent, plot_price, loan, grant, "
                  "guarantee_share, guarantee_years, use:CLAUSE, homes:CLAUSE");
    sam_question_fault(q, "DECIDE_UNKNOWN", "the deal has no such input", name, hint);
}

sam_status sam_question_bounds(sam_question *question, const char *text, const char *after,
                               double *low, double *high) {
    if (sam_decide_bounds(after, low, high))
        return SAM_OK;
    sam_question_fault(question, "DECIDE_BOUNDS", "the bounds are not two numbers", text,
                       "NAME:LOW:HIGH");
    return SAM_USAGE;
}

static bool reads(const void *context, uint32_t input) {
    return sam_plan_reads_input(context, input);
}

static uint32_t input_of(const sam_question *q, const char *name) {
    uint32_t input = sam_word_input(q->plan->deal, name, strlen(name), reads, q->plan);
    return input == SAM_NO_INPUT ? sam_deal_find_input(q->plan->deal, name) : input;
}

/* "NAME" or "NAME:LOW:HIGH". */
static sam_status read_term(sam_question *q, const char *text) {
    size_t length = strcspn(text, ":");
    const char *name = sam_arena_text(q->choice->arena, text, length);
    if (!name)
        return SAM_MEMORY;
    uint32_t input = input_of(q, name);
    if (input == SAM_NO_INPUT && sam_word_is(name)) {
        sam_question_fault(q, "DECIDE_WORD", "no clause of this deal has what the word means", name,
                           N_("samspel explain lists what a field is"));
        return SAM_USAGE;
    }
    if (input == SAM_NO_INPUT) {
        unknown(q, name);
        return SAM_USAGE;
    }
    if (!(q->plan->deal->inputs[input].field->step > 0) || !sam_plan_reads_input(q->plan, input)) {
        sam_question_fault(q, "DECIDE_FIXED", "this input cannot be decided", name,
                           N_("samspel explain lists what a field is"));
        return SAM_USAGE;
    }
    double low, high;
    sam_status status = sam_question_bounds(q, text, text + length, &low, &high);
    return status == SAM_OK ? add_term(q, input, low, high) : status;
}

/* Rents, loans, and the price of a plot that is sold. */
static bool is_usual(const sam_question *q, const sam_clause *clause, const char *field) {
    bool rent = strcmp(clause->kind, "letting") == 0 || strcmp(clause->kind, "lease") == 0;
    if (rent)
        return strcmp(field, "rent_share") == 0;
    if (strcmp(clause->kind, "term_loan") == 0)
        return strcmp(field, "amount_max") == 0;
    uint32_t ground = sam_clause_field(clause, "ground_rent");
    return strcmp(clause->kind, "plot") == 0 && strcmp(field, "price_share") == 0 &&
           q->plan->deal->inputs[clause->inputs[ground]].value == 0;
}

static sam_status usual_terms(sam_question *q) {
    const sam_deal *deal = q->plan->deal;
    for (uint32_t c = 0; c < deal->clause_count; c++) {
        const sam_clause *clause = &deal->clauses[c];
        for (uint32_t f = 0; f < clause->spec->field_count; f++) {
            uint32_t input = clause->inputs[f];
            if (input == SAM_NO_INPUT || !is_usual(q, clause, clause->spec->fields[f].path) ||
                !sam_plan_reads_input(q->plan, input))
                continue;
            sam_status status = add_term(q, input, SAM_REAL_NAN, SAM_REAL_NAN);
            if (status != SAM_OK)
                return status;
        }
    }
    return SAM_OK;
}

static sam_status add_text(sam_question *q, const char *text) {
    if (strcmp(text, "usual") == 0)
        return usual_terms(q);
    bool taken = false;
    sam_status status = sam_question_whole(q, text, &taken);
    return status == SAM_OK && !taken ? read_term(q, text) : status;
}

sam_status sam_question_terms(sam_question *question) {
    sam_question *q = question;
    sam_status status = SAM_OK;
    size_t count = 0;
    const char *const *texts =
        sam_choice_decisions(q->plan->deal, q->options, &count, &q->choice->decided_by);
    /* What is used at all comes last: its amount may be decided too, before or after it. */
    for (int use = 0; use < 2; use++)
        for (size_t i = 0; i < count && status == SAM_OK; i++)
            if ((strncmp(texts[i], "use:", 4) == 0) == (use == 1))
                status = add_text(q, texts[i]);
    if (status == SAM_OK && q->decision_count == 0) {
        sam_question_fault(q, "DECIDE_NOTHING", "this model has no term that is usually decided",
                           NULL, N_("name terms with --decide"));
        status = SAM_USAGE;
    }
    q->choice->term_count = q->decision_count;
    q->start_count = 1;
    return status;
}
