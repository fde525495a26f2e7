/* Numbers, words and months of the files, checked against the field table, and the inputs made of
 * the numbers with what is known of their origin. Must not know which fields there are. */
#include "deal/reader.h"

#include <string.h>

uint32_t sam_reader_input(sam_reader *reader, const sam_input *input) {
    if (reader->input_count == reader->input_capacity) {
        uint32_t capacity = reader->input_capacity ? 2 * reader->input_capacity : 128;
        sam_input *grown = sam_reader_array(reader, capacity, sizeof *grown);
        if (!grown)
            return SAM_NO_INPUT;
        if (reader->input_count)
            memcpy(grown, reader->inputs, reader->input_count * sizeof *grown);
        reader->inputs = grown;
        reader->input_capacity = capacity;
    }
    reader->inputs[reader->input_count] = *input;
    return reader->input_count++;
}

void sam_reader_provenance(sam_reader *reader, sam_input *input, const sam_tree *tree) {
    const char *pointer = sam_tree_pointer(reader->scratch, tree);
    reader->no_memory |= !pointer;
    input->file = tree->home->document->name;
    input->origin = tree->home->document->origin;
    input->pointer = pointer ? sam_reader_keep(reader, pointer) : "";
    bool command = input->origin == SAM_FROM_COMMAND;
    input->confidence = command ? SAM_CONFIDENCE_HIGH : SAM_CONFIDENCE_MEDIUM;
}

bool sam_words_hold(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; *at;) {
        size_t size = strcspn(at, "|");
        if (size == length && memcmp(at, word, size) == 0)
            return true;
        at += size + (at[size] == '|');
    }
    return false;
}

void sam_reader_unknown_word(sam_reader *reader, const sam_tree *tree, const char *words) {
    sam_nearest nearest = {.word = tree->text};
    const char *bound = "";
    for (const char *at = words; *at;) {
        size_t size = strcspn(at, "|");
        const char *word = sam_reader_format(reader, "%.*s", (int)size, at);
        sam_nearest_offer(&nearest, word);
        bound = sam_reader_format(reader, "%s%s%s", bound, *bound ? ", " : "", word);
        at += size + (at[size] == '|');
    }
    SAM_FAULT(reader, tree, .code = "WORD_UNKNOWN",
              .message = SAY(reader, "this word is not known here"), .bound = bound,
              .hint = sam_reader_hint(reader, &nearest));
}

bool sam_reader_confidence(sam_reader *reader, const sam_tree *tree, sam_confidence *out) {
    static const char *const words[] = {"high", "medium", "low"};
    if (!tree)
        return true;
    if (!sam_reader_expect(reader, tree, SAM_TREE_STRING))
        return false;
    for (int i = 0; i < 3; i++) {
        if (strcmp(tree->text, words[i]) != 0)
            continue;
        *out = (sam_confidence)i;
        return true;
    }
    sam_reader_unknown_word(reader, tree, "high|medium|low");
    return false;
}

/* floor() without libm: every double past 2^53 is whole. */
static bool is_whole(double value) {
    double size = value < 0 ? -value : value;
    return size >= 0x1p53 || (double)(long long)size == size;
}

static const char *range_hint(const sam_reader *reader, const sam_field *field, double value) {
    bool share = field->unit == SAM_UNIT_SHARE || field->unit == SAM_UNIT_RATE;
    if (share && value > field->most && value <= 100)
        return SAY(reader, "write a fraction: 0.05 for 5 %");
    return NULL;
}

/* Where tree is NULL the value is a default, which the tests of the field table check. */
static bool check_bounds(sam_reader *reader, const sam_tree *tree, const sam_field *field,
                         double value) {
    if (value < field->least || value > field->most) {
        SAM_FAULT(reader, tree, .code = "VALUE_RANGE",
                  .message = SAY(reader, "the value is out of range"),
                  .bound = sam_reader_range(reader, field->least, field->most),
                  .hint = range_hint(reader, field, value));
        return false;
    }
    bool divides = strcmp(field->path, "terms_per_year") == 0;
    if ((field->whole || divides) && !is_whole(value)) {
        SAM_FAULT(reader, tree, .code = "VALUE_WHOLE",
                  .message = SAY(reader, "a whole number is needed"),
                  .bound = sam_reader_range(reader, field->least, field->most));
        return false;
    }
    if (divides && 12 % (int)value != 0) {
        SAM_FAULT(reader, tree, .code = "VALUE_RANGE",
                  .message = SAY(reader, "terms must be a whole number of months long"),
                  .bound = "1, 2, 3, 4, 6, 12");
        return false;
    }
    return true;
}

