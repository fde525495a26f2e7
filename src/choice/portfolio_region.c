/* Reads a region's file: the frame, the limits and the small parts. Municipalities and projects are
 * read in portfolio_lists.c. Every fault is told and the reading goes on. */
#include "choice/portfolio_region.h"

#include <string.h>

#include "base/number.h"
#include "base/real.h"
#include "base/text.h"
#include "choice/portfolio_fields.h"
#include "choice/portfolio_reader.h"
#include "deal/pointer.h"
#include "deal/scan.h"

const char *sam_region_aim_word(sam_region_aim aim) {
    static const char *const words[] = {"dwellings", "need", "value"};
    return words[aim];
}

bool sam_region_aim_find(const char *word, sam_region_aim *out) {
    for (sam_region_aim aim = SAM_AIM_DWELLINGS; aim <= SAM_AIM_VALUE; aim++) {
        if (strcmp(word, sam_region_aim_word(aim)) != 0)
            continue;
        *out = aim;
        return true;
    }
    return false;
}

/* ---- small parts ---- */

double sam_region_number(sam_reader *r, const sam_tree *object, const sam_field *field,
                         const char *at, double absent, uint32_t *index) {
    const sam_tree *tree = sam_tree_member(object, field->path);
    const sam_tree *term = sam_tree_member(tree, "term");
    if (term) {
        SAM_FAULT(r, term, .code = "FIELD_UNKNOWN",
                  .message = SAY(r, "a region has no dated terms"),
                  .hint = SAY(r, "write the number itself"), .on_key = true);
        return absent;
    }
    const sam_tree *low = sam_tree_member(tree, "low"), *high = sam_tree_member(tree, "high");
    if (low || high) {
        SAM_FAULT(r, low ? low : high, .code = "RANGE_STRUCTURAL",
                  .message = SAY(r, "a number of a region cannot be uncertain"),
                  .hint = SAY(r, "write the value alone; a project's scenario may have ranges"),
                  .on_key = true);
        return absent;
    }
    sam_place place = {.tree = tree, .parent = object};
    uint32_t input =
        sam_reader_number(r, place, field, sam_reader_format(r, "%s%s", at, field->path), NULL);
    if (index)
        *index = input;
    return input == SAM_NO_INPUT ? absent : r->inputs[input].value;
}

const char *sam_region_text(sam_reader *r, const sam_tree *object, const char *key) {
    const char *text = sam_reader_text(r, object, key);
    return text ? sam_reader_keep(r, text) : NULL;
}

const char *sam_region_pointer(sam_reader *r, const sam_tree *tree) {
    const char *pointer = sam_tree_pointer(r->scratch, tree);
    r->no_memory |= !pointer;
    return pointer ? sam_reader_keep(r, pointer) : "";
}

const sam_tree *sam_region_list(sam_reader *r, const sam_tree *object, const char *key,
                                uint32_t most, bool filled) {
    const sam_tree *list = sam_tree_member(object, key);
    if (!list)
        sam_reader_missing(r, object, key);
    if (!list || !sam_reader_expect(r, list, SAM_TREE_ARRAY) || !sam_reader_limit(r, list, most))
        return NULL;
    if (filled && !list->child)
        SAM_FAULT(r, list, .code = "LIST_EMPTY", .message = SAY(r, "the list is empty"),
                  .bound = SAY(r, "at least one element"));
    return list;
}

static const char *json_of(sam_reader *r, const sam_tree *value) {
    sam_text text = SAM_TEXT_EMPTY;
    if (value->kind == SAM_TREE_NUMBER)
        sam_text_add_number(&text, value->number);
    else if (value->kind == SAM_TREE_STRING)
        sam_text_add_json_string(&text, value->text);
    else
        sam_text_add(&text, value->kind == SAM_TREE_TRUE    ? "true"
                            : value->kind == SAM_TREE_FALSE ? "false"
                                                            : "null");
    const char *kept = text.broken ? "" : sam_reader_keep(r, text.data);
    r->no_memory |= text.broken;
    sam_text_free(&text);
    return kept;
}

