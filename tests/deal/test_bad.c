/* Every wrong file in tests/bad is refused with exactly the faults of the manifest: code, pointer,
 * line and column, none missing, none twice. Places in the manifest were counted when the files
 * were written, not taken from the reader. Files too large to keep are made here. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "samspel/deal.h"

enum { LINE = 512, FAULTS_MOST = 8, FILES_LEAST = 60 };

typedef struct fault {
    char code[64], pointer[128];
    unsigned line, column;
} fault;

typedef struct wrong {
    char file[96], base[16];
    fault fault[FAULTS_MOST];
    size_t count;
} wrong;

static sam_source load(const char *name) {
    char path[LINE];
    snprintf(path, sizeof path, SAMSPEL_SOURCE_DIR "/tests/bad/%s", name);
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char *bytes = malloc(65536);
    size_t length = fread(bytes, 1, 65536, file);
    fclose(file);
    /* As long as the file and no longer, so that a sanitizer sees a step past the end. */
    char *exact = malloc(length ? length : 1);
    memcpy(exact, bytes, length);
    free(bytes);
    return (sam_source){.name = strstr(name, "good") ? name : "wrong", exact, length};
}

typedef struct files {
    sam_source model, scenario, terms;
} files;

static files load_good(void) {
    return (files){load("good_model.json"), load("good_scenario.json"), load("good_terms.json")};
}

static void free_files(files all) {
    free((char *)(size_t)all.model.bytes);
    free((char *)(size_t)all.scenario.bytes);
    free((char *)(size_t)all.terms.bytes);
}

static sam_source *slot(files *all, const char *base) {
    if (strcmp(base, "model") == 0)
        return &all->model;
    return strcmp(base, "scenario") == 0 ? &all->scenario : &all->terms;
}

/* Reads with the file in its place, as --set when base is "set". */
static sam_status read_wrong(const wrong *item, sam_diags *diags, sam_deal **deal) {
    files all = load_good();
    sam_source own = load(item->file);
    char text[LINE] = "";
    sam_override set = {.pointer = text, .value = ""};
    size_t sets = 0;
    if (strcmp(item->base, "set") == 0) {
        memcpy(text, own.bytes, own.length);
        text[own.length - 1] = '\0'; /* its line feed */
        char *equals = strchr(text, '=');
        *equals = '\0';
        set.value = equals + 1;
        sets = 1;
        free((char *)(size_t)own.bytes);
    } else {
        free((char *)(size_t)slot(&all, item->base)->bytes);
        *slot(&all, item->base) = own;
    }
    sam_status status =
        sam_deal_read(deal, all.model, all.scenario, all.terms, NULL, &set, sets, diags);
    free_files(all);
    return status;
}

static bool same(const fault *expected, const sam_diag *diag) {
    return strcmp(expected->code, diag->code) == 0 && diag->pointer &&
           strcmp(expected->pointer, diag->pointer) == 0 && expected->line == diag->line &&
           expected->column == diag->column;
}

static void check(const wrong *item) {
    sam_diags *diags = sam_diags_new();
    sam_deal *deal = NULL;
    sam_status status = read_wrong(item, diags, &deal);
    cr_expect_eq(status, SAM_INPUT, "%s: status %d", item->file, status);
    cr_expect_null(deal, "%s", item->file);
    cr_expect_eq(sam_diags_count(diags, SAM_ERROR), item->count, "%s: %zu faults, not %zu",
                 item->file, sam_diags_count(diags, SAM_ERROR), item->count);
    for (size_t i = 0; i < sam_diags_stored(diags); i++) {
        const sam_diag *diag = sam_diags_at(diags, i);
        size_t found = 0;
        for (size_t j = 0; j < item->count; j++)
            found += same(&item->fault[j], diag);
        cr_expect_eq(found, 1, "%s: told %s %s %u:%u (%s)", item->file, diag->code,
                     diag->pointer ? diag->pointer : "none", diag->line, diag->column,
                     diag->message);
        cr_expect(diag->hint && *diag->hint, "%s: %s does not say what to do", item->file,
                  diag->code);
        const char *file = strcmp(item->base, "set") == 0 ? "--set" : "wrong";
        cr_expect_str_eq(diag->file, file, "%s", item->file);
    }
    sam_diags_free(diags);
}

/* Allocations fail one by one until none does: no crash, no leak, and never a deal. */
static void check_memory(const wrong *item, int sticky) {
    sam_status status = SAM_MEMORY;
    for (long n = 1; status == SAM_MEMORY; n++) {
        cr_assert_lt(n, 1000, "%s", item->file);
        sam_diags *diags = sam_diags_new();
        sam_deal *deal = NULL;
        sam_alloc_fail_at(n, sticky);
        status = read_wrong(item, diags, &deal);
        sam_alloc_fail_at(0, 0);
        cr_expect_null(deal, "%s", item->file);
        sam_diags_free(diags);
    }
    cr_expect_eq(status, SAM_INPUT, "%s: status %d", item->file, status);
}

