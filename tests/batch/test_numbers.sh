#!/bin/sh
# Every number in a results file is that of samspel evaluate on the item: files of several shapes,
# alone and many together, lines of NDJSON, and items of each kind of design.
. tests/batch/lib.sh

# hold NAME RESULTS EVERY [DESIGN]
hold() {
    cases=$((cases + 1))
    python3 tests/batch/same_numbers.py "$SAMSPEL_BIN" "$2" "$3" ${4:+"$4"} >"$work/out" 2>&1 ||
        fail "$1"
}

# Few of a shape go through a ledger, many through a trace.
# All shipped scenarios by all shipped models; those that do not apply say so in both.
every=1
[ -z "${SAMSPEL_SANITIZED:-}" ] || every=4
models=$(cd models && echo *.json | sed 's/\.json//g; s/ /,/g')
"$SAMSPEL_BIN" batch scenarios --models "$models" --into "$work/few.sqlite" >"$work/out" \
    2>"$work/err" </dev/null
hold "shipped scenarios" "$work/few.sqlite" $every
python3 tests/batch/make_items.py "$work/items" 200
run 0 batch "$work/items" --models tilvising,kommunal --into "$work/many.sqlite"
hold "files" "$work/many.sqlite" 37
python3 tests/batch/make_items.py "$work" 40 5 --ndjson "$work/list.ndjson"
run 0 batch "$work/list.ndjson" --models ops --into "$work/lines.sqlite"
hold "lines" "$work/lines.sqlite" 11

cat >"$work/grid.json" <<END
{"format": "samspel-design-1", "id": "grid", "base": "t7", "method": "grid", "fields": [
  {"name": "operation.vacancy", "low": 0, "high": 0.3, "steps": 4},
  {"name": "economy.market_rate", "values": [0.01, 0.03, 0.0675]},
  {"name": "dwellings.0.rent", "low": 4000, "high": 9000, "steps": 5}]}
END
run 0 batch "$work/grid.json" --models tilvising --into "$work/grid.sqlite"
hold "grid" "$work/grid.sqlite" 13 "$work/grid.json"
answers "items of the grid" "$work/grid.sqlite" "SELECT count(*) FROM item" 60
answers "the last field changes fastest" "$work/grid.sqlite" \
    "SELECT group_concat(value) FROM (SELECT value FROM designs WHERE item = 6)" \
    "0.0,0.03,5250.0"

for method in latin_hypercube sobol; do
    cat >"$work/design.json" <<END
{"format": "samspel-design-1", "id": "many", "base": "hitra", "method": "$method", "items": 500,
 "seed": 3, "fields": [
  {"name": "operation.vacancy", "low": 0.02, "high": 0.15},
  {"name": "costs.overrun", "low": -0.05, "high": 0.25},
  {"name": "project.delay_months", "low": 0, "high": 9},
  {"name": "husbanken_loan.years", "values": [20, 25, 30]}]}
END
    run 0 batch "$work/design.json" --models tilvising --into "$work/$method.sqlite"
    hold "$method" "$work/$method.sqlite" 83 "$work/design.json"
    # A Latin hypercube has one item in each of the 500 slices of every range.
    [ $method = sobol ] || answers "slices of $method" "$work/$method.sqlite" \
        "SELECT count(DISTINCT CAST((value - 0.02) / 0.13 * 500 AS INTEGER)) FROM designs
         WHERE field = 'operation.vacancy'" 500
    # Mean of a uniform distribution; the error of 500 evenly spread points is far below this.
    answers "mean of $method" "$work/$method.sqlite" \
        "SELECT round(avg(value), 3) FROM designs WHERE field = 'operation.vacancy'" 0.085
done

# Draws and decisions are those of risk and optimise.
# work NAME RESULTS [DESIGN]
work() {
    cases=$((cases + 1))
    python3 tests/batch/same_work.py "$SAMSPEL_BIN" "$2" ${3:+"$3"} >"$work/out" 2>&1 || fail "$1"
}
cat >"$work/two.json" <<END
{"format": "samspel-design-1", "id": "two", "base": "t7", "method": "sobol", "items": 2,
 "fields": [{"name": "economy.market_rate", "low": 0.02, "high": 0.06},
  {"name": "letting.rent_share", "low": 0.8, "high": 1}]}
END
run 0 batch scenarios/t7.json scenarios/hitra.json -m tilvising,kommunal -w risk -n 60 -S 3 \
    -i "$work/risk.sqlite"
work "risk" "$work/risk.sqlite"
run 0 batch scenarios/t7.json -m tilvising,kommunal -w optimise -i "$work/best.sqlite"
work "optimise" "$work/best.sqlite"
answers "the objective is told" "$work/best.sqlite" "SELECT objective FROM choices" municipal_cost
run 0 batch "$work/two.json" -m kommunal -w optimise -O rent -i "$work/rent.sqlite"
work "optimise over a design" "$work/rent.sqlite" "$work/two.json"
run 3 batch "$work/two.json" -m kommunal -w optimise -i "$work/rent.sqlite"
says err "objective"
run 2 batch scenarios/t7.json -m kommunal -O rent -i "$work/no.sqlite"
run 10 batch scenarios/t7.json -m kommunal -w optimise -O -no_such -i "$work/no.sqlite"
answers "an objective that is none" "$work/no.sqlite" "SELECT code FROM result" 2
finish
