/* Lists what a batch works on and reads it. Must not wait on anything but a regular file, nor take
 * more than the limit of the reader. */
#include "batch/items.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mark.h"
#include "base/text.h"
#include "batch/lines.h"
#include "batch/why.h"
#include "deal/hash.h"
#include "deal/scan.h"

/* A file, or a run of lines of one. */
typedef struct entry {
    const char *path;
    uint64_t first, count; /* items */
    bool lines;
} entry;

struct sam_items {
    sam_arena *arena;
    entry *entries;
    size_t entry_count, capacity;
    uint64_t count;
    sam_lines *open; /* Nullable: the NDJSON file being read */
    size_t open_entry;
    uint64_t next; /* item that the open file gives next */
};

/* hint: Nullable. */
static sam_status tell_hint(sam_diags *diags, sam_status status, const char *file, const char *code,
                            const char *message, const char *hint) {
    sam_diags_add(diags, &(sam_diag){.severity = SAM_ERROR,
                                     .code = code,
                                     .file = file,
                                     .message = sam_diags_say(diags, message),
                                     .hint = hint ? sam_diags_say(diags, hint) : NULL,
                                     .origin = SAM_DIAG_HERE});
    return status;
}

static sam_status tell(sam_diags *diags, sam_status status, const char *file, const char *code,
                       const char *message) {
    return tell_hint(diags, status, file, code, message, NULL);
}

/* A file that could not be opened because of what it is; else in the words given. */
static sam_status tell_file(sam_diags *diags, const char *file, int error, const char *words) {
    const char *kind = error == EINVAL ? sam_why_irregular(file) : NULL;
    if (!kind)
        return tell(diags, SAM_IO, file, "FILE_READ", words);
    return tell_hint(diags, SAM_IO, file, "FILE_READ", kind,
                     N_("write what it gives into a regular file, and name that file"));
}

static sam_status tell_system(sam_diags *diags, const char *file, int error) {
    sam_why room;
    return tell_file(diags, file, error, sam_why_text(error, &room));
}

static sam_status add(sam_items *items, const char *path, uint64_t count, bool lines) {
    if (items->entry_count == items->capacity) {
        size_t wider = items->capacity ? 2 * items->capacity : 64;
        entry *grown = sam_realloc(items->entries, wider * sizeof *grown);
        if (!grown)
            return SAM_MEMORY;
        items->entries = grown;
        items->capacity = wider;
    }
    const char *kept = sam_arena_text(items->arena, path, strlen(path));
    if (!kept)
        return SAM_MEMORY;
    items->entries[items->entry_count++] = (entry){kept, items->count, count, lines};
    items->count += count;
    return SAM_OK;
}

static bool ends_with(const char *text, const char *suffix) {
    size_t length = strlen(text), end = strlen(suffix);
    return length >= end && strcmp(text + length - end, suffix) == 0;
}

static int is_wanted(const struct dirent *found) {
    return found->d_name[0] != '.' && ends_with(found->d_name, ".json");
}

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static sam_status add_folder(sam_items *items, const char *path, sam_diags *diags) {
    struct dirent **found = NULL;
    int count = scandir(path, &found, is_wanted, by_name);
    if (count < 0)
        return errno == ENOMEM ? SAM_MEMORY : tell_system(diags, path, errno);
    sam_text full = SAM_TEXT_EMPTY;
    sam_status status = SAM_OK;
    for (int i = 0; i < count; i++) {
        full.length = 0;
        sam_text_add(&full, path);
        sam_text_add(&full, ends_with(path, "/") ? "" : "/");
        sam_text_add(&full, found[i]->d_name);
        free(found[i]);
        if (status == SAM_OK)
            status = full.broken ? SAM_MEMORY : add(items, full.data, 1, false);
    }
    free(found);
    sam_text_free(&full);
    return status;
}

