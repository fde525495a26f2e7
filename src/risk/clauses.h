/* What a clause moves: the same draws with the deal as it is, and with the deal signed anew without
 * what the clause promises. What one party is spared another carries, or the world outside does. */
#ifndef SAMSPEL_RISK_CLAUSES_H
#define SAMSPEL_RISK_CLAUSES_H

#include "base/arena.h"
#include "samspel/risk.h"

/* The value at which a field of a clause promises nothing. */
typedef struct sam_neutral {
    const char *kind, *field;
    double value;
} sam_neutral;
extern const sam_neutral sam_neutrals[];
extern const size_t sam_neutral_count;

/* The neutral value of a field of a clause. False: it has none. */
bool sam_neutral_find(const sam_clause *clause, uint32_t field, double *value);
/* Has the clause a field that is not at its neutral value? Then taking it away changes the deal. */
bool sam_clause_promises(const sam_deal *deal, uint32_t clause);

/* Net present cost over the draws (less the net present value), NOK at the party's own rate. p90
 * and cvar95 are of the costly end. */
typedef struct sam_cost {
    double mean, p90, cvar95;
} sam_cost;

typedef struct sam_clause_party {
    uint32_t party;
    sam_cost with, without;
    /* Mean over the draws of the cost with the clause less the cost without it, with its standard
     * error: at the party's own rate, and as plain sums of kroner. */
    double moved, moved_error;
    double moved_undiscounted, undiscounted_error;
} sam_clause_party;

typedef struct sam_clause_effect {
    uint32_t clause;
    const sam_clause_party *parties; /* all parties of the deal */
    size_t party_count;
    double sum;    /* of moved_undiscounted over all parties: 0 but for rounding */
    bool balanced; /* it is */
} sam_clause_effect;

typedef struct sam_clause_effects {
    const sam_plan *plan; /* borrowed */
    uint64_t draws;       /* done */
    bool partial;
    const sam_clause_effect *effects; /* in the order of the model's clauses */
    size_t count;
    sam_arena *arena;
} sam_clause_effects;

/* base: run with every row. Of spec only draws, seed, method, threads, instructions, progress and
 * cancel count. Fails as sam_risk_run does. Free with sam_clauses_free; the base may be freed
 * before, its plan not. */
SAM_MUST_USE sam_status sam_clauses_run(sam_clause_effects **out, const sam_ledger *base,
                                        const sam_risk_spec *spec, sam_diags *diags);
/* Of several deals of one project, on the same draws; out has a place for each. */
SAM_MUST_USE sam_status sam_clauses_run_all(sam_clause_effects **out,
                                            const sam_ledger *const *bases, size_t count,
                                            const sam_risk_spec *spec, sam_diags *diags);
void sam_clauses_free(sam_clause_effects *effects);

#endif
