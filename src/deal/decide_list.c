/* The model's list of what is usually decided: each name must be one that can be. Says what is
 * wrong with it where it is written; never what follows from it. */
#include <math.h>
#include <string.h>

#include "deal/decide.h"
#include "deal/reader.h"

enum { MOST_DECISIONS = 32 };

/* What a decision's bounds must lie within; NULL: of a word or a clause, which say so themselves.
 */
typedef struct target {
    const sam_field *field;
    bool known, fixed;
} target;

static const sam_clause *find_clause(const sam_reader *reader, const char *id, size_t length) {
    for (uint32_t i = 0; i < reader->clause_count; i++) {
        const sam_clause *clause = &reader->clauses[i];
        if (clause->id && strlen(clause->id) == length && memcmp(clause->id, id, length) == 0)
            return clause;
    }
    return NULL;
}

static const sam_field *field_of(const sam_field *fields, uint32_t count, const char *path,
                                 size_t length) {
    for (uint32_t i = 0; i < count; i++)
        if (strlen(fields[i].path) == length && memcmp(fields[i].path, path, length) == 0)
            return &fields[i];
    return NULL;
}

/* "dwellings.0.count". */
static const sam_field *dwelling_field(const char *name, size_t length) {
    static const char ROOM[] = "dwellings.";
    size_t at = sizeof ROOM - 1;
    if (length <= at || memcmp(name, ROOM, at) != 0)
        return NULL;
    size_t digits = strspn(name + at, "0123456789");
    if (!digits || name[at + digits] != '.')
        return NULL;
    at += digits + 1;
    const sam_field *field = at < length ? field_of(sam_dwelling_fields, sam_dwelling_field_count,
                                                    name + at, length - at)
                                         : NULL;
    return field && (field->unit == SAM_UNIT_COUNT || sam_field_is_decided(field)) ? field : NULL;
}

static target find(const sam_reader *reader, const char *name, size_t length) {
    size_t point = strcspn(name, ".");
    const sam_clause *clause = point < length ? find_clause(reader, name, point) : NULL;
    const sam_field *field = dwelling_field(name, length);
    if (field)
        return (target){.field = field, .known = true};
    if (clause && clause->spec)
        field = field_of(clause->spec->fields, clause->spec->field_count, name + point + 1,
                         length - point - 1);
    else
        field = field_of(sam_scenario_fields, sam_scenario_field_count, name, length);
    return (target){.field = field, .known = field, .fixed = field && !sam_field_is_decided(field)};
}

/* Everything that could have been meant. */
static const char *hint(sam_reader *reader, const char *word) {
    sam_nearest nearest = {.word = word};
    for (size_t i = 0; sam_word_at(i); i++)
        sam_nearest_offer(&nearest, sam_word_at(i));
    for (uint32_t c = 0; c < reader->clause_count; c++) {
        const sam_clause *clause = &reader->clauses[c];
        for (uint32_t f = 0; clause->id && clause->spec && f < clause->spec->field_count; f++)
            if (sam_field_is_decided(&clause->spec->fields[f]))
                sam_nearest_offer(&nearest, sam_reader_format(reader, "%s.%s", clause->id,
                                                              clause->spec->fields[f].path));
    }
    for (uint32_t f = 0; f < sam_scenario_field_count; f++)
        if (sam_field_is_decided(&sam_scenario_fields[f]))
            sam_nearest_offer(&nearest, sam_scenario_fields[f].path);
    return sam_reader_hint(reader, &nearest);
}

/* "use:CLAUSE" and "homes:CLAUSE". */
static void check_of_clause(sam_reader *reader, const sam_tree *at, const char *id, bool use) {
    size_t length = strcspn(id, ":");
    const sam_clause *clause = find_clause(reader, id, length);
    sam_nearest nearest = {.word = id};
    for (uint32_t i = 0; i < reader->clause_count; i++)
        if (reader->clauses[i].id)
            sam_nearest_offer(&nearest, reader->clauses[i].id);
    if (!clause) {
        SAM_FAULT(reader, at, .code = "CLAUSE_UNKNOWN",
                  .message = SAY(reader, "the model has no such clause"),
                  .hint = sam_reader_hint(reader, &nearest));
        return;
    }
    if (use && !sam_use_field(clause->kind))
        SAM_FAULT(reader, at, .code = "DECIDE_USE",
                  .message = SAY(reader, "no such clause can be left out"),
                  .hint = SAY(reader, "use:CLAUSE, with a grant, a loan, a guarantee or a lease of "
                                      "the model"));
    if (!use && !sam_kind_has_homes(clause->kind))
        SAM_FAULT(reader, at, .code = "DECIDE_HOMES",
                  .message = SAY(reader, "homes cannot be moved to or from this"),
                  .hint = SAY(reader, "homes:CLAUSE, with one of two clauses that share the homes: "
                                      "letting, lease, sale or common charges"));
}

