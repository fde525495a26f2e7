#!/bin/sh
# A model and a scenario whose every free text is hostile (script, CDATA's end, quotes, control
# characters, right-to-left marks, escapes of terminals, formulas), through each form of output: no
# raw control character or mark of direction, no cell that a spreadsheet would compute, valid JSON.
# Pages and workbooks are for test_page.sh and test_workbook_reader.sh.
. tests/cli/lib.sh
command -v node >/dev/null || {
    echo "SKIPPED: hostile files could not be made: node is missing"
    exit 77
}
for file in models/tilvising models/leigegaranti scenarios/hitra; do
    node tests/report/page/hostile.mjs $file.json "$work/$(basename $file).json" || fail "hostile.mjs: $file"
done

# clean NAME: bytes below 0x20 but for line ends and tabs of our own, and U+202A-202E, U+2066-2069,
# U+200E-200F, are not in the output.
clean() {
    cases=$((cases + 1))
    ! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" "$work/out" || fail "$1: a control character"
    for mark in '\342\200\252' '\342\200\256' '\342\200\217' '\342\201\246' '\342\201\251' '\357\273\277'; do
        ! LC_ALL=C grep -q "$(printf "$mark")" "$work/out" || fail "$1: a mark of direction"
    done
}

# A page has an element that a file asked for.
has_markup() {
    grep -qF -e '<script>alert' -e '<img src=x' -e '<style>*{display' "$work/out"
}

hostile="$work/tilvising.json $work/leigegaranti.json"
for format in text csv json; do
    for command in "compare" "risk --draws 64" "risk --draws 64 --clauses" "sensitivity" "stress"; do
        # shellcheck disable=SC2086 # words of the command
        run 0 $command -q -f $format -s "$work/hitra.json" $hostile
        clean "$command, $format"
        [ $format != csv ] || {
            cases=$((cases + 1))
            ! LC_ALL=C grep -qE '(^|,)"?[[:space:]]*[=+@]' "$work/out" || fail "$command: a cell is a formula"
        }
        [ $format != json ] || {
            cases=$((cases + 1))
            node -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))' "$work/out" ||
                fail "$command: no JSON"
        }
    done
done
for format in text csv json; do
    run 0 evaluate -q -f $format -s "$work/hitra.json" "$work/tilvising.json"
    clean "evaluate, $format"
done
for language in nn nb en; do
    run 0 card "$work/tilvising.json" --lang $language
    clean "card, $language"
    run 0 card "$work/leigegaranti.json" --lang $language --html -
    clean "a card's page, $language"
    cases=$((cases + 1))
    ! has_markup || fail "a card's page has markup of its file"
done
# Titles, labels and tips of figures, footnotes, sources and names of parties.
# shellcheck disable=SC2086 # two files
run 0 report -q -s "$work/hitra.json" $hostile --draws 64 --without choice --html -
clean "a report's page"
cases=$((cases + 1))
! has_markup || fail "a report has markup of its file"
run 0 explain -q developer.npv -s "$work/hitra.json" -m "$work/tilvising.json"
clean explain
finish
