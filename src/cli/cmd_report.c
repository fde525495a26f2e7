/* samspel report: a study as files that people open. */
#include <string.h>

#include "cli/progress.h"
#include "cli/report_parts.h"
#include "cli/study.h"
#include "report/html.h"
#include "samspel/report.h"

/* A word as a POSIX shell reads it back: between single quotes where it is not plain. */
static void add_word(sam_text *text, const char *word) {
    static const char PLAIN[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "@%+=:,./_-";
    if (*word && strspn(word, PLAIN) == strlen(word)) {
        sam_text_add(text, word);
        return;
    }
    sam_text_add_char(text, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            sam_text_add(text, "'\\");
        sam_text_add_char(text, *word);
        if (*word == '\'')
            sam_text_add_char(text, '\'');
    }
    sam_text_add_char(text, '\'');
}

/* The command as it was given, so that the report can be made again: what decides the result, and
 * not where it was written. The language is told however it was chosen, and last. */
static const char *command_line(sam_cli *cli) {
    static const char *const LEFT_OUT[] = {"html", "xlsx", "force",   "quiet",
                                           "out",  "data", "threads", "lang"};
    sam_text text = SAM_TEXT_EMPTY;
    sam_text_add(&text, "samspel report");
    for (size_t i = 0; i < cli->argument_count; i++) {
        const char *word = cli->arguments[i];
        sam_text_add_char(&text, ' ');
        if (word[0] == '-' && word[1]) /* a file after "--": it must not be read as an option */
            sam_text_add(&text, "./");
        add_word(&text, word);
    }
    for (size_t i = 0; i < cli->given_count; i++) {
        bool left_out = false;
        for (size_t k = 0; k < sizeof LEFT_OUT / sizeof *LEFT_OUT; k++)
            left_out = left_out || strcmp(cli->given[i].option->name, LEFT_OUT[k]) == 0;
        if (left_out)
            continue;
        sam_text_format(&text, " --%s", cli->given[i].option->name);
        if (cli->given[i].value) {
            sam_text_add_char(&text, ' ');
            add_word(&text, cli->given[i].value);
        }
    }
    sam_text_format(&text, " --lang %s", sam_language_code(sam_language_now()));
    const char *copy = text.broken ? NULL : sam_arena_text(cli->arena, text.data, text.length);
    sam_text_free(&text);
    return copy;
}

/* Terms are looked for of so many models unasked: it takes seconds a model. */
enum { CHOICE_UNASKED = 3 };

typedef struct wanted {
    const char *xlsx, *html;
    sam_report_wish wish;
} wanted;

/* --with and --without: parts by name. */
static sam_status read_parts(sam_cli *cli, const char *option, bool put_in, sam_report_wish *wish) {
    const struct {
        const char *name;
        bool *part;
    } PARTS[] = {{"sensitivity", &wish->sensitivity},
                 {"clauses", &wish->clauses},
                 {"choice", &wish->choice}};
    const char *name;
    for (size_t i = 0; (name = sam_cli_value_at(cli, option, i)) != NULL; i++) {
        bool known = false;
        for (size_t k = 0; k < sizeof PARTS / sizeof *PARTS; k++) {
            if (strcmp(name, PARTS[k].name) != 0)
                continue;
            *PARTS[k].part = put_in;
            known = true;
        }
        if (!known)
            return sam_cli_usage(cli,
                                 "--%s %s: the parts of a page are sensitivity, clauses and choice",
                                 option, name);
    }
    return SAM_OK;
}

static sam_status read_wish(sam_cli *cli, sam_report_wish *wish) {
    long draws = 0, seed = 1;
    *wish = (sam_report_wish){.sensitivity = true,
                              .clauses = true,
                              .choice = cli->argument_count <= CHOICE_UNASKED,
                              .x = sam_cli_value(cli, "x"),
                              .y = sam_cli_value(cli, "y")};
    if (sam_cli_value(cli, "seed") && !sam_cli_value(cli, "draws"))
        return sam_cli_usage(cli, "--seed is for --draws, which is missing");
    if (!wish->x != !wish->y)
        return sam_cli_usage(cli, "--x and --y are two terms on the table: name both or neither");
    sam_status status = sam_cli_whole(cli, "draws", 1, 10000000, &draws);
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "seed", 0, 2147483647, &seed);
    if (status == SAM_OK)
        status = sam_cli_threads(cli, &wish->threads);
    if (status == SAM_OK)
        status = read_parts(cli, "with", true, wish);
    if (status == SAM_OK)
        status = read_parts(cli, "without", false, wish);
    wish->draws = (uint64_t)draws;
    wish->seed = (uint64_t)seed;
    return status;
}

