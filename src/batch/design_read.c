/* Reads a design file. Every fault has its place; the first of a field ends that field. */
#include <math.h>
#include <string.h>

#include "batch/design_private.h"
#include "deal/hash.h"
#include "deal/scan.h"
#include "deal/tree.h"
#include "report/language.h"

enum { VALUES_MOST = 100000 };
static const double ITEMS_MOST = 4294967295.0;

typedef struct reading {
    sam_design *design;
    const sam_document *document;
    sam_diags *diags;
    bool bad, no_memory;
} reading;

void sam_design_fault(const sam_design *design, const char *pointer, const char *code,
                      const char *message, const char *hint, sam_diags *diags) {
    sam_diag diag = {.severity = SAM_ERROR,
                     .code = code,
                     .file = design->source.name,
                     .pointer = pointer,
                     .message = message,
                     .hint = hint,
                     .origin = SAM_DIAG_HERE};
    sam_scan_locate(design->source.bytes, design->source.length, pointer, false, &diag.line,
                    &diag.column);
    sam_diags_add(diags, &diag);
}

static void fault(reading *r, const sam_tree *at, const char *code, const char *message,
                  const char *hint) {
    const char *pointer = sam_tree_pointer(r->design->arena, at);
    r->no_memory |= !pointer;
    r->bad = true;
    if (pointer)
        sam_design_fault(r->design, pointer, code, message, hint, r->diags);
}

/* ---- small values ---- */

static void check_keys(reading *r, const sam_tree *object, const char *known) {
    for (const sam_tree *member = object->child; member; member = member->next) {
        const char *found = strstr(known, member->key);
        size_t length = strlen(member->key);
        bool good = found && (found == known || found[-1] == ' ') &&
                    (found[length] == ' ' || !found[length]);
        if (!good && strcmp(member->key, "note") != 0 && strncmp(member->key, "x_", 2) != 0)
            fault(r, member, "FIELD_UNKNOWN", _("this key is not known here"), known);
    }
}

/* Nullable: absent, or a fault. */
static const char *text(reading *r, const sam_tree *object, const char *key, bool required) {
    const sam_tree *member = sam_tree_member(object, key);
    if (member && member->kind == SAM_TREE_STRING)
        return member->text;
    if (member)
        fault(r, member, "TYPE", _("the value is of the wrong type"),
              _("write a text in double quotes"));
    else if (required)
        fault(r, object, "FIELD_MISSING", _("a key is required and missing"), key);
    return NULL;
}

static bool number(reading *r, const sam_tree *object, const char *key, bool required,
                   double *out) {
    const sam_tree *member = sam_tree_member(object, key);
    if (member && member->kind == SAM_TREE_NUMBER) {
        *out = member->number;
        return true;
    }
    if (member)
        fault(r, member, "TYPE", _("the value is of the wrong type"), _("write a number"));
    else if (required)
        fault(r, object, "FIELD_MISSING", _("a key is required and missing"), key);
    return false;
}

static bool whole(reading *r, const sam_tree *object, const char *key, double least, double most,
                  double *out) {
    if (!number(r, object, key, false, out))
        return false;
    if (*out >= least && *out <= most && floor(*out) == *out)
        return true;
    fault(r, sam_tree_member(object, key), "VALUE_RANGE", _("a whole number in range is needed"),
          NULL);
    return false;
}

/* ---- fields ---- */

static bool read_values(reading *r, const sam_tree *list, sam_design_field *out) {
    size_t count = 0;
    for (const sam_tree *v = list->child; v; v = v->next)
        count++;
    if (list->kind != SAM_TREE_ARRAY || count == 0 || count > VALUES_MOST) {
        fault(r, list, "TYPE", _("a list of numbers is needed"), NULL);
        return false;
    }
    double *values = sam_arena_array(r->design->arena, count, sizeof *values);
    r->no_memory |= !values;
    for (const sam_tree *v = list->child; v && values; v = v->next) {
        if (v->kind != SAM_TREE_NUMBER) {
            fault(r, v, "TYPE", _("the value is of the wrong type"), _("write a number"));
            return false;
        }
        values[out->count++] = v->number;
    }
    out->values = values;
    return values != NULL;
}

/* low, high and for a grid steps: the values between are evenly spaced, ends included. */
static bool read_range(reading *r, const sam_tree *tree, sam_design_field *out) {
    double low = 0, high = 0, steps = 2;
    bool given = number(r, tree, "low", true, &low);
    given = number(r, tree, "high", true, &high) && given; /* both are told when both are missing */
    if (!given)
        return false;
    if (!(low < high)) {
        fault(r, tree, "RANGE_ORDER", _("low must be below high"), NULL);
        return false;
    }
    bool grid = r->design->method == SAM_DESIGN_GRID;
    if (grid && !whole(r, tree, "steps", 2, VALUES_MOST, &steps)) {
        if (!sam_tree_member(tree, "steps"))
            fault(r, tree, "FIELD_MISSING", _("a grid needs steps, or a list of values"), NULL);
        return false;
    }
    uint32_t last = (uint32_t)steps - 1;
    double *values = sam_arena_array(r->design->arena, last + 1u, sizeof *values);
    r->no_memory |= !values;
    for (uint32_t i = 0; values && i <= last; i++)
        values[i] = i == last ? high : low + (high - low) * ((double)i / last);
    out->values = values;
    out->count = last + 1;
    out->range = !grid;
    return values != NULL;
}

