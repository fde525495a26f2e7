/* Formula nodes -> text. Knows precedence and the shapes that read better than their operations;
 * knows no cell, no sheet and no clause. */
#include "plan/express.h"

#include <math.h>

#include "base/number.h"

typedef struct writer {
    sam_text *out;
    const sam_plan *plan;
    const sam_dialect *dialect;
    void *context;
} writer;

/* What the place around a node asks of it. */
typedef enum wanted { AS_NUMBER, AS_OPERAND, AS_CONDITION } wanted;

static bool is_comparison(sam_op op) {
    return op == SAM_OP_GT || op == SAM_OP_GE || op == SAM_OP_EQ;
}

static bool is_leaf(sam_op op) {
    return op == SAM_OP_SCALAR || op == SAM_OP_ROW || op == SAM_OP_PREV || op == SAM_OP_NEXT;
}

/* Can the node be 0 and 1 only? */
static bool is_flag(const sam_plan *plan, uint32_t node) {
    const sam_node *n = &plan->nodes[node];
    if (is_leaf(n->op))
        return plan->rows[n->a].unit == SAM_UNIT_FLAG;
    if (n->op == SAM_OP_MIN || n->op == SAM_OP_MAX)
        return is_flag(plan, n->a) && is_flag(plan, n->b);
    return is_comparison(n->op) || n->op == SAM_OP_NOT;
}

static bool is_monthly_leaf(const sam_plan *plan, uint32_t node) {
    sam_op op = plan->nodes[node].op;
    return is_leaf(op) && op != SAM_OP_SCALAR;
}

/* The form a node asks for: its operation, or a more readable one that says the same. */
static unsigned wish(const sam_plan *plan, uint32_t node) {
    const sam_node *n = &plan->nodes[node];
    bool mirrored = (n->op == SAM_OP_GT || n->op == SAM_OP_GE) && is_monthly_leaf(plan, n->b) &&
                    !is_monthly_leaf(plan, n->a);
    if (mirrored)
        return n->op == SAM_OP_GT ? SAM_FORM_BELOW : SAM_FORM_AT_MOST;
    if (n->op == SAM_OP_MIN || n->op == SAM_OP_MAX) {
        unsigned logic = n->op == SAM_OP_MIN ? SAM_FORM_AND : SAM_FORM_OR;
        return is_flag(plan, node) ? logic : n->op;
    }
    if (n->op == SAM_OP_DIV && plan->nodes[n->b].op == SAM_OP_CONST && plan->nodes[n->b].value != 0)
        return SAM_FORM_DIV_SAFE;
    return n->op;
}

static const sam_form *choose(const writer *w, uint32_t node, wanted as) {
    const sam_dialect *dialect = w->dialect;
    const sam_form *conditions = dialect->conditions;
    sam_op op = w->plan->nodes[node].op;
    unsigned form = wish(w->plan, node);
    bool truth = as == AS_CONDITION || (as == AS_OPERAND && is_comparison(op));
    if (conditions && truth)
        return conditions[form].text ? &conditions[form] : &conditions[SAM_FORM_TRUE];
    return dialect->forms[form].text ? &dialect->forms[form] : &dialect->forms[op];
}

/* n when value is 1/n and its decimals are endless; else 0. A spreadsheet keeps 15 digits of a
 * constant, and a reader knows 1/12 better than 0.08333333333333333. */
static double one_over(double value) {
    double n = value > 0 && value < 1 ? floor(1 / value + 0.5) : 0;
    char text[SAM_NUMBER_SIZE];
    bool endless = n > 0 && n <= 1200 && 1 / n == value && sam_number_print(text, value) > 12;
    return endless ? n : 0;
}

static void put_number(const writer *w, double value, unsigned need) {
    const sam_dialect *dialect = w->dialect;
    double n = one_over(value);
    unsigned gives = n > 0 ? dialect->quotient : dialect->atom;
    if (value < 0)
        gives = dialect->negative;
    if (gives < need)
        sam_text_add_char(w->out, '(');
    if (n > 0)
        sam_text_add(w->out, dialect->one_over);
    sam_text_add_number(w->out, n > 0 ? n : value);
    if (gives < need)
        sam_text_add_char(w->out, ')');
}