static sam_status read_wanted(sam_cli *cli, wanted *w) {
    *w = (wanted){.xlsx = sam_cli_value(cli, "xlsx"), .html = sam_cli_value(cli, "html")};
    if (!w->xlsx && !w->html)
        return sam_cli_usage(cli, "which form? Ask for --html FILE, --xlsx FILE or both");
    if (w->xlsx && w->html && strcmp(w->xlsx, w->html) == 0)
        return sam_cli_usage(cli, "--html and --xlsx name the same file");
    if (w->xlsx && strcmp(w->xlsx, "-") == 0)
        return sam_cli_usage(cli, "a workbook cannot go to standard output: name a file");
    sam_status status = read_wish(cli, &w->wish);
    if (status == SAM_OK && w->xlsx)
        status = sam_cli_check_target(cli, w->xlsx);
    if (status == SAM_OK && w->html)
        status = sam_cli_check_target(cli, w->html);
    return status;
}

static sam_status write_page(const sam_page_view *view, sam_text *page) {
    const sam_deal *deal = view->study->cases[0].deal;
    sam_doc document;
    if (sam_doc_init(&document, sam_say(SAM_SAY_REPORT), sam_say_scenario(deal))) {
        sam_page_write(&document, view);
        sam_doc_html(page, &document);
    } else {
        page->broken = true;
    }
    sam_doc_clear(&document);
    return page->broken ? SAM_MEMORY : SAM_OK;
}

static sam_status write_html(sam_cli *cli, const sam_page_view *view, const wanted *w) {
    sam_text page = SAM_TEXT_EMPTY;
    sam_status status = write_page(view, &page);
    if (status == SAM_OK)
        status = sam_cli_write(cli, w->html, &page);
    sam_text_free(&page);
    return status;
}

/* The values that the workbook has no formulas for. */
static sam_status paste(sam_workbook *workbook, const sam_page_view *view) {
    sam_doc document;
    sam_status status = SAM_MEMORY;
    if (sam_doc_init(&document, "", "")) {
        sam_page_pasted(&document, view);
        status = sam_workbook_paste(workbook, &document);
    }
    sam_doc_clear(&document);
    return status;
}

static bool tells_of_risk(const sam_report_wish *wish) {
    return wish->draws || wish->sensitivity;
}

/* The workbook is written beside the page: out. */
static sam_status begin_workbook(sam_cli *cli, const sam_study *study, const wanted *w,
                                 sam_workbook **out) {
    sam_report_model *models = sam_arena_array(cli->arena, study->case_count, sizeof *models);
    if (!models)
        return SAM_MEMORY;
    for (size_t i = 0; i < study->case_count; i++)
        models[i] =
            (sam_report_model){.plan = study->cases[i].plan, .ledger = study->cases[i].ledger};
    const sam_workbook_options options = {.risk = tells_of_risk(&w->wish),
                                          .choice = w->wish.choice};
    return sam_workbook_begin(out, w->xlsx, models, study->case_count, &options, cli->diags);
}

