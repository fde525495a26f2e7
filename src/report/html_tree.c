/* Nodes of the page, made so that the same bytes are XML and HTML: no element that HTML would not
 * close by itself is left without a child, and code stands in a CDATA section that HTML's scripts
 * and styles take for a comment of their own. */
#include "report/html_tree.h"

#include <libxml/xmlsave.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "deal/hash.h"
#include "report/html.h"

/* Around code: a comment in CSS and in JavaScript, and the CDATA section in XML. */
#define BEFORE "/*<![CDATA[*/"
#define AFTER "/*]]>*/"

void sam_html_take(sam_html *h, sam_text *text) {
    h->broken = h->broken || text->broken;
    sam_text_free(text);
}

void sam_html_number(char *out, size_t size, const char *before, uint32_t number) {
    snprintf(out, size, "%s%u", before, number);
}

/* XML has no place for U+FFFE and U+FFFF, which are no characters. */
static void add_allowed(sam_text *out, const char *safe) {
    for (size_t left = strlen(safe); left;) {
        uint32_t code = 0;
        size_t length = sam_utf8_read(safe, left, &code);
        length = length == SAM_UTF8_BAD ? 1 : length;
        if (code == 0xFFFE || code == 0xFFFF)
            sam_text_format(out, "<U+%04X>", (unsigned)code);
        else
            sam_text_add_bytes(out, safe, length);
        safe += length;
        left -= length;
    }
}

/* What came from a file, as it may be shown. */
static void add_shown(sam_text *out, const char *raw) {
    sam_text safe = SAM_TEXT_EMPTY;
    sam_text_add_visible(&safe, raw);
    if (safe.data)
        add_allowed(out, safe.data);
    out->broken = out->broken || safe.broken;
    sam_text_free(&safe);
}

static xmlNode *adopt(sam_html *h, xmlNode *parent, xmlNode *child) {
    if (child && !xmlAddChild(parent, child)) {
        xmlFreeNode(child);
        child = NULL;
    }
    h->broken = h->broken || !child;
    return child;
}

enum { RUN_MOST = 30, RUN_LEAST = 10 };

/* How much of a text goes before the next place where a line may break: after so many characters
 * without a blank, or sooner after a mark within a name. All of it, when no word is that long. */
static size_t piece(const char *text, size_t *run) {
    size_t at = 0;
    for (size_t length; text[at]; at += length) {
        length = sam_utf8_read(text + at, SAM_UTF8_MOST, NULL);
        length = length == SAM_UTF8_BAD ? 1 : length;
        char next = text[at + length];
        *run = text[at] == ' ' ? 0 : *run + 1;
        bool mark = *run >= RUN_LEAST && strchr("._/-", text[at]);
        if (next && next != ' ' && (mark || *run >= RUN_MOST)) {
            *run = 0;
            return at + length;
        }
    }
    return at;
}

/* An id, a path or a digest must not make the page wider than the reader's. */
static void add_pieces(sam_html *h, xmlNode *parent, const char *text) {
    size_t run = 0;
    for (bool first = true; (*text || first) && !h->broken; first = false) {
        size_t length = piece(text, &run);
        if (!first)
            adopt(h, parent, xmlNewDocNode(h->doc, NULL, (const xmlChar *)"wbr", NULL));
        adopt(h, parent, xmlNewDocTextLen(h->doc, (const xmlChar *)text, (int)length));
        text += length;
    }
}

void sam_html_text(sam_html *h, xmlNode *parent, const char *text) {
    if (h->broken || !parent)
        return;
    sam_text shown = SAM_TEXT_EMPTY;
    add_shown(&shown, text);
    bool whole = xmlStrEqual(parent->name, (const xmlChar *)"title");
    if (!shown.broken && whole)
        adopt(h, parent, xmlNewDocText(h->doc, (const xmlChar *)(shown.data ? shown.data : "")));
    else if (!shown.broken)
        add_pieces(h, parent, shown.data ? shown.data : "");
    sam_html_take(h, &shown);
}

