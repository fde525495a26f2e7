/* Correlations of all factors: from the scenario's pairs to the mixing of normals. Two matrices,
 * both beginning with the paths: of what is known at completion, and of the value at the end. What
 * no random numbers can have is refused, with the nearest that can be.
 *
 * Paths are correlated month by month. A number is correlated with a path's shocks as a whole over
 * its period: the normal (w_1 + ... + w_T) / sqrt(T), T being the planned completion, or for the
 * value at the end the last month. */
#include "base/number.h"
#include "base/text.h"
#include "risk/correlation.h"
#include "risk/draws.h"

enum { MOST = PATH_COUNT + ONE_COUNT };

/* In the order in which pairs are named. */
static const char *const NAMES[MOST] = {"rate",    "margin", "inflation", "rent", "value", "market",
                                        "overrun", "delay",  "price",     "time", "exit"};
_Static_assert((int)ONE_EXIT == (int)ONE_COUNT - 1, "what is known at completion comes first");

/* Factors of one matrix: all paths, and numbers from `first` on. */
typedef struct family {
    size_t count;
    int of[MOST]; /* index in NAMES */
    double matrix[MOST * MOST];
} family;

static bool fill(family *f, const sam_deal *deal, int first, int last, sam_arena *arena) {
    for (int i = 0; i < PATH_COUNT; i++)
        f->of[f->count++] = i;
    for (int i = first; i <= last; i++)
        f->of[f->count++] = PATH_COUNT + i;
    for (size_t i = 0; i < f->count; i++) {
        f->matrix[i * f->count + i] = 1;
        for (size_t k = 0; k < i; k++) {
            const char *name = sam_arena_format(arena, "uncertainty.correlation.%s_%s",
                                                NAMES[f->of[k]], NAMES[f->of[i]]);
            if (!name)
                return false;
            double value = sam_draws_input(deal, name);
            f->matrix[i * f->count + k] = f->matrix[k * f->count + i] = value;
        }
    }
    return true;
}

/* The pairs that are not 0, or were given, as the scenario writes them. Nullable: memory. */
static char *pairs_text(const family *f, const double *matrix, sam_arena *arena) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_text_add_char(&text, '{');
    for (size_t k = 0; k < f->count; k++)
        for (size_t i = k + 1; i < f->count; i++) {
            double value = sam_number_round(matrix[i * f->count + k], 6);
            double given = f->matrix[i * f->count + k];
            if (!(value > 0 || value < 0 || given > 0 || given < 0))
                continue;
            sam_text_format(&text, "%s\"%s_%s\": ", text.length > 1 ? ", " : "", NAMES[f->of[k]],
                            NAMES[f->of[i]]);
            sam_text_add_number(&text, value);
        }
    sam_text_add_char(&text, '}');
    char *kept = text.broken ? NULL : sam_arena_text(arena, text.data, text.length);
    sam_text_free(&text);
    return kept;
}

static sam_status refuse(const family *f, const sam_deal *deal, sam_arena *arena,
                         sam_diags *diags) {
    double nearest[MOST * MOST];
    if (!sam_correlation_nearest(nearest, f->matrix, f->count))
        return SAM_MEMORY;
    const char *offered = pairs_text(f, nearest, arena);
    const char *given = pairs_text(f, f->matrix, arena);
    if (!offered || !given)
        return SAM_MEMORY;
    const char *hint = sam_arena_format(
        arena, sam_diags_say(diags, "write the nearest possible ones as \"correlation\": %s"),
        offered);
    sam_diags_add(diags, &(sam_diag){.severity = SAM_ERROR,
                                     .code = "CORRELATION_IMPOSSIBLE",
                                     .file = deal->scenario_file,
                                     .pointer = "/uncertainty/correlation",
                                     .message = sam_diags_say(
                                         diags, "no random numbers can have these correlations"),
                                     .value = given,
                                     .bound = sam_diags_say(diags, "a positive definite matrix"),
                                     .hint = hint,
                                     .origin = SAM_DIAG_HERE});
    return SAM_INPUT;
}

