/* Words for errors of the system, by the call that threads may make at once. */
#include "batch/why.h"

#include <string.h>
#include <sys/stat.h>

#include "base/mark.h"

const char *sam_why_text(int error, sam_why *room) {
    if (strerror_r(error, room->words, sizeof room->words) != 0)
        return "the system gave an error it has no words for";
    return room->words;
}

const char *sam_why_irregular(const char *path) {
    struct stat about;
    if (stat(path, &about) != 0 || S_ISREG(about.st_mode) || S_ISDIR(about.st_mode))
        return NULL;
    if (S_ISFIFO(about.st_mode))
        return N_("this is a pipe and no regular file; a batch reads its inputs more than once");
    if (S_ISSOCK(about.st_mode))
        return N_("this is a socket and no regular file");
    return N_("this is a device and no regular file");
}
