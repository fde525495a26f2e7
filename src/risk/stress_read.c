/* Reading a file of stress sets, strictly: a name that no deal has is a fault here and not a stress
 * that silently does nothing. */
#include <string.h>

#include "deal/reader.h"
#include "deal/scan.h"
#include "plan/clause.h"
#include "risk/stress.h"

enum { SETS_MOST = 64, CHANGES_MOST = 64, MONTHS_MOST = SAM_MOST_MONTHS };

typedef struct reading {
    sam_reader reader;
    sam_stresses *stresses;
    sam_stress_set *sets;
} reading;

/* ---- what is changed ---- */

/* Nullable: after a fault. */
static const sam_field *scenario_field(reading *r, const sam_tree *name) {
    sam_reader *reader = &r->reader;
    if (!sam_reader_expect(reader, name, SAM_TREE_STRING))
        return NULL;
    sam_nearest nearest = {.word = name->text};
    for (uint32_t i = 0; i < sam_scenario_field_count; i++) {
        const sam_field *field = &sam_scenario_fields[i];
        if (field->kind != SAM_VALUE_NUMBER || field->structural)
            continue;
        if (strcmp(field->path, name->text) == 0)
            return field;
        sam_nearest_offer(&nearest, field->path);
    }
    SAM_FAULT(reader, name, .code = "INPUT_UNKNOWN",
              .message = SAY(reader, "no number of a scenario that can change has this name"),
              .hint = sam_reader_hint(reader, &nearest));
    return NULL;
}

static const sam_clause_kind *clause_kind(reading *r, const sam_tree *name) {
    if (!sam_reader_expect(&r->reader, name, SAM_TREE_STRING))
        return NULL;
    const sam_clause_kind *kind = sam_clause_kind_find(name->text);
    if (kind)
        return kind;
    sam_nearest nearest = {.word = name->text};
    for (uint32_t i = 0; i < sam_clause_kind_count; i++)
        sam_nearest_offer(&nearest, sam_clause_kinds[i]->name);
    SAM_FAULT(&r->reader, name, .code = "KIND_UNKNOWN",
              .message = SAY(&r->reader, "there is no such kind of clause"),
              .hint = sam_reader_hint(&r->reader, &nearest));
    return NULL;
}

static const sam_field *clause_field(reading *r, const sam_tree *change, const sam_tree *name) {
    const sam_tree *key = sam_tree_member(change, "field");
    const sam_clause_kind *kind = clause_kind(r, name);
    if (!key)
        sam_reader_missing(&r->reader, change, "field");
    if (!kind || !key || !sam_reader_expect(&r->reader, key, SAM_TREE_STRING))
        return NULL;
    sam_nearest nearest = {.word = key->text};
    for (uint32_t i = 0; i < kind->field_count; i++) {
        const sam_field *field = &kind->fields[i];
        if (field->kind != SAM_VALUE_NUMBER || field->structural)
            continue;
        if (strcmp(field->path, key->text) == 0)
            return field;
        sam_nearest_offer(&nearest, field->path);
    }
    SAM_FAULT(&r->reader, key, .code = "INPUT_UNKNOWN",
              .message =
                  SAY(&r->reader, "no number of this kind of clause that can change has this name"),
              .hint = sam_reader_hint(&r->reader, &nearest));
    return NULL;
}

/* Rows that a risk factor may replace. */
static const sam_row_spec *path_row(reading *r, const sam_tree *name) {
    if (!sam_reader_expect(&r->reader, name, SAM_TREE_STRING))
        return NULL;
    sam_nearest nearest = {.word = name->text};
    const char *bound = "";
    for (uint32_t i = 0; i < sam_price_table.count; i++) {
        const sam_row_spec *row = &sam_price_table.rows[i];
        if (!row->path)
            continue;
        if (strcmp(row->name, name->text) == 0)
            return row;
        sam_nearest_offer(&nearest, row->name);
        bound = sam_reader_format(&r->reader, "%s%s%s", bound, *bound ? ", " : "", row->name);
    }
    SAM_FAULT(&r->reader, name, .code = "ROW_UNKNOWN",
              .message = SAY(&r->reader, "no such row can be stressed"), .bound = bound,
              .hint = sam_reader_hint(&r->reader, &nearest));
    return NULL;
}

/* ---- how ---- */

/* Bounds of what is changed. */
typedef struct bounds {
    sam_unit unit;
    double least, most;
} bounds;

