/* Words, text that is fit for a cell, and names of sheets. Knows nothing of plans. */
#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "report/workbook.h"

/* Long texts are written in several literals: no comma is missing. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
static const char *const WORDS[] = {
#define SAM_WORD_ROW(name, text) text,
    SAM_WORD_LIST(SAM_WORD_ROW)
#undef SAM_WORD_ROW
};
/* NOLINTEND(bugprone-suspicious-missing-comma) */

const char *sam_book_word(sam_word word) {
    return sam_tr(WORDS[word]);
}

const char *sam_book_keep(sam_book *book, sam_text *text) {
    const char *copy =
        text->broken ? NULL
                     : sam_arena_text(book->arena, text->data ? text->data : "", text->length);
    sam_text_free(text);
    if (!copy)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    return copy ? copy : "";
}

const char *sam_book_fill(sam_book *book, sam_word word, const char *argument) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_say_fill(&text, sam_book_word(word), (const char *const[]){argument, NULL});
    return sam_book_keep(book, &text);
}

void sam_book_fail(sam_book *book, sam_status status, const char *fault, const char *where) {
    if (book->status != SAM_OK)
        return;
    book->status = status;
    book->fault = sam_tr(fault);
    book->where = where ? sam_arena_text(book->arena, where, strlen(where)) : NULL;
}

void sam_book_check(sam_book *book, lxw_error error, const char *where) {
    /* A text without an index is one for which no memory was left. */
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED || error == LXW_ERROR_SHARED_STRING_INDEX_NOT_FOUND)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    if (error)
        sam_book_fail(book, SAM_LIMIT, lxw_strerror(error), where);
}

void sam_book_width(sam_book *book, lxw_worksheet *sheet, unsigned first, unsigned last,
                    double width) {
    sam_book_check(
        book, worksheet_set_column(sheet, (lxw_col_t)first, (lxw_col_t)last, width, NULL), NULL);
}

double sam_book_height(const char *text, double width) {
    size_t characters = 0;
    for (; text && *text; text++)
        characters += ((unsigned char)*text & 0xC0) != 0x80;
    /* Most letters are narrower than the digits that widths are counted in. */
    return LXW_DEF_ROW_HEIGHT * fmin(8, fmax(1, ceil((double)characters / (1.1 * width))));
}

void sam_book_heads(sam_book *book, lxw_worksheet *sheet, uint32_t line, const sam_book_head *heads,
                    size_t count) {
    for (unsigned i = 0; i < count; i++) {
        sam_book_text(book, sheet, line, i, sam_book_word(heads[i].word),
                      heads[i].numbers ? book->header_number : book->header);
        sam_book_width(book, sheet, i, i, heads[i].width);
    }
}

const char *sam_book_capital(sam_book *book, const char *text) {
    const char *copy = sam_say_capital(book->arena, text);
    if (!copy)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    return copy ? copy : "";
}

const char *sam_book_party(sam_book *book, const sam_deal *deal, uint32_t party) {
    return sam_book_capital(book, sam_say_party(deal, party));
}

const char *sam_book_model_heading(sam_book *book, const sam_book_model *model) {
    const char *text = sam_arena_format(book->arena, "%s (%s)", model->title, model->name);
    if (!text)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    return text ? text : "";
}

static bool is_escape(const char *text) {
    bool digits = text[0] == '_' && text[1] == 'x';
    for (int i = 2; digits && i < 6; i++)
        digits = isxdigit((unsigned char)text[i]) != 0;
    return digits && text[6] == '_';
}

/* A cell holds 32 767 characters and reads "_x0041_" as "A": the one is cut, the other escaped.
 * Control characters and marks of direction are shown as such: what charts keep of a cell's text
 * has no escapes. */
static const char *fit_text(sam_book *book, const char *text) {
    sam_text shown = SAM_TEXT_EMPTY, fit = SAM_TEXT_EMPTY;
    sam_text_add_visible(&shown, text);
    for (size_t i = 0; i < shown.length && fit.length < 32000; i++) {
        if (is_escape(shown.data + i))
            sam_text_add(&fit, "_x005F");
        sam_text_add_char(&fit, shown.data[i]);
    }
    /* Never half a character at the cut. */
    while (fit.length >= 32000 && ((unsigned char)fit.data[fit.length - 1] & 0x80))
        fit.data[--fit.length] = '\0';
    fit.broken = fit.broken || shown.broken;
    sam_text_free(&shown);
    return sam_book_keep(book, &fit);
}

void sam_book_text(sam_book *book, lxw_worksheet *sheet, uint32_t line, unsigned column,
                   const char *text, lxw_format *format) {
    if (!text || !*text)
        return;
    book->written.cells++;
    lxw_error error =
        worksheet_write_string(sheet, line, (lxw_col_t)column, fit_text(book, text), format);
    sam_book_check(book, error, text);
}

/* At most 31 characters, none of []:*?/\, no apostrophe at an end: model ids are ASCII, so anything
 * else is replaced. */
static void fit_name(char *out, size_t size, const char *wish) {
    size_t n = 0;
    for (; wish[n] && n + 1 < size; n++) {
        unsigned char c = (unsigned char)wish[n];
        bool plain = isalnum(c) || c == '_' || c == '-' || c == ' ' || c == '.' || c >= 0x80;
        out[n] = plain ? (char)c : '_';
    }
    while (n > 0 && ((unsigned char)out[n - 1] & 0x80) && wish[n])
        n--;
    out[n] = '\0';
    if (n == 0)
        memcpy(out, "_", 2);
}

static bool is_taken(const sam_book *book, const char *name) {
    static const sam_word fixed[] = {SAM_WORD_INPUTS,      SAM_WORD_SUMMARY, SAM_WORD_CHECKS,
                                     SAM_WORD_CHARTS,      SAM_WORD_YEARS,   SAM_WORD_RISK,
                                     SAM_WORD_CHOICE_SHEET};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (strcasecmp(sam_book_word(fixed[i]), name) == 0)
            return true;
    for (size_t i = 0; i < book->count; i++)
        if (book->models[i].name && strcasecmp(book->models[i].name, name) == 0)
            return true;
    return strcasecmp(name, "history") == 0;
}

const char *sam_book_sheet_name(sam_book *book, const char *wish) {
    char base[27];
    fit_name(base, sizeof base, wish);
    const char *name = sam_arena_text(book->arena, base, strlen(base));
    for (unsigned n = 2; name && is_taken(book, name); n++)
        name = sam_arena_format(book->arena, "%s %u", base, n);
    if (!name)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    return name;
}

lxw_worksheet *sam_book_sheet(sam_book *book, const char *name) {
    lxw_worksheet *sheet = book->status == SAM_OK ? workbook_add_worksheet(book->file, name) : NULL;
    if (!sheet) {
        /* The name is one of ours, fit and unique: nothing else can be the matter. */
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), name);
        return NULL;
    }
    book->written.sheets++;
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.7);
    sam_book_check(book, worksheet_set_footer(sheet, "&L&A&R&P / &N"), NULL);
    return sheet;
}

const char *sam_book_prefix(sam_book *book, const char *name) {
    const char *prefix = sam_arena_format(book->arena, "'%s'!", name);
    if (!prefix)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    return prefix;
}
