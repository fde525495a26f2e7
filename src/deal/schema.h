/* The pieces of a JSON Schema, for the rooms that have a kind of file of their own. Private to the
 * engine. Text is only added; a failed allocation shows in out->broken. */
#ifndef SAMSPEL_DEAL_SCHEMA_H
#define SAMSPEL_DEAL_SCHEMA_H

#include "base/text.h"
#include "deal/fields.h"

/* Opens the schema and its properties; "format", "$schema" and "name" are there, and $defs id,
 * names and term. */
void sam_schema_begin(sam_text *out, const char *title, const char *format);

/* "name": after a comma where one is needed. */
void sam_schema_key(sam_text *out, const char *name);

/* "name": json. */
void sam_schema_raw(sam_text *out, const char *name, const char *json);

/* A property with title, description, type, unit and bounds, from its row. */
void sam_schema_field(sam_text *out, const char *name, const sam_field *field);

/* Closes an object whose properties are closed already: no key but those, and the user's own. */
void sam_schema_close(sam_text *out);

#endif
