/* What the files of the reader share: the state of one reading, and the verbs that read one kind of
 * value. Everything reports its own faults and goes on, so that one reading tells them all.
 * Private to the deal room. */
#ifndef SAMSPEL_DEAL_READER_H
#define SAMSPEL_DEAL_READER_H

#include "base/arena.h"
#include "base/mark.h"
#include "deal/fields.h"
#include "deal/nearest.h"
#include "deal/tree.h"
#include "samspel/diag.h"

/* Limits that keep a hostile file cheap; far above any real deal. */
enum {
    SAM_MOST_PARTIES = 64,
    SAM_MOST_CLAUSES = 256,
    SAM_MOST_DWELLINGS = 64,
    SAM_MOST_TERMS = 1024,
    SAM_MOST_VARIANTS = 64,
    SAM_MOST_MONTHS = 1200,
    SAM_MOST_KEYS = 64, /* known at one place */
    SAM_MOST_PROPOSALS = 64,
};

typedef struct sam_term {
    const char *id;
    const sam_tree *tree;
    sam_unit unit;
    bool usable; /* without faults */
    bool warned; /* that it has no value yet */
} sam_term;

/* A misspelt key for which another was proposed: that the other is missing is the same fault. */
typedef struct sam_proposal {
    const sam_tree *object;
    const char *key;
} sam_proposal;

typedef struct sam_reader {
    sam_arena *scratch; /* trees and texts of the reading; freed at its end */
    sam_arena *arena;   /* the deal's */
    sam_deal *deal;
    sam_diags *diags;
    unsigned faults; /* errors found, reported or already known */
    bool no_memory;
    sam_proposal proposal[SAM_MOST_PROPOSALS];
    uint32_t proposal_count;
    bool quiet;   /* warnings are not told */
    bool partial; /* what is missing may come from elsewhere */
    sam_document model_document, scenario_document, terms_document;
    const sam_tree *model, *scenario, *terms; /* NULL: unreadable */
    sam_term *term;
    uint32_t term_count;
    bool terms_known; /* the table could be read, so that an unknown id is a fault */
    int start;        /* first month, as 12 * year + month - 1; meaningless while unknown */
    bool start_known;
    sam_input *inputs;
    uint32_t input_count, input_capacity;
    sam_party *parties;
    uint32_t party_count;
    bool parties_known; /* all party ids could be read, so that an unknown one is a fault */
    sam_clause *clauses;
    const sam_tree **clause_trees; /* of each clause */
    uint32_t clause_count;
    bool clauses_known;
} sam_reader;

/* A fault to tell. Names of the members as in sam_diag. */
typedef struct sam_fault {
    const char *code, *message, *value, *bound, *hint, *origin;
    bool on_key; /* the member's name is wrong, not its value */
    bool absent; /* something is missing in the value, which is not shown */
    bool warning;
} sam_fault;

/* Reports a fault at a value, unless the same was told before. */
void sam_reader_fault(sam_reader *reader, const sam_tree *at, const sam_fault *fault);
#define SAM_FAULT(reader, at, ...)                                                                 \
    sam_reader_fault(reader, at, &(sam_fault){.origin = SAM_DIAG_HERE, __VA_ARGS__})

