/* The room for negotiation as a figure: an area over two terms, each side in the colour of who owns
 * it, and the points that somebody could call fair; beside it the corners and the gains. */
#include <string.h>

#include "base/number.h"
#include "report/html_chart.h"

enum { AREA_SHADE = 2, POINT_SHADE = 8 };

static double shown(const sam_choice_term *term, double value) {
    bool percent = term->unit == SAM_UNIT_SHARE || term->unit == SAM_UNIT_RATE;
    double scaled = percent ? 100 * value : term->unit == SAM_UNIT_NOK ? value / 1e6 : value;
    return sam_number_round(scaled, 4);
}

static const char *name_of(sam_page *page, const sam_choice *choice, int term) {
    return sam_page_input(page, choice->plan->deal, choice->terms[term].input, false);
}

static const char *axis_name(sam_page *page, const sam_choice *choice, int term) {
    sam_unit unit = choice->terms[term].unit;
    const char *name = sam_page_capital(page, name_of(page, choice, term));
    if (unit == SAM_UNIT_NOK)
        return sam_page_text(page, "%s, %s", name, sam_say(SAM_SAY_MILLION));
    bool percent = unit == SAM_UNIT_SHARE || unit == SAM_UNIT_RATE;
    return percent ? sam_page_text(page, "%s, %%", name) : name;
}

static const char *owner(sam_page *page, const sam_room *room, const sam_room_corner *corner) {
    const char *name =
        corner->limit == UINT32_MAX
            ? sam_page_fill(page, SAM_SAY_ROOM_BOUND,
                            name_of(page, room->choice, (int)corner->term), NULL)
            : sam_page_limit(page, room->choice, &room->choice->limits[corner->limit]);
    return corner->straight ? name : sam_page_fill(page, SAM_SAY_ROOM_BENT, name, NULL);
}

static bool same_owner(const sam_room *room, uint32_t one, uint32_t other) {
    const sam_room_corner *a = &room->corners[one], *b = &room->corners[other];
    return a->limit == b->limit && (a->limit != UINT32_MAX || a->term == b->term);
}

/* Is it the first side of its owner? */
static bool is_first(const sam_room *room, uint32_t side) {
    for (uint32_t i = 0; i < side; i++)
        if (same_owner(room, i, side))
            return false;
    return true;
}

/* Sides of one owner have one colour. */
static unsigned shade_of(const sam_room *room, uint32_t side) {
    unsigned shade = 0;
    for (uint32_t i = 0; i < side && !same_owner(room, i, side); i++)
        shade += is_first(room, i);
    return shade % SAM_SHADES;
}

static void pair(sam_chart *chart, const sam_room *room, double x, double y) {
    sam_json_open_array(&chart->json);
    sam_json_number(&chart->json, shown(&room->choice->terms[0], x));
    sam_json_number(&chart->json, shown(&room->choice->terms[1], y));
    sam_json_close_array(&chart->json);
}

static void area(sam_chart *chart, const sam_room *room) {
    sam_chart_open_series(chart, "custom", "", AREA_SHADE);
    sam_json_key(&chart->json, "polygon");
    sam_json_open_array(&chart->json);
    for (uint32_t i = 0; i < room->corner_count; i++)
        pair(chart, room, room->corners[i].x, room->corners[i].y);
    sam_json_close_array(&chart->json);
    sam_chart_open_data(chart);
    pair(chart, room, room->corners[0].x, room->corners[0].y);
    sam_chart_close_series(chart);
}

static void side(sam_page *page, sam_chart *chart, const sam_room *room, uint32_t i) {
    const sam_room_corner *from = &room->corners[i];
    const sam_room_corner *to = &room->corners[(i + 1) % room->corner_count];
    sam_chart_open_series(chart, "line", owner(page, room, from), shade_of(room, i));
    sam_json_key(&chart->json, "lineStyle");
    sam_json_open_object(&chart->json);
    sam_json_key_whole(&chart->json, "width", 4);
    sam_json_close_object(&chart->json);
    sam_chart_open_data(chart);
    pair(chart, room, from->x, from->y);
    pair(chart, room, to->x, to->y);
    sam_chart_close_series(chart);
}

static const char *place(sam_page *page, const sam_room *room, const sam_room_point *point,
                         sam_saying name) {
    const sam_choice_term *terms = room->choice->terms;
    return sam_page_fill(page, SAM_SAY_ROOM_POINT, sam_say(name),
                         sam_page_quantity(page, point->x, terms[0].unit),
                         sam_page_quantity(page, point->y, terms[1].unit), NULL);
}

static void point(sam_page *page, sam_chart *chart, const sam_room *room,
                  const sam_room_point *fair, sam_saying name, const char *symbol) {
    if (!fair->exists)
        return;
    sam_chart_open_series(chart, "scatter", sam_say(name), POINT_SHADE);
    sam_json_key_string(&chart->json, "symbol", symbol);
    sam_json_key_whole(&chart->json, "symbolSize", 13);
    sam_chart_open_data(chart);
    sam_json_open_object(&chart->json);
    sam_json_key(&chart->json, "value");
    pair(chart, room, fair->x, fair->y);
    sam_chart_key_string(chart, "text", place(page, room, fair, name));
    sam_json_close_object(&chart->json);
    sam_chart_close_series(chart);
}

