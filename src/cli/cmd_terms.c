/* samspel terms: the dated programme terms, each with the value that holds on a day. Shows what the
 * file says; whether it is right is for samspel check. */
#include <string.h>
#include <time.h>

#include "base/number.h"
#include "cli/names.h"
#include "deal/fields.h"
#include "deal/nearest.h"
#include "report/json.h"
#include "report/table.h"
#include "report/texts.h"
#include "samspel/metrics.h"

typedef struct term {
    const char *id, *unit, *name, *from, *source, *confidence;
    double value;
    bool known; /* has a value on that day */
} term;

/* The last step of the series that has begun. Days in ISO form compare as texts. Nullable. */
static const sam_tree *step_on(const sam_tree *series, const char *day) {
    const sam_tree *found = NULL;
    const char *latest = "";
    for (const sam_tree *step = series ? series->child : NULL; step; step = step->next) {
        const char *from = sam_cli_text(step, "from");
        if (!from || strcmp(from, day) > 0 || strcmp(from, latest) < 0)
            continue;
        found = step;
        latest = from;
    }
    return found;
}

static term read_term(const sam_tree *tree, const char *day) {
    term out = {.id = sam_cli_text(tree, "id"), .unit = sam_cli_text(tree, "unit")};
    out.name = sam_cli_name(sam_tree_member(tree, "name"));
    const sam_tree *step = step_on(sam_tree_member(tree, "series"), day);
    const sam_tree *value = step ? sam_tree_member(step, "value") : NULL;
    out.from = sam_cli_text(step, "from");
    out.source = sam_cli_text(step, "source");
    out.confidence = sam_cli_text(step, "confidence");
    out.known = value && value->kind == SAM_TREE_NUMBER;
    out.value = out.known ? value->number : 0;
    return out;
}

/* A prefix that is named must begin the id: "husbanken" takes all of Husbanken's terms. */
static bool wanted(const sam_cli *cli, const term *t) {
    for (size_t i = 0; t->id && i < cli->argument_count; i++)
        if (strncmp(t->id, cli->arguments[i], strlen(cli->arguments[i])) == 0)
            return true;
    return t->id && cli->argument_count == 0;
}

static sam_status choose_day(sam_cli *cli, const char **day) {
    *day = sam_cli_value(cli, "at");
    sam_date date;
    if (*day && !sam_date_read(&date, *day, strlen(*day)))
        return sam_cli_usage(cli, "--at must be a day such as 2026-01-31, not \"%s\"", *day);
    if (*day)
        return SAM_OK;
    time_t now = time(NULL);
    struct tm local;
    char text[16];
    if (!localtime_r(&now, &local) || strftime(text, sizeof text, "%Y-%m-%d", &local) != 10)
        return sam_cli_fail(cli, SAM_IO, "the clock gives no day; name one with --at");
    *day = sam_arena_text(cli->arena, text, 10);
    return *day ? SAM_OK : SAM_MEMORY;
}

static void tell_json(sam_cli *cli, const term *terms, size_t count) {
    sam_json json;
    sam_json_begin(&json, &cli->out);
    sam_json_open_array(&json);
    for (size_t i = 0; i < count; i++) {
        const term *t = &terms[i];
        sam_json_open_object(&json);
        sam_json_key_string(&json, "id", t->id);
        sam_json_key_string(&json, "name", t->name);
        sam_json_key_string(&json, "unit", t->unit);
        sam_json_key(&json, "value");
        if (t->known)
            sam_json_number(&json, t->value);
        else
            sam_json_null(&json);
        sam_json_key_string(&json, "from", t->from);
        sam_json_key_string(&json, "source", t->source);
        sam_json_key_string(&json, "confidence", t->confidence);
        sam_json_close_object(&json);
    }
    sam_json_close_array(&json);
    sam_json_end(&json);
}

/* A unit by what it is called; one that is not known, as it stands. */
static const char *unit_word(const char *unit) {
    for (int i = 0; i <= SAM_UNIT_FLAG; i++)
        if (strcmp(sam_unit_text((sam_unit)i), unit) == 0)
            return sam_say_unit((sam_unit)i);
    return unit;
}

/* "85,00 %", "40 000 NOK": a unit of its own column would leave no room for the source. */
static void add_value_text(sam_table *table, const term *t) {
    char number[2 * SAM_NUMBER_SIZE];
    sam_text text = SAM_TEXT_EMPTY;
    bool rate = t->unit && strncmp(t->unit, "rate", 4) == 0;
    bool percent = rate || (t->unit && strcmp(t->unit, "share") == 0);
    double value = percent ? t->value * 100 : t->value;
    double size = value < 0 ? -value : value;
    bool whole = size < 1e15 && size == (double)(long long)size;
    sam_number_print_norwegian(number, value, whole && !percent ? 0 : 2);
    sam_text_add(&text, number);
    sam_text_add(&text, percent ? "\xc2\xa0%" : "\xc2\xa0");
    if (!percent && t->unit && strcmp(t->unit, "count") != 0 && strcmp(t->unit, "ratio") != 0)
        sam_text_add(&text, unit_word(t->unit));
    sam_table_text(table, text.data);
    sam_text_free(&text);
}

