/* Diagnostics: copied, counted, capped, and never lost from the count; and the status list. */
#include "samspel/diag.h"

#include "base/arena.h"
#include "samspel/status.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static sam_diag numbered(sam_severity severity, unsigned line) {
    return (sam_diag){.severity = severity, .code = "TEST", .line = line, .message = "message"};
}

Test(diag, every_text_is_copied) {
    char code[] = "CODE", file[] = "file", pointer[] = "/p", message[] = "message", value[] = "v",
         bound[] = "b", hint[] = "hint", origin[] = "o:1";
    sam_diags *diags = sam_diags_new();
    sam_diag diag = {SAM_WARNING, code, file, 3, 4, pointer, message, value, bound, hint, origin};
    sam_diags_add(diags, &diag);
    char *texts[] = {code, file, pointer, message, value, bound, hint, origin};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        memset(texts[i], '#', strlen(texts[i]));
    const sam_diag *kept = sam_diags_at(diags, 0);
    cr_assert_not_null(kept);
    cr_expect_eq(kept->severity, SAM_WARNING);
    cr_expect_eq(kept->line, 3u);
    cr_expect_eq(kept->column, 4u);
    cr_expect_str_eq(kept->code, "CODE");
    cr_expect_str_eq(kept->file, "file");
    cr_expect_str_eq(kept->pointer, "/p");
    cr_expect_str_eq(kept->message, "message");
    cr_expect_str_eq(kept->value, "v");
    cr_expect_str_eq(kept->bound, "b");
    cr_expect_str_eq(kept->hint, "hint");
    cr_expect_str_eq(kept->origin, "o:1");
    sam_diags_free(diags);
}

Test(diag, absent_texts_stay_absent) {
    sam_diags *diags = sam_diags_new();
    sam_diag diag = numbered(SAM_ERROR, 1);
    sam_diags_add(diags, &diag);
    cr_expect_null(sam_diags_at(diags, 0)->pointer);
    cr_expect_null(sam_diags_at(diags, 0)->value);
    cr_expect_null(sam_diags_at(diags, 1));
    sam_diags_free(diags);
}

Test(diag, fifty_are_stored_and_all_counted) {
    sam_diags *diags = sam_diags_new();
    for (unsigned i = 1; i <= 70; i++) {
        sam_diag diag = numbered(SAM_ERROR, i);
        sam_diags_add(diags, &diag);
    }
    sam_diag warning = numbered(SAM_WARNING, 71);
    sam_diags_add(diags, &warning);
    cr_expect_eq(sam_diags_stored(diags), 50u);
    cr_expect_eq(sam_diags_count(diags, SAM_ERROR), 70u);
    cr_expect_eq(sam_diags_count(diags, SAM_WARNING), 1u);
    for (unsigned i = 0; i < 50; i++)
        cr_expect_eq(sam_diags_at(diags, i)->line, i + 1, "the first fifty, in order");
    sam_diags_free(diags);
}

Test(diag, warnings_never_hide_an_error) {
    sam_diags *diags = sam_diags_new();
    sam_diag first = numbered(SAM_ERROR, 1);
    sam_diags_add(diags, &first);
    for (unsigned i = 2; i <= 80; i++) {
        sam_diag diag = numbered(SAM_WARNING, i);
        sam_diags_add(diags, &diag);
    }
    sam_diag late = numbered(SAM_ERROR, 81), later = numbered(SAM_ERROR, 82);
    sam_diags_add(diags, &late);
    sam_diags_add(diags, &later);
    cr_expect_eq(sam_diags_stored(diags), 50u);
    cr_expect_eq(sam_diags_at(diags, 0)->line, 1u);
    cr_expect_eq(sam_diags_at(diags, 47)->line, 48u);
    cr_expect_eq(sam_diags_at(diags, 48)->line, 81u);
    cr_expect_eq(sam_diags_at(diags, 49)->line, 82u);
    cr_expect_eq(sam_diags_count(diags, SAM_WARNING), 79u);
    sam_diags_free(diags);
}

Test(diag, nowhere_to_put_them_is_harmless) {
    sam_diag diag = numbered(SAM_ERROR, 1);
    sam_diags_add(NULL, &diag);
    cr_expect_eq(sam_diags_stored(NULL), 0u);
    cr_expect_eq(sam_diags_count(NULL, SAM_ERROR), 0u);
    cr_expect_null(sam_diags_at(NULL, 0));
    sam_diags_free(NULL);
}

Test(diag, out_of_memory_never_loses_the_count) {
    for (long n = 1; n <= 2; n++) {
        sam_alloc_fail_at(n, 0);
        cr_expect_null(sam_diags_new());
    }
    for (int sticky = 0; sticky <= 1; sticky++) {
        sam_alloc_fail_at(0, 0);
        sam_diags *diags = sam_diags_new();
        sam_alloc_fail_at(1, sticky);
        sam_diag diag = numbered(SAM_ERROR, 1);
        for (int i = 0; i < 3; i++)
            sam_diags_add(diags, &diag);
        cr_expect_eq(sam_diags_count(diags, SAM_ERROR), 3u);
        cr_expect_eq(sam_diags_stored(diags), sticky ? 0u : 2u);
        sam_diags_free(diags);
    }
}

Test(status, each_has_its_own_code_and_text) {
    static const sam_status all[] = {
#define LISTED(name, code, text) name,
        SAM_STATUS_LIST(LISTED)
#undef LISTED
    };
    enum { COUNT = sizeof all / sizeof all[0] };
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < i; j++) {
            cr_expect_neq(sam_status_exit_code(all[i]), sam_status_exit_code(all[j]));
            cr_expect_str_neq(sam_status_text(all[i]), sam_status_text(all[j]));
        }
    cr_expect_eq(sam_status_exit_code(SAM_OK), 0);
    cr_expect_eq(sam_status_exit_code(SAM_INPUT), 3);
    cr_expect_str_eq(sam_status_text(SAM_LIMIT), "a limit was passed");
    cr_expect_neq(sam_status_exit_code((sam_status)COUNT), 0, "the unknown is never success");
}
