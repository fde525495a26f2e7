/* Finds keys given twice in one object, comparing what the keys mean and not how they are escaped.
 * Memory grows with the keys of the open objects only. Must not report: that is scan.c's. */
#include "scan_state.h"

#include "base/arena.h"
#include "base/utf8.h"

enum { BUCKETS = 16384, FIRST_CAPACITY = 256, REPLACEMENT = 0xFFFD };

static int hex_value(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The four hex digits of \uXXXX at at; -1 when they are not there. */
static int32_t unit_at(const char *at, const char *end) {
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return -1;
    int32_t unit = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex_value(at[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static uint32_t decode_unit(const char **at, const char *end) {
    int32_t high = unit_at(*at, end);
    if (high < 0) {
        *at += 1;
        return REPLACEMENT;
    }
    *at += 6;
    if (high < 0xD800 || high > 0xDFFF)
        return (uint32_t)high;
    int32_t low = unit_at(*at, end);
    if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return REPLACEMENT;
    *at += 6;
    return 0x10000u + ((uint32_t)(high - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
}

static uint32_t decode_letter(char letter) {
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return (unsigned char)letter < 0x80 ? (uint32_t)letter : REPLACEMENT;
    }
}

uint32_t sam_scan_decode(const char **at, const char *end) {
    if (**at == '\\' && end - *at > 1) {
        if ((*at)[1] == 'u')
            return decode_unit(at, end);
        *at += 2;
        return decode_letter((*at)[-1]);
    }
    uint32_t code = REPLACEMENT;
    size_t length = sam_utf8_read(*at, (size_t)(end - *at), &code);
    *at += length == SAM_UTF8_BAD ? 1 : length;
    return code;
}

/* FNV-1a over code points. Colliding keys cost time, never a wrong answer, and the limits on
 * members and nodes bound that time. */
static uint64_t hash_key(const char *at, const char *end) {
    uint64_t hash = 0xCBF29CE484222325u;
    while (at < end)
        hash = (hash ^ sam_scan_decode(&at, end)) * 0x100000001B3u;
    return hash ^ hash >> 32;
}

static bool same_key(const sam_scan_key *a, const sam_scan_key *b) {
    const char *left = a->key, *right = b->key;
    while (left < a->key_end && right < b->key_end)
        if (sam_scan_decode(&left, a->key_end) != sam_scan_decode(&right, b->key_end))
            return false;
    return left == a->key_end && right == b->key_end;
}

static uint32_t *bucket_of(sam_scan_keys *keys, const sam_scan_key *key) {
    uint64_t mixed = (key->hash + key->serial) * 0x9E3779B97F4A7C15u;
    return &keys->bucket[(mixed >> 32) % BUCKETS];
}

bool sam_scan_keys_init(sam_scan_keys *keys) {
    keys->bucket = sam_alloc(BUCKETS * sizeof *keys->bucket);
    keys->key = sam_alloc(FIRST_CAPACITY * sizeof *keys->key);
    keys->count = 0;
    keys->capacity = FIRST_CAPACITY;
    for (size_t i = 0; keys->bucket && i < BUCKETS; i++)
        keys->bucket[i] = 0;
    return keys->bucket && keys->key;
}

void sam_scan_keys_clear(sam_scan_keys *keys) {
    sam_free(keys->bucket);
    sam_free(keys->key);
}

static bool reserve(sam_scan_keys *keys) {
    if (keys->count < keys->capacity)
        return true;
    sam_scan_key *larger = sam_realloc(keys->key, keys->capacity * 2 * sizeof *larger);
    if (!larger)
        return false;
    keys->key = larger;
    keys->capacity *= 2;
    return true;
}

bool sam_scan_keys_add(sam_scan_keys *keys, const sam_scan_frame *frame, unsigned line,
                       unsigned *earlier) {
    sam_scan_key fresh = {.hash = hash_key(frame->key, frame->key_end),
                          .serial = frame->serial,
                          .key = frame->key,
                          .key_end = frame->key_end,
                          .line = line};
    uint32_t *bucket = bucket_of(keys, &fresh);
    *earlier = 0;
    for (uint32_t i = *bucket; i; i = keys->key[i - 1].next) {
        const sam_scan_key *old = &keys->key[i - 1];
        if (old->hash != fresh.hash || old->serial != fresh.serial || !same_key(old, &fresh))
            continue;
        *earlier = old->line;
        return true;
    }
    if (!reserve(keys))
        return false;
    fresh.next = *bucket;
    keys->key[keys->count++] = fresh;
    *bucket = (uint32_t)keys->count;
    return true;
}

void sam_scan_keys_drop(sam_scan_keys *keys, size_t count) {
    while (keys->count > count) {
        const sam_scan_key *last = &keys->key[--keys->count];
        *bucket_of(keys, last) = last->next;
    }
}
