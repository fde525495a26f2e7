/* What is laid over the files: the scenario's own settings for a model's clauses, and the settings
 * of the command line. Makes new trees; the values in them are checked later, with all others. */
#include <string.h>

#include "base/utf8.h"
#include "deal/pointer.h"
#include "deal/reader.h"
#include "deal/scan.h"

static const char COMMAND[] = "--set";

/* Nullable: the array has no element with that id. */
static const sam_tree *element_with_id(const sam_tree *array, const char *id) {
    for (const sam_tree *element = array->child; element; element = element->next) {
        const sam_tree *own = sam_tree_member(element, "id");
        if (own && own->kind == SAM_TREE_STRING && strcmp(own->text, id) == 0)
            return element;
    }
    return NULL;
}

static void report_element(sam_reader *reader, const sam_tree *at, const sam_tree *array,
                           const char *id, bool on_key) {
    sam_nearest nearest = {.word = id};
    for (const sam_tree *element = array->child; element; element = element->next) {
        const sam_tree *own = sam_tree_member(element, "id");
        if (own && own->kind == SAM_TREE_STRING)
            sam_nearest_offer(&nearest, own->text);
    }
    SAM_FAULT(reader, at, .code = "CLAUSE_UNKNOWN",
              .message = SAY(reader, "there is no such element"), .value = id,
              .hint = sam_reader_hint(reader, &nearest), .on_key = on_key);
}

static void check_override_keys(sam_reader *reader, const sam_tree *clause) {
    for (const sam_tree *field = clause->child; field; field = field->next)
        if (strcmp(field->key, "id") == 0 || strcmp(field->key, "kind") == 0)
            SAM_FAULT(reader, field, .code = "FIELD_UNKNOWN",
                      .message = SAY(reader, "a scenario cannot change what the clause is"),
                      .hint = SAY(reader, "write a model of its own for that"), .on_key = true);
}

static void lay_over_clause(sam_reader *reader, const sam_tree *change) {
    const sam_tree *list = sam_tree_member(reader->model, "clauses");
    if (!list || list->kind != SAM_TREE_ARRAY)
        return;
    const sam_tree *old = element_with_id(list, change->key);
    if (!old) {
        report_element(reader, change, list, change->key, true);
        return;
    }
    const sam_tree *fresh = sam_tree_overlay(reader->scratch, old, change);
    const sam_tree *clauses = fresh ? sam_tree_put(reader->scratch, list, old, NULL, fresh) : NULL;
    const sam_tree *model =
        clauses ? sam_tree_put(reader->scratch, reader->model, list, "clauses", clauses) : NULL;
    reader->no_memory |= !model;
    if (model)
        reader->model = model;
}

static void lay_over_model(sam_reader *reader, const sam_tree *entry, bool this_model) {
    if (!sam_reader_expect(reader, entry, SAM_TREE_OBJECT))
        return;
    for (const sam_tree *clause = entry->child; clause; clause = clause->next) {
        if (sam_key_is_free(clause->key) || !sam_reader_expect(reader, clause, SAM_TREE_OBJECT))
            continue;
        unsigned before = reader->faults;
        check_override_keys(reader, clause);
        if (this_model && reader->faults == before)
            lay_over_clause(reader, clause);
    }
}

void sam_reader_model_overrides(sam_reader *reader) {
    const sam_tree *models = sam_tree_member(reader->scenario, "models");
    if (!models || !sam_reader_expect(reader, models, SAM_TREE_OBJECT))
        return;
    const sam_tree *id = sam_tree_member(reader->model, "id");
    const char *model = id && id->kind == SAM_TREE_STRING ? id->text : "";
    for (const sam_tree *entry = models->child; entry; entry = entry->next) {
        if (sam_key_is_free(entry->key))
            continue;
        if (!sam_id_is_valid(entry->key))
            SAM_FAULT(reader, entry, .code = "ID_FORMAT",
                      .message = SAY(reader, "this is no id of a model"),
                      .bound = "[a-z][a-z0-9_]{0,63}", .on_key = true);
        lay_over_model(reader, entry, strcmp(entry->key, model) == 0);
    }
}

static bool is_utf8(const char *text) {
    for (size_t left = strlen(text), size; left; left -= size, text += size) {
        size = sam_utf8_read(text, left, NULL);
        if (size == SAM_UTF8_BAD)
            return false;
    }
    return true;
}

/* "2013-04" and annuity are no JSON, and nothing but text could be meant. */
static bool is_bare_word(const char *value) {
    if (*value == '{' || *value == '[' || *value == '"' || !is_utf8(value))
        return false;
    return sam_scan_json(value, strlen(value), COMMAND, true, NULL) == SAM_INPUT;
}

/* The scan knows the value alone: its faults are told at the pointer it was meant for. */
static sam_status scan_value(sam_reader *reader, const sam_document *document) {
    sam_diags *found = sam_diags_new();
    if (!found)
        return SAM_MEMORY;
    sam_diags_speak_like(found, reader->diags);
    sam_status status =
        sam_scan_json(document->bytes, document->length, document->name, false, found);
    for (size_t i = 0; i < sam_diags_stored(found); i++) {
        sam_diag diag = *sam_diags_at(found, i);
        diag.pointer =
            sam_reader_format(reader, "%s%s", document->base, diag.pointer ? diag.pointer : "");
        diag.line = diag.column = 0;
        sam_diags_add(reader->diags, &diag);
        reader->faults++;
    }
    sam_diags_free(found);
    return status;
}

