/* The parts of a report that take their time, all models side by side where that gives the same. */
#include "cli/report_parts.h"

#include <string.h>

#include "cli/progress.h"
#include "cli/targets.h"
#include "deal/fields.h"
#include "risk/pool.h"

/* Clauses are drawn with and without each: so many draws tell who carries what well enough. */
enum { CLAUSE_DRAWS_MOST = 2000 };

typedef struct work {
    const sam_study *study;
    const sam_report_wish *wish;
    sam_report_parts *parts;
    const char *(*terms)[2];
} work;

/* ---- draws ---- */

static sam_risk_spec draw_spec(sam_watch *watch, const sam_report_wish *wish) {
    return (sam_risk_spec){.draws = wish->draws,
                           .seed = wish->seed,
                           .threads = wish->threads,
                           .best_simd = true,
                           .progress = sam_watch_progress,
                           .progress_context = watch};
}

/* Nullable: memory. */
static const sam_ledger **ledgers_of(sam_cli *cli, const sam_study *study) {
    const sam_ledger **bases = sam_arena_array(cli->arena, study->case_count, sizeof *bases);
    for (size_t i = 0; bases && i < study->case_count; i++)
        bases[i] = study->cases[i].ledger;
    return bases;
}

static sam_status draw(sam_report_parts *parts, sam_cli *cli, const sam_study *study,
                       const sam_report_wish *wish) {
    const sam_ledger **bases = ledgers_of(cli, study);
    if (!bases)
        return SAM_MEMORY;
    sam_watch watch;
    sam_watch_begin(&watch, cli);
    sam_risk_spec spec = draw_spec(&watch, wish);
    spec.bases = bases;
    spec.model_count = study->case_count;
    sam_status status = sam_risk_run(&parts->risk, &spec, cli->diags);
    sam_watch_end(&watch);
    return status;
}

static sam_status move(sam_report_parts *parts, sam_cli *cli, const sam_study *study,
                       const sam_report_wish *wish) {
    const sam_ledger **bases = ledgers_of(cli, study);
    parts->clauses = sam_arena_array(cli->arena, study->case_count, sizeof *parts->clauses);
    if (!bases || !parts->clauses)
        return SAM_MEMORY;
    sam_watch watch;
    sam_watch_begin(&watch, cli);
    sam_risk_spec spec = draw_spec(&watch, wish);
    spec.draws = wish->draws < CLAUSE_DRAWS_MOST ? wish->draws : CLAUSE_DRAWS_MOST;
    sam_status status =
        sam_clauses_run_all(parts->clauses, bases, study->case_count, &spec, cli->diags);
    sam_watch_end(&watch);
    return status;
}

/* ---- tornados ---- */

static sam_status tornado(void *context, size_t block, unsigned worker) {
    const work *w = context;
    const sam_case *c = &w->study->cases[block];
    uint32_t rows[SAM_TARGETS_MOST];
    sam_sensitivity_spec spec = {.base = c->ledger, .rows = rows, .threads = 1, .arms_only = true};
    (void)worker;
    spec.row_count = sam_targets_of(c->plan, rows);
    return sam_sensitivity_run(&w->parts->sensitivities[block], &spec);
}

static sam_status tornados(work *w, sam_cli *cli) {
    w->parts->sensitivities =
        sam_arena_array(cli->arena, w->study->case_count, sizeof *w->parts->sensitivities);
    if (!w->parts->sensitivities)
        return SAM_MEMORY;
    const sam_pool_job job = {.blocks = w->study->case_count, .run = tornado, .context = w};
    return sam_pool_run(&job, w->wish->threads).status;
}

/* ---- choice ---- */

static bool is_named(const sam_input *input, const char *name) {
    return strcmp(input->field->path, name) == 0;
}

/* The first rent that can be agreed, and the first price: of the plot where it has one. */
static void usual_terms(const sam_case *c, const char **terms) {
    for (uint32_t i = 0; i < c->deal->input_count; i++) {
        const sam_input *input = &c->deal->inputs[i];
        if (!(input->field->step > 0) || !sam_plan_reads_input(c->plan, i))
            continue;
        if (!terms[0] && is_named(input, "rent_share"))
            terms[0] = input->name;
        bool price = is_named(input, "price_share");
        if (price && (!terms[1] || strcmp(input->name, "plot.price_share") == 0))
            terms[1] = input->name;
    }
}

/* term: Nullable; "NAME" or "NAME:LOW:HIGH". */
static bool has_term(const sam_deal *deal, const char *term) {
    size_t length = term ? strcspn(term, ":") : 0;
    for (uint32_t i = 0; i < deal->input_count && length; i++)
        if (strlen(deal->inputs[i].name) == length &&
            memcmp(deal->inputs[i].name, term, length) == 0)
            return true;
    return false;
}

/* What is on the table: two terms for the room, all that can be decided for the front. */
static sam_choice_options room_options(const work *w, size_t model) {
    return (sam_choice_options){.decide = w->terms[model], .decide_count = 2, .cover = -1};
}

static sam_choice_options front_options(void) {
    return (sam_choice_options){.objective = "rent,municipal_cost", .cover = -1};
}

