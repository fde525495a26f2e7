/* The scenario file as the field table describes it: which keys there may be, and the fields of the
 * project, its costs, its running, the economy and the municipality. Inputs come in the table's
 * order. */
#include <assert.h>
#include <string.h>

#include "deal/reader.h"

/* Keys that are no fields, at the top and in the municipality. */
static const char *const TOP_KEYS[] = {"format",    "$schema", "id",     "name",     "facts",
                                       "dwellings", "parties", "models", "variants", "met"};

/* The value at a field's path. parent is the innermost object on the way; NULL where something else
 * than an object is in the way, which sam_reader_scenario_keys reports. */
static sam_place find(const sam_reader *reader, const char *path) {
    sam_place place = {.tree = reader->scenario};
    while (*path) {
        size_t size = strcspn(path, ".");
        place.parent = place.tree;
        if (place.tree->kind != SAM_TREE_OBJECT)
            return (sam_place){0};
        const sam_tree *member = place.tree->child;
        while (member && (strlen(member->key) != size || memcmp(member->key, path, size) != 0))
            member = member->next;
        place.tree = member;
        if (!member)
            return place;
        path += size + (path[size] == '.');
    }
    return place;
}

static const sam_field *field_at(const char *path) {
    uint32_t i = 0;
    while (i < sam_scenario_field_count && strcmp(sam_scenario_fields[i].path, path) != 0)
        i++;
    assert(i < sam_scenario_field_count);
    return &sam_scenario_fields[i];
}

/* Keys that continue the prefix ("" or "costs.") in the field table. */
static void keys_after(sam_reader *reader, const char *prefix, sam_keys *keys) {
    size_t length = strlen(prefix);
    for (uint32_t i = 0; i < sam_scenario_field_count; i++) {
        const char *path = sam_scenario_fields[i].path;
        if (strncmp(path, prefix, length) != 0)
            continue;
        int size = (int)strcspn(path + length, ".");
        sam_keys_add(keys, sam_reader_format(reader, "%.*s", size, path + length));
    }
}

static bool is_section(const char *path) {
    size_t length = strlen(path);
    for (uint32_t i = 0; i < sam_scenario_field_count; i++) {
        const char *field = sam_scenario_fields[i].path;
        if (strncmp(field, path, length) == 0 && field[length] == '.')
            return true;
    }
    return false;
}

/* Recursion is bounded by the depth of the field table. */
static void check_section(sam_reader *reader, const sam_tree *tree, const char *prefix) {
    sam_keys keys = {.count = 0};
    keys_after(reader, prefix, &keys);
    for (size_t i = 0; !*prefix && i < sizeof TOP_KEYS / sizeof *TOP_KEYS; i++)
        sam_keys_add(&keys, TOP_KEYS[i]);
    if (strcmp(prefix, "municipality.") == 0) {
        sam_keys_add(&keys, "name");
        sam_keys_add(&keys, "number");
    }
    sam_reader_check_keys(reader, tree, &keys);
    for (const sam_tree *member = tree->child; member; member = member->next) {
        const char *path = sam_reader_format(reader, "%s%s", prefix, member->key);
        if (is_section(path) && sam_reader_expect(reader, member, SAM_TREE_OBJECT))
            check_section(reader, member, sam_reader_format(reader, "%s.", path));
    }
}

static void check_facts(sam_reader *reader) {
    static const sam_keys keys = {.key = {"text", "source", "confidence"}, .count = 3};
    const sam_tree *facts = sam_tree_member(reader->scenario, "facts");
    if (!facts || !sam_reader_expect(reader, facts, SAM_TREE_ARRAY))
        return;
    for (const sam_tree *fact = facts->child; fact; fact = fact->next) {
        if (!sam_reader_expect(reader, fact, SAM_TREE_OBJECT))
            continue;
        sam_confidence ignored;
        sam_reader_check_keys(reader, fact, &keys);
        if (!sam_tree_member(fact, "text"))
            sam_reader_missing(reader, fact, "text");
        sam_reader_text(reader, fact, "text");
        sam_reader_text(reader, fact, "source");
        sam_reader_confidence(reader, sam_tree_member(fact, "confidence"), &ignored);
    }
}

void sam_reader_scenario_keys(sam_reader *reader) {
    const sam_tree *top = reader->scenario;
    check_section(reader, top, "");
    check_facts(reader);
    const sam_tree *municipality = sam_tree_member(top, "municipality");
    sam_reader_text(reader, municipality, "name");
    sam_reader_text(reader, municipality, "number");
}

