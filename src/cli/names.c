/* Small readings of JSON trees that several commands share. */
#include "cli/names.h"

const char *sam_cli_name(const sam_tree *names) {
    const sam_tree *name =
        names ? sam_tree_member(names, sam_language_code(sam_language_now())) : NULL;
    if (names && !name)
        name = sam_tree_member(names, "en");
    return name ? name->text : NULL;
}

const char *sam_cli_text(const sam_tree *object, const char *key) {
    const sam_tree *member = object ? sam_tree_member(object, key) : NULL;
    return member ? member->text : NULL;
}

sam_status sam_cli_read_tree(sam_cli *cli, const char *path, const sam_tree **out) {
    *out = NULL;
    sam_source source;
    sam_status status = sam_cli_read(cli, path, &source);
    if (status == SAM_OK)
        status = sam_scan_json(source.bytes, source.length, source.name, false, cli->diags);
    sam_document *document =
        status == SAM_OK ? sam_arena_alloc(cli->arena, sizeof *document) : NULL;
    if (status != SAM_OK || !document)
        return status == SAM_OK ? SAM_MEMORY : status;
    *document =
        (sam_document){.name = path, .bytes = source.bytes, .length = source.length, .base = ""};
    return sam_tree_read(out, document, cli->arena) ? SAM_OK : SAM_MEMORY;
}
