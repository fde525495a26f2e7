/* The card of every shipped model: it names the parties, the law, the places and the needs of its
 * file, in three languages; a hostile file stays text on a terminal too. */
#include "page.h"

#include <dirent.h>

#include "deal/tree.h"
#include "speak.h"

typedef struct model_file {
    sam_arena *arena;
    sam_document document;
    const sam_tree *tree;
    char *bytes;
} model_file;

static void open_model(model_file *m, const char *name, bool hostile) {
    sam_source source = page_source(name, hostile);
    m->bytes = (char *)(size_t)source.bytes;
    m->arena = sam_arena_new();
    m->document =
        (sam_document){.name = name, .bytes = source.bytes, .length = source.length, .base = ""};
    cr_assert(sam_tree_read(&m->tree, &m->document, m->arena));
}

static void close_model(model_file *m) {
    sam_arena_free(m->arena);
    free(m->bytes);
}

static void write_card(const model_file *m, sam_language language, sam_text *text, sam_text *page) {
    sam_doc document;
    test_speak(language);
    cr_assert(sam_doc_init(&document, sam_card_title(m->tree), sam_say(SAM_SAY_CARD)));
    sam_card_write(&document, m->tree);
    sam_doc_text(text, &document, 80);
    sam_doc_html(page, &document);
    cr_assert(!text->broken && !page->broken);
    sam_doc_clear(&document);
}

/* Without line ends and the blanks after them, so that a sentence is found where it was wrapped. */
static char *unwrapped(const char *text) {
    char *out = calloc(1, strlen(text) + 1), *to = out;
    for (; *text; text++) {
        bool blank = *text == ' ' || *text == '\n';
        if (blank && (to == out || to[-1] == ' '))
            continue;
        *to++ = (char)(blank ? ' ' : *text);
    }
    return out;
}

static void check_list(const model_file *m, const char *list, const char *key, const char *inner,
                       const char *flat) {
    const sam_tree *all = sam_tree_member(m->tree, list);
    for (const sam_tree *one = all ? all->child : NULL; one; one = one->next) {
        const sam_tree *value = sam_tree_member(one, key);
        if (value && inner)
            value = sam_tree_member(value, inner);
        cr_assert(value && value->text);
        /* Acts and places stand in the file in one language, and are translated by the catalogues.
         */
        const char *shown = sam_tr(value->text);
        cr_expect_not_null(strstr(flat, shown), "%s: %s is not on the card", m->document.name,
                           shown);
    }
}

static void check_card(const char *name) {
    static const char *const LANGUAGES[] = {"nn", "nb", "en"};
    for (int i = 0; i < SAM_LANGUAGES; i++) {
        model_file m;
        sam_text text = SAM_TEXT_EMPTY, page = SAM_TEXT_EMPTY;
        open_model(&m, name, false);
        write_card(&m, (sam_language)i, &text, &page);
        char *flat = unwrapped(text.data);
        check_list(&m, "law", "paragraph", NULL, flat);
        check_list(&m, "law", "text", LANGUAGES[i], flat);
        check_list(&m, "used_in", "place", NULL, flat);
        check_list(&m, "used_in", "text", LANGUAGES[i], flat);
        const sam_tree *needs = sam_tree_member(m.tree, "requires");
        for (const sam_tree *one = needs ? needs->child : NULL; one; one = one->next) {
            const char *word = sam_say_word(SAM_WORDS_NEED, one->text);
            cr_assert_not_null(word, "%s requires %s, which has no text", name, one->text);
            cr_expect_not_null(strstr(flat, word), "%s: %s", name, word);
        }
        for (const char *line = text.data; *line; line += strcspn(line, "\n") + 1)
            cr_assert_leq(strcspn(line, "\n"), 3 * 80);
        free(flat);
        sam_text_free(&text);
        sam_text_free(&page);
        close_model(&m);
    }
}

Test(card, every_shipped_model_has_one) {
    DIR *folder = opendir(SAMSPEL_SOURCE_DIR "/models");
    size_t count = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char name[300];
        if (!strstr(entry->d_name, ".json"))
            continue;
        snprintf(name, sizeof name, "models/%s", entry->d_name);
        check_card(name);
        count++;
    }
    closedir(folder);
    cr_assert_geq(count, 16);
}

Test(card, hostile_texts_stay_texts) {
    model_file m;
    sam_text text = SAM_TEXT_EMPTY, page = SAM_TEXT_EMPTY;
    open_model(&m, "models/hamaroy.json", true);
    write_card(&m, SAM_ENGLISH, &text, &page);
    for (const char *c = text.data; *c; c++)
        cr_assert(((unsigned char)*c >= 0x20 && *c != 0x7F) || *c == '\n');
    cr_assert_null(strstr(text.data, "\xE2\x80\xAE"));
    cr_assert_null(strstr(page.data, "<script"));
    cr_assert_null(strstr(page.data, "<img"));
    sam_text_free(&text);
    sam_text_free(&page);
    close_model(&m);
}
