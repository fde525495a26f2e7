/* See fresh.h. Figures of draws are sorted here, not selected as cuts do. */
#include "choice/fresh.h"

#include <math.h>

#include "base/real.h"
#include "choice/scenario.h"
#include "risk/statistics.h"

enum { SUMS_MOST = SAM_CHOICE_LIMITS_MOST + SAM_AIMS_MOST };

/* Nobody pays less, and what is not money may differ by rounding only. */
static const double KRONE = 1, ROUNDING = 1e-6, RELATIVE = 1e-9;

struct sam_fresh {
    sam_question *q;
    sam_mix mix; /* of the plain plan */
    sam_ledger *ledger;
    sam_scenario *scenario; /* NULL: nothing is asked of draws */
    sam_scenario_sum sums[SUMS_MOST];
    uint32_t of_demand[SAM_CHOICE_LIMITS_MOST], of_aim[SAM_AIMS_MOST]; /* their sums */
    uint32_t count, draws;
    double *rows, *each, *scratch; /* all rows of a sum; a figure a draw */
    sam_arena *arena;
};

static void list(sam_fresh *f) {
    const sam_question *q = f->q;
    for (uint32_t d = 0; d < q->demand_count; d++) {
        const sam_demand *demand = &q->demands[d];
        f->of_demand[d] = f->count;
        if (demand->worst > 0)
            f->sums[f->count++] =
                (sam_scenario_sum){demand->parts, demand->part_count, demand->when};
    }
    for (uint32_t a = 0; a < q->aim_count; a++) {
        f->of_aim[a] = f->count;
        if (q->aims[a].worst > 0)
            f->sums[f->count++] =
                (sam_scenario_sum){q->aims[a].parts, q->aims[a].part_count, SAM_NO_ROW};
    }
}

static bool open_draws(sam_fresh *f) {
    f->draws = (uint32_t)f->mix.draws->draws;
    f->scenario = sam_scenario_new(&f->mix, f->sums, f->count);
    if (!f->scenario)
        return false;
    size_t most = 1;
    for (uint32_t i = 0; i < f->count; i++)
        most = sam_scenario_rows(f->scenario, i) > most ? sam_scenario_rows(f->scenario, i) : most;
    f->rows = sam_arena_array(f->arena, (most + 2) * f->draws, sizeof(double));
    if (!f->rows)
        return false;
    f->each = f->rows + most * f->draws;
    f->scratch = f->each + f->draws;
    return true;
}

sam_status sam_fresh_open(sam_fresh **out, sam_question *question) {
    sam_arena *arena = sam_arena_new();
    sam_fresh *f = *out = arena ? sam_arena_alloc(arena, sizeof *f) : NULL;
    if (!f) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    *f = (sam_fresh){.q = question, .mix = sam_question_mix(question, 0), .arena = arena};
    f->mix.plan = question->plain;
    list(f);
    f->ledger = sam_ledger_new(question->plain, &(sam_run){.lanes = 1});
    if (f->ledger && (f->count == 0 || !f->mix.draws || open_draws(f)))
        return SAM_OK;
    sam_fresh_free(f);
    *out = NULL;
    return SAM_MEMORY;
}

void sam_fresh_free(sam_fresh *fresh) {
    if (!fresh)
        return;
    sam_ledger_free(fresh->ledger);
    sam_scenario_free(fresh->scenario);
    sam_arena_free(fresh->arena);
}

sam_status sam_fresh_run(sam_fresh *fresh, const double *point) {
    const sam_question *q = fresh->q;
    for (uint32_t j = 0; j < q->decision_count; j++)
        sam_ledger_set(fresh->ledger, q->decisions[j].input, 0, point[j]);
    sam_question_fix(q, fresh->ledger, 0);
    sam_ledger_run(fresh->ledger);
    return fresh->scenario ? sam_scenario_run(fresh->scenario, point, 1) : SAM_OK;
}

/* Each draw's lowest sum; where there is none, what must be. */
static void read_lowest(sam_fresh *f, uint32_t sum, double none) {
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

static double tail_of(sam_fresh *f, double share, sam_end bad) {
    sam_statistics_sort(f->each, f->scratch, f->draws);
    if (share * f->draws <= 1)
        return bad == SAM_END_LOW ? f->each[0] : f->each[f->draws - 1];
    if (share >= 1)
        return sam_statistics_mean(f->each, f->draws).value;
    return sam_statistics_tail(f->each, f->draws, share, bad).cvar.value;
}

double sam_fresh_spare(sam_fresh *fresh, uint32_t demand) {
    const sam_demand *d = &fresh->q->demands[demand];
    if (!(d->worst > 0))
        return sam_demand_spare(d, fresh->q->plain, fresh->ledger, 0, NULL);
    read_lowest(fresh, fresh->of_demand[demand], d->least);
    return tail_of(fresh, d->worst, SAM_END_LOW) - d->least;
}

double sam_fresh_aim(sam_fresh *fresh, uint32_t aim) {
    const sam_aim *a = &fresh->q->aims[aim];
    if (!(a->worst > 0)) {
        double told = sam_question_aim_value(a, fresh->ledger, 0);
        return a->highest ? -told : told;
    }
    read_lowest(fresh, fresh->of_aim[aim], 0);
    return tail_of(fresh, a->worst, SAM_END_HIGH);
}

double sam_fresh_held(sam_fresh *fresh, uint32_t demand) {
    const sam_demand *d = &fresh->q->demands[demand];
    read_lowest(fresh, fresh->of_demand[demand], d->least);
    uint32_t held = 0;
    for (uint32_t s = 0; s < fresh->draws; s++)
        held += fresh->each[s] >= d->least - KRONE;
    return (double)held / fresh->draws;
}

/* ---- against what was foretold ---- */

static bool is_money(const sam_fresh *f, const sam_part *parts) {
    return f->q->plan->rows[parts[0].row].unit == SAM_UNIT_NOK;
}

static void note(sam_fresh_difference *out, double foretold, double got, bool money, bool drawn) {
    double difference = fabs(foretold - got);
    double *largest = drawn ? &out->draws : &out->ledger;
    *largest = fmax(*largest, difference);
    if (!(difference <= fmax(money ? KRONE : ROUNDING, RELATIVE * fabs(got))))
        out->certified = false;
}

void sam_fresh_compare_demands(sam_fresh *fresh, const double *foretold, const double *size,
                               sam_fresh_difference *difference) {
    for (uint32_t d = 0; d < fresh->q->demand_count; d++) {
        const sam_demand *demand = &fresh->q->demands[d];
        if (demand->dropped || isinf(foretold[d])) /* spoken of nowhere */
            continue;
        double spare = sam_fresh_spare(fresh, d);
        if (is_money(fresh, demand->parts))
            note(difference, foretold[d], spare, true, demand->worst > 0);
        if (!(spare >= -SAM_MIX_HOLDS * size[d]) && !(demand->lenience > 0))
            difference->certified = false;
    }
}

void sam_fresh_compare_aim(sam_fresh *fresh, uint32_t aim, double foretold,
                           sam_fresh_difference *difference) {
    const sam_aim *a = &fresh->q->aims[aim];
    note(difference, foretold, sam_fresh_aim(fresh, aim), is_money(fresh, a->parts), a->worst > 0);
}
