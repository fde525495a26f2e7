/* The front of two objectives for other programs: JSON and CSV. */
#include "base/real.h"
#include "deal/fields.h"
#include "report/choice_frontier.h"
#include "report/table.h"

static void objective(sam_json *json, const char *key, const char *name, const char *text,
                      sam_unit unit, bool highest) {
    sam_json_key(json, key);
    sam_json_open_object(json);
    sam_json_key_string(json, "name", name);
    sam_json_key_string(json, "text", text);
    sam_json_key_string(json, "sense", highest ? "highest" : "lowest");
    sam_json_key_string(json, "unit", sam_unit_text(unit));
    sam_json_close_object(json);
}

static void mix(sam_json *json, const sam_choice *choice, const sam_frontier_corner *c) {
    sam_json_key(json, "mix");
    sam_json_open_array(json);
    for (uint32_t j = 0; j < choice->term_count; j++) {
        sam_json_open_object(json);
        sam_json_key_string(json, "name", choice->terms[j].name);
        sam_json_key_number(json, "value", c->terms[j]);
        sam_json_key_string(json, "unit", sam_unit_text(choice->terms[j].unit));
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
    sam_json_key(json, "binding");
    sam_json_open_array(json);
    for (uint32_t d = 0; d < choice->limit_count; d++)
        if (c->binding[d])
            sam_json_string(json, choice->limits[d].name);
    sam_json_close_array(json);
}

static void corner(sam_json *json, const sam_frontier *f, uint32_t index) {
    const sam_frontier_corner *c = &f->corners[index];
    sam_json_open_object(json);
    sam_json_key_number(json, "x", c->x);
    sam_json_key_number(json, "y", c->y);
    mix(json, f->choice, c);
    sam_json_key_number(json, "rerun_difference", c->difference);
    sam_json_key_number(json, "draws_difference",
                        f->choice->certificate.draws ? c->draws_difference : SAM_REAL_NAN);
    sam_json_key(json, "certified");
    sam_json_bool(json, c->certified);
    sam_json_key(json, "side");
    if (index + 1 < f->corner_count) {
        sam_json_open_object(json);
        sam_json_key_number(json, "slope", c->breaks ? SAM_REAL_NAN : c->slope);
        sam_json_key(json, "straight");
        sam_json_bool(json, c->straight);
        sam_json_key_number(json, "bend", c->bend);
        sam_json_key(json, "breaks");
        sam_json_bool(json, c->breaks);
        sam_json_close_object(json);
    } else {
        sam_json_null(json);
    }
    sam_json_close_object(json);
}

static void draws(sam_json *json, const sam_choice *choice) {
    sam_json_key(json, "draws");
    if (!choice->certificate.draws) {
        sam_json_null(json);
        return;
    }
    sam_json_open_object(json);
    sam_json_key_whole(json, "count", (int64_t)choice->certificate.draws);
    sam_json_key_whole(json, "seed", (int64_t)choice->certificate.seed);
    sam_json_close_object(json);
}

void sam_choice_tried_json(sam_json *json, const sam_choice *choice, uint32_t untraced) {
    sam_json_key(json, "whole");
    if (choice->whole.count == 0) {
        sam_json_null(json);
        return;
    }
    sam_json_open_object(json);
    sam_json_key_whole(json, "tried", choice->whole.tried);
    sam_json_key_whole(json, "solved", choice->whole.solved);
    sam_json_key(json, "every");
    sam_json_bool(json, choice->whole.every);
    sam_json_key_whole(json, "lost", untraced);
    sam_json_close_object(json);
}

static const char *word_of(const sam_frontier *f, sam_status status) {
    if (f->corner_count == 0)
        return "infeasible";
    if (status != SAM_OK)
        return "not_certified";
    if (f->choice->whole.stopped)
        return "stopped";
    return f->whole && !f->untraced ? "complete" : "cut_short";
}

void sam_frontier_json(sam_json *json, const sam_frontier *frontier, sam_status status,
                       const char *version) {
    const sam_frontier *f = frontier;
    sam_json_open_object(json);
    sam_json_key_string(json, "version", version);
    sam_json_key_string(json, "id", f->choice->plan->deal->model_id);
    sam_json_key_string(json, "scenario", f->choice->plan->deal->scenario_id);
    sam_json_key_string(json, "status", word_of(f, status));
    objective(json, "x", f->x_name, f->x_text, f->x_unit, f->x_highest);
    objective(json, "y", f->y_name, f->y_text, f->y_unit, f->y_highest);
    sam_json_key(json, "corners");
    sam_json_open_array(json);
    for (uint32_t i = 0; i < f->corner_count; i++)
        corner(json, f, i);
    sam_json_close_array(json);
    sam_json_key(json, "convex");
    sam_json_bool(json, f->convex);
    sam_json_key_whole(json, "solved", f->solved);
    sam_choice_tried_json(json, f->choice, f->untraced);
    draws(json, f->choice);
    sam_json_key(json, "empty");
    if (f->corner_count == 0)
        sam_choice_json(json, f->choice, SAM_INFEASIBLE);
    else
        sam_json_null(json);
    sam_json_close_object(json);
}

static void csv_row(sam_table *table, const sam_frontier *f, uint32_t index, uint32_t term) {
    const sam_frontier_corner *c = &f->corners[index];
    const sam_choice_term *t = &f->choice->terms[term];
    bool last = index + 1 == f->corner_count;
    sam_table_text(table, f->choice->plan->deal->model_id);
    sam_table_number(table, index + 1);
    sam_table_number(table, c->x);
    sam_table_number(table, c->y);
    if (last || c->breaks)
        sam_table_none(table);
    else
        sam_table_number(table, c->slope);
    sam_table_text(table, last ? NULL : c->breaks ? "breaks" : c->straight ? "yes" : "no");
    sam_table_text(table, t->name);
    sam_table_text(table, sam_unit_text(t->unit));
    sam_table_number(table, c->terms[term]);
}

void sam_frontier_csv(sam_text *out, const sam_frontier *frontier) {
    static const sam_column COLUMNS[] = {{.title = "model"},
                                         {.title = "corner", .number = true},
                                         {.title = "x", .number = true},
                                         {.title = "y", .number = true},
                                         {.title = "slope", .number = true},
                                         {.title = "straight"},
                                         {.title = "term"},
                                         {.title = "unit"},
                                         {.title = "value", .number = true}};
    sam_table *table = sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    if (!table) {
        out->broken = true;
        return;
    }
    for (uint32_t i = 0; i < frontier->corner_count; i++)
        for (uint32_t j = 0; j < frontier->choice->term_count; j++)
            csv_row(table, frontier, i, j);
    sam_table_print_csv(table, out);
    sam_table_free(table);
}
