/* What a number of <errno.h> means, for faults. Must not share memory between threads. */
#ifndef SAMSPEL_BATCH_WHY_H
#define SAMSPEL_BATCH_WHY_H

/* Room for the words. */
typedef struct sam_why {
    char words[160];
} sam_why;

/* The system's words for the error, in *room: in the user's language, to be told. */
const char *sam_why_text(int error, sam_why *room);
/* In English, to be stored: the same inputs give the same rows, whoever runs them. */
const char *sam_why_english(int error);

#endif
