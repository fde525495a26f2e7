/* Writes rows. Must write the same rows for the same results, whatever was written before. */
#include <string.h>

#include "batch/store_cells.h"
#include "deal/fields.h"

enum { PARTIES = 128, CLAUSES = 1024, MEASURES = 1024, CHANCES = 64, DIAGNOSTICS = 64 };

/* ---- rows of one answer ---- */

static uint32_t party_number(sam_store *store, sam_store_held *held, uint32_t party) {
    if (held->party_of[party] == UINT32_MAX)
        held->party_of[party] =
            sam_store_number(store, &store->parties, ROW_NEW_PARTY,
                             held->shape->deal->parties[party].id, (const char *const[3]){NULL});
    return held->party_of[party];
}

static void begin_row(sqlite3_stmt *s, uint64_t id, sam_store_place at) {
    sam_put_whole(s, 1, id);
    sam_put_whole(s, 2, at.item);
    sam_put_whole(s, 3, at.model);
}

static bool add_result(sam_store *store, sam_store_place at, const sam_answer *a) {
    sqlite3_stmt *s = store->rows[ROW_RESULT];
    sqlite3_clear_bindings(s);
    begin_row(s, at.id, at);
    sam_put_whole(s, 4, (uint64_t)sam_status_exit_code(a->status));
    if (a->status == SAM_OK && a->values) {
        const sam_rate *project = &a->rates[a->shape->deal->party_count];
        sam_put_whole(s, 5, a->shape->deal->months);
        if (project->exists)
            sam_put_number(s, 6, project->irr);
        sam_put_whole(s, 7, project->reason);
        for (uint32_t i = 0; i < a->shape->measure_count; i++) {
            const sam_shape_measure *m = &a->shape->measures[i];
            if (m->of == SAM_OF_PROJECT && m->column != SAM_NO_COLUMN)
                sam_put_number(s, 8 + (int)m->column, a->values[i]);
        }
    }
    return sam_put_row(s);
}

/* A party's measures stand together in the plan; those of parties that take no part are left out.
 */
static bool add_parties(sam_store *store, sam_store_held *held, sam_store_place at,
                        const sam_answer *a) {
    const sam_shape *shape = a->shape;
    sqlite3_stmt *s = store->rows[ROW_PARTY];
    for (uint32_t i = 0; i < shape->measure_count;) {
        const sam_shape_measure *m = &shape->measures[i];
        uint32_t party = m->party;
        if (m->of != SAM_OF_PARTY || !a->takes_part[party]) {
            i++;
            continue;
        }
        uint32_t number = party_number(store, held, party);
        if (number == UINT32_MAX)
            return false;
        sqlite3_clear_bindings(s);
        begin_row(s, at.id * PARTIES + party, at);
        sam_put_whole(s, 4, number);
        if (a->rates[party].exists)
            sam_put_number(s, 5, a->rates[party].irr);
        sam_put_whole(s, 6, a->rates[party].reason);
        for (; i < shape->measure_count && shape->measures[i].party == party; i++)
            if (shape->measures[i].column != SAM_NO_COLUMN)
                sam_put_number(s, 7 + (int)shape->measures[i].column, a->values[i]);
        if (!sam_put_row(s))
            return false;
    }
    return true;
}

static bool add_clauses(sam_store *store, sam_store_held *held, sam_store_place at,
                        const sam_answer *a) {
    const sam_shape *shape = a->shape;
    sqlite3_stmt *s = store->rows[ROW_CLAUSE];
    for (uint32_t i = 0; i < shape->measure_count; i++) {
        if (shape->measures[i].of != SAM_OF_CLAUSE)
            continue;
        const sam_row *row = &shape->plan->rows[shape->measures[i].row];
        if (held->measure_of[i] == UINT32_MAX)
            held->measure_of[i] =
                sam_store_measure(store, row->name, row->label, sam_unit_text(row->unit));
        if (held->measure_of[i] == UINT32_MAX)
            return false;
        begin_row(s, at.id * CLAUSES + i, at);
        sam_put_whole(s, 4, held->measure_of[i]);
        sam_put_number(s, 5, a->values[i]);
        if (!sam_put_row(s))
            return false;
    }
    return true;
}

static bool add_flags(sam_store *store, sam_store_place at, const sam_answer *a) {
    sqlite3_stmt *s = store->rows[ROW_FLAG];
    for (uint32_t i = 0; i < a->flag_count; i++) {
        const sam_flag *flag = &a->flags[i];
        uint32_t number = sam_store_number(
            store, &store->flags, ROW_NEW_FLAG, flag->code,
            (const char *const[3]){flag->paragraph, flag->text, sam_unit_text(flag->unit)});
        if (number == UINT32_MAX)
            return false;
        begin_row(s, at.id * 32 + i, at);
        sam_put_whole(s, 4, number);
        sam_put_number(s, 5, flag->has_figure ? flag->figure : (double)NAN);
        if (!sam_put_row(s))
            return false;
    }
    return true;
}

