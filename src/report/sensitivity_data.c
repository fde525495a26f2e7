/* What the answer depends on, as JSON and CSV. */
#include <string.h>

#include "deal/fields.h"
#include "report/sensitivity.h"
#include "report/table.h"

static const sam_input *input_of(const sam_sensitivity *s, size_t span) {
    return &s->plan->deal->inputs[s->spans[span].input];
}

static const char *target_name(const sam_sensitivity *s, size_t target) {
    return s->plan->rows[s->targets[target].row].name;
}

static void write_targets(sam_json *json, const sam_sensitivity *s) {
    sam_json_key(json, "measures");
    sam_json_open_array(json);
    for (size_t t = 0; t < s->target_count; t++) {
        const sam_row *row = &s->plan->rows[s->targets[t].row];
        sam_json_open_object(json);
        sam_json_key_string(json, "name", row->name);
        sam_json_key_string(json, "party",
                            row->party == SAM_NO_PARTY ? NULL
                                                       : s->plan->deal->parties[row->party].id);
        sam_json_key_string(json, "unit", sam_unit_text(row->unit));
        sam_json_key_number(json, "base", s->targets[t].base);
        sam_json_key(json, "limit");
        s->targets[t].limited ? sam_json_number(json, s->targets[t].limit) : sam_json_null(json);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_effect(sam_json *json, const sam_sensitivity *s, size_t span, size_t target) {
    const sam_arm *arm = &s->arms[span * s->target_count + target];
    const sam_break_even *b = &s->break_evens[span * s->target_count + target];
    sam_json_open_object(json);
    sam_json_key_string(json, "measure", target_name(s, target));
    sam_json_key_number(json, "at_low", arm->low);
    sam_json_key_number(json, "at_high", arm->high);
    sam_json_key(json, "break_even");
    b->what && b->exists ? sam_json_number(json, b->value) : sam_json_null(json);
    sam_json_key(json, "searched_from");
    b->what ? sam_json_number(json, b->least) : sam_json_null(json);
    sam_json_key(json, "searched_to");
    b->what ? sam_json_number(json, b->most) : sam_json_null(json);
    sam_json_close_object(json);
}

static void write_span(sam_json *json, const sam_sensitivity *s, size_t span) {
    const sam_span *p = &s->spans[span];
    sam_json_open_object(json);
    sam_json_key_string(json, "input", input_of(s, span)->name);
    sam_json_key_string(json, "unit", sam_unit_text(input_of(s, span)->field->unit));
    sam_json_key_number(json, "value", p->base);
    sam_json_key_number(json, "low", p->low);
    sam_json_key_number(json, "high", p->high);
    sam_json_key_string(json, "range", sam_span_word(p->kind));
    sam_json_key(json, "effects");
    sam_json_open_array(json);
    for (size_t t = 0; t < s->target_count; t++)
        write_effect(json, s, span, t);
    sam_json_close_array(json);
    sam_json_close_object(json);
}

static void write_index(sam_json *json, const sam_sensitivity *s, size_t target, size_t i) {
    const sam_index *index = &s->indices[target * s->drawn_count + i];
    sam_json_open_object(json);
    sam_json_key_string(json, "input", input_of(s, s->drawn[i])->name);
    sam_json_key_number(json, "first", index->first);
    sam_json_key_number(json, "first_low", index->first_range.low);
    sam_json_key_number(json, "first_high", index->first_range.high);
    sam_json_key_number(json, "total", index->total);
    sam_json_key_number(json, "total_low", index->total_range.low);
    sam_json_key_number(json, "total_high", index->total_range.high);
    sam_json_key(json, "converged");
    sam_json_bool(json, index->converged);
    sam_json_close_object(json);
}

static void write_variance(sam_json *json, const sam_sensitivity *s, size_t target) {
    sam_json_open_object(json);
    sam_json_key_string(json, "measure", target_name(s, target));
    sam_json_key(json, "mean");
    s->known[target] ? sam_json_number(json, s->summaries[target].mean) : sam_json_null(json);
    sam_json_key(json, "variance");
    s->known[target] ? sam_json_number(json, s->summaries[target].variance) : sam_json_null(json);
    sam_json_key(json, "converged");
    sam_json_bool(json, s->known[target] && s->summaries[target].converged);
    sam_json_key(json, "indices");
    sam_json_open_array(json);
    for (size_t i = 0; s->known[target] && i < s->drawn_count; i++)
        write_index(json, s, target, i);
    sam_json_close_array(json);
    sam_json_close_object(json);
}

static void write_sobol(sam_json *json, const sam_sensitivity *s, uint64_t seed) {
    sam_json_key(json, "sobol");
    if (!s->known) {
        sam_json_null(json);
        return;
    }
    sam_json_open_object(json);
    sam_json_key_whole(json, "draws", (long long)s->draws);
    sam_json_key_whole(json, "seed", (long long)seed);
    sam_json_key(json, "partial");
    sam_json_bool(json, s->partial);
    sam_json_key(json, "variances");
    sam_json_open_array(json);
    for (size_t t = 0; t < s->target_count; t++)
        write_variance(json, s, t);
    sam_json_close_array(json);
    sam_json_close_object(json);
}

void sam_sensitivity_json(sam_text *out, const sam_sensitivity_view *view) {
    sam_json json;
    sam_json_begin(&json, out);
    sam_json_open_object(&json);
    sam_json_key_string(&json, "version", view->version);
    sam_json_key_string(&json, "scenario", view->scenario);
    sam_json_key_string(&json, "signing", view->models[0]->after ? "after" : "before");
    sam_json_key(&json, "models");
    sam_json_open_array(&json);
    for (size_t i = 0; i < view->model_count; i++) {
        const sam_sensitivity *s = view->models[i];
        sam_json_open_object(&json);
        sam_json_key_string(&json, "id", view->ids[i]);
        sam_json_key_string(&json, "inputs_hash", s->plan->deal->hash);
        write_targets(&json, s);
        sam_json_key(&json, "inputs");
        sam_json_open_array(&json);
        for (size_t k = 0; k < s->span_count; k++)
            write_span(&json, s, k);
        sam_json_close_array(&json);
        write_sobol(&json, s, view->seed);
        sam_json_close_object(&json);
    }
    sam_json_close_array(&json);
    sam_json_close_object(&json);
    sam_json_end(&json);
}

/* ---- CSV ---- */

/* Nullable: the input is not drawn, or there are no indices. */
static const sam_index *index_of(const sam_sensitivity *s, size_t span, size_t target) {
    for (size_t i = 0; s->known && s->known[target] && i < s->drawn_count; i++)
        if (s->drawn[i] == span)
            return &s->indices[target * s->drawn_count + i];
    return NULL;
}

static void number_or_none(sam_table *table, bool exists, double value) {
    exists ? sam_table_number(table, value) : sam_table_none(table);
}

static void add_line(sam_table *table, const char *model, const sam_sensitivity *s, size_t span,
                     size_t target) {
    const sam_span *p = &s->spans[span];
    const sam_arm *arm = &s->arms[span * s->target_count + target];
    const sam_break_even *b = &s->break_evens[span * s->target_count + target];
    const sam_index *index = index_of(s, span, target);
    sam_table_text(table, model);
    sam_table_text(table, input_of(s, span)->name);
    sam_table_text(table, sam_unit_text(input_of(s, span)->field->unit));
    sam_table_number(table, p->base);
    sam_table_number(table, p->low);
    sam_table_number(table, p->high);
    sam_table_text(table, sam_span_word(p->kind));
    sam_table_text(table, target_name(s, target));
    sam_table_number(table, s->targets[target].base);
    sam_table_number(table, arm->low);
    sam_table_number(table, arm->high);
    number_or_none(table, b->what && b->exists, b->value);
    number_or_none(table, index, index ? index->first : 0);
    number_or_none(table, index, index ? index->total : 0);
}

void sam_sensitivity_csv(sam_text *out, const sam_sensitivity_view *view) {
    static const sam_column COLUMNS[] = {{.title = "model"},
                                         {.title = "input"},
                                         {.title = "unit"},
                                         {.title = "value", .number = true},
                                         {.title = "low", .number = true},
                                         {.title = "high", .number = true},
                                         {.title = "range"},
                                         {.title = "measure"},
                                         {.title = "base", .number = true},
                                         {.title = "at_low", .number = true},
                                         {.title = "at_high", .number = true},
                                         {.title = "break_even", .number = true},
                                         {.title = "first_order", .number = true},
                                         {.title = "total", .number = true}};
    sam_table *table = sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    if (!table) {
        out->broken = true;
        return;
    }
    for (size_t i = 0; i < view->model_count; i++)
        for (size_t k = 0; k < view->models[i]->span_count; k++)
            for (size_t t = 0; t < view->models[i]->target_count; t++)
                add_line(table, view->ids[i], view->models[i], k, t);
    sam_table_print_csv(table, out);
    sam_table_free(table);
}
