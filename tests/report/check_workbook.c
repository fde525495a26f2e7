/* Proof that a spreadsheet program reads the same plan: LibreOffice recomputes the workbook and is
 * compared with the engine in every row and month. Twice: with wrong results stored in the file,
 * and with inputs changed in the file. A plain program, since it must be able to skip (77). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>

#include "base/number.h"
#include "libreoffice.h"
#include "operations.h"
#include "report/texts.h"
#include "samspel/metrics.h"
#include "samspel/report.h"

enum { BYTES = 1 << 25, NAME = 1, VALUE = 5, GUARD = 6, STUDIES = 32 };

/* Together these have clauses of every kind that is shipped. */
static const char *const MODELS[] = {
    "models/tilvising.json",   "models/ops.json",          "models/strategisk_kjop.json",
    "models/stiftelse.json",   "models/leigegaranti.json", "models/leige_eige.json",
    "models/provebustad.json", "models/kjopegaranti.json", "models/burettslag.json",
};
static const char SCENARIO[] = "scenarios/hitra.json";
static const char TERMS[] = "models/terms/norway.json";

/* Inputs changed for the second proof: money, a rate, and a length of time that moves flags. */
static const struct {
    const char *name;
    double value;
} CHANGED[] = {{"costs.building.per_m2", 27500},
               {"economy.husbanken_rate", 0.041},
               {"husbanken_loan.years", 20}};

typedef struct study {
    sam_deal *deal;
    sam_plan *plan;
    const char *sheet;
    sam_arena *arena;   /* of the plan of operations */
    sam_ledger *ledger; /* lane 0 as read, lane 1 changed */
    double *inputs;     /* of lane 1 */
} study;

static char *slurp(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    char *bytes = file ? calloc(1, BYTES) : NULL;
    *length = bytes ? fread(bytes, 1, BYTES - 1, file) : 0;
    if (file)
        fclose(file);
    return bytes;
}

static sam_source source(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", SAMSPEL_SOURCE_DIR, name);
    sam_source made = {.name = name};
    made.bytes = slurp(path, &made.length);
    return made;
}

static int open_study(study *s, const char *model, const char *scenario) {
    sam_source sources[3] = {source(model), source(scenario), source(TERMS)};
    sam_diags *diags = sam_diags_new();
    sam_status status =
        sam_deal_read(&s->deal, sources[0], sources[1], sources[2], NULL, NULL, 0, diags);
    if (status == SAM_OK)
        status = sam_plan_compile(&s->plan, s->deal, diags);
    s->sheet = status == SAM_OK ? s->deal->model_id : model;
    const char *fault = sam_diags_stored(diags) ? sam_diags_at(diags, 0)->message : "";
    int failed = status == SAM_OK ? 0 : fail("the model cannot be compiled", fault);
    sam_diags_free(diags);
    for (int i = 0; i < 3; i++)
        free((void *)(size_t)sources[i].bytes);
    return failed;
}

static int run_study(study *s) {
    s->ledger = sam_ledger_new(s->plan, &(sam_run){.lanes = 2});
    s->inputs = calloc(s->deal->input_count + 1, sizeof *s->inputs);
    for (uint32_t i = 0; i < s->deal->input_count; i++)
        s->inputs[i] = s->deal->inputs[i].value;
    for (size_t i = 0; i < sizeof CHANGED / sizeof *CHANGED; i++) {
        uint32_t input = sam_deal_find_input(s->deal, CHANGED[i].name);
        if (input == SAM_NO_INPUT)
            continue; /* not every model has a loan of that name */
        s->inputs[input] = CHANGED[i].value;
        sam_ledger_set(s->ledger, input, 1, CHANGED[i].value);
    }
    sam_ledger_run(s->ledger);
    return 0;
}

/* A second model of the same id, whose plan is one row for each operation and its edges. */
static int open_operations(study *s, const study *like) {
    s->arena = sam_arena_new();
    s->sheet = "tilvising 2";
    s->deal = like->deal;
    s->plan = s->arena ? operations_plan(s->arena, like->deal) : NULL;
    return s->plan ? 0 : fail("the plan of operations cannot be built", NULL);
}

static void close_study(study *s) {
    sam_ledger_free(s->ledger);
    if (s->arena) {
        sam_arena_free(s->arena);
    } else {
        sam_plan_free(s->plan);
        sam_deal_free(s->deal);
    }
    free(s->inputs);
}

