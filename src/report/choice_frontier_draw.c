/* A front drawn with letters, for a terminal. */
#include <math.h>
#include <string.h>

#include "report/choice_frontier.h"
#include "report/quantity.h"
#include "report/table.h"

enum { WIDE_MOST = 56, WIDE_LEAST = 24, HIGH = 12 };

typedef struct canvas {
    char at[HIGH][WIDE_MOST];
    size_t wide;
    double low[2], high[2]; /* of x and y */
} canvas;

static void fit(canvas *c, const sam_frontier *f) {
    for (uint32_t i = 0; i < f->corner_count; i++) {
        double value[2] = {f->corners[i].x, f->corners[i].y};
        for (int axis = 0; axis < 2; axis++) {
            c->low[axis] = i == 0 ? value[axis] : fmin(c->low[axis], value[axis]);
            c->high[axis] = i == 0 ? value[axis] : fmax(c->high[axis], value[axis]);
        }
    }
}

static void dot(canvas *c, double x, double y, char letter) {
    double across = (x - c->low[0]) / (c->high[0] - c->low[0]);
    double up = (y - c->low[1]) / (c->high[1] - c->low[1]);
    size_t column = (size_t)(across * (double)(c->wide - 1) + 0.5);
    size_t line = (size_t)((1 - up) * (HIGH - 1) + 0.5);
    if (column < c->wide && line < HIGH)
        c->at[line][column] = letter;
}

static void plot(canvas *c, const sam_frontier *f) {
    for (uint32_t i = 0; i + 1 < f->corner_count; i++)
        for (size_t n = 0; n <= 2 * c->wide && !f->corners[i].breaks; n++) {
            double share = (double)n / (double)(2 * c->wide);
            const sam_frontier_corner *a = &f->corners[i], *b = a + 1;
            dot(c, a->x + share * (b->x - a->x), a->y + share * (b->y - a->y), '.');
        }
    for (uint32_t i = 0; i < f->corner_count; i++)
        dot(c, f->corners[i].x, f->corners[i].y, 'o');
}

static void blanks(sam_text *out, size_t count) {
    for (size_t i = 0; i < count; i++)
        sam_text_add_char(out, ' ');
}

static size_t columns_of(const sam_text *text) {
    return sam_text_columns(text->data ? text->data : "", text->length);
}

/* A line of the drawing after its label, blanks at the end left out. */
static void line(sam_text *out, const canvas *c, int index, const sam_text *label, size_t margin) {
    size_t used = label ? columns_of(label) : 0, length = c->wide;
    while (length > 0 && c->at[index][length - 1] == ' ')
        length--;
    blanks(out, margin - used);
    sam_text_add(out, label && label->data ? label->data : "");
    sam_text_add(out, length ? " | " : " |");
    sam_text_add_bytes(out, c->at[index], length);
    sam_text_add_char(out, '\n');
}

static void axis(sam_text *out, const canvas *c, const sam_frontier *f, size_t margin) {
    sam_text low = SAM_TEXT_EMPTY, high = SAM_TEXT_EMPTY;
    sam_quantity(&low, c->low[0], f->x_unit);
    sam_quantity(&high, c->high[0], f->x_unit);
    size_t used = columns_of(&low) + columns_of(&high), wide = c->wide + 2;
    blanks(out, margin + 1);
    sam_text_add_char(out, '+');
    for (size_t i = 0; i <= c->wide; i++)
        sam_text_add_char(out, '-');
    sam_text_add_char(out, '\n');
    blanks(out, margin + 1);
    sam_text_add(out, low.data ? low.data : "");
    blanks(out, used < wide ? wide - used : 1);
    sam_text_add(out, high.data ? high.data : "");
    sam_text_add_char(out, '\n');
    out->broken = out->broken || low.broken || high.broken;
    sam_text_free(&low);
    sam_text_free(&high);
}

void sam_frontier_draw(sam_text *out, const sam_frontier *frontier, size_t width) {
    canvas c = {0};
    fit(&c, frontier);
    sam_text top = SAM_TEXT_EMPTY, bottom = SAM_TEXT_EMPTY;
    sam_quantity(&top, c.high[1], frontier->y_unit);
    sam_quantity(&bottom, c.low[1], frontier->y_unit);
    size_t margin = columns_of(&top) > columns_of(&bottom) ? columns_of(&top) : columns_of(&bottom);
    size_t left = width > margin + 4 ? width - margin - 4 : 0;
    c.wide = left < WIDE_MOST ? left : WIDE_MOST;
    bool drawn = c.wide >= WIDE_LEAST && c.high[0] > c.low[0] && c.high[1] > c.low[1];
    if (drawn) {
        memset(c.at, ' ', sizeof c.at);
        plot(&c, frontier);
        sam_text_add_char(out, '\n');
        for (int i = 0; i < HIGH; i++)
            line(out, &c, i, i == 0 ? &top : i == HIGH - 1 ? &bottom : NULL, margin);
        axis(out, &c, frontier, margin);
    }
    out->broken = out->broken || top.broken || bottom.broken;
    sam_text_free(&top);
    sam_text_free(&bottom);
}
