/* The structure of a JSON document (RFC 8259 sections 2, 4, 5) in one pass, with its own stack in
 * place of recursion. Must not build a tree, and must not stop before the end of the text for
 * anything but a syntax fault. */
#include "scan_state.h"

#include "base/arena.h"
#include "base/text.h"

#include <string.h>

static void skip_blanks(sam_scan *scan) {
    for (; scan->at < scan->end; scan->at++) {
        char c = *scan->at;
        if (c == '\n') {
            scan->line++;
            scan->line_begin = scan->at + 1;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            return;
        }
    }
}

/* Steps over c, after white space. */
static bool take(sam_scan *scan, char c) {
    skip_blanks(scan);
    if (scan->at == scan->end || *scan->at != c)
        return false;
    scan->at++;
    return true;
}

static sam_scan_frame *top(sam_scan *scan) {
    return &scan->frame[scan->depth - 1];
}

/* Past this limit a document must shrink before its other faults are worth telling; it also bounds
 * how many faults there can be. */
static void count_node(sam_scan *scan) {
    scan->nodes++;
    if (!scan->policy || scan->nodes <= SAM_SCAN_NODES)
        return;
    SAM_SCAN_REPORT(scan, NODES, scan->at, 0);
    scan->policy = false;
}

static bool open_frame(sam_scan *scan, bool object) {
    if (scan->depth == SAM_SCAN_DEPTH_MOST)
        return SAM_SCAN_REPORT(scan, DEPTH_MOST, scan->at, 1);
    if (scan->policy && scan->depth == SAM_SCAN_DEPTH && !scan->told_depth) {
        SAM_SCAN_REPORT(scan, DEPTH, scan->at, 1);
        scan->told_depth = true;
    }
    scan->at++;
    scan->frame[scan->depth++] = (sam_scan_frame){
        .object = object, .keys_before = scan->keys.count, .serial = ++scan->serial};
    return true;
}

static void close_frame(sam_scan *scan) {
    sam_scan_keys_drop(&scan->keys, top(scan)->keys_before);
    scan->depth--;
}

static bool check_key(sam_scan *scan, const char *begin) {
    sam_scan_frame *frame = top(scan);
    unsigned earlier = 0;
    size_t length = (size_t)(scan->at - begin);
    if (frame->index == SAM_SCAN_MEMBERS)
        SAM_SCAN_REPORT(scan, MEMBERS, begin, length);
    if (frame->index >= SAM_SCAN_MEMBERS)
        return true;
    scan->no_memory = !sam_scan_keys_add(&scan->keys, frame, scan->line, &earlier);
    if (!earlier)
        return !scan->no_memory;
    sam_text bound = SAM_TEXT_EMPTY;
    sam_text_format(&bound, SAY(scan, "given first on line %u"), earlier);
    sam_scan_report(scan, SAM_FAULT_DUPLICATE_KEY, begin, length, bound.data, SAM_DIAG_HERE);
    sam_text_free(&bound);
    return true;
}

/* What stands where a key should; after_comma tells the two commonest mistakes. */
static bool not_key(sam_scan *scan, bool after_comma) {
    if (scan->at == scan->end)
        return SAM_SCAN_REPORT(scan, END, scan->end, 0);
    char c = *scan->at;
    if (c == '}' && after_comma)
        return SAM_SCAN_REPORT(scan, TRAILING_COMMA, scan->at, 1);
    if (c >= '0' && c <= '9' && after_comma)
        return SAM_SCAN_REPORT(scan, DECIMAL_COMMA, scan->at, 0);
    if (sam_scan_misplaced(scan))
        return false;
    return SAM_SCAN_REPORT(scan, KEY, scan->at, 0);
}

/* "key" and its colon, up to where the value begins. */
static bool read_key(sam_scan *scan, bool after_comma) {
    sam_scan_frame *frame = top(scan);
    skip_blanks(scan);
    if (scan->at == scan->end || *scan->at != '"')
        return not_key(scan, after_comma);
    const char *begin = scan->at;
    if (!sam_scan_string(scan))
        return false;
    frame->key = begin + 1;
    frame->key_end = scan->at - 1;
    frame->named = true;
    if (scan->policy && !check_key(scan, begin))
        return false;
    if (take(scan, ':'))
        return true;
    if (scan->at == scan->end)
        return SAM_SCAN_REPORT(scan, END, scan->end, 0);
    return SAM_SCAN_REPORT(scan, COLON, scan->at, 0);
}

typedef enum step { FAULT, VALUE_NEXT, VALUE_DONE } step;

static step open_object(sam_scan *scan) {
    if (!open_frame(scan, true))
        return FAULT;
    if (take(scan, '}')) {
        close_frame(scan);
        return VALUE_DONE;
    }
    return read_key(scan, false) ? VALUE_NEXT : FAULT;
}

static step open_array(sam_scan *scan) {
    if (!open_frame(scan, false))
        return FAULT;
    if (take(scan, ']')) {
        close_frame(scan);
        return VALUE_DONE;
    }
    top(scan)->named = true;
    return VALUE_NEXT;
}

