/* Words for errors of the system, by the call that threads may make at once. */
#include "batch/why.h"

#include <string.h>

const char *sam_why_text(int error, sam_why *room) {
    if (strerror_r(error, room->words, sizeof room->words) != 0)
        return "the system gave an error it has no words for";
    return room->words;
}
