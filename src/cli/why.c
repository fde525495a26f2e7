/* Why the system refused a file, in the user's language: the commonest reasons by their words in
 * the C library, which speaks English here. Must not decide anything. */
#include <errno.h>
#include <string.h>

#include "cli/cli.h"

const char *sam_cli_why(int error) {
    static const struct {
        int error;
        const char *text;
    } KNOWN[] = {
        {EACCES, N_("Permission denied")},
        {EBUSY, N_("Device or resource busy")},
        {EDQUOT, N_("Disk quota exceeded")},
        {EEXIST, N_("File exists")},
        {EFBIG, N_("File too large")},
        {EIO, N_("Input/output error")},
        {EISDIR, N_("Is a directory")},
        {ELOOP, N_("Too many levels of symbolic links")},
        {EMFILE, N_("Too many open files")},
        {ENAMETOOLONG, N_("File name too long")},
        {ENOENT, N_("No such file or directory")},
        {ENOMEM, N_("Cannot allocate memory")},
        {ENOSPC, N_("No space left on device")},
        {ENOTDIR, N_("Not a directory")},
        {EPERM, N_("Operation not permitted")},
        {EPIPE, N_("Broken pipe")},
        {EROFS, N_("Read-only file system")},
    };
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (KNOWN[i].error == error)
            return sam_tr(KNOWN[i].text);
    return strerror(error); /* NOLINT(concurrency-mt-unsafe): the command line is one thread */
}
