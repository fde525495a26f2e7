/* From blocks to elements. Texts are made visible (control and bidirectional characters shown by
 * their number) before they enter the tree; elements and attributes are named here and nowhere
 * else. */
#include "report/html.h"

#include <string.h>

#include "report/charts/charts.h"
#include "report/html_tree.h"

static void note_link(sam_html *h, xmlNode *parent, uint32_t note) {
    if (!note)
        return;
    char href[32], number[16], id[40];
    const char *arguments[] = {number, NULL};
    sam_html_number(number, sizeof number, "", note);
    sam_html_number(href, sizeof href, "#note-", note);
    xmlNode *sup = sam_html_element(h, parent, "sup", NULL, NULL);
    xmlNode *link = sam_html_element(h, sup, "a", NULL, number);
    sam_html_attribute(h, link, "href", href);
    /* Only the first of several places can be gone back to. */
    if (note < SAM_HTML_NOTES && !h->noted[note]) {
        h->noted[note] = true;
        sam_html_number(id, sizeof id, "from-note-", note);
        sam_html_attribute(h, link, "id", id);
    }
    sam_text label = SAM_TEXT_EMPTY;
    sam_say_fill(&label, sam_say(SAM_SAY_NOTE), arguments);
    sam_html_attribute(h, link, "aria-label", label.data);
    sam_html_take(h, &label);
}

/* A title with the notes of its figure or table. */
static void titled(sam_html *h, xmlNode *parent, const char *name, const sam_block *block) {
    xmlNode *element = sam_html_element(h, parent, name, NULL, block->title);
    for (uint32_t i = 0; i < block->note_count; i++)
        note_link(h, element, block->notes[i]);
}

/* Nullable: language, and then it is the document's. */
static void spoken(sam_html *h, xmlNode *element, const char *language) {
    if (language && strcmp(language, sam_language_code(sam_language_now())) != 0)
        sam_html_attribute(h, element, "lang", language);
}

static void table_head(sam_html *h, xmlNode *table, const sam_block *block) {
    xmlNode *head = sam_html_element(h, table, "thead", NULL, NULL);
    xmlNode *row = sam_html_element(h, head, "tr", NULL, NULL);
    for (size_t i = 0; i < block->column_count; i++) {
        xmlNode *cell =
            sam_html_element(h, row, "th", block->numbers[i] ? "n" : NULL, block->columns[i]);
        sam_html_attribute(h, cell, "scope", "col");
    }
}

static void table_cell(sam_html *h, xmlNode *row, const sam_block *block, size_t index) {
    size_t column = index % block->column_count;
    const sam_doc_cell *cell = &block->cells[index];
    const char *class = block->numbers[column] ? (cell->marked ? "n mark" : "n")
                        : cell->marked         ? "mark"
                                               : NULL;
    xmlNode *element = sam_html_element(h, row, column ? "td" : "th", class,
                                        cell->text ? cell->text : "\xE2\x80\x93");
    if (column == 0)
        sam_html_attribute(h, element, "scope", "row");
    if (cell->text)
        spoken(h, element, cell->language);
    note_link(h, element, cell->note);
}

static void table(sam_html *h, xmlNode *parent, const sam_block *block) {
    if (block->folded) {
        parent = sam_html_element(h, parent, "details", "numbers", NULL);
        sam_html_element(h, parent, "summary", NULL, sam_say(SAM_SAY_NUMBERS));
    }
    /* What is wider than the screen can be scrolled by the keyboard too. */
    xmlNode *box = sam_html_element(h, parent, "div", "scroll", NULL);
    sam_html_attribute(h, box, "role", "region");
    sam_html_attribute(h, box, "tabindex", "0");
    sam_html_attribute(h, box, "aria-label", block->title);
    xmlNode *element =
        sam_html_element(h, box, "table", block->column_count > 6 ? "wide" : NULL, NULL);
    /* A heading right above says it already. */
    const sam_block *section = block->parent;
    if (!section->title || strcmp(section->title, block->title) != 0)
        titled(h, element, "caption", block);
    table_head(h, element, block);
    xmlNode *body = sam_html_element(h, element, "tbody", NULL, NULL);
    xmlNode *row = NULL;
    for (size_t i = 0; i < block->cell_count; i++) {
        if (i % block->column_count == 0)
            row = sam_html_element(h, body, "tr", NULL, NULL);
        table_cell(h, row, block, i);
    }
}

