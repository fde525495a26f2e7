/* The clauses of the model: their ids and kinds first, so that clauses may refer to each other,
 * then their fields. The rules between them are in clause_rules.c. */
#include <string.h>

#include "deal/reader.h"

static const char *const SECTIONS[] = {"project", "costs",        "operation",
                                       "economy", "municipality", "dwellings"};

/* Names of clauses stand beside these in formulas. */
static const char *taken_by(const sam_reader *reader, const char *id) {
    for (size_t i = 0; i < sizeof SECTIONS / sizeof *SECTIONS; i++)
        if (strcmp(SECTIONS[i], id) == 0)
            return N_("a part of the scenario");
    if (sam_role_find(id) != SAM_ROLE_COUNT)
        return N_("a role");
    if (sam_reader_find_party(reader, id) != UINT32_MAX)
        return N_("a party");
    return NULL;
}

static uint32_t find_clause(const sam_reader *reader, const char *id) {
    for (uint32_t i = 0; i < reader->clause_count; i++)
        if (reader->clauses[i].id && strcmp(reader->clauses[i].id, id) == 0)
            return i;
    return UINT32_MAX;
}

/* Nullable: a fault. */
static const char *read_id(sam_reader *reader, const sam_tree *tree) {
    const char *id = sam_reader_id(reader, tree);
    if (!id)
        return NULL;
    const sam_tree *at = sam_tree_member(tree, "id");
    const char *owner = taken_by(reader, id);
    if (owner)
        SAM_FAULT(reader, at, .code = "ID_RESERVED",
                  .message = sam_reader_format(reader, SAY(reader, "the id is the name of %s"),
                                               SAY(reader, owner)),
                  .hint = SAY(reader, "choose another id for the clause"));
    if (find_clause(reader, id) == UINT32_MAX)
        return id;
    SAM_FAULT(reader, at, .code = "ID_DUPLICATE",
              .message = SAY(reader, "another clause has the same id"));
    return NULL;
}

static const sam_clause_kind *read_kind(sam_reader *reader, const sam_tree *tree) {
    const sam_tree *at = sam_tree_member(tree, "kind");
    if (!at)
        sam_reader_missing(reader, tree, "kind");
    const char *word = sam_reader_text(reader, tree, "kind");
    if (!word)
        return NULL;
    const sam_clause_kind *kind = sam_clause_kind_find(word);
    if (kind)
        return kind;
    sam_nearest nearest = {.word = word};
    const char *bound = "";
    for (uint32_t i = 0; i < sam_clause_kind_count; i++) {
        sam_nearest_offer(&nearest, sam_clause_kinds[i]->name);
        bound =
            sam_reader_format(reader, "%s%s%s", bound, i ? ", " : "", sam_clause_kinds[i]->name);
    }
    SAM_FAULT(reader, at, .code = "KIND_UNKNOWN",
              .message = SAY(reader, "this kind of clause is not known"), .bound = bound,
              .hint = sam_reader_hint(reader, &nearest));
    return NULL;
}

static void check_keys(sam_reader *reader, const sam_tree *tree, const sam_clause_kind *kind) {
    sam_keys keys = {.key = {"id", "kind", "name"}, .count = 3};
    for (uint32_t i = 0; i < kind->field_count; i++)
        sam_keys_add(&keys, kind->fields[i].path);
    sam_reader_check_keys(reader, tree, &keys);
}

static void read_outline(sam_reader *reader, const sam_tree *tree) {
    const char *pointer = sam_tree_pointer(reader->scratch, tree);
    const sam_clause_kind *kind = read_kind(reader, tree);
    if (kind)
        check_keys(reader, tree, kind);
    const char *id = read_id(reader, tree);
    reader->no_memory |= !pointer;
    reader->clauses_known &= id && kind;
    reader->clause_trees[reader->clause_count] = tree;
    reader->clauses[reader->clause_count++] =
        (sam_clause){.id = id ? sam_reader_keep(reader, id) : NULL,
                     .kind = kind ? kind->name : NULL,
                     .spec = kind,
                     .pointer = pointer ? sam_reader_keep(reader, pointer) : ""};
}