void sam_reader_scenario_start(sam_reader *reader) {
    sam_place place = find(reader, "project.start");
    if (place.tree)
        reader->start_known = sam_reader_month(reader, place.tree, &reader->start);
    if (!place.tree && place.parent)
        sam_reader_missing(reader, place.parent, "project.start");
}

/* Numbers that follow from the two months of the project. They belong to the plan's frame. */
static const sam_field DERIVED[] = {
    {.path = "project.price_lag",
     .kind = SAM_VALUE_NUMBER,
     .unit = SAM_UNIT_MONTHS,
     .least = -3600,
     .most = 3600,
     .label = N_("time from price date to start"),
     .help =
         N_("Months from the price date to the start; negative when prices are of a later month."),
     .whole = true,
     .structural = true},
    {.path = "project.start_calendar_month",
     .kind = SAM_VALUE_NUMBER,
     .unit = SAM_UNIT_COUNT,
     .least = 1,
     .most = 12,
     .label = N_("calendar month of the start"),
     .help = N_("1 for January."),
     .whole = true,
     .structural = true},
    {.path = "project.start_year",
     .kind = SAM_VALUE_NUMBER,
     .unit = SAM_UNIT_COUNT,
     .least = 1900,
     .most = 2199,
     .label = N_("year of the start"),
     .help = N_("Calendar year of the first month."),
     .whole = true,
     .structural = true},
};

static void add_derived(sam_reader *reader, const sam_field *field, const sam_tree *from,
                        int value) {
    sam_input input = {
        .name = field->path, .field = field, .value = value, .low = value, .high = value};
    sam_reader_provenance(reader, &input, from);
    input.source = "";
    sam_reader_input(reader, &input);
}

static void read_derived(sam_reader *reader) {
    const sam_tree *start = find(reader, "project.start").tree;
    const sam_tree *priced = find(reader, "project.price_date").tree;
    int date = reader->start;
    if (priced && !sam_reader_month(reader, priced, &date))
        return;
    if (!reader->start_known)
        return;
    reader->deal->start_year = reader->start / 12;
    reader->deal->start_month = reader->start % 12 + 1;
    add_derived(reader, &DERIVED[0], priced ? priced : start, reader->start - date);
    add_derived(reader, &DERIVED[1], start, reader->deal->start_month);
    add_derived(reader, &DERIVED[2], start, reader->deal->start_year);
}

static double sum_of(const double *shares, uint32_t count) {
    double sum = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += shares[i];
    return sum;
}

static void read_shares(sam_reader *reader, const sam_tree *tree, uint32_t months) {
    if (!sam_reader_expect(reader, tree, SAM_TREE_ARRAY) || months == 0)
        return;
    unsigned before = reader->faults;
    uint32_t count = 0;
    double *shares = sam_reader_array(reader, months, sizeof *shares);
    for (const sam_tree *share = tree->child; share; share = share->next, count++) {
        if (!sam_reader_expect(reader, share, SAM_TREE_NUMBER))
            continue;
        if (share->number < 0 || share->number > 1)
            SAM_FAULT(reader, share, .code = "VALUE_RANGE",
                      .message = SAY(reader, "the value is out of range"), .bound = "0 .. 1",
                      .hint = SAY(reader, "write a fraction: 0.05 for 5 %"));
        if (shares && count < months)
            shares[count] = share->number;
    }
    if (count != months)
        SAM_FAULT(reader, tree, .code = "DRAW_SHARES",
                  .message = SAY(reader, "one share is needed for each building month"),
                  .value = sam_reader_format(reader, SAY(reader, "%u shares"), count),
                  .bound = sam_reader_format(reader, SAY(reader, "%u shares"), months));
    if (reader->faults != before || !shares)
        return;
    double sum = sum_of(shares, count);
    if (sum < 1 - 1e-9 || sum > 1 + 1e-9)
        SAM_FAULT(reader, tree, .code = "DRAW_SHARES",
                  .message = SAY(reader, "the shares do not sum to 1"),
                  .value = sam_reader_shortest(reader, sum), .bound = "1");
    reader->deal->draw_shares = shares;
    reader->deal->draw_count = count;
}

/* Value of a whole number among the inputs; 0 while it is unknown. */
static uint32_t whole_input(const sam_reader *reader, const char *name) {
    for (uint32_t i = 0; i < reader->input_count; i++) {
        const sam_input *input = &reader->inputs[i];
        bool named = strcmp(input->name, name) == 0;
        if (named && input->value >= input->field->least && input->value <= input->field->most)
            return (uint32_t)input->value;
    }
    return 0;
}

