/* The room for negotiation for other programs: JSON and CSV. */
#include <math.h>

#include "deal/fields.h"
#include "report/choice_room.h"
#include "report/table.h"

const char *sam_room_party(const sam_room *room, uint32_t p) {
    uint32_t party = room->choice->limits[room->parties[p]].party;
    return room->choice->plan->deal->parties[party].id;
}

static void point(sam_json *json, const sam_room *room, const char *key, const sam_room_point *p) {
    sam_json_key(json, key);
    if (!p->exists) {
        sam_json_null(json);
        return;
    }
    sam_json_open_object(json);
    sam_json_key_number(json, "x", p->x);
    sam_json_key_number(json, "y", p->y);
    sam_json_key(json, "gains");
    sam_json_open_array(json);
    for (uint32_t i = 0; i < room->party_count; i++) {
        sam_json_open_object(json);
        sam_json_key_string(json, "party", sam_room_party(room, i));
        sam_json_key_number(json, "gain", p->gains[i]);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
    sam_json_key_number(json, "rerun_difference", p->difference);
    sam_json_close_object(json);
}

static void corner(sam_json *json, const sam_room *room, const sam_room_corner *c) {
    bool bound = c->limit == UINT32_MAX;
    uint32_t party = bound ? SAM_NO_PARTY : room->choice->limits[c->limit].party;
    sam_json_open_object(json);
    sam_json_key_number(json, "x", c->x);
    sam_json_key_number(json, "y", c->y);
    sam_json_key_number(json, "rerun_difference", c->difference);
    sam_json_key(json, "side");
    sam_json_open_object(json);
    sam_json_key_string(json, "limit", bound ? NULL : room->choice->limits[c->limit].name);
    sam_json_key_string(json, "bound_of", bound ? room->choice->terms[c->term].name : NULL);
    sam_json_key_string(json, "party",
                        party == SAM_NO_PARTY ? NULL : room->choice->plan->deal->parties[party].id);
    sam_json_key(json, "straight");
    sam_json_bool(json, c->straight);
    sam_json_close_object(json);
    sam_json_close_object(json);
}

static void shape(sam_json *json, const sam_room *room, const sam_room_choice *c) {
    sam_json_key(json, "corners");
    sam_json_open_array(json);
    for (uint32_t i = 0; i < c->corner_count; i++)
        corner(json, room, &c->corners[i]);
    sam_json_close_array(json);
    point(json, room, "nash", &c->nash);
    point(json, room, "equal_gain", &c->equal);
}

static void one_choice(sam_json *json, const sam_room *room, uint32_t index) {
    const sam_room_choice *c = &room->choices[index];
    sam_json_open_object(json);
    sam_json_key(json, "mix");
    sam_json_open_array(json);
    for (uint32_t j = 0; j < room->choice->term_count; j++) {
        if (!room->choice->terms[j].whole)
            continue;
        sam_json_open_object(json);
        sam_json_key_string(json, "name", room->choice->terms[j].name);
        sam_json_key_number(json, "value", c->whole[j]);
        sam_json_key_string(json, "unit", sam_unit_text(room->choice->terms[j].unit));
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
    sam_json_key(json, "best");
    sam_json_bool(json, index == room->best && c->corner_count > 0);
    shape(json, room, c);
    sam_json_close_object(json);
}

static const char *word_of(const sam_room *room) {
    if (room->corner_count == 0)
        return "infeasible";
    if (!room->certified)
        return "not_certified";
    return room->choice->whole.stopped ? "stopped" : room->untraced ? "cut_short" : "complete";
}

void sam_room_json(sam_json *json, const sam_room *room, const char *version) {
    sam_json_open_object(json);
    sam_json_key_string(json, "version", version);
    sam_json_key_string(json, "id", room->choice->plan->deal->model_id);
    sam_json_key_string(json, "scenario", room->choice->plan->deal->scenario_id);
    sam_json_key_string(json, "status", word_of(room));
    sam_json_key_string(json, "x", room->choice->terms[0].name);
    sam_json_key_string(json, "y", room->choice->terms[1].name);
    const sam_room_choice best = {.corners = room->corners,
                                  .corner_count = room->corner_count,
                                  .nash = room->nash,
                                  .equal = room->equal};
    shape(json, room, &best);
    sam_choice_tried_json(json, room->choice, room->untraced);
    sam_json_key(json, "choices");
    sam_json_open_array(json);
    for (uint32_t c = 0; c < room->choice_count && room->choice->whole.count; c++)
        one_choice(json, room, c);
    sam_json_close_array(json);
    sam_json_key(json, "empty");
    if (room->corner_count == 0)
        sam_choice_json(json, room->choice, SAM_INFEASIBLE);
    else
        sam_json_null(json);
    sam_json_close_object(json);
}

/* "homes:letting=6 use:grant=1"; nothing where there are none. */
static void csv_whole(sam_table *table, const sam_room *room, const sam_room_choice *c) {
    sam_text text = SAM_TEXT_EMPTY;
    for (uint32_t j = 0; j < room->choice->term_count; j++)
        if (room->choice->terms[j].whole)
            sam_text_format(&text, "%s%s=%ld", text.length ? " " : "", room->choice->terms[j].name,
                            lround(c->whole[j]));
    sam_table_text(table, text.data);
    sam_text_free(&text);
}

static void csv_row(sam_table *table, const sam_room *room, const char *point, double x, double y) {
    sam_table_text(table, room->choice->plan->deal->model_id);
    sam_table_text(table, point);
    sam_table_number(table, x);
    sam_table_number(table, y);
}

static void csv_point(sam_table *table, const sam_room *room, const char *name,
                      const sam_room_choice *c, const sam_room_point *p) {
    for (uint32_t i = 0; p->exists && i < room->party_count; i++) {
        csv_row(table, room, name, p->x, p->y);
        sam_table_none(table);
        sam_table_text(table, sam_room_party(room, i));
        sam_table_number(table, p->gains[i]);
        csv_whole(table, room, c);
    }
}

static void csv_choice(sam_table *table, const sam_room *room, const sam_room_choice *choice) {
    for (uint32_t i = 0; i < choice->corner_count; i++) {
        const sam_room_corner *c = &choice->corners[i];
        bool bound = c->limit == UINT32_MAX;
        uint32_t party = bound ? SAM_NO_PARTY : room->choice->limits[c->limit].party;
        csv_row(table, room, "corner", c->x, c->y);
        sam_table_text(table, bound ? room->choice->terms[c->term].name
                                    : room->choice->limits[c->limit].name);
        sam_table_text(table,
                       party == SAM_NO_PARTY ? NULL : room->choice->plan->deal->parties[party].id);
        sam_table_none(table);
        csv_whole(table, room, choice);
    }
    csv_point(table, room, "nash", choice, &choice->nash);
    csv_point(table, room, "equal_gain", choice, &choice->equal);
}

void sam_room_csv(sam_text *out, const sam_room *room) {
    static const sam_column COLUMNS[] = {{.title = "model"},
                                         {.title = "point"},
                                         {.title = "x", .number = true},
                                         {.title = "y", .number = true},
                                         {.title = "side"},
                                         {.title = "party"},
                                         {.title = "gain", .number = true},
                                         {.title = "whole"}};
    sam_table *table = sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    if (!table) {
        out->broken = true;
        return;
    }
    for (uint32_t c = 0; c < room->choice_count; c++)
        csv_choice(table, room, &room->choices[c]);
    sam_table_print_csv(table, out);
    sam_table_free(table);
}
