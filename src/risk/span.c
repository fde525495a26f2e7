/* How far an input is moved when it is moved by itself. */
#include <math.h>
#include <string.h>

#include "deal/fields.h"
#include "risk/sensitivity.h"

/* A change that matters where the value is 0 and the field names none. 0: the unit has none. */
static double unit_step(const sam_field *field) {
    double step = 0;
    if (field->unit == SAM_UNIT_RATE)
        step = 0.01;
    if (field->unit == SAM_UNIT_SHARE || field->unit == SAM_UNIT_RATIO)
        step = 0.1;
    if (field->unit == SAM_UNIT_MONTHS)
        step = 3;
    if (field->unit == SAM_UNIT_YEARS)
        step = 1;
    double most = (field->most - field->least) / 10;
    return step < most ? step : most;
}

static bool is_counted_in_whole(const sam_field *field) {
    return field->whole || field->unit == SAM_UNIT_MONTHS || field->unit == SAM_UNIT_YEARS;
}

/* Shares that sum to 1 over the clauses of the deal: one of them moved alone leaves no deal. */
static const struct {
    const char *kind, *field;
} SHARED[] = {
    {"equity", "share"},           {"letting", "unit_share"},        {"lease", "unit_share"},
    {"sale", "unit_share"},        {"common_charges", "unit_share"}, {"holding", "unit_share"},
    {"rent_to_own", "unit_share"},
};

static bool is_shared(const sam_deal *deal, uint32_t input) {
    for (uint32_t c = 0; c < deal->clause_count; c++)
        for (size_t i = 0; i < sizeof SHARED / sizeof *SHARED; i++) {
            const sam_clause *clause = &deal->clauses[c];
            if (strcmp(clause->kind, SHARED[i].kind) == 0 &&
                clause->inputs[sam_clause_field(clause, SHARED[i].field)] == input)
                return true;
        }
    return false;
}

static double reach(const sam_input *input, sam_span_kind *kind) {
    const sam_field *field = input->field;
    double tenth = fabs(input->value) / 10;
    *kind = SAM_SPAN_STEP;
    if (field->step > 0)
        return field->step;
    if (tenth <= 0)
        return unit_step(field);
    *kind = SAM_SPAN_TENTH;
    if (!is_counted_in_whole(field))
        return tenth;
    return tenth < 1 ? 1 : floor(tenth + 0.5);
}

bool sam_span_of(sam_span *out, const sam_deal *deal, uint32_t input) {
    const sam_input *in = &deal->inputs[input];
    const sam_field *field = in->field;
    *out = (sam_span){.input = input, .base = in->value, .low = in->low, .high = in->high};
    if (field->structural || field->kind != SAM_VALUE_NUMBER || is_shared(deal, input))
        return false;
    if (in->low < in->high)
        return true;
    if (field->unit == SAM_UNIT_COUNT || field->unit == SAM_UNIT_FLAG)
        return false;
    double step = reach(in, &out->kind);
    out->low = fmax(field->least, in->value - step);
    out->high = fmin(field->most, in->value + step);
    return out->low < out->high;
}
