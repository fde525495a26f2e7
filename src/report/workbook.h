/* What the workbook's sheets share: the open file, the place of every row and input, formats, and
 * the few ways in which a cell is written. Belongs to the report room. */
#ifndef SAMSPEL_REPORT_WORKBOOK_H
#define SAMSPEL_REPORT_WORKBOOK_H

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/text.h"
#include "samspel/report.h"

/* Columns of a model's sheet. Month m is in column SAM_COLUMN_GUARD + m. */
enum {
    SAM_COLUMN_NAME,
    SAM_COLUMN_LABEL,
    SAM_COLUMN_UNIT,
    SAM_COLUMN_EQUATION,
    SAM_COLUMN_PARTIES,
    SAM_COLUMN_VALUE,
    SAM_COLUMN_GUARD, /* month 0 */
};

enum { SAM_UNITS = SAM_UNIT_FLAG + 1, SAM_FORMULA_MOST = 8192 };

/* A model in the workbook. */
typedef struct sam_book_model {
    sam_report_model of;
    lxw_worksheet *sheet;
    const char *name;    /* of the sheet */
    const char *prefix;  /* "'name'!" for formulas in other sheets */
    const char *key;     /* what its own inputs' names begin with */
    uint32_t *line;      /* plan row -> line of the sheet, from 0 */
    bool *before;        /* plan row -> its month 0 is read */
    bool *after;         /* plan row -> the month after its last is read */
    const char **inputs; /* input -> defined name; NULL: no formula reads it */
} sam_book_model;

typedef struct sam_book {
    sam_arena *arena;
    lxw_workbook *file;
    sam_book_model *models;
    size_t count;
    int language;
    double cached_offset;
    lxw_format *title, *heading, *header, *date, *text, *guard, *failed_check;
    lxw_format *number[SAM_UNITS], *input[SAM_UNITS];
    sam_text formula;  /* the formula being written */
    sam_status status; /* the first thing that went wrong */
    const char *fault; /* what, for the diagnostic; static or in the arena */
    const char *where; /* Nullable */
} sam_book;

/* Words of the workbook; see workbook_words.c. */
#define SAM_WORD_LIST(X)                                                                           \
    X(INPUTS, "Inndata", "Inndata", "Inputs")                                                      \
    X(SUMMARY, "Oversyn", "Oversikt", "Summary")                                                   \
    X(CHECKS, "Kontroll", "Kontroll", "Checks")                                                    \
    X(NAME, "Namn", "Navn", "Name")                                                                \
    X(LABEL, "Omtale", "Omtale", "Label")                                                          \
    X(UNIT, "Eining", "Enhet", "Unit")                                                             \
    X(EQUATION, "Likning", "Likning", "Equation")                                                  \
    X(PARTIES, "Betalar → mottakar", "Betaler → mottaker", "Payer → payee")                        \
    X(VALUE, "Verdi eller sum", "Verdi eller sum", "Value or total")                               \
    X(INPUT_VALUE, "Verdi", "Verdi", "Value")                                                      \
    X(LOW, "Låg", "Lav", "Low")                                                                    \
    X(HIGH, "Høg", "Høy", "High")                                                                  \
    X(SOURCE, "Kjelde", "Kilde", "Source")                                                         \
    X(CONFIDENCE, "Tillit", "Tillit", "Confidence")                                                \
    X(FROM, "Henta frå", "Hentet fra", "Taken from")                                               \
    X(CONFIDENCE_HIGH, "høg", "høy", "high")                                                       \
    X(CONFIDENCE_MEDIUM, "middels", "middels", "medium")                                           \
    X(CONFIDENCE_LOW, "låg", "lav", "low")                                                         \
    X(PARTY, "Part", "Part", "Party")                                                              \
    X(IRR, "Internrente per år", "Internrente per år", "Internal rate of return, a year")          \
    X(NONE, "ingen", "ingen", "none")                                                              \
    X(YEAR, "År", "År", "Year")                                                                    \
    X(NET_BY_YEAR, "Netto kontantstraum per år", "Netto kontantstrøm per år",                      \
      "Net cash flow by year")                                                                     \
    X(NPV, "Noverdi", "Nåverdi", "Net present value")                                              \
    X(MEASURES, "Nøkkeltal", "Nøkkeltall", "Measures")                                             \
    X(CHECK, "Prøve", "Prøve", "Check")                                                            \
    X(MODEL, "Modell", "Modell", "Model")                                                          \
    X(DIFFERENCE, "Avvik", "Avvik", "Difference")                                                  \
    X(ALLOWED, "Tillate", "Tillatt", "Allowed")                                                    \
    X(RESULT, "Resultat", "Resultat", "Result")                                                    \
    X(OK, "OK", "OK", "OK")                                                                        \
    X(FAIL, "FEIL", "FEIL", "WRONG")                                                               \
    X(ALL_CHECKS, "Alle prøver", "Alle prøver", "All checks")                                      \
    X(ZERO_SUM, "Partane summerer til null kvar månad", "Partene summerer til null hver måned",    \
      "Parties sum to zero every month")                                                           \
    X(CASH_IS_FLOWS, "Kassa endrar seg med prosjektet sin nettostraum",                            \
      "Kassen endrer seg med prosjektets nettostrøm", "Cash changes by the project's net flow")    \
    X(SOURCES_USES, "Finansiering lik bruk, utdeling og kasse fram til ferdig bygg",               \
      "Finansiering lik bruk, utdeling og kasse fram til ferdig bygg",                             \
      "Sources equal uses, distributions and cash until completion")                               \
    X(CASH_NOT_NEGATIVE, "Kassa er aldri under null", "Kassen er aldri under null",                \
      "Cash is never below zero")                                                                  \
    X(DEBT_ENDS, "Gjelda er null til slutt", "Gjelden er null til slutt", "Debt ends at zero")     \
    X(CLOSES, "Saldoen går opp", "Saldoen går opp", "The balance closes")                          \
    X(TIME, "Tid", "Tid", "Time")                                                                  \
    X(PRICES, "Prisar, renter og verdi", "Priser, renter og verdi", "Prices, rates and value")     \
    X(FUNDING, "Finansieringsplan", "Finansieringsplan", "Funding plan")                           \
    X(WATERFALL, "Kontantstraum", "Kontantstrøm", "Waterfall")

typedef enum sam_word {
#define SAM_WORD_ENUM(name, nn, nb, en) SAM_WORD_##name,
    SAM_WORD_LIST(SAM_WORD_ENUM)
#undef SAM_WORD_ENUM
} sam_word;

const char *sam_book_word(const sam_book *book, sam_word word);

/* Of a field or a kind of clause: its label in the workbook's language. */
const char *sam_book_label(const sam_book *book, const char *nn, const char *nb, const char *en);

/* Records what went wrong, if nothing did before. where is Nullable and copied. */
void sam_book_fail(sam_book *book, sam_status status, const char *fault, const char *where);

/* Formats, once the file is open. */
void sam_book_formats(sam_book *book);

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
void sam_book_checks(sam_book *book, lxw_worksheet *sheet);

/* Value of a row, as the ledger has it; month 0 is 0. */
double sam_book_value(const sam_book_model *model, uint32_t row, uint32_t month);

#endif
