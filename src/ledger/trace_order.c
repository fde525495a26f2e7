/* The order of a trace's operations. A value is computed in the year it is of, so that few live at
 * a time; within it operations of a kind stand together, since the processor pays for each change
 * of kind. */
#include "ledger/trace.h"

/* Longer spans would give longer runs of a kind, but more values than the nearest cache holds. */
enum { NONE = UINT32_MAX, SPAN = 12 };

/* Months are walked through in sweeps, forwards and backwards by turns: what looks ahead, as the
 * worth of all that is still to come, is computed on the way back. */
static bool is_forward(uint32_t sweep) {
    return sweep % 2 == 0;
}

/* May what is computed in month `made` be read in month `read` of the same sweep? */
static bool is_in_time(uint32_t sweep, uint32_t made, uint32_t read) {
    return is_forward(sweep) ? made <= read : made >= read;
}

static uint32_t find_longest(const sam_ssa_code *code) {
    uint32_t longest = 0;
    for (size_t i = 0; i < code->count; i++)
        longest = code->code[i].month > longest ? code->code[i].month : longest;
    return longest;
}

/* From the end: what belongs to no month was asked for after all of them, but may be read in the
 * first. */
static void date_scalars(sam_ssa_code *code, uint32_t longest, bool *dated) {
    for (size_t i = code->count; i-- > 0;) {
        const sam_ssa *s = &code->code[i];
        uint32_t reads[3];
        unsigned count = s->used ? sam_ssa_operands(s, reads) : 0;
        for (unsigned k = 0; k < count; k++) {
            size_t at = sam_ssa_id(reads[k]) - 1;
            if (!sam_ssa_id(reads[k]) || (code->code[at].month < longest && !dated[at]))
                continue;
            sam_ssa *read = &code->code[at];
            read->month = read->month < s->month ? read->month : s->month;
            dated[at] = true;
        }
    }
}

/* Each in the first sweep in which all that it reads is there. */
static void find_sweeps(const sam_ssa_code *code, uint32_t *sweep) {
    for (size_t i = 0; i < code->count; i++) {
        const sam_ssa *s = &code->code[i];
        uint32_t reads[3];
        unsigned count = s->used ? sam_ssa_operands(s, reads) : 0;
        for (unsigned k = 0; k < count; k++) {
            size_t read = sam_ssa_id(reads[k]) - 1;
            if (!sam_ssa_id(reads[k]) || code->code[read].op == SAM_SSA_LOAD)
                continue;
            uint32_t least = sweep[read];
            least += is_in_time(least, code->code[read].month, s->month) ? 0 : 1;
            sweep[i] = sweep[i] > least ? sweep[i] : least;
        }
    }
}

/* Months become spans, counted on from sweep to sweep; the last of them is returned. */
static uint32_t find_spans(sam_ssa_code *code, const uint32_t *sweep, uint32_t longest) {
    uint32_t spans = longest / SPAN + 1, last = 0;
    for (size_t i = 0; i < code->count; i++) {
        sam_ssa *s = &code->code[i];
        uint32_t within = s->month / SPAN;
        s->month = sweep[i] * spans + (is_forward(sweep[i]) ? within : spans - 1 - within);
        last = s->month > last ? s->month : last;
    }
    return last;
}

/* Used operations by span, in their first order within each; starts has last + 2 places. */
static void sort_spans(const sam_ssa_code *code, uint32_t *starts, uint32_t last, uint32_t *out) {
    for (size_t i = 0; i < code->count; i++)
        if (code->code[i].used)
            starts[code->code[i].month + 1]++;
    for (uint32_t m = 0; m <= last; m++)
        starts[m + 1] += starts[m];
    for (size_t i = 0; i < code->count; i++)
        if (code->code[i].used)
            out[starts[code->code[i].month]++] = (uint32_t)i;
    for (uint32_t m = last + 1; m > 0; m--)
        starts[m] = starts[m - 1];
    starts[0] = 0;
}

typedef struct arranger {
    const sam_ssa_code *code;
    uint32_t *waits;           /* operation -> reads of the same span that are not placed */
    uint32_t *user_of, *users; /* operation -> where its readers begin in users */
    uint32_t *next;            /* operation -> the one behind it among the ready of its kind */
    uint32_t first[SAM_STEP_COUNT], tail[SAM_STEP_COUNT], ready[SAM_STEP_COUNT];
} arranger;

