/* The room for negotiation: its corners in order, who owns each side, and the fair points. */
#include "report/choice_room.h"

#include <math.h>

#include "report/quantity.h"
#include "report/table.h"
#include "report/texts.h"

static const char *owner_of(const sam_room *room, const sam_room_corner *corner) {
    if (corner->limit == UINT32_MAX)
        return room->choice->terms[corner->term].name;
    return room->choice->limits[corner->limit].text;
}

static void cell(sam_table *table, double value, sam_unit unit) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_quantity(&text, value, unit);
    sam_table_text(table, text.data);
    sam_text_free(&text);
}

static void corners(sam_text *out, const sam_room *room, size_t width) {
    const sam_choice_term *terms = room->choice->terms;
    const sam_column columns[] = {{.title = terms[0].name, .number = true},
                                  {.title = terms[1].name, .number = true},
                                  {.title = _("the side to the next corner is owned by")}};
    sam_table *table = sam_table_new(columns, 3);
    if (!table) {
        out->broken = true;
        return;
    }
    bool straight = true;
    for (uint32_t i = 0; i < room->corner_count; i++) {
        const sam_room_corner *c = &room->corners[i];
        sam_text owner = SAM_TEXT_EMPTY;
        bool bound = c->limit == UINT32_MAX;
        if (c->straight)
            sam_text_format(&owner, bound ? _("bound of %s") : "%s", owner_of(room, c));
        else
            sam_text_format(&owner,
                            bound ? _("bound of %s (not straight)") : _("%s (not straight)"),
                            owner_of(room, c));
        cell(table, c->x, terms[0].unit);
        cell(table, c->y, terms[1].unit);
        sam_table_text(table, owner.data);
        sam_text_free(&owner);
        straight = straight && c->straight;
    }
    sam_table_print(table, out, width, false);
    sam_table_free(table);
    if (!straight)
        sam_text_add(out,
                     _("The room is not convex: a side that is not straight bends inwards.\n"));
}

static const char *party_of(const sam_room *room, uint32_t p) {
    uint32_t party = room->choice->limits[room->parties[p]].party;
    return room->choice->plan->deal->parties[party].id;
}

static const char *party_name(const sam_room *room, uint32_t p) {
    return sam_say_party(room->choice->plan->deal, room->choice->limits[room->parties[p]].party);
}

static void point_row(sam_table *table, const sam_room *room, const sam_room_point *point,
                      const char *name) {
    if (!point->exists)
        return;
    sam_table_text(table, name);
    cell(table, point->x, room->choice->terms[0].unit);
    cell(table, point->y, room->choice->terms[1].unit);
    for (uint32_t p = 0; p < room->party_count; p++)
        cell(table, point->gains[p], SAM_UNIT_NOK);
}

