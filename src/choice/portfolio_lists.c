/* The municipalities and the projects of a region's file. Must not know what a model or a scenario
 * holds: their names are only kept. */
#include <string.h>

#include "base/real.h"
#include "choice/portfolio_fields.h"
#include "choice/portfolio_reader.h"

/* ---- municipalities ---- */

static const char *read_membership(sam_reader *r, const sam_tree *tree) {
    const sam_field *field = &sam_region_fields[SAM_REGION_MEMBERSHIP];
    return sam_reader_word(r, (sam_place){.tree = sam_tree_member(tree, field->path)}, field);
}

/* {"present_cost", "outlay"}, both optional. */
static void read_amounts(sam_reader *r, const sam_tree *tree, const char *key, const char *at,
                         double absent, const sam_field fields[SAM_BUDGETS],
                         double out[SAM_BUDGETS]) {
    static const sam_keys keys = {.key = {"present_cost", "outlay"}, .count = SAM_BUDGETS};
    const sam_tree *object = sam_tree_member(tree, key);
    out[0] = out[1] = absent;
    if (!object || !sam_reader_expect(r, object, SAM_TREE_OBJECT))
        return;
    sam_reader_check_keys(r, object, &keys);
    const char *name = sam_reader_format(r, "%s%s.", at, key);
    for (int b = 0; b < SAM_BUDGETS; b++)
        out[b] = sam_region_number(r, object, &fields[b], name, absent, NULL);
}

/* By need, a home counts as the homes needed per inhabitant: both must be known. */
static void check_need(sam_reader *r, const sam_tree *tree, const sam_region *region) {
    if (region->aim != SAM_AIM_NEED)
        return;
    if (!sam_tree_member(tree, "inhabitants"))
        sam_reader_missing(r, tree, "inhabitants");
    if (!sam_tree_member(tree, "need"))
        sam_reader_missing(r, tree, "need");
}

static void read_place(sam_reader *r, const sam_tree *tree, const sam_region *region,
                       sam_region_place *out) {
    static const sam_keys keys = {.key = {"id", "name", "number", "member_of", "membership",
                                          "inhabitants", "need", "guarantee_frame", "budget",
                                          "activation_cost", "set"},
                                  .count = 11};
    if (!sam_reader_expect(r, tree, SAM_TREE_OBJECT))
        return;
    sam_reader_check_keys(r, tree, &keys);
    const char *id = sam_reader_id(r, tree);
    out->id = id ? sam_reader_keep(r, id) : "";
    out->name = sam_region_text(r, tree, "name");
    if (!sam_tree_member(tree, "name"))
        sam_reader_missing(r, tree, "name");
    out->number = sam_region_text(r, tree, "number");
    out->member_of = sam_region_text(r, tree, "member_of");
    out->membership = read_membership(r, tree);
    out->pointer = sam_region_pointer(r, tree);
    const char *at = sam_reader_format(r, "municipalities.%s.", out->id);
    sam_region_number(r, tree, &sam_region_fields[SAM_REGION_INHABITANTS], at, 0,
                      &out->inhabitants);
    sam_region_number(r, tree, &sam_region_fields[SAM_REGION_NEED], at, 0, &out->need);
    out->guarantee_frame = sam_region_number(
        r, tree, &sam_region_fields[SAM_REGION_GUARANTEE_FRAME], at, SAM_REAL_INFINITY, NULL);
    read_amounts(r, tree, "budget", at, SAM_REAL_INFINITY, sam_region_place_budgets,
                 out->cost_most);
    read_amounts(r, tree, "activation_cost", at, 0, sam_region_activations, out->activation);
    out->settings = sam_region_settings_of(r, tree);
    check_need(r, tree, region);
}

static uint32_t length(const sam_tree *list) {
    uint32_t count = 0;
    for (const sam_tree *child = list->child; child; child = child->next)
        count++;
    return count;
}

static void fault_twice(sam_reader *r, const sam_tree *tree, const char *what) {
    const sam_tree *id = sam_tree_member(tree, "id");
    SAM_FAULT(r, id ? id : tree, .code = "ID_DUPLICATE", .message = what);
}

void sam_region_places(sam_reader *r, const sam_tree *top, sam_region *region) {
    const sam_tree *list = sam_region_list(r, top, "municipalities", SAM_REGION_PLACES_MOST, false);
    sam_region_place *places = list ? sam_reader_array(r, length(list) + 1u, sizeof *places) : NULL;
    region->places = places;
    for (const sam_tree *tree = places ? list->child : NULL; tree; tree = tree->next) {
        sam_region_place *place = &places[region->place_count];
        *place = (sam_region_place){
            .id = "", .pointer = "", .inhabitants = SAM_NO_INPUT, .need = SAM_NO_INPUT};
        read_place(r, tree, region, place);
        for (uint32_t i = 0; i < region->place_count; i++)
            if (*place->id && strcmp(places[i].id, place->id) == 0)
                fault_twice(r, tree, SAY(r, "another municipality has the same id"));
        region->place_count++;
    }
}

/* ---- projects ---- */

