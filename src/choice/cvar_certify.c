/* What speaks for an answer about draws: the risk engine run afresh at the answer, in the plain
 * plan, and its figures sorted. Nothing of the search is read but what it foretold. */
#include <math.h>

#include "base/real.h"
#include "choice/question.h"
#include "choice/scenario.h"
#include "risk/statistics.h"

typedef struct fresh {
    sam_question *q;
    sam_mix mix; /* of the plain plan */
    sam_scenario *scenario;
    sam_scenario_sum sums[SAM_CHOICE_LIMITS_MOST + 1];
    uint32_t demand[SAM_CHOICE_LIMITS_MOST + 1]; /* sum -> demand; UINT32_MAX: the first aim */
    uint32_t count, draws;
    double *rows, *each, *scratch; /* all rows of a sum; a figure a draw */
} fresh;

static void list(fresh *f) {
    const sam_question *q = f->q;
    for (uint32_t d = 0; d < q->demand_count; d++) {
        const sam_demand *demand = &q->demands[d];
        if (!(demand->worst > 0))
            continue;
        f->sums[f->count] = (sam_scenario_sum){demand->parts, demand->part_count, demand->when};
        f->demand[f->count++] = d;
    }
    if (q->aims[0].worst > 0) {
        f->sums[f->count] = (sam_scenario_sum){q->aims[0].parts, q->aims[0].part_count, SAM_NO_ROW};
        f->demand[f->count++] = UINT32_MAX;
    }
}

static sam_status open(fresh *f, sam_question *q) {
    *f = (fresh){.q = q, .mix = sam_question_mix(q, 0)};
    f->mix.plan = q->plain;
    f->draws = (uint32_t)f->mix.draws->draws;
    list(f);
    f->scenario = sam_scenario_new(&f->mix, f->sums, f->count);
    if (!f->scenario)
        return SAM_MEMORY;
    size_t most = 1;
    for (uint32_t i = 0; i < f->count; i++)
        most = sam_scenario_rows(f->scenario, i) > most ? sam_scenario_rows(f->scenario, i) : most;
    f->rows = sam_arena_array(q->choice->arena, (most + 2) * f->draws, sizeof(double));
    if (!f->rows)
        return SAM_MEMORY;
    f->each = f->rows + most * f->draws;
    f->scratch = f->each + f->draws;
    return SAM_OK;
}

/* Each draw's lowest sum; where there is none, what must be. */
static void read_lowest(fresh *f, uint32_t sum, double none) {
    sam_scenario_read(f->scenario, sum, 0, f->rows);
    for (uint32_t s = 0; s < f->draws; s++)
        f->each[s] = SAM_REAL_INFINITY;
    for (uint32_t i = 0; i < sam_scenario_rows(f->scenario, sum); i++) {
        const double *flags = sam_scenario_flags(f->scenario, sum, 0, i);
        for (uint32_t s = 0; s < f->draws; s++)
            if (!flags || flags[s] > 0)
                f->each[s] = fmin(f->each[s], f->rows[(size_t)i * f->draws + s]);
    }
    for (uint32_t s = 0; s < f->draws; s++)
        f->each[s] = f->each[s] < SAM_REAL_INFINITY ? f->each[s] : none;
}

static double tail_of(fresh *f, double share, sam_end bad) {
    sam_statistics_sort(f->each, f->scratch, f->draws);
    if (share * f->draws <= 1)
        return bad == SAM_END_LOW ? f->each[0] : f->each[f->draws - 1];
    if (share >= 1)
        return sam_statistics_mean(f->each, f->draws).value;
    return sam_statistics_tail(f->each, f->draws, share, bad).cvar.value;
}

static void count_cover(fresh *f, uint32_t sum) {
    if (f->sums[sum].when == SAM_NO_ROW)
        return;
    uint32_t held = 0;
    for (uint32_t s = 0; s < f->draws; s++)
        held += f->each[s] >= -1; /* a krone */
    f->q->choice->certificate.cover_held = (double)held / f->draws;
}

static void note(fresh *f, double foretold, double got) {
    sam_certificate *c = &f->q->choice->certificate;
    c->draws_difference = fmax(c->draws_difference, fabs(foretold - got));
}

static void compare_demands(fresh *f, const sam_mix_result *last) {
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t d = f->demand[i];
        if (d == UINT32_MAX)
            continue;
        const sam_demand *demand = &f->q->demands[d];
        read_lowest(f, i, demand->least);
        count_cover(f, i);
        if (!(last->demands[d].spare < SAM_REAL_INFINITY))
            continue;
        double spare = tail_of(f, demand->worst, SAM_END_LOW) - demand->least;
        note(f, last->demands[d].spare, spare);
        if (d < f->q->choice->limit_count)
            f->q->choice->limits[d].spare = spare;
    }
}

/* The first aim, in its own sense, at a point. */
static sam_status aim_at(fresh *f, const double *point, double *out) {
    sam_status status = sam_scenario_run(f->scenario, point, 1);
    if (status != SAM_OK || !(f->q->aims[0].worst > 0))
        return status;
    read_lowest(f, f->count - 1, 0);
    *out = tail_of(f, f->q->aims[0].worst, SAM_END_HIGH);
    return SAM_OK;
}

static sam_status certify(fresh *f, const sam_mix_result *first, const sam_mix_result *last) {
    sam_choice *choice = f->q->choice;
    double base[SAM_CHOICE_TERMS_MOST], at_first = 0;
    for (uint32_t j = 0; j < f->q->decision_count; j++)
        base[j] = f->q->plain->deal->inputs[f->q->decisions[j].input].value;
    sam_status status = aim_at(f, base, &choice->base);
    if (status == SAM_OK)
        status = aim_at(f, first->point, &at_first);
    if (status == SAM_OK && f->q->aims[0].worst > 0)
        note(f, first->upper, at_first);
    /* With one aim they are the same point, and the last run is of it. */
    choice->value = f->q->aims[0].worst > 0 ? at_first : choice->value;
    if (status == SAM_OK && f->q->aim_count > 1)
        status = aim_at(f, last->point, &choice->value);
    if (status == SAM_OK)
        compare_demands(f, last);
    return status;
}

sam_status sam_choice_certify_draws(sam_question *question, const sam_mix_result *first,
                                    const sam_mix_result *last) {
    question->choice->certificate.full = SAM_REAL_NAN;
    question->choice->certificate.cover_held = SAM_REAL_NAN;
    question->choice->certificate.draws = question->draws.draws;
    question->choice->certificate.seed = question->draws.seed;
    if (!question->draws.draws)
        return SAM_OK;
    fresh f;
    sam_status status = open(&f, question);
    if (status == SAM_OK)
        status = certify(&f, first, last);
    sam_scenario_free(f.scenario);
    return status;
}
