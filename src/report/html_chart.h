/* Options of figures, written as JSON. Numbers are rounded and told in words here; the script only
 * draws. Texts of files are made visible first. Belongs to the report room. */
#ifndef SAMSPEL_REPORT_HTML_CHART_H
#define SAMSPEL_REPORT_HTML_CHART_H

#include "report/html_page.h"
#include "report/json.h"

typedef struct sam_chart {
    sam_text text;
    sam_json json;
} sam_chart;

/* trigger: "axis" or "item". */
void sam_chart_begin(sam_chart *chart, const char *trigger);
void sam_chart_grid(sam_chart *chart);
/* Likewise with room for the names of axes. */
void sam_chart_named_grid(sam_chart *chart);
/* "xAxis" or "yAxis"; a category axis is followed by sam_chart_string for each, and the end. */
void sam_chart_value_axis(sam_chart *chart, const char *axis);
void sam_chart_open_categories(sam_chart *chart, const char *axis);
/* A value axis that need not begin at 0, with its name beside it. */
void sam_chart_named_axis(sam_chart *chart, const char *axis, const char *name);
/* Names down the side, broken at the width in pixels. */
void sam_chart_open_names(sam_chart *chart, unsigned width);
void sam_chart_close_categories(sam_chart *chart);
void sam_chart_string(sam_chart *chart, const char *text);
void sam_chart_key_string(sam_chart *chart, const char *key, const char *text);
/* Years as the categories of x. */
void sam_chart_years(sam_page *page, sam_chart *chart, uint32_t first, uint32_t count);
/* A series of type "bar", "line", "scatter" or "custom" (an area, its corners under "polygon"); its
 * own members may follow before the data are opened. */
void sam_chart_open_series(sam_chart *chart, const char *type, const char *name, unsigned shade);
void sam_chart_open_data(sam_chart *chart);
/* value and what a tooltip says; text NULL: no tooltip. */
void sam_chart_point(sam_chart *chart, double value, const char *text, bool tail);
/* A point with a colour and a name of its own. */
void sam_chart_shaded(sam_chart *chart, double value, unsigned shade, const char *title,
                      const char *text);
void sam_chart_gap(sam_chart *chart);
void sam_chart_close_series(sam_chart *chart);
/* A dashed line across at y. */
void sam_chart_mark(sam_chart *chart, double y, const char *text);
/* Hands the figure to the document and frees the chart. */
void sam_chart_end(sam_page *page, sam_chart *chart, const char *title, const char *text,
                   unsigned height);

#endif
