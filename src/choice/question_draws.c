/* What is asked of the draws: cover in a share of them, a party's CVaR, and the aim of one. */
#include <math.h>
#include <string.h>

#include "base/mark.h"
#include "base/number.h"
#include "choice/question.h"
#include "deal/nearest.h"

/* CVaR 95: the mean of the dearest 5 %. */
static const double DEAR = 0.05;

/* A party by id; "municipality" is also the one of that role. */
static uint32_t find_party(const sam_question *q, const char *id, size_t length) {
    const sam_deal *deal = q->plan->deal;
    for (uint32_t p = 0; p < deal->party_count; p++)
        if (strlen(deal->parties[p].id) == length && memcmp(deal->parties[p].id, id, length) == 0)
            return p;
    if (length == 12 && memcmp(id, "municipality", length) == 0)
        for (uint32_t p = 0; p < deal->party_count; p++)
            if (deal->parties[p].role == SAM_ROLE_MUNICIPALITY)
                return p;
    return SAM_NO_PARTY;
}

static uint32_t npv_of(const sam_question *q, uint32_t party) {
    uint32_t row = party == SAM_NO_PARTY
                       ? SAM_NO_ROW
                       : sam_question_row(q, q->plan->deal->parties[party].id, "npv");
    return row != SAM_NO_ROW && q->plan->rows[row].measure ? row : SAM_NO_ROW;
}

sam_aim sam_question_drawn_aim(const sam_question *question, const char *word) {
    const sam_question *q = question;
    const char *id = word + strlen("cvar:");
    uint32_t party = find_party(q, id, strlen(id));
    sam_aim aim = {.parts = {{npv_of(q, party), -1}}, .part_count = 1, .worst = DEAR};
    if (!q->draws.draws)
        aim.parts[0].row = SAM_NO_ROW;
    if (aim.parts[0].row != SAM_NO_ROW)
        aim.text = sam_arena_format(q->choice->arena,
                                    sam_question_label(q, "CVaR 95 of the net present cost to %s"),
                                    q->plan->deal->parties[party].id);
    if (!aim.text)
        aim.parts[0].row = SAM_NO_ROW;
    return aim;
}

static void ask(sam_question *q, const sam_choice_limit *limit, const sam_part *parts,
                uint32_t when, double least, double worst) {
    uint32_t before = q->demand_count;
    sam_question_ask(q, limit, parts, when, least);
    if (q->demand_count > before)
        q->demands[before].worst = worst;
}

static sam_status ask_cvar(sam_question *q, const char *text) {
    size_t length = strcspn(text, ":");
    uint32_t party = find_party(q, text, length), row = npv_of(q, party);
    double most = 0;
    const char *number = text + length + 1;
    if (row == SAM_NO_ROW) {
        sam_question_fault(q, "CVAR_PARTY", "the deal has no such party to hold a CVaR for", text,
                           N_("PARTY:NOK, with a party of the deal, or municipality"));
        return SAM_USAGE;
    }
    if (!text[length] || !sam_number_parse(number, strlen(number), &most)) {
        sam_question_fault(q, "CVAR_AMOUNT", "the most that a CVaR may be is not a number", text,
                           N_("PARTY:NOK, such as municipality:5000000"));
        return SAM_USAGE;
    }
    const char *id = q->plan->deal->parties[party].id;
    const char *name = sam_arena_format(q->choice->arena, "%s.cvar", id);
    const char *words = sam_arena_format(
        q->choice->arena,
        sam_question_label(q, "%s: CVaR 95 of the net present cost is at most what it can bear"),
        id);
    if (!name || !words)
        return SAM_MEMORY;
    const sam_choice_limit limit = {
        .name = name, .text = words, .party = party, .unit = SAM_UNIT_NOK};
    const sam_part parts[SAM_PARTS_MOST] = {{row, 1}};
    ask(q, &limit, parts, SAM_NO_ROW, -most, DEAR);
    return SAM_OK;
}

static sam_status ask_cover(sam_question *q) {
    double share = q->options->cover_share, cover = q->options->cover;
    if (!(share > 0))
        return SAM_OK;
    if (!(cover >= 0))
        cover = sam_question_input(q, "goals.dscr_min");
    char times[SAM_NUMBER_SIZE], percent[SAM_NUMBER_SIZE];
    sam_number_print(times, cover);
    sam_number_print(percent, 100 * share);
    const char *text =
        share < 1
            ? sam_arena_format(q->choice->arena,
                               sam_question_label(
                                   q, "cash covers debt service %s times in every full year of at "
                                      "least %s %% of the draws, and of the others in the mean"),
                               times, percent)
            : sam_arena_format(
                  q->choice->arena,
                  sam_question_label(q, "cash covers debt service %s times in every full year of "
                                        "every draw"),
                  times);
    if (!text)
        return SAM_MEMORY;
    const sam_choice_limit limit = {.name = "cover_in_draws",
                                    .text = text,
                                    .row = "min_dscr",
                                    .party = SAM_NO_PARTY,
                                    .unit = SAM_UNIT_NOK};
    const sam_plan *plan = q->plan;
    const sam_part parts[SAM_PARTS_MOST] = {{sam_plan_find_row(plan, "cfads_year"), 1},
                                            {sam_plan_find_row(plan, "service_year"), -cover}};
    ask(q, &limit, parts, sam_plan_find_row(plan, "cover_year"), 0,
        share < 1 ? 1 - share : SAM_EVERY_DRAW);
    return SAM_OK;
}

sam_status sam_question_ask_draws(sam_question *question) {
    sam_question *q = question;
    if (!q->draws.draws)
        return SAM_OK;
    sam_status status = ask_cover(q);
    for (size_t i = 0; i < q->options->cvar_most_count && status == SAM_OK; i++)
        status = ask_cvar(q, q->options->cvar_most[i]);
    return status;
}
