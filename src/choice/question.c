/* What the files of a question share: names to rows, faults, and the search from several points. */
#include "choice/question.h"
#include "base/mark.h"

#include <math.h>
#include <string.h>

#include "base/real.h"
#include "deal/fields.h"

uint32_t sam_question_row(const sam_question *question, const char *clause, const char *name) {
    const char *full = sam_arena_format(question->choice->arena, "%s.%s", clause, name);
    return full ? sam_plan_find_row(question->plan, full) : SAM_NO_ROW;
}

double sam_question_value(const sam_question *question, uint32_t row) {
    return row == SAM_NO_ROW ? 0 : sam_ledger_value(question->ledger, row, 1, 0);
}

double sam_question_input(const sam_question *question, const char *name) {
    uint32_t input = sam_deal_find_input(question->plan->deal, name);
    return input == SAM_NO_INPUT ? SAM_REAL_NAN : question->plan->deal->inputs[input].value;
}

uint32_t sam_question_party(const sam_question *question, const sam_clause *clause,
                            const char *field) {
    uint32_t index = sam_clause_field(clause, field);
    if (index == UINT32_MAX || !clause->values[index])
        return UINT32_MAX;
    return sam_deal_find_party(question->plan->deal, clause->values[index]);
}

const sam_clause *sam_question_clause(const sam_question *question, uint32_t input,
                                      uint32_t *field) {
    const sam_deal *deal = question->plan->deal;
    for (uint32_t c = 0; c < deal->clause_count; c++)
        for (uint32_t f = 0; f < deal->clauses[c].spec->field_count; f++)
            if (deal->clauses[c].inputs[f] == input) {
                *field = f;
                return &deal->clauses[c];
            }
    return NULL;
}

void sam_question_fault(sam_question *question, const char *code, const char *message,
                        const char *value, const char *hint) {
    sam_diag diag = {.severity = SAM_ERROR,
                     .code = code,
                     .file = question->plan->deal->model_id,
                     .message = SAY(question, message),
                     .value = value,
                     .hint = hint ? SAY(question, hint) : NULL,
                     .origin = SAM_DIAG_HERE};
    sam_diags_add(question->diags, &diag);
}

const char *sam_question_label(const sam_question *question, const char *english) {
    return question->options->english ? english : SAY(question, english);
}

void sam_question_tell(const sam_question *question, const char *what) {
    if (question->options->progress)
        question->options->progress(question->options->context, SAY(question, what));
}

void sam_question_ask(sam_question *question, const sam_choice_limit *limit, const sam_part *parts,
                      uint32_t when, double least) {
    sam_question *q = question;
    uint32_t at = q->demand_count, count = 0;
    for (; count < SAM_PARTS_MOST && parts[count].factor != 0; count++) {
        if (parts[count].row == SAM_NO_ROW)
            return;
        q->parts[at][count] = parts[count];
    }
    if (at == SAM_CHOICE_LIMITS_MOST || count == 0)
        return;
    q->demands[at] = (sam_demand){.name = limit->name,
                                  .parts = q->parts[at],
                                  .part_count = count,
                                  .when = when,
                                  .least = least};
    q->choice->limits[at] = *limit;
    if (!limit->row)
        q->choice->limits[at].row = q->plan->rows[parts[0].row].name;
    q->demand_count = at + 1;
    q->choice->limit_count = q->demand_count;
}

/* Gains below this share of the merit do not tell starts apart. */
static const double ROUGHLY = 1e-7;

sam_mix sam_question_mix(sam_question *question, uint32_t aim) {
    sam_question *q = question;
    const sam_mix_draws *draws = q->rough ? &q->rough_draws : &q->draws;
    return (sam_mix){.plan = question->plan,
                     .decisions = question->decisions,
                     .decision_count = question->decision_count,
                     .aim = aim < question->aim_count ? question->aims[aim].parts : NULL,
                     .aim_count = aim < question->aim_count ? question->aims[aim].part_count : 0,
                     .aim_worst = aim < q->aim_count ? q->aims[aim].worst : 0,
                     .draws = draws->draws ? draws : NULL,
                     .enough = q->rough ? ROUGHLY : 0,
                     .shared = draws->draws ? &q->read : NULL,
                     .demands = question->demands,
                     .demand_count = question->demand_count,
                     .fixed = question->fixed,
                     .fixed_count = question->fixed_count};
}

void sam_question_fix(const sam_question *question, sam_ledger *ledger, size_t lane) {
    for (uint32_t f = 0; f < question->fixed_count; f++)
        sam_ledger_set(ledger, question->fixed[f].input, lane, question->fixed[f].value);
}