static void read_draws(sam_reader *reader) {
    const char *profile = reader->deal->draw_profile;
    if (!profile)
        return;
    sam_place shares = find(reader, "costs.draw_shares");
    bool explicit = strcmp(profile, "explicit") == 0;
    if (explicit && !shares.tree && shares.parent)
        sam_reader_missing(reader, shares.parent, "costs.draw_shares");
    if (explicit && shares.tree)
        read_shares(reader, shares.tree, whole_input(reader, "project.build_months"));
    if (!explicit && shares.tree)
        SAM_FAULT(reader, shares.tree, .code = "DRAW_SHARES_UNUSED",
                  .message = SAY(reader, "the shares are not used"),
                  .bound = SAY(reader, "draw_profile explicit"),
                  .hint = SAY(reader, "set draw_profile to \"explicit\", or remove them"),
                  .warning = true, .on_key = true);
}

void sam_reader_scenario(sam_reader *reader) {
    sam_reader_head(reader, reader->scenario, "samspel-scenario-1");
    for (uint32_t i = 0; i < sam_scenario_field_count; i++) {
        const sam_field *field = &sam_scenario_fields[i];
        if (field->kind == SAM_VALUE_NUMBER)
            sam_reader_number(reader, find(reader, field->path), field, field->path, field->term);
    }
    const sam_field *profile = field_at("costs.draw_profile");
    reader->deal->draw_profile = sam_reader_word(reader, find(reader, profile->path), profile);
    read_derived(reader);
    read_draws(reader);
    /* The delay does not move the end: the deal is settled when planned. */
    reader->deal->months = whole_input(reader, "project.build_months") +
                           12 * whole_input(reader, "project.horizon_years");
    if (reader->deal->months > SAM_MOST_MONTHS)
        SAM_FAULT(reader, reader->scenario, .code = "LIMIT", .absent = true,
                  .message = SAY(reader, "the timeline is too long"),
                  .bound =
                      sam_reader_format(reader, SAY(reader, "at most %d months"), SAM_MOST_MONTHS));
}

static void read_dwelling(sam_reader *reader, const sam_tree *tree, uint32_t index) {
    for (uint32_t i = 0; i < sam_dwelling_field_count; i++) {
        const sam_field *field = &sam_dwelling_fields[i];
        if (field->kind != SAM_VALUE_NUMBER)
            continue;
        sam_place place = {.tree = sam_tree_member(tree, field->path), .parent = tree};
        const char *name = sam_reader_format(reader, "dwellings.%u.%s", index, field->path);
        sam_reader_number(reader, place, field, name, field->term);
    }
}

static void check_dwelling_id(sam_reader *reader, const sam_tree *list, const sam_tree *tree) {
    const char *id = sam_reader_id(reader, tree);
    for (const sam_tree *earlier = list->child; id && earlier != tree; earlier = earlier->next) {
        const sam_tree *other = sam_tree_member(earlier, "id");
        if (!other || other->kind != SAM_TREE_STRING || strcmp(other->text, id) != 0)
            continue;
        SAM_FAULT(reader, sam_tree_member(tree, "id"), .code = "ID_DUPLICATE",
                  .message = SAY(reader, "another kind of dwelling has the same id"));
        return;
    }
}

void sam_reader_dwellings(sam_reader *reader) {
    const sam_tree *list = sam_tree_member(reader->scenario, "dwellings");
    if (!list) {
        sam_reader_missing(reader, reader->scenario, "dwellings");
        return;
    }
    if (!sam_reader_expect(reader, list, SAM_TREE_ARRAY) ||
        !sam_reader_limit(reader, list, SAM_MOST_DWELLINGS))
        return;
    if (!list->child)
        SAM_FAULT(reader, list, .code = "DWELLINGS_EMPTY",
                  .message = SAY(reader, "there are no dwellings"),
                  .hint = SAY(reader, "write at least one kind of dwelling"));
    sam_keys keys = {.count = 0};
    for (uint32_t i = 0; i < sam_dwelling_field_count; i++)
        sam_keys_add(&keys, sam_dwelling_fields[i].path);
    uint32_t index = 0;
    for (const sam_tree *tree = list->child; tree; tree = tree->next, index++) {
        if (!sam_reader_expect(reader, tree, SAM_TREE_OBJECT))
            continue;
        sam_reader_check_keys(reader, tree, &keys);
        check_dwelling_id(reader, list, tree);
        read_dwelling(reader, tree, index);
    }
    reader->deal->dwelling_kinds = index;
}
