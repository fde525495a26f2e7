/* What a number of <errno.h> means, for faults. Must not share memory between threads. */
#ifndef SAMSPEL_BATCH_WHY_H
#define SAMSPEL_BATCH_WHY_H

/* Room for the words. */
typedef struct sam_why {
    char words[160];
} sam_why;

/* The system's words for the error, in *room: in the user's language, to be told. */
const char *sam_why_text(int error, sam_why *room);
/* What a path names that is neither a regular file nor a folder, in English: a text of the
 * catalogues. NULL: it is one of these, or nothing is there. */
const char *sam_why_irregular(const char *path);
/* In English, to be stored: the same inputs give the same rows, whoever runs them. */
const char *sam_why_english(int error);

#endif
