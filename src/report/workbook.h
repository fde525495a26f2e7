/* What the workbook's sheets share: the open file, the place of every row and input, formats, and
 * the few ways in which a cell is written. Belongs to the report room. */
#ifndef SAMSPEL_REPORT_WORKBOOK_H
#define SAMSPEL_REPORT_WORKBOOK_H

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/texts.h"
#include "report/workbook_verify.h"
#include "samspel/report.h"

/* Columns of a model's sheet. Month m is in column SAM_COLUMN_GUARD + m. */
enum {
    SAM_COLUMN_LABEL,
    SAM_COLUMN_NAME,
    SAM_COLUMN_UNIT,
    SAM_COLUMN_EQUATION,
    SAM_COLUMN_PARTIES,
    SAM_COLUMN_VALUE,
    SAM_COLUMN_GUARD, /* month 0 */
};

enum { SAM_UNITS = SAM_UNIT_FLAG + 1, SAM_FORMULA_MOST = 8192, SAM_PASTED_FORMATS = 64 };

/* A model in the workbook. */
typedef struct sam_book_model {
    sam_report_model of;
    lxw_worksheet *sheet;
    const char *name;     /* of the sheet */
    const char *title;    /* the model's name for people */
    const char *prefix;   /* "'name'!" for formulas in other sheets */
    const char *key;      /* what its own inputs' names begin with */
    uint32_t *line;       /* plan row -> line of the sheet, from 0 */
    bool *before;         /* plan row -> its month 0 is read */
    bool *after;          /* plan row -> the month after its last is read */
    const char **inputs;  /* input -> defined name; NULL: no formula reads it */
    uint32_t *input_line; /* input -> line of the sheet of inputs; 0: no formula reads it */
    uint32_t years_line;  /* its heading in the sheet of years; the first year is two below */
    uint32_t years;       /* how many */
} sam_book_model;

/* The process that writes the file. */
typedef struct sam_book_child {
    int pipe;      /* what it says at its end is read here; -1: there is none */
    long process;  /* 0 and below: there is none */
    int rest;      /* the file of what follows */
    int ready, go; /* both ends of the pipe that says that it is there */
} sam_book_child;

typedef struct sam_book {
    sam_arena *arena;
    lxw_workbook *file;
    sam_book_model *models;
    size_t count;
    double cached_offset;
    lxw_format *title, *heading, *header, *header_number, *date, *text, *guard, *failed_check;
    lxw_format *wrapped, *soft, *unit, *month,
        *ratio; /* long text; ids; behind a number; summary */
    lxw_format *number[SAM_UNITS], *input[SAM_UNITS];
    lxw_format *pasted_text, *pasted_beside, *pasted_right; /* beside: behind a number */
    struct {
        const char *pattern;
        lxw_format *format;
    } pasted[SAM_PASTED_FORMATS]; /* of numbers, as they are met */
    sam_book_count written;       /* so far, to be held against the file */
    sam_text formula;             /* the formula being written */
    sam_status status;            /* the first thing that went wrong */
    const char *fault;            /* what, for the diagnostic; static or in the arena */
    const char *where;            /* Nullable */
    bool check_failed;            /* of the sheet of checks */
    /* The lines of the summary that hold each party's net present value, model by model. */
    uint32_t values_first, values_last;
    /* Called in the child once the file is open. */
    void (*add_sheets)(struct sam_book *book);
    bool rows_only;    /* sheets are written row by row, and not kept in memory */
    bool rest_follows; /* the child waits for the chapters to paste */
    bool has_risk, has_choice;
    uint32_t inputs_first, inputs_last; /* lines of the sheet of inputs */
    uint32_t pasted_line;               /* of the sheet of checks: of all models, then of each */
    sam_book_child child;
    const char *path, *part; /* the file's name in the end, and until then; NULL: none */
} sam_book;