static bool check_value(reading *r, const sam_tree *tree, sam_stress_verb verb, bounds b) {
    double least = verb == SAM_STRESS_SET ? b.least : verb == SAM_STRESS_ADD ? b.least - b.most : 0;
    double most = verb == SAM_STRESS_SET   ? b.most
                  : verb == SAM_STRESS_ADD ? b.most - b.least
                                           : 1000;
    if (tree->number >= least && tree->number <= most)
        return true;
    bool share = b.unit == SAM_UNIT_SHARE || b.unit == SAM_UNIT_RATE;
    SAM_FAULT(&r->reader, tree, .code = "VALUE_RANGE",
              .message = SAY(&r->reader, "the value is out of range"),
              .bound = sam_reader_range(&r->reader, least, most),
              .hint = share && verb != SAM_STRESS_TIMES
                          ? SAY(&r->reader, "write a fraction: 0.05 for 5 %")
                          : NULL);
    return false;
}

static void read_value(reading *r, sam_stress_change *out, const sam_tree *tree, bounds b) {
    static const sam_keys keys = {.key = {"input"}, .count = 1};
    if (tree->kind == SAM_TREE_OBJECT) {
        sam_reader_check_keys(&r->reader, tree, &keys);
        const sam_tree *name = sam_tree_member(tree, "input");
        const sam_field *field = name ? scenario_field(r, name) : NULL;
        if (!name)
            sam_reader_missing(&r->reader, tree, "input");
        out->value_input = field ? field->path : NULL;
        return;
    }
    if (tree->kind != SAM_TREE_NUMBER) {
        SAM_FAULT(&r->reader, tree, .code = "TYPE",
                  .message = SAY(&r->reader, "the value is of the wrong type"),
                  .bound = SAY(&r->reader, "a number or {\"input\": name}"));
        return;
    }
    if (check_value(r, tree, out->verb, b))
        out->value = tree->number;
}

static void read_verb(reading *r, sam_stress_change *out, const sam_tree *change, bounds b) {
    static const char *const VERBS[] = {"set", "add", "times"};
    unsigned count = 0;
    for (int v = SAM_STRESS_SET; v <= SAM_STRESS_TIMES; v++) {
        const sam_tree *value = sam_tree_member(change, VERBS[v]);
        if (!value)
            continue;
        count++;
        out->verb = (sam_stress_verb)v;
        if (count == 1)
            read_value(r, out, value, b);
    }
    if (count != 1)
        SAM_FAULT(&r->reader, change, .code = "STRESS_VERB",
                  .message = SAY(&r->reader, "a change is done in exactly one way"),
                  .bound = SAY(&r->reader, "set, add or times"), .absent = true);
}

/* ---- when ---- */

static uint32_t read_month(reading *r, const sam_tree *change, const char *key,
                           uint32_t otherwise) {
    const sam_tree *tree = sam_tree_member(change, key);
    if (!tree || !sam_reader_expect(&r->reader, tree, SAM_TREE_NUMBER))
        return otherwise;
    double value = tree->number;
    if (value >= 1 && value <= MONTHS_MOST && (double)(uint32_t)value >= value)
        return (uint32_t)value;
    SAM_FAULT(&r->reader, tree, .code = "VALUE_RANGE",
              .message = SAY(&r->reader, "this is no month"),
              .bound = SAY(&r->reader, "a whole number from 1 to 1200"));
    return otherwise;
}

static void read_span(reading *r, sam_stress_change *out, const sam_tree *change) {
    out->from = read_month(r, change, "from", 1);
    out->to = read_month(r, change, "to", 0);
    const char *of = sam_reader_text(&r->reader, change, "of");
    out->in_operation = of && strcmp(of, "operation") == 0;
    if (of && !out->in_operation && strcmp(of, "timeline") != 0)
        SAM_FAULT(&r->reader, sam_tree_member(change, "of"), .code = "WORD_UNKNOWN",
                  .message = SAY(&r->reader, "this word is not known here"),
                  .bound = "timeline, operation");
    if (out->to && out->to < out->from)
        SAM_FAULT(&r->reader, sam_tree_member(change, "to"), .code = "RANGE_ORDER",
                  .message = SAY(&r->reader, "the span ends before it begins"),
                  .bound = "from <= to");
    if (out->row)
        return;
    static const char *const KEYS[] = {"from", "to", "of"};
    for (size_t i = 0; i < 3; i++)
        if (sam_tree_member(change, KEYS[i]))
            SAM_FAULT(&r->reader, sam_tree_member(change, KEYS[i]), .code = "FIELD_UNKNOWN",
                      .message = SAY(&r->reader, "an input has one value for all months"),
                      .hint = SAY(&r->reader, "change a row instead, or leave this out"),
                      .on_key = true);
}