/* The value as a tree. False: a fault, or memory is out. */
static bool read_value(sam_reader *reader, const sam_document *document, const sam_tree **out) {
    if (is_bare_word(document->bytes)) {
        *out = sam_tree_make(reader->scratch, SAM_TREE_STRING, document->bytes, document);
        reader->no_memory |= !*out;
        return *out != NULL;
    }
    sam_status status = scan_value(reader, document);
    bool good = status == SAM_OK && sam_tree_read(out, document, reader->scratch);
    reader->no_memory |= status == SAM_MEMORY || (status == SAM_OK && !good);
    return good;
}

typedef struct setting {
    sam_reader *reader;
    const char *pointer;
    const sam_tree *at;    /* the value read, for telling faults */
    const sam_tree *value; /* NULL: what is there is left out */
    bool failed;
} setting;

/* An object that only the command line speaks of. end: where its own pointer ends. */
static const sam_tree *make_object(setting *s, const char *end) {
    sam_document *document = sam_arena_alloc(s->reader->scratch, sizeof *document);
    if (document) {
        *document = *s->at->document;
        document->bytes = "";
        document->length = 0;
        document->base = sam_reader_format(s->reader, "%.*s", (int)(end - s->pointer), s->pointer);
    }
    sam_tree *made =
        document ? sam_tree_make(s->reader->scratch, SAM_TREE_OBJECT, NULL, document) : NULL;
    s->reader->no_memory |= !made;
    return made;
}

/* Nullable: a fault. By position or by id. */
static const sam_tree *find_element(setting *s, const sam_tree *array, sam_pointer_token token,
                                    const char *name) {
    size_t index;
    if (sam_pointer_token_index(token, &index)) {
        const sam_tree *element = array->child;
        for (; element && index; index--)
            element = element->next;
        if (element)
            return element;
    }
    const sam_tree *element = element_with_id(array, name);
    if (!element)
        report_element(s->reader, s->at, array, name, false);
    return element;
}

/* The tree with the value put at the rest of the pointer. Nullable: s->value is, or s->failed. */
static const sam_tree *put_at(setting *s, const sam_tree *tree, const char *rest) {
    const char *end = rest;
    sam_pointer_token token;
    if (!sam_pointer_next(&rest, &token))
        return s->value;
    if (!tree)
        tree = make_object(s, end);
    const char *name = sam_pointer_token_text(s->reader->scratch, token);
    s->failed |= !tree || !name;
    s->reader->no_memory |= !name;
    if (s->failed)
        return NULL;
    const sam_tree *old = sam_tree_member(tree, name);
    if (tree->kind == SAM_TREE_ARRAY)
        old = find_element(s, tree, token, name);
    if (tree->kind != SAM_TREE_ARRAY && tree->kind != SAM_TREE_OBJECT)
        SAM_FAULT(
            s->reader, s->at, .code = "SET_POINTER",
            .message = sam_reader_format(
                s->reader, SAY(s->reader, "\"%s\" is inside a value that holds nothing"), name),
            .hint = SAY(s->reader, "set the whole value"));
    s->failed = (tree->kind == SAM_TREE_ARRAY && !old) || tree->kind < SAM_TREE_ARRAY;
    if (s->failed)
        return NULL;
    const sam_tree *fresh = put_at(s, old, rest);
    if (s->failed || s->reader->no_memory)
        return NULL;
    const sam_tree *result = sam_tree_put(s->reader->scratch, tree, old, name, fresh);
    s->reader->no_memory |= !result;
    s->failed |= !result;
    return result;
}

/* What may not be set: whole documents, and what a clause is. */
static bool may_set(const char *pointer, bool clauses) {
    sam_pointer_token first, second, third;
    const char *rest = pointer;
    if (!sam_pointer_next(&rest, &first) || sam_pointer_token_is(first, "variants"))
        return false;
    if (!clauses)
        return true;
    return sam_pointer_next(&rest, &second) && sam_pointer_next(&rest, &third) &&
           !sam_pointer_token_is(third, "id") && !sam_pointer_token_is(third, "kind");
}

static void set(sam_reader *reader, const sam_document *document, bool clauses) {
    const sam_tree **target = clauses ? &reader->model : &reader->scenario;
    const sam_tree *value = NULL;
    if (!read_value(reader, document, &value) || !*target)
        return;
    if (!sam_pointer_is_valid(document->base) || !may_set(document->base, clauses)) {
        SAM_FAULT(reader, value, .code = "SET_POINTER",
                  .message = SAY(reader, "this cannot be set"),
                  .bound = "/section/field, /clauses/<id>/<field>",
                  .hint = SAY(reader, "point to a field, beginning with /"));
        return;
    }
    setting s = {.reader = reader,
                 .pointer = document->base,
                 .at = value,
                 .value = value->kind == SAM_TREE_NULL ? NULL : value};
    const sam_tree *fresh = put_at(&s, *target, document->base);
    if (fresh && !s.failed)
        *target = fresh;
}

void sam_reader_overrides(sam_reader *reader, const sam_override *overrides, size_t count,
                          bool clauses) {
    for (size_t i = 0; i < count && !reader->no_memory; i++) {
        if ((strncmp(overrides[i].pointer, "/clauses/", 9) == 0) != clauses)
            continue;
        sam_document *document = sam_arena_alloc(reader->scratch, sizeof *document);
        reader->no_memory |= !document;
        if (!document)
            return;
        *document = (sam_document){.name = COMMAND,
                                   .bytes = overrides[i].value,
                                   .length = strlen(overrides[i].value),
                                   .base = overrides[i].pointer,
                                   .origin = SAM_FROM_COMMAND};
        set(reader, document, clauses);
    }
}
