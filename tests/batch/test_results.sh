#!/bin/sh
# samspel results: lists, filters, sorting, formats, comparing two runs; and shards, which merge to
# the dump of one undisturbed run, or are refused.
. tests/batch/lib.sh

cat >"$work/design.json" <<END
{"format": "samspel-design-1", "id": "many", "base": "hitra", "method": "latin_hypercube",
 "items": 301, "fields": [
  {"name": "operation.vacancy", "low": 0.02, "high": 0.15},
  {"name": "dwellings.0.rent", "low": 4500, "high": 9000}]}
END
run 0 batch "$work/design.json" -m tilvising,langleige -i "$work/one.sqlite"
run 0 results "$work/one.sqlite" --model langleige --sort -municipality_npv --limit 3 --format csv
cases=$((cases + 1))
[ "$(wc -l <"$work/out")" -eq 4 ] || fail "three rows and a heading"
answers "the greatest first" "$work/one.sqlite" "SELECT item FROM results WHERE model = 'langleige'
    ORDER BY municipality_npv DESC LIMIT 1" "$(sed -n '2s/,.*//p' "$work/out")"
run 0 results "$work/one.sqlite" --where "min_dscr<0.7" --where model=tilvising --limit 0 \
    --columns item --format csv
answers "two conditions" "$work/one.sqlite" \
    "SELECT count(*) FROM results WHERE model = 'tilvising' AND min_dscr < 0.7" \
    "$(($(wc -l <"$work/out") - 1))"
run 0 results "$work/one.sqlite" --party municipality --where item=7 --format json
says out '"party": "municipality"'
run 0 results "$work/one.sqlite" --view flags --limit 2
says out "W_COVER"
for view in ranks models designs clauses risks chances failures; do
    run 0 results "$work/one.sqlite" --view $view --limit 2
done
run 2 results "$work/one.sqlite" --columns min_dsrc
says err 'did you mean "min_dscr"?'
run 2 results "$work/one.sqlite" --where 'min_dscr'
# rows CONDITION SQL: as many items as a condition in SQL gives.
rows() {
    run 0 results "$work/one.sqlite" --where "$1" --columns item --format csv
    answers "rows where $1" "$work/one.sqlite" "SELECT count(*) FROM results WHERE $2" \
        "$(grep -c '^[0-9]' "$work/out")"
}
rows ' item  <= 7 ' 'item <= 7'
rows 'item>=290' 'item >= 290'
rows 'item!=3' 'item <> 3'
rows 'item<>3' 'item <> 3'
rows 'item==3' 'item = 3'
rows 'model = langleige' "model = 'langleige'"
rows "model=x' OR 'a'='a" '0'
for sign in '=<' '=>' '><' '<<' '!' '!!'; do
    run 2 results "$work/one.sqlite" --where "item${sign}3"
    says err FILTER_FORMAT
done
run 2 results "$work/one.sqlite" --where 'min_dscr; DROP TABLE item=1'
run 2 results "$work/one.sqlite" --sort '1;--'
run 6 results "$work/none.sqlite"
says err "No such file"
says err "name a results file that samspel batch has written"
run 3 results "$work/design.json"
run 2 results "$work/one.sqlite" --view nothing

# A workbook has the same rows, and texts that look like formulas stay texts.
mkdir "$work/odd"
cp scenarios/t7.json "$work/odd/=1+1.json"
cp scenarios/t7.json "$work/odd/@a.json"
printf '{' >"$work/odd/-2+3.json"
printf '{"=2+2": 1}' >"$work/odd/+1.json"
(cd "$work/odd" && "$SAMSPEL_BIN" batch ./=1+1.json ./@a.json ./-2+3.json ./+1.json -m tilvising \
    -i ../odd.sqlite) >"$work/out" 2>"$work/err" </dev/null
verdict "names like formulas" 10 $?
python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("UPDATE item SET file = substr(file, 3)")
db.commit()' "$work/odd.sqlite"
# book NAME RESULTS SQL OPTION...
book() {
    name=$1
    from=$2
    sql=$3
    shift 3
    rm -f "$work/r.xlsx"
    run 0 results "$from" --xlsx "$work/r.xlsx" "$@"
    cases=$((cases + 1))
    python3 tests/batch/read_rows.py "$work/r.xlsx" "$from" "$sql" >"$work/out" 2>&1 || fail "$name"
}
book "all columns" "$work/one.sqlite" "SELECT * FROM results"
book "parties, filtered and sorted" "$work/one.sqlite" \
    "SELECT item, model, npv, irr FROM parties WHERE party = 'municipality' ORDER BY npv DESC" \
    --party municipality --columns item,model,npv,irr --sort -npv
book "names like formulas" "$work/odd.sqlite" "SELECT item, file, code FROM results" \
    --columns item,file,code
