/* From the scenario's uncertainty to drawn factors. Every factor keeps its number for good, so that
 * a draw of one factor does not change when another is turned off. */
#include "risk/draws.h"

#include <string.h>

#include "risk/correlation.h"

enum { W = SAM_RANDOM_LANES, LEADING = 16, FACTOR_MARKET = 20, FACTOR_HOME = 1000 };

double sam_draws_input(const sam_deal *deal, const char *name) {
    uint32_t input = sam_deal_find_input(deal, name);
    return input == SAM_NO_INPUT ? 0 : deal->inputs[input].value;
}

static void deal_out(sam_draws *draws) {
    sam_sample_source all[ONE_COUNT + PATH_COUNT] = {{0}};
    uint32_t leading = draws->months < LEADING ? draws->months : LEADING;
    for (uint32_t i = 0; i < ONE_COUNT; i++)
        all[i] = (sam_sample_source){.factor = 10 + i, .leading = 1};
    for (uint32_t i = 0; i < PATH_MARKET; i++)
        all[ONE_COUNT + i] = (sam_sample_source){.factor = i, .leading = leading};
    sam_sampler_deal(all, ONE_COUNT + PATH_MARKET);
    all[ONE_COUNT + PATH_MARKET] = (sam_sample_source){.factor = FACTOR_MARKET};
    memcpy(draws->one_source, all, sizeof draws->one_source);
    memcpy(draws->path_source, all + ONE_COUNT, sizeof draws->path_source);
}

static sam_pulled pulled(const sam_deal *deal, const char *speed, const char *volatility) {
    return (sam_pulled){.speed = speed ? sam_draws_input(deal, speed) : 0,
                        .volatility = sam_draws_input(deal, volatility)};
}

static void read_factors(sam_draws *d) {
    const sam_deal *deal = d->deal;
    d->pulled[PATH_RATE] = pulled(deal, "uncertainty.rate.speed", "uncertainty.rate.volatility");
    d->pulled[PATH_MARGIN] =
        pulled(deal, "uncertainty.margin.speed", "uncertainty.margin.volatility");
    d->pulled[PATH_INFLATION] =
        pulled(deal, "uncertainty.inflation.speed", "uncertainty.inflation.volatility");
    d->pulled[PATH_RENT] = pulled(deal, "uncertainty.rent.speed", "uncertainty.rent.volatility");
    d->pulled[PATH_VALUE] = pulled(deal, NULL, "uncertainty.value.volatility");
    for (int i = 0; i < PATH_MARKET; i++)
        d->moves[i] = d->pulled[i].volatility > 0;
    d->overrun = sam_lognormal_of_spread(1 + sam_draws_input(deal, "uncertainty.overrun.mean") +
                                             sam_draws_input(deal, "costs.overrun"),
                                         sam_draws_input(deal, "uncertainty.overrun.spread"));
    d->price = sam_lognormal_of_spread(1, sam_draws_input(deal, "uncertainty.sale_price.spread"));
    d->exit = sam_lognormal_of_spread(1, sam_draws_input(deal, "uncertainty.exit.spread"));
    d->delay = sam_months_geometric(sam_draws_input(deal, "uncertainty.delay.mean"), 24);
    d->time = sam_months_geometric(sam_draws_input(deal, "uncertainty.time_to_sell.mean"), 36);
    d->market.leave = sam_market_monthly(sam_draws_input(deal, "uncertainty.market.leave"));
    d->market.back = sam_market_monthly(sam_draws_input(deal, "uncertainty.market.back"));
    d->left_rent = sam_draws_input(deal, "uncertainty.market.rent");
    d->left_value = sam_draws_input(deal, "uncertainty.market.value");
    double planned = sam_draws_input(deal, "project.build_months");
    d->planned_months = planned < 1 ? 1 : planned < d->months ? (uint32_t)planned : d->months;
    double vacancy = sam_draws_input(deal, "operation.vacancy");
    double after = vacancy * sam_draws_input(deal, "uncertainty.market.vacancy");
    double spell = sam_draws_input(deal, "uncertainty.vacancy.spell");
    d->vacancy = vacancy;
    d->stays = sam_vacancy_of(vacancy, spell);
    d->left = sam_vacancy_of(after < 1 ? after : 1, spell);
}