static sam_status add_lines(sam_items *items, const char *path, sam_diags *diags) {
    uint64_t count = 0;
    sam_lines *lines = NULL;
    sam_status status = sam_lines_open(&lines, path);
    sam_line line;
    while (status == SAM_OK && (status = sam_lines_next(lines, &line)) == SAM_OK && line.bytes)
        count++;
    int why = errno;
    sam_lines_close(lines);
    if (status == SAM_IO)
        return tell_system(diags, path, why);
    return status == SAM_OK ? add(items, path, count, true) : status;
}

static sam_status add_path(sam_items *items, const char *path, sam_diags *diags) {
    struct stat about;
    bool folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    if (folder)
        return add_folder(items, path, diags);
    if (ends_with(path, ".ndjson") || ends_with(path, ".jsonl"))
        return add_lines(items, path, diags);
    return add(items, path, 1, false);
}

sam_status sam_items_new(sam_items **out, const char *const *paths, size_t count,
                         sam_diags *diags) {
    *out = NULL;
    sam_arena *arena = sam_arena_new();
    sam_items *items = arena ? sam_arena_alloc(arena, sizeof *items) : NULL;
    if (!items) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    items->arena = arena;
    sam_status status = SAM_OK;
    for (size_t i = 0; i < count && status == SAM_OK; i++)
        status = add_path(items, paths[i], diags);
    if (status == SAM_OK && items->count == 0)
        status = tell(diags, SAM_INPUT, paths[0], "BATCH_EMPTY", N_("there is no scenario in it"));
    if (status == SAM_OK)
        *out = items;
    else
        sam_items_free(items);
    return status;
}

void sam_items_free(sam_items *items) {
    if (!items)
        return;
    sam_lines_close(items->open);
    sam_free(items->entries);
    sam_arena_free(items->arena);
}

uint64_t sam_items_count(const sam_items *items) {
    return items->count;
}

/* Adds what was gathered to the hash so far. */
static void fold(sam_text *text, char out[65], bool fast) {
    sam_sha256_with(out, text->data, text->length, fast);
    text->length = 0;
    sam_text_add_bytes(text, out, 64);
}

bool sam_items_identity(const sam_items *items, char out[65]) {
    enum { PIECE = 1024 * 1024 };
    bool fast = sam_sha256_has_fast();
    sam_text text = SAM_TEXT_EMPTY;
    sam_text_add(&text, "samspel-items-1\n");
    for (size_t i = 0; i < items->entry_count && !text.broken; i++) {
        const entry *e = &items->entries[i];
        if (e->lines)
            sam_text_format(&text, "lines %llu ", (unsigned long long)e->count);
        else
            sam_text_add(&text, "file 1 ");
        sam_text_add_bytes(&text, e->path, strlen(e->path) + 1);
        if (text.length > PIECE && !text.broken)
            fold(&text, out, fast);
    }
    if (!text.broken)
        sam_sha256_with(out, text.data, text.length, fast);
    bool good = !text.broken;
    sam_text_free(&text);
    return good;
}

/* The entry that holds an item. */
static size_t find_entry(const sam_items *items, uint64_t item) {
    size_t low = 0, high = items->entry_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        *(items->entries[middle].first <= item ? &low : &high) = middle;
    }
    return low;
}

/* The file of the item, which is opened anew when it was passed already. */
static sam_status open_entry(sam_items *items, size_t index, uint64_t item) {
    if (items->open && items->open_entry == index && items->next <= item)
        return SAM_OK;
    sam_lines_close(items->open);
    items->open = NULL;
    items->open_entry = index;
    items->next = items->entries[index].first;
    return sam_lines_open(&items->open, items->entries[index].path);
}

