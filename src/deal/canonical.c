/* The name of a set of inputs: the SHA-256 of a text that holds every number and every word the
 * engine will see, and nothing else. Must not depend on the order of keys, on layout, or on where a
 * value came from. */
#include "base/text.h"
#include "deal/hash.h"
#include "deal/reader.h"

static void add_clause(sam_text *text, const sam_clause *clause) {
    sam_text_format(text, "clause %s %s\n", clause->id, clause->kind);
    for (uint32_t i = 0; i < clause->spec->field_count; i++)
        if (clause->values[i])
            sam_text_format(text, "word %s.%s %s\n", clause->id, clause->spec->fields[i].path,
                            clause->values[i]);
}

void sam_reader_hash(sam_reader *reader) {
    const sam_deal *deal = reader->deal;
    sam_text text = SAM_TEXT_EMPTY;
    sam_text_add(&text, "samspel-inputs-1\n");
    for (uint32_t i = 0; i < deal->party_count; i++)
        sam_text_format(&text, "party %s %s\n", deal->parties[i].id,
                        sam_role_text(deal->parties[i].role));
    for (uint32_t i = 0; i < deal->clause_count; i++)
        add_clause(&text, &deal->clauses[i]);
    for (uint32_t i = 0; i < deal->requirement_count; i++)
        sam_text_format(&text, "%s %s\n",
                        sam_deal_is_missing(deal, deal->requirements[i]) ? "missing" : "met",
                        deal->requirements[i]);
    sam_text_format(&text, "word costs.draw_profile %s\n", deal->draw_profile);
    for (uint32_t i = 0; i < deal->draw_count; i++) {
        sam_text_format(&text, "number costs.draw_shares.%u ", i);
        sam_text_add_number(&text, deal->draw_shares[i]);
        sam_text_add_char(&text, '\n');
    }
    for (uint32_t i = 0; i < deal->input_count; i++) {
        sam_text_format(&text, "number %s ", deal->inputs[i].name);
        sam_text_add_number(&text, deal->inputs[i].value);
        sam_text_add_char(&text, '\n');
    }
    reader->no_memory |= text.broken;
    if (!text.broken)
        sam_sha256(reader->deal->hash, text.data, text.length);
    sam_text_free(&text);
}
