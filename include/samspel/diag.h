/* What is wrong with the user's files, all of it, each fault with its place and its remedy.
 * Collected while reading and compiling; printed by the command line, never by the library. */
#ifndef SAMSPEL_DIAG_H
#define SAMSPEL_DIAG_H

#include <stddef.h>

typedef enum sam_severity { SAM_ERROR, SAM_WARNING } sam_severity;

typedef struct sam_diag {
    sam_severity severity;
    const char *code;    /* stable, upper case: "JSON_SYNTAX", "FIELD_UNKNOWN" */
    const char *file;    /* as the user named it; "-" for standard input */
    unsigned line;       /* from 1; 0 when the fault has no place in the text */
    unsigned column;     /* from 1, in bytes */
    const char *pointer; /* JSON Pointer (RFC 6901); "" is the whole document; NULL: none */
    const char *message; /* what is wrong, one sentence without full stop */
    const char *value;   /* Nullable: the value found, as written */
    const char *bound;   /* Nullable: what is allowed */
    const char *hint;    /* Nullable: what to do */
    const char *origin;  /* our own source file:line, for us */
} sam_diag;

typedef struct sam_diags sam_diags;

/* Puts English texts of the engine into the user's language. The engine itself knows no language
 * but English; whoever has catalogues (report/language.h) lends it this. */
typedef struct sam_translator {
    const char *(*text)(void *context, const char *english);
    /* The form for a count. */
    const char *(*plural)(void *context, const char *one, const char *many, unsigned long count);
    void *context;
} sam_translator;

/* Nullable: NULL when memory is out. */
sam_diags *sam_diags_new(void);
void sam_diags_free(sam_diags *diags);

/* Faults told from now on are in this language. diags and translator are Nullable: English. The
 * translator is copied. */
void sam_diags_speak(sam_diags *diags, const sam_translator *translator);
/* As another list does: for a list that is laid over it. Nullable: English. */
void sam_diags_speak_like(sam_diags *diags, const sam_diags *other);
/* The text in the language of the list; diags is Nullable: in English. Whoever makes a fault calls
 * it for the fault's message, bound and hint, or for the format that they are made from. */
const char *sam_diags_say(const sam_diags *diags, const char *english)
    __attribute__((format_arg(2)));
const char *sam_diags_say_count(const sam_diags *diags, const char *one, const char *many,
                                unsigned long count) __attribute__((format_arg(2), format_arg(3)));

/* Copies every text. At most 50 are stored; all are counted. Loses the texts, never the count, when
 * memory is out. */
void sam_diags_add(sam_diags *diags, const sam_diag *diag);
#define SAM_DIAG_STRINGIFY2(x) #x
#define SAM_DIAG_STRINGIFY(x) SAM_DIAG_STRINGIFY2(x)
#define SAM_DIAG_HERE __FILE__ ":" SAM_DIAG_STRINGIFY(__LINE__)

size_t sam_diags_stored(const sam_diags *diags);
/* Faults of that severity seen, stored or not. */
size_t sam_diags_count(const sam_diags *diags, sam_severity severity);
const sam_diag *sam_diags_at(const sam_diags *diags, size_t index);

#endif
