/* Status texts and exit codes, generated from the one list in the header.
 * Holds no other knowledge of what a status means. */
#include "samspel/status.h"

#include <stddef.h>

static const struct {
    int code;
    const char *text;
} status_table[] = {
#define STATUS_ROW(name, code, text) [name] = {code, text},
    SAM_STATUS_LIST(STATUS_ROW)
#undef STATUS_ROW
};

/* A status outside the list is a programmer fault; it still gets an exit code that is not success.
 */
static const int unknown_code = 70;

static int is_known(sam_status status) {
    return (size_t)status < sizeof status_table / sizeof status_table[0];
}

int sam_status_exit_code(sam_status status) {
    return is_known(status) ? status_table[status].code : unknown_code;
}

const char *sam_status_text(sam_status status) {
    return is_known(status) ? status_table[status].text : "unknown status";
}
