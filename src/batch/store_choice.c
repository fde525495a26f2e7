/* Writes what was decided: the answer, its terms, and the limits it was held to. */
#include "batch/chosen.h"
#include "batch/store_cells.h"

enum { TERMS = 64, LIMITS = 128 };

_Static_assert((int)SAM_CHOICE_TERMS_MOST <= TERMS, "ids of terms do not meet");
_Static_assert((int)SAM_CHOICE_LIMITS_MOST <= LIMITS, "ids of limits do not meet");

/* id, item, model: the columns that every row begins with. */
static void begin_row(sqlite3_stmt *s, uint64_t id, sam_store_place at) {
    sqlite3_clear_bindings(s);
    sam_put_whole(s, 1, id);
    sam_put_whole(s, 2, at.item);
    sam_put_whole(s, 3, at.model);
}

static bool add_term(sqlite3_stmt *s, sam_store_place at, uint32_t i, const sam_chosen_term *t) {
    begin_row(s, at.id * TERMS + i, at);
    sam_put_text(s, 4, t->name);
    sam_put_text(s, 5, t->unit);
    sam_put_number(s, 6, t->value);
    sam_put_number(s, 7, t->base);
    sam_put_number(s, 8, t->low);
    sam_put_number(s, 9, t->high);
    sqlite3_bind_int(s, 10, t->at_bound);
    return sam_put_row(s);
}

static bool add_limit(sqlite3_stmt *s, sam_store_place at, uint32_t i, const sam_chosen_limit *l) {
    begin_row(s, at.id * LIMITS + i, at);
    sam_put_text(s, 4, l->name);
    sam_put_text(s, 5, l->text);
    sam_put_text(s, 6, l->unit);
    sam_put_number(s, 7, l->spare);
    sam_put_whole(s, 8, l->binding);
    sam_put_whole(s, 9, l->conflict);
    sam_put_number(s, 10, l->price);
    sam_put_number(s, 11, l->price_to);
    return sam_put_row(s);
}

bool sam_store_add_choice(sam_store *store, sam_store_place at, const sam_chosen *chosen) {
    sqlite3_stmt *s = store->rows[ROW_CHOICE];
    begin_row(s, at.id, at);
    sam_put_whole(s, 4, (uint64_t)sam_status_exit_code(chosen->status));
    sam_put_number(s, 5, chosen->value);
    sam_put_number(s, 6, chosen->base);
    sam_put_text(s, 7, chosen->unit);
    bool good = sam_put_row(s);
    for (uint32_t i = 0; i < chosen->term_count && good; i++)
        good = add_term(store->rows[ROW_TERM], at, i, &chosen->terms[i]);
    for (uint32_t i = 0; i < chosen->limit_count && good; i++)
        good = add_limit(store->rows[ROW_LIMIT], at, i, &chosen->limits[i]);
    return good;
}