static void put(const writer *w, uint32_t node, unsigned need, wanted as);

/* One "$x" of a form. */
static void put_part(const writer *w, uint32_t node, const sam_form *form, char part) {
    const sam_node *n = &w->plan->nodes[node];
    const uint32_t child[SAM_CHILDREN_MOST] = {n->a, n->b, n->c};
    if (part >= 'a' && part <= 'c')
        put(w, child[part - 'a'], form->needs[part - 'a'], AS_NUMBER);
    else if (part == 'A' || part == 'B')
        put(w, child[part - 'A'], form->needs[part - 'A'], AS_OPERAND);
    else if (part == 'x' || part == 'y')
        put(w, child[part - 'x'], form->needs[part - 'x'], AS_CONDITION);
    else if (part == 'i')
        put(w, node, form->needs[0], AS_NUMBER);
    else if (part == 'm')
        w->dialect->leaf(w->context, w->out, n->op, sam_plan_find_row(w->plan, "m"));
    else
        w->dialect->leaf(w->context, w->out, n->op, part == 'r' ? n->a : n->b);
}

static void put(const writer *w, uint32_t node, unsigned need, wanted as) {
    const sam_node *n = &w->plan->nodes[node];
    if (n->op == SAM_OP_CONST && !(as == AS_CONDITION && w->dialect->conditions)) {
        put_number(w, n->value, need);
        return;
    }
    const sam_form *form = choose(w, node, as);
    bool wrapped = form->gives < need;
    if (wrapped)
        sam_text_add_char(w->out, '(');
    for (const char *c = form->text; *c; c++) {
        if (*c == '$')
            put_part(w, node, form, *++c);
        else
            sam_text_add_char(w->out, *c);
    }
    if (wrapped)
        sam_text_add_char(w->out, ')');
}

void sam_express(sam_text *out, const sam_plan *plan, uint32_t node, const sam_dialect *dialect,
                 void *context) {
    const writer w = {out, plan, dialect, context};
    put(&w, node, 0, AS_NUMBER);
}

/* The formula language; its grammar is in formula.c. */
enum { ANY, OR, AND, COMPARE, SUM, PRODUCT, UNARY, POWER, ATOM };

static const sam_form NAMES[SAM_FORM_COUNT] = {
    [SAM_OP_INPUT] = {"$r", ATOM, {0}},
    [SAM_OP_SCALAR] = {"$r", ATOM, {0}},
    [SAM_OP_ROW] = {"$r", ATOM, {0}},
    [SAM_OP_PREV] = {"prev($r)", ATOM, {0}},
    [SAM_OP_NEXT] = {"next($r)", ATOM, {0}},
    [SAM_OP_NEG] = {"-$a", UNARY, {UNARY}},
    [SAM_OP_NOT] = {"not $a", UNARY, {UNARY}},
    [SAM_OP_FLOOR] = {"floor($a)", ATOM, {0}},
    [SAM_OP_ADD] = {"$a + $b", SUM, {SUM, PRODUCT}},
    [SAM_OP_SUB] = {"$a - $b", SUM, {SUM, PRODUCT}},
    [SAM_OP_MUL] = {"$a * $b", PRODUCT, {PRODUCT, UNARY}},
    [SAM_OP_DIV] = {"$a / $b", PRODUCT, {PRODUCT, UNARY}},
    [SAM_OP_MIN] = {"min($a, $b)", ATOM, {0}},
    [SAM_OP_MAX] = {"max($a, $b)", ATOM, {0}},
    [SAM_OP_POW] = {"$a ^ $b", POWER, {ATOM, UNARY}},
    [SAM_OP_ANNUITY] = {"annuity($a, $b)", ATOM, {0}},
    [SAM_OP_GT] = {"$a > $b", COMPARE, {SUM, SUM}},
    [SAM_OP_GE] = {"$a >= $b", COMPARE, {SUM, SUM}},
    [SAM_OP_EQ] = {"$a = $b", COMPARE, {SUM, SUM}},
    [SAM_OP_IF] = {"if($a, $b, $c)", ATOM, {0}},
    [SAM_OP_SUM] = {"sum($r)", ATOM, {0}},
    [SAM_OP_DOT] = {"dot($r, $s)", ATOM, {0}},
    [SAM_OP_LOWEST] = {"lowest($r, $s)", ATOM, {0}},
    [SAM_OP_HIGHEST] = {"highest($r, $s)", ATOM, {0}},
    [SAM_OP_FIRST] = {"first($r)", ATOM, {0}},
    [SAM_OP_AT] = {"at($s, $a)", ATOM, {0}},
    [SAM_FORM_AND] = {"$a and $b", AND, {AND, COMPARE}},
    [SAM_FORM_OR] = {"$a or $b", OR, {OR, AND}},
    [SAM_FORM_BELOW] = {"$b < $a", COMPARE, {SUM, SUM}},
    [SAM_FORM_AT_MOST] = {"$b <= $a", COMPARE, {SUM, SUM}},
};

