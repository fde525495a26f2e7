/* What text reports begin with. */
#include "report/heading.h"

#include "report/table.h"
#include "report/texts.h"

void sam_heading_title(sam_text *out, const char *version, const sam_deal *deal) {
    sam_text_format(out, "samspel %s: ", version);
    sam_say_named(out, &deal->scenario_name, deal->scenario_id);
    sam_text_add_char(out, '\n');
}

void sam_heading_models(sam_text *out, const sam_deal *const *deals, size_t count, size_t width) {
    sam_column columns[] = {{.title = _("model")}, {.title = _("name")}};
    sam_table *table = sam_table_new(columns, 2);
    if (!table) {
        out->broken = true;
        return;
    }
    for (size_t i = 0; i < count && i < SAM_HEADING_MODELS; i++) {
        sam_table_text(table, deals[i]->model_id);
        sam_table_text(table, sam_say_name(&deals[i]->model_name));
    }
    sam_text_add_char(out, '\n');
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

void sam_heading_model(sam_text *out, const sam_deal *deal) {
    sam_text_add_char(out, '\n');
    sam_say_named(out, &deal->model_name, deal->model_id);
    sam_text_add_char(out, '\n');
}
