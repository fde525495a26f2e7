/* What the things of a deal are called in the user's language: models, parties, inputs, measures,
 * units. Ids and keys stay what they are; these are for people. */
#include <string.h>

#include "deal/fields.h"
#include "report/texts.h"

const char *sam_say_model(const sam_deal *deal) {
    const char *name = sam_say_name(&deal->model_name);
    return *name ? name : deal->model_id;
}

const char *sam_say_scenario(const sam_deal *deal) {
    const char *name = sam_say_name(&deal->scenario_name);
    return *name ? name : deal->scenario_id;
}

const char *sam_say_party(const sam_deal *deal, uint32_t party) {
    const sam_party *p = &deal->parties[party];
    const char *word = sam_say_word(SAM_WORDS_PARTY, p->id);
    const char *name = sam_say_name(&p->name);
    if (word || *name)
        return word ? word : name;
    size_t same = 0;
    for (uint32_t i = 0; i < deal->party_count; i++)
        same += deal->parties[i].role == p->role;
    word = sam_say_word(SAM_WORDS_PARTY, sam_role_text(p->role));
    return same == 1 && word ? word : p->id;
}

const char *sam_say_measure(const char *name, const char *label) {
    const char *dot = strrchr(name, '.');
    const char *word = sam_say_word(SAM_WORDS_MEASURE, dot ? dot + 1 : name);
    return word ? word : sam_tr(label);
}

const char *sam_say_account(const char *account) {
    const char *word = sam_say_word(SAM_WORDS_ACCOUNT, account);
    return word ? word : account;
}

/* Who or what an input belongs to, by its name up to the dot. Nullable: the project itself. */
static const char *owner_of(const sam_deal *deal, const char *name) {
    size_t length = strcspn(name, ".");
    for (uint32_t i = 0; i < deal->clause_count; i++)
        if (strlen(deal->clauses[i].id) == length && memcmp(deal->clauses[i].id, name, length) == 0)
            return sam_say_kind(deal->clauses[i].spec);
    for (uint32_t i = 0; i < deal->party_count; i++)
        if (strlen(deal->parties[i].id) == length && memcmp(deal->parties[i].id, name, length) == 0)
            return sam_say_party(deal, i);
    return NULL;
}

void sam_say_input(sam_text *out, const sam_deal *deal, uint32_t index) {
    const sam_input *input = &deal->inputs[index];
    const char *own = input->field ? sam_say_field(input->field) : input->name;
    const char *owner = owner_of(deal, input->name);
    if (owner)
        sam_say_fill(out, sam_say(SAM_SAY_COLON), (const char *const[]){owner, own, NULL});
    else
        sam_text_add(out, own);
}

const char *sam_say_unit(sam_unit unit) {
    static const char *const WORDS[] = {
        [SAM_UNIT_NOK] = "kr",
        [SAM_UNIT_NOK_M2] = "kr/m²",
        [SAM_UNIT_NOK_MONTH] = N_("kr/month"),
        [SAM_UNIT_NOK_YEAR] = N_("kr/year"),
        [SAM_UNIT_NOK_M2_YEAR] = N_("kr/m²/year"),
        [SAM_UNIT_SHARE] = "%",
        [SAM_UNIT_RATE] = N_("% a year"),
        [SAM_UNIT_RATIO] = N_("ratio"),
        [SAM_UNIT_MONTHS] = N_("months"),
        [SAM_UNIT_YEARS] = N_("years"),
        [SAM_UNIT_M2] = "m²",
        [SAM_UNIT_COUNT] = N_("number"),
        [SAM_UNIT_FLAG] = N_("1 yes, 0 no"),
    };
    return sam_tr(WORDS[unit]);
}

void sam_say_named(sam_text *out, const sam_name *name, const char *id) {
    const char *own = name ? sam_say_name(name) : "";
    sam_text_add_visible(out, own);
    sam_text_format(out, *own ? " (%s)" : "%s", id);
}

void sam_say_month(sam_text *out, const sam_deal *deal, double month) {
    int months = deal->start_year * 12 + deal->start_month - 2 + (int)month;
    sam_text_format(out, "%02d.%04d", months % 12 + 1, months / 12);
}

char *sam_say_capital(sam_arena *arena, const char *text) {
    char *copy = sam_arena_text(arena, text, strlen(text));
    if (!copy)
        return NULL;
    if (*copy >= 'a' && *copy <= 'z')
        *copy = (char)(*copy - 'a' + 'A');
    /* "å" as "Å": the small letters of Latin-1 lie 32 above the great ones. */
    if ((unsigned char)copy[0] == 0xC3 && (unsigned char)copy[1] >= 0xA0)
        copy[1] = (char)(copy[1] - 0x20);
    return copy;
}
