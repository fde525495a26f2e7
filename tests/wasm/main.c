/* What the WebAssembly proof runs: the same program is built for this machine and for wasm32, and
 * must print the same bytes. Uses the core only (base to metrics), as a web page would. */
#include "base/number.h"
#include "base/text.h"
#include <stdio.h>

static int print_numbers(void) {
    sam_text text = SAM_TEXT_EMPTY;
    double value = 1.0 / 3.0;
    for (int i = 0; i < 200; i++) {
        sam_text_add_number(&text, value);
        sam_text_add_char(&text, '\n');
        value *= i % 2 ? 37.25 : -0.001;
    }
    const int broken = text.broken || fputs(text.data, stdout) < 0;
    sam_text_free(&text);
    return broken;
}

int main(void) {
    return print_numbers();
}
