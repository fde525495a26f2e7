/* JSON written value by value into a text, indented by two blanks. Numbers in the shortest form
 * that reads back as the same double; what is not finite becomes null. Keeps no tree: the order of
 * calls is the order of the text, and a call in the wrong place is a programmer fault (assert). */
#ifndef SAMSPEL_REPORT_JSON_H
#define SAMSPEL_REPORT_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

enum { SAM_JSON_DEPTH = 32 };

typedef struct sam_json {
    sam_text *out; /* borrowed */
    unsigned depth;
    bool after_key;
    bool object[SAM_JSON_DEPTH]; /* of the containers that are open: object, not array */
    size_t count[SAM_JSON_DEPTH];
} sam_json;

void sam_json_begin(sam_json *json, sam_text *out);
/* Everything must be closed again. Ends the line. */
void sam_json_end(sam_json *json);

void sam_json_open_object(sam_json *json);
void sam_json_close_object(sam_json *json);
void sam_json_open_array(sam_json *json);
void sam_json_close_array(sam_json *json);

/* The key of the next value. */
void sam_json_key(sam_json *json, const char *key);
/* Nullable: value; then null is written. */
void sam_json_string(sam_json *json, const char *value);
void sam_json_number(sam_json *json, double value);
void sam_json_whole(sam_json *json, long long value);
void sam_json_bool(sam_json *json, bool value);
void sam_json_null(sam_json *json);

/* Key and value in one call. */
void sam_json_key_string(sam_json *json, const char *key, const char *value);
void sam_json_key_number(sam_json *json, const char *key, double value);
void sam_json_key_whole(sam_json *json, const char *key, long long value);

#endif