book "faults" "$work/odd.sqlite" "SELECT * FROM failures" --failed
cp "$work/r.xlsx" "$work/before.xlsx"
run 6 results "$work/one.sqlite" --xlsx "$work/r.xlsx"
says err "exists"
same "a refused export leaves what is there" "$work/before.xlsx" "$work/r.xlsx"
run 0 results "$work/odd.sqlite" --failed --xlsx "$work/r.xlsx" --force
same "the same export, the same bytes" "$work/before.xlsx" "$work/r.xlsx"
run 6 results "$work/one.sqlite" --xlsx "$work/no/r.xlsx"
run 2 results "$work/one.sqlite" --xlsx "$work/new.xlsx" --columns nothing
run 0 results "$work/one.sqlite" --compare "$work/one.sqlite" --xlsx "$work/same.xlsx"
cases=$((cases + 1))
[ ! -e "$work/new.xlsx" ] && [ -z "$(find "$work" -name '*.part')" ] ||
    fail "a failed export left something"

# Shards, in any order.
for i in 1 2 3 4 5; do
    run 0 batch "$work/design.json" -m tilvising,langleige -i "$work/part$i.sqlite" --shard $i/5
done
run 0 results merge "$work/all.sqlite" "$work/part3.sqlite" "$work/part1.sqlite" \
    "$work/part5.sqlite" "$work/part2.sqlite" "$work/part4.sqlite"
dump "$work/one.sqlite" "$work/one.sql"
dump "$work/all.sqlite" "$work/all.sql"
same "merged and undisturbed" "$work/one.sql" "$work/all.sql"
run 6 results merge "$work/all.sqlite" "$work"/part*.sqlite
says err "exists"
# As a tree.
run 0 results merge --part "$work/left.sqlite" "$work/part2.sqlite" "$work/part1.sqlite"
run 0 results merge --part "$work/right.sqlite" "$work"/part[345].sqlite
run 3 results merge "$work/bad.sqlite" "$work/left.sqlite"
says err "missing"
run 3 results merge --part "$work/bad.sqlite" "$work/part1.sqlite" "$work/part3.sqlite"
says err "missing"
run 0 results merge "$work/tree.sqlite" "$work/right.sqlite" "$work/left.sqlite"
dump "$work/tree.sqlite" "$work/tree.sql"
same "merged as a tree and undisturbed" "$work/one.sql" "$work/tree.sql"
run 3 results merge "$work/bad.sqlite" "$work"/part[1245].sqlite
says err "missing"
run 3 results merge "$work/bad.sqlite" "$work"/part[1234].sqlite
says err "missing"
run 3 results merge "$work/bad.sqlite" "$work"/part*.sqlite "$work/part2.sqlite"
says err "overlaps"
sed 's/0.15/0.16/' "$work/design.json" >"$work/other.json"
run 0 batch "$work/other.json" -m tilvising,langleige -i "$work/foreign.sqlite" --shard 2/5
run 3 results merge "$work/bad.sqlite" "$work"/part[1345].sqlite "$work/foreign.sqlite"
says err "another run"
cases=$((cases + 1))
[ ! -e "$work/bad.sqlite" ] || fail "a refused merge left a file"
cases=$((cases + 1))
[ -z "$(find "$work" -name '*.part')" ] || fail "something is left behind"
# More shards than items.
for i in 1 2 3; do
    run 0 batch scenarios/t7.json -m tilvising -i "$work/few$i.sqlite" --shard $i/3
done
run 0 results merge "$work/few.sqlite" "$work"/few[123].sqlite
answers "one item in three shards" "$work/few.sqlite" "SELECT count(*) FROM item" 1

# A party's column of the view is looked up by the id of its row, whatever indexes somebody adds: by
# an index on parties it would read all items for every item.
answers "rows of an item are found by their id" "$work/one.sqlite" \
    "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'party_result'" 0
cases=$((cases + 1))
python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("CREATE INDEX by_party ON party_result(party)")
plan = [row[3] for row in db.execute("EXPLAIN QUERY PLAN SELECT municipality_npv FROM results")]
seeks = [step for step in plan if step.startswith("SEARCH p ")]
sys.exit(not seeks or any("rowid>" not in step for step in seeks))' "$work/one.sqlite" ||
    fail "the view results searches parties by an index"
python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("DROP INDEX by_party")' "$work/one.sqlite"

# Two runs.
run 0 results "$work/one.sqlite" --compare "$work/all.sqlite"
silent out
run 0 batch "$work/other.json" -m langleige -i "$work/changed.sqlite"
run 0 results "$work/one.sqlite" --compare "$work/changed.sqlite" --format csv
says out "langleige,,llcr,301,301,"
cases=$((cases + 1))
! grep -q "^tilvising" "$work/out" || fail "a model that one run has is compared"

# Every table, view and fixed column is in the documentation.
python3 -c 'import sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
for name, kind in db.execute("SELECT name, type FROM sqlite_schema WHERE type IN (\"table\", \"view\")"):
    print(name)
    columns = [r[1] for r in db.execute("PRAGMA table_info(%s)" % name)]
    if kind == "table" and name not in ("result", "party_result"):
        for column in columns:
            if column not in ("id", "item", "model", "run") and not column.startswith("p"):
                print(column)' "$work/one.sqlite" | sort -u >"$work/names"
while read -r name; do
    cases=$((cases + 1))
    grep -q "\`$name\`" docs/results.md || fail "docs/results.md does not name $name"
done <"$work/names"
cases=$((cases + 1))
[ "$(wc -l <"$work/names")" -gt 40 ] || fail "few names were read"
finish
