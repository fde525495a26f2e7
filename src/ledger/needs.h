/* Which rows a run must compute, and which values can change between lanes or runs. */
#ifndef SAMSPEL_LEDGER_NEEDS_H
#define SAMSPEL_LEDGER_NEEDS_H

#include "ledger/program.h"

/* Marks in ledger->wanted every row that the marked ones need. False when memory is out. */
bool sam_needs_close(sam_ledger *ledger);

/* Node -> does its value depend on a varying input or a given row? Nullable: memory. */
const bool *sam_needs_varying(sam_ledger *ledger);

#endif
