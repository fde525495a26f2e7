/* A workbook read back: every part of the archive is unpacked and held against its checksum, and
 * sheets, cells, defined names and charts are counted. The writer of workbooks may lose content and
 * report success when an allocation fails; a count finds that. Knows nothing of plans, and reads
 * only what this program has just written. Offsets are those of the ZIP application note. */
#include "report/workbook_verify.h"

#include <string.h>
#include <zlib.h>

#include "base/arena.h"

enum { END_SIZE = 22, ENTRY_SIZE = 46, LOCAL_SIZE = 30, STORED = 0, DEFLATED = 8 };
enum { PART_MOST = 1 << 30 };

typedef struct part {
    const char *name;
    size_t name_length;
    unsigned method;
    uint32_t checksum, packed, size;
    const unsigned char *bytes;
} part;

static uint32_t number(const unsigned char *at, int bytes) {
    uint32_t value = 0;
    for (int i = bytes - 1; i >= 0; i--)
        value = value << 8 | at[i];
    return value;
}

/* The end of the archive's own table; it has no comment. NULL: there is none. */
static const unsigned char *find_end(const unsigned char *bytes, size_t length) {
    const unsigned char *end = length < END_SIZE ? NULL : bytes + length - END_SIZE;
    return end && number(end, 4) == 0x06054b50 ? end : NULL;
}

/* Reads the entry at *at and moves behind it. */
static bool read_entry(part *p, const unsigned char *bytes, size_t length, size_t *at) {
    if (length - *at < ENTRY_SIZE || number(bytes + *at, 4) != 0x02014b50)
        return false;
    const unsigned char *e = bytes + *at;
    size_t local = number(e + 42, 4);
    *p = (part){.name = (const char *)e + ENTRY_SIZE,
                .name_length = number(e + 28, 2),
                .method = number(e + 10, 2),
                .checksum = number(e + 16, 4),
                .packed = number(e + 20, 4),
                .size = number(e + 24, 4)};
    *at += ENTRY_SIZE + p->name_length + number(e + 30, 2) + number(e + 32, 2);
    if (*at > length || local > length || length - local < LOCAL_SIZE ||
        number(bytes + local, 4) != 0x04034b50)
        return false;
    size_t begin =
        local + LOCAL_SIZE + number(bytes + local + 26, 2) + number(bytes + local + 28, 2);
    p->bytes = bytes + begin;
    return begin <= length && p->packed <= length - begin && p->size < PART_MOST;
}

static bool unpack(const part *p, unsigned char *out) {
    if (p->method == STORED) {
        memcpy(out, p->bytes, p->size);
        return p->packed == p->size;
    }
    z_stream stream = {.next_in = (z_const Bytef *)(uintptr_t)p->bytes,
                       .avail_in = p->packed,
                       .next_out = out,
                       .avail_out = p->size};
    if (p->method != DEFLATED || inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return false;
    int result = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    return result == Z_STREAM_END && stream.total_out == p->size;
}

static uint64_t occurrences(const char *text, const char *what) {
    uint64_t count = 0;
    for (; (text = strstr(text, what)) != NULL; text++)
        count++;
    return count;
}

static bool is_in(const part *p, const char *folder) {
    size_t length = strlen(folder);
    return p->name_length > length && memcmp(p->name, folder, length) == 0;
}

static void count(sam_book_count *found, const part *p, const char *text) {
    if (is_in(p, "xl/worksheets/sheet")) {
        found->sheets++;
        found->cells += occurrences(text, "<c r=");
    }
    if (p->name_length == strlen("xl/workbook.xml") && is_in(p, "xl/workbook."))
        found->names += occurrences(text, "<definedName ");
    if (is_in(p, "xl/charts/chart")) {
        found->charts++;
        found->labels += occurrences(text, "<c:tx>");
    }
}

static bool check(sam_book_count *found, const part *p) {
    unsigned char *text = sam_alloc((size_t)p->size + 1);
    bool good = text && unpack(p, text) && crc32(0, text, p->size) == p->checksum;
    if (good) {
        text[p->size] = '\0';
        count(found, p, (const char *)text);
    }
    sam_free(text);
    return good;
}

bool sam_book_verify(sam_book_count *found, const unsigned char *bytes, size_t length) {
    const unsigned char *end = find_end(bytes, length);
    *found = (sam_book_count){0};
    if (!end)
        return false;
    size_t entries = number(end + 10, 2), at = number(end + 16, 4);
    for (size_t i = 0; i < entries; i++) {
        part p;
        if (at > length || !read_entry(&p, bytes, length, &at) || !check(found, &p))
            return false;
    }
    return entries > 0;
}
