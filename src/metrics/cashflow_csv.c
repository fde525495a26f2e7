/* Reads dated or periodic flows from CSV. A record is one line: neither a date nor an amount holds
 * a line break, so a quote that is open at the end of its line is a fault there and not pages
 * later. Must report every fault, and must keep nothing when there was one. */
#include <string.h>

#include "base/arena.h"
#include "base/mark.h"
#include "base/number.h"
#include "samspel/metrics.h"

enum { FIELD_SIZE = 64, FIELDS = 2, FLOWS_MOST = 100000 };

typedef struct field {
    char text[FIELD_SIZE]; /* NUL-terminated, without quotes and surrounding blanks */
    size_t length;
    unsigned column;
} field;

typedef struct reader {
    const char *file;
    sam_diags *diags;
    char separator;
    unsigned line;
    size_t fields; /* a record's: 1 or 2; 0 before the first record */
    size_t faults, capacity;
    sam_cashflow *out;
} reader;

/* ---- faults ---- */

static void report(reader *r, unsigned column, sam_diag diag) {
    diag.severity = SAM_ERROR;
    diag.file = r->file;
    diag.line = r->line;
    diag.column = column;
    r->faults++;
    sam_diags_add(r->diags, &diag);
}

static void report_quote(reader *r, unsigned column, const char *message) {
    report(
        r, column,
        (sam_diag){
            .code = "CSV_QUOTE",
            .message = message,
            .hint = SAY(r, "Dates and amounts need no quotes; inside quotes, write a quote twice"),
            .origin = SAM_DIAG_HERE});
}

/* ---- one line into fields ---- */

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* False: the field is full. What does not fit is dropped; the field is wrong anyway. */
static bool put(field *f, char c) {
    if (f->length + 1 >= FIELD_SIZE)
        return false;
    f->text[f->length++] = c;
    f->text[f->length] = '\0';
    return true;
}

/* From the opening quote; returns the place after the closing one, or NULL when there is none. */
static const char *take_quoted(field *f, const char *at, const char *end, bool *fits) {
    for (at++; at < end; at++) {
        if (*at == '"' && (at + 1 == end || at[1] != '"'))
            return at + 1;
        at += *at == '"'; /* a doubled quote stands for one */
        *fits = put(f, *at) && *fits;
    }
    return NULL;
}

static const char *take_plain(field *f, const char *at, const char *end, char separator,
                              bool *fits) {
    for (; at < end && *at != separator; at++)
        *fits = put(f, *at) && *fits;
    while (f->length > 0 && is_blank(f->text[f->length - 1]))
        f->text[--f->length] = '\0';
    return at;
}

/* Reads the field at `at`; *next is its separator or the end of the line. False: a fault. */
static bool take_field(reader *r, field *f, const char *line, const char *at, const char *end,
                       const char **next) {
    while (at < end && is_blank(*at))
        at++;
    *f = (field){.column = (unsigned)(at - line) + 1};
    *next = end;
    bool fits = true, quoted = at < end && *at == '"';
    at = quoted ? take_quoted(f, at, end, &fits) : take_plain(f, at, end, r->separator, &fits);
    if (!at) {
        report_quote(r, f->column, SAY(r, "a quote is not closed on its line"));
        return false;
    }
    while (at < end && is_blank(*at))
        at++;
    if (at < end && *at != r->separator) {
        report_quote(r, (unsigned)(at - line) + 1, SAY(r, "text follows a closing quote"));
        return false;
    }
    *next = at;
    if (fits && (quoted || !memchr(f->text, '"', f->length)))
        return true;
    if (fits) {
        report_quote(r, f->column, SAY(r, "a quote stands inside an unquoted field"));
        return false;
    }
    report(r, f->column,
           (sam_diag){.code = "CSV_FIELD_LONG",
                      .message = SAY(r, "the field is too long for a date or an amount"),
                      .bound = SAY(r, "at most 63 bytes"),
                      .origin = SAM_DIAG_HERE});
    return false;
}

/* Splits a line. Returns the number of fields, those past the second counted only; 0: a fault. */
static size_t split(reader *r, field fields[FIELDS], const char *line, const char *end) {
    size_t count = 0;
    field spare;
    for (const char *at = line;; at++) {
        const char *next;
        if (!take_field(r, count < FIELDS ? &fields[count] : &spare, line, at, end, &next))
            return 0;
        count++;
        at = next;
        if (at == end)
            return count;
    }
}

/* ---- fields into flows ---- */

static bool read_amount(const reader *r, const field *f, double *out) {
    char text[FIELD_SIZE];
    memcpy(text, f->text, f->length);
    char *comma = memchr(text, ',', f->length);
    if (comma && r->separator == ';')
        *comma = '.';
    return sam_number_parse_loose(text, f->length, out);
}

static sam_status grow(reader *r) {
    sam_cashflow *out = r->out;
    if (out->count < r->capacity)
        return SAM_OK;
    size_t capacity = r->capacity ? r->capacity * 2 : 64;
    double *amounts = sam_realloc(out->amounts, capacity * sizeof *amounts);
    if (!amounts)
        return SAM_MEMORY;
    out->amounts = amounts;
    if (r->fields == 2) {
        sam_date *dates = sam_realloc(out->dates, capacity * sizeof *dates);
        if (!dates)
            return SAM_MEMORY;
        out->dates = dates;
    }
    r->capacity = capacity;
    return SAM_OK;
}

