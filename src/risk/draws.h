/* The uncertain factors of a scenario, drawn in groups of 32 lanes, the same for every model. */
#ifndef SAMSPEL_RISK_DRAWS_H
#define SAMSPEL_RISK_DRAWS_H

#include "risk/factors.h"
#include "risk/sampler.h"
#include "samspel/risk.h"

/* Factors with a path. The market's is its monthly normals, drawn when others are correlated with
 * them. */
enum { PATH_RATE, PATH_MARGIN, PATH_INFLATION, PATH_RENT, PATH_VALUE, PATH_MARKET, PATH_COUNT };
/* Factors with one number a draw. */
enum { ONE_OVERRUN, ONE_DELAY, ONE_PRICE, ONE_TIME, ONE_EXIT, ONE_COUNT };

/* Constant once made; may be shared by threads. */
typedef struct sam_draws {
    const sam_deal *deal;
    uint32_t months, planned_months; /* the timeline; until planned completion */
    sam_sampler sampler;
    sam_bridge bridge;
    sam_sample_source path_source[PATH_COUNT], one_source[ONE_COUNT];
    double one_mix[ONE_COUNT * ONE_COUNT];
    double cross[ONE_COUNT][PATH_COUNT]; /* of each number, on the paths' own shocks */
    bool crosses;                        /* one of them is not 0 */
    bool market_mixes;                   /* something is correlated with the local market */
    /* Paths that are drawn: those that move, and those that they are correlated with. */
    int drawn[PATH_COUNT];
    size_t drawn_count;
    double drawn_mix[PATH_COUNT * PATH_COUNT]; /* drawn_count in square */
    bool moves[PATH_COUNT];                    /* it has a volatility */
    sam_pulled pulled[PATH_COUNT];             /* PATH_VALUE: a walk */
    double *half_variance[PATH_COUNT]; /* by month, of the logarithm: of PATH_RENT and PATH_VALUE */
    sam_lognormal overrun, price, exit;
    sam_months delay, time;
    sam_market market;
    sam_vacancy stays, left;
    double vacancy;               /* as planned, from the second year on */
    double left_rent, left_value; /* levels while the employer is gone */
    uint32_t homes;
} sam_draws;

/* One group: rows of 32 lanes. Of one thread. */
typedef struct sam_group {
    double *path[PATH_COUNT]; /* months rows: deviation of a rate; a level around 1 */
    double *one[ONE_COUNT];   /* one row: share over budget, months, levels */
    double *market;           /* months rows: 1 while the employer stays */
    double *empty;            /* months rows: share of homes empty */
    double *scratch;
    uint32_t *words;
} sam_group;

/* SAM_INPUT with a fault when correlations are impossible. */
SAM_MUST_USE sam_status sam_draws_init(sam_draws *draws, const sam_deal *deal,
                                       const sam_risk_spec *spec, sam_arena *arena,
                                       sam_diags *diags);
bool sam_group_init(sam_group *group, const sam_draws *draws, sam_arena *arena);
/* Draws first .. first + 31; first is a multiple of 32. */
void sam_draws_fill(const sam_draws *draws, sam_group *group, uint64_t first);

/* Can the local market change? */
bool sam_draws_market_moves(const sam_draws *draws);

/* Reads the correlations and decides which paths are drawn; see draws_correlate.c. Part of
 * sam_draws_init. */
SAM_MUST_USE sam_status sam_draws_correlate(sam_draws *draws, sam_arena *arena, sam_diags *diags);
/* Adds to the group's numbers what they have from paths. paths: the drawn ones, not mixed yet. */
void sam_draws_cross(const sam_draws *draws, sam_group *group, double *const *paths);

/* Value of a scenario input. */
double sam_draws_input(const sam_deal *deal, const char *name);

#endif
