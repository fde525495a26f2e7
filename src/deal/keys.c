/* The plain parts of a file: keys that are known or not, texts, ids, names in three languages, the
 * format line. Knows no numbers. */
#include <string.h>

#include "base/text.h"
#include "deal/reader.h"

static const char *const KINDS[] = {
    [SAM_TREE_NULL] = "null",
    [SAM_TREE_FALSE] = N_("true or false"),
    [SAM_TREE_TRUE] = N_("true or false"),
    [SAM_TREE_NUMBER] = N_("a number"),
    [SAM_TREE_STRING] = N_("a text in double quotes"),
    [SAM_TREE_ARRAY] = N_("an array [...]"),
    [SAM_TREE_OBJECT] = N_("an object {...}"),
};

bool sam_reader_expect(sam_reader *reader, const sam_tree *tree, sam_tree_kind kind) {
    if (tree->kind == kind)
        return true;
    SAM_FAULT(reader, tree, .code = "TYPE",
              .message = SAY(reader, "the value is of the wrong type"),
              .bound = SAY(reader, KINDS[kind]));
    return false;
}

bool sam_reader_limit(sam_reader *reader, const sam_tree *array, uint32_t most) {
    uint32_t count = 0;
    for (const sam_tree *child = array->child; child && count <= most; child = child->next)
        count++;
    if (count <= most)
        return true;
    SAM_FAULT(reader, array, .code = "LIMIT", .message = SAY(reader, "there are too many of them"),
              .bound = sam_reader_format(reader, SAY(reader, "at most %u"), most));
    return false;
}

void sam_keys_add(sam_keys *keys, const char *key) {
    for (uint32_t i = 0; i < keys->count; i++)
        if (strcmp(keys->key[i], key) == 0)
            return;
    if (keys->count < SAM_MOST_KEYS)
        keys->key[keys->count++] = key;
}

bool sam_key_is_free(const char *key) {
    return strcmp(key, "note") == 0 || strncmp(key, "x_", 2) == 0;
}

static bool holds(const sam_keys *keys, const char *key) {
    for (uint32_t i = 0; i < keys->count; i++)
        if (strcmp(keys->key[i], key) == 0)
            return true;
    return false;
}

const char *sam_reader_hint(sam_reader *reader, const sam_nearest *nearest) {
    if (!nearest->best)
        return NULL;
    return sam_reader_format(reader, SAY(reader, "did you mean \"%s\"?"), nearest->best);
}

static void propose(sam_reader *reader, const sam_tree *object, const char *key) {
    if (key && reader->proposal_count < SAM_MOST_PROPOSALS)
        reader->proposal[reader->proposal_count++] = (sam_proposal){object, key};
}

/* Whether one of the names that make up the path was proposed for a key of the object, or of the
 * scenario, from whose top some paths are counted. */
static bool was_proposed(const sam_reader *reader, const sam_tree *object, const char *path) {
    for (uint32_t i = 0; i < reader->proposal_count; i++) {
        const sam_proposal *proposal = &reader->proposal[i];
        size_t length = strlen(proposal->key);
        bool here = proposal->object == object || proposal->object == reader->scenario;
        for (const char *at = path; here && *at; at += *at == '.') {
            size_t size = strcspn(at, ".");
            if (size == length && memcmp(at, proposal->key, size) == 0)
                return true;
            at += size;
        }
    }
    return false;
}

static void report_unknown(sam_reader *reader, const sam_tree *object, const sam_tree *member,
                           const sam_keys *keys) {
    sam_nearest nearest = {.word = member->key};
    sam_text known = SAM_TEXT_EMPTY;
    for (uint32_t i = 0; i < keys->count; i++) {
        sam_nearest_offer(&nearest, keys->key[i]);
        sam_text_format(&known, "%s%s", i ? ", " : "", keys->key[i]);
    }
    propose(reader, object, nearest.best);
    const char *hint = sam_reader_hint(reader, &nearest);
    SAM_FAULT(reader, member, .code = "FIELD_UNKNOWN",
              .message = SAY(reader, "this key is not known here"), .bound = known.data,
              .hint =
                  hint ? hint : SAY(reader, "remove it, or let a key of your own begin with x_"),
              .on_key = true);
    reader->no_memory |= known.broken;
    sam_text_free(&known);
}

