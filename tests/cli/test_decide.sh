#!/bin/sh
# Who says what is decided: the command line, else what the model marks, else what is usual; and what
# is wrong with a mark is told where it stands.
. tests/cli/lib.sh

# terms: the names of what was decided, in order.
terms() {
    awk '/"mix": \[/ { on = 1 } /"whole": (null|\{)/ { on = 0 } on && $1 == "\"name\":" {
        gsub(/[",]/, "", $2); printf "%s%s", sep, $2; sep = " " }' "$work/out"
}
decided() {
    cases=$((cases + 1))
    [ "$(terms)" = "$1" ] || fail "decided are $(terms), not $1"
}

marked="plot.price_share husbanken_loan.amount_max letting.rent_share rent_guarantee.threshold"
run 5 optimise leigegaranti -s sunnmore -O rent --starts 1 --quiet --format json
decided "$marked"
says out '"decided_by": "model"'
run 5 optimise leigegaranti -s sunnmore -O rent --starts 1 --quiet
says out 'The terms are those that the model marks with "decide"; --decide names others.'
cp "$work/out" "$work/marked"

# The same, named by hand, is the same question.
run 5 optimise leigegaranti -s sunnmore -O rent --starts 1 --quiet -d plot.price_share \
    -d husbanken_loan.amount_max -d letting.rent_share -d rent_guarantee.threshold:0:0.2
says out "The terms are those that the command line names."
sed 1,/^$/d "$work/out" >"$work/named"
sed 1,/^$/d "$work/marked" | cmp -s - "$work/named"
verdict "named by hand" 0 $?

run 5 optimise leigegaranti -s sunnmore -O rent --starts 1 --quiet --format json --decide rent
decided "letting.rent_share"
says out '"decided_by": "command"'
run 5 optimise tilvising -s hitra -O rent --starts 1 --quiet --format json
decided "plot.price_share husbanken_loan.amount_max letting.rent_share"
says out '"decided_by": "usual"'
run 0 optimise kommunal -s sunnmore --starts 1 --quiet
says out 'the model marks'

# A model of one's own, and faults with their place.
model() {
    sed "s|\"decide\": \\[.*\\],|\"decide\": $1,|; s|\"id\": \"kommunal\"|\"id\": \"own\"|" \
        models/kommunal.json >"$work/own.json"
}
model '["rent:0.8:1", "use:grant", "dwellings.0.count:4:6"]'
run 5 optimise "$work/own.json" -s dagens --starts 1 --quiet --format json
decided "letting.rent_share dwellings.0.count use:grant"
line=$(grep -n '"decide"' models/kommunal.json | cut -d: -f1)
model '["letting.rent_share", "husbanken_loan.amont_max"]'
run 3 optimise "$work/own.json" -s dagens --starts 1 --quiet
says err "own.json:$line:36: error: the deal has no such input [DECIDE_UNKNOWN]"
says err "at /decide/1"
says err 'did you mean "husbanken_loan.amount_max"?'
run 3 check "$work/own.json"
says err DECIDE_UNKNOWN
model '["rent", "letting.rent_share"]'
run 2 optimise "$work/own.json" -s dagens --starts 1 --quiet
says err DECIDE_TWICE
run 0 schema model
says out '"decide"'
finish
