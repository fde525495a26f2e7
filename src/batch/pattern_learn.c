/* Learns a pattern: which inputs the scenario's own numbers are, and where in the text those stand.
 * When in doubt a number may not be another. */
#include <string.h>

#include "base/text.h"
#include "batch/allowed.h"
#include "batch/pattern_private.h"
#include "deal/fields.h"
#include "deal/pointer.h"
#include "deal/tree.h"

enum { DEPTH = 64 };

typedef struct learning {
    sam_pattern *pattern;
    sam_arena *arena; /* the pattern's */
    size_t token_room, place_room;
    const sam_tree *scenario; /* for the variants */
    const char *at, *end;
    sam_text pointer; /* of the value at hand */
    unsigned depth;
    bool failed, no_memory;
} learning;

/* ---- places ---- */

static sam_pattern_place *find_place(const learning *l, const char *pointer, size_t length) {
    for (uint32_t i = 0; i < l->pattern->place_count; i++) {
        sam_pattern_place *place = &l->pattern->places[i];
        if (strncmp(place->pointer, pointer, length) == 0 && !place->pointer[length])
            return place;
    }
    return NULL;
}

/* What a patch has where the pointer leads. covers: the patch puts something else in the place of
 * it or of what is around it. Nullable: nothing there. */
static const sam_tree *patched(sam_arena *arena, const sam_tree *patch, const char *pointer,
                               bool *covers) {
    sam_pointer_token token;
    const char *rest = pointer;
    *covers = false;
    while (sam_pointer_next(&rest, &token)) {
        if (patch->kind != SAM_TREE_OBJECT) {
            *covers = true;
            return NULL;
        }
        const char *name = sam_pointer_token_text(arena, token);
        patch = name ? sam_tree_member(patch, name) : NULL;
        if (!patch)
            return NULL;
    }
    *covers = patch->kind != SAM_TREE_OBJECT;
    return *covers ? NULL : patch;
}

static const sam_tree *at_pointer(sam_arena *arena, const sam_tree *tree, const char *pointer) {
    sam_pointer_token token;
    const char *rest = pointer;
    while (tree && sam_pointer_next(&rest, &token)) {
        size_t index = 0;
        const char *name = sam_pointer_token_text(arena, token);
        if (tree->kind == SAM_TREE_ARRAY && sam_pointer_token_index(token, &index)) {
            tree = tree->child;
            for (; tree && index; index--)
                tree = tree->next;
        } else {
            tree = name ? sam_tree_member(tree, name) : NULL;
        }
    }
    return tree;
}

/* A variant is read too, for its faults: a value of the scenario that it mixes with its own may not
 * change, since the mixture is judged. */
static bool is_mixed(const learning *l, const char *pointer) {
    const sam_tree *variants = sam_tree_member(l->scenario, "variants");
    const sam_tree *own = at_pointer(l->arena, l->scenario, pointer);
    for (const sam_tree *v = variants ? variants->child : NULL; v; v = v->next) {
        bool covers = false;
        const sam_tree *patch = patched(l->arena, v, pointer, &covers);
        if (!patch || !own || own->kind != SAM_TREE_OBJECT)
            continue;
        static const char *const keys[] = {"value", "low", "high"};
        for (int i = 0; i < 3; i++)
            if (sam_tree_member(own, keys[i]) && !sam_tree_member(patch, keys[i]))
                return true;
    }
    return false;
}

static sam_pattern_place *add_place(learning *l, const sam_input *input) {
    sam_pattern *p = l->pattern;
    if (p->place_count == l->place_room) {
        size_t wider = l->place_room ? 2 * l->place_room : 128;
        sam_pattern_place *grown = sam_arena_array(l->arena, wider, sizeof *grown);
        if (!grown)
            return NULL;
        if (p->place_count)
            memcpy(grown, p->places, p->place_count * sizeof *grown);
        p->places = grown;
        l->place_room = wider;
    }
    sam_pattern_place *place = &p->places[p->place_count];
    *place = (sam_pattern_place){
        .pointer = sam_arena_text(l->arena, input->pointer, strlen(input->pointer)),
        .field = input->field,
        .now = {input->value, input->low, input->high},
        .fixed = !sam_field_is_free(input->field) || is_mixed(l, input->pointer),
        .range_fixed = input->distribution != SAM_CERTAIN};
    if (!place->pointer)
        return NULL;
    p->place_count++;
    return place;
}

