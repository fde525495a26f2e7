/* The whole public interface. */
#ifndef SAMSPEL_SAMSPEL_H
#define SAMSPEL_SAMSPEL_H

#include "samspel/choice.h"
#include "samspel/deal.h"
#include "samspel/diag.h"
#include "samspel/ledger.h"
#include "samspel/metrics.h"
#include "samspel/plan.h"
#include "samspel/portfolio.h"
#include "samspel/report.h"
#include "samspel/risk.h"
#include "samspel/simd.h"
#include "samspel/status.h"

#endif
