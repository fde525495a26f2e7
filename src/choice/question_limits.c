/* Who asks for what: limits of programmes, of the law, of the market and of the parties, each as a
 * sum of rows of the plan that must be at least something. */
#include <math.h>
#include <string.h>

#include "base/mark.h"
#include "base/number.h"
#include "choice/question.h"

static const char *text_of(sam_question *q, const char *clause, const char *what) {
    const char *text =
        sam_arena_format(q->choice->arena, "%s: %s", clause, sam_question_label(q, what));
    return text ? text : what;
}

static const char *name_of(sam_question *q, const char *clause, const char *what) {
    const char *name = sam_arena_format(q->choice->arena, "%s.%s", clause, what);
    return name ? name : what;
}

static uint32_t row(const sam_question *q, const char *name) {
    return sam_plan_find_row(q->plan, name);
}

static const sam_input *input_of(const sam_question *q, uint32_t index) {
    return index == SAM_NO_INPUT ? NULL : &q->plan->deal->inputs[index];
}

static const sam_input *named(const sam_question *q, const char *name) {
    return input_of(q, sam_deal_find_input(q->plan->deal, name));
}

/* Nullable, field too. */
static const sam_input *field_of(const sam_question *q, const sam_clause *clause,
                                 const char *field) {
    uint32_t index = field ? sam_clause_field(clause, field) : UINT32_MAX;
    return index == UINT32_MAX ? NULL : input_of(q, clause->inputs[index]);
}

static void ask_cover(sam_question *q) {
    double cover = q->options->cover;
    bool own = !(cover >= 0);
    if (own)
        cover = sam_question_input(q, "goals.dscr_min");
    char number[SAM_NUMBER_SIZE];
    sam_number_print(number, cover);
    const char *text = sam_arena_format(
        q->choice->arena,
        sam_question_label(q, "cash covers debt service %s times in every full year"), number);
    const sam_choice_limit limit = {
        .name = "cover",
        .text = text ? text : sam_question_label(q, "cash covers debt service"),
        .row = "min_dscr",
        .party = SAM_NO_PARTY,
        .bound = own ? named(q, "goals.dscr_min") : NULL,
        .unit = SAM_UNIT_NOK};
    const sam_part parts[SAM_PARTS_MOST] = {{row(q, "cfads_year"), 1},
                                            {row(q, "service_year"), -cover}};
    sam_question_ask(q, &limit, parts, row(q, "cover_year"), 0);
}

/* Owners who own for the return: neither the municipality nor those who live in what they own. */
static bool asks_return(const sam_question *q, uint32_t party) {
    const sam_deal *deal = q->plan->deal;
    sam_role role = deal->parties[party].role;
    if (role == SAM_ROLE_MUNICIPALITY || role == SAM_ROLE_BUYERS || role == SAM_ROLE_TENANTS)
        return false;
    for (uint32_t c = 0; c < deal->clause_count; c++)
        if (strcmp(deal->clauses[c].kind, "equity") == 0 &&
            sam_question_party(q, &deal->clauses[c], "owner") == party)
            return true;
    return false;
}

static void ask_returns(sam_question *q) {
    const sam_deal *deal = q->plan->deal;
    for (uint32_t p = 0; p < deal->party_count; p++) {
        const char *id = deal->parties[p].id;
        if (!asks_return(q, p))
            continue;
        const sam_choice_limit limit = {.name = name_of(q, id, "npv"),
                                        .text = text_of(q, id, N_("earns the return it requires")),
                                        .party = p,
                                        .bound = input_of(q, deal->parties[p].discount_rate),
                                        .unit = SAM_UNIT_NOK};
        const sam_part parts[SAM_PARTS_MOST] = {{sam_question_row(q, id, "npv"), 1}};
        sam_question_ask(q, &limit, parts, SAM_NO_ROW, 0);
    }
}

/* An amount that is only used or not keeps the limits that it is sized by. */
static bool is_decided(const sam_question *q, uint32_t input) {
    for (uint32_t j = 0; j < q->decision_count; j++)
        if (q->decisions[j].input == input &&
            (q->whole[j].kind == SAM_WHOLE_NOT || q->whole[j].kind == SAM_WHOLE_PART))
            return true;
    return false;
}

/* bound: the field that sets it, of loans and else of grants. */
static const struct {
    const char *row, *text, *loan, *grant;
} AMOUNT_LIMITS[] = {
    {"limit_ltv", N_("at most its share of the value (loan-to-value)"), "ltv_max", NULL},
    {"limit_cost_share", N_("at most its share of the cost"), "cost_share_max", "cost_share"},
    {"limit_dscr", N_("at most what the cash ahead can carry"), "dscr_target", NULL},
    {"limit_per_m2", N_("at most its rate by area"), NULL, "per_m2"}};
