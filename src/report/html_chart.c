/* The parts of figures' options that more than one figure has. */
#include "report/html_chart.h"

#include "base/number.h"

void sam_chart_string(sam_chart *chart, const char *text) {
    sam_text shown = SAM_TEXT_EMPTY;
    sam_text_add_visible(&shown, text);
    sam_json_string(&chart->json, shown.data ? shown.data : "");
    chart->text.broken = chart->text.broken || shown.broken;
    sam_text_free(&shown);
}

void sam_chart_key_string(sam_chart *chart, const char *key, const char *text) {
    sam_json_key(&chart->json, key);
    sam_chart_string(chart, text);
}

void sam_chart_begin(sam_chart *chart, const char *trigger) {
    *chart = (sam_chart){0};
    sam_json_begin(&chart->json, &chart->text);
    sam_json_open_object(&chart->json);
    sam_json_key(&chart->json, "tooltip");
    sam_json_open_object(&chart->json);
    sam_json_key_string(&chart->json, "trigger", trigger);
    sam_json_close_object(&chart->json);
}

static void grid(sam_chart *chart, unsigned top, const char *contain) {
    sam_json_key(&chart->json, "grid");
    sam_json_open_object(&chart->json);
    sam_json_key_whole(&chart->json, "left", 4);
    sam_json_key_whole(&chart->json, "right", 20);
    sam_json_key_whole(&chart->json, "top", top);
    sam_json_key_whole(&chart->json, "bottom", 4);
    sam_json_key_string(&chart->json, "outerBoundsMode", "same");
    sam_json_key_string(&chart->json, "outerBoundsContain", contain);
    sam_json_close_object(&chart->json);
}

void sam_chart_grid(sam_chart *chart) {
    grid(chart, 14, "axisLabel");
}

void sam_chart_named_grid(sam_chart *chart) {
    grid(chart, 14, "all");
}

void sam_chart_value_axis(sam_chart *chart, const char *axis) {
    sam_json_key(&chart->json, axis);
    sam_json_open_object(&chart->json);
    sam_json_key_string(&chart->json, "type", "value");
    sam_json_key_whole(&chart->json, "splitNumber", 4);
    sam_json_close_object(&chart->json);
}

void sam_chart_named_axis(sam_chart *chart, const char *axis, const char *name) {
    bool up = axis[0] == 'y';
    sam_json_key(&chart->json, axis);
    sam_json_open_object(&chart->json);
    sam_json_key_string(&chart->json, "type", "value");
    sam_json_key_whole(&chart->json, "splitNumber", 4);
    sam_json_key(&chart->json, "scale");
    sam_json_bool(&chart->json, true);
    sam_chart_key_string(chart, "name", name);
    sam_json_key_string(&chart->json, "nameLocation", up ? "end" : "middle");
    sam_json_key_whole(&chart->json, "nameGap", up ? 12 : 26);
    if (up) {
        sam_json_key(&chart->json, "nameTextStyle");
        sam_json_open_object(&chart->json);
        sam_json_key_string(&chart->json, "align", "left");
        sam_json_close_object(&chart->json);
    }
    sam_json_close_object(&chart->json);
}

static void open_axis(sam_chart *chart, const char *axis, bool inverse) {
    sam_json_key(&chart->json, axis);
    sam_json_open_object(&chart->json);
    sam_json_key_string(&chart->json, "type", "category");
    sam_json_key(&chart->json, "inverse");
    sam_json_bool(&chart->json, inverse);
}

void sam_chart_open_categories(sam_chart *chart, const char *axis) {
    open_axis(chart, axis, false);
    sam_chart_open_data(chart);
}

void sam_chart_open_names(sam_chart *chart, unsigned width) {
    open_axis(chart, "yAxis", true);
    sam_json_key(&chart->json, "axisLabel");
    sam_json_open_object(&chart->json);
    sam_json_key_whole(&chart->json, "width", width);
    sam_json_key_whole(&chart->json, "lineHeight", 15);
    sam_json_key_string(&chart->json, "overflow", "break");
    sam_json_key_whole(&chart->json, "interval", 0);
    sam_json_close_object(&chart->json);
    sam_chart_open_data(chart);
}

void sam_chart_close_categories(sam_chart *chart) {
    sam_json_close_array(&chart->json);
    sam_json_close_object(&chart->json);
}

void sam_chart_years(sam_page *page, sam_chart *chart, uint32_t first, uint32_t count) {
    sam_chart_open_categories(chart, "xAxis");
    for (uint32_t y = 0; y < count; y++)
        sam_chart_string(chart, sam_page_number(page, first + y));
    sam_chart_close_categories(chart);
}

void sam_chart_open_series(sam_chart *chart, const char *type, const char *name, unsigned shade) {
    sam_json_open_object(&chart->json);
    sam_json_key_string(&chart->json, "type", type);
    sam_chart_key_string(chart, "name", name);
    sam_json_key_whole(&chart->json, "shade", shade);
}

void sam_chart_open_data(sam_chart *chart) {
    sam_json_key(&chart->json, "data");
    sam_json_open_array(&chart->json);
}

void sam_chart_point(sam_chart *chart, double value, const char *text, bool tail) {
    sam_json_open_object(&chart->json);
    sam_json_key_number(&chart->json, "value", sam_number_round(value, 4));
    if (text)
        sam_chart_key_string(chart, "text", text);
    if (tail)
        sam_json_key_string(&chart->json, "tone", "tail");
    sam_json_close_object(&chart->json);
}

void sam_chart_shaded(sam_chart *chart, double value, unsigned shade, const char *title,
                      const char *text) {
    sam_json_open_object(&chart->json);
    sam_json_key_number(&chart->json, "value", sam_number_round(value, 4));
    sam_json_key_whole(&chart->json, "shade", shade);
    sam_chart_key_string(chart, "title", title);
    sam_chart_key_string(chart, "text", text);
    sam_json_close_object(&chart->json);
}

void sam_chart_gap(sam_chart *chart) {
    sam_json_null(&chart->json);
}

void sam_chart_close_series(sam_chart *chart) {
    sam_json_close_array(&chart->json);
    sam_json_close_object(&chart->json);
}

void sam_chart_mark(sam_chart *chart, double y, const char *text) {
    sam_json_key(&chart->json, "markLine");
    sam_json_open_object(&chart->json);
    sam_json_key(&chart->json, "label");
    sam_json_open_object(&chart->json);
    sam_json_key_string(&chart->json, "position", "insideEndTop");
    sam_chart_key_string(chart, "formatter", text);
    sam_json_close_object(&chart->json);
    sam_json_key(&chart->json, "data");
    sam_json_open_array(&chart->json);
    sam_json_open_object(&chart->json);
    sam_json_key_number(&chart->json, "yAxis", y);
    sam_json_close_object(&chart->json);
    sam_json_close_array(&chart->json);
    sam_json_close_object(&chart->json);
}

void sam_chart_end(sam_page *page, sam_chart *chart, const char *title, const char *text,
                   unsigned height) {
    sam_json_close_object(&chart->json);
    sam_json_end(&chart->json);
    if (chart->text.broken)
        page->document->broken = true;
    else
        sam_doc_figure(page->document, title, text, chart->text.data, height);
    sam_text_free(&chart->text);
}
