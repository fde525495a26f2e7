/* The parties of the deal: those of the model, then those every deal has, and the rate at which
 * each discounts. */
#include <string.h>

#include "deal/reader.h"

uint32_t sam_reader_find_party(const sam_reader *reader, const char *id) {
    for (uint32_t i = 0; i < reader->party_count; i++)
        if (strcmp(reader->parties[i].id, id) == 0)
            return i;
    return UINT32_MAX;
}

/* SAM_ROLE_COUNT after a fault. */
static sam_role read_role(sam_reader *reader, const sam_tree *tree) {
    const sam_tree *word = sam_tree_member(tree, "role");
    if (!word)
        sam_reader_missing(reader, tree, "role");
    if (!word || !sam_reader_expect(reader, word, SAM_TREE_STRING))
        return SAM_ROLE_COUNT;
    sam_role role = sam_role_find(word->text);
    if (role != SAM_ROLE_COUNT)
        return role;
    sam_nearest nearest = {.word = word->text};
    const char *bound = "";
    for (int i = 0; i < SAM_ROLE_COUNT; i++) {
        sam_nearest_offer(&nearest, sam_role_text((sam_role)i));
        bound =
            sam_reader_format(reader, "%s%s%s", bound, i ? ", " : "", sam_role_text((sam_role)i));
    }
    SAM_FAULT(reader, word, .code = "ROLE_UNKNOWN",
              .message = SAY(reader, "this role is not known"), .bound = bound,
              .hint = sam_reader_hint(reader, &nearest));
    return SAM_ROLE_COUNT;
}

static void add_party(sam_reader *reader, const char *id, sam_role role, sam_name name,
                      const char *pointer) {
    reader->parties[reader->party_count++] = (sam_party){.id = sam_reader_keep(reader, id),
                                                         .role = role,
                                                         .name = name,
                                                         .pointer = pointer,
                                                         .discount_rate = SAM_NO_INPUT};
}

/* An outside party may be named by the model, but stays what it is. */
static void check_outside(sam_reader *reader, const sam_tree *tree, const char *id, sam_role role) {
    sam_role expected;
    for (uint32_t i = 0; sam_outside_party(i, &expected); i++)
        if (strcmp(sam_outside_party(i, &expected), id) == 0 && role != expected)
            SAM_FAULT(reader, sam_tree_member(tree, "role"), .code = "PARTY_ROLE",
                      .message = SAY(reader, "every deal has this party already, in another role"),
                      .bound = sam_role_text(expected));
}

/* False: the party is not among the deal's, and a reference to it is no fault of its own. */
static bool read_party(sam_reader *reader, const sam_tree *tree) {
    static const sam_keys keys = {.key = {"id", "role", "name"}, .count = 3};
    if (!sam_reader_expect(reader, tree, SAM_TREE_OBJECT))
        return false;
    sam_reader_check_keys(reader, tree, &keys);
    sam_reader_names(reader, sam_tree_member(tree, "name"));
    sam_role role = read_role(reader, tree);
    const char *id = sam_reader_id(reader, tree);
    if (!id)
        return false;
    if (sam_reader_find_party(reader, id) != UINT32_MAX) {
        SAM_FAULT(reader, sam_tree_member(tree, "id"), .code = "ID_DUPLICATE",
                  .message = SAY(reader, "another party has the same id"));
        return true;
    }
    const char *pointer = sam_tree_pointer(reader->scratch, tree);
    reader->no_memory |= !pointer;
    if (role != SAM_ROLE_COUNT)
        check_outside(reader, tree, id, role);
    add_party(reader, id, role, sam_reader_keep_name(reader, tree),
              pointer ? sam_reader_keep(reader, pointer) : "");
    return true;
}

static void check_project(sam_reader *reader, const sam_tree *list) {
    unsigned projects = 0, unknown = 0;
    for (uint32_t i = 0; i < reader->party_count; i++) {
        projects += reader->parties[i].role == SAM_ROLE_PROJECT;
        unknown += reader->parties[i].role == SAM_ROLE_COUNT;
    }
    if (projects == 1 || (projects == 0 && unknown) || !reader->parties_known)
        return;
    SAM_FAULT(reader, list, .code = "PARTY_PROJECT",
              .message = SAY(reader, "exactly one party must have the role project"),
              .value = sam_reader_format(reader, "%u", projects), .bound = "1",
              .hint =
                  SAY(reader,
                      "the project is who owns the building: add {\"id\": \"project\", \"role\": "
                      "\"project\"}"));
}

