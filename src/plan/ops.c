/* The operations' arity and spelling, from the one list. */
#include "samspel/plan.h"

static const struct {
    unsigned children;
    const char *symbol;
} OPS[SAM_OP_COUNT] = {
#define SAM_OP_ENTRY(name, children, symbol) [SAM_OP_##name] = {children, symbol},
    SAM_OP_LIST(SAM_OP_ENTRY)
#undef SAM_OP_ENTRY
};

unsigned sam_op_children(sam_op op) {
    return OPS[op].children;
}

const char *sam_op_symbol(sam_op op) {
    return OPS[op].symbol;
}
