/* The schema of a results file; docs/results.md says what it means. A change of it is a new
 * SAM_STORE_VERSION. */
#include <string.h>

#include "batch/columns.h"
#include "batch/sql.h"
#include "batch/store.h"

static const char TABLES[] =
    "CREATE TABLE run(run INTEGER PRIMARY KEY CHECK(run = 1), engine TEXT NOT NULL,"
    " work TEXT NOT NULL, draws INTEGER NOT NULL, seed INTEGER NOT NULL, objective TEXT NOT NULL, "
    "variant TEXT NOT NULL,"
    " source TEXT NOT NULL, inputs_hash TEXT NOT NULL, terms_hash TEXT NOT NULL,"
    " total INTEGER NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL,"
    " complete INTEGER NOT NULL);\n"
    "CREATE TABLE model(model INTEGER PRIMARY KEY, id TEXT NOT NULL, hash TEXT NOT NULL);\n"
    "CREATE TABLE party(party INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);\n"
    "CREATE TABLE measure(measure INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " label TEXT NOT NULL, unit TEXT NOT NULL);\n"
    "CREATE TABLE flag(flag INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE,"
    " paragraph TEXT NOT NULL, text TEXT NOT NULL, unit TEXT NOT NULL);\n"
    "CREATE TABLE field(field INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
    "CREATE TABLE item(item INTEGER PRIMARY KEY, file TEXT, line INTEGER, hash TEXT,"
    " scenario TEXT, warnings INTEGER NOT NULL, failed INTEGER NOT NULL);\n"
    "CREATE TABLE design_value(id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
    " field INTEGER NOT NULL, value REAL);\n"
    "CREATE TABLE clause_result(id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
    " model INTEGER NOT NULL, measure INTEGER NOT NULL, value REAL);\n"
    "CREATE TABLE flag_result(id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
    " model INTEGER NOT NULL, flag INTEGER NOT NULL, figure REAL);\n"
    "CREATE TABLE risk_result(id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
    " model INTEGER NOT NULL, measure INTEGER NOT NULL, known INTEGER NOT NULL, mean REAL,"
    " error REAL, deviation REAL, p05 REAL, p10 REAL, p25 REAL, p50 REAL, p75 REAL, p90 REAL,"
    " p95 REAL, var95 REAL, cvar95 REAL, cvar_error REAL);\n"
    "CREATE TABLE chance_result(id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
    " model INTEGER NOT NULL, measure INTEGER NOT NULL, share REAL, low REAL, high REAL);\n"
    "CREATE TABLE choice_result(id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
    " model INTEGER NOT NULL, code INTEGER NOT NULL, value REAL, base REAL, unit TEXT NOT NULL);\n"
    "CREATE TABLE term_result(id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
    " model INTEGER NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, value REAL, base REAL,"
    " low REAL, high REAL, at_bound INTEGER NOT NULL);\n"
    "CREATE TABLE limit_result(id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
    " model INTEGER NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, unit TEXT NOT NULL,"
    " spare REAL, binding INTEGER NOT NULL, conflict INTEGER NOT NULL, price REAL,"
    " price_to REAL);\n"
    "CREATE TABLE diagnostic(id INTEGER PRIMARY KEY, item INTEGER NOT NULL, severity TEXT NOT NULL,"
    " code TEXT NOT NULL, file TEXT, line INTEGER, column_ INTEGER, pointer TEXT,"
    " message TEXT NOT NULL, value TEXT, allowed TEXT, do_ TEXT);\n";