static void legend(sam_html *h, xmlNode *figure, const sam_block *block) {
    if (!block->legend_count)
        return;
    xmlNode *list = sam_html_element(h, figure, "ul", "legend", NULL);
    for (size_t i = 0; i < block->legend_count; i++) {
        static const char *const FORMS[] = {"k k",      "k half k", "k faint k",
                                            "k line k", "k tail k", "k round k"};
        char class[24];
        sam_html_number(class, sizeof class, FORMS[block->legend[i].form],
                        block->legend[i].shade % SAM_SHADES);
        xmlNode *item = sam_html_element(h, list, "li", NULL, NULL);
        sam_html_element(h, item, "span", class, "");
        sam_html_text(h, item, block->legend[i].text);
    }
}

static void figure(sam_html *h, xmlNode *parent, const sam_block *block) {
    if (!sam_charts_length)
        return;
    char class[24];
    sam_html_number(class, sizeof class, "chart h", block->height);
    xmlNode *element = sam_html_element(h, parent, "figure", NULL, NULL);
    sam_html_attribute(h, element, "id", block->id);
    titled(h, element, "figcaption", block);
    legend(h, element, block);
    xmlNode *place = sam_html_element(h, element, "div", class, sam_say(SAM_SAY_NEEDS_SCRIPT));
    sam_text name = SAM_TEXT_EMPTY;
    sam_text_format(&name, "%s. %s", block->title, block->text);
    sam_html_attribute(h, place, "role", "img");
    sam_html_attribute(h, place, "aria-label", name.data);
    sam_html_take(h, &name);
    sam_html_data(h, element, block->options);
    h->figures++;
}

/* The element for the block, given what the one before made: neighbours share a list. */
static xmlNode *list_for(sam_html *h, xmlNode *parent, const char *name) {
    xmlNode *last = parent ? parent->last : NULL;
    if (last && last->type == XML_ELEMENT_NODE && xmlStrEqual(last->name, (const xmlChar *)name))
        return last;
    return sam_html_element(h, parent, name, NULL, NULL);
}

static void blocks(sam_html *h, xmlNode *parent, const sam_block *block, unsigned depth);

static void section(sam_html *h, xmlNode *parent, const sam_block *block, unsigned depth) {
    char level[4];
    sam_html_number(level, sizeof level, "h", depth < 6 ? depth : 6);
    xmlNode *element =
        sam_html_element(h, parent, "section", block->chapter ? "chapter" : NULL, NULL);
    sam_html_attribute(h, element, "id", block->id);
    xmlNode *inside = element;
    if (block->chapter) {
        inside = sam_html_element(h, element, "details", NULL, NULL);
        sam_html_attribute(h, inside, "open", "open");
        xmlNode *summary = sam_html_element(h, inside, "summary", NULL, NULL);
        sam_html_element(h, summary, level, NULL, block->title);
    } else {
        sam_html_element(h, inside, level, NULL, block->title);
    }
    blocks(h, inside, block->first, depth + 1);
}

static void blocks(sam_html *h, xmlNode *parent, const sam_block *block, unsigned depth) {
    for (; block && !h->broken; block = block->next) {
        xmlNode *list;
        switch (block->kind) {
        case SAM_BLOCK_SECTION:
            section(h, parent, block, depth);
            break;
        case SAM_BLOCK_PARAGRAPH:
            sam_html_element(h, parent, "p", NULL, block->text);
            break;
        case SAM_BLOCK_LEAD:
            sam_html_element(h, parent, "p", "lead", block->text);
            break;
        case SAM_BLOCK_ITEM:
            sam_html_element(h, list_for(h, parent, "ul"), "li", NULL, block->text);
            break;
        case SAM_BLOCK_FACT:
            list = list_for(h, parent, "dl");
            spoken(h, sam_html_element(h, list, "dt", NULL, block->title), block->language);
            sam_html_element(h, list, "dd", NULL, block->text);
            break;
        case SAM_BLOCK_TABLE:
            table(h, parent, block);
            break;
        case SAM_BLOCK_FIGURE:
            figure(h, parent, block);
            break;
        }
    }
}

