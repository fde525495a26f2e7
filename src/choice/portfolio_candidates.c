/* Runs the deals of a region and reads off them what a portfolio needs to know. Knows rows of the
 * plan by their names, and no formula. */
#include "choice/portfolio_candidates.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/mark.h"
#include "base/number.h"
#include "base/real.h"
#include "base/text.h"
#include "choice/portfolio_faults.h"
#include "choice/portfolio_sizes.h"
#include "samspel/ledger.h"

typedef struct opened {
    const char *folder, *name;
    sam_source source;
    sam_status status;
} opened;

typedef struct runner {
    const sam_region *region;
    const sam_candidate_files *files;
    sam_diags *diags;
    sam_candidates *out;
    sam_arena *arena;
    opened *cache;
    uint32_t cached, cache_room;
    bool sizes_wrong; /* of the project in hand: told, and true of every model */
    bool file_wrong;  /* of the model in hand: told */
} runner;

/* ---- files ---- */

/* part: Nullable: of the project, such as "scenario". */
static void blame(const runner *r, const sam_region_project *project, const char *part,
                  const char *message, const char *value, const char *hint) {
    const sam_diag diag = {.code = "PROJECT",
                           .message = message,
                           .value = value,
                           .hint = hint,
                           .origin = SAM_DIAG_HERE};
    const char *at = part ? sam_arena_format(r->arena, "%s/%s", project->pointer, part) : NULL;
    sam_region_fault(r->region, r->diags, at ? at : project->pointer, &diag);
}

/* Every file is opened once; one that cannot be is told once. */
static sam_status open_file(runner *r, const sam_region_project *project, const char *part,
                            const char *folder, const char *name, sam_source *out) {
    for (uint32_t i = 0; i < r->cached; i++) {
        const opened *o = &r->cache[i];
        if (strcmp(o->folder, folder) != 0 || strcmp(o->name, name) != 0)
            continue;
        *out = o->source;
        r->file_wrong = r->file_wrong || o->status != SAM_OK;
        return o->status;
    }
    const char *pointer = sam_arena_format(r->arena, "%s/%s", project->pointer, part);
    size_t told = sam_diags_stored(r->diags);
    sam_status status = r->files->open(r->files->context, pointer, folder, name, out);
    if (r->cached < r->cache_room)
        r->cache[r->cached++] = (opened){folder, name, *out, status};
    r->file_wrong = r->file_wrong || status != SAM_OK;
    if ((status == SAM_IO || status == SAM_INPUT) && sam_diags_stored(r->diags) == told)
        blame(r, project, part, SAY(r, "a file that the project names cannot be read"), name,
              SAY(r, "name a shipped one by its id, or another by its path from here"));
    return status;
}

/* ---- deals ---- */

static sam_status read_deal(runner *r, const sam_region_project *project, uint32_t model,
                            sam_region_settings settings, sam_deal **out) {
    sam_source sources[2];
    *out = NULL;
    r->file_wrong = false;
    const char *part = sam_arena_format(r->arena, "models/%u", model);
    sam_status status = open_file(r, project, part, "models", project->models[model], &sources[0]);
    if (status == SAM_OK)
        status = open_file(r, project, "scenario", "scenarios", project->scenario, &sources[1]);
    if (status != SAM_OK)
        return status;
    sam_diags *own = sam_diags_new();
    if (!own)
        return SAM_MEMORY;
    sam_diags_speak_like(own, r->diags);
    status = sam_deal_read(out, sources[0], sources[1], r->files->terms, project->variant,
                           settings.items, settings.count, own);
    sam_region_pass_faults(r->region, project, own, r->diags);
    sam_diags_free(own);
    return status;
}

static bool check_sizes(runner *r, const sam_region_project *project, const sam_size_base *b) {
    for (uint32_t s = 0; s < project->size_count; s++) {
        if (sam_size_is_one(project->sizes[s]) || sam_size_fits(b, project->sizes[s]))
            continue;
        char text[SAM_NUMBER_SIZE];
        sam_number_print(text, project->sizes[s]);
        blame(r, project, "sizes", SAY(r, "a size gives no whole number of homes from 1 to 1000"),
              text, SAY(r, "choose sizes that multiply the scenario's homes to whole numbers"));
        r->sizes_wrong = true;
        return false;
    }
    return true;
}

/* ---- figures ---- */

typedef struct figures {
    const sam_plan *plan;
    sam_ledger *ledger;
    size_t lane;
} figures;

/* 0 where there is no such row. */
static double scalar(const figures *f, const char *name) {
    uint32_t row = sam_plan_find_row(f->plan, name);
    return row == SAM_NO_ROW ? 0 : sam_ledger_value(f->ledger, row, 0, f->lane);
}

static double party_scalar(runner *r, const figures *f, const char *party, const char *row) {
    const char *name = sam_arena_format(r->arena, "%s.%s", party, row);
    return name ? scalar(f, name) : SAM_REAL_NAN;
}

