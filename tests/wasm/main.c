/* What the WebAssembly proof runs: the same program is built for this machine and for wasm32, and
 * must print the same bytes. Does what a web page would do with the core (base to metrics): takes
 * the bytes of models, a scenario and the dated terms, and gives every measure and every monthly
 * row of each model.
 *
 * Usage: core TERMS SCENARIO MODEL... Files are read here, never by the core. */
#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"
#include "base/text.h"
#include "samspel/ledger.h"

enum { FILE_MOST = 4 << 20 };

static sam_source read_file(const char *name) {
    sam_source source = {.name = name};
    char *bytes = malloc(FILE_MOST);
    FILE *file = fopen(name, "rb");
    if (bytes && file)
        source.length = fread(bytes, 1, FILE_MOST, file);
    if (file)
        fclose(file);
    source.bytes = bytes;
    return source;
}

static void print_faults(const sam_diags *diags) {
    for (size_t i = 0; i < sam_diags_stored(diags); i++) {
        const sam_diag *diag = sam_diags_at(diags, i);
        printf("%s:%u: %s: %s\n", diag->file, diag->line, diag->code, diag->message);
    }
}

static void add_row(sam_text *text, const sam_plan *plan, const sam_ledger *ledger, uint32_t row) {
    const uint32_t months = plan->rows[row].kind == SAM_ROW_SCALAR ? 1 : plan->months;
    sam_text_add(text, plan->rows[row].name);
    for (uint32_t month = 1; month <= months; month++) {
        sam_text_add_char(text, ' ');
        sam_text_add_number(text, sam_ledger_value(ledger, row, month, 0));
    }
    sam_text_add_char(text, '\n');
}

static int print_rows(const sam_plan *plan) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_ledger *ledger = sam_ledger_new(plan, &(sam_run){.lanes = 1});
    if (!ledger)
        return 1;
    sam_ledger_run(ledger);
    for (uint32_t row = 0; row < plan->row_count; row++)
        add_row(&text, plan, ledger, row);
    const int failed = text.broken || fputs(text.data, stdout) < 0 || fflush(stdout) != 0;
    sam_text_free(&text);
    sam_ledger_free(ledger);
    return failed;
}

/* 0, or 1 after the faults were printed. */
static int run(sam_source model, sam_source scenario, sam_source terms) {
    sam_diags *diags = sam_diags_new();
    sam_deal *deal = NULL;
    sam_plan *plan = NULL;
    int failed = sam_deal_read(&deal, model, scenario, terms, NULL, NULL, 0, diags) != SAM_OK ||
                 sam_plan_compile(&plan, deal, diags) != SAM_OK;
    printf("%s on %s\n", model.name, scenario.name);
    if (failed)
        print_faults(diags);
    else
        failed = print_rows(plan);
    sam_plan_free(plan);
    sam_deal_free(deal);
    sam_diags_free(diags);
    return failed;
}

int main(int argc, char **argv) {
    if (argc < 4)
        return 2;
    sam_source terms = read_file(argv[1]), scenario = read_file(argv[2]);
    int failed = 0;
    for (int i = 3; i < argc; i++) {
        sam_source model = read_file(argv[i]);
        failed |= run(model, scenario, terms);
        free((char *)model.bytes);
    }
    free((char *)scenario.bytes);
    free((char *)terms.bytes);
    return failed;
}
