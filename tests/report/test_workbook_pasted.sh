#!/bin/sh
# What a workbook has no formulas for is pasted: the same numbers as risk, sensitivity and frontier
# give by themselves, labelled in every language, no formula among them, and a live cell that
# LibreOffice turns when an input is changed. No draws and no choice: no such sheets.
. tests/cli/lib.sh
. tests/report/second_reader.sh
pasted() { "$python" tests/report/pasted.py "$@" >"$work/out" 2>"$work/err"; }

# is NAME EXPECTED: what pasted printed.
is() {
    cases=$((cases + 1))
    [ "$(cat "$work/out")" = "$2" ] || fail "$1 is not: $2"
}

study="-q -s hitra tilvising kommunal --draws 200 --seed 3"
# shellcheck disable=SC2086 # words of the command
run 0 report $study --lang en --xlsx "$work/en.xlsx"
# shellcheck disable=SC2086
run 0 risk $study --format json --out "$work/risk.json"
run 0 risk -q -s hitra kommunal --draws 200 --seed 3 --clauses --format json --out "$work/clauses.json"
run 0 sensitivity -q -s hitra tilvising kommunal --format json --out "$work/sensitivity.json"
run 0 frontier -q -s hitra kommunal --x rent --y municipal_cost --format json --out "$work/front.json"
pasted values "$work/en.xlsx" "$work/risk.json" "$work/clauses.json" "$work/sensitivity.json" "$work/front.json"
verdict "pasted values are those of the other commands" 0 $?
# The test itself can tell: another seed is another risk.
run 0 risk -q -s hitra tilvising kommunal --draws 200 --seed 4 --format json --out "$work/other.json"
pasted values "$work/en.xlsx" "$work/other.json" "$work/clauses.json" "$work/sensitivity.json" "$work/front.json"
verdict "another seed is told" 1 $?

# The room and its fair points, of a study that has them.
run 0 report -q -s sunnmore fellesselskap --without sensitivity --lang en --xlsx "$work/room.xlsx"
run 0 room -q -s sunnmore fellesselskap --x letting.rent_share --y plot.price_share --format json --out "$work/room.json"
pasted room "$work/room.xlsx" "$work/room.json"
verdict "the pasted room is that of the command" 0 $?
sed 's/"y": 0\.07/"y": 0.08/' "$work/room.json" >"$work/moved.json"
pasted room "$work/room.xlsx" "$work/moved.json"
verdict "another corner is told" 1 $?
sed 's/"gain": 2/"gain": 3/' "$work/room.json" >"$work/moved.json"
pasted room "$work/room.xlsx" "$work/moved.json"
verdict "another gain is told" 1 $?

# The label says what made them, in each language; the same bytes whatever the threads, and beside
# a page.
version=$("$SAMSPEL_BIN" version --format json 2>/dev/null | sed -n 's/^ *"version": "\([^"]*\)".*/\1/p')
[ -n "$version" ] || version=$("$SAMSPEL_BIN" version | sed -n '1s/^samspel \([^ ]*\).*/\1/p')
short="-q -s hitra kommunal tilvising --draws 300 --without choice"
for language in "nn Risiko Verdiar rekna ut av samspel $version (300 trekningar, frø 1) og limte inn: dei endrar seg ikkje når inndata blir endra." \
    "nb Risiko Verdier regnet ut av samspel $version (300 trekninger, frø 1) og limt inn: de endrer seg ikke når inndata blir endret." \
    "en Risk Values worked out by samspel $version (300 draws, seed 1), pasted: they do not change when an input is changed."; do
    code=${language%% *}
    rest=${language#* }
    # shellcheck disable=SC2086
    run 0 report $short --lang "$code" --threads 1 --xlsx "$work/$code.xlsx" --force
    pasted say "$work/$code.xlsx" "${rest%% *}" A2
    is "the label ($code)" "${rest#* }"
done
# shellcheck disable=SC2086
run 0 report $short --lang en --threads 2 --xlsx "$work/two.xlsx" --html "$work/two.html"
cases=$((cases + 1))
cmp -s "$work/en.xlsx" "$work/two.xlsx" || fail "two threads and a page give another workbook"

# Nothing asked for, nothing there; a tornado needs no draws.
run 0 report -q -s hitra kommunal --without choice --without sensitivity --lang en --xlsx "$work/none.xlsx"
pasted sheets "$work/none.xlsx"
is "sheets without draws and choice" "$(printf 'Summary\nCharts\nYears\nInputs\nkommunal\nChecks')"
pasted say "$work/none.xlsx" Inputs J3
is "a column for what inputs were" None
run 0 report -q -s hitra kommunal --without choice --lang en --xlsx "$work/tornado.xlsx"
pasted sheets "$work/tornado.xlsx"
is "sheets with a tornado" "$(printf 'Summary\nCharts\nYears\nRisk\nInputs\nkommunal\nChecks')"
pasted say "$work/tornado.xlsx" Risk A2
is "the label without draws" "Values worked out by samspel $version, pasted: they do not change when an input is changed."

command -v soffice >/dev/null || {
    echo "SKIPPED: LibreOffice is missing, so no cell was seen to turn"
    finish
    exit
}
mkdir -p "$work/profile/user"
cat >"$work/profile/user/registrymodifications.xcu" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
XML
# What is saved so has no stored results: all that LibreOffice shows it has worked out.
pasted change "$work/en.xlsx" "$work/as.xlsx"
pasted change "$work/en.xlsx" "$work/shared.xlsx" economy.inflation 0.03
pasted change "$work/en.xlsx" "$work/own.xlsx" kommunal.grant.cost_share 0.1
verdict "inputs are changed" 0 $?
(cd "$work" && timeout 300 soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to \
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
    as.xlsx shared.xlsx own.xlsx >soffice.log 2>&1)
verdict "LibreOffice recomputes" 0 $?

# turned BOOK COUNT...: how often a sheet says that all is as it was, and that it is not: the whole
# on the summary; on the sheet of risk, and of checks, all models, kommunal, tilvising.
turned() {
    book=$1
    for sheet in Summary Risk Checks; do
        expected=$2
        : >"$work/out"
        yes=$(grep -c 'Yes: no input has been changed since' "$work/$book-$sheet.csv")
        no=$(grep -c 'NO: inputs were changed since' "$work/$book-$sheet.csv")
        cases=$((cases + 1))
        [ "$yes $no" = "$expected" ] || fail "$book: $sheet says yes and no $yes $no times, not $expected"
        shift
    done
    cases=$((cases + 1))
    grep -q '^All checks,OK' "$work/$book-Summary.csv" || fail "$book: a check fails"
}
turned as "1 0" "3 0" "3 0"
turned shared "0 1" "0 3" "0 3"
turned own "0 1" "1 2" "1 2"
finish
