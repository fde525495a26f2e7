/* samspel room: the terms that everybody could live with. */
#include "cli/choice_deal.h"
#include "report/choice_room.h"

static sam_status find(sam_cli *cli, sam_room **room, sam_choice_deal *deal) {
    sam_choice_progress progress;
    sam_choice_progress_begin(&progress, cli, cli->arguments[0]);
    const char *terms[SAM_DECIDE_MOST] = {sam_cli_value(cli, "x"), sam_cli_value(cli, "y")};
    size_t count = 2;
    sam_status status = sam_choice_read_decide(cli, terms, &count);
    sam_choice_options options = {.decide = terms,
                                  .decide_count = count,
                                  .cover = -1,
                                  .above_market = sam_cli_has(cli, "allow-above-market"),
                                  .english = cli->format != SAM_FORMAT_TEXT,
                                  .progress = sam_choice_progress_tell,
                                  .context = &progress};
    if (status == SAM_OK)
        status = sam_choice_read_nodes(cli, &options.nodes);
    if (status == SAM_OK)
        status = sam_cli_choice_deal(cli, cli->arguments[0], &options, deal);
    if (status == SAM_OK)
        status = sam_room_find(room, deal->open, deal->plain, &options, cli->diags);
    sam_cli_print_diags(cli);
    return status;
}

static void show(sam_cli *cli, const sam_room *room) {
    if (cli->format == SAM_FORMAT_CSV) {
        sam_room_csv(&cli->out, room);
        return;
    }
    if (cli->format != SAM_FORMAT_JSON) {
        sam_room_text(&cli->out, room, cli->width);
        return;
    }
    sam_json json;
    sam_json_begin(&json, &cli->out);
    sam_room_json(&json, room, SAMSPEL_VERSION);
    sam_json_end(&json);
}

static sam_status run(sam_cli *cli) {
    if (!sam_cli_value(cli, "scenario"))
        return sam_cli_usage(cli, "name the project with --scenario");
    if (!sam_cli_value(cli, "x") || !sam_cli_value(cli, "y"))
        return sam_cli_usage(cli, "name the two terms on the table with --x and --y");
    sam_choice_deal deal = {0};
    sam_room *room = NULL;
    sam_status status = find(cli, &room, &deal);
    if (room)
        show(cli, room);
    sam_room_free(room);
    sam_cli_choice_deal_clear(&deal);
    return status;
}

static const sam_option OPTIONS[] = {
    {"scenario", 's', "SCENARIO", N_("The project: an id, a file, or SCENARIO:VARIANT"), false},
    SAM_OPTION_VARIANT,
    {"x", '\0', "NAME[:LOW:HIGH]",
     N_("The first term on the table: an input, or rent, plot_price, loan, grant, fixed_share, "
        "guarantee_share, guarantee_years"),
     false},
    {"y", '\0', "NAME[:LOW:HIGH]", N_("The second"), false},
    {"decide", 'd', "NAME[:LOW:HIGH]",
     N_("A whole number beside the two: use:CLAUSE, homes:CLAUSE, a number of dwellings or years; "
        "every choice has a room of its own"),
     true},
    {"nodes", '\0', "N",
     N_("Most combinations of whole numbers, and boxes of them, to solve; 400 when not given"),
     false},
    {"allow-above-market", '\0', NULL, N_("Rents may be agreed above market rent"), false},
    {0},
};

const sam_command sam_command_room = {
    .name = "room",
    .arguments = "MODEL",
    .summary = N_("Show which terms everybody could live with"),
    .description = N_(
        "Two terms are on the table. The room is where every party is at or above its own limit: "
        "owners earn the return they require, the municipality pays no more than its frame (with "
        "no frame: no more than without a deal), lenders, tenants and the law have what they ask "
        "for. Tells the corners, which limit owns each side, and two fair points with what each "
        "party gains. With whole numbers beside the two (--decide) every choice of them has a room "
        "of "
        "its own: told in full is that in which the product of the gains can be greatest, and of "
        "the others how far they reach. Where the room is empty it tells why, and what would open "
        "it; the exit code "
        "is then 5."),
    .examples = "samspel room fellesselskap --scenario sunnmore --x letting.rent_share --y "
                "plot.price_share",
    .options = OPTIONS,
    .least = 1,
    .most = 1,
    .run = run,
};