static void legend(sam_page *page, const sam_room *room) {
    for (uint32_t i = 0; i < room->corner_count; i++) {
        bool seen = false;
        const char *name = owner(page, room, &room->corners[i]);
        for (uint32_t k = 0; k < i && !seen; k++)
            seen = strcmp(name, owner(page, room, &room->corners[k])) == 0;
        if (!seen)
            sam_doc_legend(page->document, name, shade_of(room, i), SAM_LEGEND_LINE);
    }
    if (room->nash.exists)
        sam_doc_legend(page->document, sam_say(SAM_SAY_NASH), POINT_SHADE, SAM_LEGEND_DOT);
    if (room->equal.exists)
        sam_doc_legend(page->document, sam_say(SAM_SAY_EQUAL_GAIN), POINT_SHADE, SAM_LEGEND_FULL);
}

static void figure(sam_page *page, const sam_room *room, size_t model) {
    sam_chart chart;
    sam_chart_begin(&chart, "item");
    sam_chart_named_grid(&chart);
    sam_chart_named_axis(&chart, "xAxis", axis_name(page, room->choice, 0));
    sam_chart_named_axis(&chart, "yAxis", axis_name(page, room->choice, 1));
    sam_json_key(&chart.json, "series");
    sam_json_open_array(&chart.json);
    area(&chart, room);
    for (uint32_t i = 0; i < room->corner_count; i++)
        side(page, &chart, room, i);
    point(page, &chart, room, &room->nash, SAM_SAY_NASH, "circle");
    point(page, &chart, room, &room->equal, SAM_SAY_EQUAL_GAIN, "rect");
    sam_json_close_array(&chart.json);
    const char *fair = room->nash.exists ? place(page, room, &room->nash, SAM_SAY_NASH) : "";
    sam_chart_end(page, &chart, sam_page_fill(page, SAM_SAY_ROOM, page->models[model], NULL),
                  sam_page_fill(page, SAM_SAY_ROOM_ABOUT, name_of(page, room->choice, 0),
                                name_of(page, room->choice, 1), fair, NULL),
                  9);
    sam_doc_block_note(page->document, sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_ROOM)));
    legend(page, room);
}

static void corner_table(sam_page *page, const sam_room *room) {
    const sam_choice_term *terms = room->choice->terms;
    const char *columns[] = {"", sam_page_capital(page, name_of(page, room->choice, 0)),
                             sam_page_capital(page, name_of(page, room->choice, 1)),
                             sam_say(SAM_SAY_ROOM_SIDE)};
    columns[0] = sam_say(SAM_SAY_POINT);
    sam_doc_table(page->document, sam_say(SAM_SAY_ROOM_CORNERS), columns, 4, true);
    sam_doc_column_is_text(page->document, 3);
    for (uint32_t i = 0; i < room->corner_count; i++) {
        const sam_room_corner *c = &room->corners[i];
        sam_doc_cell_text(page->document, sam_page_number(page, i + 1), 0);
        sam_page_cell_quantity(page, c->x, terms[0].unit);
        sam_page_cell_quantity(page, c->y, terms[1].unit);
        sam_doc_cell_text(page->document, owner(page, room, c), 0);
    }
}

static void point_row(sam_page *page, const sam_room *room, const sam_room_point *fair,
                      sam_saying name) {
    const sam_choice_term *terms = room->choice->terms;
    if (!fair->exists)
        return;
    sam_doc_cell_text(page->document, sam_page_capital(page, sam_say(name)), 0);
    sam_page_cell_quantity(page, fair->x, terms[0].unit);
    sam_page_cell_quantity(page, fair->y, terms[1].unit);
    for (uint32_t p = 0; p < room->party_count; p++)
        sam_doc_cell_number(page->document, fair->gains[p] / 1000, 0);
}

static void point_table(sam_page *page, const sam_room *room) {
    const char *columns[3 + SAM_ROOM_PARTIES_MOST] = {
        sam_say(SAM_SAY_POINT), sam_page_capital(page, name_of(page, room->choice, 0)),
        sam_page_capital(page, name_of(page, room->choice, 1))};
    if (!room->nash.exists && !room->equal.exists)
        return;
    for (uint32_t p = 0; p < room->party_count; p++) {
        uint32_t party = room->choice->limits[room->parties[p]].party;
        columns[3 + p] = sam_page_capital(
            page, sam_page_party(page, room->choice->plan->deal->parties[party].id));
    }
    sam_doc_table(page->document, sam_say(SAM_SAY_ROOM_FAIR), columns, 3 + room->party_count, true);
    point_row(page, room, &room->nash, SAM_SAY_NASH);
    point_row(page, room, &room->equal, SAM_SAY_EQUAL_GAIN);
}

void sam_page_room(sam_page *page, const sam_room *room, size_t model) {
    figure(page, room, model);
    corner_table(page, room);
    point_table(page, room);
}
