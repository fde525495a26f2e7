/* Formulas as text: what is printed reads back to the very same node, for every row of the shipped
 * deals; precedence, mirrored comparisons and logic against formulas written by hand. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "plan/builder.h"
#include "plan/express.h"

static char *slurp(const char *name, size_t *length) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", SAMSPEL_SOURCE_DIR, name);
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char *bytes = calloc(1, 1 << 20);
    *length = fread(bytes, 1, (1 << 20) - 1, file);
    fclose(file);
    return bytes;
}

typedef struct shipped {
    char *bytes[3];
    sam_diags *diags;
    sam_deal *deal;
    sam_plan *plan;
} shipped;

static void open_shipped(shipped *s, const char *model, const char *scenario) {
    const char *names[3] = {model, scenario, "models/terms/norway.json"};
    sam_source sources[3];
    for (int i = 0; i < 3; i++) {
        sources[i].name = names[i];
        s->bytes[i] = slurp(names[i], &sources[i].length);
        sources[i].bytes = s->bytes[i];
    }
    s->diags = sam_diags_new();
    cr_assert_eq(
        sam_deal_read(&s->deal, sources[0], sources[1], sources[2], NULL, NULL, 0, s->diags),
        SAM_OK);
    cr_assert_eq(sam_plan_compile(&s->plan, s->deal, s->diags), SAM_OK);
}

static void close_shipped(shipped *s) {
    sam_plan_free(s->plan);
    sam_deal_free(s->deal);
    sam_diags_free(s->diags);
    for (int i = 0; i < 3; i++)
        free(s->bytes[i]);
}

/* A builder that holds a plan's rows and nodes, each node under its old number. */
static void reopen(sam_builder *b, const sam_plan *plan, sam_diags *diags) {
    *b = (sam_builder){.arena = sam_arena_new(), .deal = plan->deal, .diags = diags};
    for (uint32_t i = 0; i < plan->row_count; i++)
        sam_builder_row(b, &plan->rows[i]);
    for (uint32_t i = 0; i < plan->deal->input_count; i++)
        cr_assert(sam_names_put(&b->inputs, b->arena, plan->deal->inputs[i].name, i));
    for (uint32_t i = 0; i < plan->node_count; i++) {
        const sam_node *n = &plan->nodes[i];
        uint32_t again = n->op == SAM_OP_CONST ? sam_builder_const(b, n->value)
                                               : sam_builder_node(b, n->op, n->a, n->b, n->c);
        cr_assert_eq(again, i);
    }
}

/* Parses text as a row's formula where only full names are known. */
static uint32_t parse(sam_builder *b, uint32_t row, const char *text) {
    b->rows[row].formula = text;
    b->rows[row].clause = b->deal->clause_count;
    b->rows[row].party = SAM_NO_PARTY;
    sam_builder_parse(b, row);
    return b->rows[row].root;
}

static void check_reads_back(const char *model, const char *scenario) {
    shipped s;
    open_shipped(&s, model, scenario);
    sam_builder b;
    reopen(&b, s.plan, s.diags);
    for (uint32_t i = 0; i < s.plan->row_count; i++) {
        sam_text text = SAM_TEXT_EMPTY;
        sam_express_row(&text, s.plan, i);
        cr_assert_eq(text.data == NULL, s.plan->rows[i].kind == SAM_ROW_CURVE);
        if (text.data) {
            cr_assert_eq(parse(&b, i, text.data), s.plan->rows[i].root, "%s = %s",
                         s.plan->rows[i].name, text.data);
            cr_assert_eq(b.status, SAM_OK, "%s = %s", s.plan->rows[i].name, text.data);
        }
        sam_text_free(&text);
    }
    /* A constant may be written as a fraction, whose two numbers are then new; nothing else is. */
    for (uint32_t i = s.plan->node_count; i < b.node_count; i++)
        cr_assert_eq(b.nodes[i].op, SAM_OP_CONST, "reading back made new nodes");
    sam_arena_free(b.arena);
    close_shipped(&s);
}

Test(express, every_row_reads_back_to_the_same_node) {
    static const char *const models[] = {
        "burettslag",      "fellesselskap", "hamaroy",     "kjopegaranti",
        "kommunal",        "langleige",     "leige_eige",  "leigegaranti",
        "leigeopsjon",     "ops",           "provebustad", "stiftelse",
        "strategisk_kjop", "tildeling",     "tilvising",   "tomt",
    };
    for (size_t i = 0; i < sizeof models / sizeof *models; i++) {
        char model[64];
        snprintf(model, sizeof model, "models/%s.json", models[i]);
        check_reads_back(model, "scenarios/hitra.json");
        check_reads_back(model, "scenarios/dagens.json");
    }
}