static bool check_setting(sam_reader *r, const sam_tree *value) {
    if (value->kind == SAM_TREE_ARRAY || value->kind == SAM_TREE_OBJECT) {
        SAM_FAULT(r, value, .code = "TYPE",
                  .message = SAY(r, "only a single value can be set here"),
                  .bound = SAY(r, "a number, a text, true, false or null"),
                  .hint = SAY(r, "set its members one by one, or write a scenario of its own"));
        return false;
    }
    if (value->key[0] == '/' && sam_pointer_is_valid(value->key))
        return true;
    SAM_FAULT(r, value, .code = "SET_POINTER",
              .message = SAY(r, "this points to no value of a scenario"),
              .bound = "/section/field, /clauses/<id>/<field>",
              .hint = SAY(r, "point to a field, beginning with /"), .on_key = true);
    return false;
}

sam_region_settings sam_region_settings_of(sam_reader *r, const sam_tree *object) {
    const sam_tree *set = sam_tree_member(object, "set");
    uint32_t count = 0;
    if (!set || !sam_reader_expect(r, set, SAM_TREE_OBJECT))
        return (sam_region_settings){0};
    for (const sam_tree *child = set->child; child; child = child->next)
        count++;
    sam_override *items = sam_reader_array(r, count + 1u, sizeof *items);
    count = 0;
    for (const sam_tree *child = items ? set->child : NULL; child; child = child->next) {
        if (sam_key_is_free(child->key) || !check_setting(r, child))
            continue;
        items[count].pointer = sam_reader_keep(r, child->key);
        items[count++].value = json_of(r, child);
    }
    return (sam_region_settings){items, count};
}

void sam_region_facts(sam_reader *r, const sam_tree *top) {
    static const sam_keys keys = {.key = {"text", "source", "confidence"}, .count = 3};
    const sam_tree *facts = sam_tree_member(top, "facts");
    if (!facts || !sam_reader_expect(r, facts, SAM_TREE_ARRAY))
        return;
    for (const sam_tree *fact = facts->child; fact; fact = fact->next) {
        sam_confidence ignored;
        if (!sam_reader_expect(r, fact, SAM_TREE_OBJECT))
            continue;
        sam_reader_check_keys(r, fact, &keys);
        sam_reader_text(r, fact, "text");
        sam_reader_text(r, fact, "source");
        sam_reader_confidence(r, sam_tree_member(fact, "confidence"), &ignored);
    }
}

/* ---- the region ---- */

static void read_budget(sam_reader *r, const sam_tree *top, sam_region *region) {
    static const sam_keys keys = {.key = {"present_cost", "outlay"}, .count = SAM_BUDGETS};
    const sam_tree *budget = sam_tree_member(top, "budget");
    region->budget[0] = region->budget[1] = SAM_REAL_INFINITY;
    if (!budget)
        sam_reader_missing(r, top, "budget");
    if (!budget || !sam_reader_expect(r, budget, SAM_TREE_OBJECT))
        return;
    sam_reader_check_keys(r, budget, &keys);
    for (int b = 0; b < SAM_BUDGETS; b++)
        region->budget[b] = sam_region_number(r, budget, &sam_region_budgets[b], "budget.",
                                              SAM_REAL_INFINITY, NULL);
    if (!sam_tree_member(budget, "present_cost") && !sam_tree_member(budget, "outlay"))
        sam_reader_missing(r, budget, "present_cost");
}

static void read_spread(sam_reader *r, const sam_tree *top, sam_region *region) {
    static const sam_keys keys = {.key = {"municipalities_least", "projects_most"}, .count = 2};
    const sam_tree *spread = sam_tree_member(top, "spread");
    if (!spread || !sam_reader_expect(r, spread, SAM_TREE_OBJECT))
        return;
    sam_reader_check_keys(r, spread, &keys);
    region->places_least = (uint32_t)sam_region_number(
        r, spread, &sam_region_fields[SAM_REGION_PLACES_LEAST], "spread.", 0, NULL);
    region->projects_most = (uint32_t)sam_region_number(
        r, spread, &sam_region_fields[SAM_REGION_PROJECTS_PER_PLACE], "spread.", 0, NULL);
}

