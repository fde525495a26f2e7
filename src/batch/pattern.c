/* Matches texts with a pattern: one pass, comparing what must be the same and reading the numbers.
 * Must say no wherever the reader might not say yes. */
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "batch/allowed.h"
#include "batch/pattern_private.h"
#include "deal/reader.h"

void sam_pattern_free(sam_pattern *pattern) {
    if (pattern)
        sam_arena_free(pattern->arena);
}

sam_shape *sam_pattern_shape(const sam_pattern *pattern, size_t model) {
    return pattern->shape[model];
}

void sam_pattern_set_shape(sam_pattern *pattern, size_t model, sam_shape *shape) {
    pattern->shape[model] = shape;
}

uint32_t sam_pattern_warnings(const sam_pattern *pattern) {
    return pattern->warnings;
}

size_t sam_pattern_room(const sam_pattern *pattern) {
    return (size_t)pattern->place_count * SAM_ROLES + 1;
}

typedef struct matching {
    const sam_pattern *pattern;
    const char *at, *end;
    double *now; /* of the places: value, low, high */
    const char *id;
    size_t id_length;
} matching;

static bool same_bytes(matching *m, size_t begin, size_t end) {
    size_t length = end - begin;
    if ((size_t)(m->end - m->at) < length || memcmp(m->at, m->pattern->bytes + begin, length) != 0)
        return false;
    m->at += length;
    return true;
}

static bool is_number_byte(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

static bool take_number(matching *m, const sam_token *token) {
    const char *begin = m->at;
    while (m->at < m->end && is_number_byte(*m->at))
        m->at++;
    size_t length = (size_t)(m->at - begin);
    double *now = &m->now[token->place * SAM_ROLES + token->role];
    if (length == token->end - token->begin &&
        memcmp(begin, m->pattern->bytes + token->begin, length) == 0) {
        *now = token->number;
        return true;
    }
    return sam_number_parse(begin, length, now);
}

/* Without escapes, control characters or bytes that are no UTF-8; names are never long. */
static bool take_text(matching *m) {
    enum { LONGEST = 1024 };
    const char *begin = m->at;
    while (m->at < m->end && *m->at != '"') {
        unsigned char c = (unsigned char)*m->at;
        size_t size = c < 0x80 ? 1 : sam_utf8_read(m->at, (size_t)(m->end - m->at), NULL);
        if (c < 0x20 || c == '\\' || size == SAM_UTF8_BAD || m->at - begin > LONGEST)
            return false;
        m->at += size;
    }
    return m->at < m->end;
}

static bool take_id(matching *m) {
    char id[65];
    m->id = m->at;
    if (!take_text(m))
        return false;
    m->id_length = (size_t)(m->at - m->id);
    if (m->id_length >= sizeof id)
        return false;
    memcpy(id, m->id, m->id_length);
    id[m->id_length] = '\0';
    return sam_id_is_valid(id);
}

static bool take_token(matching *m, const sam_token *token) {
    if (token->kind == SAM_TOKEN_NUMBER)
        return take_number(m, token);
    return token->kind == SAM_TOKEN_ID ? take_id(m) : take_text(m);
}

/* The reader's judgement of one value: bounds of each number, and their order. */
static bool is_good(const sam_pattern_place *place, const double *now) {
    for (int role = 0; role < SAM_ROLES; role++)
        if (place->has[role] && !sam_field_allows(place->field, now[role]))
            return false;
    double low = place->has[SAM_ROLE_LOW] ? now[SAM_ROLE_LOW] : now[SAM_ROLE_VALUE];
    double high = place->has[SAM_ROLE_HIGH] ? now[SAM_ROLE_HIGH] : now[SAM_ROLE_VALUE];
    return low <= now[SAM_ROLE_VALUE] && now[SAM_ROLE_VALUE] <= high;
}

static bool differ(double a, double b) {
    return a < b || a > b;
}

static bool check_place(const matching *m, uint32_t index) {
    const sam_pattern_place *place = &m->pattern->places[index];
    const double *now = &m->now[(size_t)index * SAM_ROLES];
    bool value = differ(now[SAM_ROLE_VALUE], place->now[SAM_ROLE_VALUE]);
    bool range = differ(now[SAM_ROLE_LOW], place->now[SAM_ROLE_LOW]) ||
                 differ(now[SAM_ROLE_HIGH], place->now[SAM_ROLE_HIGH]);
    if (!value && !range)
        return true;
    return !place->fixed && !(range && place->range_fixed) && is_good(place, now);
}

static bool walk(matching *m) {
    const sam_pattern *p = m->pattern;
    size_t from = 0;
    for (uint32_t i = 0; i < p->place_count; i++)
        memcpy(&m->now[(size_t)i * SAM_ROLES], p->places[i].now, sizeof p->places[i].now);
    for (size_t i = 0; i < p->token_count; i++) {
        if (!same_bytes(m, from, p->tokens[i].begin) || !take_token(m, &p->tokens[i]))
            return false;
        from = p->tokens[i].end;
    }
    if (!same_bytes(m, from, p->length) || m->at != m->end)
        return false;
    for (uint32_t i = 0; i < p->place_count; i++)
        if (!check_place(m, i))
            return false;
    return true;
}

static void put_values(const matching *m, double *const *inputs) {
    for (uint32_t i = 0; i < m->pattern->place_count; i++) {
        const sam_pattern_place *place = &m->pattern->places[i];
        if (place->fixed || !place->has[SAM_ROLE_VALUE])
            continue; /* several inputs may come from one text, such as a month */
        for (const sam_slot *slot = place->slots; slot; slot = slot->next)
            inputs[slot->model][slot->input] = m->now[i * SAM_ROLES + SAM_ROLE_VALUE];
    }
}

sam_matching sam_pattern_match(const sam_pattern *pattern, const char *bytes, size_t length,
                               double *room, sam_arena *arena, sam_match *out) {
    matching m = {.pattern = pattern, .at = bytes, .end = bytes + length, .now = room};
    if (!walk(&m))
        return SAM_MATCHES_NOT;
    double *inputs[SAM_PATTERN_MODELS];
    for (size_t i = 0; i < pattern->models; i++) {
        inputs[i] = sam_arena_array(arena, pattern->input_count[i] + 1u, sizeof **inputs);
        if (!inputs[i])
            return SAM_MATCH_NO_MEMORY;
        memcpy(inputs[i], pattern->inputs[i], pattern->input_count[i] * sizeof **inputs);
        out->inputs[i] = inputs[i];
    }
    put_values(&m, inputs);
    out->scenario = m.id ? sam_arena_text(arena, m.id, m.id_length) : NULL;
    return m.id && !out->scenario ? SAM_MATCH_NO_MEMORY : SAM_MATCHES;
}
