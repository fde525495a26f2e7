/* The sheet of charts: what each party has of each model, the municipality's years in each model,
 * and each model's years by party. Names and numbers are references, so that charts follow the
 * sheets, and no text of a file stands in a chart's own markup. */
#include <string.h>

#include "report/workbook.h"

enum { LINES = 23, PAGE = 2 };

/* Told apart by people who see few colours; the same order as in pages. */
static const lxw_color_t INKS[] = {0x0077BB, 0xEE7733, 0x009988, 0xCC3311, 0x33BBEE,
                                   0xAA3377, 0x6B7785, 0xA08A00, 0x1B3A6B, 0x7A4A20};
enum { INK_COUNT = sizeof INKS / sizeof *INKS };

typedef struct charts {
    sam_book *book;
    lxw_worksheet *sheet;
    const char *summary, *years; /* prefixes of the sheets drawn from */
    uint32_t line;
    size_t count;
} charts;

const char *sam_book_reference(sam_book *book, const char *prefix, unsigned column, uint32_t first,
                               uint32_t last) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_text_format(&text, "=%s$", prefix);
    sam_book_column(&text, column);
    sam_text_format(&text, "$%u", first + 1);
    if (last > first) {
        sam_text_add(&text, ":$");
        sam_book_column(&text, column);
        sam_text_format(&text, "$%u", last + 1);
    }
    return sam_book_keep(book, &text);
}

static const char *reference(charts *c, const char *prefix, unsigned column, uint32_t first,
                             uint32_t last) {
    return sam_book_reference(c->book, prefix, column, first, last);
}

lxw_chart_series *sam_book_series(sam_book *book, lxw_chart *chart, const char *categories,
                                  const char *values, const char *name, size_t ink) {
    lxw_chart_series *series = chart ? chart_add_series(chart, categories, values) : NULL;
    if (!series) {
        sam_book_fail(book, SAM_MEMORY, N_("a chart could not be made"), NULL);
        return NULL;
    }
    lxw_chart_fill fill = {.color = INKS[ink % INK_COUNT]};
    lxw_chart_line line = {.color = INKS[ink % INK_COUNT], .width = 2.25};
    chart_series_set_name(series, name);
    if (chart->type == LXW_CHART_COLUMN || chart->type == LXW_CHART_COLUMN_STACKED ||
        chart->type == LXW_CHART_BAR)
        chart_series_set_fill(series, &fill);
    else
        chart_series_set_line(series, &line);
    book->written.labels++;
    return series;
}

/* A column of lines first..last, named by a cell. */
static void add_series(charts *c, lxw_chart *chart, const char *categories, const char *values,
                       const char *name, size_t shade) {
    sam_book_series(c->book, chart, categories, values, name, shade);
}

lxw_chart *sam_book_chart(sam_book *book, uint8_t type, const char *title, const char *axis) {
    lxw_chart *chart = workbook_add_chart(book->file, type);
    if (!chart) {
        sam_book_fail(book, SAM_MEMORY, N_("a chart could not be made"), NULL);
        return NULL;
    }
    lxw_chart_font font = {.size = 12, .bold = true};
    lxw_chart_line grid = {.color = 0xD5DBE1};
    chart_title_set_name(chart, title);
    chart_title_set_name_font(chart, &font);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    if (axis)
        chart_axis_set_name(chart->y_axis, axis);
    chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
    /* Below what is drawn, also where that falls below zero. */
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    book->written.labels += axis ? 2 : 1;
    return chart;
}

static lxw_chart *begin(charts *c, uint8_t type, const char *title) {
    lxw_chart *chart = sam_book_chart(c->book, type, title, sam_book_word(SAM_WORD_IN_THOUSANDS));
    if (chart)
        chart_axis_set_num_format(chart->y_axis, "#,##0,;-#,##0,;0");
    return chart;
}

/* Where the numbers are, and below it the chart. */
static void insert(charts *c, lxw_chart *chart, sam_word from) {
    lxw_chart_options size = {.x_scale = 2.6, .y_scale = 1.45};
    if (!chart)
        return;
    sam_book_text(c->book, c->sheet, c->line, 0,
                  sam_book_fill(c->book, SAM_WORD_DRAWN_FROM, sam_book_word(from)), c->book->soft);
    c->book->written.charts++;
    sam_book_check(c->book, worksheet_insert_chart_opt(c->sheet, c->line + 1, 0, chart, &size),
                   NULL);
    c->line += LINES;
    c->count++;
}