/* ---- comparison ---- */

typedef struct comparison {
    const study *s;
    size_t lane;
    size_t cells, rows, wrong;
    double greatest, greatest_relative;
    bool *seen;
    bool quiet;
} comparison;

/* 1e-9 relative; where the value is near 0, a hundredth of an øre or 1e-9 of anything else: sums of
 * 1e9 NOK that cancel leave 1e-6, which a spreadsheet rounds to 0. */
static void compare(comparison *c, uint32_t row, uint32_t month, const char *field) {
    const sam_row *r = &c->s->plan->rows[row];
    /* A measure that does not exist in a case has no value there, and what its formula gives may
     * rest on the last digits of nothing; that it does not exist is a row of its own. */
    if (r->defined != SAM_NO_ROW && !(sam_ledger_value(c->s->ledger, r->defined, 0, c->lane) > 0))
        return;
    double expected = sam_ledger_value(c->s->ledger, row, month, c->lane);
    double difference = fabs(number(field) - expected);
    double small = r->unit <= SAM_UNIT_NOK_M2_YEAR ? 1e-4 : 1e-9;
    bool same = difference <= small || difference <= 1e-9 * fabs(expected);
    c->cells++;
    c->greatest = fmax(c->greatest, difference);
    if (fabs(expected) > 1)
        c->greatest_relative = fmax(c->greatest_relative, difference / fabs(expected));
    if (!same && ++c->wrong <= 10 && !c->quiet)
        printf("%s, month %u: spreadsheet %s, engine %.15g\n", r->name, month, field, expected);
}

static void compare_line(comparison *c, char **fields, size_t count) {
    const sam_plan *plan = c->s->plan;
    uint32_t row = sam_plan_find_row(plan, count > NAME ? fields[NAME] : "");
    if (row == SAM_NO_ROW || c->seen[row] || count < GUARD)
        return;
    c->seen[row] = true;
    c->rows++;
    if (plan->rows[row].kind == SAM_ROW_SCALAR) {
        compare(c, row, 0, fields[VALUE]);
        return;
    }
    for (uint32_t m = 1; m <= plan->months; m++)
        compare(c, row, m, GUARD + m < count ? fields[GUARD + m] : "");
}

static int compare_sheet(comparison *c, const char *folder, const char *file) {
    char path[700];
    size_t length = 0, count = 0;
    snprintf(path, sizeof path, "%s/%s-%s.csv", folder, file, c->s->sheet);
    char *bytes = slurp(path, &length);
    if (!bytes)
        return fail("no such sheet", path);
    static char *fields[FIELDS];
    c->seen = calloc(c->s->plan->row_count, sizeof *c->seen);
    for (char *at = bytes; *at;) {
        at = cut(at, fields, &count);
        compare_line(c, fields, count);
    }
    free(c->seen);
    free(bytes);
    return c->rows == c->s->plan->row_count ? 0 : fail("rows are missing", path);
}

/* A line in the order of the deal's parties is called as people call that party. */
static bool is_called(const char *field, const sam_deal *deal, uint32_t party) {
    const char *word = sam_say_party(deal, party);
    return strcasecmp(field, word) == 0;
}

/* Internal rates of return in the summary: the last filled column of a party's line. */
static void compare_irr(comparison *c, uint32_t party, char **fields, size_t count) {
    const sam_deal *deal = c->s->deal;
    if (party >= deal->party_count || count < 7 || !is_called(fields[0], deal, party)) {
        c->wrong++;
        printf("no line of a party: %s\n", fields[0]);
        return;
    }
    if (deal->parties[party].role == SAM_ROLE_PROJECT)
        return;
    char name[200];
    static double flows[FIELDS];
    sam_irr irr, base;
    snprintf(name, sizeof name, "%s.net", deal->parties[party].id);
    sam_ledger_series(c->s->ledger, sam_plan_find_row(c->s->plan, name), 0, flows);
    sam_irr_monthly(&base, flows, c->s->plan->months);
    sam_ledger_series(c->s->ledger, sam_plan_find_row(c->s->plan, name), c->lane, flows);
    sam_irr_monthly(&irr, flows, c->s->plan->months);
    /* A formula is written only where the case in the file has a rate. */
    if (!irr.has_quoted || !base.has_quoted)
        return;
    c->rows++;
    if (!(fabs(number(fields[6]) - irr.quoted) <= 1e-8) && ++c->wrong)
        printf("rate of return of %s: spreadsheet %s, engine %.15g\n", fields[0], fields[6],
               irr.quoted);
}

