/* The tables a deal is compiled from: for the project, for a party and for each kind of clause, the
 * rows it brings, one formula each. A new kind of clause is one table in one file. */
#ifndef SAMSPEL_PLAN_CLAUSE_H
#define SAMSPEL_PLAN_CLAUSE_H

#include "samspel/plan.h"

typedef struct sam_row_spec {
    const char *name;
    sam_row_kind kind;
    sam_unit unit;
    const char *equation; /* number in models/README.md */
    const char *formula;
    const char *label;   /* English */
    const char *only_if; /* Nullable: "field" given; "field=word"; "kind:name" the deal has such a
                            clause; "is:field=role" of the party that the field names; "role:name"
                            of the party at hand, "owns" when it has equity in the deal, "lends"
                            when it gives a long loan; a leading ! turns it round;
                            "this&that" both */
    sam_flow_class flow;
    const char *payer, *payee; /* a field of the clause, a party id, or a role */
    const char *account;
    const char *path; /* curve rows and rows that a risk factor may replace */
    bool signed_;     /* decided when the deal is signed */
    bool measure;
    const char *defined; /* measures: name of the scalar row that must be > 0 */
} sam_row_spec;

typedef struct sam_row_table {
    const char *kind; /* of the clause; "" for the project and for a party */
    const sam_row_spec *rows;
    uint32_t count;
} sam_row_table;

#define MONTHLY(n, u, eq, text, f)                                                                 \
    .name = (n), .kind = SAM_ROW_MONTHLY, .unit = (u), .equation = (eq), .label = (text),          \
    .formula = (f)
#define SCALAR(n, u, eq, text, f)                                                                  \
    .name = (n), .kind = SAM_ROW_SCALAR, .unit = (u), .equation = (eq), .label = (text),           \
    .formula = (f)
#define SIGNED .signed_ = true,
#define FLOW(class_, from, to, acc)                                                                \
    .flow = SAM_FLOW_##class_, .payer = (from), .payee = (to), .account = (acc)
#define TABLE(kind_, rows_)                                                                        \
    { .kind = (kind_), .rows = (rows_), .count = (uint32_t)(sizeof(rows_) / sizeof *(rows_)) }

extern const sam_row_table sam_time_table, sam_price_table, sam_funding_table, sam_waterfall_table,
    sam_measure_table, sam_cover_table, sam_worth_table, sam_goal_table, sam_party_table;
extern const sam_row_table sam_building_cost_table, sam_plot_table, sam_equity_table,
    sam_grant_table, sam_construction_loan_table, sam_term_loan_table, sam_letting_table,
    sam_lease_table, sam_guarantee_table, sam_rent_guarantee_table, sam_running_cost_table,
    sam_tax_table, sam_transfer_table, sam_sale_table, sam_purchase_guarantee_table,
    sam_holding_table, sam_rent_to_own_table, sam_option_table, sam_common_charges_table,
    sam_reserve_table;

#endif
