/* The few ways in which the page's tree grows. The only file, with html_tree.c, that makes nodes.
 * Belongs to the report room. */
#ifndef SAMSPEL_REPORT_HTML_TREE_H
#define SAMSPEL_REPORT_HTML_TREE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "report/texts.h"

enum { SAM_HTML_NOTES = 1024 };

typedef struct sam_html {
    xmlDoc *doc;
    bool broken; /* memory ran out; nothing grows any more */
    unsigned figures;
    bool noted[SAM_HTML_NOTES]; /* notes that were referred to */
} sam_html;

/* A page with its head: title, style, and the policy that lets only its own style and the script
 * given run. The <html> element; NULL when memory is out. Close it in any case. */
xmlNode *sam_html_open(sam_html *h, const char *title, const char *script);
/* Writes the page and frees the tree. */
void sam_html_close(sam_html *h, sam_text *out);

/* class and text are Nullable; text may come from a file. */
xmlNode *sam_html_element(sam_html *h, xmlNode *parent, const char *name, const char *class,
                          const char *text);
void sam_html_text(sam_html *h, xmlNode *parent, const char *text);
/* name is ours; value may come from a file. */
void sam_html_attribute(sam_html *h, xmlNode *element, const char *name, const char *value);
/* A script or style element with our own code, which holds no "]]>". */
void sam_html_code(sam_html *h, xmlNode *parent, const char *name, const char *code);
/* JSON for the script to read. */
void sam_html_data(sam_html *h, xmlNode *parent, const char *json);

/* before and the number; size must do. */
void sam_html_number(char *out, size_t size, const char *before, uint32_t number);
/* Frees a text that was made for the page, and is broken when the text was. */
void sam_html_take(sam_html *h, sam_text *text);

#endif