/* A model's part of the summary begins with its heading and the columns' heads, then has a line a
 * party, and ends with an empty line. */
static int compare_summary(comparison *c, const char *folder, const char *file) {
    char path[700];
    size_t length = 0, count = 0;
    snprintf(path, sizeof path, "%s/%s-Summary.csv", folder, file);
    char *bytes = slurp(path, &length);
    if (!bytes)
        return fail("no such sheet", path);
    static char *fields[FIELDS];
    uint32_t lines = 0;
    bool inside = false;
    for (char *at = bytes; *at;) {
        at = cut(at, fields, &count);
        if (inside && !*fields[0])
            break;
        if (inside && lines > 0)
            compare_irr(c, lines - 1, fields, count);
        lines += inside;
        inside = inside || is_heading(fields[0], c->s->sheet);
    }
    free(bytes);
    /* The last model's part ends with the file. */
    bool whole = lines == 1 + c->s->deal->party_count;
    return whole && !c->wrong ? 0 : fail("rates of return differ", c->s->sheet);
}

/* One year: each party's net flow, to a hundredth of a krone. */
static void compare_year(comparison *c, const sam_result *result, char **fields, size_t count) {
    uint32_t year = (uint32_t)number(fields[0]) - result->first_year;
    for (uint32_t p = 0; p < c->s->deal->party_count && year < result->year_count; p++) {
        double expected = result->yearly[(size_t)p * result->year_count + year];
        const char *field = p + 1 < count ? fields[p + 1] : "";
        double difference = fabs(number(field) - expected);
        c->cells++;
        c->greatest = fmax(c->greatest, difference);
        if (!(difference <= 0.01) && ++c->wrong <= 10)
            printf("%s in %s: spreadsheet %s, engine %.15g\n", c->s->deal->parties[p].id, fields[0],
                   field, expected);
    }
    c->rows += year < result->year_count;
}

static bool names_parties(const sam_deal *deal, char **fields, size_t count) {
    for (uint32_t p = 0; p < deal->party_count; p++)
        if (p + 1 >= count || !is_called(fields[p + 1], deal, p))
            return false;
    return true;
}

/* The years of a model begin with its heading, then a line that names the parties. */
static int compare_years(comparison *c, const char *folder, const char *file) {
    char path[700];
    size_t length = 0, count = 0;
    snprintf(path, sizeof path, "%s/%s-Years.csv", folder, file);
    char *bytes = slurp(path, &length);
    sam_result *result = NULL;
    if (!bytes || sam_metrics_measure(&result, c->s->ledger, c->lane, false) != SAM_OK)
        return fail("no such sheet, or no result", path);
    static char *fields[FIELDS];
    enum { BEFORE, HEAD, INSIDE, BEHIND } place = BEFORE;
    bool named = false;
    for (char *at = bytes; *at && place != BEHIND;) {
        at = cut(at, fields, &count);
        if (place == INSIDE && !*fields[0]) {
            place = BEHIND;
        } else if (place == INSIDE) {
            compare_year(c, result, fields, count);
        } else if (place == HEAD) {
            named = names_parties(c->s->deal, fields, count);
            place = INSIDE;
        } else if (is_heading(fields[0], c->s->sheet)) {
            place = HEAD;
        }
    }
    bool whole =
        named && c->rows == result->year_count && c->cells >= 3 * (size_t)result->year_count;
    sam_result_free(result);
    free(bytes);
    return whole && !c->wrong ? 0 : fail("yearly flows differ, or are missing", c->s->sheet);
}

static int no_check_failed(const char *folder, const char *file) {
    char path[700];
    size_t length = 0;
    snprintf(path, sizeof path, "%s/%s-Checks.csv", folder, file);
    char *bytes = slurp(path, &length);
    bool good = bytes && strstr(bytes, ",OK\n") && !strstr(bytes, "WRONG") && !strstr(bytes, "Err");
    free(bytes);
    return good ? 0 : fail("a check in the workbook fails", path);
}

static int report(const comparison *c, const char *what) {
    printf("%s, %s: %zu rows, %zu cells, greatest difference %.3g, relative %.3g, %zu wrong\n",
           c->s->sheet, what, c->rows, c->cells, c->greatest, c->greatest_relative, c->wrong);
    return c->wrong == 0 ? 0 : fail("the spreadsheet differs from the engine", what);
}