enum { AMOUNT_LIMIT_COUNT = sizeof AMOUNT_LIMITS / sizeof *AMOUNT_LIMITS };

sam_status sam_question_bare(sam_question *question) {
    const sam_deal *deal = question->plain->deal;
    question->bare = sam_ledger_new(question->plain, &(sam_run){.lanes = 1});
    if (!question->bare)
        return SAM_MEMORY;
    for (uint32_t c = 0; c < deal->clause_count; c++) {
        uint32_t field = sam_clause_field(&deal->clauses[c], "amount_max");
        if (field == UINT32_MAX && strcmp(deal->clauses[c].kind, "grant") == 0)
            field = sam_clause_field(&deal->clauses[c], "amount");
        if (field != UINT32_MAX && deal->clauses[c].inputs[field] != SAM_NO_INPUT)
            sam_ledger_set(question->bare, deal->clauses[c].inputs[field], 0, 0);
    }
    sam_ledger_run(question->bare);
    return SAM_OK;
}

bool sam_question_allows(const sam_question *question, const sam_clause *clause) {
    const sam_ledger *judge = question->bare ? question->bare : question->ledger;
    for (size_t i = 0; i < AMOUNT_LIMIT_COUNT; i++) {
        uint32_t limit = sam_question_row(question, clause->id, AMOUNT_LIMITS[i].row);
        if (limit != SAM_NO_ROW && sam_ledger_value(judge, limit, 1, 0) < 0)
            return false;
    }
    return true;
}

/* What else limits a decided loan or grant: its other limits, and the room left for funding. */
static void ask_amount(sam_question *q, const sam_clause *clause) {
    const char *id = clause->id;
    uint32_t amount = sam_question_row(q, id, "limit_amount");
    bool loan = strcmp(clause->kind, "term_loan") == 0;
    for (size_t i = 0; i < AMOUNT_LIMIT_COUNT; i++) {
        const sam_choice_limit limit = {
            .name = name_of(q, id, AMOUNT_LIMITS[i].row),
            .text = text_of(q, id, AMOUNT_LIMITS[i].text),
            .party = SAM_NO_PARTY,
            .bound = field_of(q, clause, loan ? AMOUNT_LIMITS[i].loan : AMOUNT_LIMITS[i].grant),
            .unit = SAM_UNIT_NOK};
        const sam_part parts[SAM_PARTS_MOST] = {{sam_question_row(q, id, AMOUNT_LIMITS[i].row), 1},
                                                {amount, -1}};
        sam_question_ask(q, &limit, parts, SAM_NO_ROW, 0);
    }
    const sam_choice_limit limit = {.name = name_of(q, id, "room"),
                                    .text = text_of(q, id,
                                                    loan ? N_("at most what is left to fund")
                                                         : N_("not more than is needed: at most "
                                                              "what is left to fund")),
                                    .party = SAM_NO_PARTY,
                                    .unit = SAM_UNIT_NOK};
    const sam_part parts[SAM_PARTS_MOST] = {{sam_question_row(q, id, "room_left"), 1},
                                            {sam_question_row(q, id, loan ? "lent" : "granted"), 1},
                                            {amount, -1}};
    sam_question_ask(q, &limit, parts, SAM_NO_ROW, 0);
}

static void ask_amounts(sam_question *q) {
    const sam_deal *deal = q->plan->deal;
    for (uint32_t c = 0; c < deal->clause_count; c++) {
        const sam_clause *clause = &deal->clauses[c];
        bool loan = strcmp(clause->kind, "term_loan") == 0;
        if (!loan && strcmp(clause->kind, "grant") != 0)
            continue;
        uint32_t field = sam_clause_field(clause, loan ? "amount_max" : "amount");
        if (clause->inputs[field] != SAM_NO_INPUT && is_decided(q, clause->inputs[field]) &&
            sam_question_allows(q, clause))
            ask_amount(q, clause);
    }
}

/* A rent that a model itself puts above the market (a yearly charge for all that a building costs)
 * is not held to it. */
static void ask_market(sam_question *q) {
    const sam_deal *deal = q->plan->deal;
    for (uint32_t c = 0; c < deal->clause_count && !q->options->above_market; c++) {
        const char *id = deal->clauses[c].id;
        uint32_t above = sam_question_row(q, id, "above_market");
        if (above == SAM_NO_ROW || sam_question_value(q, above) > 0)
            continue;
        const sam_choice_limit limit = {.name = name_of(q, id, "market_rent"),
                                        .text = text_of(q, id, N_("rent is at most market rent")),
                                        .party = SAM_NO_PARTY,
                                        .unit = SAM_UNIT_NOK_MONTH};
        const sam_part parts[SAM_PARTS_MOST] = {{above, -1}};
        sam_question_ask(q, &limit, parts, SAM_NO_ROW, 0);
    }
}