/* Half the variance of a level's logarithm, which keeps its expected value. */
static bool find_variances(sam_draws *d, sam_arena *arena) {
    double *rent = sam_arena_array(arena, d->months, sizeof *rent);
    double *value = sam_arena_array(arena, d->months, sizeof *value);
    d->half_variance[PATH_RENT] = rent;
    d->half_variance[PATH_VALUE] = value;
    for (uint32_t m = 0; rent && value && m < d->months; m++) {
        double years = (m + 1) / 12.0;
        rent[m] = sam_pulled_integral_variance(&d->pulled[PATH_RENT], years) / 2;
        value[m] = sam_pulled_variance(&d->pulled[PATH_VALUE], years) / 2;
    }
    return rent && value;
}

static uint32_t count_homes(const sam_deal *deal) {
    double homes = 0;
    for (uint32_t i = 0; i < deal->input_count; i++) {
        const char *name = deal->inputs[i].name;
        const char *dot = strrchr(name, '.');
        if (strncmp(name, "dwellings.", 10) == 0 && dot && strcmp(dot, ".count") == 0)
            homes += deal->inputs[i].value;
    }
    return homes < 1 ? 1 : (uint32_t)(homes + 0.5);
}

sam_status sam_draws_init(sam_draws *draws, const sam_deal *deal, const sam_risk_spec *spec,
                          sam_arena *arena, sam_diags *diags) {
    *draws = (sam_draws){.deal = deal, .months = deal->months, .homes = count_homes(deal)};
    sam_sampler_init(&draws->sampler, spec->random ? SAM_SAMPLING_RANDOM : SAM_SAMPLING_SOBOL,
                     spec->seed);
    if (!spec->best_simd)
        draws->sampler.vector = sam_simd_within((sam_simd)spec->simd);
    if (!sam_bridge_init(&draws->bridge, draws->months, arena))
        return SAM_MEMORY;
    deal_out(draws);
    read_factors(draws);
    if (!find_variances(draws, arena))
        return SAM_MEMORY;
    return sam_draws_correlate(draws, arena, diags);
}

static void set_level(const sam_draws *d, const sam_group *g, int path) {
    for (size_t i = 0; i < (size_t)d->months * W; i++)
        g->path[path][i] = 1;
}

bool sam_group_init(sam_group *group, const sam_draws *draws, sam_arena *arena) {
    size_t rows = (size_t)draws->months * W;
    bool ready = true;
    for (int i = 0; i < PATH_COUNT; i++)
        ready = (group->path[i] = sam_arena_array(arena, rows, sizeof(double))) && ready;
    for (int i = 0; i < ONE_COUNT; i++)
        ready = (group->one[i] = sam_arena_array(arena, W, sizeof(double))) && ready;
    group->market = sam_arena_array(arena, rows, sizeof(double));
    group->empty = sam_arena_array(arena, rows, sizeof(double));
    group->scratch = sam_arena_array(arena, rows, sizeof(double));
    group->words = sam_arena_array(arena, rows, sizeof(uint32_t));
    if (!ready || !group->market || !group->empty || !group->scratch || !group->words)
        return false;
    set_level(draws, group, PATH_RENT);
    set_level(draws, group, PATH_VALUE);
    for (size_t i = 0; i < rows; i++)
        group->market[i] = 1;
    return true;
}

