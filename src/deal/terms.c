/* The table of dated terms: programme and tax rules with the day from which each value holds.
 * Which value is in force is decided here and nowhere else: the one on the first day of the
 * project's first month. */
#include <string.h>

#include "deal/reader.h"

static const sam_keys TOP_KEYS = {.key = {"format", "$schema", "id", "name", "terms"}, .count = 5};
static const sam_keys TERM_KEYS = {.key = {"id", "unit", "name", "series"}, .count = 4};
static const sam_keys VALUE_KEYS = {.key = {"from", "value", "source", "confidence"}, .count = 4};

sam_term *sam_reader_find_term(sam_reader *reader, const char *id) {
    for (uint32_t i = 0; i < reader->term_count; i++)
        if (strcmp(reader->term[i].id, id) == 0)
            return &reader->term[i];
    return NULL;
}

/* length digits as a number; -1 when one of them is none. */
static int digits(const char *text, int length) {
    int value = 0;
    for (int i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = 10 * value + (text[i] - '0');
    }
    return value;
}

static bool is_month(const char *text) {
    if (strnlen(text, 7) < 7 || text[4] != '-')
        return false;
    int year = digits(text, 4), month = digits(text + 5, 2);
    return year >= 1900 && year <= 2199 && month >= 1 && month <= 12;
}

bool sam_reader_month(sam_reader *reader, const sam_tree *tree, int *month) {
    if (!sam_reader_expect(reader, tree, SAM_TREE_STRING))
        return false;
    if (is_month(tree->text) && tree->text[7] == '\0') {
        *month = 12 * digits(tree->text, 4) + digits(tree->text + 5, 2) - 1;
        return true;
    }
    SAM_FAULT(reader, tree, .code = "MONTH_FORMAT", .message = SAY(reader, "this is not a month"),
              .bound = "1900-01 .. 2199-12",
              .hint = SAY(reader, "write year and month as \"2013-04\""));
    return false;
}

static bool is_date(const char *text) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!is_month(text) || strlen(text) != 10 || text[7] != '-')
        return false;
    int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day >= 1 && day <= days[month - 1] + (leap && month == 2);
}

static bool check_date(sam_reader *reader, const sam_tree *entry, const char **before) {
    const sam_tree *from = sam_tree_member(entry, "from");
    if (!from) {
        sam_reader_missing(reader, entry, "from");
        return false;
    }
    if (!sam_reader_expect(reader, from, SAM_TREE_STRING))
        return false;
    if (!is_date(from->text)) {
        SAM_FAULT(reader, from, .code = "DATE_FORMAT", .message = SAY(reader, "this is not a date"),
                  .bound = "1900-01-01 .. 2199-12-31",
                  .hint = SAY(reader, "write it as \"2013-04-01\""));
        return false;
    }
    /* Dates in this form sort as text. */
    if (*before && strcmp(*before, from->text) >= 0)
        SAM_FAULT(reader, from, .code = "TERM_ORDER",
                  .message = SAY(reader, "the dates of a term must rise from value to value"),
                  .bound = sam_reader_format(reader, SAY(reader, "after %s"), *before));
    *before = from->text;
    return true;
}

static void check_entry(sam_reader *reader, const sam_tree *entry, const char **before) {
    if (!sam_reader_expect(reader, entry, SAM_TREE_OBJECT))
        return;
    sam_confidence ignored;
    sam_reader_check_keys(reader, entry, &VALUE_KEYS);
    check_date(reader, entry, before);
    const sam_tree *value = sam_tree_member(entry, "value");
    if (!value)
        sam_reader_missing(reader, entry, "value");
    else
        sam_reader_expect(reader, value, SAM_TREE_NUMBER);
    sam_reader_text(reader, entry, "source");
    sam_reader_confidence(reader, sam_tree_member(entry, "confidence"), &ignored);
}

static void check_series(sam_reader *reader, const sam_tree *term) {
    const sam_tree *series = sam_tree_member(term, "series");
    if (!series) {
        sam_reader_missing(reader, term, "series");
        return;
    }
    if (!sam_reader_expect(reader, series, SAM_TREE_ARRAY))
        return;
    if (!series->child)
        SAM_FAULT(reader, series, .code = "TERM_EMPTY",
                  .message = SAY(reader, "the term has no value"),
                  .hint = SAY(reader, "write at least one value with its first day"));
    const char *before = NULL;
    for (const sam_tree *entry = series->child; entry; entry = entry->next)
        check_entry(reader, entry, &before);
}

static void read_unit(sam_reader *reader, sam_term *term) {
    const sam_tree *unit = sam_tree_member(term->tree, "unit");
    if (!unit) {
        sam_reader_missing(reader, term->tree, "unit");
        return;
    }
    if (!sam_reader_expect(reader, unit, SAM_TREE_STRING))
        return;
    sam_nearest nearest = {.word = unit->text};
    for (int i = 0; i <= SAM_UNIT_FLAG; i++) {
        term->unit = (sam_unit)i;
        if (strcmp(sam_unit_text(term->unit), unit->text) == 0)
            return;
        sam_nearest_offer(&nearest, sam_unit_text(term->unit));
    }
    SAM_FAULT(reader, unit, .code = "UNIT_UNKNOWN",
              .message = SAY(reader, "this unit is not known"),
              .hint = sam_reader_hint(reader, &nearest));
}

