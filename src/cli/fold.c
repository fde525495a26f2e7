/* The last hand on text for people: no line is wider than the terminal, whoever wrote it. Tables
 * lay themselves out and come here fitting. Must not change a line that fits, nor one to be copied.
 */
#include <string.h>

#include "cli/cli.h"
#include "report/table.h"

static size_t count_blanks(const char *text, size_t length) {
    size_t count = 0;
    while (count < length && text[count] == ' ')
        count++;
    return count;
}

/* "samspel evaluate ..." is there to be pasted into a shell. */
static bool is_command(const char *line, size_t length) {
    static const char PROGRAM[] = "samspel ";
    size_t at = sizeof PROGRAM - 1;
    if (length <= at || memcmp(line, PROGRAM, at) != 0 || line[at] < 'a' || line[at] > 'z')
        return false;
    while (at < length && line[at] >= 'a' && line[at] <= 'z')
        at++;
    return at == length || line[at] == ' ';
}

/* Escapes have no width, so a line with them is not measured. */
static bool stays(const char *line, size_t length, size_t width) {
    return is_command(line, length) || memchr(line, '\x1b', length) ||
           sam_text_columns(line, length) <= width;
}

/* Bytes up to the last blank, not counting those at the beginning, that leave no more than width
 * columns; up to the first blank where none does; all where there is none. */
static size_t find_fold(const char *line, size_t length, size_t width) {
    size_t found = length;
    for (size_t i = count_blanks(line, length); i < length; i++) {
        if (line[i] != ' ' || line[i - 1] == ' ')
            continue;
        if (found < length && sam_text_columns(line, i) > width)
            break;
        found = i;
    }
    /* What is left may fit as it is. */
    return sam_text_columns(line, length) <= width ? length : found;
}

static void fold_line(sam_text *out, const char *line, size_t length, size_t width) {
    size_t indent = count_blanks(line, length);
    indent = indent + 2 < width / 2 ? indent + 2 : width / 2;
    size_t cut = find_fold(line, length, width);
    sam_text_add_bytes(out, line, cut);
    for (size_t at = cut + count_blanks(line + cut, length - cut); at < length;) {
        sam_text_add_char(out, '\n');
        for (size_t i = 0; i < indent; i++)
            sam_text_add_char(out, ' ');
        cut = find_fold(line + at, length - at, width - indent);
        sam_text_add_bytes(out, line + at, cut);
        at += cut;
        at += count_blanks(line + at, length - at);
    }
}

void sam_fold(sam_text *out, const char *text, size_t width) {
    while (*text) {
        size_t length = strcspn(text, "\n");
        if (stays(text, length, width))
            sam_text_add_bytes(out, text, length);
        else
            fold_line(out, text, length, width);
        text += length;
        if (!*text)
            return;
        sam_text_add_char(out, '\n');
        text++;
    }
}