static void make_ready(arranger *a, uint32_t index) {
    uint32_t kind = sam_ssa_step(&a->code->code[index]);
    a->next[index] = NONE;
    if (a->ready[kind]++)
        a->next[a->tail[kind]] = index;
    else
        a->first[kind] = index;
    a->tail[kind] = index;
}

static void find_users(arranger *a) {
    const sam_ssa_code *code = a->code;
    for (int round = 0; round < 2; round++) {
        for (size_t i = code->count; i-- > 0;) {
            uint32_t reads[3];
            unsigned count = code->code[i].used ? sam_ssa_operands(&code->code[i], reads) : 0;
            for (unsigned k = 0; k < count; k++) {
                if (!sam_ssa_id(reads[k]))
                    continue;
                if (round)
                    a->users[--a->user_of[sam_ssa_id(reads[k]) - 1]] = (uint32_t)i;
                else
                    a->user_of[sam_ssa_id(reads[k]) - 1]++;
            }
        }
        for (size_t i = 1; i <= code->count && !round; i++)
            a->user_of[i] += a->user_of[i - 1];
    }
}

static void place(arranger *a, uint32_t index) {
    uint32_t month = a->code->code[index].month;
    for (uint32_t u = a->user_of[index]; u < a->user_of[index + 1]; u++) {
        uint32_t user = a->users[u];
        if (a->code->code[user].month == month && --a->waits[user] == 0)
            make_ready(a, user);
    }
}

static uint32_t most_ready(const arranger *a) {
    uint32_t best = 0;
    for (uint32_t kind = 1; kind < SAM_STEP_COUNT; kind++)
        if (a->ready[kind] > a->ready[best])
            best = kind;
    return best;
}

/* One span: of the kinds that are ready, always all of the most frequent. */
static void arrange(arranger *a, uint32_t *slice, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const sam_ssa *s = &a->code->code[slice[i]];
        uint32_t reads[3];
        unsigned operands = sam_ssa_operands(s, reads);
        for (unsigned k = 0; k < operands; k++)
            a->waits[slice[i]] +=
                sam_ssa_id(reads[k]) && a->code->code[sam_ssa_id(reads[k]) - 1].month == s->month;
        if (!a->waits[slice[i]])
            make_ready(a, slice[i]);
    }
    for (size_t done = 0; done < count;) {
        uint32_t kind = most_ready(a);
        while (a->ready[kind]) {
            uint32_t index = a->first[kind];
            a->first[kind] = a->next[index];
            a->ready[kind]--;
            slice[done++] = index;
            place(a, index);
        }
    }
}

uint32_t *sam_ssa_order(sam_ssa_code *code, size_t *count, sam_arena *arena) {
    size_t size = code->count + 2;
    uint32_t *sweep = sam_arena_array(arena, size, sizeof *sweep);
    bool *dated = sam_arena_array(arena, size, sizeof *dated);
    if (!sweep || !dated)
        return NULL;
    uint32_t longest = find_longest(code);
    date_scalars(code, longest, dated);
    find_sweeps(code, sweep);
    uint32_t last = find_spans(code, sweep, longest);
    uint32_t *order = sam_arena_array(arena, size, sizeof *order);
    uint32_t *starts = sam_arena_array(arena, last + 3u, sizeof *starts);
    arranger a = {.code = code};
    a.waits = sam_arena_array(arena, size, sizeof *a.waits);
    a.user_of = sam_arena_array(arena, size, sizeof *a.user_of);
    a.users = sam_arena_array(arena, 3 * size, sizeof *a.users);
    a.next = sam_arena_array(arena, size, sizeof *a.next);
    if (!order || !starts || !a.waits || !a.user_of || !a.users || !a.next)
        return NULL;
    sort_spans(code, starts, last, order);
    find_users(&a);
    for (uint32_t m = 0; m <= last; m++)
        arrange(&a, order + starts[m], starts[m + 1] - starts[m]);
    *count = starts[last + 1];
    return order;
}
