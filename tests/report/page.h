/* Shipped files for the tests of pages, with every free text replaced by a hostile one when wanted.
 * Included by Criterion tests. */
#ifndef TESTS_REPORT_PAGE_H
#define TESTS_REPORT_PAGE_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/html.h"

/* What would do harm in HTML, XML, scripts, spreadsheets, terminals and to the eye. As JSON. */
#define PAGE_HOSTILE                                                                               \
    "\"</script><script>alert(1)</script>]]><!--\\\"'&amp;\\u0001\\u001b[31m\\u202eevil"           \
    "\\u200f\\u0085\\ufeff\\uFFFE=HYPERLINK(1){1}{b}<img src=x onerror=alert(1)>\""

static char *page_read(const char *name, size_t *length) {
    char full[512];
    snprintf(full, sizeof full, "%s/%s", SAMSPEL_SOURCE_DIR, name);
    FILE *file = fopen(full, "rb");
    cr_assert_not_null(file, "%s", full);
    char *bytes = calloc(1, 1 << 20);
    *length = fread(bytes, 1, (1 << 20) - 1, file);
    fclose(file);
    return bytes;
}

/* Is the value of this key read by people only? */
static bool page_is_free(const char *key, size_t length) {
    static const char *const KEYS[] = {"nn",   "nb",    "en",        "text", "source",
                                       "note", "place", "paragraph", NULL};
    for (size_t i = 0; KEYS[i]; i++)
        if (strlen(KEYS[i]) == length && memcmp(KEYS[i], key, length) == 0)
            return true;
    return false;
}

/* The JSON text with each free text replaced. Free with free(). */
static char *page_spoil(const char *json) {
    sam_text out = SAM_TEXT_EMPTY;
    const char *key = "";
    size_t key_length = 0;
    while (*json) {
        if (*json != '"') {
            sam_text_add_char(&out, *json++);
            continue;
        }
        const char *end = json + 1;
        while (*end != '"')
            end += *end == '\\' ? 2 : 1;
        const char *after = end + 1 + strspn(end + 1, " \n");
        if (*after != ':' && page_is_free(key, key_length))
            sam_text_add(&out, PAGE_HOSTILE);
        else
            sam_text_add_bytes(&out, json, (size_t)(end + 1 - json));
        if (*after == ':') {
            key = json + 1;
            key_length = (size_t)(end - json - 1);
        }
        json = end + 1;
    }
    return out.data;
}

static sam_source page_source(const char *name, bool hostile) {
    size_t length;
    char *bytes = page_read(name, &length);
    if (hostile) {
        char *spoilt = page_spoil(bytes);
        free(bytes);
        bytes = spoilt;
    }
    return (sam_source){name, bytes, strlen(bytes)};
}

#endif
