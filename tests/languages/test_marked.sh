#!/bin/sh
# Every word that the program shows comes from the catalogues: it speaks a language in which each
# text stands between brackets, and no word may be seen outside them.
set -u
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/po/nn/LC_MESSAGES" || exit 2
# The program looks for its catalogues beside itself.
cp "$SAMSPEL_BIN" "$work/bin/samspel" || exit 2
python3 tests/languages/pseudo.py make "$work/pseudo.po" || exit 2
msgfmt -o "$work/po/nn/LC_MESSAGES/samspel.mo" "$work/pseudo.po" || exit 2
failed=0
shown=0

# Shows the text, and the faults, of a command.
look() {
    SAMSPEL_DATA=. "$work/bin/samspel" "$@" --lang nn --width 500 >"$work/out" 2>&1
    python3 tests/languages/pseudo.py look "$*" <"$work/out" || failed=1
    shown=$((shown + 1))
}
page() {
    SAMSPEL_DATA=. "$work/bin/samspel" "$@" --lang nn --html "$work/page.html" --force >"$work/out" 2>&1 ||
        { cat "$work/out"; failed=1; return; }
    sed -e 's/<script[^>]*>.*<\/script>//' "$work/page.html" |
        python3 tests/languages/text_of_html.py |
        python3 tests/languages/pseudo.py look "$* --html" || failed=1
    shown=$((shown + 1))
}

book() {
    SAMSPEL_DATA=. "$work/bin/samspel" "$@" --lang nn --xlsx "$work/book.xlsx" --force >"$work/out" 2>&1 ||
        { cat "$work/out"; failed=1; return; }
    python3 tests/languages/text_of_xlsx.py "$work/book.xlsx" |
        python3 tests/languages/pseudo.py look "workbook of $*" || failed=1
    shown=$((shown + 1))
}

look help
for command in $("$SAMSPEL_BIN" help --lang en | sed -n 's/^    \([a-z]*\)  .*/\1/p'); do
    look help "$command"
done

look evaluate tilvising --scenario hitra
look compare -s hitra tilvising hamaroy kommunal
look explain -m tilvising -s hitra
look explain -m tilvising -s hitra husbanken_loan.lent --depth 2
look explain project.value_to_cost term_loan.profile
look loan -p 1000000 -e 4.74% -y 5 -t 2
look models
look scenarios
look terms
look card tilvising
look card fellesselskap
look check models/tilvising.json scenarios/hitra.json
for file in tests/bad/*.json; do
    look check "$file"
done
look compare -s hitra
look comapre
look evaluate tilvising -s hitar
look evaluate tilvising -s hitra --vidth 3
look selftest
look measure -r 5% - <<'END'
2026-01-31,-1000
2027-01-31,600
2028-01-31,600
END
look stress -s dagens tilvising hamaroy
look batch -m tilvising,kommunal hitra dagens --into "$work/results.sqlite"
look results "$work/results.sqlite" parties
look portfolio kysten_og_blilyst
if [ -z "${SAMSPEL_SANITIZED:-}" ]; then
    look risk -s hitra tilvising kommunal -n 200
    look risk -s dagens hamaroy leigegaranti -n 200 --clauses
    look sensitivity -s dagens hamaroy --signed
    look optimise tilvising -s hitra -O rent
    look optimise kommunal -s hitra -O rent
    look room fellesselskap -s sunnmore --x letting.rent_share --y plot.price_share
fi
page report -s hitra tilvising hamaroy kommunal --draws 200
page card hamaroy
book report -s hitra tilvising kommunal
echo "$shown texts looked at"
[ "$shown" -gt 100 ] || failed=1
exit $failed