/* Inputs that stand in the scenario itself. */
static bool add_inputs(learning *l, uint32_t model, const sam_deal *deal) {
    for (uint32_t i = 0; i < deal->input_count; i++) {
        const sam_input *input = &deal->inputs[i];
        if (input->origin != SAM_FROM_SCENARIO || strcmp(input->file, deal->scenario_file) != 0)
            continue;
        sam_pattern_place *place = find_place(l, input->pointer, strlen(input->pointer));
        if (!place)
            place = add_place(l, input);
        sam_slot *slot = place ? sam_arena_alloc(l->arena, sizeof *slot) : NULL;
        if (!slot)
            return false;
        *slot = (sam_slot){model, i, place->slots};
        place->slots = slot;
        place->fixed = place->fixed || place->field != input->field ||
                       place->now[SAM_ROLE_VALUE] != input->value;
    }
    return true;
}

/* ---- the text ---- */

static bool add_token(learning *l, sam_token token) {
    sam_pattern *p = l->pattern;
    if (p->token_count == l->token_room) {
        size_t wider = l->token_room ? 2 * l->token_room : 256;
        sam_token *grown = sam_arena_array(l->arena, wider, sizeof *grown);
        if (!grown)
            return false;
        if (p->token_count)
            memcpy(grown, p->tokens, p->token_count * sizeof *grown);
        p->tokens = grown;
        l->token_room = wider;
    }
    p->tokens[p->token_count++] = token;
    return true;
}

static size_t offset(const learning *l) {
    return (size_t)(l->at - l->pattern->bytes);
}

static void skip_blanks(learning *l) {
    while (l->at < l->end && strchr(" \t\r\n", *l->at) && *l->at)
        l->at++;
}

/* The text has been read: its grammar is right. *plain: without escapes. */
static void skip_string(learning *l, bool *plain) {
    *plain = true;
    for (l->at++; l->at < l->end && *l->at != '"'; l->at++)
        if (*l->at == '\\') {
            *plain = false;
            l->at++;
        }
    l->at++;
}

/* The place of a number: the value's own pointer, or that of the object around it. */
static sam_pattern_place *place_of(const learning *l, sam_token_role *role) {
    static const char *const keys[] = {"/value", "/low", "/high"};
    const char *pointer = l->pointer.data ? l->pointer.data : "";
    *role = SAM_ROLE_VALUE;
    sam_pattern_place *place = find_place(l, pointer, l->pointer.length);
    for (int i = 0; !place && i < 3; i++) {
        size_t length = strlen(keys[i]);
        if (l->pointer.length < length ||
            strcmp(pointer + l->pointer.length - length, keys[i]) != 0)
            continue;
        *role = (sam_token_role)i;
        place = find_place(l, pointer, l->pointer.length - length);
    }
    return place;
}

static void read_number(learning *l) {
    size_t begin = offset(l);
    while (l->at < l->end && *l->at && !strchr(",]} \t\r\n", *l->at))
        l->at++;
    sam_token_role role;
    sam_pattern_place *place = place_of(l, &role);
    bool number = l->pattern->bytes[begin] == '-' ||
                  (l->pattern->bytes[begin] >= '0' && l->pattern->bytes[begin] <= '9');
    if (!place || !number || place->fixed || (role != SAM_ROLE_VALUE && place->range_fixed))
        return;
    place->has[role] = true;
    l->no_memory |= !add_token(l, (sam_token){.begin = begin,
                                              .end = offset(l),
                                              .kind = SAM_TOKEN_NUMBER,
                                              .role = role,
                                              .place = (uint32_t)(place - l->pattern->places),
                                              .number = place->now[role]});
}

/* Names say nothing that is computed with. */
static bool is_name(const char *pointer) {
    static const char *const names[] = {"/name/nn", "/name/nb", "/name/en", "/municipality/name",
                                        "/municipality/number"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], pointer) == 0)
            return true;
    return false;
}