void sam_html_attribute(sam_html *h, xmlNode *element, const char *name, const char *value) {
    if (h->broken || !element || !value)
        return;
    sam_text shown = SAM_TEXT_EMPTY;
    add_shown(&shown, value);
    if (!shown.broken && !xmlSetProp(element, (const xmlChar *)name,
                                     (const xmlChar *)(shown.data ? shown.data : "")))
        h->broken = true;
    sam_html_take(h, &shown);
}

xmlNode *sam_html_element(sam_html *h, xmlNode *parent, const char *name, const char *class,
                          const char *text) {
    if (h->broken || !parent)
        return NULL;
    xmlNode *element = adopt(h, parent, xmlNewDocNode(h->doc, NULL, (const xmlChar *)name, NULL));
    sam_html_attribute(h, element, "class", class);
    if (text)
        sam_html_text(h, element, text);
    return element;
}

void sam_html_code(sam_html *h, xmlNode *parent, const char *name, const char *code) {
    xmlNode *element = sam_html_element(h, parent, name, NULL, NULL);
    if (!element)
        return;
    sam_text inside = SAM_TEXT_EMPTY;
    sam_text_format(&inside, "*/%s/*", code);
    adopt(h, element, xmlNewDocText(h->doc, (const xmlChar *)"/*"));
    if (!inside.broken)
        adopt(h, element,
              xmlNewCDataBlock(h->doc, (const xmlChar *)inside.data, (int)inside.length));
    adopt(h, element, xmlNewDocText(h->doc, (const xmlChar *)"*/"));
    sam_html_take(h, &inside);
}

/* The three characters that XML would escape, and HTML not read as escaped, stand only in JSON's
 * texts, where they have a form of their own. "</script" and "<!--" go with them. */
void sam_html_data(sam_html *h, xmlNode *parent, const char *json) {
    sam_text allowed = SAM_TEXT_EMPTY, escaped = SAM_TEXT_EMPTY;
    add_allowed(&allowed, json);
    for (const char *c = allowed.data ? allowed.data : "{}"; *c; c++) {
        if (*c == '<' || *c == '>' || *c == '&')
            sam_text_format(&escaped, "\\u%04x", (unsigned)*c);
        else
            sam_text_add_char(&escaped, *c);
    }
    xmlNode *element = sam_html_element(h, parent, "script", NULL, NULL);
    sam_html_attribute(h, element, "type", "application/json");
    if (element && !escaped.broken)
        adopt(h, element,
              xmlNewDocText(h->doc, (const xmlChar *)(escaped.data ? escaped.data : "{}")));
    sam_html_take(h, &allowed);
    sam_html_take(h, &escaped);
}

/* ---- the head ---- */

