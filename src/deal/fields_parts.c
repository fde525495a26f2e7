/* Fields of the parts that a scenario has several of: kinds of dwelling, and parties. */
#include "deal/fields.h"

const sam_field sam_dwelling_fields[] = {
    {.path = "id",
     .kind = SAM_VALUE_TEXT,
     .need = SAM_REQUIRED,
     .label = N_("type"),
     .help = N_("Short name of this kind of dwelling."),
     .structural = true},
    {.path = "count",
     .kind = SAM_VALUE_NUMBER,
     .unit = SAM_UNIT_COUNT,
     .need = SAM_REQUIRED,
     .least = 1,
     .most = 1000,
     .label = N_("number of dwellings"),
     .help = N_("How many dwellings of this kind.")},
    {.path = "area",
     .kind = SAM_VALUE_NUMBER,
     .unit = SAM_UNIT_M2,
     .need = SAM_REQUIRED,
     .least = 10,
     .most = 500,
     .label = N_("area"),
     .help = N_("Usable area (BRA) of one dwelling.")},
    {.path = "rent",
     .kind = SAM_VALUE_NUMBER,
     .unit = SAM_UNIT_NOK_MONTH,
     .need = SAM_REQUIRED,
     .least = 0,
     .most = 1e5,
     .label = N_("market rent"),
     .help = N_("Market rent a month of one dwelling, at the price date.")},
    {.path = "price",
     .kind = SAM_VALUE_NUMBER,
     .unit = SAM_UNIT_NOK,
     .need = SAM_DEFAULTED,
     .fallback = 0,
     .least = 0,
     .most = 1e8,
     .label = N_("sale price"),
     .help = N_("Market price of one dwelling when finished; 0: value_to_cost times its cost.")},
};
const uint32_t sam_dwelling_field_count =
    (uint32_t)(sizeof sam_dwelling_fields / sizeof *sam_dwelling_fields);

const sam_field sam_party_fields[] = {
    {.path = "discount_rate",
     .kind = SAM_VALUE_NUMBER,
     .unit = SAM_UNIT_RATE,
     .need = SAM_DEFAULTED,
     .fallback = 0.04,
     .term = "discount_rate.",
     .least = -0.05,
     .most = 0.5,
     .label = N_("discount rate"),
     .help =
         "Effective annual nominal rate at which this party discounts. The default is the dated "
         "term discount_rate.<role>."},
};
const uint32_t sam_party_field_count =
    (uint32_t)(sizeof sam_party_fields / sizeof *sam_party_fields);
