/* What is aimed at: a list of words or rows, and the points from which the search begins. */
#include <math.h>
#include <string.h>

#include "choice/question.h"

static uint32_t party_npv(const sam_question *q, uint32_t party) {
    return party == SAM_NO_PARTY ? SAM_NO_ROW
                                 : sam_question_row(q, q->plan->deal->parties[party].id, "npv");
}

static uint32_t municipality(const sam_question *q) {
    for (uint32_t p = 0; p < q->plan->deal->party_count; p++)
        if (q->plan->deal->parties[p].role == SAM_ROLE_MUNICIPALITY)
            return p;
    return SAM_NO_PARTY;
}

/* The first owner that is not the municipality; else the first. */
static uint32_t owner(const sam_question *q) {
    const sam_deal *deal = q->plan->deal;
    uint32_t found = SAM_NO_PARTY;
    for (uint32_t c = 0; c < deal->clause_count; c++) {
        if (strcmp(deal->clauses[c].kind, "equity") != 0)
            continue;
        uint32_t party = sam_question_party(q, &deal->clauses[c], "owner");
        if (found == SAM_NO_PARTY || deal->parties[found].role == SAM_ROLE_MUNICIPALITY)
            found = party;
    }
    return found;
}

static sam_aim find_aim(const sam_question *q, const char *word) {
    const sam_aim none = {.part.row = SAM_NO_ROW};
    if (strncmp(word, "cvar:", 5) == 0)
        return sam_question_drawn_aim(q, word);
    if (strcmp(word, "municipal_cost") == 0)
        return (sam_aim){
            "net present cost to the municipality", {party_npv(q, municipality(q)), -1}, 0};
    if (strcmp(word, "owner_npv") == 0)
        return (sam_aim){"net present value to the owner", {party_npv(q, owner(q)), -1}, 0};
    const char *name = strcmp(word, "rent") == 0 ? "mean_rent" : word;
    bool highest = *name == '+';
    name += *name == '+' || *name == '-';
    uint32_t row = sam_plan_find_row(q->plan, name);
    if (row == SAM_NO_ROW || q->plan->rows[row].kind != SAM_ROW_SCALAR)
        return none;
    return (sam_aim){q->plan->rows[row].label, {row, highest ? -1 : 1}, 0};
}

static bool is_highest(const char *word) {
    return *word == '+' || strcmp(word, "owner_npv") == 0;
}

static sam_status add_aim(sam_question *q, const char *word) {
    sam_aim aim = find_aim(q, word);
    if (aim.part.row == SAM_NO_ROW || q->aim_count == SAM_AIMS_MOST) {
        sam_question_fault(
            q, "OBJECTIVE_UNKNOWN", "the deal has no such objective", word,
            "municipal_cost, rent, capital_cost, owner_npv, cvar:PARTY with draws, or "
            "-ROW or +ROW with a scalar row of the plan");
        return SAM_USAGE;
    }
    if (q->aim_count == 0) {
        q->choice->objective_text = aim.text;
        q->choice->objective_unit = q->plan->rows[aim.part.row].unit;
        q->choice->highest = is_highest(word);
    }
    q->aims[q->aim_count++] = aim;
    return SAM_OK;
}

sam_status sam_question_aims(sam_question *question) {
    const char *list = question->options->objective;
    list = list && *list ? list : "municipal_cost";
    question->choice->objective = sam_arena_text(question->choice->arena, list, strlen(list));
    while (question->choice->objective) {
        size_t length = strcspn(list, ",");
        const char *word = sam_arena_text(question->choice->arena, list, length);
        sam_status status = word ? add_aim(question, word) : SAM_MEMORY;
        if (status != SAM_OK || !list[length])
            return status;
        list += length + 1;
    }
    return SAM_MEMORY;
}

/* Halton's sequence: evenly spread, the same on every machine. */
static double halton(uint32_t index, uint32_t base) {
    double value = 0, part = 1;
    for (; index; index /= base) {
        part /= base;
        value += part * (index % base);
    }
    return value;
}

static double design_value(const sam_question *q, uint32_t j, uint32_t point) {
    static const uint32_t PRIMES[] = {2, 3, 5, 7, 11, 13, 17, 19};
    const sam_decision *d = &q->decisions[j];
    double share = halton(point + 1 + j / 8 * 97, PRIMES[j % 8]);
    return d->low + share * (d->high - d->low);
}

enum { LANES = 8 };

/* How much a lane misses, each demand in its size at a step, and its aim. */
static double judge(const sam_question *q, const sam_ledger *ledger, size_t lane) {
    double sum = 0;
    for (uint32_t d = 0; d < q->demand_count; d++) {
        const sam_demand *demand = &q->demands[d];
        uint32_t months = demand->when == SAM_NO_ROW ? 1 : q->plan->months;
        double least = 0;
        for (uint32_t m = 1; m <= months; m++) {
            if (months > 1 && !(sam_ledger_value(ledger, demand->when, m, lane) > 0))
                continue;
            double spare = -demand->least;
            for (uint32_t p = 0; p < demand->part_count; p++)
                spare += demand->parts[p].factor *
                         sam_ledger_value(ledger, demand->parts[p].row, m, lane);
            least = fmin(least, spare);
        }
        sum -= least / (q->size[d] > 0 ? q->size[d] : 1);
    }
    return sum;
}

/* Keeps the point if it is among the best so far; best[s] belongs to start s + 1. */
static void keep(sam_question *q, double *best, const double *point, double value) {
    uint32_t at = q->start_count;
    if (at == SAM_STARTS_MOST && value >= best[at - 1])
        return;
    at = at < SAM_STARTS_MOST ? at : at - 1;
    for (; at > 1 && best[at - 1] > value; at--) {
        best[at] = best[at - 1];
        memcpy(q->start[at], q->start[at - 1], sizeof q->start[at]);
    }
    best[at] = value;
    memcpy(q->start[at], point, sizeof q->start[at]);
    q->start_count += q->start_count < SAM_STARTS_MOST;
}

sam_status sam_question_starts(sam_question *question) {
    sam_question *q = question;
    uint32_t wanted = q->options->starts ? q->options->starts : 32;
    sam_ledger *ledger = sam_ledger_new(q->plan, &(sam_run){.lanes = LANES});
    if (!ledger)
        return SAM_MEMORY;
    double best[SAM_STARTS_MOST] = {0};
    for (uint32_t from = 0; from < wanted; from += LANES) {
        double point[LANES][SAM_CHOICE_TERMS_MOST] = {{0}};
        for (uint32_t lane = 0; lane < LANES; lane++)
            for (uint32_t j = 0; j < q->decision_count; j++) {
                point[lane][j] = design_value(q, j, from + lane);
                sam_ledger_set(ledger, q->decisions[j].input, lane, point[lane][j]);
            }
        sam_ledger_run(ledger);
        for (uint32_t lane = 0; lane < LANES && from + lane < wanted; lane++)
            keep(q, best, point[lane], judge(q, ledger, lane));
    }
    sam_ledger_free(ledger);
    q->choice->certificate.starts = q->start_count;
    return SAM_OK;
}