static void read_string(learning *l) {
    const char *pointer = l->pointer.data ? l->pointer.data : "";
    bool plain, id = strcmp(pointer, "/id") == 0;
    size_t begin = offset(l) + 1;
    skip_string(l, &plain);
    if (!plain || (!id && !is_name(pointer)))
        return;
    l->no_memory |= !add_token(l, (sam_token){.begin = begin,
                                              .end = offset(l) - 1,
                                              .kind = id ? SAM_TOKEN_ID : SAM_TOKEN_TEXT});
}

static void read_value(learning *l);

/* Adds the key to the pointer. A key that a pointer would have to escape is none of ours: the
 * reader's keys are plain. */
static void read_key(learning *l) {
    const char *begin = l->at + 1;
    bool plain;
    skip_string(l, &plain);
    size_t length = (size_t)(l->at - 1 - begin);
    l->failed |= !plain || memchr(begin, '~', length) || memchr(begin, '/', length);
    sam_text_add_char(&l->pointer, '/');
    sam_text_add_bytes(&l->pointer, begin, length);
    skip_blanks(l);
    l->at++; /* the colon */
}

static void read_container(learning *l, bool object) {
    size_t before = l->pointer.length;
    l->at++;
    skip_blanks(l);
    for (size_t index = 0; l->at < l->end && *l->at != ']' && *l->at != '}' && !l->failed;
         index++) {
        if (object)
            read_key(l);
        else
            sam_text_format(&l->pointer, "/%zu", index);
        read_value(l);
        l->pointer.length = before;
        if (l->pointer.data)
            l->pointer.data[before] = '\0';
        skip_blanks(l);
        if (l->at < l->end && *l->at == ',')
            l->at++;
        skip_blanks(l);
    }
    l->at++;
}

static void read_value(learning *l) {
    skip_blanks(l);
    l->failed |= l->depth == DEPTH || l->at >= l->end || l->pointer.broken;
    if (l->failed)
        return;
    l->depth++;
    if (*l->at == '{' || *l->at == '[')
        read_container(l, *l->at == '{');
    else if (*l->at == '"')
        read_string(l);
    else
        read_number(l);
    l->depth--;
}

/* ---- the whole ---- */

static bool take_deals(learning *l, sam_deal *const *deals, size_t models) {
    sam_pattern *p = l->pattern;
    p->models = models;
    for (size_t m = 0; m < models; m++) {
        double *inputs = sam_arena_array(l->arena, deals[m]->input_count + 1u, sizeof *inputs);
        if (!inputs || !add_inputs(l, (uint32_t)m, deals[m]))
            return false;
        for (uint32_t i = 0; i < deals[m]->input_count; i++)
            inputs[i] = deals[m]->inputs[i].value;
        p->inputs[m] = inputs;
        p->input_count[m] = deals[m]->input_count;
    }
    return true;
}

/* A place whose value is no token of its own (a word of three numbers) may not change; so may one
 * that is written twice. */
static void learn(learning *l, sam_source scenario, sam_deal *const *deals, size_t models) {
    sam_document document = {
        .name = "", .bytes = scenario.bytes, .length = scenario.length, .base = ""};
    sam_pattern *p = l->pattern;
    p->bytes = sam_arena_text(l->arena, scenario.bytes, scenario.length);
    p->length = scenario.length;
    l->no_memory |= !p->bytes || !sam_tree_read(&l->scenario, &document, l->arena);
    if (l->no_memory || !take_deals(l, deals, models)) {
        l->no_memory = true;
        return;
    }
    l->at = p->bytes;
    l->end = p->bytes + p->length;
    read_value(l);
    l->no_memory |= l->pointer.broken;
}

sam_status sam_pattern_learn(sam_pattern **out, sam_source scenario, sam_deal *const *deals,
                             size_t models, uint32_t warnings) {
    *out = NULL;
    sam_arena *arena = sam_arena_new();
    sam_pattern *pattern = arena ? sam_arena_alloc(arena, sizeof *pattern) : NULL;
    if (!pattern) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    pattern->arena = arena;
    pattern->warnings = warnings;
    learning l = {.pattern = pattern, .arena = arena};
    learn(&l, scenario, deals, models);
    sam_text_free(&l.pointer);
    if (!l.no_memory && !l.failed) {
        *out = pattern;
        return SAM_OK;
    }
    sam_arena_free(arena);
    return l.no_memory ? SAM_MEMORY : SAM_OK;
}
