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
        sam_choice_cell(table, c->x, terms[0].unit);
        sam_choice_cell(table, c->y, terms[1].unit);
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

/* "homes:letting 6, use:grant yes" */
static void add_whole(sam_text *out, const sam_room *room, const sam_room_choice *c) {
    const char *between = "";
    for (uint32_t j = 0; j < room->choice->term_count; j++) {
        const sam_choice_term *term = &room->choice->terms[j];
        if (!room->choice->terms[j].whole)
            continue;
        sam_text_format(out, "%s%s ", between, term->name);
        if (term->unit == SAM_UNIT_FLAG)
            sam_text_add(out, c->whole[j] > 0 ? _("yes") : _("no"));
        else
            sam_quantity(out, c->whole[j], term->unit);
        between = ", ";
    }
}

static uint32_t rooms_of(const sam_room *room) {
    uint32_t count = 0;
    for (uint32_t c = 0; c < room->choice_count; c++)
        count += room->choices[c].corner_count > 0;
    return count;
}

/* Which of the choices is told in full, and how many were tried. */
static void head(sam_text *out, const sam_room *room, size_t width) {
    const sam_choice_whole *whole = &room->choice->whole;
    sam_text line = SAM_TEXT_EMPTY, numbers = SAM_TEXT_EMPTY;
    if (whole->count == 0)
        return;
    add_whole(&numbers, room, &room->choices[room->best]);
    const char *best = numbers.data ? numbers.data : "";
    sam_text_format(&line,
                    _("%u of %u choices of whole numbers have room. Together they are not one: "
                      "each has its own. First that of %s, where %s."),
                    rooms_of(room), room->choice_count, best,
                    room->nash.exists ? _("the product of gains can be greatest")
                                      : _("there is most room"));
    sam_text_add_char(out, '\n');
    sam_choice_paragraph(out, line.data ? line.data : "", 0, width);
    if (whole->stopped)
        sam_text_add(out, _("STOPPED AT THE LIMIT (--nodes): other choices may have room.\n"));
    if (room->untraced)
        sam_text_format(out, _("%u CHOICES WERE LOST BY THE SEARCH: they may have room.\n"),
                        room->untraced);
    out->broken = out->broken || line.broken || numbers.broken;
    sam_text_free(&line);
    sam_text_free(&numbers);
}

static const char *party_name(const sam_room *room, uint32_t p) {
    return sam_say_party(room->choice->plan->deal, room->choice->limits[room->parties[p]].party);
}

static void point_row(sam_table *table, const sam_room *room, const sam_room_point *point,
                      const char *name) {
    if (!point->exists)
        return;
    sam_table_text(table, name);
    sam_choice_cell(table, point->x, room->choice->terms[0].unit);
    sam_choice_cell(table, point->y, room->choice->terms[1].unit);
    for (uint32_t p = 0; p < room->party_count; p++)
        sam_choice_cell(table, point->gains[p], SAM_UNIT_NOK);
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

static double reach(const sam_room_choice *c, bool y, bool most) {
    double value = y ? c->corners[0].y : c->corners[0].x;
    for (uint32_t i = 1; i < c->corner_count; i++) {
        double at = y ? c->corners[i].y : c->corners[i].x;
        value = most ? fmax(value, at) : fmin(value, at);
    }
    return value;
}

static void choice_row(sam_table *table, const sam_room *room, const sam_room_choice *c) {
    const sam_choice_term *terms = room->choice->terms;
    sam_text numbers = SAM_TEXT_EMPTY;
    add_whole(&numbers, room, c);
    sam_table_text(table, numbers.data);
    sam_text_free(&numbers);
    for (int n = 0; n < 4; n++) {
        if (terms[n > 1].whole)
            continue;
        if (c->corner_count)
            sam_choice_cell(table, reach(c, n > 1, n % 2), terms[n > 1].unit);
        else
            sam_table_text(table, n % 2 ? "" : _("no room"));
    }
    for (uint32_t p = 0; p < room->party_count; p++) {
        if (c->nash.exists)
            sam_choice_cell(table, c->nash.gains[p], SAM_UNIT_NOK);
        else
            sam_table_text(table, "");
    }
}

/* How far each room reaches, and what the parties gain at its Nash point. */
static void choices(sam_text *out, const sam_room *room, size_t width) {
    sam_text titles[4] = {SAM_TEXT_EMPTY, SAM_TEXT_EMPTY, SAM_TEXT_EMPTY, SAM_TEXT_EMPTY};
    sam_column columns[5 + SAM_ROOM_PARTIES_MOST] = {{.title = _("whole numbers")}};
    if (room->choice->whole.count == 0 || room->choice_count < 2)
        return;
    size_t count = 1;
    for (int n = 0; n < 4; n++) {
        if (room->choice->terms[n > 1].whole)
            continue;
        sam_text_format(&titles[n], n % 2 ? _("%s at most") : _("%s at least"),
                        room->choice->terms[n > 1].name);
        columns[count++] =
            (sam_column){.title = titles[n].data ? titles[n].data : "", .number = true};
        out->broken = out->broken || titles[n].broken;
    }
    for (uint32_t p = 0; p < room->party_count; p++)
        columns[count++] = (sam_column){.title = party_name(room, p), .number = true};
    sam_text_add(out,
                 _("\nThe room of each choice, and what each party gains at its Nash point\n"));
    sam_table *table = sam_table_new(columns, count);
    out->broken = out->broken || !table;
    for (uint32_t c = 0; table && c < room->choice_count; c++)
        choice_row(table, room, &room->choices[c]);
    if (table)
        sam_table_print(table, out, width, false);
    sam_table_free(table);
    for (int n = 0; n < 4; n++)
        sam_text_free(&titles[n]);
}

static double differs(const sam_room_choice *c) {
    double most = fmax(c->nash.difference, c->equal.difference);
    for (uint32_t i = 0; i < c->corner_count; i++)
        most = fmax(most, c->corners[i].difference);
    return most;
}

static void certificate(sam_text *out, const sam_room *room, size_t width) {
    double most = 0;
    char below[SAM_BELOW_SIZE];
    sam_text line = SAM_TEXT_EMPTY;
    for (uint32_t c = 0; c < room->choice_count; c++)
        most = fmax(most, differs(&room->choices[c]));
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
    head(out, room, width);
    sam_text_add(out, "\n");
    corners(out, room, width);
    fair(out, room, width);
    choices(out, room, width);
    certificate(out, room, width);
}