static void put_name(void *context, sam_text *out, sam_op op, uint32_t index) {
    const sam_plan *plan = context;
    sam_text_add(out, op == SAM_OP_INPUT ? plan->deal->inputs[index].name : plan->rows[index].name);
}

void sam_express_row(sam_text *out, const sam_plan *plan, uint32_t row) {
    static const sam_dialect names = {.forms = NAMES,
                                      .one_over = "1 / ",
                                      .negative = UNARY,
                                      .quotient = PRODUCT,
                                      .atom = ATOM,
                                      .leaf = put_name};
    if (plan->rows[row].kind != SAM_ROW_CURVE)
        sam_express(out, plan, plan->rows[row].root, &names, (void *)plan);
}

static void read_node(const sam_plan *plan, uint32_t node, sam_row_use use, void *context) {
    const sam_node *n = &plan->nodes[node];
    const uint32_t child[SAM_CHILDREN_MOST] = {n->a, n->b, n->c};
    for (unsigned i = 0; i < SAM_CHILDREN_MOST && i < sam_op_children(n->op); i++)
        read_node(plan, child[i], use, context);
    bool leaf = n->op >= SAM_OP_INPUT && n->op <= SAM_OP_NEXT;
    if (leaf || (n->op >= SAM_OP_SUM && n->op != SAM_OP_AT))
        use(context, n->op, n->a);
    if (n->op == SAM_OP_DOT || n->op == SAM_OP_LOWEST || n->op == SAM_OP_HIGHEST ||
        n->op == SAM_OP_AT)
        use(context, n->op, n->b);
}

/* Finds at which reading a row or input is met first. */
typedef struct search {
    bool input;
    uint32_t index;
    size_t count, first; /* first: 0 while not met */
} search;

static void look(void *context, sam_op op, uint32_t index) {
    search *s = context;
    s->count++;
    if (s->first == 0 && index == s->index && (op == SAM_OP_INPUT) == s->input)
        s->first = s->count;
}

typedef struct reading {
    const sam_plan *plan;
    uint32_t root;
    size_t count;
    sam_row_use use;
    void *context;
} reading;

/* Formulas have a few dozen leaves: reading again is cheaper than keeping a list. */
static void pass_on_first(void *context, sam_op op, uint32_t index) {
    reading *r = context;
    search s = {.input = op == SAM_OP_INPUT, .index = index};
    read_node(r->plan, r->root, look, &s);
    if (s.first == ++r->count)
        r->use(r->context, op, index);
}

void sam_plan_row_uses(const sam_plan *plan, uint32_t row, sam_row_use use, void *context) {
    if (plan->rows[row].kind == SAM_ROW_CURVE)
        return;
    reading r = {.plan = plan, .root = plan->rows[row].root, .use = use, .context = context};
    read_node(plan, r.root, pass_on_first, &r);
}