/* The base64 form of the digest of the code as HTML reads it, with what stands around it. */
static void add_hash(sam_text *out, const char *code) {
    static const char LETTERS[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    static const char DIGITS[] = "0123456789abcdef";
    sam_text whole = SAM_TEXT_EMPTY;
    char hexadecimal[65];
    sam_text_format(&whole, BEFORE "%s" AFTER, code);
    if (whole.broken) {
        out->broken = true;
        return;
    }
    sam_sha256(hexadecimal, whole.data, whole.length);
    sam_text_free(&whole);
    unsigned bits = 0, held = 0;
    sam_text_add(out, " 'sha256-");
    for (const char *c = hexadecimal; *c; c++) {
        bits = bits << 4 | (unsigned)(strchr(DIGITS, *c) - DIGITS);
        held += 4;
        if (held >= 6) {
            held -= 6;
            sam_text_add_char(out, LETTERS[bits >> held & 63]);
        }
    }
    /* 256 bits: 42 letters, then 4 bits and two to fill up. */
    sam_text_add_char(out, LETTERS[bits << 2 & 63]);
    sam_text_add(out, "='");
}

static void policy(sam_html *h, xmlNode *head, const char *script) {
    sam_text content = SAM_TEXT_EMPTY;
    sam_text_add(&content, "default-src 'none'; base-uri 'none'; form-action 'none'; style-src");
    add_hash(&content, sam_html_style);
    if (*script) {
        sam_text_add(&content, "; script-src");
        add_hash(&content, script);
    }
    xmlNode *meta = sam_html_element(h, head, "meta", NULL, NULL);
    sam_html_attribute(h, meta, "http-equiv", "Content-Security-Policy");
    sam_html_attribute(h, meta, "content", content.data);
    sam_html_take(h, &content);
}

static void meta(sam_html *h, xmlNode *head, const char *name, const char *content) {
    xmlNode *element = sam_html_element(h, head, "meta", NULL, NULL);
    sam_html_attribute(h, element, "name", name);
    sam_html_attribute(h, element, "content", content);
}

static void head(sam_html *h, xmlNode *root, const char *title, const char *script) {
    xmlNode *element = sam_html_element(h, root, "head", NULL, NULL);
    xmlNode *charset = sam_html_element(h, element, "meta", NULL, NULL);
    sam_html_attribute(h, charset, "charset", "utf-8");
    policy(h, element, script);
    meta(h, element, "viewport", "width=device-width, initial-scale=1");
    meta(h, element, "color-scheme", "light dark");
    sam_html_element(h, element, "title", NULL, title);
    sam_html_code(h, element, "style", sam_html_style);
}

/* libxml2 would otherwise tell a failed allocation on standard error. */
static void be_silent(void *context, xmlErrorPtr error) {
    (void)context;
    (void)error;
}

xmlNode *sam_html_open(sam_html *h, const char *title, const char *script) {
    *h = (sam_html){0};
    xmlSetStructuredErrorFunc(NULL, be_silent);
    h->doc = xmlNewDoc((const xmlChar *)"1.0");
    if (!h->doc || !xmlCreateIntSubset(h->doc, (const xmlChar *)"html", NULL, NULL)) {
        h->broken = true;
        return NULL;
    }
    xmlNode *root =
        adopt(h, (xmlNode *)h->doc, xmlNewDocNode(h->doc, NULL, (const xmlChar *)"html", NULL));
    sam_html_attribute(h, root, "lang", sam_language_code(sam_language_now()));
    head(h, root, title, script);
    return root;
}

/* ---- writing ---- */

static bool is_void(const xmlNode *node) {
    return xmlStrEqual(node->name, (const xmlChar *)"meta") ||
           xmlStrEqual(node->name, (const xmlChar *)"wbr");
}

/* HTML knows no <div/>. */
static void close_empty(sam_html *h, xmlNode *node) {
    for (; node && !h->broken; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (!node->children && !is_void(node))
            adopt(h, node, xmlNewDocText(h->doc, (const xmlChar *)""));
        close_empty(h, node->children);
    }
}

static int write_text(void *context, const char *bytes, int length) {
    sam_text *out = context;
    sam_text_add_bytes(out, bytes, (size_t)length);
    return out->broken ? -1 : length;
}

void sam_html_close(sam_html *h, sam_text *out) {
    if (h->doc && !h->broken)
        close_empty(h, h->doc->children);
    xmlSaveCtxt *save = NULL;
    if (!h->broken)
        save = xmlSaveToIO(write_text, NULL, out, "UTF-8", XML_SAVE_AS_XML | XML_SAVE_NO_DECL);
    if (!save || xmlSaveDoc(save, h->doc) < 0)
        h->broken = true;
    if (save && xmlSaveClose(save) < 0)
        h->broken = true;
    xmlFreeDoc(h->doc);
    xmlSetStructuredErrorFunc(NULL, NULL);
    out->broken = out->broken || h->broken;
}