static void fair(sam_text *out, const sam_room *room, size_t width) {
    sam_column columns[3 + SAM_ROOM_PARTIES_MOST] = {
        {.title = _("point")},
        {.title = room->choice->terms[0].name, .number = true},
        {.title = room->choice->terms[1].name, .number = true}};
    for (uint32_t p = 0; p < room->party_count; p++)
        columns[3 + p] = (sam_column){.title = party_name(room, p), .number = true};
    if (!room->nash.exists && !room->equal.exists)
        return;
    sam_text_add(out, _("\nFair points, and what each party gains there beyond its own limit\n"));
    sam_table *table = sam_table_new(columns, 3 + room->party_count);
    if (!table) {
        out->broken = true;
        return;
    }
    point_row(table, room, &room->nash, _("greatest product of gains (Nash)"));
    point_row(table, room, &room->equal, _("gains as equal as can be"));
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

static void certificate(sam_text *out, const sam_room *room, size_t width) {
    double most = fmax(room->nash.difference, room->equal.difference);
    char below[SAM_BELOW_SIZE];
    sam_text line = SAM_TEXT_EMPTY;
    for (uint32_t i = 0; i < room->corner_count; i++)
        most = fmax(most, room->corners[i].difference);
    sam_text_format(&line,
                    _("Run anew at every corner and fair point, the ledger differs from what was "
                      "foretold of all limits by %s kr at most."),
                    sam_choice_below(below, most));
    sam_text_add_char(out, '\n');
    sam_choice_paragraph(out, line.data ? line.data : "", 0, width);
    out->broken = out->broken || line.broken;
    sam_text_free(&line);
    if (!room->certified)
        sam_text_add(out, _("\nTHE CERTIFICATE FAILS: this is no room to rely on.\n"));
}

void sam_room_text(sam_text *out, const sam_room *room, size_t width) {
    const sam_deal *deal = room->choice->plan->deal;
    sam_text_format(out, _("%s on %s: where everybody's limits hold\n"), deal->model_id,
                    deal->scenario_id);
    if (room->corner_count == 0) {
        sam_choice_text(out, room->choice, SAM_INFEASIBLE, width);
        return;
    }
    sam_text_add(out, "\n");
    corners(out, room, width);
    fair(out, room, width);
    certificate(out, room, width);
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
        sam_json_key_string(json, "party", party_of(room, i));
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

static const char *word_of(const sam_room *room) {
    if (room->corner_count == 0)
        return "infeasible";
    return room->certified ? "complete" : "not_certified";
}

void sam_room_json(sam_json *json, const sam_room *room, const char *version) {
    sam_json_open_object(json);
    sam_json_key_string(json, "version", version);
    sam_json_key_string(json, "id", room->choice->plan->deal->model_id);
    sam_json_key_string(json, "scenario", room->choice->plan->deal->scenario_id);
    sam_json_key_string(json, "status", word_of(room));
    sam_json_key_string(json, "x", room->choice->terms[0].name);
    sam_json_key_string(json, "y", room->choice->terms[1].name);
    sam_json_key(json, "corners");
    sam_json_open_array(json);
    for (uint32_t i = 0; i < room->corner_count; i++)
        corner(json, room, &room->corners[i]);
    sam_json_close_array(json);
    point(json, room, "nash", &room->nash);
    point(json, room, "equal_gain", &room->equal);
    sam_json_key(json, "empty");
    if (room->corner_count == 0)
        sam_choice_json(json, room->choice, SAM_INFEASIBLE);
    else
        sam_json_null(json);
    sam_json_close_object(json);
}

static void csv_row(sam_table *table, const sam_room *room, const char *point, double x, double y) {
    sam_table_text(table, room->choice->plan->deal->model_id);
    sam_table_text(table, point);
    sam_table_number(table, x);
    sam_table_number(table, y);
}

static void csv_point(sam_table *table, const sam_room *room, const char *name,
                      const sam_room_point *p) {
    for (uint32_t i = 0; p->exists && i < room->party_count; i++) {
        csv_row(table, room, name, p->x, p->y);
        sam_table_none(table);
        sam_table_text(table, party_of(room, i));
        sam_table_number(table, p->gains[i]);
    }
}

void sam_room_csv(sam_text *out, const sam_room *room) {
    static const sam_column COLUMNS[] = {{.title = "model"},
                                         {.title = "point"},
                                         {.title = "x", .number = true},
                                         {.title = "y", .number = true},
                                         {.title = "side"},
                                         {.title = "party"},
                                         {.title = "gain", .number = true}};
    sam_table *table = sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    if (!table) {
        out->broken = true;
        return;
    }
    for (uint32_t i = 0; i < room->corner_count; i++) {
        const sam_room_corner *c = &room->corners[i];
        bool bound = c->limit == UINT32_MAX;
        uint32_t party = bound ? SAM_NO_PARTY : room->choice->limits[c->limit].party;
        csv_row(table, room, "corner", c->x, c->y);
        sam_table_text(table, bound ? room->choice->terms[c->term].name
                                    : room->choice->limits[c->limit].name);
        sam_table_text(table,
                       party == SAM_NO_PARTY ? NULL : room->choice->plan->deal->parties[party].id);
        sam_table_none(table);
    }
    csv_point(table, room, "nash", &room->nash);
    csv_point(table, room, "equal_gain", &room->equal);
    sam_table_print_csv(table, out);
    sam_table_free(table);
}
