/* SHA-256 against the published examples of FIPS 180-4 (NIST, "SHA256.pdf" of the example values,
 * and the million letters of FIPS 180-2 appendix B.3), and around a block's length
 * against another program. Then what the hash of a deal names. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "deal/hash.h"
#include "reading.h"

static void check(const char *text, const char *digest) {
    char out[65];
    sam_sha256(out, text, strlen(text));
    cr_expect_str_eq(out, digest);
    sam_sha256_with(out, text, strlen(text), sam_sha256_has_fast());
    cr_expect_str_eq(out, digest);
}

Test(hash, published_examples) {
    check("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    check("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
          "lmno"
          "pqrsmnopqrstnopqrstu",
          "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

Test(hash, a_million_letters) {
    char *text = malloc(1000000);
    memset(text, 'a', 1000000);
    char out[65];
    char fast[65];
    sam_sha256(out, text, 1000000);
    sam_sha256_with(fast, text, 1000000, sam_sha256_has_fast());
    free(text);
    cr_expect_str_eq(fast, out);
    cr_expect_str_eq(out, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Lengths at which the padding needs another block; digests by sha256sum of GNU coreutils 9.1. */
Test(hash, lengths_around_a_block) {
    static const struct {
        size_t length;
        const char *digest;
    } known[] = {
        {55, "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"},
        {56, "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e"},
        {63, "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2"},
        {64, "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"},
        {119, "000b48d4edf0fa7bee3c6236ecd2785baa5db4eeb8bb54341b029e0d9fa5fb0c"},
        {120, "13f05a0b594787f5ecd315edc96141bd3243203d1b7d4f0836f37308b276ba98"},
    };
    char text[121];
    memset(text, 'x', sizeof text);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char out[65];
        sam_sha256(out, text, known[i].length);
        cr_expect_str_eq(out, known[i].digest, "%zu", known[i].length);
    }
}

static void hash_of(char out[65], const char *pointer, const char *value) {
    sam_deal *deal = read_set(NULL, pointer, value);
    memcpy(out, deal->hash, 65);
    sam_deal_free(deal);
}

READ_TEST(hash, the_hash_names_inputs_not_their_writing) {
    char first[65], other[65];
    hash_of(first, NULL, NULL);
    cr_expect_eq(strlen(first), 64);
    change(scenario, "\"build_months\": 4,\n    \"horizon_years\": 30",
           "\"horizon_years\": 3.0e1, \"build_months\":4");
    change(scenario, "\"source\": \"the council\"", "\"source\": \"another\"");
    hash_of(other, NULL, NULL);
    cr_expect_str_eq(other, first);
    hash_of(other, "/operation/vacancy", "5e-2");
    cr_expect_str_eq(other, first, "the same number from another place");
}

READ_TEST(hash, the_hash_changes_with_every_input_and_word) {
    static const char *const changes[][2] = {{"/operation/vacancy", "0.050000000000000003"},
                                             {"/operation/vacancy", "0.05000000000000001"},
                                             {"/project/start", "2013-05"},
                                             {"/costs/draw_shares", "[0.2,0.3,0.25,0.25]"},
                                             {"/clauses/loan/profile", "serial"},
                                             {"/clauses/loan/margin", "0.001"},
                                             {"/clauses/cover/guarantor", "bank"},
                                             {"/clauses/loan/amount_max", "0"},
                                             {"/parties/bank/discount_rate", "0.05"}};
    enum { COUNT = sizeof changes / sizeof *changes };
    char seen[COUNT][65];
    for (size_t i = 0; i < COUNT; i++)
        hash_of(seen[i], changes[i][0], changes[i][1]);
    char first[65];
    hash_of(first, NULL, NULL);
    cr_expect_str_eq(seen[0], first, "these digits mean the same double");
    for (size_t i = 1; i < COUNT; i++)
        for (size_t j = 0; j < i; j++)
            cr_expect_str_neq(seen[i], seen[j], "%s %s", changes[i][0], changes[j][0]);
}
