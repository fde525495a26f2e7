/* Native charts of pasted tables: a fan, a curve, a tornado. They refer to the cells below them. */
#include "report/document.h"
#include "report/workbook.h"

enum { LINES = 17, BARS_MOST = 10 };
enum { LOW_COLUMN = 4, HIGH_COLUMN = 5 }; /* of a tornado */

typedef struct drawing {
    sam_book *book;
    const char *prefix;
    const sam_block *table;
    uint32_t head, rows;
} drawing;

static uint32_t rows_of(const sam_block *table) {
    return table->column_count ? (uint32_t)(table->cell_count / table->column_count) : 0;
}

uint32_t sam_book_drawing_lines(const sam_block *table) {
    return table->drawing == SAM_DRAW_NOTHING || rows_of(table) < 2 ? 0 : LINES;
}

static const char *column(const drawing *d, unsigned index) {
    return sam_book_reference(d->book, d->prefix, index, d->head + 1, d->head + d->rows);
}

static lxw_chart_series *add(const drawing *d, lxw_chart *chart, unsigned x, unsigned y,
                             size_t ink) {
    return sam_book_series(d->book, chart, column(d, x), column(d, y),
                           sam_book_reference(d->book, d->prefix, y, d->head, d->head), ink);
}

/* One hue: the darker, the nearer to the median. */
static void draw_fan(const drawing *d, lxw_chart *chart) {
    static const lxw_color_t SHADES[] = {0x00446B, 0x2F86BD, 0x79B4D8, 0xB5D5E8};
    unsigned last = (unsigned)d->table->column_count - 1, middle = (1 + last) / 2;
    for (unsigned i = 1; i <= last; i++) {
        unsigned off = i > middle ? i - middle : middle - i;
        lxw_chart_line line = {.color = SHADES[off < 3 ? off : 3], .width = off ? 1.5F : 3.0F};
        lxw_chart_series *series = add(d, chart, 0, i, 0);
        if (series)
            chart_series_set_line(series, &line);
    }
    sam_book_name_few(chart, d->rows);
}

/* A name for an axis: the head of a column. */
static void name_axis(const drawing *d, lxw_chart_axis *axis, unsigned of) {
    chart_axis_set_name(axis, sam_book_reference(d->book, d->prefix, of, d->head, d->head));
    d->book->written.labels++;
}

static void draw_curve(const drawing *d, lxw_chart *chart) {
    add(d, chart, 0, 1, 0);
    name_axis(d, chart->x_axis, 0);
    name_axis(d, chart->y_axis, 1);
    chart_axis_set_num_format(chart->x_axis, "#,##0");
    chart_axis_set_num_format(chart->y_axis, "#,##0");
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
}

static void draw_tornado(const drawing *d, lxw_chart *chart) {
    add(d, chart, 0, LOW_COLUMN, 0);
    add(d, chart, 0, HIGH_COLUMN, 1);
    chart_set_series_overlap(chart, 100);
    /* Of bars the x axis lies, and has the values. */
    lxw_chart_line grid = {.color = 0xD5DBE1}, hidden = {.none = LXW_TRUE};
    chart_axis_major_gridlines_set_line(chart->x_axis, &grid);
    chart_axis_major_gridlines_set_line(chart->y_axis, &hidden);
    chart_axis_set_num_format(chart->x_axis, "#,##0");
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_NEXT_TO);
    chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_crossing_max(chart->y_axis);
}

void sam_book_draw(sam_book *book, lxw_worksheet *sheet, const char *prefix, const sam_block *table,
                   uint32_t title, uint32_t head) {
    static const struct {
        uint8_t type;
        void (*draw)(const drawing *, lxw_chart *);
    } KINDS[] = {[SAM_DRAW_FAN] = {LXW_CHART_LINE, draw_fan},
                 [SAM_DRAW_CURVE] = {LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS, draw_curve},
                 [SAM_DRAW_TORNADO] = {LXW_CHART_BAR, draw_tornado}};
    drawing d = {
        .book = book, .prefix = prefix, .table = table, .head = head, .rows = rows_of(table)};
    if (!KINDS[table->drawing].draw)
        return;
    if (table->drawing == SAM_DRAW_TORNADO && d.rows > BARS_MOST)
        d.rows = BARS_MOST;
    lxw_chart *chart = sam_book_chart(book, KINDS[table->drawing].type,
                                      sam_book_reference(book, prefix, 0, title, title), NULL);
    if (!chart)
        return;
    KINDS[table->drawing].draw(&d, chart);
    lxw_chart_options size = {.x_scale = 1.9, .y_scale = 1.1, .x_offset = 4, .y_offset = 4};
    book->written.charts++;
    sam_book_check(book, worksheet_insert_chart_opt(sheet, title + 1, 0, chart, &size), NULL);
}
