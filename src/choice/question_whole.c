/* Terms that take whole numbers only: dwellings of a kind, years, homes of a tenure, and whether a
 * clause is used. What they are as inputs, and what else follows from them. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/question.h"
#include "deal/decide.h"
#include "deal/fields.h"

static sam_status fault(sam_question *q, const char *code, const char *message, const char *value,
                        const char *hint) {
    sam_question_fault(q, code, message, value, hint);
    return SAM_USAGE;
}

static const sam_clause *find_clause(const sam_question *q, const char *id) {
    const sam_deal *deal = q->plan->deal;
    for (uint32_t c = 0; c < deal->clause_count; c++)
        if (strcmp(deal->clauses[c].id, id) == 0)
            return &deal->clauses[c];
    return NULL;
}

static double all_homes(const sam_question *q) {
    double sum = 0;
    for (uint32_t k = 0; k < q->plan->deal->dwelling_kinds; k++) {
        const char *name = sam_arena_format(q->choice->arena, "dwellings.%u.count", (unsigned)k);
        double count = name ? sam_question_input(q, name) : 0;
        uint32_t input = name ? sam_deal_find_input(q->plan->deal, name) : SAM_NO_INPUT;
        for (uint32_t j = 0; j < q->decision_count; j++)
            if (q->decisions[j].input == input)
                count = q->whole[j].now_low;
        sum += count;
    }
    return sum;
}

static sam_status add(sam_question *q, const sam_whole *whole, uint32_t input,
                      const sam_choice_term *term, double low, double high) {
    sam_whole w = *whole;
    w.low = isnan(low) ? term->low : low;
    w.high = isnan(high) ? term->high : high;
    bool good = w.low <= w.high && w.low >= term->low && w.high <= term->high &&
                floor(w.low) == w.low && floor(w.high) == w.high;
    if (!good)
        return fault(q, "DECIDE_BOUNDS",
                     "the bounds are reversed, beyond the field's own or broken", term->name,
                     "NAME:LOW:HIGH, whole numbers");
    w.now_low = w.low;
    w.now_high = w.high;
    sam_choice_term told = *term;
    told.whole = true;
    told.low = w.low;
    told.high = w.high;
    double step = q->plan->deal->inputs[input].field->step;
    const sam_decision decision = {
        .input = input, .low = w.low, .high = w.high, .scale = step > 0 ? step : 1};
    sam_status status = sam_question_add(q, &decision, &told, term->base);
    if (status == SAM_OK) {
        q->whole[q->decision_count - 1] = w;
        q->whole_count++;
    }
    return status;
}

/* What is decided smoothly between two bounds may be left out too. From 0 it can be already. */
static bool add_part(sam_question *q, uint32_t input) {
    for (uint32_t j = 0; j < q->decision_count; j++) {
        const sam_decision *d = &q->decisions[j];
        if (d->input != input || q->whole[j].kind != SAM_WHOLE_NOT)
            continue;
        if (d->low <= 0)
            return true;
        q->whole[j] = (sam_whole){
            .kind = SAM_WHOLE_PART, .high = 1, .now_high = 1, .on = d->high, .least = d->low};
        q->whole_count++;
        return true;
    }
    return false;
}

static sam_status add_use(sam_question *q, const char *id, const char *text) {
    const sam_clause *clause = find_clause(q, id);
    const char *name = sam_arena_text(q->choice->arena, text, strlen(text));
    uint32_t input = SAM_NO_INPUT;
    if (!name)
        return SAM_MEMORY;
    const char *field = clause ? sam_use_field(clause->kind) : NULL;
    if (field)
        input = clause->inputs[sam_clause_field(clause, field)];
    if (input == SAM_NO_INPUT)
        return fault(q, "DECIDE_USE", "no such clause can be left out", text,
                     "use:CLAUSE, with a grant, a loan, a guarantee or a lease of the model");
    if (add_part(q, input))
        return SAM_OK;
    const sam_whole whole = {.kind = SAM_WHOLE_USE, .on = q->plan->deal->inputs[input].value};
    const sam_choice_term term = {
        .name = name, .input = input, .unit = SAM_UNIT_FLAG, .low = 0, .high = 1, .base = 1};
    return add(q, &whole, input, &term, SAM_REAL_NAN, SAM_REAL_NAN);
}

