/* The fixed words of the files: units, roles, and the parties every deal has. */
#include <string.h>

#include "deal/fields.h"

static const char *const UNITS[] = {
    [SAM_UNIT_NOK] = "NOK",
    [SAM_UNIT_NOK_M2] = "NOK/m2",
    [SAM_UNIT_NOK_MONTH] = "NOK/month",
    [SAM_UNIT_NOK_YEAR] = "NOK/year",
    [SAM_UNIT_NOK_M2_YEAR] = "NOK/m2/year",
    [SAM_UNIT_SHARE] = "share",
    [SAM_UNIT_RATE] = "rate/year",
    [SAM_UNIT_RATIO] = "ratio",
    [SAM_UNIT_MONTHS] = "months",
    [SAM_UNIT_YEARS] = "years",
    [SAM_UNIT_M2] = "m2",
    [SAM_UNIT_COUNT] = "count",
    [SAM_UNIT_FLAG] = "flag",
};

const char *sam_unit_text(sam_unit unit) {
    return UNITS[unit];
}

static const char *const ROLES[SAM_ROLE_COUNT] = {
    [SAM_ROLE_MUNICIPALITY] = "municipality",
    [SAM_ROLE_DEVELOPER] = "developer",
    [SAM_ROLE_HUSBANKEN] = "husbanken",
    [SAM_ROLE_BANK] = "bank",
    [SAM_ROLE_PROJECT] = "project",
    [SAM_ROLE_OWNER] = "owner",
    [SAM_ROLE_TENANTS] = "tenants",
    [SAM_ROLE_BUYERS] = "buyers",
    [SAM_ROLE_STATE] = "state",
    [SAM_ROLE_OUTSIDE] = "outside",
};

sam_role sam_role_find(const char *word) {
    for (int i = 0; i < SAM_ROLE_COUNT; i++)
        if (strcmp(ROLES[i], word) == 0)
            return (sam_role)i;
    return SAM_ROLE_COUNT;
}

const char *sam_role_text(sam_role role) {
    return ROLES[role];
}

static const struct {
    const char *id;
    sam_role role;
} OUTSIDE[] = {
    {"tenants", SAM_ROLE_TENANTS},    {"buyers", SAM_ROLE_BUYERS},     {"state", SAM_ROLE_STATE},
    {"contractor", SAM_ROLE_OUTSIDE}, {"suppliers", SAM_ROLE_OUTSIDE}, {"market", SAM_ROLE_OUTSIDE},
};

const char *sam_outside_party(uint32_t index, sam_role *role) {
    if (index >= sizeof OUTSIDE / sizeof *OUTSIDE)
        return NULL;
    *role = OUTSIDE[index].role;
    return OUTSIDE[index].id;
}
