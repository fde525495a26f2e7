/* The card of a model, from its file alone: what it is, who gives and carries what, the terms, what
 * the law says, where it was used and what it requires. Nothing is computed. */
#include <string.h>

#include "deal/fields.h"
#include "deal/tree.h"
#include "report/html.h"
#include "report/quantity.h"

typedef struct card {
    sam_doc *document;
    const sam_tree *model;
} card;

static const char *text_of(const sam_tree *object, const char *key) {
    const sam_tree *member = object ? sam_tree_member(object, key) : NULL;
    return member && member->text ? member->text : "";
}

/* Of {"nn", "nb", "en"}. */
static const char *name_in(const sam_tree *names) {
    if (!names)
        return "";
    const char *nn = text_of(names, "nn"), *nb = text_of(names, "nb"), *en = text_of(names, "en");
    sam_name name = {*nn ? nn : NULL, *nb ? nb : NULL, *en ? en : NULL};
    return sam_say_name(&name);
}

static const char *capital(card *c, const char *text) {
    const char *copy = sam_say_capital(c->document->arena, text);
    if (!copy)
        c->document->broken = true;
    return copy ? copy : "";
}

static const char *party_name(card *c, const char *id) {
    const sam_tree *parties = sam_tree_member(c->model, "parties");
    const sam_tree *party = parties ? parties->child : NULL;
    while (party && strcmp(text_of(party, "id"), id) != 0)
        party = party->next;
    const char *own = party ? name_in(sam_tree_member(party, "name")) : "";
    const char *word = sam_say_word(SAM_WORDS_PARTY, id);
    return *own ? own : word ? word : id;
}

/* ---- who gives, who carries ---- */

/* The party that a clause is about: the first field that names one. */
static const char *party_of(const sam_tree *clause, const sam_clause_kind *kind) {
    for (uint32_t f = 0; f < kind->field_count; f++) {
        const char *id = text_of(clause, kind->fields[f].path);
        if (kind->fields[f].kind == SAM_VALUE_PARTY && *id)
            return id;
    }
    return strcmp(kind->name, "building_cost") == 0 ? "contractor" : "";
}

/* Words of one party's clauses, each once, between commas. */
static const char *words(card *c, const char *party, sam_word_kind which) {
    const sam_tree *clauses = sam_tree_member(c->model, "clauses");
    sam_text text = SAM_TEXT_EMPTY;
    for (const sam_tree *clause = clauses ? clauses->child : NULL; clause; clause = clause->next) {
        const sam_clause_kind *kind = sam_clause_kind_find(text_of(clause, "kind"));
        if (!kind || strcmp(party_of(clause, kind), party) != 0)
            continue;
        const char *word = sam_say_word(which, kind->name);
        if (word && !(text.data && strstr(text.data, word)))
            sam_text_format(&text, "%s%s", text.length ? "; " : "", word);
    }
    const char *copy = text.broken || !text.data
                           ? NULL
                           : sam_arena_text(c->document->arena, text.data, text.length);
    c->document->broken = c->document->broken || text.broken || (text.data && !copy);
    sam_text_free(&text);
    return copy;
}

static void party_row(card *c, const char *id, const char *name, bool owns) {
    const char *gives = words(c, id, SAM_WORDS_GIVES), *carries = words(c, id, SAM_WORDS_CARRIES);
    if (owns && !gives)
        gives = sam_say(SAM_SAY_OWNER_OF);
    if (!gives && !carries)
        return;
    sam_doc_cell_text(c->document, capital(c, name), 0);
    sam_doc_cell_text(c->document, gives, 0);
    sam_doc_cell_text(c->document, carries, 0);
}

static void who(card *c) {
    const char *columns[] = {sam_say(SAM_SAY_PARTY), sam_say(SAM_SAY_GIVES),
                             sam_say(SAM_SAY_CARRIES)};
    const sam_tree *parties = sam_tree_member(c->model, "parties");
    sam_doc_table(c->document, sam_say(SAM_SAY_WHO), columns, 3, false);
    for (const sam_tree *party = parties ? parties->child : NULL; party; party = party->next) {
        const char *id = text_of(party, "id");
        bool project = sam_role_find(text_of(party, "role")) == SAM_ROLE_PROJECT;
        party_row(c, id, party_name(c, id), project);
    }
    sam_role role;
    const char *outside;
    for (uint32_t i = 0; (outside = sam_outside_party(i, &role)); i++)
        party_row(c, outside, party_name(c, outside), false);
}

/* ---- terms ---- */

static void add_value(sam_text *out, const sam_field *field, const sam_tree *value) {
    if (value->kind == SAM_TREE_STRING) {
        const char *word = sam_say_word(SAM_WORDS_VALUE, value->text);
        sam_text_add(out, word ? word : value->text);
        return;
    }
    const sam_tree *number = value;
    if (value->kind == SAM_TREE_OBJECT)
        number = sam_tree_member(value, "value");
    if (number && number->kind == SAM_TREE_NUMBER)
        sam_say_quantity(out, number->number, field->unit);
}

static bool is_dated(const sam_tree *value) {
    return value->kind == SAM_TREE_OBJECT && sam_tree_member(value, "term");
}

/* The fields of a clause that the file gives, those of dated terms or the others; parties are told
 * above, and the order of loans is of no use to a reader. */