static int write_file(const char *folder, const char *name, const sam_report_model *models,
                      size_t count, double cached_offset) {
    char path[600];
    struct stat file;
    struct timespec begin, end;
    const sam_workbook_options options = {.cached_offset = cached_offset};
    snprintf(path, sizeof path, "%s/%s.xlsx", folder, name);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    if (sam_report_workbook(path, models, count, &options, NULL) != SAM_OK || stat(path, &file))
        return fail("no workbook", path);
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%s.xlsx: %lld bytes, written in %.2f s\n", name, (long long)file.st_size,
           (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec));
    return 0;
}

static int write_files(const study *studies, size_t count, const char *folder) {
    sam_report_model models[STUDIES] = {{0}};
    for (size_t i = 0; i < count; i++)
        models[i] = (sam_report_model){.plan = studies[i].plan, .ledger = studies[i].ledger};
    if (write_file(folder, "wrong", models, count, 12345.5))
        return 1;
    for (size_t i = 0; i < count; i++)
        models[i].inputs = studies[i].inputs;
    return write_file(folder, "changed", models, count, 0);
}

static int prove_rows(const study *s, const char *folder) {
    comparison wrong = {.s = s, .lane = 0}, changed = {.s = s, .lane = 1};
    if (compare_sheet(&wrong, folder, "wrong") || compare_sheet(&changed, folder, "changed"))
        return 1;
    return report(&wrong, "wrong results stored") | report(&changed, "inputs changed");
}

static int prove(const study *s, const char *folder) {
    comparison rates = {.s = s, .lane = 0}, changed_rates = {.s = s, .lane = 1};
    comparison crossed = {.s = s, .lane = 1, .quiet = true};
    if (compare_sheet(&crossed, folder, "wrong"))
        return 1;
    /* What is compared must be able to differ: the changed case is not the base case. */
    if (crossed.wrong < s->plan->months)
        return fail("the changed inputs change too little to prove anything", s->sheet);
    comparison years = {.s = s, .lane = 0}, changed_years = {.s = s, .lane = 1};
    int failed =
        compare_years(&years, folder, "wrong") | compare_years(&changed_years, folder, "changed");
    printf("%s, years: %zu and %zu cells, greatest difference %.3g\n", s->sheet, years.cells,
           changed_years.cells, fmax(years.greatest, changed_years.greatest));
    return failed | prove_rows(s, folder) | compare_summary(&rates, folder, "wrong") |
           compare_summary(&changed_rates, folder, "changed");
}

static int prove_all(study *studies, const char *const *models, size_t count, const char *scenario,
                     const char *folder, bool given) {
    double seconds = 0;
    int failed = 0;
    for (size_t i = 0; i < count; i++)
        if (open_study(&studies[i], models[i], scenario) || run_study(&studies[i]))
            return 1;
    if (!given && (open_operations(&studies[count], &studies[0]) || run_study(&studies[count++])))
        return 1;
    if (write_files(studies, count, folder) || convert(folder, &seconds))
        return 1;
    printf("LibreOffice: %.1f s for two workbooks\n", seconds);
    for (size_t i = 0; i < count; i++)
        failed |= studies[i].arena ? prove_rows(&studies[i], folder) : prove(&studies[i], folder);
    return failed | no_check_failed(folder, "wrong") | no_check_failed(folder, "changed");
}

/* Without arguments the shipped models; else a scenario and models, to look at others. */
int main(int argc, char **argv) {
    if (system("command -v soffice >/dev/null 2>&1") != 0) {
        printf("SKIPPED: soffice is not installed, so that no spreadsheet program was asked\n");
        return 77;
    }
    static study studies[STUDIES];
    char folder[] = "/tmp/samspel-workbook-XXXXXX", command[200];
    bool given = argc > 2 && argc - 2 < STUDIES;
    const char *const *models = given ? (const char *const *)(argv + 2) : MODELS;
    size_t count = given ? (size_t)argc - 2 : sizeof MODELS / sizeof *MODELS;
    if (!mkdtemp(folder) || make_profile(folder))
        return fail("no folder to work in", folder);
    int failed = prove_all(studies, models, count, given ? argv[1] : SCENARIO, folder, given);
    for (size_t i = 0; i <= count && i < STUDIES; i++)
        close_study(&studies[i]);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (!failed && system(command) != 0)
        printf("left behind: %s\n", folder);
    return failed;
}
