#!/bin/sh
# Designs that are wrong: each fault with its place and its word, and no file of results.
. tests/batch/lib.sh

# wrong CODE TEXT DESIGN: the member "fields" is what DESIGN leaves out.
wrong() {
    printf '%s' "$3" >"$work/d.json"
    run 3 batch "$work/d.json" -m tilvising -i "$work/r.sqlite"
    says err "$1"
    says err "$2"
    cases=$((cases + 1))
    [ ! -e "$work/r.sqlite" ] || fail "$2: there are results"
}
head='"format": "samspel-design-1", "base": "t7"'
vacancy='{"name": "operation.vacancy", "low": 0, "high": 0.1}'
sobol="$head, \"method\": \"sobol\""
wrong FIELD_MISSING "/" "{\"format\": \"samspel-design-1\", \"method\": \"sobol\"}"
wrong FIELD_MISSING '"items" is required' "{$sobol, \"fields\": [$vacancy]}"
wrong VALUE_RANGE "/items" "{$sobol, \"items\": 0, \"fields\": [$vacancy]}"
wrong VALUE_RANGE "/items" "{$sobol, \"items\": 2.5, \"fields\": [$vacancy]}"
wrong TYPE "/items" "{$sobol, \"items\": \"many\", \"fields\": [$vacancy]}"
wrong VALUE_RANGE "/seed" "{$sobol, \"items\": 2, \"seed\": -1, \"fields\": [$vacancy]}"
wrong FIELD_UNKNOWN "/itmes" "{$sobol, \"itmes\": 2, \"items\": 2, \"fields\": [$vacancy]}"
wrong WORD_UNKNOWN "grid, latin_hypercube or sobol" "{$head, \"method\": \"random\"}"
wrong TYPE "/method" "{$head, \"method\": 3}"
wrong FIELD_MISSING "1 to 128" "{$sobol, \"items\": 2, \"fields\": []}"
wrong FIELD_MISSING "1 to 128" "{$sobol, \"items\": 2, \"fields\": 7}"
wrong TYPE "a field is an object" "{$sobol, \"items\": 2, \"fields\": [7]}"
wrong FIELD_MISSING "/fields/0" "{$sobol, \"items\": 2, \"fields\": [{\"name\": \"operation.vacancy\"}]}"
wrong RANGE_ORDER "/fields/0" "{$sobol, \"items\": 2, \"fields\":
    [{\"name\": \"operation.vacancy\", \"low\": 0.2, \"high\": 0.1}]}"
wrong FIELD_DUPLICATE "/fields/1" "{$sobol, \"items\": 2, \"fields\": [$vacancy, $vacancy]}"
wrong TYPE "/fields/0/values" "{$sobol, \"items\": 2, \"fields\":
    [{\"name\": \"operation.vacancy\", \"values\": []}]}"
wrong TYPE "/fields/0/values/1" "{$sobol, \"items\": 2, \"fields\":
    [{\"name\": \"operation.vacancy\", \"values\": [0.1, \"x\"]}]}"
grid="$head, \"method\": \"grid\""
wrong FIELD_MISSING "steps" "{$grid, \"fields\": [$vacancy]}"
wrong VALUE_RANGE "/fields/0/steps" "{$grid, \"fields\":
    [{\"name\": \"operation.vacancy\", \"low\": 0, \"high\": 0.1, \"steps\": 1}]}"
wrong FIELD_UNKNOWN "remove it" "{$grid, \"items\": 4, \"fields\":
    [{\"name\": \"operation.vacancy\", \"values\": [0, 0.1]}]}"
steps='"low": 0, "high": 0.1, "steps": 100000'
wrong LIMIT "at most 4294967295" "{$grid, \"fields\":
    [{\"name\": \"operation.vacancy\", $steps}, {\"name\": \"costs.overrun\", $steps}]}"
# What no model has, all of them at once; what changes the deal itself; what a field may not be.
printf '%s' "{$sobol, \"items\": 2, \"fields\": [{\"name\": \"operation.vacansy\", \"low\": 0,
    \"high\": 0.1}, {\"name\": \"nothing.at_all\", \"low\": 0, \"high\": 1}]}" >"$work/d.json"
run 3 batch "$work/d.json" -m tilvising,kommunal -i "$work/r.sqlite"
says err "operation.vacancy"
says err "/fields/0"
says err "/fields/1"
wrong "/fields/0" "/fields/0" "{$sobol, \"items\": 2, \"fields\":
    [{\"name\": \"operation.vacancy\", \"low\": 0, \"high\": 7}]}"
wrong "/fields/0" "/fields/0" "{$sobol, \"items\": 2, \"fields\":
    [{\"name\": \"project.start_year\", \"low\": 2020, \"high\": 2025}]}"
wrong JSON_SYNTAX "ends in the middle" "{$sobol, \"items\": 2, \"fields\": ["
# Beside other inputs, or with a variant, a design is refused.
printf '%s' "{$sobol, \"items\": 2, \"fields\": [$vacancy]}" >"$work/d.json"
run 2 batch "$work/d.json" -m tilvising -i "$work/r.sqlite" --variant x
run 0 batch "$work/d.json" -m tilvising -i "$work/r.sqlite" --force
finish