static sam_status take_flow(reader *r, const field fields[FIELDS]) {
    const field *amount = &fields[r->fields - 1];
    sam_date date = {0, 0, 0};
    double value = 0.0;
    size_t faults = r->faults;
    if (r->fields == 2 && !sam_date_read(&date, fields[0].text, fields[0].length))
        report(r, fields[0].column,
               (sam_diag){.code = "CSV_DATE",
                          .message = SAY(r, "this is not a date"),
                          .value = fields[0].text,
                          .bound = SAY(r, "a day that exists, as YYYY-MM-DD"),
                          .origin = SAM_DIAG_HERE});
    if (!read_amount(r, amount, &value))
        report(r, amount->column,
               (sam_diag){.code = "CSV_AMOUNT",
                          .message = SAY(r, "this is not an amount"),
                          .value = amount->text,
                          .bound = r->separator == ';'
                                       ? SAY(r, "a number such as -1234,5 or -1234.5")
                                       : SAY(r, "a number such as -1234.5"),
                          .hint = SAY(r, "Write no thousands separators and no currency"),
                          .origin = SAM_DIAG_HERE});
    if (r->faults > faults)
        return SAM_OK;
    sam_status status = grow(r);
    if (status != SAM_OK)
        return status;
    if (r->out->dates)
        r->out->dates[r->out->count] = date;
    r->out->amounts[r->out->count++] = value;
    return SAM_OK;
}

static bool is_header(const field fields[FIELDS], size_t count) {
    if (count == 2)
        return strcmp(fields[0].text, "date") == 0 && strcmp(fields[1].text, "amount") == 0;
    return count == 1 && strcmp(fields[0].text, "amount") == 0;
}

static bool has_letter_first(const field *f) {
    char c = f->text[0];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first record sets the number of fields. True when it is a header, right or wrong. */
static bool take_header(reader *r, const field fields[FIELDS], size_t count) {
    r->fields = count == 1 ? 1 : 2;
    if (is_header(fields, count))
        return true;
    if (!has_letter_first(&fields[0]))
        return false;
    report(r, fields[0].column,
           (sam_diag){.code = "CSV_HEADER",
                      .message = SAY(r, "the header is not one of a cash flow"),
                      .value = fields[0].text,
                      .bound = SAY(r, "date,amount or amount"),
                      .origin = SAM_DIAG_HERE});
    return true;
}

static sam_status take_line(reader *r, const char *line, const char *end) {
    field fields[FIELDS];
    size_t count = split(r, fields, line, end);
    if (count == 0)
        return SAM_OK;
    if (r->fields == 0 && take_header(r, fields, count))
        return SAM_OK;
    if (count == r->fields)
        return take_flow(r, fields);
    report(r, 1,
           (sam_diag){.code = "CSV_FIELDS",
                      .message = SAY(r, "the line has another number of fields than it must"),
                      .bound = r->fields == 1 ? SAY(r, "1: amount") : SAY(r, "2: date and amount"),
                      .hint = SAY(r, "A decimal comma needs semicolons between the fields"),
                      .origin = SAM_DIAG_HERE});
    return SAM_OK;
}

/* ---- lines ---- */

static const char *find_line_end(const char *at, const char *end) {
    const char *line_end = memchr(at, '\n', (size_t)(end - at));
    return line_end ? line_end : end;
}

static const char *skip_mark(const char *bytes, size_t length) {
    return length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? bytes + 3 : bytes;
}

static bool is_empty(const char *line, const char *end) {
    while (line < end && is_blank(*line))
        line++;
    return line == end;
}

static sam_status read_lines(reader *r, const char *at, const char *end) {
    const char *first_end = find_line_end(at, end);
    r->separator = at < end && memchr(at, ';', (size_t)(first_end - at)) ? ';' : ',';
    while (at < end) {
        const char *line_end = find_line_end(at, end), *stop = line_end;
        r->line++;
        stop -= stop > at && stop[-1] == '\r';
        if (r->out->count == FLOWS_MOST && !is_empty(at, stop)) {
            report(r, 1,
                   (sam_diag){.code = "CSV_FLOWS",
                              .message = SAY(r, "the file has too many flows"),
                              .bound = SAY(r, "at most 100000"),
                              .origin = SAM_DIAG_HERE});
            return SAM_LIMIT;
        }
        sam_status status = is_empty(at, stop) ? SAM_OK : take_line(r, at, stop);
        if (status != SAM_OK)
            return status;
        at = line_end + (line_end < end);
    }
    return SAM_OK;
}

sam_status sam_cashflow_read_csv(sam_cashflow *out, const char *bytes, size_t length,
                                 const char *file, sam_diags *diags) {
    *out = (sam_cashflow){0};
    reader r = {.file = file, .diags = diags, .out = out};
    sam_status status = SAM_OK;
    if (length > 0)
        status = read_lines(&r, skip_mark(bytes, length), bytes + length);
    if (status == SAM_OK && r.faults == 0 && out->count == 0) {
        r.line = 0;
        report(&r, 0,
               (sam_diag){.code = "CSV_EMPTY",
                          .message = SAY(&r, "the file has no flows"),
                          .bound = SAY(&r, "lines of date,amount or amount"),
                          .origin = SAM_DIAG_HERE});
    }
    if (status == SAM_OK && r.faults > 0)
        status = SAM_INPUT;
    if (status != SAM_OK)
        sam_cashflow_clear(out);
    return status;
}

void sam_cashflow_clear(sam_cashflow *cashflow) {
    sam_free(cashflow->dates);
    sam_free(cashflow->amounts);
    *cashflow = (sam_cashflow){0};
}
