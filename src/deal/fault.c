/* How the reader tells a fault: with its place in the user's text, the value as written there, and
 * once only. Must not decide what is wrong. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "deal/reader.h"
#include "deal/scan.h"

enum { SHOWN_MOST = 80, STORED_MOST = 50 };

static bool same(const char *a, const char *b) {
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

/* One reading may pass a place twice, and several readings may share a file. */
static bool told_before(const sam_diags *diags, const sam_diag *diag) {
    for (size_t i = 0; i < sam_diags_stored(diags); i++) {
        const sam_diag *told = sam_diags_at(diags, i);
        if (same(told->file, diag->file) && same(told->pointer, diag->pointer) &&
            same(told->code, diag->code) && same(told->message, diag->message))
            return true;
    }
    return false;
}

static const char *at_place(const sam_document *document, unsigned line, unsigned column) {
    const char *at = document->bytes;
    const char *end = at + document->length;
    for (; line > 1 && at < end; line--) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
    }
    return column - 1 < (size_t)(end - at) ? at + column - 1 : end;
}

/* Length of the token at the beginning of the text; containers are not shown. */
static size_t token_length(const char *at, size_t left) {
    size_t length = 0;
    if (left && *at == '"') {
        for (length = 1; length < left && at[length] != '"'; length++)
            length += at[length] == '\\';
        return length < left ? length + 1 : left;
    }
    while (length < left && !strchr(",:]} \t\r\n", at[length]))
        length++;
    return length;
}

static const char *shown(sam_reader *reader, const char *at, size_t length) {
    bool cut = length > SHOWN_MOST;
    if (cut) {
        length = SHOWN_MOST;
        while (length && ((unsigned char)at[length] & 0xC0) == 0x80)
            length--;
    }
    return sam_reader_format(reader, "%.*s%s", (int)length, at, cut ? "..." : "");
}

static const char *as_written(sam_reader *reader, const char *at, size_t left) {
    if (left && *at == '{')
        return "{...}";
    if (left && *at == '[')
        return "[...]";
    return shown(reader, at, token_length(at, left));
}

/* A value of the command line has no lines; its text is shown. */
static void place_command(sam_reader *reader, sam_diag *diag, const sam_tree *at, bool on_key) {
    const sam_document *document = at->home->document;
    if (!on_key && !at->home->parent)
        diag->value = shown(reader, document->bytes, document->length);
    if (on_key && at->key)
        diag->value = at->key;
}

static void place(sam_reader *reader, sam_diag *diag, const sam_tree *at, bool on_key) {
    const sam_document *document = at->home->document;
    if (!document->placed) {
        place_command(reader, diag, at, on_key);
        return;
    }
    if (!sam_scan_locate(document->bytes, document->length, diag->pointer, on_key, &diag->line,
                         &diag->column))
        return;
    const char *begin = at_place(document, diag->line, diag->column);
    size_t left = (size_t)(document->bytes + document->length - begin);
    diag->value = as_written(reader, begin, left);
}

/* What to do about a fault where whoever found it knows nothing nearer. */
static const char *usual_hint(const sam_reader *reader, const char *code) {
    static const struct {
        const char *code, *hint;
    } USUAL[] = {
        {"CLAUSE_KIND", N_("name a clause of the kind that is allowed")},
        {"CLAUSE_UNKNOWN", N_("name one that is there")},
        {"DRAW_SHARES", N_("write one share for each building month, 1 in all")},
        {"EQUITY_SHARES", N_("change the shares until they sum to 1")},
        {"ID_DUPLICATE", N_("give each an id of its own")},
        {"ID_FORMAT", N_("begin with a small letter from a to z; digits and _ may follow")},
        {"LIMIT", N_("leave out what is too much")},
        {"PARTY_ROLE", N_("name that party without declaring it, or choose another id")},
        {"RANGE_ORDER", N_("write them so that low <= value <= high")},
        {"TERM_ORDER", N_("sort the values by their dates")},
        {"TERM_UNIT", N_("name a term of that unit, or write a number")},
        {"TERM_UNKNOWN", N_("name one that samspel terms lists, or write a number")},
        {"TYPE", N_("write it as what is allowed")},
        {"UNIT_SHARES", N_("change the shares until every home is counted once")},
        {"VALUE_RANGE", N_("write a value within the bounds")},
        {"VALUE_WHOLE", N_("write a whole number")},
        {"WORD_UNKNOWN", N_("write one of the words allowed")},
    };
    for (size_t i = 0; i < sizeof USUAL / sizeof *USUAL; i++)
        if (strcmp(USUAL[i].code, code) == 0)
            return SAY(reader, USUAL[i].hint);
    return NULL;
}

void sam_reader_fault(sam_reader *reader, const sam_tree *at, const sam_fault *fault) {
    if (fault->warning && reader->quiet)
        return;
    if (!fault->warning)
        reader->faults++;
    sam_diag diag = {.severity = fault->warning ? SAM_WARNING : SAM_ERROR,
                     .code = fault->code,
                     .file = at->home->document->name,
                     .message = fault->message,
                     .bound = fault->bound,
                     .hint = fault->hint ? fault->hint : usual_hint(reader, fault->code),
                     .origin = fault->origin};
    /* Past what is stored only the count is of use, and finding places is work. */
    if (sam_diags_count(reader->diags, SAM_ERROR) >= STORED_MOST) {
        sam_diags_add(reader->diags, &diag);
        return;
    }
    diag.pointer = sam_tree_pointer(reader->scratch, at);
    if (!diag.pointer) {
        reader->no_memory = true;
        return;
    }
    if (told_before(reader->diags, &diag))
        return;
    place(reader, &diag, at, fault->on_key);
    if (fault->absent)
        diag.value = NULL;
    if (fault->value)
        diag.value = fault->value;
    sam_diags_add(reader->diags, &diag);
}

const char *sam_reader_format(sam_reader *reader, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = length < 0 ? NULL : sam_arena_alloc(reader->scratch, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    reader->no_memory |= !text;
    return text ? text : "";
}

const char *sam_reader_shortest(sam_reader *reader, double value) {
    char text[SAM_NUMBER_SIZE];
    sam_number_print(text, value);
    return sam_reader_format(reader, "%s", text);
}

const char *sam_reader_range(sam_reader *reader, double least, double most) {
    return sam_reader_format(reader, "%s .. %s", sam_reader_shortest(reader, least),
                             sam_reader_shortest(reader, most));
}

const char *sam_reader_keep(sam_reader *reader, const char *text) {
    const char *copy = sam_arena_text(reader->arena, text, strlen(text));
    reader->no_memory |= !copy;
    return copy ? copy : "";
}

void *sam_reader_array(sam_reader *reader, size_t count, size_t size) {
    void *array = sam_arena_array(reader->arena, count, size);
    reader->no_memory |= !array;
    return array;
}