static void check_bounds(sam_reader *reader, const sam_tree *at, const char *after,
                         const sam_field *field) {
    double low, high;
    if (!sam_decide_bounds(after, &low, &high)) {
        SAM_FAULT(reader, at, .code = "DECIDE_BOUNDS",
                  .message = SAY(reader, "the bounds are not two numbers"),
                  .hint = "NAME:LOW:HIGH");
        return;
    }
    bool whole = field && !(field->step > 0);
    if (isnan(low) && whole)
        SAM_FAULT(reader, at, .code = "DECIDE_BOUNDS",
                  .message = SAY(reader, "a whole number needs bounds"),
                  .bound = sam_reader_range(reader, field->least, field->most),
                  .hint = "NAME:LOW:HIGH");
    if (isnan(low))
        return;
    if (!(low <= high) || (field && !(low >= field->least && high <= field->most)))
        SAM_FAULT(reader, at, .code = "DECIDE_BOUNDS",
                  .message = SAY(reader, "the bounds are reversed or beyond the field's own"),
                  .bound = field ? sam_reader_range(reader, field->least, field->most) : NULL,
                  .hint = "NAME:LOW:HIGH");
}

static void check_name(sam_reader *reader, const sam_tree *at, const char *text, size_t length) {
    const sam_deal view = {.clauses = reader->clauses, .clause_count = reader->clause_count};
    const char *name = sam_reader_format(reader, "%.*s", (int)length, text);
    target found = {.known = sam_word_is(name)};
    if (found.known && !sam_word_has_clause(&view, name)) {
        SAM_FAULT(reader, at, .code = "DECIDE_WORD",
                  .message = SAY(reader, "no clause of this deal has what the word means"),
                  .hint = SAY(reader, "name a field of a clause: CLAUSE.FIELD"));
        return;
    }
    if (!found.known)
        found = find(reader, text, length);
    if (!found.known)
        SAM_FAULT(reader, at, .code = "DECIDE_UNKNOWN",
                  .message = SAY(reader, "the deal has no such input"), .hint = hint(reader, name));
    else if (found.fixed)
        SAM_FAULT(reader, at, .code = "DECIDE_FIXED",
                  .message = SAY(reader, "this input cannot be decided"),
                  .hint = SAY(reader, "samspel explain lists what a field is"));
    else
        check_bounds(reader, at, text + length, found.field);
}

static void check(sam_reader *reader, const sam_tree *at) {
    const char *text = at->text;
    if (strcmp(text, "usual") == 0)
        return;
    bool use = strncmp(text, "use:", 4) == 0, homes = strncmp(text, "homes:", 6) == 0;
    if (use || homes)
        check_of_clause(reader, at, text + (use ? 4 : 6), use);
    else
        check_name(reader, at, text, strcspn(text, ":"));
}

void sam_reader_decide(sam_reader *reader) {
    const sam_tree *list = sam_tree_member(reader->model, "decide");
    if (!list || !sam_reader_expect(reader, list, SAM_TREE_ARRAY) ||
        !sam_reader_limit(reader, list, MOST_DECISIONS))
        return;
    const char **texts = sam_reader_array(reader, MOST_DECISIONS, sizeof *texts);
    uint32_t count = 0;
    for (const sam_tree *at = list->child; texts && at; at = at->next) {
        if (!sam_reader_expect(reader, at, SAM_TREE_STRING))
            continue;
        for (uint32_t i = 0; i < count; i++)
            if (strcmp(texts[i], at->text) == 0)
                SAM_FAULT(reader, at, .code = "DECIDE_TWICE",
                          .message = SAY(reader, "this is to be decided twice"),
                          .hint = SAY(reader, "remove one of the two"));
        check(reader, at);
        texts[count++] = sam_reader_keep(reader, at->text);
    }
    reader->deal->decide = texts;
    reader->deal->decide_count = count;
}
