/* The size of a project: homes and plot are multiplied, all else stays, and both ways of saying so,
 * inputs of a lane and settings for another run, give the same figures. */
#include "choice/portfolio_sizes.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

bool sam_size_is_one(double size) {
    return !(size < 1) && !(size > 1);
}

static uint32_t find_input(const sam_deal *deal, const char *name, double *value) {
    uint32_t input = sam_deal_find_input(deal, name);
    *value = input == SAM_NO_INPUT ? 0 : deal->inputs[input].value;
    return input;
}

bool sam_size_base_read(sam_size_base *out, const sam_deal *deal, sam_arena *arena) {
    out->kinds = deal->dwelling_kinds;
    out->counts = sam_arena_array(arena, out->kinds + 1u, sizeof *out->counts);
    out->count = sam_arena_array(arena, out->kinds + 1u, sizeof *out->count);
    if (!out->counts || !out->count)
        return false;
    for (uint32_t k = 0; k < out->kinds; k++) {
        const char *name = sam_arena_format(arena, "dwellings.%u.count", k);
        if (!name)
            return false;
        out->counts[k] = find_input(deal, name, &out->count[k]);
    }
    out->plot_value = find_input(deal, "costs.plot.value", &out->value);
    out->plot_development = find_input(deal, "costs.plot.development", &out->development);
    return true;
}

bool sam_size_fits(const sam_size_base *b, double size) {
    static const double HOMES_MOST = 1000, PLOT_MOST = 1e10;
    for (uint32_t k = 0; k < b->kinds; k++) {
        double count = b->count[k] * size;
        if (count < 0.5 || count > HOMES_MOST || fabs(count - nearbyint(count)) > 1e-9 * count)
            return false;
    }
    return b->value * size <= PLOT_MOST && b->development * size <= PLOT_MOST;
}

void sam_size_set(sam_ledger *ledger, const sam_size_base *b, double size, size_t lane) {
    for (uint32_t k = 0; k < b->kinds; k++)
        sam_ledger_set(ledger, b->counts[k], lane, nearbyint(b->count[k] * size));
    if (b->plot_value != SAM_NO_INPUT)
        sam_ledger_set(ledger, b->plot_value, lane, b->value * size);
    if (b->plot_development != SAM_NO_INPUT)
        sam_ledger_set(ledger, b->plot_development, lane, b->development * size);
}

/* ---- settings ---- */

static void put(sam_override *items, uint32_t *count, sam_override item) {
    uint32_t at = 0;
    while (at < *count && strcmp(items[at].pointer, item.pointer) != 0)
        at++;
    items[at] = item;
    *count += at == *count;
}

static void put_all(sam_override *items, uint32_t *count, sam_region_settings settings) {
    for (uint32_t i = 0; i < settings.count; i++)
        put(items, count, settings.items[i]);
}

static bool put_number(sam_override *items, uint32_t *count, const char *pointer, double value,
                       sam_arena *arena) {
    char text[SAM_NUMBER_SIZE];
    size_t length = sam_number_print(text, value);
    sam_override item = {sam_arena_text(arena, pointer, strlen(pointer)),
                         sam_arena_text(arena, text, length)};
    if (!item.pointer || !item.value)
        return false;
    put(items, count, item);
    return true;
}

bool sam_size_settings(sam_region_settings *out, const sam_region *region,
                       const sam_region_project *project, const sam_size_base *b, double size,
                       sam_arena *arena) {
    const sam_region_settings place = region->places[project->place].settings;
    uint32_t kinds = b ? b->kinds : 0;
    size_t most =
        (size_t)region->settings.count + place.count + project->settings.count + kinds + 2;
    sam_override *items = sam_arena_array(arena, most, sizeof *items);
    if (!items)
        return false;
    out->items = items;
    out->count = 0;
    put_all(items, &out->count, region->settings);
    put_all(items, &out->count, place);
    put_all(items, &out->count, project->settings);
    bool room = true;
    for (uint32_t k = 0; k < kinds && room; k++) {
        const char *pointer = sam_arena_format(arena, "/dwellings/%u/count", k);
        room = pointer &&
               put_number(items, &out->count, pointer, nearbyint(b->count[k] * size), arena);
    }
    if (b && b->value > 0)
        room = room && put_number(items, &out->count, "/costs/plot/value", b->value * size, arena);
    if (b && b->development > 0)
        room = room && put_number(items, &out->count, "/costs/plot/development",
                                  b->development * size, arena);
    return room;
}