/* What takes its time, and then the page, while the workbook writes what it knows already. */
static sam_status write_parts(sam_cli *cli, const sam_study *study, const wanted *w,
                              sam_workbook *workbook) {
    sam_report_parts parts = {0};
    const char **models = sam_arena_array(cli->arena, study->case_count, sizeof *models);
    const char *command = command_line(cli);
    sam_status status = models && command ? SAM_OK : SAM_MEMORY;
    if (status == SAM_OK)
        status = sam_report_parts_make(&parts, cli, study, &w->wish);
    for (size_t i = 0; status == SAM_OK && i < study->case_count; i++)
        models[i] = study->cases[i].deal->model_id;
    sam_risk_view drawn = {.risk = parts.risk,
                           .models = models,
                           .model_count = study->case_count,
                           .scenario = study->cases[0].deal->scenario_id,
                           .version = study->version,
                           .seed = w->wish.seed};
    sam_page_view view = {.study = study,
                          .risk = parts.risk ? &drawn : NULL,
                          .sensitivities = (const sam_sensitivity *const *)parts.sensitivities,
                          .clauses = (const sam_clause_effects *const *)parts.clauses,
                          .choices = parts.choices,
                          .command = command};
    if (status == SAM_OK && workbook && (tells_of_risk(&w->wish) || w->wish.choice))
        status = paste(workbook, &view);
    if (status == SAM_OK && w->html)
        status = write_html(cli, &view, w);
    sam_report_parts_clear(&parts);
    return status;
}

static sam_status run(sam_cli *cli) {
    wanted w;
    sam_study study = {0};
    sam_workbook *workbook = NULL;
    sam_status status = read_wanted(cli, &w);
    if (status != SAM_OK)
        return status;
    status = sam_cli_study(cli, &study, cli->arguments, cli->argument_count);
    sam_cli_speak_of_reports(cli);
    if (status == SAM_OK && w.xlsx)
        status = begin_workbook(cli, &study, &w, &workbook);
    if (status == SAM_OK)
        status = write_parts(cli, &study, &w, workbook);
    if (workbook) {
        sam_status ended = sam_workbook_end(workbook, cli->diags);
        status = status == SAM_OK ? ended : status;
    }
    sam_cli_study_clear(&study);
    return status;
}

static const sam_option OPTIONS[] = {
    {"scenario", 's', "SCENARIO", N_("The project: an id, a file, or SCENARIO:VARIANT"), false},
    SAM_OPTION_VARIANT,
    {"html", '\0', "FILE",
     N_("Write a page that opens anywhere, offline, and prints on A4; - is standard output"),
     false},
    {"xlsx", '\0', "FILE",
     N_("Write a workbook in which a spreadsheet program recomputes the deal"), false},
    {"draws", 'n', "N", N_("Draw what is uncertain N times; the report then tells of risk"), false},
    {"seed", 'S', "K", N_("Seed of the draws; 1 when not given"), false},
    {"x", '\0', "NAME[:LOW:HIGH]",
     N_("A term on the table, with --y: the page shows the room for negotiation over both; a rent "
        "and a price when not given"),
     false},
    {"y", '\0', "NAME[:LOW:HIGH]", N_("The other term"), false},
    {"with", '\0', "PART",
     N_("Put in a part of the report: sensitivity, clauses or choice. All are by themselves, but "
        "choice only for up to three models; may be given more than once"),
     true},
    {"without", '\0', "PART",
     N_("Leave out a part of the report: sensitivity, clauses or choice; may be given more than "
        "once"),
     true},
    {"threads", 't', "N",
     N_("Threads; as many as processors when not given. The result does not depend on it"), false},
    {0},
};

const sam_command sam_command_report = {
    .name = "report",
    .arguments = "MODEL...",
    .summary = N_("Write a study as a page for a council and as a workbook"),
    .description = N_(
        "Compares the models as samspel compare does and writes the result for people: a page "
        "(--html) with figures, tables, the sources of every number and a summary in plain words, "
        "and a workbook (--xlsx) with a live formula for every figure of the deal. At least one of "
        "them must be asked for. The page has a tornado of each model, with --draws also fans, "
        "histograms "
        "and what each clause moves, and for up to three models what lower rent costs the "
        "municipality and the room for negotiation over two terms, which take seconds a model: "
        "--without choice leaves them out, --with choice asks for them of more models. The "
        "workbook "
        "has the same as pasted values on the sheets of risk and choice, with a live cell that "
        "tells whether an input was changed since. In Nynorsk "
        "unless --lang says another language. Files are written whole or not at all, and only "
        "--force replaces one that exists."),
    .examples =
        "samspel report -s hitra tilvising hamaroy kommunal --html hitra.html --draws 10000\n"
        "samspel report -s dagens langleige kommunal --xlsx dagens.xlsx --lang nb",
    .options = OPTIONS,
    .least = 1,
    .most = SAM_CLI_MODELS_MOST,
    .run = run,
};