/* Ids of terms may hold points: they are grouped by them. */
static const char *read_id(sam_reader *reader, const sam_tree *tree) {
    if (!sam_tree_member(tree, "id")) {
        sam_reader_missing(reader, tree, "id");
        return NULL;
    }
    const char *id = sam_reader_text(reader, tree, "id");
    if (!id)
        return NULL;
    if (*id < 'a' || *id > 'z' ||
        id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_.")] != '\0') {
        SAM_FAULT(reader, sam_tree_member(tree, "id"), .code = "ID_FORMAT",
                  .message = SAY(reader, "this cannot be the id of a term"),
                  .bound = "[a-z][a-z0-9_.]*");
        return NULL;
    }
    if (!sam_reader_find_term(reader, id))
        return id;
    SAM_FAULT(reader, sam_tree_member(tree, "id"), .code = "ID_DUPLICATE",
              .message = SAY(reader, "another term has the same id"));
    return NULL;
}

static void read_term(sam_reader *reader, const sam_tree *tree) {
    if (!sam_reader_expect(reader, tree, SAM_TREE_OBJECT))
        return;
    unsigned before = reader->faults;
    sam_term term = {.tree = tree};
    sam_reader_check_keys(reader, tree, &TERM_KEYS);
    sam_reader_names(reader, sam_tree_member(tree, "name"));
    read_unit(reader, &term);
    check_series(reader, tree);
    term.usable = reader->faults == before;
    term.id = read_id(reader, tree);
    if (term.id)
        reader->term[reader->term_count++] = term;
}

void sam_reader_terms(sam_reader *reader) {
    const sam_tree *top = reader->terms;
    if (!top || !sam_reader_expect(reader, top, SAM_TREE_OBJECT))
        return;
    sam_reader_check_keys(reader, top, &TOP_KEYS);
    sam_reader_head(reader, top, "samspel-terms-1");
    const sam_tree *list = sam_tree_member(top, "terms");
    if (!list) {
        sam_reader_missing(reader, top, "terms");
        return;
    }
    if (!sam_reader_expect(reader, list, SAM_TREE_ARRAY) ||
        !sam_reader_limit(reader, list, SAM_MOST_TERMS))
        return;
    reader->term = sam_arena_array(reader->scratch, SAM_MOST_TERMS, sizeof *reader->term);
    reader->no_memory |= !reader->term;
    if (!reader->term)
        return;
    uint32_t seen = 0;
    for (const sam_tree *tree = list->child; tree; tree = tree->next, seen++)
        read_term(reader, tree);
    /* With an id unread, a reference to it would be reported as well. */
    reader->terms_known = reader->term_count == seen;
}

/* Shares, rates and ratios are all plain fractions. */
static bool same_measure(sam_unit a, sam_unit b) {
    bool fraction_a = a == SAM_UNIT_SHARE || a == SAM_UNIT_RATE || a == SAM_UNIT_RATIO;
    bool fraction_b = b == SAM_UNIT_SHARE || b == SAM_UNIT_RATE || b == SAM_UNIT_RATIO;
    return a == b || (fraction_a && fraction_b);
}

static void warn_early(sam_reader *reader, sam_term *term, const sam_tree *first, const char *day) {
    if (term->warned)
        return;
    term->warned = true;
    SAM_FAULT(reader, sam_tree_member(first, "from"), .code = "TERM_BEFORE_FIRST",
              .message = sam_reader_format(
                  reader,
                  SAY(reader, "the term \"%s\" has no value yet when the project "
                              "starts; its first value is used, with low confidence"),
                  term->id),
              .bound = sam_reader_format(reader, SAY(reader, "at most %s"), day),
              .hint = SAY(reader, "add the value that held then"), .warning = true);
}

void sam_reader_term_value(sam_reader *reader, sam_term *term, const sam_field *field,
                           const sam_tree *at, sam_input *input) {
    if (!term->usable || !reader->start_known)
        return;
    if (!same_measure(term->unit, field->unit))
        SAM_FAULT(reader, at ? at : sam_tree_member(term->tree, "unit"), .code = "TERM_UNIT",
                  .message = SAY(reader, "the term is measured in another unit than the field"),
                  .bound = sam_unit_text(field->unit));
    const char *day =
        sam_reader_format(reader, "%04d-%02d-01", reader->start / 12, reader->start % 12 + 1);
    const sam_tree *first = sam_tree_member(term->tree, "series")->child;
    const sam_tree *in_force = NULL;
    for (const sam_tree *entry = first; entry; entry = entry->next)
        if (strcmp(sam_tree_member(entry, "from")->text, day) <= 0)
            in_force = entry;
    if (!in_force)
        warn_early(reader, term, first, day);
    const sam_tree *entry = in_force ? in_force : first;
    const char *source = sam_reader_text(reader, entry, "source");
    input->value = input->low = input->high = sam_tree_member(entry, "value")->number;
    input->origin = SAM_FROM_TERM;
    input->file = term->tree->home->document->name;
    input->pointer = sam_reader_keep(reader, term->id);
    input->source = source ? sam_reader_keep(reader, source) : "";
    input->confidence = SAM_CONFIDENCE_MEDIUM;
    sam_reader_confidence(reader, sam_tree_member(entry, "confidence"), &input->confidence);
    if (!in_force)
        input->confidence = SAM_CONFIDENCE_LOW;
}
