/* Reads designs and gives items their values. Must give the same value for the same design and item
 * whatever was asked before. */
#include "batch/design.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/random.h"
#include "batch/design_private.h"
#include "deal/fields.h"
#include "deal/hash.h"
#include "deal/nearest.h"
#include "report/language.h"

void sam_design_free(sam_design *design) {
    if (design)
        sam_arena_free(design->arena);
}

const char *sam_design_base(const sam_design *design) {
    return design->base;
}

const char *sam_design_variant(const sam_design *design) {
    return design->variant;
}

const char *sam_design_hash(const sam_design *design) {
    return design->hash;
}

uint64_t sam_design_count(const sam_design *design) {
    return design->items;
}

size_t sam_design_field_count(const sam_design *design) {
    return design->field_count;
}

const char *const *sam_design_fields(const sam_design *design) {
    return design->names;
}

/* ---- the deal's inputs ---- */

static bool is_whole(const sam_input *input) {
    return input->field->whole;
}

/* Shares that must sum to 1 over the model's clauses cannot be changed one at a time. */
static bool is_part_of_sum(const sam_input *input) {
    return strcmp(input->field->path, "share") == 0 ||
           strcmp(input->field->path, "unit_share") == 0;
}

static bool check_values(const sam_design *design, size_t f, const sam_input *input,
                         sam_diags *diags) {
    const sam_design_field *field = &design->fields[f];
    bool good = true;
    for (uint32_t i = 0; i < field->count && good; i++) {
        double value = field->values[i];
        good = value >= input->field->least && value <= input->field->most;
        if (!good)
            sam_design_fault(design, field->pointer, "VALUE_RANGE",
                             _("a value is out of the field's range"), NULL, diags);
        if (good && is_whole(input) && floor(value) != value) {
            good = false;
            sam_design_fault(design, field->pointer, "VALUE_WHOLE", _("whole numbers are needed"),
                             NULL, diags);
        }
    }
    return good;
}

sam_status sam_design_bind(const sam_design *design, const sam_deal *deal, uint32_t *at,
                           sam_diags *diags) {
    sam_status status = SAM_OK;
    for (size_t f = 0; f < design->field_count; f++) {
        const sam_design_field *field = &design->fields[f];
        at[f] = sam_deal_find_input(deal, field->name);
        if (at[f] == SAM_NO_INPUT)
            continue;
        const sam_input *input = &deal->inputs[at[f]];
        bool good = !input->field->structural && !is_part_of_sum(input);
        if (!good)
            sam_design_fault(design, field->pointer, "DESIGN_STRUCTURAL",
                             _("this field changes the deal itself and cannot be one of a design"),
                             _("write a design for each of its values"), diags);
        good = good && check_values(design, f, input, diags);
        if (good && is_whole(input))
            design->fields[f].whole = true;
        status = good ? status : SAM_INPUT;
    }
    return status;
}

void sam_design_unknown(const sam_design *design, size_t f, const sam_deal *deal,
                        sam_diags *diags) {
    const sam_design_field *field = &design->fields[f];
    sam_nearest nearest = {.word = field->name};
    for (uint32_t i = 0; i < deal->input_count; i++)
        sam_nearest_offer(&nearest, deal->inputs[i].name);
    const char *hint = _("name an input as samspel explain shows it");
    char *better = nearest.best
                       ? sam_arena_format(design->arena, _("did you mean \"%s\"?"), nearest.best)
                       : NULL;
    sam_design_fault(design, field->pointer, "FIELD_UNKNOWN",
                     _("none of the models has an input of this name"), better ? better : hint,
                     diags);
}

/* ---- values ---- */

/* Factors of the random numbers: one a field and use, apart from those of risk. */
enum { FACTOR_SHUFFLE = 0x44530000, FACTOR_PLACE = 0x44500000 };

static uint32_t word(const sam_design *design, uint32_t factor, uint64_t draw) {
    return sam_random_word((sam_random_key){design->seed, factor}, draw, 0);
}

/* A permutation of 0 .. count - 1 that is a function of the seed: a Feistel network on the least
 * even number of bits that holds count, walked until it lands inside. Source of walking the cycle:
 * Black and Rogaway, "Ciphers with Arbitrary Finite Domains" (CT-RSA 2002). */
static uint64_t shuffle(const sam_design *design, uint32_t field, uint64_t item) {
    enum { ROUNDS = 6 };
    unsigned half = 1;
    while (half < 32 && (UINT64_C(1) << (2 * half)) < design->items)
        half++;
    const uint64_t mask = (UINT64_C(1) << half) - 1;
    uint64_t at = item;
    do {
        uint64_t left = at >> half, right = at & mask;
        for (uint32_t round = 0; round < ROUNDS; round++) {
            uint32_t factor = FACTOR_SHUFFLE + field * ROUNDS + round;
            uint64_t mixed = left ^ (word(design, factor, right) & mask);
            left = right;
            right = mixed;
        }
        at = left << half | right;
    } while (at >= design->items);
    return at;
}

/* In (0, 1): where the item stands in the field's range. */
static double place(const sam_design *design, uint32_t field, uint64_t item) {
    if (design->method == SAM_DESIGN_SOBOL)
        return sam_random_open(sam_sobol_word(design->sobol, (uint32_t)item, field));
    double cell = (double)shuffle(design, field, item);
    double within = sam_random_open(word(design, FACTOR_PLACE + field, item));
    return (cell + within) / (double)design->items;
}

static double value_at(const sam_design_field *field, double u) {
    if (!field->range) {
        uint32_t index = (uint32_t)(u * field->count);
        return field->values[index < field->count ? index : field->count - 1];
    }
    double low = field->values[0], high = field->values[1];
    double value = low + u * (high - low);
    if (field->whole)
        value = low + floor(u * (high - low + 1));
    return value < high ? value : high;
}

void sam_design_values(const sam_design *design, uint64_t item, double *out) {
    if (design->method != SAM_DESIGN_GRID) {
        for (size_t f = 0; f < design->field_count; f++)
            out[f] = value_at(&design->fields[f], place(design, (uint32_t)f, item));
        return;
    }
    /* The last field changes fastest. */
    for (size_t f = design->field_count; f-- > 0;) {
        const sam_design_field *field = &design->fields[f];
        out[f] = field->values[item % field->count];
        item /= field->count;
    }
}