static bool is_home(const sam_clause *clause) {
    return sam_kind_has_homes(clause->kind);
}

static uint32_t share_of(const sam_clause *clause) {
    uint32_t field = sam_clause_field(clause, "unit_share");
    return field == UINT32_MAX ? SAM_NO_INPUT : clause->inputs[field];
}

/* The one other clause that homes are shared with. */
static uint32_t find_rest(const sam_question *q, const sam_clause *clause) {
    uint32_t rest = SAM_NO_INPUT, count = 0;
    for (uint32_t c = 0; c < q->plan->deal->clause_count; c++) {
        const sam_clause *other = &q->plan->deal->clauses[c];
        if (other == clause || !is_home(other))
            continue;
        rest = share_of(other);
        count++;
    }
    return count == 1 ? rest : SAM_NO_INPUT;
}

static sam_status add_homes(sam_question *q, const char *text) {
    size_t length = strcspn(text + 6, ":");
    const char *id = sam_arena_text(q->choice->arena, text + 6, length);
    const char *name = sam_arena_text(q->choice->arena, text, 6 + length);
    double low, high, homes = all_homes(q);
    if (!id || !name)
        return SAM_MEMORY;
    const sam_clause *clause = find_clause(q, id);
    uint32_t input = clause && is_home(clause) ? share_of(clause) : SAM_NO_INPUT;
    uint32_t rest = input == SAM_NO_INPUT ? SAM_NO_INPUT : find_rest(q, clause);
    const sam_input *inputs = q->plan->deal->inputs;
    if (rest == SAM_NO_INPUT)
        return fault(q, "DECIDE_HOMES", "homes cannot be moved to or from this", text,
                     "homes:CLAUSE, with one of two clauses that share the homes: letting, lease, "
                     "sale or common charges");
    sam_status status = sam_question_bounds(q, text, text + 6 + length, &low, &high);
    const sam_whole whole = {.kind = SAM_WHOLE_HOMES, .share = inputs[input].value, .rest = rest};
    const sam_choice_term term = {.name = name,
                                  .input = input,
                                  .unit = SAM_UNIT_COUNT,
                                  .low = 0,
                                  .high = isnan(high) ? homes : fmax(homes, high),
                                  .base = inputs[input].value * homes};
    return status == SAM_OK ? add(q, &whole, input, &term, low, high) : status;
}

static sam_status add_input(sam_question *q, uint32_t index, sam_whole_kind kind, const char *text,
                            const char *after) {
    const sam_input *input = &q->plan->deal->inputs[index];
    double low, high;
    sam_status status = sam_question_bounds(q, text, after, &low, &high);
    if (status != SAM_OK)
        return status;
    if (isnan(low))
        return fault(q, "DECIDE_BOUNDS", "a whole number needs bounds", text, "NAME:LOW:HIGH");
    const sam_whole whole = {.kind = kind};
    const sam_choice_term term = {.name = input->name,
                                  .input = index,
                                  .unit = input->field->unit,
                                  .low = input->field->least,
                                  .high = input->field->most,
                                  .base = input->value};
    return add(q, &whole, index, &term, low, high);
}

