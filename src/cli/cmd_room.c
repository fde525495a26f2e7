/* samspel room: the terms that everybody could live with. */
#include "cli/choice_deal.h"
#include "report/choice_room.h"

static sam_status find(sam_cli *cli, sam_room **room, sam_choice_deal *deal) {
    sam_choice_progress progress;
    sam_choice_progress_begin(&progress, cli, cli->arguments[0]);
    const char *terms[] = {sam_cli_value(cli, "x"), sam_cli_value(cli, "y")};
    const sam_choice_options options = {.decide = terms,
                                        .decide_count = 2,
                                        .cover = -1,
                                        .above_market = sam_cli_has(cli, "allow-above-market"),
                                        .english = cli->format != SAM_FORMAT_TEXT,
                                        .progress = sam_choice_progress_tell,
                                        .context = &progress};
    sam_status status = sam_cli_choice_deal(cli, cli->arguments[0], &options, deal);
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
        "party gains. Where the room is empty it tells why, and what would open it; the exit code "
        "is then 5."),
    .examples = "samspel room fellesselskap --scenario sunnmore --x letting.rent_share --y "
                "plot.price_share",
    .options = OPTIONS,
    .least = 1,
    .most = 1,
    .run = run,
};
