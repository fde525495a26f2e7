/* The workbook as a file: same study, same bytes; nothing half written; text that looks like a
 * formula stays text; what a workbook cannot hold is refused. Its figures are proved by
 * check_workbook.c, which asks a spreadsheet program. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "samspel/report.h"

enum { BYTES = 1 << 22 };

static char folder[] = "/tmp/samspel-book-XXXXXX";
static char path[64];

static char *slurp(const char *name, size_t *length) {
    FILE *file = fopen(name, "rb");
    cr_assert_not_null(file, "%s", name);
    char *bytes = calloc(1, BYTES);
    *length = fread(bytes, 1, BYTES - 1, file);
    fclose(file);
    return bytes;
}

typedef struct study {
    sam_deal *deal;
    sam_plan *plan;
    sam_ledger *ledger;
    sam_diags *diags;
    double *inputs;
} study;

static void open_study(study *s) {
    static const char *const names[] = {"models/tilvising.json", "scenarios/hitra.json",
                                        "models/terms/norway.json"};
    sam_source sources[3];
    for (int i = 0; i < 3; i++) {
        char full[512];
        snprintf(full, sizeof full, "%s/%s", SAMSPEL_SOURCE_DIR, names[i]);
        char *bytes = slurp(full, &sources[i].length);
        sources[i].name = names[i];
        sources[i].bytes = bytes;
    }
    s->diags = sam_diags_new();
    cr_assert_eq(
        sam_deal_read(&s->deal, sources[0], sources[1], sources[2], NULL, NULL, 0, s->diags),
        SAM_OK, "%s", sam_diags_stored(s->diags) ? sam_diags_at(s->diags, 0)->message : "");
    cr_assert_eq(sam_plan_compile(&s->plan, s->deal, s->diags), SAM_OK);
    s->ledger = sam_ledger_new(s->plan, &(sam_run){.lanes = 1});
    s->inputs = calloc(s->deal->input_count, sizeof *s->inputs);
    for (uint32_t i = 0; i < s->deal->input_count; i++)
        s->inputs[i] = s->deal->inputs[i].value;
    sam_ledger_run(s->ledger);
    for (int i = 0; i < 3; i++)
        free((void *)(size_t)sources[i].bytes);
}

static void close_study(study *s) {
    sam_ledger_free(s->ledger);
    sam_plan_free(s->plan);
    sam_deal_free(s->deal);
    sam_diags_free(s->diags);
    free(s->inputs);
}

static sam_report_model model_of(const study *s) {
    return (sam_report_model){.plan = s->plan, .ledger = s->ledger};
}

static void make_folder(void) {
    cr_assert_not_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.xlsx", folder);
}

static size_t files_in_folder(void) {
    DIR *open = opendir(folder);
    size_t count = 0;
    for (struct dirent *entry = readdir(open); entry; entry = readdir(open))
        count += entry->d_name[0] != '.';
    closedir(open);
    return count;
}

static void remove_folder(void) {
    char other[80];
    snprintf(other, sizeof other, "%s/b.xlsx", folder);
    unlink(path);
    unlink(other);
    rmdir(folder);
}

TestSuite(workbook, .init = make_folder, .fini = remove_folder);

Test(workbook, same_study_same_bytes) {
    study s;
    open_study(&s);
    sam_report_model models[2] = {model_of(&s), model_of(&s)};
    char other[80];
    size_t length[2];
    snprintf(other, sizeof other, "%s/b.xlsx", folder);
    cr_assert_eq(sam_report_workbook(path, models, 2, NULL, s.diags), SAM_OK);
    sleep(1);
    cr_assert_eq(sam_report_workbook(other, models, 2, NULL, s.diags), SAM_OK);
    char *first = slurp(path, &length[0]), *second = slurp(other, &length[1]);
    cr_assert_eq(length[0], length[1]);
    cr_assert_arr_eq(first, second, length[0]);
    cr_assert_eq(files_in_folder(), 2, "something was left behind");
    free(first);
    free(second);
    close_study(&s);
}

/* A spreadsheet program calls a file with NaN or infinity in it damaged. */
Test(workbook, what_is_not_finite_is_refused_and_nothing_is_written) {
    study s;
    open_study(&s);
    sam_report_model model = model_of(&s);
    model.inputs = s.inputs;
    s.inputs[3] = NAN;
    cr_assert_eq(sam_report_workbook(path, &model, 1, NULL, s.diags), SAM_INPUT);
    cr_assert_str_eq(sam_diags_at(s.diags, 0)->value, s.deal->inputs[3].name);
    s.inputs[3] = s.deal->inputs[3].value;
    sam_ledger_set(s.ledger, sam_deal_find_input(s.deal, "project.value_to_cost"), 0, INFINITY);
    sam_ledger_run(s.ledger);
    cr_assert_eq(sam_report_workbook(path, &model, 1, NULL, s.diags), SAM_INPUT);
    cr_assert_eq(files_in_folder(), 0);
    close_study(&s);
}