static char *field(char **rest) {
    char *begin = *rest;
    char *end = begin + strcspn(begin, "\t\n");
    *rest = *end ? end + 1 : end;
    *end = '\0';
    return begin;
}

/* Calls act for every file of the manifest. Returns how many there are. */
static size_t each(void (*act)(const wrong *item)) {
    FILE *manifest = fopen(SAMSPEL_SOURCE_DIR "/tests/bad/manifest.tsv", "r");
    cr_assert_not_null(manifest);
    char line[LINE];
    wrong item = {.count = 0};
    size_t seen = 0;
    while (fgets(line, sizeof line, manifest)) {
        if (*line == '#')
            continue;
        char *rest = line;
        const char *file = field(&rest);
        if (strcmp(file, item.file) != 0) {
            if (item.count)
                act(&item);
            seen++;
            item = (wrong){.count = 0};
            snprintf(item.file, sizeof item.file, "%s", file);
        }
        cr_assert_lt(item.count, FAULTS_MOST);
        fault *one = &item.fault[item.count++];
        snprintf(item.base, sizeof item.base, "%s", field(&rest));
        snprintf(one->code, sizeof one->code, "%s", field(&rest));
        snprintf(one->pointer, sizeof one->pointer, "%s", field(&rest));
        one->line = (unsigned)atoi(field(&rest));
        one->column = (unsigned)atoi(field(&rest));
    }
    act(&item);
    fclose(manifest);
    return seen;
}

static void check_memory_once(const wrong *item) {
    check_memory(item, 0);
}

static void check_memory_for_good(const wrong *item) {
    check_memory(item, 1);
}

Test(bad, every_file_has_exactly_its_faults) {
    cr_assert_geq(each(check), FILES_LEAST);
}

Test(bad, one_failed_allocation_is_survived) {
    each(check_memory_once);
}

Test(bad, exhausted_memory_is_survived) {
    each(check_memory_for_good);
}

Test(bad, the_good_files_are_good) {
    files all = load_good();
    sam_diags *diags = sam_diags_new();
    sam_deal *deal = NULL;
    cr_assert_eq(sam_deal_read(&deal, all.model, all.scenario, all.terms, NULL, NULL, 0, diags),
                 SAM_OK);
    cr_assert_eq(sam_diags_stored(diags), 0);
    sam_deal_free(deal);
    sam_diags_free(diags);
    free_files(all);
}

/* The scenario is the text before, the part count times, and the text after. */
static void check_large(const char *before, const char *part, size_t count, const char *after,
                        const char *code) {
    files all = load_good();
    size_t size = strlen(before) + count * strlen(part) + strlen(after);
    char *bytes = malloc(size + 1);
    char *at = bytes + strlen(strcpy(bytes, before));
    for (size_t i = 0; i < count; i++, at += strlen(part))
        memcpy(at, part, strlen(part));
    strcpy(at, after);
    sam_diags *diags = sam_diags_new();
    sam_deal *deal = NULL;
    sam_source large = {.name = "large", .bytes = bytes, .length = size};
    sam_status status = sam_deal_read(&deal, all.model, large, all.terms, NULL, NULL, 0, diags);
    cr_expect_eq(status, SAM_INPUT, "%s", code);
    cr_expect_null(deal);
    bool told = false;
    for (size_t i = 0; i < sam_diags_stored(diags); i++)
        told |= strcmp(sam_diags_at(diags, i)->code, code) == 0;
    cr_expect(told, "%s", code);
    sam_diags_free(diags);
    free(bytes);
    free_files(all);
}

Test(bad, deep_nesting_is_refused, .timeout = 20) {
    check_large("", "[", 10000, "", "JSON_DEPTH");
    check_large("{\"x_a\":", "{\"x\":[", 10000, "", "JSON_DEPTH");
    check_large("{\"x_a\":", "[", 65, "", "JSON_SYNTAX");
}

Test(bad, large_files_are_refused, .timeout = 60) {
    check_large("{\"x_a\":\"", "0123456789abcdef", 1048577, "\"}", "JSON_FILE_SIZE");
    check_large("{\"x_a\":[0", ",0", 100001, "]}", "JSON_NODES");
    check_large("{\"x_a\":\"", "0123456789abcdef", 4097, "\"}", "JSON_STRING_LENGTH");
}

Test(bad, too_many_elements_are_refused, .timeout = 60) {
    check_large("{\"dwellings\":[{}", ",{}", 30000, "]}", "LIMIT");
    check_large("{\"models\":{\"plain\":{\"loan\":{\"x_a\":[0", ",0", 90000, "]}}}}",
                "FIELD_MISSING");
}

/* Every unknown key is a fault, but their places are only looked for while they can be shown. */
Test(bad, many_faults_cost_little, .timeout = 20) {
    char *keys = malloc(4000 * 16 + 1);
    char *at = keys;
    for (int i = 0; i < 4000; i++)
        at += snprintf(at, 16, ",\"k%d\":0", i);
    check_large("{\"a\":0", keys, 1, "}", "FIELD_UNKNOWN");
    free(keys);
}
