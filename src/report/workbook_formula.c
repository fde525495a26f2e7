/* The spreadsheet's dialect of formulas, and the addresses of cells. Only functions that old and
 * new spreadsheet programs compute without array entry; MINIFS and MAXIFS are the newest. */
#include "plan/express.h"
#include "report/workbook.h"

/* Unary minus binds stronger than a power here, unlike in our own language. */
enum { ANY, COMPARE, SUM, PRODUCT, POWER, UNARY, ATOM };

static const sam_form FORMS[SAM_FORM_COUNT] = {
    [SAM_OP_INPUT] = {"$r", ATOM, {0}},
    [SAM_OP_SCALAR] = {"$r", ATOM, {0}},
    [SAM_OP_ROW] = {"$r", ATOM, {0}},
    [SAM_OP_PREV] = {"$r", ATOM, {0}},
    [SAM_OP_NEXT] = {"$r", ATOM, {0}},
    [SAM_OP_NEG] = {"-$a", UNARY, {ATOM}},
    [SAM_OP_NOT] = {"IF($x,0,1)", ATOM, {0}},
    [SAM_OP_FLOOR] = {"INT($a)", ATOM, {0}},
    [SAM_OP_ADD] = {"$A+$B", SUM, {SUM, PRODUCT}},
    [SAM_OP_SUB] = {"$A-$B", SUM, {SUM, PRODUCT}},
    [SAM_OP_MUL] = {"$A*$B", PRODUCT, {PRODUCT, POWER}},
    [SAM_OP_DIV] = {"IF($b=0,0,$A/$b)", ATOM, {PRODUCT, POWER}},
    [SAM_OP_MIN] = {"MIN($a,$b)", ATOM, {0}},
    [SAM_OP_MAX] = {"MAX($a,$b)", ATOM, {0}},
    [SAM_OP_POW] = {"$a^$b", POWER, {ATOM, ATOM}},
    /* The first repayment of an annuity of 1. The last instalment must repay exactly everything:
     * a trace left of a loan would count as a year with debt service. */
    [SAM_OP_ANNUITY] = {"IF($b<=1,1,-PPMT($a,1,$b,1))", ATOM, {ANY, SUM}},
    [SAM_OP_GT] = {"($a>$b)*1", PRODUCT, {SUM, SUM}},
    [SAM_OP_GE] = {"($a>=$b)*1", PRODUCT, {SUM, SUM}},
    [SAM_OP_EQ] = {"($a=$b)*1", PRODUCT, {SUM, SUM}},
    [SAM_OP_IF] = {"IF($x,$b,$c)", ATOM, {0}},
    [SAM_OP_SUM] = {"SUM($r)", ATOM, {0}},
    [SAM_OP_DOT] = {"SUMPRODUCT($r,$s)", ATOM, {0}},
    /* 0 where no month counts, as in the engine. */
    [SAM_OP_LOWEST] = {"_xlfn.MINIFS($r,$s,\">0\")", ATOM, {0}},
    [SAM_OP_HIGHEST] = {"_xlfn.MAXIFS($r,$s,\">0\")", ATOM, {0}},
    [SAM_OP_FIRST] = {"_xlfn.MINIFS($m,$r,\">0\")", ATOM, {0}},
    /* The row where the month number is that; nothing, so 0, outside the timeline. */
    [SAM_OP_AT] = {"SUMIF($m,INT($a),$s)", ATOM, {0}},
    [SAM_FORM_BELOW] = {"($b<$a)*1", PRODUCT, {SUM, SUM}},
    [SAM_FORM_AT_MOST] = {"($b<=$a)*1", PRODUCT, {SUM, SUM}},
    [SAM_FORM_DIV_SAFE] = {"$A/$b", PRODUCT, {PRODUCT, POWER}},
};

static const sam_form CONDITIONS[SAM_FORM_COUNT] = {
    [SAM_OP_GT] = {"$a>$b", COMPARE, {SUM, SUM}},
    [SAM_OP_GE] = {"$a>=$b", COMPARE, {SUM, SUM}},
    [SAM_OP_EQ] = {"$a=$b", COMPARE, {SUM, SUM}},
    [SAM_OP_NOT] = {"NOT($x)", ATOM, {0}},
    [SAM_FORM_AND] = {"AND($x,$y)", ATOM, {0}},
    [SAM_FORM_OR] = {"OR($x,$y)", ATOM, {0}},
    [SAM_FORM_BELOW] = {"$b<$a", COMPARE, {SUM, SUM}},
    [SAM_FORM_AT_MOST] = {"$b<=$a", COMPARE, {SUM, SUM}},
    [SAM_FORM_TRUE] = {"$i>0", COMPARE, {SUM}},
};

void sam_book_column(sam_text *out, unsigned column) {
    char letters[4];
    int n = 0;
    for (unsigned rest = column + 1; rest > 0 && n < 4; rest = (rest - 1) / 26)
        letters[n++] = (char)('A' + (rest - 1) % 26);
    while (n > 0)
        sam_text_add_char(out, letters[--n]);
}

static void put_absolute(sam_text *out, const sam_book_model *model, uint32_t row,
                         unsigned column) {
    sam_text_add_char(out, '$');
    sam_book_column(out, column);
    sam_text_format(out, "$%u", model->line[row] + 1u);
}

void sam_book_scalar(sam_text *out, const sam_book_model *model, uint32_t row, bool elsewhere) {
    sam_text_add(out, elsewhere ? model->prefix : "");
    put_absolute(out, model, row, SAM_COLUMN_VALUE);
}

void sam_book_range(sam_text *out, const sam_book_model *model, uint32_t row, bool elsewhere) {
    sam_text_add(out, elsewhere ? model->prefix : "");
    put_absolute(out, model, row, SAM_COLUMN_GUARD + 1);
    sam_text_add_char(out, ':');
    put_absolute(out, model, row, SAM_COLUMN_GUARD + model->of.plan->months);
}

void sam_book_month(sam_text *out, const sam_book_model *model, uint32_t row, uint32_t month) {
    sam_text_add(out, model->prefix);
    put_absolute(out, model, row, SAM_COLUMN_GUARD + month);
}

typedef struct cell {
    const sam_book_model *model;
    uint32_t month;
} cell;

static void put_month(const cell *c, sam_text *out, uint32_t row, uint32_t month) {
    sam_book_column(out, SAM_COLUMN_GUARD + month);
    sam_text_format(out, "%u", c->model->line[row] + 1u);
}

static void put_leaf(void *context, sam_text *out, sam_op op, uint32_t index) {
    const cell *c = context;
    switch (op) {
    case SAM_OP_INPUT:
        sam_text_add(out, c->model->inputs[index]);
        return;
    case SAM_OP_SCALAR:
        sam_book_scalar(out, c->model, index, false);
        return;
    case SAM_OP_ROW:
        put_month(c, out, index, c->month);
        return;
    case SAM_OP_PREV:
        put_month(c, out, index, c->month - 1);
        return;
    case SAM_OP_NEXT:
        put_month(c, out, index, c->month + 1);
        return;
    default:
        sam_book_range(out, c->model, index, false);
    }
}

void sam_book_express(sam_text *out, const sam_book_model *model, uint32_t row, uint32_t month) {
    static const sam_dialect spreadsheet = {.forms = FORMS,
                                            .conditions = CONDITIONS,
                                            .one_over = "1/",
                                            .negative = UNARY,
                                            .quotient = PRODUCT,
                                            .atom = ATOM,
                                            .leaf = put_leaf};
    cell c = {model, month};
    sam_express(out, model->of.plan, model->of.plan->rows[row].root, &spreadsheet, &c);
}