Test(workbook, a_folder_that_is_not_there) {
    study s;
    open_study(&s);
    sam_report_model model = model_of(&s);
    cr_assert_eq(sam_report_workbook("/tmp/no/such/folder/a.xlsx", &model, 1, NULL, s.diags),
                 SAM_IO);
    cr_assert_eq(sam_diags_count(s.diags, SAM_ERROR), 1);
    close_study(&s);
}

/* An old file stays as it was until the new one is whole. */
Test(workbook, a_failed_study_leaves_the_old_file) {
    study s;
    size_t length = 0;
    open_study(&s);
    FILE *old = fopen(path, "w");
    fputs("old", old);
    fclose(old);
    sam_report_model model = model_of(&s);
    model.inputs = s.inputs;
    s.inputs[0] = INFINITY;
    cr_assert_eq(sam_report_workbook(path, &model, 1, NULL, s.diags), SAM_INPUT);
    char *bytes = slurp(path, &length);
    cr_assert_str_eq(bytes, "old");
    s.inputs[0] = s.deal->inputs[0].value;
    cr_assert_eq(sam_report_workbook(path, &model, 1, NULL, s.diags), SAM_OK);
    free(bytes);
    close_study(&s);
}

/* One part of the workbook, unpacked by the system's own tool; false when it has none. */
static bool unpack(const char *part, sam_text *out) {
    char command[200];
    snprintf(command, sizeof command, "unzip -p '%s' '%s' 2>/dev/null", path, part);
    FILE *pipe = popen(command, "r");
    for (int c = pipe ? fgetc(pipe) : EOF; c != EOF; c = fgetc(pipe))
        sam_text_add_char(out, (char)c);
    return pipe && pclose(pipe) == 0 && out->length > 0;
}

Test(workbook, hostile_text_stays_text) {
    study s;
    open_study(&s);
    uint32_t input = sam_deal_find_input(s.deal, "project.value_to_cost");
    sam_input *changed = (sam_input *)(size_t)&s.deal->inputs[input];
    changed->source = "=HYPERLINK(\"http://x\") _x0041_ </t><v>\x01";
    sam_report_model model = model_of(&s);
    cr_assert_eq(sam_report_workbook(path, &model, 1, NULL, s.diags), SAM_OK);
    sam_text strings = SAM_TEXT_EMPTY, sheet = SAM_TEXT_EMPTY;
    if (!unpack("xl/sharedStrings.xml", &strings) || !unpack("xl/worksheets/sheet4.xml", &sheet))
        cr_skip("no unzip here");
    cr_expect_not_null(strstr(strings.data, "<t>=HYPERLINK(\"http://x\") _x005F_x0041_ "
                                            "&lt;/t&gt;&lt;v&gt;\\x01</t>"));
    /* Beside the cell in the message at the input, and nowhere as a formula or a link. */
    for (const char *f = strstr(sheet.data, "<f>"); f; f = strstr(f + 3, "<f>"))
        cr_expect_neq(strncmp(f, "<f>HYPERLINK", 12), 0);
    cr_expect_not_null(strstr(sheet.data, "=HYPERLINK(&quot;http://x&quot;) _x0041_ &lt;/t&gt;"));
    cr_expect_null(strchr(sheet.data, 1));
    cr_expect_null(strstr(sheet.data, "<hyperlink"));
    sam_text_free(&strings);
    sam_text_free(&sheet);
    close_study(&s);
}

Test(workbook, formulas_are_within_what_spreadsheets_take) {
    study s;
    open_study(&s);
    sam_report_model model = model_of(&s);
    cr_assert_eq(sam_report_workbook(path, &model, 1, NULL, s.diags), SAM_OK);
    sam_text sheet = SAM_TEXT_EMPTY;
    if (!unpack("xl/worksheets/sheet5.xml", &sheet))
        cr_skip("no unzip here");
    size_t longest = 0, formulas = 0;
    for (const char *at = strstr(sheet.data, "<f>"); at; at = strstr(at + 3, "<f>"), formulas++) {
        size_t length = (size_t)(strstr(at, "</f>") - at) - 3;
        longest = length > longest ? length : longest;
    }
    cr_expect_gt(formulas, 50000);
    cr_expect_lt(longest, 1024, "a formula of %zu characters", longest);
    sam_text_free(&sheet);
    close_study(&s);
}
