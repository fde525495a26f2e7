/* The JSON writer, against texts written by hand after RFC 8259. */
#include "report/json.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "deal/scan.h"

static void expect(sam_text *out, const char *expected) {
    cr_assert_not(out->broken);
    cr_expect_str_eq(out->data, expected);
    cr_expect_eq(sam_scan_json(out->data, out->length, "out", false, NULL), SAM_OK);
    sam_text_free(out);
}

Test(json, empty_containers_stay_on_their_line) {
    sam_text out = SAM_TEXT_EMPTY;
    sam_json json;
    sam_json_begin(&json, &out);
    sam_json_open_object(&json);
    sam_json_key(&json, "a");
    sam_json_open_array(&json);
    sam_json_close_array(&json);
    sam_json_key(&json, "b");
    sam_json_open_object(&json);
    sam_json_close_object(&json);
    sam_json_close_object(&json);
    sam_json_end(&json);
    expect(&out, "{\n  \"a\": [],\n  \"b\": {}\n}\n");
}

Test(json, values_of_every_kind) {
    sam_text out = SAM_TEXT_EMPTY;
    sam_json json;
    sam_json_begin(&json, &out);
    sam_json_open_array(&json);
    sam_json_string(&json, "a \"b\" \\ \n \x01 \xc3\xa5");
    sam_json_string(&json, NULL);
    sam_json_number(&json, 0.1);
    sam_json_number(&json, -2);
    sam_json_number(&json, (double)NAN);
    sam_json_number(&json, (double)INFINITY);
    sam_json_whole(&json, -9007199254740993);
    sam_json_bool(&json, true);
    sam_json_bool(&json, false);
    sam_json_null(&json);
    sam_json_close_array(&json);
    sam_json_end(&json);
    expect(&out,
           "[\n  \"a \\\"b\\\" \\\\ \\n \\u0001 \xc3\xa5\",\n  null,\n  0.1,\n  -2,\n  null,\n"
           "  null,\n  -9007199254740993,\n  true,\n  false,\n  null\n]\n");
}

Test(json, nested_containers_are_indented_and_separated) {
    sam_text out = SAM_TEXT_EMPTY;
    sam_json json;
    sam_json_begin(&json, &out);
    sam_json_open_object(&json);
    sam_json_key_string(&json, "x", "y");
    sam_json_key(&json, "list");
    sam_json_open_array(&json);
    for (int i = 0; i < 2; i++) {
        sam_json_open_object(&json);
        sam_json_key_whole(&json, "i", i);
        sam_json_key_number(&json, "half", i / 2.0);
        sam_json_close_object(&json);
    }
    sam_json_close_array(&json);
    sam_json_close_object(&json);
    sam_json_end(&json);
    expect(&out,
           "{\n  \"x\": \"y\",\n  \"list\": [\n    {\n      \"i\": 0,\n      \"half\": 0\n    "
           "},\n    {\n      \"i\": 1,\n      \"half\": 0.5\n    }\n  ]\n}\n");
}

Test(json, a_value_alone_is_a_document) {
    sam_text out = SAM_TEXT_EMPTY;
    sam_json json;
    sam_json_begin(&json, &out);
    sam_json_number(&json, 1e300);
    sam_json_end(&json);
    expect(&out, "1e+300\n");
}