/* Words of the workbook; see workbook_words.c. */
#define SAM_WORD_LIST(X)                                                                           \
    X(INPUTS, N_("Inputs"))                                                                        \
    X(SUMMARY, N_("Summary"))                                                                      \
    X(CHECKS, N_("Checks"))                                                                        \
    X(CHARTS, N_("Charts"))                                                                        \
    X(YEARS, N_("Years"))                                                                          \
    X(ABOUT, N_("Every figure is a formula that reads the other sheets; change a coloured cell "   \
                "in the sheet of inputs and all follows. Amounts in kroner."))                     \
    X(CHANGE, N_("Change the coloured cells; a message at each cell says what it is."))            \
    X(ROWS, N_("One formula a row, the same in every month. Key of the inputs: {1}"))              \
    X(DRAWN_FROM, N_("The numbers are in the sheet {1}."))                                         \
    X(SHAPE, N_("This decides the rows and months of the sheets: set it when the workbook is "     \
                "written (--set)."))                                                               \
    X(OUT_OF_RANGE, N_("Outside what the program itself would take."))                             \
    X(IN_THOUSANDS, N_("1000 kr"))                                                                 \
    X(NAME, N_("Name in formulas"))                                                                \
    X(LABEL, N_("What"))                                                                           \
    X(UNIT, N_("Unit"))                                                                            \
    X(EQUATION, N_("Equation"))                                                                    \
    X(PARTIES, N_("Payer → payee"))                                                                \
    X(VALUE, N_("Value or total"))                                                                 \
    X(INPUT_VALUE, N_("Value"))                                                                    \
    X(LOW, N_("Low"))                                                                              \
    X(HIGH, N_("High"))                                                                            \
    X(SOURCE, N_("Source"))                                                                        \
    X(CONFIDENCE, N_("Confidence"))                                                                \
    X(FROM, N_("Taken from"))                                                                      \
    X(CONFIDENCE_HIGH, N_("high"))                                                                 \
    X(CONFIDENCE_MEDIUM, N_("medium"))                                                             \
    X(CONFIDENCE_LOW, N_("low"))                                                                   \
    X(PARTY, N_("Party"))                                                                          \
    X(IRR, N_("Internal rate of return, a year"))                                                  \
    X(NONE, N_("none"))                                                                            \
    X(YEAR, N_("Year"))                                                                            \
    X(NET_BY_YEAR, N_("Net cash flow by year"))                                                    \
    X(NPV, N_("Net present value"))                                                                \
    X(MEASURES, N_("Measures"))                                                                    \
    X(CHECK, N_("Check"))                                                                          \
    X(MODEL, N_("Model"))                                                                          \
    X(DIFFERENCE, N_("Difference"))                                                                \
    X(ALLOWED, N_("Allowed"))                                                                      \
    X(RESULT, N_("Result"))                                                                        \
    X(OK, N_("OK"))                                                                                \
    X(FAIL, N_("WRONG"))                                                                           \
    X(ALL_CHECKS, N_("All checks"))                                                                \
    X(ZERO_SUM, N_("Parties sum to zero every month"))                                             \
    X(CASH_IS_FLOWS, N_("Cash changes by the project's net flow"))                                 \
    X(SOURCES_USES, N_("Sources equal uses, distributions and cash until completion"))             \
    X(CASH_NOT_NEGATIVE, N_("Cash is never below zero"))                                           \
    X(DEBT_ENDS, N_("Debt ends at zero"))                                                          \
    X(CLOSES, N_("The balance closes"))                                                            \
    X(TIME, N_("Time"))                                                                            \
    X(PRICES, N_("Prices, rates and value"))                                                       \
    X(FUNDING, N_("Funding plan"))                                                                 \
    X(WATERFALL, N_("Waterfall"))                                                                  \
    X(PLOT, N_("Building and plot"))                                                               \
    X(LONG_LOANS, N_("Long loans"))                                                                \
    X(OPERATION, N_("Operation"))                                                                  \
    X(GUARANTEES, N_("Guarantees"))                                                                \
    X(TAX, N_("Tax, and the end"))                                                                 \
    X(SALES, N_("Homes that are sold"))                                                            \
    X(CHOICE, N_("What a choice aims at"))                                                         \
    X(RISK, N_("Risk"))                                                                            \
    X(CHOICE_SHEET, N_("Choice"))                                                                  \
    X(PASTED, N_("{1} (pasted)"))                                                                  \
    X(PASTED_VALUES, N_("Pasted values"))                                                          \
    X(PASTED_STILL, N_("Do the pasted values belong to the inputs?"))                              \
    X(CURRENT, N_("Yes: no input has been changed since."))                                        \
    X(OUTDATED, N_("NO: inputs were changed since; the pasted values are of the old inputs."))     \
    X(PASTED_LEGEND, N_("Cells of this colour were worked out by samspel and pasted; they do not " \
                        "change when an input is changed."))                                       \
    X(ALL_MODELS, N_("All models"))                                                                \
    X(CHANGED_INPUTS, N_("Inputs changed since values were pasted"))                               \
    X(WRITTEN, N_("Value when written"))                                                           \
    X(READ_BY, N_("Read by {1}"))

