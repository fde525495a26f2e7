/* What a choice aims at and is held to, as rows like any other: the rent agreed and what capital
 * costs. Chapter 12 of models/README.md. */
#include "plan/clause.h"

/* clang-format off */
static const sam_row_spec GOALS[] = {
    {SCALAR("mean_rent", SAM_UNIT_NOK_MONTH, "12.1", "rent agreed by dwelling, at the price date",
            "all(agreed_rent) / (units * all(agreed_share))")},
    {SCALAR("capital_funding", SAM_UNIT_NOK, "12.2", "loans and equity", "total_debt + equity_left")},
    {SCALAR("capital_cost", SAM_UNIT_RATE, "12.3", "weighted cost of capital",
            "all(capital_charge) / capital_funding")},
};
const sam_row_table sam_goal_table = TABLE("", GOALS);
/* clang-format on */