static void add_fields(sam_text *out, const sam_tree *clause, const sam_clause_kind *kind,
                       bool dated) {
    size_t count = 0;
    for (uint32_t f = 0; f < kind->field_count; f++) {
        const sam_field *field = &kind->fields[f];
        const sam_tree *value = sam_tree_member(clause, field->path);
        if (!value || field->kind == SAM_VALUE_PARTY || strcmp(field->path, "seniority") == 0 ||
            is_dated(value) != dated)
            continue;
        if (dated && count == 0)
            sam_text_format(out, "%s%s: ", out->length ? "; " : "", sam_say(SAM_SAY_DATED));
        else if (out->length)
            sam_text_add(out, dated ? ", " : "; ");
        sam_text_add(out, sam_say_field(field));
        count++;
        if (dated)
            continue;
        sam_text_add(out, " ");
        add_value(out, field, value);
    }
}

static void clause_terms(card *c, const sam_tree *clause) {
    const sam_clause_kind *kind = sam_clause_kind_find(text_of(clause, "kind"));
    sam_text text = SAM_TEXT_EMPTY;
    if (!kind)
        return;
    add_fields(&text, clause, kind, false);
    add_fields(&text, clause, kind, true);
    c->document->broken = c->document->broken || text.broken;
    const char *own = name_in(sam_tree_member(clause, "name"));
    const char *party = party_of(clause, kind);
    own = *own ? own : sam_say_kind(kind);
    if (*party && strcmp(kind->name, "building_cost") != 0)
        own = sam_arena_format(c->document->arena, "%s, %s", own, party_name(c, party));
    if (text.length) {
        sam_doc_cell_text(c->document, capital(c, own ? own : ""), 0);
        sam_doc_cell_text(c->document, text.data, 0);
    }
    sam_text_free(&text);
}

static void terms(card *c) {
    const char *columns[] = {sam_say(SAM_SAY_CLAUSE), sam_say(SAM_SAY_TERMS)};
    const sam_tree *clauses = sam_tree_member(c->model, "clauses");
    sam_doc_table(c->document, sam_say(SAM_SAY_TERMS), columns, 2, false);
    for (const sam_tree *clause = clauses ? clauses->child : NULL; clause; clause = clause->next)
        clause_terms(c, clause);
}

/* ---- law, places, needs ---- */

static void law(card *c) {
    const sam_tree *list = sam_tree_member(c->model, "law");
    if (!list || !list->child)
        return;
    sam_doc_open(c->document, "law", sam_say(SAM_SAY_LAW), false);
    for (const sam_tree *one = list->child; one; one = one->next) {
        const char *paragraph = text_of(one, "paragraph"), *shown = sam_tr_data(paragraph);
        sam_doc_fact(c->document, shown, name_in(sam_tree_member(one, "text")));
        /* Acts go by their names in Nynorsk where they have no other. */
        if (shown == paragraph)
            sam_doc_foreign(c->document, "nn");
    }
    sam_doc_close(c->document);
}

static void used_in(card *c) {
    const sam_tree *list = sam_tree_member(c->model, "used_in");
    sam_doc_open(c->document, "used", sam_say(SAM_SAY_USED_IN), false);
    if (!list || !list->child)
        sam_doc_add(c->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_NOT_USED));
    for (const sam_tree *one = list ? list->child : NULL; one; one = one->next) {
        sam_text place = SAM_TEXT_EMPTY, what = SAM_TEXT_EMPTY;
        const sam_tree *year = sam_tree_member(one, "year");
        sam_text_add(&place, text_of(one, "place"));
        if (year && year->kind == SAM_TREE_NUMBER)
            sam_text_format(&place, ", %d", (int)year->number);
        sam_text_add(&what, name_in(sam_tree_member(one, "text")));
        const char *source[] = {sam_tr_data(text_of(one, "source")), NULL};
        if (*source[0]) {
            sam_text_add_char(&what, ' ');
            sam_say_fill(&what, sam_say(SAM_SAY_SOURCE_IS), source);
        }
        c->document->broken = c->document->broken || place.broken || what.broken;
        sam_doc_fact(c->document, place.data, what.data);
        sam_text_free(&place);
        sam_text_free(&what);
    }
    sam_doc_close(c->document);
}

static void needs(card *c) {
    const sam_tree *list = sam_tree_member(c->model, "requires");
    if (!list || !list->child)
        return;
    sam_doc_open(c->document, "requires", sam_say(SAM_SAY_REQUIRES), false);
    for (const sam_tree *one = list->child; one; one = one->next) {
        const char *word = sam_say_word(SAM_WORDS_NEED, one->text);
        sam_doc_add(c->document, SAM_BLOCK_ITEM, word ? word : one->text ? one->text : "");
    }
    sam_doc_close(c->document);
}

const char *sam_card_title(const sam_tree *model) {
    const char *name = name_in(sam_tree_member(model, "name"));
    return *name ? name : text_of(model, "id");
}

void sam_card_write(sam_doc *document, const sam_tree *model) {
    card c = {document, model};
    document->sheet = true;
    const char *summary = name_in(sam_tree_member(model, "summary"));
    if (*summary)
        sam_doc_add(document, SAM_BLOCK_LEAD, summary);
    sam_doc_open(document, "who", sam_say(SAM_SAY_WHO), false);
    who(&c);
    sam_doc_close(document);
    sam_doc_open(document, "terms", sam_say(SAM_SAY_TERMS), false);
    terms(&c);
    sam_doc_close(document);
    law(&c);
    used_in(&c);
    needs(&c);
}