/* "highest loan-to-value, private owner (husbanken.ltv_max.private)". */
static void add_name(sam_table *table, const term *t) {
    sam_text name = SAM_TEXT_EMPTY;
    sam_text_format(&name, t->name && *t->name ? "%s (%s)" : "%s%s", t->name ? t->name : "",
                    t->id ? t->id : "");
    sam_table_text(table, name.broken ? NULL : name.data);
    sam_text_free(&name);
}

/* "2026-01-31" as "31.01.2026". */
static void add_day(sam_table *table, const char *day) {
    sam_text text = SAM_TEXT_EMPTY;
    if (day && strlen(day) == 10)
        sam_text_format(&text, "%.2s.%.2s.%.4s", day + 8, day + 5, day);
    sam_table_text(table, text.length ? text.data : day);
    sam_text_free(&text);
}

static void add_term(sam_table *table, const term *t, bool text) {
    if (text)
        add_name(table, t);
    else
        sam_table_text(table, t->id);
    if (!t->known)
        sam_table_none(table);
    else if (text)
        add_value_text(table, t);
    else
        sam_table_number(table, t->value);
    if (!text)
        sam_table_text(table, t->unit);
    if (text)
        add_day(table, t->from);
    else
        sam_table_text(table, t->from);
    sam_table_text(table, text && t->confidence ? sam_tr(t->confidence) : t->confidence);
    sam_table_text(table, text && t->source ? sam_tr_data(t->source) : t->source);
}

static sam_status tell_table(sam_cli *cli, const term *terms, size_t count) {
    static const sam_column csv[] = {
        {"id", NULL, false, 0},   {"value", NULL, true, 0},       {"unit", NULL, false, 0},
        {"from", NULL, false, 0}, {"confidence", NULL, false, 0}, {"source", NULL, false, 0},
    };
    const sam_column shown[] = {
        {_("Name"), NULL, false, 0}, {_("Value"), NULL, true, 0},   {_("From"), NULL, false, 0},
        {_("Sure"), NULL, false, 0}, {_("Source"), NULL, false, 0},
    };
    bool text = cli->format == SAM_FORMAT_TEXT;
    sam_table *table = text ? sam_table_new(shown, 5) : sam_table_new(csv, 6);
    if (!table)
        return SAM_MEMORY;
    for (size_t i = 0; i < count; i++)
        add_term(table, &terms[i], text);
    if (text)
        sam_table_print(table, &cli->out, cli->width, cli->colour);
    else
        sam_table_print_csv(table, &cli->out);
    sam_table_free(table);
    return SAM_OK;
}

static sam_status none_found(const sam_cli *cli, const sam_tree *list) {
    sam_nearest nearest = {.word = cli->arguments[0]};
    for (const sam_tree *t = list ? list->child : NULL; t; t = t->next)
        if (sam_cli_text(t, "id"))
            sam_nearest_offer(&nearest, sam_cli_text(t, "id"));
    if (nearest.best)
        return sam_cli_usage(cli, "no term begins with \"%s\"; did you mean %s?", nearest.word,
                             nearest.best);
    return sam_cli_usage(cli, "no term begins with \"%s\"", nearest.word);
}

static sam_status run(sam_cli *cli) {
    const char *day = NULL;
    const sam_tree *top = NULL;
    sam_status status = choose_day(cli, &day);
    const char *path = status == SAM_OK ? sam_cli_data_path(cli, SAM_CLI_TERMS) : NULL;
    if (status == SAM_OK)
        status = path ? sam_cli_read_tree(cli, path, &top) : SAM_IO;
    if (status != SAM_OK)
        return status;
    const sam_tree *list = sam_tree_member(top, "terms");
    size_t count = 0, most = 1;
    for (const sam_tree *t = list ? list->child : NULL; t; t = t->next)
        most++;
    term *terms = sam_arena_array(cli->arena, most, sizeof *terms);
    if (!terms)
        return SAM_MEMORY;
    for (const sam_tree *t = list ? list->child : NULL; t; t = t->next) {
        terms[count] = read_term(t, day);
        count += wanted(cli, &terms[count]);
    }
    if (count == 0 && cli->argument_count > 0)
        return none_found(cli, list);
    if (cli->format != SAM_FORMAT_JSON)
        return tell_table(cli, terms, count);
    tell_json(cli, terms, count);
    return SAM_OK;
}

static const sam_option options[] = {
    {"at", '\0', "DAY",
     N_("Show the values that hold on this day, such as 2026-01-31; default today"), false},
    {0},
};

const sam_command sam_command_terms = {
    .name = "terms",
    .arguments = "[PREFIX...]",
    .summary = N_("List the dated terms of the housing programmes, with their sources"),
    .description =
        N_("Every term with the value that holds today or on the day of --at: since when, where it "
           "is from, and how sure it is. A term without a value yet shows a dash. With arguments: "
           "only terms whose id begins with one of them.\n"
           "\n"
           "Text shows shares and rates as percent; JSON and CSV give fractions, as files do."),
    .examples = "  samspel terms husbanken --at 2015-06-01",
    .options = options,
    .most = 100,
    .run = run,
};
