/* Edit distance by the table of Wagner and Fischer with swaps of neighbours, three rows of it at a
 * time. Must not allocate. */
#include "deal/nearest.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

enum { LONGEST = 64 };

static unsigned least(unsigned a, unsigned b) {
    return a < b ? a : b;
}

unsigned sam_edit_distance(const char *a, const char *b) {
    size_t rows = strnlen(a, LONGEST + 1), columns = strnlen(b, LONGEST + 1);
    if (rows > LONGEST || columns > LONGEST)
        return UINT_MAX;
    unsigned table[3][LONGEST + 1];
    for (size_t j = 0; j <= columns; j++)
        table[0][j] = (unsigned)j;
    for (size_t i = 1; i <= rows; i++) {
        unsigned *now = table[i % 3], *before = table[(i + 2) % 3], *earlier = table[(i + 1) % 3];
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= columns; j++) {
            unsigned change = before[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = least(change, least(before[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], earlier[j - 2] + 1);
        }
    }
    return table[rows % 3][columns];
}

void sam_nearest_offer(sam_nearest *nearest, const char *candidate) {
    unsigned distance = sam_edit_distance(nearest->word, candidate);
    if (distance > (strlen(nearest->word) + 2) / 3)
        return;
    if (nearest->best && distance >= nearest->distance)
        return;
    nearest->best = candidate;
    nearest->distance = distance;
}
