/* What speaks for an answer, found without the search: the rows as read with slopes against ledgers
 * run afresh, at the answer and a real step away from it. Rows of the two plans have the same
 * numbers: they differ in formulas of amounts only. */
#include <math.h>

#include "base/real.h"
#include "choice/question.h"

/* A row that is closer than this to a kink cannot be judged by a step. */
static const double LEAST_ROOM = 1e-6;

typedef struct check {
    sam_question *q;
    const sam_mix *mix;
    sam_affine *affine;
    sam_ledger *here;  /* the answer, in the plain plan: amounts within their limits */
    sam_ledger *there; /* the step away, in the plan of the search: a step may pass a limit */
    double move[SAM_CHOICE_TERMS_MOST];
    double room;
} check;

typedef void (*visit)(check *c, uint32_t row, uint32_t month);

static void each_row(check *c, visit call) {
    for (uint32_t p = 0; p < c->mix->aim_count; p++)
        call(c, c->mix->aim[p].row, 0);
    for (uint32_t d = 0; d < c->mix->demand_count; d++) {
        const sam_demand *demand = &c->mix->demands[d];
        uint32_t months = demand->when == SAM_NO_ROW ? 1 : c->mix->plan->months;
        for (uint32_t m = 1; m <= months; m++) {
            if (months > 1 && !(sam_affine_value(c->affine, demand->when, m) > 0))
                continue;
            for (uint32_t p = 0; p < demand->part_count; p++)
                call(c, demand->parts[p].row, demand->when == SAM_NO_ROW ? 0 : m);
        }
    }
}

static bool judged(const check *c, uint32_t row, uint32_t month, double *room) {
    sam_shape shape = sam_affine_shape(c->affine, row, month);
    *room = shape.room;
    return shape.moves && !shape.curves && shape.room > LEAST_ROOM;
}

static void find_room(check *c, uint32_t row, uint32_t month) {
    double room = 0;
    if (judged(c, row, month, &room))
        c->room = fmin(c->room, room);
}

static bool is_money(const check *c, uint32_t row) {
    return c->q->plan->rows[row].unit == SAM_UNIT_NOK;
}

static void compare_here(check *c, uint32_t row, uint32_t month) {
    double difference = fabs(sam_affine_value(c->affine, row, month) -
                             sam_ledger_value(c->here, row, month ? month : 1, 0));
    sam_certificate *out = &c->q->choice->certificate;
    if (is_money(c, row))
        out->rerun_difference = fmax(out->rerun_difference, difference);
}

static void compare_there(check *c, uint32_t row, uint32_t month) {
    double room = 0;
    if (!is_money(c, row) || !judged(c, row, month, &room))
        return;
    const double *slope = sam_affine_slopes(c->affine, row, month);
    double value = sam_affine_value(c->affine, row, month);
    for (uint32_t j = 0; j < c->mix->decision_count; j++)
        value += slope[j] * c->move[j];
    sam_certificate *out = &c->q->choice->certificate;
    out->step_difference = fmax(
        out->step_difference, fabs(value - sam_ledger_value(c->there, row, month ? month : 1, 0)));
    out->step_rows++;
}

/* Half as far as the nearest kink and a step at most, away from the nearer bound. */
static void choose_step(check *c, const double *point) {
    c->room = 2;
    each_row(c, find_room);
    c->q->choice->certificate.step = c->room / 2;
    for (uint32_t j = 0; j < c->mix->decision_count; j++) {
        const sam_decision *d = &c->mix->decisions[j];
        double far = c->room / 2 * d->scale;
        c->move[j] = d->high - point[j] >= point[j] - d->low ? far : -far;
        c->move[j] = sam_real_clamp(point[j] + c->move[j], d->low, d->high) - point[j];
    }
}

sam_status sam_choice_certify(sam_question *question, const sam_mix *mix,
                              const sam_mix_result *result) {
    uint32_t inputs[SAM_CHOICE_TERMS_MOST] = {0};
    double scales[SAM_CHOICE_TERMS_MOST] = {0};
    for (uint32_t j = 0; j < mix->decision_count; j++) {
        inputs[j] = mix->decisions[j].input;
        scales[j] = mix->decisions[j].scale;
    }
    check c = {.q = question, .mix = mix};
    c.affine = sam_affine_new(mix->plan, inputs, scales, mix->decision_count);
    c.here = sam_ledger_new(question->plain, &(sam_run){.lanes = 1});
    c.there = sam_ledger_new(question->plan, &(sam_run){.lanes = 1});
    sam_status status = c.affine && c.here && c.there ? SAM_OK : SAM_MEMORY;
    if (status == SAM_OK) {
        for (uint32_t j = 0; j < mix->decision_count; j++)
            sam_affine_set(c.affine, inputs[j], result->point[j]);
        for (uint32_t f = 0; f < mix->fixed_count; f++)
            sam_affine_set(c.affine, mix->fixed[f].input, mix->fixed[f].value);
        sam_question_fix(question, c.here, 0);
        sam_question_fix(question, c.there, 0);
        sam_affine_run(c.affine);
        choose_step(&c, result->point);
        for (uint32_t j = 0; j < mix->decision_count; j++) {
            sam_ledger_set(c.here, inputs[j], 0, result->point[j]);
            sam_ledger_set(c.there, inputs[j], 0, result->point[j] + c.move[j]);
        }
        sam_ledger_run(c.here);
        sam_ledger_run(c.there);
        each_row(&c, compare_here);
        each_row(&c, compare_there);
    }
    sam_affine_free(c.affine);
    sam_ledger_free(c.here);
    sam_ledger_free(c.there);
    return status;
}
