/* Answers as CSV: a row for the objective, for each term, for each limit; or where nothing holds
 * for each limit of the conflict and of each way out. */
#include "base/number.h"
#include "base/real.h"
#include "deal/fields.h"
#include "report/choice_compare.h"

sam_table *sam_choice_csv_new(void) {
    static const sam_column COLUMNS[] = {{.title = "model"},
                                         {.title = "status"},
                                         {.title = "part"},
                                         {.title = "name"},
                                         {.title = "unit"},
                                         {.title = "value", .number = true},
                                         {.title = "spare", .number = true},
                                         {.title = "price", .number = true},
                                         {.title = "holds_to", .number = true}};
    return sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
}

typedef struct row {
    const char *status, *part, *name;
    sam_unit unit;
    double value, spare, price, holds_to;
} row;

/* What is not a number is left empty. */
static void add(sam_table *table, const sam_choice *choice, const row *r) {
    sam_table_text(table, choice->plan->deal->model_id);
    sam_table_text(table, r->status);
    sam_table_text(table, r->part);
    sam_table_text(table, r->name);
    sam_table_text(table, sam_unit_text(r->unit));
    sam_table_number(table, r->value);
    sam_table_number(table, r->spare);
    sam_table_number(table, r->price);
    sam_table_number(table, r->holds_to);
}

static void ways_out(sam_table *table, const sam_choice *choice, const row *empty) {
    for (uint32_t i = 0; i < choice->relaxation_count; i++) {
        const sam_relaxation *r = &choice->relaxations[i];
        char part[SAM_NUMBER_SIZE + 16] = "way_out_";
        part[8 + sam_number_print(part + 8, i + 1)] = '\0';
        row one = *empty;
        one.part = part;
        for (uint32_t k = 0; k < r->count; k++) {
            one.name = choice->limits[r->limits[k]].name;
            one.unit = choice->limits[r->limits[k]].unit;
            one.value = r->amounts[k];
            one.price = r->cost;
            add(table, choice, &one);
        }
        if (!r->input)
            continue;
        one.name = r->input;
        one.unit = r->unit;
        one.value = r->to;
        one.price = r->cost;
        add(table, choice, &one);
    }
}

static void conflict(sam_table *table, const sam_choice *choice, const row *empty) {
    for (uint32_t i = 0; i < choice->conflict_count; i++) {
        row one = *empty;
        one.part = "conflict";
        one.name = choice->limits[choice->conflict[i]].name;
        one.unit = choice->limits[choice->conflict[i]].unit;
        add(table, choice, &one);
    }
    ways_out(table, choice, empty);
}

void sam_choice_csv_add(sam_table *table, const sam_choice *choice, sam_status status) {
    const double none = SAM_REAL_NAN;
    const row empty = {.status = sam_choice_status_word(choice, status),
                       .value = none,
                       .spare = none,
                       .price = none,
                       .holds_to = none};
    row one = empty;
    one.part = "objective";
    one.name = choice->objective;
    one.unit = choice->objective_unit;
    one.value = choice->feasible ? choice->value : none;
    add(table, choice, &one);
    if (!choice->feasible) {
        conflict(table, choice, &empty);
        return;
    }
    for (uint32_t j = 0; j < choice->term_count; j++) {
        const sam_choice_term *t = &choice->terms[j];
        one = empty;
        one.part = "term";
        one.name = t->name;
        one.unit = t->unit;
        one.value = t->value;
        one.price = t->at_bound ? t->reduced : none;
        add(table, choice, &one);
    }
    for (uint32_t d = 0; d < choice->limit_count; d++) {
        const sam_choice_limit *l = &choice->limits[d];
        one = empty;
        one.part = "limit";
        one.name = l->name;
        one.unit = l->unit;
        one.spare = l->spare;
        one.price = l->binding ? l->price : none;
        one.holds_to = l->binding ? l->price_to : none;
        add(table, choice, &one);
    }
}
