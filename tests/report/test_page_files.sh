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
    run 6 $study --html /dev/full --force
    says err "not a regular file"
    run 6 $study --xlsx "$work/no/a.xlsx"
    run 2 $study --xlsx -
    says err "name a file"
    run 2 $study --html "$work/a.html" --draws none
    run 2 $study --html "$work/a.html" --threads 0
    run 2 $study --html "$work/a.html" --no-such-option
    run 3 report -s hitra nosuch --html "$work/a.html"
    says err "not among the shipped models"
    run 3 report -s nosuch tilvising --html "$work/a.html"
    run 3 card nosuch
    says err "not among the shipped models"
    run 2 card
    run 2 card tilvising hamaroy
    run 2 card tilvising --format csv
    run 6 card tilvising --html "$work/no/a.html"
    run 3 report -s tests/bad/scenario_percent.json tilvising --html "$work/a.html"
    run 2 card tilvising --format json
    run 3 card scenarios/hitra.json
    cases=$((cases + 1))
    [ ! -e "$work/a.html" ] || fail "a page was written after a fault"

    # A disk that takes no more: what was there stays, and nothing half written is left.
    echo old >"$work/full.html"
    cp "$work/full.html" "$work/full.xlsx"
    for form in html xlsx; do
        (ulimit -f 20 && exec "$SAMSPEL_BIN" $study -q --lang en --$form "$work/full.$form" --force) >"$work/out" 2>"$work/err"
        verdict "report --$form on a full disk" 6 $?
        cases=$((cases + 1))
        grep -qx old "$work/full.$form" || fail "a full disk took the old $form"
    done
    says err "room on the disk"
    rm "$work"/full.*
    # To standard output, the same page as to a file.
    run 0 $study --html - --draws 300 --seed 2
    mv "$work/out" "$work/standard.html"
    run 0 $study --html "$work/a.html" --xlsx "$work/a.xlsx" --draws 300 --seed 2 --threads 1
    silent out
    run 0 $study --html "$work/b.html" --xlsx "$work/b.xlsx" --draws 300 --seed 2 --threads 2
    cases=$((cases + 2))
    cmp "$work/a.html" "$work/b.html" || fail "the same study gives another page"
    cmp "$work/a.xlsx" "$work/b.xlsx" || fail "the same study gives another workbook"
    cases=$((cases + 1))
    cmp "$work/a.html" "$work/standard.html" || fail "standard output gets another page"
    rm "$work/standard.html"
    # In another folder, by its own paths.
    (cd "$work" && "$SAMSPEL_BIN" $study --html d.html --xlsx d.xlsx --draws 300 --seed 2) >"$work/out" 2>"$work/err"
    verdict "another folder" 0 $?
    cases=$((cases + 2))
    cmp "$work/a.html" "$work/d.html" || fail "another folder gives another page"
    cmp "$work/a.xlsx" "$work/d.xlsx" || fail "another folder gives another workbook"
    # Another time zone, language of the environment and day; faketime gives the day where it is.
    day=
    ! command -v faketime >/dev/null || nm "$SAMSPEL_BIN" 2>/dev/null | grep -q __asan_init ||
        day="faketime 2031-02-03"
    TZ=Pacific/Auckland LC_ALL=nb_NO.UTF-8 $day "$SAMSPEL_BIN" $study --lang nn --html "$work/c.html" \
        --xlsx "$work/c.xlsx" --draws 300 --seed 2 >"$work/out" 2>"$work/err"
    verdict "another day and place" 0 $?
    cases=$((cases + 2))
    cmp "$work/c.xlsx" "$work/b.xlsx" || fail "another day gives another workbook"
    cmp "$work/c.html" "$work/b.html" || fail "another day gives another page"
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

# What the page says makes it again does so, as a shell reads it, of files with odd names too.
# shellcheck disable=SC2154,SC2294 # the words are to be read by a shell
mkdir "$work/odd"
cp models/tilvising.json "$work/odd/it's a model\$HOME.json"
cp scenarios/hitra.json "$work/odd/-hitra *.json"
(cd "$work/odd" && "$SAMSPEL_BIN" report -q -s "./-hitra *.json" --without choice --draws 50 --lang en \
    --html first.html -- "it's a model\$HOME.json") >"$work/out" 2>"$work/err"
verdict "files with odd names" 0 $?
told=$(sed 's/<wbr[^>]*>//g' "$work/odd/first.html" | grep -o '<dt>Command</dt><dd>[^<]*' |
    sed 's/.*<dd>//; s/&gt;/>/g; s/&amp;/\&/g')
cases=$((cases + 1))
case $told in "samspel report "*) ;; *) fail "no command that can be run: $told" ;; esac
(cd "$work/odd" && eval "\"\$SAMSPEL_BIN\" ${told#samspel } -q --html second.html") >"$work/out" 2>"$work/err"
verdict "the told command: $told" 0 $?
cases=$((cases + 2))
cmp "$work/odd/first.html" "$work/odd/second.html" || fail "the told command gives another page"
! grep -q "samspel report '[a-z]*'" "$work/b.html" || fail "plain words are quoted"

# What is left out is told, and how to get it; parts in other languages are marked as such.
grep -q -- '--with choice' "$work/a.html" || fail "a page without choice does not say how to get it"
run 0 $study --lang en --html "$work/en.html"
grep -q '<td lang="nn">' "$work/en.html" || fail "the paragraphs of law are not marked as Nynorsk"
grep -q '<td lang="">' "$work/en.html" || fail "sources are not marked as of no known language"
cases=$((cases + 3))

run 0 card tilvising
says out "Tilvisingsavtale"
run 0 card tilvising --lang en
cp "$work/out" "$work/first"
run 0 card models/tilvising.json --lang en
cases=$((cases + 1))
cmp -s "$work/first" "$work/out" || fail "a card by path differs from one by id"
run 0 card tilvising --html "$work/card.html"
silent out
(cd "$work" && TZ=Pacific/Auckland "$SAMSPEL_BIN" card tilvising --html -) >"$work/out" 2>"$work/err"
verdict "a card to standard output" 0 $?
cases=$((cases + 1))
cmp -s "$work/card.html" "$work/out" || fail "a card's page differs by folder, time zone or target"
run 6 card tilvising --html "$work/card.html"
says err "--force"
run 0 card tilvising --html "$work/card.html" --force --lang en
cases=$((cases + 1))
grep -q '<dt lang="nn">' "$work/card.html" || fail "the name of an act is not marked as Nynorsk"
ls -A "$work" >"$work/files"
cases=$((cases + 1))
! grep -q 'part$' "$work/files" || fail "half a file was left behind"
finish