/* Text in the scratch arena, "" when memory is out. Never pass it a double. */
const char *sam_reader_format(sam_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "0 .. 1" in shortest decimal form. */
const char *sam_reader_range(sam_reader *reader, double least, double most);
const char *sam_reader_shortest(sam_reader *reader, double value);
/* A copy in the deal's arena, "" when memory is out. */
const char *sam_reader_keep(sam_reader *reader, const char *text);
/* Zeroed array in the deal's arena. Nullable. */
void *sam_reader_array(sam_reader *reader, size_t count, size_t size);

/* Whether the value is of that kind; a fault that names what is wanted if not. */
bool sam_reader_expect(sam_reader *reader, const sam_tree *tree, sam_tree_kind kind);

/* Whether the array has at most so many elements. */
bool sam_reader_limit(sam_reader *reader, const sam_tree *array, uint32_t most);

/* The keys known at one place. */
typedef struct sam_keys {
    const char *key[SAM_MOST_KEYS];
    uint32_t count;
} sam_keys;
void sam_keys_add(sam_keys *keys, const char *key); /* once */
bool sam_key_is_free(const char *key);              /* "note", "x_...": allowed anywhere */
/* Before the members are read, so that a misspelt key is not also missing. */
void sam_reader_check_keys(sam_reader *reader, const sam_tree *object, const sam_keys *keys);
/* "did you mean ...?", or NULL. */
const char *sam_reader_hint(sam_reader *reader, const sam_nearest *nearest);

/* Small values of a file. All are Nullable, after a fault or where the member is absent. */
const char *sam_reader_text(sam_reader *reader, const sam_tree *object, const char *key);
const char *sam_reader_id(sam_reader *reader, const sam_tree *object);
void sam_reader_missing(sam_reader *reader, const sam_tree *object, const char *path);
void sam_reader_names(sam_reader *reader, const sam_tree *tree); /* {"nn", "nb", "en"} or NULL */
/* A text of an object, and its member "name", in the deal's memory; what is not there or no text is
 * NULL. Nullable: object. */
const char *sam_reader_keep_text(sam_reader *reader, const sam_tree *object, const char *key);
sam_name sam_reader_keep_name(sam_reader *reader, const sam_tree *named);
void sam_reader_head(sam_reader *reader, const sam_tree *top, const char *format);
bool sam_id_is_valid(const char *id);

/* Field values. tree NULL: absent; parent: where its absence is told, NULL: not at all. */
typedef struct sam_place {
    const sam_tree *tree, *parent;
} sam_place;
uint32_t sam_reader_number(sam_reader *reader, sam_place place, const sam_field *field,
                           const char *name, const char *default_term);
uint32_t sam_reader_input(sam_reader *reader, const sam_input *input);
/* The word written, or the default; NULL: absent or a fault. In the deal's arena. */
const char *sam_reader_word(sam_reader *reader, sam_place place, const sam_field *field);
bool sam_reader_month(sam_reader *reader, const sam_tree *tree, int *month);
bool sam_reader_confidence(sam_reader *reader, const sam_tree *tree, sam_confidence *out);
/* Fills file, pointer and origin from where the value was written. */
void sam_reader_provenance(sam_reader *reader, sam_input *input, const sam_tree *tree);
bool sam_words_hold(const char *words, const char *word);

/* A fault for a word that is not among the words "a|b|c", with the nearest of them. */
void sam_reader_unknown_word(sam_reader *reader, const sam_tree *tree, const char *words);

/* The model's list of what must be done first, and the scenario's of what is done. */
void sam_reader_requirements(sam_reader *reader);
void sam_reader_met(sam_reader *reader);

/* The model's decisions, once its clauses are known. */
void sam_reader_decide(sam_reader *reader);

void sam_reader_terms(sam_reader *reader);
sam_term *sam_reader_find_term(sam_reader *reader, const char *id);
/* Value, source and confidence of the term on the first day. at: the reference, Nullable. */
void sam_reader_term_value(sam_reader *reader, sam_term *term, const sam_field *field,
                           const sam_tree *at, sam_input *input);

void sam_reader_scenario_start(sam_reader *reader);
void sam_reader_scenario(sam_reader *reader);
void sam_reader_scenario_keys(sam_reader *reader);
void sam_reader_dwellings(sam_reader *reader);

void sam_reader_parties(sam_reader *reader);
void sam_reader_discount_rates(sam_reader *reader);
uint32_t sam_reader_find_party(const sam_reader *reader, const char *id);

void sam_reader_clause_list(sam_reader *reader);
void sam_reader_clauses(sam_reader *reader);
/* Only where the clauses themselves are right: a wrong share would be reported twice. */
void sam_reader_clause_rules(sam_reader *reader);

void sam_reader_variant(sam_reader *reader, const char *variant);
/* Reads what the deal does not use, for its faults alone: the other variants of the scenario, and
 * the values of the files that others were laid over. base, model: as the files give them. */
void sam_reader_unused(sam_reader *reader, const char *variant, const sam_tree *base,
                       const sam_tree *model);
/* The scenario's /models/<id> laid over the model's clauses. */
void sam_reader_model_overrides(sam_reader *reader);
/* --set on the scenario, or (clauses) on the model's clauses. */
void sam_reader_overrides(sam_reader *reader, const sam_override *overrides, size_t count,
                          bool clauses);

/* Names the deal's inputs and words by their SHA-256. */
void sam_reader_hash(sam_reader *reader);

#endif
