/* What is aimed at: a list of words or rows, and the points from which the search begins. */
#include <math.h>
#include <string.h>

#include "base/mark.h"
#include "base/number.h"
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

/* "RENT" is "rent": names of aims are read without regard to capitals, rows are not. */
static bool is_word(const char *text, const char *word) {
    for (; *text && *word; text++, word++)
        if ((*text >= 'A' && *text <= 'Z' ? *text - 'A' + 'a' : *text) != *word)
            return false;
    return *text == *word;
}

/* One row of the plan, or SAM_NO_ROW: as little of it as possible, or with "+" as much. */
static sam_aim find_aim(const sam_question *q, const char *word) {
    sam_aim aim = {.text = sam_question_label(q, "net present cost to the municipality"),
                   .part_count = 1};
    aim.highest = *word == '+';
    aim.parts[0] = (sam_part){SAM_NO_ROW, aim.highest ? -1 : 1};
    if (strncmp(word, "cvar:", 5) == 0)
        return sam_question_drawn_aim(q, word);
    if (is_word(word, "municipal_cost")) {
        aim.parts[0] = (sam_part){party_npv(q, municipality(q)), -1};
        return aim;
    }
    if (is_word(word, "owner_npv")) {
        aim.text = sam_question_label(q, "net present value to the owner");
        aim.highest = true;
        aim.parts[0] = (sam_part){party_npv(q, owner(q)), -1};
        return aim;
    }
    const char *name = is_word(word, "rent")           ? "mean_rent"
                       : is_word(word, "capital_cost") ? "capital_cost"
                                                       : word + (*word == '+' || *word == '-');
    uint32_t row = sam_plan_find_row(q->plan, name);
    if (row == SAM_NO_ROW || q->plan->rows[row].kind != SAM_ROW_SCALAR)
        return aim;
    aim.text = sam_question_label(q, q->plan->rows[row].label);
    aim.parts[0].row = row;
    return aim;
}

static sam_status unknown(sam_question *q, const char *word) {
    sam_question_fault(
        q, "OBJECTIVE_UNKNOWN", "the deal has no such objective", word,
        N_("municipal_cost, rent, capital_cost, owner_npv, cvar:PARTY with draws, -ROW or "
           "+ROW with a scalar row of the plan, or a sum such as "
           "1*municipal_cost+5e5*rent"));
    return SAM_USAGE;
}

/* "WEIGHT*WORD+WEIGHT*WORD": one sum. What should be high counts with the other sign in it. */
static sam_status read_sum(sam_question *q, const char *word, sam_aim *out) {
    *out = (sam_aim){
        .text = sam_arena_format(q->choice->arena, sam_question_label(q, "weighted sum %s"), word)};
    for (const char *at = word; out->text; at++) {
        size_t weight = strcspn(at, "*"), length = strcspn(at + weight, "+");
        double factor = 0;
        if (!at[weight] || !sam_number_parse(at, weight, &factor) || !(factor > 0) ||
            out->part_count == SAM_PARTS_MOST)
            return unknown(q, word);
        const char *name = sam_arena_text(q->choice->arena, at + weight + 1, length - 1);
        if (!name)
            return SAM_MEMORY;
        sam_aim one = find_aim(q, name);
        if (one.parts[0].row == SAM_NO_ROW || one.worst > 0)
            return unknown(q, word);
        out->parts[out->part_count++] = (sam_part){one.parts[0].row, factor * one.parts[0].factor};
        at += weight + length;
        if (!*at)
            return SAM_OK;
    }
    return SAM_MEMORY;
}

static sam_status add_aim(sam_question *q, const char *word) {
    sam_aim aim = {0};
    if (q->aim_count == SAM_AIMS_MOST)
        return unknown(q, word);
    if (strchr(word, '*')) {
        sam_status status = read_sum(q, word, &aim);
        if (status != SAM_OK)
            return status;
    } else {
        aim = find_aim(q, word);
        if (aim.parts[0].row == SAM_NO_ROW)
            return unknown(q, word);
    }
    aim.name = word;
    aim.unit = q->plan->rows[aim.parts[0].row].unit;
    if (q->aim_count == 0) {
        q->choice->objective_text = aim.text;
        q->choice->objective_unit = aim.unit;
        q->choice->highest = aim.highest;
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
        double spare = sam_demand_spare(&q->demands[d], q->plan, ledger, lane, NULL);
        sum -= fmin(0, spare) / (q->size[d] > 0 ? q->size[d] : 1);
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
        for (uint32_t lane = 0; lane < LANES; lane++) {
            sam_question_fix(q, ledger, lane);
            for (uint32_t j = 0; j < q->decision_count; j++) {
                point[lane][j] = design_value(q, j, from + lane);
                sam_ledger_set(ledger, q->decisions[j].input, lane, point[lane][j]);
            }
        }
        sam_ledger_run(ledger);
        for (uint32_t lane = 0; lane < LANES && from + lane < wanted; lane++)
            keep(q, best, point[lane], judge(q, ledger, lane));
    }
    sam_ledger_free(ledger);
    q->choice->certificate.starts = q->start_count;
    return SAM_OK;
}
