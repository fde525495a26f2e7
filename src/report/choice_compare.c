/* Several models put to the same question: which serves it best, and what the others lack. */
#include "report/choice_compare.h"

#include <math.h>

#include "base/real.h"
#include "report/language.h"
#include "report/quantity.h"

sam_choice_line sam_choice_line_of(const char *model, const sam_choice *choice, sam_status status) {
    sam_choice_line line = {.model = model,
                            .feasible = choice->feasible,
                            .highest = choice->highest,
                            .certified = status == SAM_OK,
                            .value = choice->value,
                            .cheapest = SAM_REAL_NAN,
                            .unit = choice->objective_unit};
    if (choice->relaxation_count > 0)
        line.cheapest = choice->relaxations[0].cost;
    return line;
}

static bool is_before(const sam_choice_line *a, const sam_choice_line *b) {
    if (a->feasible != b->feasible)
        return a->feasible;
    if (a->feasible)
        return a->highest ? a->value > b->value : a->value < b->value;
    return isnan(b->cheapest) ? !isnan(a->cheapest) : a->cheapest < b->cheapest;
}

void sam_choice_order(const sam_choice_line *lines, size_t count, size_t *order) {
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && is_before(&lines[i], &lines[order[at - 1]]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

void sam_choice_compare_text(sam_text *out, const sam_choice_line *lines, const size_t *order,
                             size_t count, size_t width) {
    const sam_column columns[] = {{.title = _("model, the best first")},
                                  {.title = _("objective"), .number = true},
                                  {.title = _("cheapest way out"), .number = true}};
    sam_table *table = sam_table_new(columns, 3);
    if (!table) {
        out->broken = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const sam_choice_line *l = &lines[order[i]];
        sam_text value = SAM_TEXT_EMPTY, cost = SAM_TEXT_EMPTY;
        if (l->feasible)
            sam_quantity(&value, l->value, l->unit);
        else
            sam_text_add(&value, _("no terms found"));
        if (!l->feasible && !isnan(l->cheapest))
            sam_quantity(&cost, l->cheapest, SAM_UNIT_NOK);
        sam_table_text(table, l->model);
        sam_table_text(table, value.data);
        sam_table_text(table, cost.data);
        out->broken = out->broken || value.broken || cost.broken;
        sam_text_free(&value);
        sam_text_free(&cost);
    }
    sam_text_add(out, _("\nSide by side\n"));
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

void sam_choice_compare_json(sam_json *json, const sam_choice_line *lines, const size_t *order,
                             size_t count) {
    bool best = count > 0 && lines[order[0]].feasible && lines[order[0]].certified;
    sam_json_key(json, "order");
    sam_json_open_array(json);
    for (size_t i = 0; i < count; i++)
        sam_json_string(json, lines[order[i]].model);
    sam_json_close_array(json);
    sam_json_key_string(json, "best", best ? lines[order[0]].model : NULL);
}