static void read_parties(runner *r, const figures *f, sam_candidate *c) {
    const sam_deal *deal = f->plan->deal;
    for (uint32_t p = 0; p < deal->party_count; p++) {
        const char *id = deal->parties[p].id;
        double npv = party_scalar(r, f, id, "npv");
        switch (deal->parties[p].role) {
        case SAM_ROLE_MUNICIPALITY:
            c->municipality_npv += npv;
            c->municipality_value += party_scalar(r, f, id, "npv_with_inhabitants");
            c->municipality_outlay += party_scalar(r, f, id, "outlay");
            break;
        case SAM_ROLE_DEVELOPER:
        case SAM_ROLE_OWNER:
            c->owner_npv += npv;
            c->gap += fmax(0, -npv);
            break;
        default:
            break;
        }
    }
}

static double worth_of(const runner *r, const sam_candidate *c, const sam_region_place *place) {
    const sam_input *inputs = r->region->inputs;
    if (r->region->aim == SAM_AIM_VALUE)
        return c->municipality_value - c->gap;
    if (r->region->aim == SAM_AIM_DWELLINGS)
        return c->dwellings;
    return c->dwellings * (inputs[place->need].value / inputs[place->inhabitants].value * 1000);
}

static void read_figures(runner *r, const figures *f, sam_candidate *c) {
    const sam_region_project *project = &r->region->projects[c->project];
    c->dwellings = scalar(f, "units");
    c->guarantee = fmax(0, scalar(f, "guarantee_stock"));
    c->has_dscr = scalar(f, "cover_years") > 0;
    c->dscr = c->has_dscr ? scalar(f, "min_dscr") : 0;
    read_parties(r, f, c);
    c->gap = fmax(0, c->gap - project->support);
    /* What one council gains pays nothing for another. */
    c->present_cost = fmax(0, c->gap - c->municipality_npv);
    c->outlay = c->gap + fmax(0, c->municipality_outlay);
    c->worth = worth_of(r, c, &r->region->places[project->place]);
    c->excluded = c->has_dscr && c->dscr < r->region->dscr_least;
}

/* Only what is read is computed. */
static sam_ledger *new_ledger(runner *r, const sam_plan *plan, size_t lanes) {
    static const char *const project[] = {"units", "guarantee_stock", "cover_years", "min_dscr"};
    static const char *const party[] = {"npv", "npv_with_inhabitants", "outlay"};
    const sam_deal *deal = plan->deal;
    uint32_t *wanted = sam_arena_array(r->arena, 4 + 3 * (size_t)deal->party_count, sizeof *wanted);
    size_t count = 0;
    for (size_t i = 0; wanted && i < 4; i++) {
        uint32_t row = sam_plan_find_row(plan, project[i]);
        if (row != SAM_NO_ROW)
            wanted[count++] = row;
    }
    for (uint32_t p = 0; wanted && p < 3 * deal->party_count; p++) {
        const char *name =
            sam_arena_format(r->arena, "%s.%s", deal->parties[p / 3].id, party[p % 3]);
        uint32_t row = name ? sam_plan_find_row(plan, name) : SAM_NO_ROW;
        if (row != SAM_NO_ROW)
            wanted[count++] = row;
    }
    if (!wanted)
        return NULL;
    return sam_ledger_new(plan,
                          &(sam_run){.lanes = lanes, .wanted = wanted, .wanted_count = count});
}

static sam_status read_lane(runner *r, figures *f, const sam_size_base *b,
                            sam_candidate candidate) {
    sam_candidate *c = &r->out->items[r->out->count];
    const sam_region_project *project = &r->region->projects[candidate.project];
    *c = candidate;
    if (!sam_size_settings(&c->settings, r->region, project, sam_size_is_one(c->size) ? NULL : b,
                           c->size, r->arena))
        return SAM_MEMORY;
    read_figures(r, f, c);
    if (!isfinite(c->present_cost) || !isfinite(c->outlay) || !isfinite(c->worth) ||
        !isfinite(c->guarantee))
        return SAM_COMPILE;
    r->out->count++;
    return SAM_OK;
}

static sam_status run_plan(runner *r, const sam_plan *plan, uint32_t index, const char *model) {
    const sam_region_project *project = &r->region->projects[index];
    sam_size_base b;
    if (!sam_size_base_read(&b, plan->deal, r->arena))
        return SAM_MEMORY;
    if (!check_sizes(r, project, &b))
        return SAM_INPUT;
    sam_ledger *ledger = new_ledger(r, plan, project->size_count);
    if (!ledger)
        return SAM_MEMORY;
    for (uint32_t s = 0; s < project->size_count; s++)
        if (!sam_size_is_one(project->sizes[s]))
            sam_size_set(ledger, &b, project->sizes[s], s);
    sam_ledger_run(ledger);
    sam_status status = SAM_OK;
    for (uint32_t s = 0; s < project->size_count && status == SAM_OK; s++) {
        sam_candidate c = {.project = index, .model = model, .size = project->sizes[s]};
        status = read_lane(r, &(figures){plan, ledger, s}, &b, c);
    }
    sam_ledger_free(ledger);
    return status;
}

