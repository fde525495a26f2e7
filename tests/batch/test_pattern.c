/* A text that a pattern matches is one that the reader accepts, with the same inputs and the same
 * shape: every number of every shipped scenario, put to values that may and may not be, one at a
 * time and several at once; names, ids and layout changed too. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch/pattern.h"
#include "deal_shipped.h"

static const char *const SCENARIOS[] = {"dagens", "gildeskal", "hamaroy",  "hitra",
                                        "naeroy", "randaberg", "sunnmore", "t7"};
static const char *const MODELS[] = {"tilvising", "tildeling", "langleige"};
static const char *const NUMBERS[] = {"0",    "1",     "-1",   "0.5",    "0.051",   "7",
                                      "30",   "1e3",   "2.5",  "999999", "6500.25", "1e999",
                                      "0012", "1.0e1", "null", "\"7\"",  "12000000"};
enum { MODEL_COUNT = 3, NUMBER_COUNT = sizeof NUMBERS / sizeof *NUMBERS };

static sam_source load(const char *folder, const char *name) {
    char path[512];
    snprintf(path, sizeof path, SAMSPEL_SOURCE_DIR "/%s/%s.json", folder, name);
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char *bytes = calloc(1, 1 << 18);
    size_t length = fread(bytes, 1, (1 << 18) - 1, file);
    fclose(file);
    return (sam_source){name, bytes, length};
}

static sam_deal_reader *readers[MODEL_COUNT];
static sam_source kept[MODEL_COUNT + 1];

static void set_up(void) {
    sam_diags *diags = sam_diags_new();
    kept[MODEL_COUNT] = load("models/terms", "norway");
    for (int m = 0; m < MODEL_COUNT; m++) {
        kept[m] = load("models", MODELS[m]);
        cr_assert_eq(sam_deal_reader_new(&readers[m], kept[m], kept[MODEL_COUNT], diags), SAM_OK);
    }
    sam_diags_free(diags);
}

static void tear_down(void) {
    for (int m = 0; m < MODEL_COUNT; m++)
        sam_deal_reader_free(readers[m]);
    for (int m = 0; m <= MODEL_COUNT; m++)
        free((char *)kept[m].bytes);
}

static bool read_all(sam_source scenario, sam_deal **deals) {
    sam_diags *diags = sam_diags_new();
    bool good = true;
    for (int m = 0; m < MODEL_COUNT; m++) {
        deals[m] = NULL;
        good = sam_deal_reader_read(&deals[m], readers[m], scenario, NULL, diags) == SAM_OK && good;
    }
    sam_diags_free(diags);
    return good;
}

static void free_all(sam_deal **deals) {
    for (int m = 0; m < MODEL_COUNT; m++)
        sam_deal_free(deals[m]);
}

static void same_shape(const sam_deal *a, const sam_deal *b, size_t model) {
    sam_text one = SAM_TEXT_EMPTY, other = SAM_TEXT_EMPTY;
    sam_shape_key(&one, model, a);
    sam_shape_key(&other, model, b);
    cr_assert_str_eq(one.data, other.data);
    sam_text_free(&one);
    sam_text_free(&other);
}

/* True: it matched. */
static bool hold(const sam_pattern *pattern, sam_deal *const *learnt, const char *text) {
    sam_source scenario = {"changed", text, strlen(text)};
    sam_arena *arena = sam_arena_new();
    double *room = malloc(sam_pattern_room(pattern) * sizeof *room);
    sam_match match;
    sam_matching said =
        sam_pattern_match(pattern, scenario.bytes, scenario.length, room, arena, &match);
    if (said == SAM_MATCHES) {
        sam_deal *deals[MODEL_COUNT];
        cr_assert(read_all(scenario, deals), "matched and refused");
        cr_assert_str_eq(match.scenario, deals[0]->scenario_id);
        for (size_t m = 0; m < MODEL_COUNT; m++) {
            same_shape(learnt[m], deals[m], m);
            for (uint32_t i = 0; i < deals[m]->input_count; i++)
                cr_assert_eq(match.inputs[m][i], deals[m]->inputs[i].value, "%s",
                             deals[m]->inputs[i].name);
        }
        free_all(deals);
    }
    free(room);
    sam_arena_free(arena);
    return said == SAM_MATCHES;
}

/* The next number outside of texts; NULL: none. */
static const char *next_number(const char *at, size_t *length) {
    for (bool in_text = false; *at; at++) {
        if (*at == '"' && at[-1] != '\\')
            in_text = !in_text;
        if (in_text || !strchr("-0123456789", *at))
            continue;
        *length = strspn(at, "-+.eE0123456789");
        return at;
    }
    return NULL;
}

static char *replace(const char *text, const char *at, size_t length, const char *fresh) {
    char *out = malloc(strlen(text) + strlen(fresh) + 1);
    size_t before = (size_t)(at - text);
    memcpy(out, text, before);
    strcpy(out + before, fresh);
    strcat(out, at + length);
    return out;
}