static void read_change(reading *r, sam_stress_change *out, const sam_tree *change) {
    static const sam_keys keys = {
        .key = {"input", "clauses", "field", "row", "set", "add", "times", "from", "to", "of"},
        .count = 10};
    if (!sam_reader_expect(&r->reader, change, SAM_TREE_OBJECT))
        return;
    sam_reader_check_keys(&r->reader, change, &keys);
    const sam_tree *input = sam_tree_member(change, "input");
    const sam_tree *clauses = sam_tree_member(change, "clauses");
    const sam_tree *row = sam_tree_member(change, "row");
    if (!!input + !!clauses + !!row != 1) {
        SAM_FAULT(&r->reader, change, .code = "STRESS_TARGET",
                  .message = SAY(&r->reader, "a change is of exactly one thing"),
                  .bound = SAY(&r->reader, "input, clauses or row"), .absent = true);
        return;
    }
    const sam_field *field = input     ? scenario_field(r, input)
                             : clauses ? clause_field(r, change, clauses)
                                       : NULL;
    const sam_row_spec *path = row ? path_row(r, row) : NULL;
    bounds b = {SAM_UNIT_NOK, -1e15, 1e15};
    if (field)
        b = (bounds){field->unit, field->least, field->most};
    if (path)
        b.unit = path->unit;
    if (path && (path->unit == SAM_UNIT_SHARE || path->unit == SAM_UNIT_RATE))
        b.least = path->unit == SAM_UNIT_SHARE ? 0 : -1, b.most = 1;
    out->input = input && field ? field->path : NULL;
    out->kind = clauses && field ? sam_clause_kind_find(clauses->text)->name : NULL;
    out->field = clauses && field ? field->path : NULL;
    out->row = path ? path->name : row ? "" : NULL;
    if (field || path)
        read_verb(r, out, change, b);
    read_span(r, out, change);
}

/* ---- sets ---- */

static size_t count_children(const sam_tree *tree) {
    size_t count = 0;
    for (const sam_tree *child = tree->child; child; child = child->next)
        count++;
    return count;
}

static void read_changes(reading *r, sam_stress_set *set, const sam_tree *list) {
    if (!sam_reader_expect(&r->reader, list, SAM_TREE_ARRAY) ||
        !sam_reader_limit(&r->reader, list, CHANGES_MOST))
        return;
    sam_stress_change *changes =
        sam_reader_array(&r->reader, count_children(list) + 1, sizeof *changes);
    if (!changes)
        return;
    for (const sam_tree *change = list->child; change; change = change->next)
        read_change(r, &changes[set->change_count++], change);
    set->changes = changes;
}

/* A set before this one. Nullable: after a fault. */
static const sam_stress_set *earlier_set(reading *r, const sam_tree *name) {
    if (!sam_reader_expect(&r->reader, name, SAM_TREE_STRING))
        return NULL;
    sam_nearest nearest = {.word = name->text};
    for (size_t i = 0; i < r->stresses->set_count; i++) {
        if (!r->sets[i].id)
            continue;
        if (strcmp(r->sets[i].id, name->text) == 0)
            return &r->sets[i];
        sam_nearest_offer(&nearest, r->sets[i].id);
    }
    SAM_FAULT(&r->reader, name, .code = "REFERENCE_UNKNOWN",
              .message = SAY(&r->reader, "no set before this one has this id"),
              .hint = sam_reader_hint(&r->reader, &nearest));
    return NULL;
}

/* The changes of other sets, in the order in which these are named. */
static void read_together(reading *r, sam_stress_set *set, const sam_tree *list) {
    if (!sam_reader_expect(&r->reader, list, SAM_TREE_ARRAY) ||
        !sam_reader_limit(&r->reader, list, SETS_MOST))
        return;
    size_t count = 0;
    for (const sam_tree *name = list->child; name; name = name->next) {
        const sam_stress_set *other = earlier_set(r, name);
        count += other ? other->change_count : 0;
    }
    sam_stress_change *changes = sam_reader_array(&r->reader, count + 1, sizeof *changes);
    for (const sam_tree *name = list->child; changes && name && !r->reader.faults;
         name = name->next) {
        const sam_stress_set *other = earlier_set(r, name);
        for (size_t i = 0; i < other->change_count; i++)
            changes[set->change_count++] = other->changes[i];
    }
    set->changes = changes;
}