static bool check_number(sam_reader *reader, const sam_tree *tree, const sam_field *field,
                         double *out) {
    if (tree->kind == SAM_TREE_NUMBER) {
        *out = tree->number;
        return check_bounds(reader, tree, field, tree->number);
    }
    bool digits = tree->kind == SAM_TREE_STRING && tree->text[strspn(tree->text, " -+")] >= '0' &&
                  tree->text[strspn(tree->text, " -+")] <= '9';
    SAM_FAULT(
        reader, tree, .code = "TYPE", .message = SAY(reader, "the value is of the wrong type"),
        .bound = SAY(reader, "a number, {\"value\": number} or {\"term\": id}"),
        .hint = digits ? SAY(reader, "write the number without quotes, with a point for decimals")
                       : NULL);
    return false;
}

/* {"value", "low", "high"}: low <= value <= high, and no range on what changes the plan. */
static void read_range(sam_reader *reader, const sam_tree *tree, const sam_field *field,
                       sam_input *input) {
    const sam_tree *low = sam_tree_member(tree, "low"), *high = sam_tree_member(tree, "high");
    input->low = input->high = input->value;
    if (!low && !high)
        return;
    if (field->structural) {
        SAM_FAULT(
            reader, low ? low : high, .code = "RANGE_STRUCTURAL",
            .message = SAY(reader, "this field changes the deal itself and cannot be uncertain"),
            .hint = SAY(reader, "write a variant of the scenario for each value"), .on_key = true);
        return;
    }
    bool good = !low || check_number(reader, low, field, &input->low);
    good = (!high || check_number(reader, high, field, &input->high)) && good;
    if (!good || (input->low <= input->value && input->value <= input->high))
        return;
    SAM_FAULT(reader, tree, .code = "RANGE_ORDER",
              .message = SAY(reader, "low, value and high are not in rising order"),
              .value =
                  sam_reader_format(reader, "%s, %s, %s", sam_reader_shortest(reader, input->low),
                                    sam_reader_shortest(reader, input->value),
                                    sam_reader_shortest(reader, input->high)),
              .bound = "low <= value <= high");
}

/* The word for how the input is drawn. It needs a range, and the lognormal a positive one. */
static void read_distribution(sam_reader *reader, const sam_tree *tree, sam_input *input) {
    static const char WORDS[] = "uniform|triangular|normal|lognormal";
    const sam_tree *word = sam_tree_member(tree, "distribution");
    if (!word || !sam_reader_expect(reader, word, SAM_TREE_STRING))
        return;
    if (!sam_words_hold(WORDS, word->text)) {
        sam_reader_unknown_word(reader, word, WORDS);
        return;
    }
    static const char *const NAMES[] = {"", "uniform", "triangular", "normal", "lognormal"};
    for (int i = SAM_UNIFORM; i <= SAM_LOGNORMAL; i++)
        if (strcmp(word->text, NAMES[i]) == 0)
            input->distribution = (sam_distribution)i;
    bool positive = input->distribution != SAM_LOGNORMAL || input->low > 0;
    if (input->low < input->high && positive)
        return;
    SAM_FAULT(reader, word, .code = "DISTRIBUTION_RANGE",
              .message = SAY(reader, "this distribution needs low and high"),
              .bound = positive ? "low < high" : SAY(reader, "0 < low < high"),
              .hint = SAY(reader, "give low and high beside the value"));
}

