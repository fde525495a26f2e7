/* What the draws say of what goes wrong: how often and when first, what each lender loses, and
 * which of two models is better for whom. Reads only what was kept. */
#include <string.h>

#include "base/mark.h"
#include "risk/statistics.h"
#include "risk/summary.h"

const double *sam_risk_case_values(const sam_risk *risk, const sam_risk_case *c, const char *name) {
    for (size_t i = 0; i < c->row_count; i++)
        if (strcmp(c->plan->rows[c->scalars[i]].name, name) == 0)
            return c->values + i * risk->asked;
    return NULL;
}

/* ---- chances ---- */

typedef struct event {
    const char *name, *label, *measure;
    double above; /* happens where the measure exists and is above this */
    bool dated;   /* the measure is a month */
} event;

static const event EVENTS[] = {
    {"dscr_below_1", N_("cover (DSCR) below 1.0 in some year"), "first_below_one", 0, true},
    {"dscr_below_covenant", N_("cover (DSCR) below the covenant in some year"),
     "first_below_covenant", 0, true},
    {"support", N_("owners must put in more after completion"), "total_support", 1, false},
    {"guarantee_called", N_("a guarantee is called"), "first_call", 0, true},
    {"default", N_("debt service three months behind"), "default_month", 0, true},
    {"lender_loss", N_("a lender loses"), "arrears_left", 1, false},
};
enum { EVENT_COUNT = sizeof EVENTS / sizeof *EVENTS };

/* Calendar year of a month of the timeline, from the first: 0, 1, ... */
static size_t year_of(const sam_risk_case *c, double month) {
    size_t year = ((size_t)c->plan->deal->start_month + (size_t)month - 2) / 12;
    return year < c->year_count ? year : c->year_count - 1;
}

static bool date(const sam_risk *risk, const sam_risk_case *c, const double *months, double hits,
                 sam_risk_chance *out) {
    double *years = sam_arena_array(c->arena, c->year_count, sizeof *years);
    if (!years)
        return false;
    for (uint64_t d = 0; d < risk->done; d++)
        if (months[d] > 0)
            years[year_of(c, months[d])] += 1;
    double so_far = 0;
    for (size_t y = 0; y < c->year_count; y++) {
        bool before = so_far < hits / 2;
        so_far += years[y];
        if (before && so_far >= hits / 2)
            out->median_year = (uint32_t)c->plan->deal->start_year + (uint32_t)y;
        years[y] /= (double)risk->done;
    }
    out->years = years;
    return true;
}

bool sam_risk_find_chances(const sam_risk *risk, const sam_risk_case *c, sam_risk_model *model) {
    sam_risk_chance *out = sam_arena_array(c->arena, EVENT_COUNT, sizeof *out);
    model->chances = out;
    for (size_t e = 0; out && e < EVENT_COUNT; e++) {
        const double *values = sam_risk_case_values(risk, c, EVENTS[e].measure);
        if (!values)
            continue;
        double hits = 0; /* a measure that does not exist (NaN) is no hit */
        for (uint64_t d = 0; d < risk->done; d++)
            hits += values[d] > EVENTS[e].above;
        sam_chance chance = sam_statistics_chance(hits, risk->done);
        sam_risk_chance *one = &out[model->chance_count++];
        *one = (sam_risk_chance){.name = EVENTS[e].name,
                                 .label = EVENTS[e].label,
                                 .share = chance.share,
                                 .low = chance.range.low,
                                 .high = chance.range.high};
        if (EVENTS[e].dated && !date(risk, c, values, hits, one))
            return false;
    }
    return out != NULL;
}

/* ---- lenders ---- */

/* A party's row by draw. Nullable. */
static const double *party_values(const sam_risk *risk, const sam_risk_case *c, const char *party,
                                  const char *row) {
    char name[128];
    size_t length = strlen(party), tail = strlen(row);
    if (length + tail + 2 > sizeof name)
        return NULL;
    memcpy(name, party, length);
    name[length] = '.';
    memcpy(name + length + 1, row, tail + 1);
    return sam_risk_case_values(risk, c, name);
}