static bool scan_scalar(sam_scan *scan) {
    char c = *scan->at;
    if (c == '"')
        return sam_scan_string(scan);
    if (c == '-' || (c >= '0' && c <= '9'))
        return sam_scan_number(scan);
    return sam_scan_word(scan);
}

static step begin_value(sam_scan *scan) {
    skip_blanks(scan);
    if (scan->at == scan->end) {
        if (scan->depth == 0)
            SAM_SCAN_REPORT(scan, EMPTY, scan->end, 0);
        else
            SAM_SCAN_REPORT(scan, END, scan->end, 0);
        return FAULT;
    }
    count_node(scan);
    if (*scan->at == '{')
        return open_object(scan);
    if (*scan->at == '[')
        return open_array(scan);
    return scan_scalar(scan) ? VALUE_DONE : FAULT;
}

/* Neither a comma nor the right bracket follows a value. */
static bool not_continued(sam_scan *scan) {
    if (scan->at == scan->end)
        return SAM_SCAN_REPORT(scan, END, scan->end, 0);
    if (sam_scan_misplaced(scan))
        return false;
    if (top(scan)->object)
        return SAM_SCAN_REPORT(scan, COMMA_IN_OBJECT, scan->at, 0);
    return SAM_SCAN_REPORT(scan, COMMA_IN_ARRAY, scan->at, 0);
}

static step next_element(sam_scan *scan) {
    sam_scan_frame *frame = top(scan);
    frame->index++;
    if (frame->object)
        return read_key(scan, true) ? VALUE_NEXT : FAULT;
    skip_blanks(scan);
    if (scan->at < scan->end && *scan->at == ']') {
        frame->named = false;
        SAM_SCAN_REPORT(scan, TRAILING_COMMA, scan->at, 1);
        return FAULT;
    }
    frame->named = true;
    return VALUE_NEXT;
}

/* After a value inside an array or object. */
static step end_value(sam_scan *scan) {
    sam_scan_frame *frame = top(scan);
    frame->named = false;
    if (take(scan, ','))
        return next_element(scan);
    if (!take(scan, frame->object ? '}' : ']')) {
        not_continued(scan);
        return FAULT;
    }
    close_frame(scan);
    return VALUE_DONE;
}

static bool scan_encoding(sam_scan *scan) {
    const char *b = scan->begin;
    size_t length = (size_t)(scan->end - b);
    if (length >= 3 && memcmp(b, "\xEF\xBB\xBF", 3) == 0)
        return SAM_SCAN_REPORT(scan, BOM, b, 3);
    bool marked = length >= 2 && (memcmp(b, "\xFF\xFE", 2) == 0 || memcmp(b, "\xFE\xFF", 2) == 0);
    /* JSON begins with an ASCII character: without a mark, the zeros beside it tell. */
    bool little = length >= 4 && b[0] && !b[1] && !b[3];
    bool big = length >= 4 && !b[0] && !b[2] && b[3];
    if (marked || little || big)
        return SAM_SCAN_REPORT(scan, UTF16, b, 2);
    return true;
}

static void scan_document(sam_scan *scan) {
    step now = scan_encoding(scan) ? VALUE_NEXT : FAULT;
    while (now == VALUE_NEXT || (now == VALUE_DONE && scan->depth > 0))
        now = now == VALUE_NEXT ? begin_value(scan) : end_value(scan);
    if (now == FAULT)
        return;
    skip_blanks(scan);
    if (scan->at < scan->end && !sam_scan_misplaced(scan))
        SAM_SCAN_REPORT(scan, TRAILING, scan->at, 0);
}

static void scan_with_memory(sam_scan *scan) {
    scan->frame = sam_alloc(SAM_SCAN_DEPTH_MOST * sizeof *scan->frame);
    bool ready = scan->frame && (!scan->policy || sam_scan_keys_init(&scan->keys));
    scan->no_memory = !ready;
    if (ready)
        scan_document(scan);
    sam_scan_keys_clear(&scan->keys);
    sam_free(scan->frame);
}

sam_status sam_scan_json(const char *bytes, size_t length, const char *file, bool syntax_only,
                         sam_diags *diags) {
    sam_scan scan = {.begin = bytes,
                     .at = bytes,
                     .end = bytes + length,
                     .line_begin = bytes,
                     .line = 1,
                     .file = file,
                     .diags = diags,
                     .policy = !syntax_only};
    if (!syntax_only && length > SAM_SCAN_FILE_BYTES) {
        scan.line = 0; /* the fault has no place in the text */
        SAM_SCAN_REPORT(&scan, FILE_SIZE, scan.end, 0);
        return SAM_LIMIT;
    }
    scan_with_memory(&scan);
    if (scan.no_memory)
        return SAM_MEMORY;
    if (scan.bad_input)
        return SAM_INPUT;
    return scan.bad_limit ? SAM_LIMIT : SAM_OK;
}
