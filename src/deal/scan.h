/* The strict reading of JSON text before any tree is built: RFC 8259 to the letter, and our own
 * limits. It sees the bytes as the user wrote them, so it also knows the places. Builds no tree and
 * keeps nothing. */
#ifndef SAMSPEL_DEAL_SCAN_H
#define SAMSPEL_DEAL_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "samspel/diag.h"
#include "samspel/status.h"

enum {
    SAM_SCAN_FILE_BYTES = 16 * 1024 * 1024,
    SAM_SCAN_DEPTH = 64,           /* arrays and objects inside each other */
    SAM_SCAN_NODES = 100000,       /* values of every kind in one document */
    SAM_SCAN_MEMBERS = 4096,       /* keys in one object */
    SAM_SCAN_STRING_BYTES = 65536, /* decoded, in UTF-8 */
    SAM_SCAN_DEPTH_MOST = 1000,    /* where even the syntax check gives up */
};

/* Reads length bytes as one JSON document. The first syntax fault ends it (code JSON_SYNTAX).
 * Unless syntax_only, what we refuse beyond the grammar is reported too, all of it, each by its own
 * code: JSON_DUPLICATE_KEY, JSON_NUL, JSON_NUMBER_RANGE, and the limits JSON_DEPTH, JSON_NODES,
 * JSON_MEMBERS, JSON_STRING_LENGTH, JSON_FILE_SIZE. After JSON_NODES only the grammar is looked at.
 * file is the name for diagnostics. Nullable: diags.
 * SAM_INPUT: a fault. SAM_LIMIT: only limits were passed. SAM_MEMORY: no verdict. */
SAM_MUST_USE sam_status sam_scan_json(const char *bytes, size_t length, const char *file,
                                      bool syntax_only, sam_diags *diags);

/* Finds the value that a JSON Pointer names, or its key when key is true and it has one: line and
 * column from 1, the column in bytes. Of keys given twice the first counts. Any bytes are safe; an
 * answer is promised only for text that sam_scan_json accepts. False: there is no such value, and
 * line and column are untouched. */
bool sam_scan_locate(const char *bytes, size_t length, const char *pointer, bool key,
                     unsigned *line, unsigned *column);

#endif