static void fill_paths(const sam_draws *d, sam_group *g, uint64_t first) {
    size_t rows = (size_t)d->months * W;
    double *paths[PATH_COUNT];
    for (size_t i = 0; i < d->drawn_count; i++) {
        paths[i] = g->path[d->drawn[i]];
        sam_sampler_path(paths[i], &d->sampler, d->path_source[d->drawn[i]], &d->bridge, first,
                         g->scratch);
    }
    if (d->crosses)
        sam_draws_cross(d, g, paths);
    sam_correlation_apply(paths, d->drawn_mix, d->drawn_count, rows);
    memset(g->scratch, 0, rows * sizeof(double)); /* expected deviation: none */
    for (size_t i = 0; i < d->drawn_count; i++)
        if (d->drawn[i] != PATH_MARKET)
            sam_pulled_path(paths[i], g->scratch, &d->pulled[d->drawn[i]], paths[i], d->months);
}

/* The level whose logarithm is given by month, or whose growth a year is (summed: true). */
static void make_level(double *level, const double *half_variance, bool summed, uint32_t months) {
    double sum[W] = {0};
    for (uint32_t m = 0; m < months; m++)
        for (size_t i = 0; i < W; i++) {
            double here = level[(size_t)m * W + i];
            sum[i] = summed ? sum[i] + here / 12 : here;
            level[(size_t)m * W + i] = sam_real_exp(sum[i] - half_variance[m]);
        }
}

/* Rent grows by its drawn growth; both levels keep their expected value (half the variance is taken
 * off the logarithm) before the market moves them. Drawn for others only, they stay at 1. */
static void make_levels(const sam_draws *d, const sam_group *g) {
    for (size_t i = 0; i < d->drawn_count; i++) {
        int path = d->drawn[i];
        if (d->half_variance[path])
            make_level(g->path[path], d->half_variance[path], path == PATH_RENT, d->months);
    }
}

/* Normals of the numbers: their own part first, the paths add theirs. */
static void fill_ones(const sam_draws *d, sam_group *g, uint64_t first) {
    for (int i = 0; i < ONE_COUNT; i++)
        sam_sampler_normals(g->one[i], &d->sampler, d->one_source[i], first, 1);
    sam_correlation_apply(g->one, d->one_mix, ONE_COUNT, W);
}

static void make_ones(const sam_draws *d, sam_group *g) {
    sam_lognormal_draw(g->one[ONE_OVERRUN], d->overrun, g->one[ONE_OVERRUN]);
    sam_months_draw(g->one[ONE_DELAY], &d->delay, g->one[ONE_DELAY]);
    sam_lognormal_draw(g->one[ONE_PRICE], d->price, g->one[ONE_PRICE]);
    sam_months_draw(g->one[ONE_TIME], &d->time, g->one[ONE_TIME]);
    sam_lognormal_draw(g->one[ONE_EXIT], d->exit, g->one[ONE_EXIT]);
    for (int i = 0; i < W; i++)
        g->one[ONE_OVERRUN][i] -= 1;
}

bool sam_draws_market_moves(const sam_draws *draws) {
    return draws->market.leave > 0;
}

/* Of a market that cannot leave nothing is drawn: its row of ones was written once. */
static void fill_market(const sam_draws *d, sam_group *g, uint64_t first) {
    sam_sample_source source = {.factor = FACTOR_MARKET};
    bool moves = sam_draws_market_moves(d);
    if (moves && d->market_mixes)
        sam_market_path_of(g->market, &d->market, g->path[PATH_MARKET], d->months);
    if (moves && !d->market_mixes) {
        sam_sampler_words(g->words, &d->sampler, source, first, d->months);
        sam_market_path(g->market, &d->market, g->words, d->months);
    }
    memset(g->empty, 0, (size_t)d->months * W * sizeof(double));
    for (uint32_t home = 0; home < d->homes; home++) {
        source.factor = FACTOR_HOME + home;
        sam_sampler_words(g->words, &d->sampler, source, first, d->months);
        sam_vacancy_add_with(d->sampler.vector, g->empty, 1.0 / d->homes, &d->stays, &d->left,
                             moves ? g->market : NULL, g->words, d->months);
    }
}

void sam_draws_fill(const sam_draws *d, sam_group *g, uint64_t first) {
    fill_ones(d, g, first);
    fill_paths(d, g, first);
    make_levels(d, g);
    make_ones(d, g);
    fill_market(d, g, first);
}
