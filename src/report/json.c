/* The JSON writer. Must not know what is written; must not format a number itself. */
#include "report/json.h"

#include <assert.h>

void sam_json_begin(sam_json *json, sam_text *out) {
    *json = (sam_json){.out = out};
}

void sam_json_end(sam_json *json) {
    assert(json->depth == 0 && !json->after_key);
    sam_text_add_char(json->out, '\n');
}

static void new_line(sam_json *json) {
    sam_text_add_char(json->out, '\n');
    for (unsigned i = 0; i < json->depth; i++)
        sam_text_add(json->out, "  ");
}

/* What stands between the value before and the next: a comma, a line break, or nothing. */
static void separate(sam_json *json) {
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->depth == 0)
        return;
    assert(!json->object[json->depth - 1]);
    if (json->count[json->depth - 1]++ > 0)
        sam_text_add_char(json->out, ',');
    new_line(json);
}

static void open_container(sam_json *json, bool object) {
    separate(json);
    assert(json->depth < SAM_JSON_DEPTH);
    json->object[json->depth] = object;
    json->count[json->depth] = 0;
    json->depth++;
    sam_text_add_char(json->out, object ? '{' : '[');
}

static void close_container(sam_json *json, bool object) {
    assert(json->depth > 0 && !json->after_key);
    assert(json->object[json->depth - 1] == object);
    json->depth--;
    if (json->count[json->depth] > 0)
        new_line(json);
    sam_text_add_char(json->out, object ? '}' : ']');
}

void sam_json_open_object(sam_json *json) {
    open_container(json, true);
}

void sam_json_close_object(sam_json *json) {
    close_container(json, true);
}

void sam_json_open_array(sam_json *json) {
    open_container(json, false);
}

void sam_json_close_array(sam_json *json) {
    close_container(json, false);
}

void sam_json_key(sam_json *json, const char *key) {
    assert(json->depth > 0 && json->object[json->depth - 1] && !json->after_key);
    if (json->count[json->depth - 1]++ > 0)
        sam_text_add_char(json->out, ',');
    new_line(json);
    sam_text_add_json_string(json->out, key);
    sam_text_add(json->out, ": ");
    json->after_key = true;
}

void sam_json_string(sam_json *json, const char *value) {
    if (!value) {
        sam_json_null(json);
        return;
    }
    separate(json);
    sam_text_add_json_string(json->out, value);
}

void sam_json_number(sam_json *json, double value) {
    separate(json);
    sam_text_add_number(json->out, value);
}

void sam_json_whole(sam_json *json, long long value) {
    separate(json);
    sam_text_format(json->out, "%lld", value);
}

void sam_json_bool(sam_json *json, bool value) {
    separate(json);
    sam_text_add(json->out, value ? "true" : "false");
}

void sam_json_null(sam_json *json) {
    separate(json);
    sam_text_add(json->out, "null");
}

void sam_json_key_string(sam_json *json, const char *key, const char *value) {
    sam_json_key(json, key);
    sam_json_string(json, value);
}

void sam_json_key_number(sam_json *json, const char *key, double value) {
    sam_json_key(json, key);
    sam_json_number(json, value);
}

void sam_json_key_whole(sam_json *json, const char *key, long long value) {
    sam_json_key(json, key);
    sam_json_whole(json, value);
}
