/* Results hang on neither threads nor instructions: of what clauses move, and of Sobol's indices.
 * (Those of risk runs: test_engine.c.) */
#include "deal_shipped.h"
#include "engine_run.h"
#include "risk/clauses.h"
#include "risk/sensitivity.h"

static void open_shipped(test_deal *d) {
    /* a short life: under a sanitizer the time goes with the months */
    static const char *const set[] = {"/project/horizon_years", "6", NULL};
    test_deal_shipped(d, "models/leigegaranti", "scenarios/dagens", NULL, set);
    test_deal_run(d);
}

/* Threads 1, 2 and 7 with the best instructions, then each set of instructions on two threads. */
enum { WAYS = 3 + SAM_SIMD_COUNT };

static bool way(int i, unsigned *threads, sam_simd *simd) {
    static const unsigned THREADS[] = {1, 2, 7};
    *threads = i < 3 ? THREADS[i] : 2;
    *simd = i < 3 ? sam_simd_best() : (sam_simd)(i - 3);
    if (*simd <= sam_simd_best())
        return true;
    cr_log_warn("SKIPPED: this processor has not all sets of instructions: %d", i - 3);
    return false;
}

Test(same_bytes, of_what_clauses_move) {
    test_deal d;
    open_shipped(&d);
    sam_clause_effects *first = NULL;
    for (int i = 0; i < WAYS; i++) {
        sam_risk_spec spec = {.draws = 2100, .seed = 6};
        sam_clause_effects *other = NULL;
        if (!way(i, &spec.threads, &spec.simd))
            continue;
        cr_assert_eq(sam_clauses_run(&other, d.ledger, &spec, d.diags), SAM_OK);
        cr_assert(other->count > 0);
        for (size_t c = 0; first && c < first->count; c++)
            cr_expect_arr_eq(first->effects[c].parties, other->effects[c].parties,
                             first->effects[c].party_count * sizeof(sam_clause_party),
                             "clause %zu, way %d", c, i);
        if (first)
            sam_clauses_free(other);
        else
            first = other;
    }
    sam_clauses_free(first);
    test_deal_close(&d);
}

Test(same_bytes, of_indices) {
    test_deal d;
    open_shipped(&d);
    uint32_t rows[] = {test_row(&d, "developer.npv"), test_row(&d, "municipality.npv")};
    sam_sensitivity *first = NULL;
    for (int i = 0; i < WAYS; i++) {
        sam_simd simd;
        sam_sensitivity_spec spec = {.base = d.ledger,
                                     .rows = rows,
                                     .row_count = 2,
                                     .draws = 520,
                                     .seed = 6,
                                     .simd = &simd,
                                     .tolerance = 0.05};
        sam_sensitivity *other = NULL;
        if (!way(i, &spec.threads, &simd))
            continue;
        cr_assert_eq(sam_sensitivity_run(&other, &spec), SAM_OK);
        cr_assert(other->drawn_count > 3);
        for (size_t k = 0; first && k < 2 * first->drawn_count; k++) {
            const sam_index *x = &first->indices[k], *y = &other->indices[k];
            cr_expect(x->first == y->first && x->total == y->total &&
                          x->first_range.low == y->first_range.low &&
                          x->total_range.high == y->total_range.high,
                      "index %zu, way %d", k, i);
        }
        cr_expect_eq(other->summaries[0].variance, (first ? first : other)->summaries[0].variance);
        if (first)
            sam_sensitivity_free(other);
        else
            first = other;
    }
    sam_sensitivity_free(first);
    test_deal_close(&d);
}