void sam_reader_check_keys(sam_reader *reader, const sam_tree *object, const sam_keys *keys) {
    if (object->kind != SAM_TREE_OBJECT)
        return;
    for (const sam_tree *member = object->child; member; member = member->next)
        if (!holds(keys, member->key) && !sam_key_is_free(member->key))
            report_unknown(reader, object, member, keys);
}

void sam_reader_missing(sam_reader *reader, const sam_tree *object, const char *path) {
    if (reader->partial || was_proposed(reader, object, path))
        return;
    SAM_FAULT(
        reader, object, .code = "FIELD_MISSING",
        .message = sam_reader_format(reader, SAY(reader, "\"%s\" is required and missing"), path),
        .hint = sam_reader_format(reader, SAY(reader, "write \"%s\" here"), path), .absent = true);
}

const char *sam_reader_text(sam_reader *reader, const sam_tree *object, const char *key) {
    const sam_tree *member = sam_tree_member(object, key);
    if (!member || !sam_reader_expect(reader, member, SAM_TREE_STRING))
        return NULL;
    return member->text;
}

bool sam_id_is_valid(const char *id) {
    size_t length = strlen(id);
    return length >= 1 && length <= 64 && *id >= 'a' && *id <= 'z' &&
           strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

const char *sam_reader_id(sam_reader *reader, const sam_tree *object) {
    const sam_tree *member = sam_tree_member(object, "id");
    if (!member) {
        sam_reader_missing(reader, object, "id");
        return NULL;
    }
    const char *id = sam_reader_text(reader, object, "id");
    if (!id || sam_id_is_valid(id))
        return id;
    SAM_FAULT(reader, member, .code = "ID_FORMAT", .message = SAY(reader, "this cannot be an id"),
              .bound = "[a-z][a-z0-9_]{0,63}",
              .hint =
                  SAY(reader, "begin with a small letter a-z; then small letters, digits and _"));
    return NULL;
}

void sam_reader_names(sam_reader *reader, const sam_tree *tree) {
    if (!tree || !sam_reader_expect(reader, tree, SAM_TREE_OBJECT))
        return;
    static const sam_keys keys = {.key = {"nn", "nb", "en"}, .count = 3};
    sam_reader_check_keys(reader, tree, &keys);
    for (uint32_t i = 0; i < keys.count; i++)
        sam_reader_text(reader, tree, keys.key[i]);
}

const char *sam_reader_keep_text(sam_reader *reader, const sam_tree *object, const char *key) {
    const sam_tree *member = object ? sam_tree_member(object, key) : NULL;
    return member && member->text ? sam_reader_keep(reader, member->text) : NULL;
}

sam_name sam_reader_keep_name(sam_reader *reader, const sam_tree *named) {
    const sam_tree *name = sam_tree_member(named, "name");
    return (sam_name){sam_reader_keep_text(reader, name, "nn"),
                      sam_reader_keep_text(reader, name, "nb"),
                      sam_reader_keep_text(reader, name, "en")};
}

void sam_reader_head(sam_reader *reader, const sam_tree *top, const char *format) {
    if (!sam_tree_member(top, "format"))
        sam_reader_missing(reader, top, "format");
    const char *found = sam_reader_text(reader, top, "format");
    if (found && strcmp(found, format) != 0)
        SAM_FAULT(reader, sam_tree_member(top, "format"), .code = "FORMAT_UNKNOWN",
                  .message =
                      SAY(reader, "the file is of another kind or version than expected here"),
                  .bound = format, .hint = SAY(reader, "look for files given in the wrong order"));
    sam_reader_text(reader, top, "$schema");
    sam_reader_names(reader, sam_tree_member(top, "name"));
}