static sam_status run_model(runner *r, uint32_t index, uint32_t model) {
    const sam_region_project *project = &r->region->projects[index];
    sam_region_settings settings;
    sam_deal *deal = NULL;
    sam_plan *plan = NULL;
    if (!sam_size_settings(&settings, r->region, project, NULL, 1, r->arena))
        return SAM_MEMORY;
    sam_status status = read_deal(r, project, model, settings, &deal);
    if (status == SAM_OK)
        status = sam_plan_compile(&plan, deal, r->diags);
    if (status == SAM_OK)
        status = run_plan(r, plan, index, project->models[model]);
    sam_plan_free(plan);
    sam_deal_free(deal);
    return status;
}

/* Models that cannot be run are told together, after the faults that say why. */
static sam_status run_project(runner *r, uint32_t index) {
    const sam_region_project *project = &r->region->projects[index];
    sam_status worst = SAM_OK;
    sam_text failed = SAM_TEXT_EMPTY;
    r->sizes_wrong = false;
    for (uint32_t m = 0; m < project->model_count && !r->sizes_wrong; m++) {
        sam_status status = run_model(r, index, m);
        worst = worst == SAM_OK || status == SAM_MEMORY ? status : worst;
        if (status == SAM_MEMORY)
            break;
        if (status != SAM_OK && !r->sizes_wrong && !r->file_wrong)
            sam_text_format(&failed, "%s%s", failed.length ? ", " : "", project->models[m]);
    }
    if (failed.length)
        blame(r, project, NULL, SAY(r, "the project cannot be run with these models"), failed.data,
              SAY(r, "look at the faults before this one"));
    sam_text_free(&failed);
    return worst;
}

static sam_status run_all(runner *r) {
    sam_status worst = SAM_OK;
    for (uint32_t j = 0; j < r->region->project_count; j++) {
        sam_status status = run_project(r, j);
        if (status == SAM_MEMORY)
            return status;
        worst = worst == SAM_OK ? status : worst;
    }
    return worst;
}

sam_status sam_candidates_run(sam_candidates **out, const sam_region *region,
                              const sam_candidate_files *files, sam_diags *diags) {
    runner r = {.region = region, .files = files, .diags = diags, .arena = sam_arena_new()};
    size_t candidates = 1, names = 1;
    *out = NULL;
    for (uint32_t j = 0; j < region->project_count; j++) {
        candidates += (size_t)region->projects[j].model_count * region->projects[j].size_count;
        names += region->projects[j].model_count + 1u;
    }
    if (r.arena)
        r.out = sam_arena_alloc(r.arena, sizeof *r.out);
    if (r.out) {
        r.out->arena = r.arena;
        r.out->items = sam_arena_array(r.arena, candidates, sizeof *r.out->items);
        r.cache = sam_arena_array(r.arena, names, sizeof *r.cache);
        r.cache_room = (uint32_t)names;
    }
    sam_status status = r.out && r.out->items && r.cache ? run_all(&r) : SAM_MEMORY;
    if (status == SAM_OK)
        *out = r.out;
    else
        sam_arena_free(r.arena);
    return status;
}

void sam_candidates_free(sam_candidates *candidates) {
    if (candidates)
        sam_arena_free(candidates->arena);
}

/* ---- the numeric problem ---- */

static void fill_items(sam_portfolio_item *items, const sam_candidates *candidates) {
    for (uint32_t i = 0; i < candidates->count; i++) {
        const sam_candidate *c = &candidates->items[i];
        items[i] = (sam_portfolio_item){
            .project = c->project,
            .worth = c->worth,
            .cost = {[SAM_BUDGET_PRESENT_COST] = c->present_cost, [SAM_BUDGET_OUTLAY] = c->outlay},
            .guarantee = c->guarantee,
            .excluded = c->excluded};
    }
}

sam_status sam_candidates_portfolio(sam_portfolio *out, const sam_region *region,
                                    const sam_candidates *candidates) {
    sam_arena *arena = candidates->arena;
    sam_portfolio_item *items = sam_arena_array(arena, candidates->count + 1u, sizeof *items);
    uint32_t *project_place = sam_arena_array(arena, region->project_count + 1u, sizeof *items);
    sam_portfolio_place *places = sam_arena_array(arena, region->place_count + 1u, sizeof *places);
    if (!items || !project_place || !places)
        return SAM_MEMORY;
    fill_items(items, candidates);
    for (uint32_t j = 0; j < region->project_count; j++)
        project_place[j] = region->projects[j].place;
    for (uint32_t at = 0; at < region->place_count; at++) {
        const sam_region_place *place = &region->places[at];
        places[at] = (sam_portfolio_place){.guarantee_frame = place->guarantee_frame};
        memcpy(places[at].cost_most, place->cost_most, sizeof place->cost_most);
        memcpy(places[at].activation, place->activation, sizeof place->activation);
    }
    *out = (sam_portfolio){.items = items,
                           .item_count = candidates->count,
                           .project_place = project_place,
                           .project_count = region->project_count,
                           .places = places,
                           .place_count = region->place_count,
                           .places_least = region->places_least,
                           .projects_most = region->projects_most};
    memcpy(out->budget, region->budget, sizeof out->budget);
    return SAM_OK;
}