static uint32_t municipality(const sam_question *q) {
    for (uint32_t p = 0; p < q->plan->deal->party_count; p++)
        if (q->plan->deal->parties[p].role == SAM_ROLE_MUNICIPALITY)
            return p;
    return SAM_NO_PARTY;
}

static bool municipality_owns(const sam_question *q) {
    const sam_deal *deal = q->plan->deal;
    for (uint32_t c = 0; c < deal->clause_count; c++)
        if (strcmp(deal->clauses[c].kind, "equity") == 0 &&
            sam_question_party(q, &deal->clauses[c], "owner") == municipality(q))
            return true;
    return false;
}

/* At most goals.<goal> of a row. */
static void ask_goal(sam_question *q, const char *goal, const char *of, uint32_t when,
                     uint32_t party, const char *text) {
    double most = sam_question_input(q, goal);
    if (isnan(most) || row(q, of) == SAM_NO_ROW)
        return;
    const sam_choice_limit limit = {.name = goal,
                                    .text = text,
                                    .party = party,
                                    .bound = named(q, goal),
                                    .unit = q->plan->rows[row(q, of)].unit};
    const sam_part parts[SAM_PARTS_MOST] = {{row(q, of), -1}};
    sam_question_ask(q, &limit, parts, when, -most);
}

/* A guarantee whose share is decided: all guarantors of its loan promise no more together than what
 * is no aid. A share that a model has fixed is the model's own, and flagged where it is too high.
 */
static void ask_guarantees(sam_question *q) {
    const sam_deal *deal = q->plan->deal;
    for (uint32_t c = 0; c < deal->clause_count; c++) {
        const sam_clause *clause = &deal->clauses[c];
        bool guarantee = strcmp(clause->kind, "guarantee") == 0;
        if (!guarantee || !is_decided(q, clause->inputs[sam_clause_field(clause, "share")]))
            continue;
        const char *loan = clause->values[sam_clause_field(clause, "loan")];
        const sam_input *most = named(q, "goals.guarantee_share_max");
        const sam_choice_limit limit = {
            .name = name_of(q, clause->id, "share_max"),
            .text =
                text_of(q, clause->id, N_("at most the share of a loan that may be guaranteed")),
            .party = SAM_NO_PARTY,
            .bound = most,
            .unit = SAM_UNIT_SHARE};
        const sam_part parts[SAM_PARTS_MOST] = {
            {loan ? sam_question_row(q, loan, "promised_by_all") : SAM_NO_ROW, -1}};
        if (most)
            sam_question_ask(q, &limit, parts, sam_question_row(q, clause->id, "in_force"),
                             -most->value);
    }
}

static void ask_goals(sam_question *q) {
    uint32_t town = municipality(q);
    ask_goal(q, "goals.rent_max", "mean_rent", SAM_NO_ROW, SAM_NO_PARTY,
             sam_question_label(q, "tenants: rent by dwelling is at most what they can afford"));
    ask_goal(q, "goals.equity_max", "total_equity", SAM_NO_ROW, SAM_NO_PARTY,
             sam_question_label(q, "owners: equity is at most what they have"));
    ask_goal(q, "goals.guarantee_frame", "guaranteed", row(q, "m"), town,
             sam_question_label(q, "municipality: guaranteed debt is at most its frame"));
    if (!municipality_owns(q))
        ask_goal(q, "goals.aid_max", "aid", SAM_NO_ROW, SAM_NO_PARTY,
                 sam_question_label(q, "aid to the owner is at most the de minimis ceiling"));
    double most = sam_question_input(q, "goals.municipal_cost_max");
    if (isnan(most) && q->asks_municipality)
        most = 0;
    if (isnan(most) || town == SAM_NO_PARTY)
        return;
    const sam_choice_limit limit = {
        .name = "goals.municipal_cost_max",
        .text = sam_question_label(q, "municipality: net present cost is at most its frame"),
        .party = town,
        .bound = named(q, "goals.municipal_cost_max"),
        .unit = SAM_UNIT_NOK};
    const sam_part parts[SAM_PARTS_MOST] = {
        {sam_question_row(q, q->plan->deal->parties[town].id, "npv"), 1}};
    sam_question_ask(q, &limit, parts, SAM_NO_ROW, -most);
}

sam_status sam_question_limits(sam_question *question) {
    ask_cover(question);
    ask_returns(question);
    ask_amounts(question);
    ask_market(question);
    ask_guarantees(question);
    ask_goals(question);
    return sam_question_ask_draws(question);
}
