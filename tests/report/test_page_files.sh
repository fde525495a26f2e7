#!/bin/sh
# samspel report and card as makers of files: what is asked for, whole or not at all, never over a
# file unasked, the same bytes from the same command.
. tests/cli/lib.sh

study="report -s hitra tilvising kommunal --without choice"
# shellcheck disable=SC2086 # words of the command
{
    run 2 $study
    says err "--html FILE"
    run 2 $study --html "$work/a" --xlsx "$work/a"
    run 2 $study --html "$work/a.html" --seed 3
    says err "--draws"
    run 2 $study --html "$work/a.html" --without everything
    says err "sensitivity, clauses and choice"
    run 2 $study --html "$work/a.html" --with everything
    run 2 $study --html "$work/a.html" --x plot.price_share
    says err "--y"
    run 2 report tilvising --html "$work/a.html"
    run 6 $study --html "$work/no/a.html"
    run 3 report -s tests/bad/scenario_percent.json tilvising --html "$work/a.html"
    run 2 card tilvising --format json
    run 3 card scenarios/hitra.json
    cases=$((cases + 1))
    [ ! -e "$work/a.html" ] || fail "a page was written after a fault"

    run 0 $study --html "$work/a.html" --xlsx "$work/a.xlsx" --draws 300 --seed 2 --threads 1
    silent out
    run 0 $study --html "$work/b.html" --xlsx "$work/b.xlsx" --draws 300 --seed 2 --threads 2
    cases=$((cases + 2))
    cmp "$work/a.html" "$work/b.html" || fail "the same study gives another page"
    cmp "$work/a.xlsx" "$work/b.xlsx" || fail "the same study gives another workbook"
    # Another time zone, language of the environment and day; faketime gives the day where it is.
    day=
    ! command -v faketime >/dev/null || nm "$SAMSPEL_BIN" 2>/dev/null | grep -q __asan_init ||
        day="faketime 2031-02-03"
    TZ=Pacific/Auckland LC_ALL=nb_NO.UTF-8 $day "$SAMSPEL_BIN" $study --lang nn --html "$work/c.html" \
        --xlsx "$work/c.xlsx" --draws 300 --seed 2 >"$work/out" 2>"$work/err"
    verdict "another day and place" 0 $?
    cases=$((cases + 2))
    cmp "$work/c.xlsx" "$work/b.xlsx" || fail "another day gives another workbook"
    sed 's/ --lang nn//' "$work/c.html" >"$work/c"
    cmp "$work/c" "$work/b.html" || fail "another day gives another page"
    run 6 $study --html "$work/a.html"
    says err "--force"
    cmp -s "$work/a.html" "$work/b.html" || fail "a page that exists was touched"
    run 0 $study --html "$work/a.html" --force --lang nb
    cases=$((cases + 1))
    ! cmp -s "$work/a.html" "$work/b.html" || fail "--force replaced nothing"
}
cases=$((cases + 4))
grep -q '<html lang="nn">' "$work/b.html" || fail "a report is not in Nynorsk by itself"
grep -q '<html lang="nb">' "$work/a.html" || fail "--lang nb is not heard"
grep -q -- '--draws 300 --seed 2' "$work/b.html" || fail "the command is not told"
! grep -q "$work" "$work/b.html" || fail "the page tells where it was written"

run 0 card tilvising
says out "Tilvisingsavtale"
run 0 card tilvising --lang en
cp "$work/out" "$work/first"
run 0 card models/tilvising.json --lang en
cases=$((cases + 1))
cmp -s "$work/first" "$work/out" || fail "a card by path differs from one by id"
run 0 card tilvising --html "$work/card.html"
silent out
ls -A "$work" >"$work/files"
cases=$((cases + 1))
! grep -q 'part$' "$work/files" || fail "half a file was left behind"
finish