static sam_status take_line(sam_items *items, size_t index, uint64_t item, sam_item *out,
                            sam_arena *arena) {
    sam_line line = {0};
    sam_status status = open_entry(items, index, item);
    while (status == SAM_OK && items->next <= item) {
        errno = 0;
        status = sam_lines_next(items->open, &line);
        if (status == SAM_OK && !line.bytes)
            status = SAM_IO; /* shorter than it was */
        items->next++;
    }
    if (status != SAM_OK)
        return status;
    out->line = line.number;
    out->too_long = line.too_long;
    if (line.too_long)
        return SAM_OK;
    out->length = line.length;
    out->bytes = sam_arena_text(arena, line.bytes, line.length);
    return out->bytes ? SAM_OK : SAM_MEMORY;
}

sam_status sam_items_take(sam_items *items, uint64_t first, size_t count, sam_item *out,
                          sam_arena *arena, sam_diags *diags) {
    for (size_t i = 0; i < count; i++) {
        size_t index = find_entry(items, first + i);
        out[i] = (sam_item){.file = items->entries[index].path};
        if (!items->entries[index].lines)
            continue;
        sam_status status = take_line(items, index, first + i, &out[i], arena);
        if (status == SAM_IO)
            return errno ? tell_system(diags, out[i].file, errno)
                         : tell(diags, SAM_IO, out[i].file, "FILE_READ",
                                N_("the file has fewer lines than it had"));
        if (status != SAM_OK)
            return status;
    }
    return SAM_OK;
}

/* Room for size bytes. */
static bool make_room(sam_item_buffer *buffer, size_t size) {
    if (size <= buffer->size)
        return true;
    size_t wider = size < 65536 ? 65536 : 2 * size;
    char *bytes = sam_realloc(buffer->bytes, wider);
    if (!bytes)
        return false;
    *buffer = (sam_item_buffer){bytes, wider};
    return true;
}

/* Reads to the end, and one byte past the limit at most. False: errno says why. */
static bool read_all(int file, sam_item_buffer *buffer, size_t *length) {
    for (*length = 0; *length <= SAM_SCAN_FILE_BYTES;) {
        if (!make_room(buffer, *length + 4096)) {
            errno = ENOMEM;
            return false;
        }
        ssize_t got = read(file, buffer->bytes + *length, buffer->size - *length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        *length += (size_t)got;
    }
    return true;
}

/* The file opened, if it is a regular one; negative: errno says why. */
static int open_regular(const char *path) {
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    struct stat about;
    if (file < 0)
        return file;
    bool good = fstat(file, &about) == 0;
    int why = good ? EINVAL : errno;
    if (good && S_ISREG(about.st_mode))
        return file;
    close(file);
    errno = good && S_ISDIR(about.st_mode) ? EISDIR : why;
    return -1;
}

static sam_status tell_read(sam_diags **diags, sam_status status, const sam_item *item,
                            const char *code, const char *message) {
    if (!*diags)
        *diags = sam_diags_new();
    return *diags ? tell(*diags, status, item->file, code, message) : SAM_MEMORY;
}

static sam_status tell_unread(sam_diags **diags, const sam_item *item, int error) {
    if (!*diags)
        *diags = sam_diags_new();
    return *diags ? tell_file(*diags, item->file, error, sam_why_english(error)) : SAM_MEMORY;
}

sam_status sam_item_read(sam_item *item, sam_item_buffer *buffer, sam_diags **diags) {
    if (item->too_long)
        return tell_read(diags, SAM_LIMIT, item, "JSON_FILE_SIZE",
                         "the line is longer than 16 MiB");
    if (item->bytes)
        return SAM_OK;
    int file = open_regular(item->file);
    if (file < 0)
        return tell_unread(diags, item, errno);
    size_t length = 0;
    bool good = read_all(file, buffer, &length);
    int why = errno;
    close(file);
    if (!good && why == ENOMEM)
        return SAM_MEMORY;
    if (!good)
        return tell_unread(diags, item, why);
    if (length > SAM_SCAN_FILE_BYTES)
        return tell_read(diags, SAM_LIMIT, item, "JSON_FILE_SIZE",
                         N_("the file is larger than 16 MiB"));
    item->bytes = buffer->bytes;
    item->length = length;
    return SAM_OK;
}