static sam_status find_front(const work *w, size_t model, sam_diags *diags) {
    const sam_choice_deal *deal = &w->parts->fronts[model];
    const sam_choice_options options = front_options();
    sam_frontier *front = NULL;
    if (!deal->open)
        return SAM_OK;
    sam_status status = sam_frontier_trace(&front, deal->open, deal->plain, &options, diags);
    if (front && status == SAM_SOLVER) { /* the ledger says otherwise: not to be shown */
        sam_frontier_free(front);
        front = NULL;
    }
    w->parts->choices[model].front = front;
    return status;
}

static sam_status find_room(const work *w, size_t model, sam_diags *diags) {
    const sam_choice_deal *deal = &w->parts->rooms[model];
    const sam_choice_options options = room_options(w, model);
    sam_room *room = NULL;
    if (!deal->open)
        return SAM_OK;
    sam_status status = sam_room_find(&room, deal->open, deal->plain, &options, diags);
    if (room && status == SAM_SOLVER) {
        sam_room_free(room);
        room = NULL;
    }
    w->parts->choices[model].room = room;
    return status;
}

/* Where nothing holds with every term free, nothing does with two. What is not found is told on the
 * page; only memory ends the report. */
static sam_status choose(void *context, size_t block, unsigned worker) {
    const work *w = context;
    sam_diags *diags = sam_diags_new();
    (void)worker;
    if (!diags)
        return SAM_MEMORY;
    sam_status status = find_front(w, block, diags);
    const sam_frontier *front = w->parts->choices[block].front;
    bool nothing = front && !front->corner_count && !w->wish->x;
    if (status != SAM_MEMORY && !nothing)
        status = find_room(w, block, diags);
    sam_diags_free(diags);
    return status == SAM_MEMORY ? SAM_MEMORY : SAM_OK;
}

/* Deals with their amounts open, read before the threads begin. */
static sam_status open_deals(work *w, sam_cli *cli, size_t model) {
    const sam_case *c = &w->study->cases[model];
    const char **terms = w->terms[model];
    terms[0] = w->wish->x;
    terms[1] = w->wish->y;
    if (!terms[0])
        usual_terms(c, terms);
    const sam_choice_options front = front_options(), room = room_options(w, model);
    sam_status status =
        sam_cli_choice_deal(cli, cli->arguments[model], &front, &w->parts->fronts[model]);
    if (status == SAM_OK && has_term(c->deal, terms[0]) && has_term(c->deal, terms[1]))
        status = sam_cli_choice_deal(cli, cli->arguments[model], &room, &w->parts->rooms[model]);
    return status;
}

static sam_status choices(work *w, sam_cli *cli) {
    size_t count = w->study->case_count;
    sam_report_parts *parts = w->parts;
    parts->fronts = sam_arena_array(cli->arena, count, sizeof *parts->fronts);
    parts->rooms = sam_arena_array(cli->arena, count, sizeof *parts->rooms);
    parts->choices = sam_arena_array(cli->arena, count, sizeof *parts->choices);
    w->terms = sam_arena_array(cli->arena, count, sizeof *w->terms);
    if (!parts->fronts || !parts->rooms || !parts->choices || !w->terms)
        return SAM_MEMORY;
    sam_status status = SAM_OK;
    for (size_t i = 0; i < count && status == SAM_OK; i++)
        status = open_deals(w, cli, i);
    if (status != SAM_OK)
        return status;
    sam_cli_note(cli, "looking for terms that everybody could live with; --without choice leaves "
                      "them out");
    const sam_pool_job job = {.blocks = count, .run = choose, .context = w};
    return sam_pool_run(&job, w->wish->threads).status;
}

sam_status sam_report_parts_make(sam_report_parts *parts, sam_cli *cli, const sam_study *study,
                                 const sam_report_wish *wish) {
    *parts = (sam_report_parts){.count = study->case_count};
    work w = {.study = study, .wish = wish, .parts = parts};
    sam_status status = wish->draws ? draw(parts, cli, study, wish) : SAM_OK;
    if (status == SAM_OK && wish->sensitivity)
        status = tornados(&w, cli);
    if (status == SAM_OK && wish->clauses && wish->draws)
        status = move(parts, cli, study, wish);
    if (status == SAM_OK && wish->choice)
        status = choices(&w, cli);
    return status;
}

void sam_report_parts_clear(sam_report_parts *parts) {
    for (size_t i = 0; i < parts->count; i++) {
        if (parts->sensitivities)
            sam_sensitivity_free(parts->sensitivities[i]);
        if (parts->clauses)
            sam_clauses_free(parts->clauses[i]);
        if (parts->choices) {
            sam_frontier_free((sam_frontier *)parts->choices[i].front);
            sam_room_free((sam_room *)parts->choices[i].room);
        }
        if (parts->fronts)
            sam_cli_choice_deal_clear(&parts->fronts[i]);
        if (parts->rooms)
            sam_cli_choice_deal_clear(&parts->rooms[i]);
    }
    sam_risk_free(parts->risk);
    *parts = (sam_report_parts){0};
}
