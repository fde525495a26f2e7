/* samspel selftest: published numbers against this very program. Runs the groups of vectors and
 * shows what each gave; the vectors themselves are in selftest_*.c. */
#include <string.h>

#include "base/number.h"
#include "cli/cli.h"
#include "cli/selftest.h"
#include "report/json.h"
#include "report/table.h"

const char *sam_selftest_words(const sam_selftest *t, const char *english) {
    return t->spoken ? sam_tr(english) : english;
}

static void add(sam_selftest *t, sam_vector v) {
    if (t->count == SAM_SELFTEST_MOST || !v.what) {
        t->status = t->status == SAM_OK ? SAM_MEMORY : t->status;
        return;
    }
    v.source = sam_selftest_words(t, t->source);
    v.what = sam_selftest_words(t, v.what);
    if (t->same_tolerance)
        v.tolerance = t->tolerance;
    v.difference = v.has_expected && v.has_got ? v.got - v.expected : 0;
    double size = v.difference < 0 ? -v.difference : v.difference;
    /* A NaN holds against nothing. */
    v.holds = v.has_expected == v.has_got && size <= v.tolerance;
    t->vectors[t->count++] = v;
}

void sam_selftest_number(sam_selftest *t, const char *what, double expected, double got,
                         double tolerance) {
    add(t, (sam_vector){.what = what,
                        .has_expected = true,
                        .has_got = true,
                        .expected = expected,
                        .got = got,
                        .tolerance = tolerance});
}

void sam_selftest_none(sam_selftest *t, const char *what, bool exists, double got) {
    add(t, (sam_vector){.what = what, .has_got = exists, .got = got});
}

/* ---- telling ---- */

static void key_or_null(sam_json *json, const char *key, bool exists, double value) {
    sam_json_key(json, key);
    if (exists)
        sam_json_number(json, value);
    else
        sam_json_null(json);
}

static void tell_json(sam_cli *cli, const sam_selftest *t, size_t wrong) {
    sam_json json;
    sam_json_begin(&json, &cli->out);
    sam_json_open_object(&json);
    sam_json_key_string(&json, "version", SAMSPEL_VERSION);
    sam_json_key_whole(&json, "count", (long long)t->count);
    sam_json_key_whole(&json, "wrong", (long long)wrong);
    sam_json_key(&json, "vectors");
    sam_json_open_array(&json);
    for (size_t i = 0; i < t->count; i++) {
        const sam_vector *v = &t->vectors[i];
        sam_json_open_object(&json);
        sam_json_key_string(&json, "source", v->source);
        sam_json_key_string(&json, "what", v->what);
        key_or_null(&json, "expected", v->has_expected, v->expected);
        key_or_null(&json, "got", v->has_got, v->got);
        key_or_null(&json, "difference", v->has_expected && v->has_got, v->difference);
        sam_json_key_number(&json, "tolerance", v->tolerance);
        sam_json_key(&json, "ok");
        sam_json_bool(&json, v->holds);
        sam_json_close_object(&json);
    }
    sam_json_close_array(&json);
    sam_json_close_object(&json);
    sam_json_end(&json);
}

static void cell(sam_table *table, bool exists, double value) {
    if (exists)
        sam_table_number(table, value);
    else
        sam_table_none(table);
}

static sam_status tell_csv(sam_cli *cli, const sam_selftest *t) {
    static const sam_column columns[] = {
        {"source", NULL, false, 0}, {"what", NULL, false, 0},      {"expected", NULL, true, 0},
        {"got", NULL, true, 0},     {"difference", NULL, true, 0}, {"tolerance", NULL, true, 0},
        {"result", NULL, false, 0},
    };
    sam_table *table = sam_table_new(columns, 7);
    if (!table)
        return SAM_MEMORY;
    for (size_t i = 0; i < t->count; i++) {
        const sam_vector *v = &t->vectors[i];
        sam_table_text(table, v->source);
        sam_table_text(table, v->what);
        cell(table, v->has_expected, v->expected);
        cell(table, v->has_got, v->got);
        cell(table, v->has_expected && v->has_got, v->difference);
        sam_table_number(table, v->tolerance);
        sam_table_text(table, v->holds ? "ok" : "FAIL");
    }
    sam_table_print_csv(table, &cli->out);
    sam_table_free(table);
    return SAM_OK;
}

/* As many decimals as the tolerance gives meaning to. */
static int decimals(double tolerance, double expected) {
    if (tolerance <= 0)
        return expected > 1e6 ? 2 : 0;
    int count = 0;
    double unit = 1;
    while (unit > tolerance && count < 9) {
        unit /= 10;
        count++;
    }
    return count;
}

/* "4e-12": a small number is read for its size alone. */
static const char *size_of(const sam_selftest *t, double value) {
    const char *sign = value < 0 ? "-" : "";
    double rest = value < 0 ? -value : value;
    int power = 0;
    if (!(rest > 0) || !(rest < 1e300))
        return rest > 0 ? _("too large") : "0";
    for (; rest < 0.95 && power > -330; power--)
        rest *= 10;
    for (; rest >= 9.5; power++)
        rest /= 10;
    int digit = (int)(rest + 0.5);
    return power == 0 ? sam_arena_format(t->arena, "%s%d", sign, digit)
                      : sam_arena_format(t->arena, "%s%de%d", sign, digit, power);
}