static void read_aim(sam_reader *r, const sam_tree *top, const sam_region_aim *instead,
                     sam_region *region) {
    const sam_field *field = &sam_region_fields[SAM_REGION_OBJECTIVE];
    sam_place place = {.tree = sam_tree_member(top, field->path), .parent = top};
    const char *word = sam_reader_word(r, place, field);
    if (word)
        sam_region_aim_find(word, &region->aim);
    if (instead)
        region->aim = *instead;
}

static const char *name_in(sam_reader *r, const sam_tree *name, const char *language) {
    const sam_tree *text = sam_tree_member(name, language);
    return text && text->text ? sam_reader_keep(r, text->text) : NULL;
}

static void read_top(sam_reader *r, const sam_tree *top, const sam_region_aim *aim,
                     sam_region *region) {
    static const sam_keys keys = {.key = {"format", "$schema", "id", "name", "facts", "objective",
                                          "budget", "spread", "dscr_least", "set", "municipalities",
                                          "projects"},
                                  .count = 12};
    sam_reader_check_keys(r, top, &keys);
    sam_reader_head(r, top, "samspel-region-1");
    const char *id = sam_reader_id(r, top);
    region->id = id ? sam_reader_keep(r, id) : NULL;
    const sam_tree *name = sam_tree_member(top, "name");
    region->name =
        (sam_name){name_in(r, name, "nn"), name_in(r, name, "nb"), name_in(r, name, "en")};
    sam_region_facts(r, top);
    read_aim(r, top, aim, region);
    read_budget(r, top, region);
    read_spread(r, top, region);
    region->dscr_least =
        sam_region_number(r, top, &sam_region_fields[SAM_REGION_DSCR_LEAST], "", 0, NULL);
    region->settings = sam_region_settings_of(r, top);
    sam_region_places(r, top, region);
    sam_region_projects(r, top, region);
}

static void read_document(sam_reader *r, sam_source source, const sam_region_aim *aim,
                          sam_region *region) {
    sam_document *document = &r->scenario_document;
    *document = (sam_document){.name = sam_reader_keep(r, source.name),
                               .bytes = source.length ? source.bytes : "",
                               .length = source.length,
                               .base = "",
                               .origin = SAM_FROM_SCENARIO,
                               .placed = true};
    sam_status status =
        sam_scan_json(document->bytes, document->length, document->name, false, r->diags);
    const sam_tree *top = NULL;
    if (status == SAM_OK)
        r->no_memory |= !sam_tree_read(&top, document, r->scratch);
    r->no_memory |= status == SAM_MEMORY;
    r->faults += status == SAM_INPUT || status == SAM_LIMIT;
    if (!top || !sam_reader_expect(r, top, SAM_TREE_OBJECT))
        return;
    r->scenario = top; /* proposals for misspelt keys are counted from the top */
    region->file = document->name;
    region->source = source;
    read_top(r, top, aim, region);
    region->inputs = r->inputs;
}

sam_status sam_region_read(sam_region **out, sam_source source, const sam_region_aim *aim,
                           sam_diags *diags) {
    *out = NULL;
    sam_reader r = {.scratch = sam_arena_new(), .arena = sam_arena_new(), .diags = diags};
    sam_region *region = r.scratch && r.arena ? sam_arena_alloc(r.arena, sizeof *region) : NULL;
    r.no_memory = !region;
    if (region) {
        region->arena = r.arena;
        read_document(&r, source, aim, region);
    }
    sam_arena_free(r.scratch);
    if (!r.no_memory && !r.faults) {
        *out = region;
        return SAM_OK;
    }
    sam_arena_free(r.arena);
    return r.no_memory ? SAM_MEMORY : SAM_INPUT;
}

void sam_region_free(sam_region *region) {
    if (region)
        sam_arena_free(region->arena);
}

void sam_region_locate(const sam_region *region, const char *pointer, sam_diag *diag) {
    sam_scan_locate(region->source.bytes, region->source.length, pointer, false, &diag->line,
                    &diag->column);
}

void sam_region_fault(const sam_region *region, sam_diags *diags, const char *pointer,
                      const sam_diag *fault) {
    sam_diag diag = *fault;
    diag.severity = SAM_ERROR;
    diag.file = region->file;
    diag.pointer = pointer;
    sam_region_locate(region, pointer, &diag);
    sam_diags_add(diags, &diag);
}
