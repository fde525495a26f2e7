/* The fields of a region's file, one row each. Their texts are for the schema alone, which is
 * English. Must not read anything. */
#include "choice/portfolio_fields.h"

/* No value of a region can be uncertain or dated: it is what is decided about. */
#define AMOUNT(name, title, what)                                                                  \
    {                                                                                              \
        .path = (name), .unit = SAM_UNIT_NOK, .need = SAM_OPTIONAL, .most = 1e12,                  \
        .label = (title), .help = (what), .structural = true, .undated = true                      \
    }
#define COUNT(name, from, to, title, what)                                                         \
    {                                                                                              \
        .path = (name), .unit = SAM_UNIT_COUNT, .need = SAM_OPTIONAL, .least = (from),             \
        .most = (to), .whole = true, .label = (title), .help = (what), .structural = true,         \
        .undated = true                                                                            \
    }

const sam_field sam_region_fields[SAM_REGION_FIELDS] = {
    [SAM_REGION_OBJECTIVE] = {.path = "objective",
                              .kind = SAM_VALUE_WORD,
                              .need = SAM_DEFAULTED,
                              .words = "dwellings|need|value",
                              .label = "objective",
                              .help = "What is wanted: homes; homes by need per inhabitant; or the "
                                      "municipalities' present value with new inhabitants, less "
                                      "owners' gaps."},
    [SAM_REGION_DSCR_LEAST] = {.path = "dscr_least",
                               .unit = SAM_UNIT_RATIO,
                               .need = SAM_OPTIONAL,
                               .most = 10,
                               .label = "least debt-service cover",
                               .help = "Candidates with a year below it are left out.",
                               .structural = true,
                               .undated = true},
    [SAM_REGION_PLACES_LEAST] =
        COUNT("municipalities_least", 0, SAM_REGION_PLACES_MOST, "municipalities, at least",
              "How many municipalities must get something."),
    [SAM_REGION_PROJECTS_PER_PLACE] =
        COUNT("projects_most", 1, SAM_REGION_PROJECTS_MOST, "projects of a municipality, at most",
              "How many projects one municipality may get. Absent: no limit."),
    [SAM_REGION_MEMBERSHIP] = {.path = "membership",
                               .kind = SAM_VALUE_WORD,
                               .need = SAM_OPTIONAL,
                               .words = "sourced|assumed",
                               .label = "membership",
                               .help = "Whether a source says that it is one of the region."},
    [SAM_REGION_INHABITANTS] =
        COUNT("inhabitants", 1, 1e7, "inhabitants", "Needed where the objective is need."),
    [SAM_REGION_NEED] = {.path = "need",
                         .unit = SAM_UNIT_COUNT,
                         .need = SAM_OPTIONAL,
                         .most = 1e6,
                         .label = "homes needed",
                         .help = "Needed where the objective is need: a home counts as much as "
                                 "the homes needed per 1000 inhabitants.",
                         .structural = true,
                         .undated = true},
    [SAM_REGION_GUARANTEE_FRAME] =
        AMOUNT("guarantee_frame", "guarantee frame",
               "The most debt that the municipality may guarantee. Absent: no limit."),
    [SAM_REGION_SUPPORT] =
        AMOUNT("support", "support from elsewhere",
               "What the project's owner is given by others: it lessens the gap."),
    [SAM_REGION_SIZE] = {.path = "sizes",
                         .unit = SAM_UNIT_RATIO,
                         .need = SAM_OPTIONAL,
                         .least = 0.01,
                         .most = 100,
                         .label = "sizes",
                         .help = "Multiples of the scenario's homes; 1 when absent."},
};

const sam_field sam_region_budgets[SAM_BUDGETS] = {
    AMOUNT("present_cost", "budget of net present cost",
           "For what owners fall short of, less the municipality's net present value."),
    AMOUNT("outlay", "budget of outlay",
           "For what must be put up before anything comes back, gaps included.")};

const sam_field sam_region_place_budgets[SAM_BUDGETS] = {
    AMOUNT("present_cost", "its own budget of net present cost",
           "For its own projects and its activation. Absent: no limit."),
    AMOUNT("outlay", "its own budget of outlay",
           "For its own projects and its activation. Absent: no limit.")};

const sam_field sam_region_activations[SAM_BUDGETS] = {
    AMOUNT("present_cost", "activation, net present cost",
           "Paid once when anything of the municipality is chosen."),
    AMOUNT("outlay", "activation, outlay",
           "Put up once when anything of the municipality is chosen.")};
