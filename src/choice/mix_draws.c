/* What draws add to a step: a column for each tail, and the solving by cuts. */
#include "base/real.h"
#include "choice/mix_step.h"

bool sam_search_open_draws(sam_search *search) {
    sam_cvar **shared = search->mix->shared;
    if (shared && *shared && sam_cvar_rebind(*shared, search->mix)) {
        search->cvar = *shared;
        return true;
    }
    search->cvar = sam_cvar_new(search->mix);
    if (shared) {
        sam_cvar_free(*shared);
        *shared = search->cvar;
    }
    return search->cvar != NULL;
}

uint32_t sam_search_tail_column(const sam_search *search, uint32_t demand) {
    const sam_mix *mix = search->mix;
    uint32_t column = mix->decision_count + mix->demand_count;
    for (uint32_t d = 0; d < demand; d++)
        column += mix->demands[d].worst > 0;
    return column;
}

void sam_search_add_tails(sam_search *search, sam_problem *problem) {
    const sam_mix *mix = search->mix;
    uint32_t aim = sam_search_tail_column(search, mix->demand_count);
    uint32_t end = aim + (mix->aim_worst > 0);
    for (uint32_t j = problem->columns; j < end; j++) {
        search->cost[j] = j == aim ? 1 : 0;
        search->low[j] = -SAM_REAL_INFINITY;
        search->high[j] = SAM_REAL_INFINITY;
    }
    problem->columns = end;
}

static void add_entry(sam_search *s, sam_problem *p, uint32_t column, double value) {
    s->row[p->entries] = p->rows;
    s->column[p->entries] = column;
    s->value[p->entries++] = value;
}

void sam_search_add_tail_row(sam_search *search, sam_problem *problem, uint32_t demand) {
    add_entry(search, problem, search->mix->decision_count + demand, 1);
    add_entry(search, problem, sam_search_tail_column(search, demand), -1);
    search->row_low[problem->rows] = 0;
    search->row_high[problem->rows++] = SAM_REAL_INFINITY;
}

sam_status sam_search_try_draws(sam_search *search) {
    double there[SAM_AFFINE_MOST];
    for (uint32_t j = 0; j < search->mix->decision_count; j++)
        there[j] = sam_search_moved(search, j, 0);
    return sam_cvar_try(search->cvar, there);
}

sam_status sam_search_solve_drawn(sam_search *search, const sam_problem *problem, double aim_from,
                                  sam_tails_answer *out) {
    const sam_mix *mix = search->mix;
    uint32_t first = mix->decision_count + mix->demand_count;
    sam_tails tails = {.problem = problem, .decisions = mix->decision_count};
    tails.blocks = sam_cvar_blocks(search->cvar, search->demand_size, search->aim_size, aim_from,
                                   first, NULL, &tails.block_count);
    sam_status status = sam_tails_solve(out, &tails, &sam_solver_default_limits);
    search->gap = out->upper - out->lower;
    search->cut_rounds = out->rounds;
    search->cuts = out->cuts;
    return status;
}