static void text_value(sam_table *table, bool exists, double value, int places) {
    if (exists)
        sam_table_decimals(table, value, places);
    else
        sam_table_text(table, _("none"));
}

/* The vectors of one source, from first; returns the one after the last. */
static size_t tell_source(sam_cli *cli, const sam_selftest *t, size_t first) {
    const sam_column columns[] = {{"", NULL, false, 0},
                                  {_("expected"), NULL, true, 0},
                                  {_("got"), NULL, true, 0},
                                  {_("difference"), NULL, true, 0},
                                  {_("tolerance"), NULL, true, 0},
                                  {"", NULL, false, 0}};
    sam_table *table = sam_table_new(columns, 6);
    size_t i = first;
    for (; i < t->count && strcmp(t->vectors[i].source, t->vectors[first].source) == 0; i++) {
        const sam_vector *v = &t->vectors[i];
        int places = decimals(v->tolerance, v->expected);
        if (!table)
            continue;
        sam_table_text(table, v->what);
        text_value(table, v->has_expected, v->expected, places);
        text_value(table, v->has_got, v->got, places);
        sam_table_text(table, size_of(t, v->difference));
        sam_table_text(table, size_of(t, v->tolerance));
        sam_table_text(table, v->holds ? _("ok") : _("FAIL"));
    }
    sam_wrap(&cli->out, t->vectors[first].source, 0, cli->width, 0);
    sam_text_add(&cli->out, "\n");
    if (table)
        sam_table_print(table, &cli->out, cli->width, cli->colour);
    cli->out.broken = cli->out.broken || !table;
    sam_table_free(table);
    sam_text_add(&cli->out, "\n");
    return i;
}

static void tell_text(sam_cli *cli, const sam_selftest *t, size_t wrong) {
    for (size_t i = 0; i < t->count;)
        i = tell_source(cli, t, i);
    if (wrong)
        sam_text_format(&cli->out, _("%zu published numbers, not met: %zu\n"), t->count, wrong);
    else
        sam_text_format(&cli->out, _("%zu published numbers, all are met\n"), t->count);
}

static sam_status tell(sam_cli *cli, const sam_selftest *t, size_t wrong) {
    sam_status status = SAM_OK;
    if (cli->format == SAM_FORMAT_JSON)
        tell_json(cli, t, wrong);
    else if (cli->format == SAM_FORMAT_CSV)
        status = tell_csv(cli, t);
    else
        tell_text(cli, t, wrong);
    return status;
}

/* ---- running ---- */

static sam_status read_tolerance(sam_cli *cli, sam_selftest *t) {
    const char *text = sam_cli_value(cli, "tolerance");
    t->same_tolerance = text != NULL;
    if (text && (!sam_number_parse_loose(text, strlen(text), &t->tolerance) || t->tolerance < 0))
        return sam_cli_usage(cli, "--tolerance needs a number that is not negative, not \"%s\"",
                             text);
    return SAM_OK;
}

static sam_status run(sam_cli *cli) {
    static void (*const GROUPS[])(sam_selftest *) = {
        sam_selftest_loans, sam_selftest_cover,  sam_selftest_periodic,
        sam_selftest_dated, sam_selftest_norway, sam_selftest_mathematics};
    sam_selftest t = {
        .arena = cli->arena, .diags = cli->diags, .spoken = cli->format == SAM_FORMAT_TEXT};
    t.vectors = sam_arena_array(cli->arena, SAM_SELFTEST_MOST, sizeof *t.vectors);
    sam_status status = t.vectors ? read_tolerance(cli, &t) : SAM_MEMORY;
    if (status != SAM_OK)
        return status;
    for (size_t i = 0; i < sizeof GROUPS / sizeof *GROUPS; i++)
        GROUPS[i](&t);
    size_t wrong = 0;
    for (size_t i = 0; i < t.count; i++)
        wrong += !t.vectors[i].holds;
    status = tell(cli, &t, wrong);
    if (status != SAM_OK || t.status != SAM_OK)
        return status != SAM_OK ? status : t.status;
    return wrong ? sam_cli_fail(cli, SAM_WRONG, "published numbers that are not met: %zu of %zu",
                                wrong, t.count)
                 : SAM_OK;
}

static const sam_option OPTIONS[] = {
    {"tolerance", 't', "D",
     N_("Allow every number this difference, and not the one that its source gives meaning to"),
     false},
    {0},
};

const sam_command sam_command_selftest = {
    .name = "selftest",
    .arguments = "",
    .summary = N_("Hold the engine against published numbers"),
    .description = N_(
        "Runs figures that others have published through the functions and the clauses that every "
        "other command uses, and shows for each the source, what was expected, what this program "
        "gives, the difference and what is allowed: half a unit of the last digit printed, or what "
        "the source allows itself. Nothing is read and nothing is needed but the program.\n"
        "\n"
        "The exit code is 0 when every number is met and 70 when one is not."),
    .examples = "samspel selftest\n"
                "samspel selftest --format csv --out selftest.csv",
    .options = OPTIONS,
    .least = 0,
    .most = 0,
    .run = run,
};
