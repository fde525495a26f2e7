/* From model names to a study that has been run and measured. */
#include <stdlib.h>
#include <string.h>

#include "cli/progress.h"
#include "cli/study.h"
#include "risk/pool.h"

static void clear_case(sam_case *c) {
    sam_result_free((sam_result *)c->result);
    sam_ledger_free((sam_ledger *)c->ledger);
    sam_plan_free((sam_plan *)c->plan);
    sam_deal_free((sam_deal *)c->deal);
}

void sam_cli_study_clear(sam_study *study) {
    for (size_t i = 0; i < study->case_count; i++)
        clear_case((sam_case *)&study->cases[i]);
    study->case_count = 0;
}

static sam_status compile_case(sam_cli *cli, const char *model, const char *scenario, sam_case *c) {
    sam_deal *deal = NULL;
    sam_plan *plan = NULL;
    sam_status status = sam_cli_load_deal(cli, model, scenario, &deal);
    c->deal = deal;
    if (status == SAM_OK)
        status = sam_plan_compile(&plan, deal, cli->diags);
    c->plan = plan;
    sam_cli_print_diags(cli);
    return status;
}

/* A study in the making, shared by threads; each block is a case or a turn. */
typedef struct work {
    sam_study *study;
    bool full;
} work;

static sam_status run_case(void *context, size_t block, unsigned worker) {
    const work *w = context;
    sam_case *c = (sam_case *)&w->study->cases[block];
    (void)worker;
    sam_ledger *ledger = sam_ledger_new(c->plan, &(sam_run){.lanes = 1});
    c->ledger = ledger;
    if (!ledger)
        return SAM_MEMORY;
    sam_ledger_run(ledger);
    sam_result *result = NULL;
    sam_status status = sam_metrics_measure(&result, ledger, 0, w->full);
    c->result = result;
    return status;
}

/* Cases in which the party takes part, by falling net present value. */
static size_t rank(const sam_study *study, const char *party, size_t *order, double *npv) {
    size_t count = 0;
    for (size_t i = 0; i < study->case_count; i++) {
        const sam_case *c = &study->cases[i];
        uint32_t p = sam_deal_find_party(c->deal, party);
        if (p == UINT32_MAX || !c->result->parties[p].takes_part)
            continue;
        size_t at = count++;
        for (; at > 0 && npv[at - 1] < c->result->parties[p].npv; at--) {
            npv[at] = npv[at - 1];
            order[at] = order[at - 1];
        }
        npv[at] = c->result->parties[p].npv;
        order[at] = i;
    }
    return count;
}

/* What separates each model from the next best for that party. */
static void add_turns(sam_study *study, const char *party) {
    size_t order[SAM_CLI_MODELS_MOST];
    double npv[SAM_CLI_MODELS_MOST];
    size_t count = rank(study, party, order, npv);
    sam_turn *turns = (sam_turn *)study->turns;
    for (size_t i = 0; i + 1 < count; i++)
        turns[study->turn_count++] = (sam_turn){.ahead = (uint32_t)order[i],
                                                .behind = (uint32_t)order[i + 1],
                                                .party = party,
                                                .gap = npv[i] - npv[i + 1]};
}

/* And what would turn them round. */
static sam_status find_turn(void *context, size_t block, unsigned worker) {
    const work *w = context;
    sam_turn *turn = (sam_turn *)&w->study->turns[block];
    sam_break_even found = {0};
    sam_status status = SAM_OK;
    (void)worker;
    if (!sam_metrics_turn(&found, w->study->cases[turn->ahead].plan,
                          w->study->cases[turn->behind].plan, turn->party, &status))
        return status;
    turn->assumption = found.what;
    turn->unit = found.unit;
    turn->base = found.base;
    turn->value = found.value;
    return status;
}

static sam_status separate(sam_cli *cli, work *w, unsigned threads) {
    static const char *const PARTIES[] = {"municipality", "developer"};
    sam_study *study = w->study;
    study->turns = sam_arena_array(cli->arena, 2 * study->case_count + 1, sizeof *study->turns);
    if (!study->turns)
        return SAM_MEMORY;
    for (size_t i = 0; i < 2 && study->case_count > 1; i++)
        add_turns(study, PARTIES[i]);
    const sam_pool_job job = {.blocks = study->turn_count, .run = find_turn, .context = w};
    return sam_pool_run(&job, threads).status;
}

static sam_status build_study(sam_cli *cli, sam_study *study, const char *const *models,
                              size_t count, bool full) {
    *study = (sam_study){.version = SAMSPEL_VERSION};
    const char *scenario = sam_cli_value(cli, "scenario");
    if (!scenario)
        return sam_cli_usage(cli, "which project? Name one with --scenario, such as "
                                  "--scenario hitra");
    if (count > SAM_CLI_MODELS_MOST)
        return sam_cli_usage(cli, "at most %d models at a time", SAM_CLI_MODELS_MOST);
    sam_case *cases = sam_arena_array(cli->arena, count, sizeof *cases);
    if (!cases)
        return SAM_MEMORY;
    study->cases = cases;
    study->case_count = count;
    unsigned threads = 1;
    sam_status worst = sam_cli_threads(cli, &threads);
    for (size_t i = 0; i < count; i++) {
        sam_status status = compile_case(cli, models[i], scenario, &cases[i]);
        worst = worst == SAM_OK ? status : worst;
    }
    work w = {.study = study, .full = full};
    const sam_pool_job job = {.blocks = count, .run = run_case, .context = &w};
    if (worst == SAM_OK)
        worst = sam_pool_run(&job, threads).status;
    return worst == SAM_OK && full ? separate(cli, &w, threads) : worst;
}

sam_status sam_cli_study(sam_cli *cli, sam_study *study, const char *const *models, size_t count) {
    return build_study(cli, study, models, count, true);
}

sam_status sam_cli_study_base(sam_cli *cli, sam_study *study, const char *const *models,
                              size_t count) {
    return build_study(cli, study, models, count, false);
}