static const char *kept(reading *r, const sam_tree *names, const char *key) {
    const sam_tree *name = names ? sam_tree_member(names, key) : NULL;
    return name && name->text ? sam_reader_keep(&r->reader, name->text) : NULL;
}

static void read_set(reading *r, sam_stress_set *set, const sam_tree *tree) {
    static const sam_keys keys = {.key = {"id", "name", "changes", "together"}, .count = 4};
    if (!sam_reader_expect(&r->reader, tree, SAM_TREE_OBJECT))
        return;
    sam_reader_check_keys(&r->reader, tree, &keys);
    const char *id = sam_reader_id(&r->reader, tree);
    for (size_t i = 0; id && i < r->stresses->set_count; i++)
        if (r->sets[i].id && strcmp(r->sets[i].id, id) == 0)
            SAM_FAULT(&r->reader, sam_tree_member(tree, "id"), .code = "ID_DUPLICATE",
                      .message = SAY(&r->reader, "another set has this id"));
    const sam_tree *name = sam_tree_member(tree, "name");
    sam_reader_names(&r->reader, name);
    set->id = id ? sam_reader_keep(&r->reader, id) : NULL;
    set->name = (sam_name){kept(r, name, "nn"), kept(r, name, "nb"), kept(r, name, "en")};
    const sam_tree *changes = sam_tree_member(tree, "changes");
    const sam_tree *together = sam_tree_member(tree, "together");
    if (!changes == !together) {
        SAM_FAULT(&r->reader, tree, .code = "STRESS_TARGET",
                  .message = SAY(&r->reader, "a set has its own changes or puts others together"),
                  .bound = SAY(&r->reader, "changes or together"), .absent = true);
        return;
    }
    if (changes)
        read_changes(r, set, changes);
    if (together)
        read_together(r, set, together);
}

static void read_top(reading *r, const sam_tree *top) {
    static const sam_keys keys = {.key = {"format", "$schema", "id", "name", "sets"}, .count = 5};
    if (!sam_reader_expect(&r->reader, top, SAM_TREE_OBJECT))
        return;
    sam_reader_check_keys(&r->reader, top, &keys);
    sam_reader_head(&r->reader, top, "samspel-stress-1");
    const char *id = sam_reader_id(&r->reader, top);
    r->stresses->id = id ? sam_reader_keep(&r->reader, id) : NULL;
    const sam_tree *sets = sam_tree_member(top, "sets");
    if (!sets) {
        sam_reader_missing(&r->reader, top, "sets");
        return;
    }
    if (!sam_reader_expect(&r->reader, sets, SAM_TREE_ARRAY) ||
        !sam_reader_limit(&r->reader, sets, SETS_MOST))
        return;
    r->sets = sam_reader_array(&r->reader, count_children(sets) + 1, sizeof *r->sets);
    r->stresses->sets = r->sets;
    for (const sam_tree *set = sets->child; r->sets && set; set = set->next) {
        read_set(r, &r->sets[r->stresses->set_count], set);
        r->stresses->set_count++;
    }
}

static sam_status read_source(reading *r, sam_source source, sam_diags *diags) {
    sam_document document = {.name = source.name,
                             .bytes = source.length ? source.bytes : "",
                             .length = source.length,
                             .base = "",
                             .placed = true};
    sam_status status = sam_scan_json(document.bytes, document.length, document.name, false, diags);
    const sam_tree *top = NULL;
    if (status != SAM_OK)
        return status == SAM_MEMORY ? status : SAM_INPUT;
    if (!sam_tree_read(&top, &document, r->reader.scratch))
        return SAM_MEMORY;
    read_top(r, top);
    if (r->reader.no_memory)
        return SAM_MEMORY;
    return r->reader.faults ? SAM_INPUT : SAM_OK;
}

sam_status sam_stresses_read(sam_stresses **out, sam_source source, sam_diags *diags) {
    *out = NULL;
    reading r = {.reader = {.scratch = sam_arena_new(), .arena = sam_arena_new(), .diags = diags}};
    if (r.reader.scratch && r.reader.arena)
        r.stresses = sam_arena_alloc(r.reader.arena, sizeof *r.stresses);
    sam_status status = SAM_MEMORY;
    if (r.stresses) {
        r.stresses->arena = r.reader.arena;
        status = read_source(&r, source, diags);
    }
    sam_arena_free(r.reader.scratch);
    if (status == SAM_OK)
        *out = r.stresses;
    else
        sam_arena_free(r.reader.arena);
    return status;
}

void sam_stresses_free(sam_stresses *stresses) {
    if (stresses)
        sam_arena_free(stresses->arena);
}