static void describe_lender(const sam_risk *risk, const double *lost, sam_risk_lender *out,
                            double *scratch[2]) {
    double hits = 0;
    for (uint64_t d = 0; d < risk->done; d++)
        hits += lost[d] > 1;
    sam_chance chance = sam_statistics_chance(hits, risk->done);
    sam_estimate mean = risk->even ? sam_statistics_even_mean(lost, risk->done)
                                   : sam_statistics_mean(lost, risk->done);
    memcpy(scratch[0], lost, risk->done * sizeof *lost);
    sam_statistics_sort(scratch[0], scratch[1], risk->done);
    out->share = chance.share;
    out->low = chance.range.low;
    out->high = chance.range.high;
    out->expected = mean.value;
    out->error = mean.error;
    out->cvar95 = sam_statistics_tail(scratch[0], risk->done, 0.05, SAM_END_HIGH).cvar.value;
    if (hits > 0 && out->lent > 0)
        out->severity = mean.value / chance.share / out->lent;
}

bool sam_risk_find_lenders(const sam_risk *risk, const sam_risk_case *c, sam_risk_model *model,
                           double *scratch[2]) {
    const sam_deal *deal = c->plan->deal;
    sam_risk_lender *out = sam_arena_array(c->arena, deal->party_count + 1u, sizeof *out);
    model->lenders = out;
    for (uint32_t p = 0; out && p < deal->party_count; p++) {
        const double *lent = party_values(risk, c, deal->parties[p].id, "lent_out");
        const double *lost = party_values(risk, c, deal->parties[p].id, "credit_loss");
        if (!lent || !lost)
            continue;
        sam_risk_lender *one = &out[model->lender_count++];
        *one = (sam_risk_lender){.party = p, .lent = lent[0]};
        describe_lender(risk, lost, one, scratch);
    }
    return out != NULL;
}

/* ---- pairs ---- */

static bool takes_part(const double *values, uint64_t count) {
    for (uint64_t d = 0; d < count; d++)
        if (values[d] > 0 || values[d] < 0)
            return true;
    return false;
}

static bool compare(const sam_risk *risk, size_t first, size_t second, const char *party,
                    sam_risk_pair *out) {
    const double *x = party_values(risk, &risk->cases[first], party, "npv");
    const double *y = party_values(risk, &risk->cases[second], party, "npv");
    if (!x || !y || (!takes_part(x, risk->done) && !takes_part(y, risk->done)))
        return false;
    sam_comparison c = sam_statistics_compare(x, y, risk->done, SAM_END_LOW, risk->even);
    *out = (sam_risk_pair){.party = party,
                           .first = first,
                           .second = second,
                           .difference = c.difference.value,
                           .low = c.range.low,
                           .high = c.range.high,
                           .first_better = c.first_better.share,
                           .first_low = c.first_better.range.low,
                           .first_high = c.first_better.range.high,
                           .verdict = (int)c.verdict};
    return true;
}

/* Is the party met in a model before this one? */
static bool met(const sam_risk *risk, size_t model, const char *party) {
    for (size_t m = 0; m < model; m++)
        if (sam_deal_find_party(risk->cases[m].plan->deal, party) != UINT32_MAX)
            return true;
    return false;
}

static void compare_party(sam_risk *risk, const char *party) {
    for (size_t i = 0; i < risk->case_count; i++)
        for (size_t k = i + 1; k < risk->case_count; k++)
            if (compare(risk, i, k, party, &risk->pairs[risk->pair_count]))
                risk->pair_count++;
}

/* Party by party, but the project itself: it passes everything on. */
bool sam_risk_find_pairs(sam_risk *risk) {
    size_t n = risk->case_count, parties = 0;
    for (size_t m = 0; m < n; m++)
        parties += risk->cases[m].plan->deal->party_count;
    risk->pairs = sam_arena_array(risk->arena, n * (n - 1) / 2 * parties + 1, sizeof *risk->pairs);
    for (size_t m = 0; risk->pairs && m < n; m++) {
        const sam_deal *deal = risk->cases[m].plan->deal;
        for (uint32_t p = 0; p < deal->party_count; p++)
            if (deal->parties[p].role != SAM_ROLE_PROJECT && !met(risk, m, deal->parties[p].id))
                compare_party(risk, deal->parties[p].id);
    }
    return risk->pairs != NULL;
}
