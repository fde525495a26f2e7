/* samspel card: a model on one page, for the table around which it is discussed. Shows what the
 * model's file says; whether it is right is for samspel check. */
#include "cli/names.h"
#include "report/html.h"

static sam_status write_page(sam_cli *cli, const sam_doc *document, const char *path) {
    sam_text page = SAM_TEXT_EMPTY;
    sam_doc_html(&page, document);
    sam_status status = page.broken ? SAM_MEMORY : sam_cli_write(cli, path, &page);
    sam_text_free(&page);
    return status;
}

static sam_status write_card(sam_cli *cli, const sam_tree *model) {
    const char *path = sam_cli_value(cli, "html");
    sam_cli_speak_of_reports(cli);
    sam_doc document;
    if (!sam_doc_init(&document, sam_card_title(model), sam_say(SAM_SAY_CARD)))
        document.broken = true;
    else
        sam_card_write(&document, model);
    sam_status status = document.broken ? SAM_MEMORY : SAM_OK;
    if (status == SAM_OK && path)
        status = write_page(cli, &document, path);
    else if (status == SAM_OK)
        sam_doc_text(&cli->out, &document, cli->width);
    sam_doc_clear(&document);
    return status;
}

static sam_status run(sam_cli *cli) {
    const char *path = NULL;
    const sam_tree *model = NULL;
    const char *page = sam_cli_value(cli, "html");
    if (cli->format != SAM_FORMAT_TEXT)
        return sam_cli_usage(cli, "a card is text or, with --html, a page; the model's file is "
                                  "JSON already");
    sam_status status = page ? sam_cli_check_target(cli, page) : SAM_OK;
    if (status == SAM_OK)
        status = sam_cli_find(cli, "models", cli->arguments[0], &path);
    if (status == SAM_OK)
        status = sam_cli_read_tree(cli, path, &model);
    if (status == SAM_OK && (model->kind != SAM_TREE_OBJECT || !sam_tree_member(model, "clauses")))
        return sam_cli_fail(cli, SAM_INPUT, "%s is no model: it has no clauses", path);
    return status == SAM_OK ? write_card(cli, model) : status;
}

static const sam_option OPTIONS[] = {
    {"html", '\0', "FILE",
     N_("Write the card as a page that opens anywhere, instead of text; - is standard output"),
     false},
    {0},
};

const sam_command sam_command_card = {
    .name = "card",
    .arguments = "MODEL",
    .summary = N_("Show a partnership model on one page"),
    .description = N_(
        "Who gives and who carries what, the terms, what the law says, where the model was used "
        "and what it requires: from the model's file alone, in Nynorsk unless --lang says another "
        "language. With --html the card is a page for a meeting; it needs no network and prints on "
        "A4."),
    .examples = "samspel card tilvising\n"
                "samspel card hamaroy --lang en --html hamaroy.html",
    .options = OPTIONS,
    .least = 1,
    .most = 1,
    .run = run,
};