static sam_status factor(double *lower, family *f, const sam_deal *deal, int first, int last,
                         sam_arena *arena, sam_diags *diags) {
    if (!fill(f, deal, first, last, arena))
        return SAM_MEMORY;
    if (!sam_correlation_factor(lower, f->matrix, f->count))
        return refuse(f, deal, arena, diags);
    return SAM_OK;
}

/* How numbers first .. last mix: on the paths' own shocks, and on normals of their own. */
static void take_numbers(sam_draws *d, const double *lower, size_t n, int first, int last) {
    for (int i = first; i <= last; i++) {
        const double *row = lower + (size_t)(PATH_COUNT + i - first) * n;
        for (int k = 0; k < PATH_COUNT; k++) {
            d->cross[i][k] = row[k];
            d->crosses = d->crosses || row[k] != 0;
        }
        for (int k = first; k <= i; k++)
            d->one_mix[i * ONE_COUNT + k] = row[PATH_COUNT + k - first];
    }
}

/* Is anything correlated with the local market? */
static bool market_mixes(const family *f) {
    for (size_t k = 0; k < f->count; k++)
        if ((int)k != PATH_MARKET && f->matrix[PATH_MARKET * f->count + k] != 0)
            return true;
    return false;
}

static bool is_drawn(const sam_draws *d, const double *lower, size_t n, int path) {
    for (int i = path; i < PATH_COUNT; i++)
        if (d->moves[i] && lower[(size_t)i * n + (size_t)path] != 0)
            return true;
    for (int i = 0; i < ONE_COUNT; i++)
        if (d->cross[i][path] != 0)
            return true;
    return false;
}

/* A path that does not move is not drawn, unless something that moves takes part of its numbers:
 * then drawing fewer changes no bit of the others. */
static void choose_drawn(sam_draws *d, const double *lower, size_t n) {
    for (int k = 0; k < PATH_COUNT; k++)
        if (is_drawn(d, lower, n, k))
            d->drawn[d->drawn_count++] = k;
    for (size_t i = 0; i < d->drawn_count; i++)
        for (size_t k = 0; k < d->drawn_count; k++)
            d->drawn_mix[i * d->drawn_count + k] =
                lower[(size_t)d->drawn[i] * n + (size_t)d->drawn[k]];
}

sam_status sam_draws_correlate(sam_draws *d, sam_arena *arena, sam_diags *diags) {
    family early = {.count = 0}, late = {.count = 0};
    double lower[MOST * MOST], last[MOST * MOST];
    sam_status status = factor(lower, &early, d->deal, ONE_OVERRUN, ONE_EXIT - 1, arena, diags);
    if (status == SAM_OK)
        status = factor(last, &late, d->deal, ONE_EXIT, ONE_EXIT, arena, diags);
    if (status != SAM_OK)
        return status;
    take_numbers(d, lower, early.count, ONE_OVERRUN, ONE_EXIT - 1);
    take_numbers(d, last, late.count, ONE_EXIT, ONE_EXIT);
    d->market_mixes = market_mixes(&early) || market_mixes(&late);
    d->moves[PATH_MARKET] = d->market_mixes && sam_draws_market_moves(d);
    choose_drawn(d, lower, early.count);
    return SAM_OK;
}

/* Adds the paths' part to the numbers: sums over each number's period of the paths' own normals, as
 * they are before the paths are mixed. Rows of 32 lanes. */
void sam_draws_cross(const sam_draws *d, sam_group *g, double *const *paths) {
    enum { W = SAM_RANDOM_LANES };
    for (int i = 0; i < ONE_COUNT; i++) {
        uint32_t months = i == ONE_EXIT ? d->months : d->planned_months;
        double scale = 1 / __builtin_sqrt((double)months);
        for (size_t p = 0; p < d->drawn_count; p++) {
            double share = d->cross[i][d->drawn[p]] * scale;
            if (!(share > 0 || share < 0))
                continue;
            double sum[W] = {0};
            for (size_t m = 0; m < months; m++)
                for (size_t lane = 0; lane < W; lane++)
                    sum[lane] += paths[p][m * W + lane];
            for (size_t lane = 0; lane < W; lane++)
                g->one[i][lane] += share * sum[lane];
        }
    }
}