typedef enum sam_word {
#define SAM_WORD_ENUM(name, text) SAM_WORD_##name,
    SAM_WORD_LIST(SAM_WORD_ENUM)
#undef SAM_WORD_ENUM
} sam_word;

const char *sam_book_word(sam_word word);
/* A word with its {1} filled in. "" and a fault when memory is out. */
const char *sam_book_fill(sam_book *book, sam_word word, const char *argument);
/* Keeps a text in the book, and frees it. Likewise. */
const char *sam_book_keep(sam_book *book, sam_text *text);

/* Records what went wrong, if nothing did before. where is Nullable and copied. */
void sam_book_fail(sam_book *book, sam_status status, const char *fault, const char *where);

/* Records what the writer of workbooks says, if it is a fault. where is Nullable and copied. */
void sam_book_check(sam_book *book, lxw_error error, const char *where);

/* How high a row must be, in points, for a text in a column so wide: programs leave that to the
 * file. */
double sam_book_height(const char *text, double width);
/* Sets how wide columns are. */
void sam_book_width(sam_book *book, lxw_worksheet *sheet, unsigned first, unsigned last,
                    double width);

/* Writes a workbook of the sheets that the book adds, and holds the file to what was written. It is
 * at path whole or not at all; what went wrong is in the book. */
void sam_book_write(sam_book *book, const char *path);
/* The same in two steps, with other work between; path must stay. What has begun must be ended. */
void sam_book_begin(sam_book *book, const char *path);
void sam_book_end(sam_book *book);
/* What went wrong, as a fault of the file at path. Nullable: diags. */
sam_status sam_book_told(const sam_book *book, const char *path, sam_diags *diags);

/* A line of column heads, and how wide the columns are. */
typedef struct sam_book_head {
    sam_word word;
    double width;
    bool numbers; /* its head stands to the right, as they do */
} sam_book_head;
void sam_book_heads(sam_book *book, lxw_worksheet *sheet, uint32_t line, const sam_book_head *heads,
                    size_t count);

/* Formats, once the file is open. */
void sam_book_formats(sam_book *book);
/* How a pasted number looks: with its decimals and what stands behind it. */
struct sam_doc_cell;
lxw_format *sam_book_pasted_format(sam_book *book, const struct sam_doc_cell *cell);

/* A name for a model's sheet, made fit and unique. NULL when memory is out. */
const char *sam_book_sheet_name(sam_book *book, const char *wish);
/* Adds a sheet of that name, set up for printing. NULL on failure. */
lxw_worksheet *sam_book_sheet(sam_book *book, const char *name);

/* "'name'!" for formulas. NULL when memory is out. */
const char *sam_book_prefix(sam_book *book, const char *name);

/* Text cells stay text whatever they begin with. */
void sam_book_text(sam_book *book, lxw_worksheet *sheet, uint32_t line, unsigned column,
                   const char *text, lxw_format *format);
void sam_book_number(sam_book *book, lxw_worksheet *sheet, uint32_t line, unsigned column,
                     double value, lxw_format *format);

/* Writes book->formula, which begins with '=', with its result; then empties it. */
void sam_book_formula(sam_book *book, lxw_worksheet *sheet, uint32_t line, unsigned column,
                      double result, lxw_format *format);
void sam_book_formula_text(sam_book *book, lxw_worksheet *sheet, uint32_t line, unsigned column,
                           const char *result, lxw_format *format);

