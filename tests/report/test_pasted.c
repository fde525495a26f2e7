/* A document as bytes for another process, and a workbook that waits for one: what comes, what is
 * cut off, and what never comes. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/html.h"

static void fill(sam_doc *d) {
    const char *columns[] = {"What", "Number", "Share"};
    cr_assert(sam_doc_init(d, "title", NULL));
    sam_doc_open(d, SAM_PASTED_RISK, "Risk", true);
    sam_doc_add(d, SAM_BLOCK_LEAD, "lead");
    sam_doc_figure(d, "a figure", "is left out", "{}", 3);
    sam_doc_open(d, "model", "=1+1", false);
    sam_doc_table(d, "table", columns, 3, true);
    sam_doc_draw(d, SAM_DRAW_FAN);
    sam_doc_cell_text(d, "@SUM(1)", 0);
    sam_doc_cell_number(d, 1234.5, 1);
    sam_doc_cell_percent(d, 0.25, 2);
    sam_doc_cell_text(d, "second", 0);
    sam_doc_cell_none(d);
    sam_doc_cell_text(d, "12 kr", 0);
    sam_doc_value(d, 12, 0, false, " kr");
    sam_doc_close(d);
    sam_doc_close(d);
    cr_assert(!d->broken);
}

static sam_text packed(void) {
    sam_doc d;
    sam_text bytes = SAM_TEXT_EMPTY;
    fill(&d);
    sam_doc_pack(&bytes, &d);
    sam_doc_clear(&d);
    cr_assert(!bytes.broken);
    return bytes;
}

Test(pasted, comes_back_as_it_was) {
    sam_text bytes = packed();
    sam_doc d;
    cr_assert(sam_doc_init(&d, "", ""));
    cr_assert(sam_doc_unpack(&d, bytes.data, bytes.length));
    const sam_block *chapter = d.root->first;
    cr_assert_str_eq(chapter->id, SAM_PASTED_RISK);
    cr_assert_eq(chapter->next, NULL);
    cr_assert_eq(chapter->first->kind, SAM_BLOCK_LEAD);
    const sam_block *model = chapter->first->next, *table = model->first;
    cr_assert_str_eq(model->title, "=1+1");
    cr_assert_eq(table->kind, SAM_BLOCK_TABLE);
    cr_assert_eq(table->drawing, SAM_DRAW_FAN);
    cr_assert_eq(table->column_count, 3);
    cr_assert(table->numbers[2] && !table->numbers[0]);
    cr_assert_eq(table->cell_count, 6);
    cr_assert_str_eq(table->cells[0].text, "@SUM(1)");
    cr_assert(!table->cells[0].is_number);
    cr_assert_eq(table->cells[1].value, 1234.5);
    cr_assert(table->cells[2].percent && table->cells[2].decimals == 2);
    cr_assert_eq(table->cells[4].text, NULL);
    cr_assert_str_eq(table->cells[5].after, " kr");
    sam_doc_clear(&d);
    sam_text_free(&bytes);
}

Test(pasted, cut_anywhere_is_told) {
    sam_text bytes = packed();
    for (size_t length = 0; length < bytes.length; length++) {
        char *cut = malloc(length + 1); /* its own, so that a sanitizer sees a step too far */
        sam_doc d;
        cr_assert_not_null(cut);
        memcpy(cut, bytes.data, length);
        cr_assert(sam_doc_init(&d, "", ""));
        cr_assert_not(sam_doc_unpack(&d, cut, length), "%zu of %zu bytes", length, bytes.length);
        sam_doc_clear(&d);
        free(cut);
    }
    sam_text_free(&bytes);
}

/* A workbook of no models: the sheets around what is pasted. */
static sam_status write_book(const char *path, const sam_doc *document, sam_diags *diags) {
    const sam_workbook_options options = {.risk = true};
    sam_workbook *book = NULL;
    cr_assert_eq(sam_workbook_begin(&book, path, NULL, 0, &options, diags), SAM_OK);
    if (document)
        cr_assert_eq(sam_workbook_paste(book, document), SAM_OK);
    return sam_workbook_end(book, diags);
}

Test(pasted, never_came) {
    char path[] = "/tmp/samspel_pasted_XXXXXX";
    cr_assert(mkdtemp(path));
    char file[64];
    snprintf(file, sizeof file, "%s/a.xlsx", path);
    sam_diags *diags = sam_diags_new();
    cr_assert_neq(write_book(file, NULL, diags), SAM_OK);
    cr_assert_eq(sam_diags_stored(diags), 0, "who gave up tells why");
    cr_assert_neq(access(file, F_OK), 0);
    sam_doc empty;
    cr_assert(sam_doc_init(&empty, "", ""));
    cr_assert_eq(write_book(file, &empty, diags), SAM_IO, "the chapter is not there");
    cr_assert_eq(sam_diags_stored(diags), 1);
    cr_assert_neq(access(file, F_OK), 0);
    sam_doc_clear(&empty);
    sam_diags_free(diags);
    cr_assert_eq(rmdir(path), 0, "something was left behind");
}
