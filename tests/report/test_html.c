/* Pages are well-formed, need nothing but themselves, and cannot be made to say or do what a file's
 * text wants; the same study gives the same bytes; memory that fails is told. The page is read back
 * by libxml2's XML parser, which shares nothing with how it was written but the tree. How it looks
 * and behaves is for test_page.sh. */
#include "page_study.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "deal/scan.h"
#include "report/charts/charts.h"

static void silent(void *context, xmlErrorPtr error) {
    (void)context;
    (void)error;
}

static xmlDoc *parsed(const sam_text *page) {
    xmlSetStructuredErrorFunc(NULL, silent);
    xmlDoc *doc = xmlReadMemory(page->data, (int)page->length, "page", NULL,
                                XML_PARSE_NONET | XML_PARSE_HUGE);
    const xmlError *error = xmlGetLastError();
    cr_assert_not_null(doc, "not well-formed: %s, line %d", error ? error->message : "?",
                       error ? error->line : 0);
    return doc;
}

static bool among(const xmlChar *name, const char *const *list) {
    for (; *list; list++)
        if (strcmp((const char *)name, *list) == 0)
            return true;
    return false;
}

/* No control characters, nothing that turns the direction of reading, no noncharacters. */
static void check_text(const char *text, const char *where) {
    for (size_t left = strlen(text); left;) {
        uint32_t code = 0;
        size_t length = sam_utf8_read(text, left, &code);
        cr_assert_neq(length, SAM_UTF8_BAD, "%s: not UTF-8", where);
        bool bad = (code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0) ||
                   (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
                   (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF || code >= 0xFFFE;
        cr_assert(!bad, "%s: U+%04X in %.60s", where, (unsigned)code, text);
        text += length;
        left -= length;
    }
}

static const char *const ELEMENTS[] = {
    "html", "head",   "meta",  "title", "style",   "body",       "header",  "nav",
    "main", "a",      "h1",    "h2",    "h3",      "h4",         "p",       "ol",
    "ul",   "li",     "dl",    "dt",    "dd",      "section",    "details", "summary",
    "div",  "table",  "thead", "tbody", "caption", "tr",         "th",      "td",
    "wbr",  "figure", "span",  "sup",   "script",  "figcaption", NULL};
static const char *const ATTRIBUTES[] = {"lang",       "charset",  "http-equiv", "content", "name",
                                         "class",      "id",       "href",       "scope",   "role",
                                         "aria-label", "tabindex", "open",       "type",    NULL};

typedef struct seen {
    size_t scripts, data, figures, codes;
    const char *ids[4096];
    size_t id_count;
} seen;

static void check_attribute(const xmlAttr *attribute, seen *s) {
    cr_assert(among(attribute->name, ATTRIBUTES), "attribute %s", (const char *)attribute->name);
    const char *value = attribute->children ? (const char *)attribute->children->content : "";
    check_text(value, (const char *)attribute->name);
    if (xmlStrEqual(attribute->name, (const xmlChar *)"href"))
        cr_assert_eq(value[0], '#', "a link leaves the page: %s", value);
    if (!xmlStrEqual(attribute->name, (const xmlChar *)"id"))
        return;
    for (size_t i = 0; i < s->id_count; i++)
        cr_assert_str_neq(s->ids[i], value, "the id %s stands twice", value);
    cr_assert_lt(s->id_count, 4096);
    s->ids[s->id_count++] = value;
}

static void check_script(xmlNode *node, seen *s) {
    xmlChar *type = xmlGetProp(node, (const xmlChar *)"type");
    s->scripts++;
    if (!type) {
        s->codes++;
        return;
    }
    cr_assert_str_eq((const char *)type, "application/json");
    xmlChar *json = xmlNodeGetContent(node);
    cr_assert_null(strpbrk((const char *)json, "<>&"), "what XML escapes stands in the data");
    check_text((const char *)json, "data");
    cr_assert_eq(sam_scan_json((const char *)json, strlen((const char *)json), "data", false, NULL),
                 SAM_OK);
    s->data++;
    xmlFree(json);
    xmlFree(type);
}

static void check_tree(xmlNode *node, seen *s) {
    for (; node; node = node->next) {
        bool code = node->parent && (xmlStrEqual(node->parent->name, (const xmlChar *)"style") ||
                                     xmlStrEqual(node->parent->name, (const xmlChar *)"script"));
        if (node->type == XML_TEXT_NODE && !code)
            check_text((const char *)node->content, "text");
        if (node->type != XML_ELEMENT_NODE)
            continue;
        cr_assert(among(node->name, ELEMENTS), "element %s", (const char *)node->name);
        for (const xmlAttr *a = node->properties; a; a = a->next)
            check_attribute(a, s);
        if (xmlStrEqual(node->name, (const xmlChar *)"script"))
            check_script(node, s);
        s->figures += xmlStrEqual(node->name, (const xmlChar *)"figure") ? 1 : 0;
        check_tree(node->children, s);
    }
}

static void check_links(xmlNode *node, const seen *s) {
    for (; node; node = node->next) {
        xmlChar *href =
            node->type == XML_ELEMENT_NODE ? xmlGetProp(node, (const xmlChar *)"href") : NULL;
        bool found = !href;
        for (size_t i = 0; href && i < s->id_count; i++)
            found = found || strcmp(s->ids[i], (const char *)href + 1) == 0;
        cr_assert(found, "%s leads nowhere", (const char *)href);
        xmlFree(href);
        check_links(node->children, s);
    }
}

static size_t occurrences(const char *text, const char *what) {
    size_t count = 0;
    for (const char *at = strstr(text, what); at; at = strstr(at + 1, what))
        count++;
    return count;
}

/* As the XML parser sees it, and as HTML's does, for which only a script's own end ends it. */
static void check_page(const sam_text *page) {
    seen s = {0};
    cr_assert(!page->broken);
    xmlDoc *doc = parsed(page);
    check_tree(xmlDocGetRootElement(doc), &s);
    check_links(xmlDocGetRootElement(doc), &s);
    cr_assert_eq(s.codes, s.figures ? 1 : 0);
    cr_assert_eq(s.data, s.figures);
    cr_assert_eq(occurrences(page->data, "<script"), s.scripts);
    cr_assert_eq(occurrences(page->data, "</script"), s.scripts);
    cr_assert_eq(occurrences(page->data, "<!--"), 0);
    cr_assert_eq(occurrences(page->data, "/>"), occurrences(page->data, "<meta ") +
                                                    occurrences(page->data, "<wbr/>") +
                                                    occurrences(sam_charts, "/>"));
    cr_assert_eq(strncmp(page->data, "<!DOCTYPE html>", 15), 0);
    xmlFreeDoc(doc);
}

Test(html, hostile_texts_stay_texts_in_every_language) {
    for (int language = 0; language < SAM_LANGUAGES; language++) {
        page_study s;
        sam_text page = SAM_TEXT_EMPTY;
        page_open(&s);
        page_add(&s, "models/tilvising.json", "scenarios/hitra.json", true);
        page_add(&s, "models/leigegaranti.json", "scenarios/hitra.json", true);
        page_write(&s, &page, (sam_language)language, 200,
                   "samspel \x1b[2J\xE2\x80\xAE</script><b>");
        check_page(&page);
        cr_assert_geq(occurrences(page.data, "\\x1b[31m"), 1, "control characters are not shown");
        cr_assert_geq(occurrences(page.data, "&lt;U+202E&gt;"), 1);
        cr_assert_geq(occurrences(page.data, "&lt;U+FFFE&gt;"), 1);
        sam_text_free(&page);
        page_close(&s);
    }
}

Test(html, shipped_studies_are_well_formed) {
    static const char *const MODELS[] = {"burettslag", "stiftelse", "strategisk_kjop", "hamaroy",
                                         "kjopegaranti"};
    page_study s;
    sam_text page = SAM_TEXT_EMPTY;
    page_open(&s);
    for (size_t i = 0; i < 5; i++) {
        char name[64];
        snprintf(name, sizeof name, "models/%s.json", MODELS[i]);
        page_add(&s, name, "scenarios/dagens.json", false);
    }
    page_write(&s, &page, SAM_NYNORSK, 100, "samspel report");
    check_page(&page);
    sam_text_free(&page);
    page_close(&s);
}

Test(html, same_study_same_bytes) {
    sam_text pages[2] = {SAM_TEXT_EMPTY, SAM_TEXT_EMPTY};
    for (int i = 0; i < 2; i++) {
        page_study s;
        page_open(&s);
        page_add(&s, "models/kommunal.json", "scenarios/hitra.json", false);
        page_write(&s, &pages[i], SAM_BOKMAAL, 100, "samspel report");
        page_close(&s);
    }
    cr_assert_eq(pages[0].length, pages[1].length);
    cr_assert_arr_eq(pages[0].data, pages[1].data, pages[0].length);
    sam_text_free(&pages[0]);
    sam_text_free(&pages[1]);
}

/* Each allocation of ours in turn: the page is broken or right, never half. */
Test(html, memory_that_fails_is_told, .timeout = 60) {
    page_study s;
    sam_text whole = SAM_TEXT_EMPTY;
    page_open(&s);
    page_add(&s, "models/tilvising.json", "scenarios/hitra.json", false);
    page_write(&s, &whole, SAM_NYNORSK, 0, "samspel report");
    size_t told = 0;
    for (long n = 1; n < 100000; n += 1 + n / 12) {
        sam_text page = SAM_TEXT_EMPTY;
        sam_alloc_fail_at(n, n % 2 == 0);
        page_write(&s, &page, SAM_NYNORSK, 0, "samspel report");
        sam_alloc_fail_at(0, 0);
        told += page.broken;
        if (!page.broken)
            cr_assert(page.length == whole.length &&
                          memcmp(page.data, whole.data, whole.length) == 0,
                      "allocation %ld failed, and the page is another", n);
        sam_text_free(&page);
    }
    cr_assert_gt(told, 20);
    sam_text_free(&whole);
    page_close(&s);
}