static void add_outside(sam_reader *reader) {
    sam_role role;
    const char *id;
    for (uint32_t i = 0; (id = sam_outside_party(i, &role)) != NULL; i++)
        if (sam_reader_find_party(reader, id) == UINT32_MAX)
            add_party(reader, id, role, (sam_name){0}, "");
}

static uint32_t outside_count(void) {
    sam_role role;
    uint32_t count = 0;
    while (sam_outside_party(count, &role))
        count++;
    return count;
}

void sam_reader_parties(sam_reader *reader) {
    const sam_tree *list = sam_tree_member(reader->model, "parties");
    if (!list)
        sam_reader_missing(reader, reader->model, "parties");
    if (!list || !sam_reader_expect(reader, list, SAM_TREE_ARRAY) ||
        !sam_reader_limit(reader, list, SAM_MOST_PARTIES))
        return;
    reader->parties =
        sam_reader_array(reader, SAM_MOST_PARTIES + outside_count(), sizeof *reader->parties);
    if (!reader->parties)
        return;
    reader->parties_known = true;
    for (const sam_tree *tree = list->child; tree; tree = tree->next)
        reader->parties_known &= read_party(reader, tree);
    check_project(reader, list);
    add_outside(reader);
}

/* The scenario's entry for a party: under its id, or else under its role. */
static const sam_tree *entry_of(const sam_reader *reader, const sam_party *party) {
    const sam_tree *entries = sam_tree_member(reader->scenario, "parties");
    const sam_tree *entry = sam_tree_member(entries, party->id);
    if (!entry && party->role != SAM_ROLE_COUNT)
        entry = sam_tree_member(entries, sam_role_text(party->role));
    return entry && entry->kind == SAM_TREE_OBJECT ? entry : NULL;
}

static void check_entry(sam_reader *reader, const sam_tree *entry) {
    sam_keys keys = {.count = 0};
    for (uint32_t i = 0; i < sam_party_field_count; i++)
        sam_keys_add(&keys, sam_party_fields[i].path);
    if (sam_reader_expect(reader, entry, SAM_TREE_OBJECT))
        sam_reader_check_keys(reader, entry, &keys);
    bool role = sam_role_find(entry->key) != SAM_ROLE_COUNT;
    bool party = sam_reader_find_party(reader, entry->key) != UINT32_MAX;
    if (role || party || !reader->parties_known)
        return;
    sam_nearest nearest = {.word = entry->key};
    for (uint32_t i = 0; i < reader->party_count; i++)
        sam_nearest_offer(&nearest, reader->parties[i].id);
    for (int i = 0; i < SAM_ROLE_COUNT; i++)
        sam_nearest_offer(&nearest, sam_role_text((sam_role)i));
    SAM_FAULT(reader, entry, .code = "PARTY_UNKNOWN",
              .message = SAY(reader, "this is neither a party of the model nor a role"),
              .hint = sam_reader_hint(reader, &nearest), .on_key = true);
}

void sam_reader_discount_rates(sam_reader *reader) {
    const sam_tree *entries = sam_tree_member(reader->scenario, "parties");
    bool readable = entries && sam_reader_expect(reader, entries, SAM_TREE_OBJECT);
    for (const sam_tree *entry = readable ? entries->child : NULL; entry; entry = entry->next)
        if (!sam_key_is_free(entry->key))
            check_entry(reader, entry);
    const sam_field *field = &sam_party_fields[0];
    for (uint32_t i = 0; i < reader->party_count; i++) {
        sam_party *party = &reader->parties[i];
        if (party->role == SAM_ROLE_COUNT)
            continue;
        sam_place place = {.tree = sam_tree_member(entry_of(reader, party), field->path)};
        const char *name = sam_reader_format(reader, "%s.%s", party->id, field->path);
        const char *role = sam_role_text(party->role);
        const char *term = sam_reader_format(reader, "%s%s", field->term, role);
        party->discount_rate = sam_reader_number(reader, place, field, name, term);
    }
}