static const char VIEWS[] =
    "CREATE VIEW parties AS SELECT p.item, i.file, i.line, i.scenario, m.id AS model,"
    " n.id AS party, p.* FROM party_result p JOIN item i ON i.item = p.item"
    " JOIN model m ON m.model = p.model JOIN party n ON n.party = p.party;\n"
    "CREATE VIEW flags AS SELECT f.item, i.file, i.line, i.scenario, m.id AS model, n.code,"
    " n.paragraph, n.text, f.figure, n.unit FROM flag_result f JOIN item i ON i.item = f.item"
    " JOIN model m ON m.model = f.model JOIN flag n ON n.flag = f.flag;\n"
    "CREATE VIEW clauses AS SELECT c.item, i.file, i.line, i.scenario, m.id AS model, n.name,"
    " n.label, c.value, n.unit FROM clause_result c JOIN item i ON i.item = c.item"
    " JOIN model m ON m.model = c.model JOIN measure n ON n.measure = c.measure;\n"
    "CREATE VIEW risks AS SELECT r.item, i.file, i.line, i.scenario, m.id AS model, n.name,"
    " n.label, n.unit, r.known, r.mean, r.error, r.deviation, r.p05, r.p10, r.p25, r.p50, r.p75,"
    " r.p90, r.p95, r.var95, r.cvar95, r.cvar_error FROM risk_result r"
    " JOIN item i ON i.item = r.item JOIN model m ON m.model = r.model"
    " JOIN measure n ON n.measure = r.measure;\n"
    "CREATE VIEW chances AS SELECT c.item, i.file, i.line, i.scenario, m.id AS model, n.name,"
    " n.label, c.share, c.low, c.high FROM chance_result c JOIN item i ON i.item = c.item"
    " JOIN model m ON m.model = c.model JOIN measure n ON n.measure = c.measure;\n"
    "CREATE VIEW choices AS SELECT c.item, i.file, i.line, i.scenario, m.id AS model, c.code,"
    " (SELECT objective FROM run) AS objective, c.value, c.base, c.unit FROM choice_result c"
    " JOIN item i ON i.item = c.item JOIN model m ON m.model = c.model;\n"
    "CREATE VIEW terms AS SELECT t.item, i.file, i.line, i.scenario, m.id AS model, t.name,"
    " t.value, t.base, t.low, t.high, t.at_bound, t.unit FROM term_result t"
    " JOIN item i ON i.item = t.item JOIN model m ON m.model = t.model;\n"
    "CREATE VIEW limits AS SELECT l.item, i.file, i.line, i.scenario, m.id AS model, l.name,"
    " l.text, l.spare, l.binding, l.conflict, l.price, l.price_to, l.unit FROM limit_result l"
    " JOIN item i ON i.item = l.item JOIN model m ON m.model = l.model;\n"
    "CREATE VIEW failures AS SELECT d.item, i.file, i.line, d.severity, d.code, d.file AS at_file,"
    " d.line AS at_line, d.column_ AS at_column, d.pointer, d.message, d.value, d.allowed,"
    " d.do_ AS remedy FROM diagnostic d JOIN item i ON i.item = d.item;\n"
    "CREATE VIEW designs AS SELECT v.item, f.name AS field, v.value FROM design_value v"
    " JOIN field f ON f.field = v.field;\n"
    /* Which model is best for each party in each item; equal ones are all first. */
    "CREATE VIEW ranks AS SELECT item, file, line, scenario, party, model, npv,"
    " rank() OVER (PARTITION BY item, party ORDER BY npv DESC) AS place,"
    " npv - max(npv) OVER (PARTITION BY item, party) AS behind FROM parties;\n"
    "CREATE VIEW models AS SELECT m.id AS model, count(*) AS items, sum(r.code <> 0) AS failed,"
    " avg(r.min_dscr) AS mean_min_dscr, avg(r.min_dscr < 1) AS share_below_one,"
    " avg(r.total_cost) AS mean_total_cost, avg(r.equity_gap) AS mean_equity_gap,"
    " avg(r.guarantee_stock) AS mean_guarantee_stock FROM result r"
    " JOIN model m ON m.model = r.model GROUP BY r.model;\n";

/* Only of what is few. Rows of an item stand together and are found by their id; a party has rows
 * in every page, so an index on it would be as long to read as the table, and would lead the
 * planner away from the id. */
static const char INDEXES[] = "CREATE INDEX item_failed ON item(failed) WHERE failed > 0;\n";

/* An id is a shifted item, so rows are appended in order and never sought. */
static void measure_tables(sam_text *out) {
    sam_text_add(out, "CREATE TABLE result(id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
                      " model INTEGER NOT NULL, code INTEGER NOT NULL, months INTEGER,"
                      " project_irr REAL, project_irr_reason INTEGER");
    for (uint32_t i = 0; sam_project_column(i); i++)
        sam_text_format(out, ", %s REAL", sam_project_column(i)->name);
    sam_text_add(out, ");\nCREATE TABLE party_result(id INTEGER PRIMARY KEY, item INTEGER NOT NULL,"
                      " model INTEGER NOT NULL, party INTEGER NOT NULL, irr REAL,"
                      " irr_reason INTEGER NOT NULL");
    for (uint32_t i = 0; sam_party_column(i); i++)
        sam_text_format(out, ", %s REAL", sam_party_column(i)->name);
    sam_text_add(out, ");\n");
}

static void results_view(sam_text *out) {
    sam_text_add(out, "CREATE VIEW results AS SELECT r.item, i.file, i.line, i.scenario,"
                      " m.id AS model, r.code, r.months, r.project_irr");
    for (uint32_t i = 0; sam_project_column(i); i++)
        sam_text_format(out, ", r.%s", sam_project_column(i)->name);
    static const char *const shown[] = {"municipality", "developer", "tenants", "state"};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        sam_text_format(
            out,
            ", (SELECT p.npv FROM party_result p WHERE p.id BETWEEN r.id * 128 AND"
            " r.id * 128 + 127 AND +p.party = (SELECT party FROM party WHERE id = '%s'))"
            " AS %s_npv",
            shown[i], shown[i]);
    sam_text_add(out, " FROM result r JOIN item i ON i.item = r.item"
                      " JOIN model m ON m.model = r.model;\n");
}

/* The names of a view's columns must not come twice: p.* is written out. */
static void views(sam_text *out) {
    const char *star = strstr(VIEWS, "p.*");
    sam_text_add_bytes(out, VIEWS, (size_t)(star - VIEWS));
    sam_text_add(out, "p.irr, p.irr_reason");
    for (uint32_t i = 0; sam_party_column(i); i++)
        sam_text_format(out, ", p.%s", sam_party_column(i)->name);
    sam_text_add(out, star + 3);
}

void sam_sql_schema(sam_text *out) {
    sam_text_format(out, "PRAGMA application_id = %d;\nPRAGMA user_version = %d;\n",
                    SAM_SQL_APPLICATION, SAM_STORE_VERSION);
    sam_text_add(out, TABLES);
    sam_text_add(out, INDEXES);
    measure_tables(out);
    results_view(out);
    views(out);
}