void sam_reader_clause_list(sam_reader *reader) {
    const sam_tree *list = sam_tree_member(reader->model, "clauses");
    if (!list)
        sam_reader_missing(reader, reader->model, "clauses");
    if (!list || !sam_reader_expect(reader, list, SAM_TREE_ARRAY) ||
        !sam_reader_limit(reader, list, SAM_MOST_CLAUSES))
        return;
    reader->clauses = sam_reader_array(reader, SAM_MOST_CLAUSES, sizeof *reader->clauses);
    reader->clause_trees =
        sam_arena_array(reader->scratch, SAM_MOST_CLAUSES, sizeof *reader->clause_trees);
    reader->no_memory |= !reader->clause_trees;
    if (reader->no_memory)
        return;
    reader->clauses_known = true;
    for (const sam_tree *tree = list->child; tree; tree = tree->next) {
        if (sam_reader_expect(reader, tree, SAM_TREE_OBJECT))
            read_outline(reader, tree);
        else
            reader->clauses_known = false;
    }
}

static const char *check_party(sam_reader *reader, const sam_tree *tree, const char *id) {
    if (!id || !reader->parties_known || sam_reader_find_party(reader, id) != UINT32_MAX)
        return id;
    sam_nearest nearest = {.word = id};
    const char *bound = "";
    for (uint32_t i = 0; i < reader->party_count; i++) {
        sam_nearest_offer(&nearest, reader->parties[i].id);
        bound = sam_reader_format(reader, "%s%s%s", bound, i ? ", " : "", reader->parties[i].id);
    }
    SAM_FAULT(reader, tree, .code = "PARTY_UNKNOWN",
              .message = SAY(reader, "the deal has no such party"), .bound = bound,
              .hint = sam_reader_hint(reader, &nearest));
    return NULL;
}

static const char *check_reference(sam_reader *reader, const sam_tree *tree, const sam_field *field,
                                   const char *id) {
    uint32_t index = id ? find_clause(reader, id) : UINT32_MAX;
    if (!id || (index == UINT32_MAX && !reader->clauses_known))
        return NULL;
    if (index != UINT32_MAX) {
        const char *kind = reader->clauses[index].kind;
        if (!kind || sam_words_hold(field->words, kind))
            return id;
        SAM_FAULT(reader, tree, .code = "CLAUSE_KIND",
                  .message = sam_reader_format(reader,
                                               SAY(reader, "the clause named is of kind %s"), kind),
                  .bound = field->words);
        return NULL;
    }
    sam_nearest nearest = {.word = id};
    for (uint32_t i = 0; i < reader->clause_count; i++) {
        const sam_clause *clause = &reader->clauses[i];
        if (clause->id && clause->kind && sam_words_hold(field->words, clause->kind))
            sam_nearest_offer(&nearest, clause->id);
    }
    SAM_FAULT(reader, tree, .code = "CLAUSE_UNKNOWN",
              .message = SAY(reader, "the model has no such clause"),
              .bound =
                  sam_reader_format(reader, SAY(reader, "id of a clause of kind %s"), field->words),
              .hint = sam_reader_hint(reader, &nearest));
    return NULL;
}

static const char *read_word(sam_reader *reader, sam_place place, const sam_field *field) {
    const char *word = sam_reader_word(reader, place, field);
    if (field->kind == SAM_VALUE_PARTY)
        return check_party(reader, place.tree, word);
    if (field->kind == SAM_VALUE_CLAUSE)
        return check_reference(reader, place.tree, field, word);
    return word;
}

static void read_fields(sam_reader *reader, sam_clause *clause, const sam_tree *tree) {
    const sam_clause_kind *kind = clause->spec;
    const char **values = sam_reader_array(reader, kind->field_count, sizeof *values);
    uint32_t *inputs = sam_reader_array(reader, kind->field_count, sizeof *inputs);
    if (!values || !inputs)
        return;
    for (uint32_t i = 0; i < kind->field_count; i++) {
        const sam_field *field = &kind->fields[i];
        sam_place place = {.tree = sam_tree_member(tree, field->path), .parent = tree};
        const char *id = clause->id ? clause->id : "";
        inputs[i] = SAM_NO_INPUT;
        if (field->kind != SAM_VALUE_NUMBER) {
            values[i] = read_word(reader, place, field);
            continue;
        }
        const char *name = sam_reader_format(reader, "%s.%s", id, field->path);
        inputs[i] = sam_reader_number(reader, place, field, name, field->term);
    }
    clause->values = values;
    clause->inputs = inputs;
}

void sam_reader_clauses(sam_reader *reader) {
    unsigned before = reader->faults;
    for (uint32_t i = 0; i < reader->clause_count; i++) {
        sam_reader_names(reader, sam_tree_member(reader->clause_trees[i], "name"));
        if (reader->clauses[i].spec)
            read_fields(reader, &reader->clauses[i], reader->clause_trees[i]);
    }
    if (reader->clauses_known && reader->faults == before && !reader->no_memory && !reader->partial)
        sam_reader_clause_rules(reader);
}