bool sam_question_holds(const sam_mix *mix, const sam_mix_result *result) {
    for (uint32_t d = 0; d < mix->demand_count; d++)
        if (!(mix->demands[d].lenience > 0) && !sam_mix_demand_holds(mix, result, d))
            return false;
    return true;
}

/* How much is missed in all, each demand in its size, a lenient one lightly. */
static double missed(const sam_question *q, const sam_mix *mix, const sam_mix_result *result) {
    double sum = 0;
    for (uint32_t d = 0; d < mix->demand_count; d++) {
        const sam_demand *demand = &mix->demands[d];
        if (demand->dropped || sam_mix_demand_holds(mix, result, d))
            continue;
        double size = d < q->demand_count && q->size[d] > 0 ? q->size[d] : result->demands[d].size;
        sum -= result->demands[d].spare / size * (demand->lenience > 0 ? demand->lenience : 1);
    }
    return sum;
}

bool sam_question_is_better(const sam_question *question, const sam_mix *mix,
                            const sam_mix_result *one, const sam_mix_result *other) {
    const sam_question *q = question;
    double here = missed(q, mix, one), there = missed(q, mix, other);
    if (here > 0 || there > 0)
        return here < there;
    return one->aim < other->aim;
}

static bool is_aimless(const sam_mix *mix) {
    for (uint32_t j = 0; j < mix->decision_count; j++)
        if (mix->decisions[j].cost != 0)
            return false;
    return mix->aim_count == 0;
}

sam_status sam_question_solve(sam_question *question, const sam_mix *mix,
                              const double (*starts)[SAM_CHOICE_TERMS_MOST], uint32_t count,
                              sam_mix_result *best) {
    *best = (sam_mix_result){.verdict = SAM_MIX_STUCK};
    for (uint32_t s = 0; s < count; s++) {
        sam_mix one = *mix;
        one.start = starts[s];
        sam_mix_result result;
        sam_status status = sam_mix_solve(&result, &one);
        if (status != SAM_OK && status != SAM_SOLVER) {
            sam_mix_result_clear(&result);
            sam_mix_result_clear(best);
            return status;
        }
        if (status == SAM_OK &&
            (!best->arena || sam_question_is_better(question, mix, &result, best))) {
            sam_mix_result_clear(best);
            *best = result;
        } else {
            sam_mix_result_clear(&result);
        }
        /* Where nothing is aimed at, any point at which all holds will do. */
        if (is_aimless(mix) && best->arena && missed(question, mix, best) == 0)
            break;
    }
    return best->arena ? SAM_OK : SAM_SOLVER;
}

static bool allocate(sam_question *q) {
    sam_choice *choice = q->choice;
    choice->terms = sam_arena_array(choice->arena, SAM_CHOICE_TERMS_MOST, sizeof *choice->terms);
    choice->limits = sam_arena_array(choice->arena, SAM_CHOICE_LIMITS_MOST, sizeof *choice->limits);
    q->ledger = sam_ledger_new(q->plain, &(sam_run){.lanes = 1});
    if (!choice->terms || !choice->limits || !q->ledger)
        return false;
    sam_ledger_run(q->ledger);
    return true;
}

sam_status sam_question_open(sam_question **out, const sam_plan *plan, const sam_plan *plain,
                             const sam_choice_options *options, sam_diags *diags) {
    *out = NULL;
    sam_arena *arena = sam_arena_new();
    sam_choice *choice = arena ? sam_arena_alloc(arena, sizeof *choice) : NULL;
    sam_question *q = choice ? sam_arena_alloc(arena, sizeof *q) : NULL;
    if (!q) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    *choice = (sam_choice){.plan = plan, .arena = arena};
    q->plan = plan;
    q->plain = plain;
    q->options = options;
    q->diags = diags;
    q->choice = choice;
    q->draws =
        (sam_mix_draws){options->draws, options->seed, options->threads, options->cancel, diags};
    q->rough_draws = q->draws;
    if (q->draws.draws > SAM_DRAWS_ROUGH)
        q->rough_draws.draws = SAM_DRAWS_ROUGH;
    *out = q;
    return allocate(q) ? SAM_OK : SAM_MEMORY;
}

void sam_question_close(sam_question *question) {
    if (!question)
        return;
    sam_ledger_free(question->ledger);
    sam_ledger_free(question->bare);
    sam_cvar_free(question->read);
}