static void contents(sam_html *h, xmlNode *body, const sam_doc *document) {
    size_t count = 0;
    for (const sam_block *block = document->root->first; block; block = block->next)
        count += block->chapter;
    if (count < 2)
        return;
    xmlNode *nav = sam_html_element(h, body, "nav", NULL, NULL);
    sam_html_attribute(h, nav, "aria-label", sam_say(SAM_SAY_CONTENTS));
    xmlNode *list = sam_html_element(h, nav, "ol", NULL, NULL);
    for (const sam_block *block = document->root->first; block; block = block->next) {
        if (!block->chapter)
            continue;
        sam_text href = SAM_TEXT_EMPTY;
        sam_text_format(&href, "#%s", block->id);
        xmlNode *item = sam_html_element(h, list, "li", NULL, NULL);
        xmlNode *link = sam_html_element(h, item, "a", NULL, block->title);
        sam_html_attribute(h, link, "href", href.data);
        sam_html_take(h, &href);
    }
}

static void notes(sam_html *h, xmlNode *main, const sam_doc *document) {
    if (!document->note_count)
        return;
    xmlNode *element = sam_html_element(h, main, "section", "notes", NULL);
    sam_html_attribute(h, element, "id", "notes");
    sam_html_element(h, element, "h2", NULL, sam_say(SAM_SAY_NOTES));
    xmlNode *list = sam_html_element(h, element, "ol", NULL, NULL);
    for (uint32_t i = 1; i <= document->note_count; i++) {
        char id[32], back[40];
        sam_html_number(id, sizeof id, "note-", i);
        sam_html_number(back, sizeof back, "#from-note-", i);
        xmlNode *item = sam_html_element(h, list, "li", NULL, document->notes[i - 1]);
        sam_html_attribute(h, item, "id", id);
        if (i >= SAM_HTML_NOTES || !h->noted[i])
            continue;
        sam_html_text(h, item, " ");
        xmlNode *link = sam_html_element(h, item, "a", NULL, "\xE2\x86\xA9");
        sam_html_attribute(h, link, "href", back);
        sam_html_attribute(h, link, "aria-label", sam_say(SAM_SAY_BACK));
    }
}

static bool wants_figures(const sam_block *block) {
    for (; block; block = block->next)
        if (block->kind == SAM_BLOCK_FIGURE || wants_figures(block->first))
            return true;
    return false;
}

static void body(sam_html *h, xmlNode *root, const sam_doc *document) {
    xmlNode *element = sam_html_element(h, root, "body", document->sheet ? "sheet" : NULL, NULL);
    xmlNode *skip = sam_html_element(h, element, "a", "skip", sam_say(SAM_SAY_SKIP));
    sam_html_attribute(h, skip, "href", "#main");
    xmlNode *head = sam_html_element(h, element, "header", NULL, NULL);
    sam_html_element(h, head, "h1", NULL, document->title);
    if (document->subtitle && *document->subtitle)
        sam_html_element(h, head, "p", NULL, document->subtitle);
    contents(h, element, document);
    xmlNode *main = sam_html_element(h, element, "main", NULL, NULL);
    sam_html_attribute(h, main, "id", "main");
    if (!sam_charts_length && wants_figures(document->root->first))
        sam_html_element(h, main, "p", "remark", sam_say(SAM_SAY_NO_CHARTS));
    blocks(h, main, document->root->first, 2);
    notes(h, main, document);
    if (h->figures)
        sam_html_code(h, element, "script", sam_charts);
}

void sam_doc_html(sam_text *out, const sam_doc *document) {
    if (document->broken || !document->root) {
        out->broken = true;
        return;
    }
    sam_html h;
    xmlNode *root =
        sam_html_open(&h, document->title, wants_figures(document->root->first) ? sam_charts : "");
    if (root)
        body(&h, root, document);
    sam_html_close(&h, out);
}
