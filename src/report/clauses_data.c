/* Risk moved by clauses as JSON and CSV. */
#include "deal/fields.h"
#include "report/clauses.h"
#include "report/table.h"

static void write_cost(sam_json *json, const char *key, const sam_cost *cost) {
    sam_json_key(json, key);
    sam_json_open_object(json);
    sam_json_key_number(json, "mean", cost->mean);
    sam_json_key_number(json, "p90", cost->p90);
    sam_json_key_number(json, "cvar95", cost->cvar95);
    sam_json_close_object(json);
}

static void write_party(sam_json *json, const sam_deal *deal, const sam_clause_party *p) {
    sam_json_open_object(json);
    sam_json_key_string(json, "party", deal->parties[p->party].id);
    write_cost(json, "with", &p->with);
    write_cost(json, "without", &p->without);
    sam_json_key_number(json, "moved", p->moved);
    sam_json_key_number(json, "moved_standard_error", p->moved_error);
    sam_json_key_number(json, "moved_undiscounted", p->moved_undiscounted);
    sam_json_key_number(json, "moved_undiscounted_standard_error", p->undiscounted_error);
    sam_json_close_object(json);
}

static void write_neutrals(sam_json *json, const sam_deal *deal, const sam_clause *clause) {
    sam_json_key(json, "neutral");
    sam_json_open_array(json);
    for (uint32_t f = 0; f < clause->spec->field_count; f++) {
        double neutral;
        if (!sam_neutral_find(clause, f, &neutral))
            continue;
        const sam_input *input = &deal->inputs[clause->inputs[f]];
        sam_json_open_object(json);
        sam_json_key_string(json, "input", input->name);
        sam_json_key_string(json, "unit", sam_unit_text(input->field->unit));
        sam_json_key_number(json, "value", input->value);
        sam_json_key_number(json, "neutral_value", neutral);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_effect(sam_json *json, const sam_deal *deal, const sam_clause_effect *effect) {
    const sam_clause *clause = &deal->clauses[effect->clause];
    sam_json_open_object(json);
    sam_json_key_string(json, "clause", clause->id);
    sam_json_key_string(json, "kind", clause->kind);
    write_neutrals(json, deal, clause);
    sam_json_key(json, "parties");
    sam_json_open_array(json);
    for (size_t p = 0; p < effect->party_count; p++)
        if (sam_clause_concerns(&effect->parties[p]))
            write_party(json, deal, &effect->parties[p]);
    sam_json_close_array(json);
    sam_json_key_number(json, "sum_undiscounted", effect->sum);
    sam_json_key(json, "balanced");
    sam_json_bool(json, effect->balanced);
    sam_json_close_object(json);
}

static void write_model(sam_json *json, const sam_clauses_view *view, size_t index) {
    const sam_clause_effects *model = view->models[index];
    sam_json_open_object(json);
    sam_json_key_string(json, "id", view->ids[index]);
    sam_json_key_string(json, "inputs_hash", model->plan->deal->hash);
    sam_json_key_whole(json, "draws", (long long)model->draws);
    sam_json_key(json, "partial");
    sam_json_bool(json, model->partial);
    sam_json_key(json, "clauses");
    sam_json_open_array(json);
    for (size_t i = 0; i < model->count && model->draws; i++)
        write_effect(json, model->plan->deal, &model->effects[i]);
    sam_json_close_array(json);
    sam_json_close_object(json);
}

void sam_clauses_json(sam_text *out, const sam_clauses_view *view) {
    sam_json json;
    sam_json_begin(&json, out);
    sam_json_open_object(&json);
    sam_json_key_string(&json, "version", view->version);
    sam_json_key_string(&json, "scenario", view->scenario);
    sam_json_key_whole(&json, "seed", (long long)view->seed);
    sam_json_key_string(&json, "method", view->random ? "random" : "sobol");
    sam_json_key(&json, "models");
    sam_json_open_array(&json);
    for (size_t i = 0; i < view->model_count; i++)
        write_model(&json, view, i);
    sam_json_close_array(&json);
    sam_json_close_object(&json);
    sam_json_end(&json);
}

static void add_line(sam_table *table, const char *model, const sam_deal *deal,
                     const sam_clause_effect *effect, const sam_clause_party *p) {
    sam_table_text(table, model);
    sam_table_text(table, deal->clauses[effect->clause].id);
    sam_table_text(table, deal->parties[p->party].id);
    const double values[] = {
        p->with.mean,          p->without.mean,      p->with.p90, p->without.p90,
        p->with.cvar95,        p->without.cvar95,    p->moved,    p->moved_error,
        p->moved_undiscounted, p->undiscounted_error};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        sam_table_number(table, values[i]);
}

void sam_clauses_csv(sam_text *out, const sam_clauses_view *view) {
    static const sam_column COLUMNS[] = {{.title = "model"},
                                         {.title = "clause"},
                                         {.title = "party"},
                                         {.title = "mean_with", .number = true},
                                         {.title = "mean_without", .number = true},
                                         {.title = "p90_with", .number = true},
                                         {.title = "p90_without", .number = true},
                                         {.title = "cvar95_with", .number = true},
                                         {.title = "cvar95_without", .number = true},
                                         {.title = "moved", .number = true},
                                         {.title = "moved_error", .number = true},
                                         {.title = "moved_undiscounted", .number = true},
                                         {.title = "moved_undiscounted_error", .number = true}};
    sam_table *table = sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    if (!table) {
        out->broken = true;
        return;
    }
    for (size_t i = 0; i < view->model_count; i++) {
        const sam_clause_effects *model = view->models[i];
        for (size_t k = 0; k < model->count && model->draws; k++)
            for (size_t p = 0; p < model->effects[k].party_count; p++)
                if (sam_clause_concerns(&model->effects[k].parties[p]))
                    add_line(table, view->ids[i], model->plan->deal, &model->effects[k],
                             &model->effects[k].parties[p]);
    }
    sam_table_print_csv(table, out);
    sam_table_free(table);
}
