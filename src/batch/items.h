/* The list of what a batch works on: files, the files of folders, and the lines of NDJSON files, in
 * the order given, and their bytes when they are wanted. Judges no content. */
#ifndef SAMSPEL_BATCH_ITEMS_H
#define SAMSPEL_BATCH_ITEMS_H

#include "base/arena.h"
#include "samspel/deal.h"

typedef struct sam_items sam_items;

typedef struct sam_item {
    const char *file;  /* as named by the user; lives as long as the list */
    uint64_t line;     /* from 1, in an NDJSON file; 0: the whole file */
    const char *bytes; /* Nullable: not read yet */
    size_t length;
    bool too_long; /* a line that is not read, and fails */
} sam_item;

/* Lists files (as they are), folders (their files *.json by name, without those of folders in them)
 * and NDJSON files (*.ndjson, *.jsonl: their lines that are not blank). SAM_IO with a fault in
 * diags when a folder or an NDJSON file cannot be read, SAM_INPUT when there is nothing in all of
 * them. */
SAM_MUST_USE sam_status sam_items_new(sam_items **out, const char *const *paths, size_t count,
                                      sam_diags *diags);
void sam_items_free(sam_items *items);

uint64_t sam_items_count(const sam_items *items);
/* SHA-256 of the names and how many items each stands for. False: memory is out. */
SAM_MUST_USE bool sam_items_identity(const sam_items *items, char out[65]);

/* The items first .. first + count - 1: names, and the bytes of lines, which live in the arena.
 * Going back costs a reading of the lines before. SAM_IO when an NDJSON file cannot be
 * read any more, or is shorter than it was. */
SAM_MUST_USE sam_status sam_items_take(sam_items *items, uint64_t first, size_t count,
                                       sam_item *out, sam_arena *arena, sam_diags *diags);

/* Memory that one thread reads files into, again and again. All zero before the first. */
typedef struct sam_item_buffer {
    char *bytes;
    size_t size;
} sam_item_buffer;

/* Reads the item's file, if it is not read yet, into buffer, which the item then points into. On
 * failure the fault is in *diags, which is made then if it is NULL: SAM_IO, SAM_LIMIT or
 * SAM_MEMORY. Any thread. */
SAM_MUST_USE sam_status sam_item_read(sam_item *item, sam_item_buffer *buffer, sam_diags **diags);

#endif
