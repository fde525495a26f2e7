/* samspel report: a study as files that people open. */
#include <string.h>
#include <unistd.h>

#include "cli/study.h"
#include "report/html.h"
#include "samspel/report.h"

/* The command as it was given, so that the report can be made again: what decides the result, and
 * not where it was written. */
static const char *command_line(sam_cli *cli) {
    static const char *const LEFT_OUT[] = {"html", "xlsx", "force",  "quiet",
                                           "out",  "data", "threads"};
    sam_text text = SAM_TEXT_EMPTY;
    sam_text_add(&text, "samspel report");
    for (size_t i = 0; i < cli->argument_count; i++)
        sam_text_format(&text, " %s", cli->arguments[i]);
    for (size_t i = 0; i < cli->given_count; i++) {
        bool left_out = false;
        for (size_t k = 0; k < sizeof LEFT_OUT / sizeof *LEFT_OUT; k++)
            left_out = left_out || strcmp(cli->given[i].option->name, LEFT_OUT[k]) == 0;
        if (left_out)
            continue;
        sam_text_format(&text, " --%s", cli->given[i].option->name);
        if (cli->given[i].value)
            sam_text_format(&text, " %s", cli->given[i].value);
    }
    const char *copy = text.broken ? NULL : sam_arena_text(cli->arena, text.data, text.length);
    sam_text_free(&text);
    return copy;
}

typedef struct wanted {
    const char *xlsx, *html;
    long draws, seed, threads; /* draws 0: none are asked for */
} wanted;

static sam_status read_wanted(sam_cli *cli, wanted *w) {
    *w = (wanted){.xlsx = sam_cli_value(cli, "xlsx"),
                  .html = sam_cli_value(cli, "html"),
                  .seed = 1,
                  .threads = sysconf(_SC_NPROCESSORS_ONLN)};
    w->threads = w->threads < 1 ? 1 : w->threads > 256 ? 256 : w->threads;
    if (!w->xlsx && !w->html)
        return sam_cli_usage(cli, "which form? Ask for --html FILE, --xlsx FILE or both");
    if (w->xlsx && w->html && strcmp(w->xlsx, w->html) == 0)
        return sam_cli_usage(cli, "--html and --xlsx name the same file");
    if (sam_cli_value(cli, "seed") && !sam_cli_value(cli, "draws"))
        return sam_cli_usage(cli, "--seed is for --draws, which is missing");
    sam_status status = sam_cli_whole(cli, "draws", 1, 10000000, &w->draws);
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "seed", 0, 2147483647, &w->seed);
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "threads", 1, 256, &w->threads);
    if (status == SAM_OK && w->xlsx)
        status = sam_cli_check_target(cli, w->xlsx);
    if (status == SAM_OK && w->html)
        status = sam_cli_check_target(cli, w->html);
    return status;
}

static sam_status draw(sam_cli *cli, const sam_study *study, const wanted *w, sam_risk **risk) {
    const sam_ledger **bases = sam_arena_array(cli->arena, study->case_count, sizeof *bases);
    if (!bases)
        return SAM_MEMORY;
    for (size_t i = 0; i < study->case_count; i++)
        bases[i] = study->cases[i].ledger;
    sam_risk_spec spec = {.bases = bases,
                          .model_count = study->case_count,
                          .draws = (uint64_t)w->draws,
                          .seed = (uint64_t)w->seed,
                          .threads = (unsigned)w->threads,
                          .best_simd = true};
    return sam_risk_run(risk, &spec, cli->diags);
}

static sam_status write_page(const sam_page_view *view, sam_text *page) {
    const sam_deal *deal = view->study->cases[0].deal;
    const char *name = sam_say_name(&deal->scenario_name);
    sam_doc document;
    if (sam_doc_init(&document, sam_say(SAM_SAY_REPORT), *name ? name : deal->scenario_id)) {
        sam_page_write(&document, view);
        sam_doc_html(page, &document);
    } else {
        page->broken = true;
    }
    sam_doc_clear(&document);
    return page->broken ? SAM_MEMORY : SAM_OK;
}

static sam_status write_html(sam_cli *cli, const sam_study *study, const wanted *w) {
    sam_risk *risk = NULL;
    sam_text page = SAM_TEXT_EMPTY;
    const char **models = sam_arena_array(cli->arena, study->case_count, sizeof *models);
    const char *command = command_line(cli);
    sam_status status = models && command ? SAM_OK : SAM_MEMORY;
    if (status == SAM_OK && w->draws)
        status = draw(cli, study, w, &risk);
    for (size_t i = 0; status == SAM_OK && i < study->case_count; i++)
        models[i] = study->cases[i].deal->model_id;
    sam_risk_view drawn = {.risk = risk,
                           .models = models,
                           .model_count = study->case_count,
                           .scenario = study->cases[0].deal->scenario_id,
                           .version = study->version,
                           .seed = (uint64_t)w->seed};
    sam_page_view view = {.study = study, .risk = risk ? &drawn : NULL, .command = command};
    if (status == SAM_OK)
        status = write_page(&view, &page);
    if (status == SAM_OK)
        status = sam_cli_write(cli, w->html, &page);
    sam_text_free(&page);
    sam_risk_free(risk);
    return status;
}

static sam_status write_workbook(sam_cli *cli, const sam_study *study, const wanted *w) {
    sam_report_model *models = sam_arena_array(cli->arena, study->case_count, sizeof *models);
    if (!models)
        return SAM_MEMORY;
    for (size_t i = 0; i < study->case_count; i++)
        models[i] =
            (sam_report_model){.plan = study->cases[i].plan, .ledger = study->cases[i].ledger};
    return sam_report_workbook(w->xlsx, models, study->case_count, NULL, cli->diags);
}

static sam_status run(sam_cli *cli) {
    wanted w;
    sam_study study = {0};
    sam_status status = read_wanted(cli, &w);
    if (status != SAM_OK)
        return status;
    status = sam_cli_study(cli, &study, cli->arguments, cli->argument_count);
    sam_cli_speak_of_reports(cli);
    if (status == SAM_OK && w.xlsx)
        status = write_workbook(cli, &study, &w);
    if (status == SAM_OK && w.html)
        status = write_html(cli, &study, &w);
    sam_cli_study_clear(&study);
    return status;
}

static const sam_option OPTIONS[] = {
    {"scenario", 's', "SCENARIO", N_("The project: an id, a file, or SCENARIO:VARIANT"), false},
    SAM_OPTION_VARIANT,
    {"html", '\0', "FILE", N_("Write a page that opens anywhere, offline, and prints on A4"),
     false},
    {"xlsx", '\0', "FILE",
     N_("Write a workbook in which a spreadsheet program recomputes the deal"), false},
    {"draws", 'n', "N", N_("Draw what is uncertain N times; the page then tells of risk"), false},
    {"seed", 'S', "K", N_("Seed of the draws; 1 when not given"), false},
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
        "and a workbook (--xlsx) with a live formula for every figure. At least one of them must "
        "be asked for. In Nynorsk unless --lang says another language. Files are written whole or "
        "not at all, and only --force replaces one that exists."),
    .examples =
        "samspel report -s hitra tilvising hamaroy kommunal --html hitra.html --draws 10000\n"
        "samspel report -s dagens langleige kommunal --xlsx dagens.xlsx --lang nb",
    .options = OPTIONS,
    .least = 1,
    .most = SAM_CLI_MODELS_MOST,
    .run = run,
};
