#!/bin/sh
# No line of text for people is wider than was asked for, whatever the command; lines to be pasted
# into a shell stay whole, numbers are not cut, and folding loses no word.
. tests/cli/lib.sh

printf 'date,amount\n2020-01-01,-100\n2021-01-01,60\n2022-01-01,60\n' >"$work/flows.csv"

# narrow WIDTH ARGUMENT...
narrow() {
    width=$1
    shift
    run 0 "$@" --width "$width"
    cases=$((cases + 1))
    # No-break spaces are a column each; commands to be pasted are let through.
    long=$(sed -e 's/\xc2\xa0/ /g' -e '/^samspel [a-z]* /d' -e '/\\$/,/[^\\]$/d' "$work/out" |
        LC_ALL=C.UTF-8 wc -L)
    [ "$long" -le "$width" ] || fail "$* is $long columns wide, not $width"
}
for width in 40 57 80; do
    narrow $width compare -s hitra tilvising kommunal leigegaranti
    narrow $width evaluate -s hitra kommunal
    narrow $width explain -m kommunal -s hitra municipality.npv
    narrow $width explain -m kommunal -s hitra municipality.irr
    narrow $width loan --principal 1e6 --nominal 0.05 --years 5 --terms 2
    narrow $width measure "$work/flows.csv" --rate 0.05
    narrow $width check scenarios/hitra.json
    narrow $width selftest
    narrow $width models
    narrow $width scenarios
    narrow $width terms
    narrow $width card kommunal
    narrow $width stress -s hitra kommunal
    narrow $width sensitivity -s hitra kommunal
    narrow $width risk -s hitra kommunal -n 64
    narrow $width help compare
done
narrow 40 portfolio kysten_og_blilyst --commands
says out 'samspel evaluate '

# The words are the same, in the same order, however wide. (Tables are laid out anew.)
words() { run 0 explain -m kommunal -s hitra municipality.irr --width "$1" && tr -s ' \n' '\n\n' <"$work/out"; }
words 40 >"$work/narrow"
words 200 >"$work/wide"
cases=$((cases + 1))
cmp -s "$work/narrow" "$work/wide" || fail "words are lost"
# A line that is folded goes on two columns further in.
run 0 explain -m kommunal -s hitra municipality.irr --width 60
cases=$((cases + 1))
grep -q '^      [a-z]' "$work/out" || fail "no line goes on"

# Forms for programs and contents of files are not folded.
run 0 compare -s hitra tilvising --format json --width 40
cp "$work/out" "$work/first"
run 0 compare -s hitra tilvising --format json
cases=$((cases + 1))
cmp -s "$work/first" "$work/out" || fail "JSON hangs on the width"
for command in "schema model" "reference markdown" "reference man"; do
    # shellcheck disable=SC2086 # several words
    run 0 $command --width 40
    cp "$work/out" "$work/first"
    # shellcheck disable=SC2086
    run 0 $command
    cases=$((cases + 1))
    cmp -s "$work/first" "$work/out" || fail "$command hangs on the width"
done
run 2 models --width 39
run 2 models --width 501

finish