static bool add_risk_measure(sam_store *store, sam_store_place at, uint64_t id,
                             const sam_risk_measure *m) {
    uint32_t number = sam_store_measure(store, m->name, m->label, sam_unit_text(m->unit));
    if (number == UINT32_MAX)
        return false;
    sqlite3_stmt *s = store->rows[ROW_RISK];
    begin_row(s, id, at);
    sam_put_whole(s, 4, number);
    sam_put_whole(s, 5, m->known);
    double cells[] = {m->mean, m->error, m->deviation};
    for (int i = 0; i < 3; i++)
        sam_put_number(s, 6 + i, m->known ? cells[i] : (double)NAN);
    for (int i = 0; i < SAM_RISK_LEVELS; i++)
        sam_put_number(s, 9 + i, m->known ? m->quantiles[i] : (double)NAN);
    double tail[] = {m->var95, m->cvar95, m->cvar_error};
    for (int i = 0; i < 3; i++)
        sam_put_number(s, 16 + i, m->known ? tail[i] : (double)NAN);
    return sam_put_row(s);
}

static bool add_risk(sam_store *store, sam_store_place at, const sam_answer *a) {
    const sam_risk_model *model = sam_risk_model_at(a->risk, 0);
    for (size_t i = 0; i < model->measure_count; i++)
        if (!add_risk_measure(store, at, at.id * MEASURES + i, &model->measures[i]))
            return false;
    sqlite3_stmt *s = store->rows[ROW_CHANCE];
    for (size_t i = 0; i < model->chance_count; i++) {
        const sam_risk_chance *chance = &model->chances[i];
        uint32_t number = sam_store_measure(store, chance->name, chance->label, "share");
        if (number == UINT32_MAX)
            return false;
        begin_row(s, at.id * CHANCES + i, at);
        sam_put_whole(s, 4, number);
        sam_put_number(s, 5, chance->share);
        sam_put_number(s, 6, chance->low);
        sam_put_number(s, 7, chance->high);
        if (!sam_put_row(s))
            return false;
    }
    return true;
}

static bool add_answer(sam_store *store, sam_store_place at, const sam_answer *a) {
    if (!add_result(store, at, a))
        return false;
    if (a->status != SAM_OK)
        return true;
    sam_store_held *held = sam_store_hold(store, a->shape);
    return held && add_parties(store, held, at, a) && add_clauses(store, held, at, a) &&
           add_flags(store, at, a) && (!a->risk || add_risk(store, at, a)) &&
           (!a->chosen || sam_store_add_choice(store, at, a->chosen));
}

/* ---- rows of one item ---- */

static bool add_item(sam_store *store, uint64_t number, const sam_item_result *r) {
    uint64_t failed = 0;
    for (size_t m = 0; m < store->facts.model_count; m++)
        failed += r->answers[m].status != SAM_OK;
    sqlite3_stmt *s = store->rows[ROW_ITEM];
    sqlite3_clear_bindings(s);
    sam_put_whole(s, 1, number);
    if (r->file) {
        sam_put_text(s, 2, r->file);
        sam_put_text(s, 4, r->hash);
    }
    if (r->line)
        sam_put_whole(s, 3, r->line);
    sam_put_text(s, 5, r->scenario);
    sam_put_whole(s, 6, r->warnings);
    sam_put_whole(s, 7, failed);
    return sam_put_row(s);
}

static bool add_design(sam_store *store, uint64_t number, const sam_item_result *r) {
    sqlite3_stmt *s = store->rows[ROW_DESIGN];
    size_t fields = r->design ? store->facts.field_count : 0;
    for (size_t f = 0; f < fields; f++) {
        sam_put_whole(s, 1, number * fields + f);
        sam_put_whole(s, 2, number);
        sam_put_whole(s, 3, f);
        sam_put_number(s, 4, r->design[f]);
        if (!sam_put_row(s))
            return false;
    }
    return true;
}

/* In a file of many scenarios the scenario's line is that of the file. */
static bool add_diagnostic(sam_store *store, uint64_t number, size_t index,
                           const sam_item_result *r) {
    const sam_diag *d = sam_diags_at(r->diags, index);
    bool line_of_many = r->line && d->file && strcmp(d->file, r->file) == 0;
    sqlite3_stmt *s = store->rows[ROW_DIAGNOSTIC];
    sam_put_whole(s, 1, number * DIAGNOSTICS + index);
    sam_put_whole(s, 2, number);
    sam_put_text(s, 3, d->severity == SAM_ERROR ? "error" : "warning");
    sam_put_text(s, 4, d->code);
    sam_put_text(s, 5, d->file);
    sam_put_whole(s, 6, line_of_many ? r->line : d->line);
    sam_put_whole(s, 7, d->column);
    sam_put_text(s, 8, d->pointer);
    sam_put_text(s, 9, d->message);
    sam_put_text(s, 10, d->value);
    sam_put_text(s, 11, d->bound);
    sam_put_text(s, 12, d->hint);
    return sam_put_row(s);
}

static bool add_all(sam_store *store, uint64_t number, const sam_item_result *r) {
    if (!add_item(store, number, r) || !add_design(store, number, r))
        return false;
    for (size_t m = 0; m < store->facts.model_count; m++)
        if (!add_answer(store, (sam_store_place){number, number * store->facts.model_count + m, m},
                        &r->answers[m]))
            return false;
    size_t diagnostics = r->diags ? sam_diags_stored(r->diags) : 0;
    for (size_t i = 0; i < diagnostics; i++)
        if (!add_diagnostic(store, number, i, r))
            return false;
    return true;
}

sam_status sam_store_add(sam_store *store, uint64_t number, const sam_item_result *result,
                         sam_diags *diags) {
    sam_status status = sam_store_begin(store, diags);
    if (status != SAM_OK)
        return status;
    if (!add_all(store, number, result))
        return sam_sql_fault(store->db, store->path, diags);
    store->next = number + 1;
    return SAM_OK;
}
