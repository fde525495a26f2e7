/* The outcome of every call that can fail, and the process exit code that goes with it.
 * This is the one list: enum, texts and exit codes are generated from it.
 * User faults are statuses with diagnostics; programmer faults are assertions. */
#ifndef SAMSPEL_STATUS_H
#define SAMSPEL_STATUS_H

#define SAM_MUST_USE __attribute__((warn_unused_result))

/* Marks a text of a public header for translation. */
#define SAM_N_(text) text

/* name, process exit code, text */
#define SAM_STATUS_LIST(X)                                                                         \
    X(SAM_OK, 0, SAM_N_("done"))                                                                   \
    X(SAM_USAGE, 2, SAM_N_("the command line is wrong"))                                           \
    X(SAM_INPUT, 3, SAM_N_("the input is wrong"))                                                  \
    X(SAM_COMPILE, 4, SAM_N_("the model cannot be compiled for this scenario"))                    \
    X(SAM_INFEASIBLE, 5, SAM_N_("no answer satisfies every constraint"))                           \
    X(SAM_IO, 6, SAM_N_("reading or writing failed"))                                              \
    X(SAM_SOLVER, 7, SAM_N_("the solver gave no answer that can be trusted"))                      \
    X(SAM_MEMORY, 8, SAM_N_("not enough memory"))                                                  \
    X(SAM_LIMIT, 9, SAM_N_("a limit was passed"))                                                  \
    X(SAM_PARTLY, 10, SAM_N_("some of the items failed"))                                          \
    X(SAM_STOPPED, 11, SAM_N_("stopped by a signal before all items were done"))                   \
    X(SAM_WRONG, 70, SAM_N_("the engine disagrees with a published number"))

typedef enum sam_status {
#define SAM_STATUS_ENUM(name, code, text) name,
    SAM_STATUS_LIST(SAM_STATUS_ENUM)
#undef SAM_STATUS_ENUM
} sam_status;

/* The process exit code of a status. */
int sam_status_exit_code(sam_status status);

/* One short English sentence for a status. Static storage. */
const char *sam_status_text(sam_status status);

#endif