/* Formula in, formula out, in the shipped deal's rows. NULL: unchanged. */
static const char *const WRITTEN[][2] = {
    {"m - (done - area)", NULL},
    {"m - done - area", NULL},
    {"(m - done) - area", "m - done - area"},
    {"m / (done * area)", NULL},
    {"m * done / area", NULL},
    {"-(m + done)", NULL},
    {"-m ^ 2", NULL},
    {"(-m) ^ 2", NULL},
    {"m ^ done ^ 2", NULL},
    {"(m ^ done) ^ 2", NULL},
    {"m ^ -done", NULL},
    {"m - -done", NULL},
    {"m ^ (1 / 12)", NULL},
    {"m * (1 / 12)", NULL},
    {"m + 0.25", NULL},
    {"m * -3", NULL},
    {"(m = done) * area", NULL},
    {"(m = 1) + (m < done)", NULL},
    {"m <= done", NULL},
    {"done >= m", "m <= done"},
    {"m >= done", NULL},
    {"done > area", NULL},
    {"(m > done) = (m > area)", NULL},
    {"last or operating and m > 3", NULL},
    {"(last or operating) and m > 3", NULL},
    {"min(m > 3, last)", "m > 3 and last"},
    {"min(m, last)", NULL},
    {"not last", NULL},
    {"not (last and operating)", NULL},
    {"not (m = 1) * 2", "not (m = 1) * 2"},
    {"if(last, min(m, 4), max(prev(m), next(m)))", NULL},
    {"sum(m) + dot(m, last) + lowest(m, last) - highest(m, last)", NULL},
    {"first(last) + at(m, done - 1)", NULL},
    {"annuity(economy.inflation / 12, floor(m / 3))", NULL},
};

Test(express, parentheses_where_they_are_needed_and_nowhere_else) {
    shipped s;
    open_shipped(&s, "models/tilvising.json", "scenarios/hitra.json");
    sam_builder b;
    reopen(&b, s.plan, s.diags);
    uint32_t row = sam_plan_find_row(s.plan, "cash");
    for (size_t i = 0; i < sizeof WRITTEN / sizeof *WRITTEN; i++) {
        sam_row rewritten = b.rows[row];
        rewritten.root = parse(&b, row, WRITTEN[i][0]);
        cr_assert_eq(b.status, SAM_OK, "%s", WRITTEN[i][0]);
        sam_plan plan = *s.plan;
        plan.nodes = b.nodes;
        plan.rows = b.rows;
        sam_text text = SAM_TEXT_EMPTY;
        sam_express_row(&text, &plan, row);
        cr_expect_str_eq(text.data, WRITTEN[i][1] ? WRITTEN[i][1] : WRITTEN[i][0]);
        cr_expect_eq(parse(&b, row, text.data), rewritten.root, "%s", text.data);
        sam_text_free(&text);
    }
    sam_arena_free(b.arena);
    close_shipped(&s);
}

typedef struct list {
    const sam_plan *plan;
    char text[400];
} list;

static void note(void *context, sam_op op, uint32_t index) {
    list *l = context;
    const char *name =
        op == SAM_OP_INPUT ? l->plan->deal->inputs[index].name : l->plan->rows[index].name;
    size_t length = strlen(l->text);
    snprintf(l->text + length, sizeof l->text - length, "%s%s", length ? " " : "", name);
}

/* 2.5 is if(m = 1, (1 + economy.inflation) ^ (project.price_lag / 12), prev(price_level))
 * * (1 + inflation) ^ (1 / 12); 10.25 is dot(net, factor). */
Test(express, uses_are_named_once_in_order) {
    shipped s;
    open_shipped(&s, "models/tilvising.json", "scenarios/hitra.json");
    list uses = {.plan = s.plan};
    sam_plan_row_uses(s.plan, sam_plan_find_row(s.plan, "price_level"), note, &uses);
    cr_expect_str_eq(uses.text, "m economy.inflation project.price_lag price_level inflation");
    uses.text[0] = '\0';
    sam_plan_row_uses(s.plan, sam_plan_find_row(s.plan, "project.npv"), note, &uses);
    cr_expect_str_eq(uses.text, "project.net project.factor");
    uses.text[0] = '\0';
    sam_plan_row_uses(s.plan, sam_plan_find_row(s.plan, "m"), note, &uses);
    cr_expect_str_eq(uses.text, "");
    uses.text[0] = '\0';
    sam_plan_row_uses(s.plan, sam_plan_find_row(s.plan, "vacancy"), note, &uses);
    cr_expect_str_eq(uses.text,
                     "operating operation.vacancy operating_month operation.vacancy_first_year");
    close_shipped(&s);
}
