/* The known word nearest to a misspelt one. Pure text; knows nothing of fields. */
#ifndef SAMSPEL_DEAL_NEAREST_H
#define SAMSPEL_DEAL_NEAREST_H

typedef struct sam_nearest {
    const char *word; /* as the user wrote it */
    const char *best; /* Nullable: nothing near enough was offered; borrowed */
    unsigned distance;
} sam_nearest;

/* Letters to insert, delete, change or swap with their neighbour to make one of the other (optimal
 * string alignment). Words longer than 64 bytes are as far away as can be. */
unsigned sam_edit_distance(const char *a, const char *b);

/* Keeps the candidate if it is nearer than all before and at most a third of the word away. */
void sam_nearest_offer(sam_nearest *nearest, const char *candidate);

#endif