static void read_with_source(sam_reader *reader, const sam_tree *tree, const sam_field *field,
                             sam_input *input) {
    static const sam_keys keys = {
        .key = {"value", "source", "confidence", "low", "high", "distribution"}, .count = 6};
    sam_reader_check_keys(reader, tree, &keys);
    const char *source = sam_reader_text(reader, tree, "source");
    const sam_tree *value = sam_tree_member(tree, "value");
    if (value) {
        /* After a merge the object around the value may be another than the one it is in now. */
        const sam_tree *around = value->home->parent;
        sam_reader_provenance(reader, input, around ? around : value);
    }
    input->source = source ? sam_reader_keep(reader, source) : "";
    sam_reader_confidence(reader, sam_tree_member(tree, "confidence"), &input->confidence);
    if (!value)
        sam_reader_missing(reader, tree, "value");
    else if (check_number(reader, value, field, &input->value))
        read_range(reader, tree, field, input);
    read_distribution(reader, tree, input);
}

static void read_reference(sam_reader *reader, const sam_tree *tree, const sam_field *field,
                           sam_input *input) {
    static const sam_keys keys = {.key = {"term"}, .count = 1};
    sam_reader_check_keys(reader, tree, &keys);
    const sam_tree *reference = sam_tree_member(tree, "term");
    if (!sam_reader_expect(reader, reference, SAM_TREE_STRING) || !reader->terms_known)
        return;
    sam_term *term = sam_reader_find_term(reader, reference->text);
    if (term) {
        sam_reader_term_value(reader, term, field, reference, input);
        if (reader->start_known && term->usable)
            check_bounds(reader, reference, field, input->value);
        return;
    }
    sam_nearest nearest = {.word = reference->text};
    for (uint32_t i = 0; i < reader->term_count; i++)
        sam_nearest_offer(&nearest, reader->term[i].id);
    SAM_FAULT(reader, reference, .code = "TERM_UNKNOWN",
              .message = SAY(reader, "the table of dated terms has no such term"),
              .bound = reader->terms_document.name, .hint = sam_reader_hint(reader, &nearest));
}

static void read_default(sam_reader *reader, const sam_field *field, const char *default_term,
                         sam_input *input) {
    sam_term *term = default_term ? sam_reader_find_term(reader, default_term) : NULL;
    if (!term)
        return;
    sam_reader_term_value(reader, term, field, NULL, input);
    if (reader->start_known && term->usable)
        check_bounds(reader, term->tree, field, input->value);
}

uint32_t sam_reader_number(sam_reader *reader, sam_place place, const sam_field *field,
                           const char *name, const char *default_term) {
    const sam_tree *tree = place.tree;
    if (!tree && field->need == SAM_REQUIRED && place.parent)
        sam_reader_missing(reader, place.parent, field->path);
    if (!tree && field->need != SAM_DEFAULTED)
        return SAM_NO_INPUT;
    sam_input input = {.name = sam_reader_keep(reader, name),
                       .field = field,
                       .value = field->fallback,
                       .low = field->fallback,
                       .high = field->fallback,
                       .origin = SAM_FROM_DEFAULT,
                       .file = "",
                       .pointer = "",
                       .source = "",
                       .confidence = SAM_CONFIDENCE_LOW};
    if (!tree) {
        read_default(reader, field, default_term, &input);
        return sam_reader_input(reader, &input);
    }
    sam_reader_provenance(reader, &input, tree);
    if (tree->kind == SAM_TREE_OBJECT && sam_tree_member(tree, "term")) {
        read_reference(reader, tree, field, &input);
    } else if (tree->kind == SAM_TREE_OBJECT) {
        read_with_source(reader, tree, field, &input);
    } else if (check_number(reader, tree, field, &input.value)) {
        input.low = input.high = input.value;
    }
    return sam_reader_input(reader, &input);
}

const char *sam_reader_word(sam_reader *reader, sam_place place, const sam_field *field) {
    if (!place.tree && field->need == SAM_DEFAULTED) {
        size_t first = strcspn(field->words, "|");
        return sam_reader_keep(reader, sam_reader_format(reader, "%.*s", (int)first, field->words));
    }
    if (!place.tree) {
        if (field->need == SAM_REQUIRED && place.parent)
            sam_reader_missing(reader, place.parent, field->path);
        return NULL;
    }
    if (!sam_reader_expect(reader, place.tree, SAM_TREE_STRING))
        return NULL;
    if (field->kind != SAM_VALUE_WORD || sam_words_hold(field->words, place.tree->text))
        return sam_reader_keep(reader, place.tree->text);
    sam_reader_unknown_word(reader, place.tree, field->words);
    return NULL;
}