sam_status sam_question_whole(sam_question *question, const char *text, bool *taken) {
    sam_question *q = question;
    *taken = true;
    if (strncmp(text, "use:", 4) == 0)
        return add_use(q, text + 4, text);
    if (strncmp(text, "homes:", 6) == 0)
        return add_homes(q, text);
    size_t length = strcspn(text, ":");
    const char *name = sam_arena_text(q->choice->arena, text, length);
    if (!name)
        return SAM_MEMORY;
    uint32_t input = sam_deal_find_input(q->plan->deal, name);
    const sam_field *field = input == SAM_NO_INPUT ? NULL : q->plan->deal->inputs[input].field;
    *taken = false;
    if (!field || field->structural || !sam_plan_reads_input(q->plan, input))
        return SAM_OK;
    bool homes = strncmp(name, "dwellings.", 10) == 0 && field->unit == SAM_UNIT_COUNT;
    *taken = homes || field->unit == SAM_UNIT_YEARS;
    if (!*taken)
        return SAM_OK;
    return add_input(q, input, homes ? SAM_WHOLE_NUMBER : SAM_WHOLE_YEARS, text, text + length);
}

/* What else is of the same share of the homes as one of the two that share them follows it. */
static void follow(sam_question *q, uint32_t input, double was, double is) {
    for (uint32_t c = 0; c < q->plan->deal->clause_count; c++) {
        uint32_t other = share_of(&q->plan->deal->clauses[c]);
        if (other == SAM_NO_INPUT || other == input || is_home(&q->plan->deal->clauses[c]) ||
            fabs(q->plan->deal->inputs[other].value - was) > 1e-9 || was > 1 - 1e-9 ||
            q->fixed_count == SAM_FIXED_MOST)
            continue;
        q->fixed[q->fixed_count++] = (sam_fixed){other, is};
    }
}

static bool set_homes(sam_question *q, uint32_t j) {
    const sam_whole *w = &q->whole[j];
    double share = w->now_low / all_homes(q);
    if (share > 1 + 1e-9 || q->fixed_count == SAM_FIXED_MOST)
        return false;
    share = fmin(share, 1);
    q->decisions[j].low = q->decisions[j].high = share;
    q->fixed[q->fixed_count++] = (sam_fixed){w->rest, 1 - share};
    follow(q, q->decisions[j].input, w->share, share);
    if (fabs(w->share - 0.5) > 1e-9)
        follow(q, w->rest, 1 - w->share, 1 - share);
    return true;
}

bool sam_question_set_box(sam_question *question) {
    sam_question *q = question;
    bool good = true;
    q->fixed_count = 0;
    for (uint32_t j = 0; j < q->decision_count; j++) {
        const sam_whole *w = &q->whole[j];
        bool use = w->kind == SAM_WHOLE_USE || w->kind == SAM_WHOLE_PART;
        double factor = use ? w->on : 1;
        if (w->kind == SAM_WHOLE_NOT)
            continue;
        q->decisions[j].low = (w->kind == SAM_WHOLE_PART ? w->least : factor) * w->now_low;
        q->decisions[j].high = factor * w->now_high;
        if (w->kind == SAM_WHOLE_HOMES && !set_homes(q, j))
            good = false;
    }
    return good;
}

bool sam_question_is_smooth(const sam_question *question, uint32_t decision) {
    sam_whole_kind kind = question->whole[decision].kind;
    return kind == SAM_WHOLE_NOT || kind == SAM_WHOLE_PART;
}

void sam_question_take_whole(sam_question *question, const double *numbers) {
    for (uint32_t j = 0; j < question->decision_count; j++)
        question->whole[j].now_low = question->whole[j].now_high = numbers[j];
    sam_question_set_box(question);
}

void sam_question_set_whole(const sam_question *question, sam_ledger *ledger, size_t lane) {
    for (uint32_t j = 0; j < question->decision_count; j++)
        if (!sam_question_is_smooth(question, j))
            sam_ledger_set(ledger, question->decisions[j].input, lane, question->decisions[j].low);
    sam_question_fix(question, ledger, lane);
}

void sam_question_tell_whole(sam_question *question) {
    for (uint32_t j = 0; j < question->decision_count; j++) {
        sam_choice_term *term = &question->choice->terms[j];
        if (sam_question_is_smooth(question, j))
            continue;
        term->value = question->whole[j].now_low;
        term->at_bound = 0;
    }
}
