/* See deal_shipped.h. */
#include "deal_shipped.h"

#include <stdio.h>
#include <stdlib.h>

const char *const shipped_models[SHIPPED_MODELS] = {
    "burettslag",      "fellesselskap", "hamaroy",     "kjopegaranti", "kommunal",    "langleige",
    "leige_eige",      "leigegaranti",  "leigeopsjon", "ops",          "provebustad", "stiftelse",
    "strategisk_kjop", "tildeling",     "tilvising",   "tomt"};

static void stop(const char *what, const char *detail) {
    fprintf(stderr, "shipped deal: %s: %s\n", what, detail);
    abort();
}

/* The caller frees the bytes. */
static sam_source read_file(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s.json", SAMSPEL_SOURCE_DIR, name);
    FILE *stream = fopen(path, "rb");
    enum { MOST = 1 << 20 };
    char *bytes = stream ? malloc(MOST) : NULL;
    if (!bytes)
        stop("cannot open", path);
    size_t length = fread(bytes, 1, MOST, stream);
    fclose(stream);
    return (sam_source){name, bytes, length};
}

void test_deal_shipped(test_deal *d, const char *model, const char *scenario, const char *variant,
                       const char *const *set) {
    enum { MOST_SET = 32 };
    sam_override overrides[MOST_SET];
    size_t count = 0;
    for (; set && set[2 * count] && count < MOST_SET; count++)
        overrides[count] = (sam_override){set[2 * count], set[2 * count + 1]};
    sam_source files[3] = {read_file(model), read_file(scenario), read_file("models/terms/norway")};
    *d = (test_deal){.diags = sam_diags_new()};
    sam_status status =
        sam_deal_read(&d->deal, files[0], files[1], files[2], variant, overrides, count, d->diags);
    if (status == SAM_OK)
        status = sam_plan_compile(&d->plan, d->deal, d->diags);
    for (int i = 0; i < 3; i++)
        free((char *)(uintptr_t)files[i].bytes);
    if (status == SAM_OK)
        return;
    const sam_diag *first = sam_diags_stored(d->diags) ? sam_diags_at(d->diags, 0) : NULL;
    stop(first ? first->message : "no diagnostics", first && first->pointer ? first->pointer : "");
}