static unsigned long each_number(const sam_pattern *pattern, sam_deal *const *learnt,
                                 const char *text, unsigned long *tried) {
    unsigned long matched = 0;
    size_t length = 0;
    for (const char *at = next_number(text, &length); at; at = next_number(at + length, &length))
        for (size_t n = 0; n < NUMBER_COUNT; n++) {
            char *changed = replace(text, at, length, NUMBERS[n]);
            matched += hold(pattern, learnt, changed);
            ++*tried;
            free(changed);
        }
    return matched;
}

/* All numbers scaled a little: most stay in order and in bounds, some do not. */
static char *scale_all(const char *text, double by) {
    char *out = malloc(4 * strlen(text)), *to = out;
    size_t length = 0;
    const char *from = text;
    for (const char *at = next_number(text, &length); at; at = next_number(from, &length)) {
        memcpy(to, from, (size_t)(at - from));
        to += at - from;
        to += sprintf(to, "%.17g", atof(at) * by);
        from = at + length;
    }
    strcpy(to, from);
    return out;
}

static void check_scenario(const char *name) {
    sam_source scenario = load("scenarios", name);
    sam_deal *learnt[MODEL_COUNT];
    sam_pattern *pattern = NULL;
    cr_assert(read_all(scenario, learnt));
    cr_assert_eq(sam_pattern_learn(&pattern, scenario, learnt, MODEL_COUNT, 0), SAM_OK);
    cr_assert_not_null(pattern);
    cr_assert(hold(pattern, learnt, scenario.bytes));
    unsigned long tried = 0, matched = each_number(pattern, learnt, scenario.bytes, &tried);
    cr_expect_gt(matched, tried / 20, "%s: %lu of %lu", name, matched, tried);
    cr_expect_lt(matched, tried, "%s", name);
    for (int k = 0; k < 8; k++) {
        char *changed = scale_all(scenario.bytes, 1 + 0.001 * k);
        hold(pattern, learnt, changed);
        free(changed);
    }
    sam_pattern_free(pattern);
    free_all(learnt);
    free((char *)scenario.bytes);
}

Test(pattern, every_number_of_every_scenario, .init = set_up, .fini = tear_down, .timeout = 100) {
    for (size_t s = 0; s < sizeof SCENARIOS / sizeof *SCENARIOS; s++)
        check_scenario(SCENARIOS[s]);
}

static char *change(const char *text, const char *old, const char *fresh) {
    const char *at = strstr(text, old);
    cr_assert_not_null(at, "%s", old);
    return replace(text, at, strlen(old), fresh);
}

/* What a name may be, and what is left to the reader. */
Test(pattern, names_and_layout, .init = set_up, .fini = tear_down) {
    static const struct {
        const char *old, *fresh;
        bool matches;
    } cases[] = {
        {"\"id\": \"hitra\"", "\"id\": \"a_b_3\"", true},
        {"\"id\": \"hitra\"", "\"id\": \"A\"", false},
        {"\"id\": \"hitra\"", "\"id\": \"\"", false},
        {"\"id\": \"hitra\"", "\"id\": \"a\\u0062\"", false},
        {"Hitra: four homes", "Frøya: five", true},
        {"Hitra: four homes", "Hitra\\n", false},
        {"Hitra: four homes", "\xff", false},
        {"\"number\": \"1617\"", "\"number\": \"1\"", true},
        {"\"id\": \"flat\"", "\"id\": \"loft\"", false},
        {"\"start\": \"2013-04\"", "\"start\": \"2013-05\"", false},
        {"\"build_months\": 12", "\"build_months\": 13", false},
        {"\"build_months\": 12", "\"build_months\":  12", false},
        {"\"samspel-scenario-1\"", "\"samspel-scenario-2\"", false},
    };
    sam_source scenario = load("scenarios", "hitra");
    sam_deal *learnt[MODEL_COUNT];
    sam_pattern *pattern = NULL;
    cr_assert(read_all(scenario, learnt));
    cr_assert_eq(sam_pattern_learn(&pattern, scenario, learnt, MODEL_COUNT, 0), SAM_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *changed = change(scenario.bytes, cases[i].old, cases[i].fresh);
        cr_expect_eq(hold(pattern, learnt, changed), cases[i].matches, "%s", cases[i].fresh);
        free(changed);
    }
    char *cut = strdup(scenario.bytes);
    for (size_t length = strlen(cut); length > 0; length -= length > 97 ? 97 : length) {
        cut[length - 1] = '\0';
        cr_expect_not(hold(pattern, learnt, cut));
    }
    free(cut);
    sam_pattern_free(pattern);
    free_all(learnt);
    free((char *)scenario.bytes);
}