static void draw_values(charts *c) {
    const sam_book *book = c->book;
    uint32_t first = book->values_first, last = book->values_last;
    lxw_chart *chart =
        begin(c, LXW_CHART_COLUMN, reference(c, c->summary, 0, first - 1, first - 1));
    const char *parties = reference(c, c->summary, 0, first, last);
    for (unsigned i = 0; i < book->count; i++)
        add_series(c, chart, parties, reference(c, c->summary, i + 1, first, last),
                   reference(c, c->summary, i + 1, first - 1, first - 1), i);
    insert(c, chart, SAM_WORD_SUMMARY);
}

static const char *years_of(charts *c, const sam_book_model *model, unsigned column) {
    uint32_t first = model->years_line + 2;
    return reference(c, c->years, column, first, first + model->years - 1);
}

void sam_book_name_few(lxw_chart *chart, uint32_t count) {
    lxw_chart_font font = {.size = 9, .rotation = -90};
    if (!chart)
        return;
    chart_axis_set_num_font(chart->x_axis, &font);
    chart_axis_set_interval_unit(chart->x_axis, (uint16_t)(1 + count / 13));
}

static void name_years(charts *c, lxw_chart *chart, uint32_t years) {
    if (!chart)
        return;
    sam_book_name_few(chart, years);
    chart_axis_set_name(chart->x_axis, sam_book_word(SAM_WORD_YEAR));
    c->book->written.labels++;
}

/* One party over the years, a line a model. */
static void draw_party(charts *c, const char *id) {
    const sam_book *book = c->book;
    lxw_chart *chart = NULL;
    for (size_t i = 0; i < book->count; i++) {
        const sam_book_model *model = &book->models[i];
        uint32_t party = sam_deal_find_party(model->of.plan->deal, id);
        if (party == UINT32_MAX || !model->years)
            continue;
        if (!chart) {
            const char *title =
                sam_arena_format(book->arena, "%s: %s", sam_book_word(SAM_WORD_NET_BY_YEAR),
                                 sam_say_party(model->of.plan->deal, party));
            chart = begin(c, LXW_CHART_LINE, title ? title : "");
            name_years(c, chart, model->years);
        }
        add_series(c, chart, years_of(c, model, 0), years_of(c, model, party + 1),
                   reference(c, c->summary, (unsigned)i + 1, book->values_first - 1,
                             book->values_first - 1),
                   i);
    }
    insert(c, chart, SAM_WORD_YEARS);
}

/* One model over the years, a colour a party. */
static void draw_model(charts *c, const sam_book_model *model) {
    const sam_deal *deal = model->of.plan->deal;
    uint32_t head = model->years_line + 1;
    if (!model->years)
        return;
    lxw_chart *chart = begin(c, LXW_CHART_COLUMN_STACKED,
                             reference(c, c->years, 0, model->years_line, model->years_line));
    for (uint32_t p = 0, shade = 0; p < deal->party_count; p++)
        if (sam_book_is_shown(&deal->parties[p]))
            add_series(c, chart, years_of(c, model, 0), years_of(c, model, p + 1),
                       reference(c, c->years, p + 1, head, head), shade++);
    name_years(c, chart, model->years);
    insert(c, chart, SAM_WORD_YEARS);
}

bool sam_book_is_shown(const sam_party *party) {
    return party->role <= SAM_ROLE_OWNER && party->role != SAM_ROLE_PROJECT;
}

/* Two charts a page. */
static void set_pages(charts *c) {
    lxw_row_t *breaks = sam_arena_array(c->book->arena, c->count / PAGE + 2, sizeof *breaks);
    if (!breaks) {
        sam_book_fail(c->book, SAM_MEMORY, N_("out of memory"), NULL);
        return;
    }
    worksheet_set_print_scale(c->sheet, 70);
    worksheet_gridlines(c->sheet, LXW_HIDE_ALL_GRIDLINES);
    size_t count = 0;
    for (size_t i = PAGE; i < c->count; i += PAGE)
        breaks[count++] = (lxw_row_t)(2 + i * LINES);
    if (count)
        sam_book_check(c->book, worksheet_set_h_pagebreaks(c->sheet, breaks), NULL);
}

void sam_book_charts(sam_book *book, lxw_worksheet *sheet) {
    charts c = {.book = book, .sheet = sheet, .line = 2};
    c.summary = sam_book_prefix(book, sam_book_word(SAM_WORD_SUMMARY));
    c.years = sam_book_prefix(book, sam_book_word(SAM_WORD_YEARS));
    sam_book_text(book, sheet, 0, 0, sam_book_word(SAM_WORD_CHARTS), book->title);
    if (book->status != SAM_OK || !book->count)
        return;
    draw_values(&c);
    draw_party(&c, "municipality");
    for (size_t i = 0; i < book->count && book->status == SAM_OK; i++)
        draw_model(&c, &book->models[i]);
    set_pages(&c);
}
