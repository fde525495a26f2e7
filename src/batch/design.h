/* A design: one base scenario and a rule that gives every item its own values of some inputs, so
 * that a million scenarios need no million files. Item k's values are a function of the design and
 * k: any shard may ask for any of them. */
#ifndef SAMSPEL_BATCH_DESIGN_H
#define SAMSPEL_BATCH_DESIGN_H

#include "samspel/deal.h"

enum { SAM_DESIGN_FIELDS = 128 };

typedef struct sam_design sam_design;

/* Reads a design (format samspel-design-1). Faults in diags: SAM_INPUT, SAM_LIMIT, SAM_MEMORY. The
 * bytes must live as long as the design. */
SAM_MUST_USE sam_status sam_design_read(sam_design **out, sam_source source, sam_diags *diags);
void sam_design_free(sam_design *design);

/* True when the file says that it is a design; for files that are wrong too. */
bool sam_design_is(sam_source source);

const char *sam_design_base(const sam_design *design);    /* id or path, as written */
const char *sam_design_variant(const sam_design *design); /* Nullable */
const char *sam_design_hash(const sam_design *design);    /* SHA-256 of its bytes */
uint64_t sam_design_count(const sam_design *design);
size_t sam_design_field_count(const sam_design *design);
/* Names of inputs: "operation.vacancy". */
const char *const *sam_design_fields(const sam_design *design);

/* Finds the fields among a deal's inputs: at[f] is the input, or SAM_NO_INPUT when this deal has
 * none of that name. Values that the field may not have are faults. SAM_INPUT or SAM_OK. */
SAM_MUST_USE sam_status sam_design_bind(const sam_design *design, const sam_deal *deal,
                                        uint32_t *at, sam_diags *diags);

/* A field that no deal has: a fault with the nearest name. */
void sam_design_unknown(const sam_design *design, size_t field, const sam_deal *deal,
                        sam_diags *diags);

/* The fields' values of one item. */
void sam_design_values(const sam_design *design, uint64_t item, double *out);

#endif