/* Adds the letters of a column. */
void sam_book_column(sam_text *out, unsigned column);
/* Adds "$F$12", a scalar row's cell, or "$H$12:$NO$12", all months of a row; behind the model's
 * prefix when another sheet asks. */
void sam_book_scalar(sam_text *out, const sam_book_model *model, uint32_t row, bool elsewhere);
void sam_book_range(sam_text *out, const sam_book_model *model, uint32_t row, bool elsewhere);
/* Adds the cell of one month, absolute. */
void sam_book_month(sam_text *out, const sam_book_model *model, uint32_t row, uint32_t month);

/* Adds a row's formula for one month (0 for a scalar row) in the spreadsheet's language. */
void sam_book_express(sam_text *out, const sam_book_model *model, uint32_t row, uint32_t month);

/* Decides the name of every input that a formula reads, and writes the sheet of inputs. */
void sam_book_inputs(sam_book *book);
/* Places the rows of a model, so that other sheets may refer to them; then writes them. */
void sam_book_place(sam_book *book, sam_book_model *model);
void sam_book_model_sheet(sam_book *book, const sam_book_model *model);
void sam_book_summary(sam_book *book, lxw_worksheet *sheet);
void sam_book_years(sam_book *book, lxw_worksheet *sheet);
/* Once the summary and the years are written. */
void sam_book_charts(sam_book *book, lxw_worksheet *sheet);
void sam_book_checks(sam_book *book, lxw_worksheet *sheet);
/* Waits for what is to be pasted, and fills the sheets that there are. Nullable: risk, choice. */
void sam_book_pasted(sam_book *book, lxw_worksheet *risk, lxw_worksheet *choice);
/* Puts the formula that counts changed inputs, of all models or of one as below. */
void sam_book_put_changed(sam_book *book, size_t place);
/* The lines at the end of the checks that count them, and say what that means. */
void sam_book_check_pasted(sam_book *book, lxw_worksheet *sheet, uint32_t line);
/* A cell that says whether pasted values still belong to the inputs: of all models (place 0), or of
 * model place - 1. */
void sam_book_is_current(sam_book *book, lxw_worksheet *sheet, uint32_t line, unsigned column,
                         size_t place);

/* ---- charts ---- */

/* "='sheet'!$B$3", or "='sheet'!$B$3:$B$9"; prefix as of sam_book_prefix. */
const char *sam_book_reference(sam_book *book, const char *prefix, unsigned column, uint32_t first,
                               uint32_t last);
/* Title and axis may be references; axis Nullable: it has no name. NULL when memory is out. */
lxw_chart *sam_book_chart(sam_book *book, uint8_t type, const char *title, const char *axis);
/* Ranges and a name by reference; inks are counted. NULL when memory is out. */
lxw_chart_series *sam_book_series(sam_book *book, lxw_chart *chart, const char *categories,
                                  const char *values, const char *name, size_t ink);
/* A dozen categories are named, however many there are. */
void sam_book_name_few(lxw_chart *chart, uint32_t count);

struct sam_block;
/* Lines that the drawing of a table needs above it; 0: it has none. */
uint32_t sam_book_drawing_lines(const struct sam_block *table);
/* Draws a table whose title is in line title and whose head is in line head of that sheet. */
void sam_book_draw(sam_book *book, lxw_worksheet *sheet, const char *prefix,
                   const struct sam_block *table, uint32_t title, uint32_t head);

/* The row "<party>.<measure>"; SAM_NO_ROW. */
uint32_t sam_book_party_row(sam_book *book, const sam_plan *plan, uint32_t party,
                            const char *measure);
/* Parties that the study is about: not the outside world, and not the project, whose net is cash.
 */
bool sam_book_is_shown(const sam_party *party);
/* A party's and a measure's name, as a line begins. "" and a fault when memory is out. */
const char *sam_book_party(sam_book *book, const sam_deal *deal, uint32_t party);
const char *sam_book_capital(sam_book *book, const char *text);
/* "Purchase guarantee (kjopegaranti)": the model and its sheet. */
const char *sam_book_model_heading(sam_book *book, const sam_book_model *model);

/* Value of a row, as the ledger has it; month 0 is 0. */
double sam_book_value(const sam_book_model *model, uint32_t row, uint32_t month);

#endif