static uint32_t find_place(sam_reader *r, const sam_tree *tree, const sam_region *region) {
    const sam_tree *member = sam_tree_member(tree, "municipality");
    if (!member)
        sam_reader_missing(r, tree, "municipality");
    if (!member || !sam_reader_expect(r, member, SAM_TREE_STRING))
        return 0;
    sam_nearest nearest = {.word = member->text};
    for (uint32_t at = 0; at < region->place_count; at++) {
        if (strcmp(region->places[at].id, member->text) == 0)
            return at;
        sam_nearest_offer(&nearest, region->places[at].id);
    }
    SAM_FAULT(r, member, .code = "MUNICIPALITY_UNKNOWN",
              .message = SAY(r, "the region has no such municipality"),
              .hint = sam_reader_hint(r, &nearest));
    return 0;
}

static void read_models(sam_reader *r, const sam_tree *tree, sam_region_project *out) {
    const sam_tree *list = sam_region_list(r, tree, "models", SAM_REGION_MODELS_MOST, true);
    const char **models = list ? sam_reader_array(r, length(list) + 1u, sizeof *models) : NULL;
    out->models = models;
    for (const sam_tree *child = models ? list->child : NULL; child; child = child->next) {
        if (!sam_reader_expect(r, child, SAM_TREE_STRING))
            continue;
        for (uint32_t i = 0; i < out->model_count; i++)
            if (strcmp(models[i], child->text) == 0)
                SAM_FAULT(r, child, .code = "MODEL_TWICE",
                          .message = SAY(r, "the model is in the list already"));
        models[out->model_count++] = sam_reader_keep(r, child->text);
    }
}

static bool check_size(sam_reader *r, const sam_tree *child, const sam_region_project *project) {
    const sam_field *field = &sam_region_fields[SAM_REGION_SIZE];
    if (!sam_reader_expect(r, child, SAM_TREE_NUMBER))
        return false;
    for (uint32_t i = 0; i < project->size_count; i++)
        if (!(project->sizes[i] < child->number) && !(project->sizes[i] > child->number))
            SAM_FAULT(r, child, .code = "SIZE_TWICE",
                      .message = SAY(r, "the size is in the list already"));
    if (child->number >= field->least && child->number <= field->most)
        return true;
    SAM_FAULT(r, child, .code = "VALUE_RANGE", .message = SAY(r, "the value is out of range"),
              .bound = sam_reader_range(r, field->least, field->most),
              .hint = SAY(r, "1 is the scenario as it stands, 2 twice as many homes"));
    return false;
}

/* Absent: the scenario as it stands. */
static void read_sizes(sam_reader *r, const sam_tree *tree, sam_region_project *out) {
    static const double AS_IT_STANDS[] = {1};
    out->sizes = AS_IT_STANDS;
    out->size_count = 1;
    if (!sam_tree_member(tree, "sizes"))
        return;
    const sam_tree *list = sam_region_list(r, tree, "sizes", SAM_REGION_SIZES_MOST, true);
    double *sizes = list ? sam_reader_array(r, length(list) + 1u, sizeof *sizes) : NULL;
    if (!sizes)
        return;
    out->sizes = sizes;
    out->size_count = 0;
    for (const sam_tree *child = list->child; child; child = child->next)
        if (check_size(r, child, out))
            sizes[out->size_count++] = child->number;
}

static void read_project(sam_reader *r, const sam_tree *tree, const sam_region *region,
                         sam_region_project *out) {
    static const sam_keys keys = {.key = {"id", "name", "municipality", "scenario", "variant",
                                          "models", "sizes", "support", "set"},
                                  .count = 9};
    if (!sam_reader_expect(r, tree, SAM_TREE_OBJECT))
        return;
    sam_reader_check_keys(r, tree, &keys);
    const char *id = sam_reader_id(r, tree);
    out->id = id ? sam_reader_keep(r, id) : "";
    out->name = sam_region_text(r, tree, "name");
    out->place = find_place(r, tree, region);
    out->scenario = sam_region_text(r, tree, "scenario");
    if (!sam_tree_member(tree, "scenario"))
        sam_reader_missing(r, tree, "scenario");
    out->variant = sam_region_text(r, tree, "variant");
    out->pointer = sam_region_pointer(r, tree);
    read_models(r, tree, out);
    read_sizes(r, tree, out);
    const char *at = sam_reader_format(r, "projects.%s.", out->id);
    out->support = sam_region_number(r, tree, &sam_region_fields[SAM_REGION_SUPPORT], at, 0, NULL);
    out->settings = sam_region_settings_of(r, tree);
}

void sam_region_projects(sam_reader *r, const sam_tree *top, sam_region *region) {
    const sam_tree *list = sam_region_list(r, top, "projects", SAM_REGION_PROJECTS_MOST, false);
    sam_region_project *projects =
        list ? sam_reader_array(r, length(list) + 1u, sizeof *projects) : NULL;
    region->projects = projects;
    for (const sam_tree *tree = projects ? list->child : NULL; tree; tree = tree->next) {
        sam_region_project *project = &projects[region->project_count];
        *project = (sam_region_project){.id = "", .pointer = ""};
        read_project(r, tree, region, project);
        for (uint32_t i = 0; i < region->project_count; i++)
            if (*project->id && strcmp(projects[i].id, project->id) == 0)
                fault_twice(r, tree, SAY(r, "another project has the same id"));
        region->project_count++;
    }
}