static void read_field(reading *r, const sam_tree *tree, size_t index) {
    sam_design *design = r->design;
    sam_design_field *out = &design->fields[index];
    if (tree->kind != SAM_TREE_OBJECT) {
        fault(r, tree, "TYPE", _("a field is an object"),
              _("write {\"name\": …, \"low\": …, \"high\": …}"));
        return;
    }
    check_keys(r, tree, "name low high steps values");
    out->name = design->names[index] = text(r, tree, "name", true);
    out->pointer = sam_tree_pointer(design->arena, tree);
    const sam_tree *values = sam_tree_member(tree, "values");
    if (values)
        read_values(r, values, out);
    else
        read_range(r, tree, out);
    for (size_t i = 0; i < index && out->name; i++)
        if (design->names[i] && strcmp(design->names[i], out->name) == 0)
            fault(r, tree, "FIELD_DUPLICATE", _("another field has the same name"), NULL);
}

static void read_fields(reading *r, const sam_tree *top) {
    const sam_tree *list = sam_tree_member(top, "fields");
    size_t count = 0;
    for (const sam_tree *f = list ? list->child : NULL; f; f = f->next)
        count++;
    if (!list || list->kind != SAM_TREE_ARRAY || count == 0 || count > SAM_DESIGN_FIELDS) {
        fault(r, list ? list : top, "FIELD_MISSING", _("a design needs fields"),
              _("1 to 128 of them"));
        return;
    }
    sam_design *design = r->design;
    design->fields = sam_arena_array(design->arena, count, sizeof *design->fields);
    design->names = sam_arena_array(design->arena, count, sizeof *design->names);
    r->no_memory |= !design->fields || !design->names;
    if (r->no_memory)
        return;
    for (const sam_tree *f = list->child; f; f = f->next)
        read_field(r, f, design->field_count++);
}

/* ---- the whole ---- */

static void read_method(reading *r, const sam_tree *top) {
    static const char *const words[] = {"grid", "latin_hypercube", "sobol"};
    const char *method = text(r, top, "method", true);
    for (int i = 0; method && i < 3; i++)
        if (strcmp(method, words[i]) == 0) {
            r->design->method = (sam_design_method)i;
            return;
        }
    if (method)
        fault(r, sam_tree_member(top, "method"), "WORD_UNKNOWN", _("this word is not known here"),
              _("grid, latin_hypercube or sobol"));
}

static void count_items(reading *r, const sam_tree *top) {
    sam_design *design = r->design;
    double items = 1;
    if (design->method == SAM_DESIGN_GRID) {
        for (size_t f = 0; f < design->field_count; f++)
            items *= design->fields[f].count;
        if (sam_tree_member(top, "items"))
            fault(r, sam_tree_member(top, "items"), "FIELD_UNKNOWN",
                  _("a grid has as many items as its fields have values together"), _("remove it"));
    } else if (!sam_tree_member(top, "items")) {
        fault(r, top, "FIELD_MISSING", _("\"items\" is required and missing"), NULL);
    } else if (!whole(r, top, "items", 1, ITEMS_MOST, &items)) {
        return;
    }
    if (items > ITEMS_MOST) {
        fault(r, top, "LIMIT", _("the design has too many items"), _("at most 4294967295"));
        return;
    }
    design->items = (uint64_t)items;
}

static void make_sobol(reading *r) {
    sam_design *design = r->design;
    if (design->method != SAM_DESIGN_SOBOL || r->bad)
        return;
    design->sobol = sam_arena_alloc(design->arena, sizeof *design->sobol);
    r->no_memory |= !design->sobol;
    if (design->sobol)
        sam_sobol_init(design->sobol, design->seed, true);
}

static void read_top(reading *r, const sam_tree *top) {
    sam_design *design = r->design;
    if (top->kind != SAM_TREE_OBJECT) {
        fault(r, top, "TYPE", _("a design is an object"), NULL);
        return;
    }
    check_keys(r, top, "format $schema id name base variant method items seed fields");
    design->base = text(r, top, "base", true);
    design->variant = text(r, top, "variant", false);
    double seed = 1;
    design->seed = whole(r, top, "seed", 0, 4294967295.0, &seed) ? (uint64_t)seed : 1;
    read_method(r, top);
    if (!r->bad)
        read_fields(r, top);
    if (!r->bad && !r->no_memory)
        count_items(r, top);
    make_sobol(r);
}

bool sam_design_is(sam_source source) {
    static const char mark[] = "\"samspel-design-1\"";
    size_t size = sizeof mark - 1;
    for (size_t i = 0; i + size <= source.length; i++)
        if (source.bytes[i] == '"' && memcmp(source.bytes + i, mark, size) == 0)
            return true;
    return false;
}

sam_status sam_design_read(sam_design **out, sam_source source, sam_diags *diags) {
    *out = NULL;
    sam_status status = sam_scan_json(source.bytes, source.length, source.name, false, diags);
    if (status != SAM_OK)
        return status;
    sam_arena *arena = sam_arena_new();
    sam_design *design = arena ? sam_arena_alloc(arena, sizeof *design) : NULL;
    sam_document *document = design ? sam_arena_alloc(arena, sizeof *document) : NULL;
    const sam_tree *top = NULL;
    if (document) {
        *document = (sam_document){.name = source.name,
                                   .bytes = source.bytes,
                                   .length = source.length,
                                   .base = "",
                                   .placed = true};
        *design = (sam_design){.source = source, .arena = arena};
        sam_sha256(design->hash, source.bytes, source.length);
    }
    if (!document || !sam_tree_read(&top, document, arena)) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    reading r = {.design = design, .document = document, .diags = diags};
    read_top(&r, top);
    if (!r.bad && !r.no_memory) {
        *out = design;
        return SAM_OK;
    }
    sam_arena_free(arena);
    return r.no_memory ? SAM_MEMORY : SAM_INPUT;
}
