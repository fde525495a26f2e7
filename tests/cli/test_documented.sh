#!/bin/sh
# docs/output.md against what is printed: every key and every CSV heading that is printed is
# described there, and every key described is printed.
. tests/cli/lib.sh
page=docs/output.md

# section COMMAND: its part of the page.
section() { awk -v head="## $1" '/^## /{ on = $0 == head } on' $page; }

# keys COMMAND: those described in its section.
keys() { section "$1" | sed -n 's/^| `\([^`]*\)` |.*/\1/p' | grep -v '^W_' | sort -u; }

# printed ARGUMENT...: adds the keys of one run to $work/printed.
printed() {
    "$SAMSPEL_BIN" "$@" --format json >"$work/json" 2>"$work/err" </dev/null
    awk -f tests/cli/json_paths.awk "$work/json" >>"$work/all"
    sort -u "$work/all" >"$work/printed"
}

# same COMMAND: the keys in $work/printed are those in $work/described.
same() {
    cases=$((cases + 1))
    comm -23 "$work/printed" "$work/described" >"$work/out"
    [ -s "$work/printed" ] && [ ! -s "$work/out" ] || fail "$1 prints what is not described:"
    cases=$((cases + 1))
    comm -13 "$work/printed" "$work/described" >"$work/out"
    [ ! -s "$work/out" ] || fail "$1 does not print what is described:"
    : >"$work/all"
}

# heading COMMAND ARGUMENT...: the first CSV line is in the command's section.
heading() {
    of=$1
    shift
    cases=$((cases + 1))
    "$SAMSPEL_BIN" "$@" --format csv >"$work/out" 2>"$work/err" </dev/null
    section "$of" | grep -qF -e "\`$(head -n 1 "$work/out")\`" || fail "$of: the heading is not described"
}
: >"$work/all"

printed compare -s hitra tilvising kommunal --ledger
printed compare -s sunnmore leige_eige kjopegaranti
keys compare >"$work/described"
same compare
heading compare compare -s hitra tilvising
heading compare compare -s hitra tilvising --ledger

printed evaluate -s hitra kommunal --ledger
printed evaluate -s hitra leigegaranti
{ keys compare && keys evaluate; } | grep -v '^order\[\]\.' | sort -u >"$work/described"
same evaluate

printed risk -s dagens hamaroy kommunal -n 64
keys risk >"$work/described"
same risk
heading risk risk -s dagens hamaroy -n 64
printed risk -s dagens hamaroy --clauses -n 64
keys 'risk --clauses' >"$work/described"
same 'risk --clauses'
heading 'risk --clauses' risk -s dagens hamaroy --clauses -n 64

printed sensitivity -s dagens hamaroy --sobol 16
keys sensitivity >"$work/described"
same sensitivity
heading sensitivity sensitivity -s dagens hamaroy

printed optimise -s dagens kommunal -d usual -d dwellings.0.count:5:6
printed optimise -s sunnmore fellesselskap
printed optimise -s t7 kommunal
printed optimise -s hitra tilvising
printed optimise -s hitra provebustad -O cvar:municipality --draws 64
keys optimise >"$work/described"
same optimise
heading optimise optimise -s dagens kommunal

printed room -s sunnmore fellesselskap --x letting.rent_share --y plot.price_share
printed room -s sunnmore fellesselskap --x letting.rent_share --y plot.price_share -d use:grant
printed room -s hitra tilvising --x letting.rent_share --y plot.price_share
grep -v '^empty\.' "$work/printed" >"$work/outer" && mv "$work/outer" "$work/printed"
keys room >"$work/described"
same room
heading room room -s sunnmore fellesselskap --x letting.rent_share --y plot.price_share

printed frontier -s dagens kommunal --x rent --y municipal_cost
printed frontier -s dagens kommunal --x rent --y municipal_cost --robust --draws 40
printed frontier -s dagens kommunal --x rent --y municipal_cost -d rent -d use:husbanken_loan
printed frontier -s hitra tilvising --x rent --y municipal_cost
grep -v "^empty\." "$work/printed" >"$work/outer" && mv "$work/outer" "$work/printed"
keys frontier >"$work/described"
same frontier
heading frontier frontier -s dagens kommunal --x rent --y municipal_cost

printed stress -s dagens hamaroy
keys stress >"$work/described"
same stress
heading stress stress -s dagens hamaroy

printed explain -m tilvising -s hitra husbanken_loan.limit_ltv costs.building.per_m2
printed explain project.value_to_cost term_loan.profile
printed explain -m tilvising -s hitra developer.irr W_COVER
keys explain >"$work/described"
same explain
printed explain -m tilvising -s hitra
grep -v -e '^\[\]\.from' -e default -e least -e most -e words -e '^\[\]\.help' -e '^\[\]\.file' \
    -e '^\[\]\.pointer' -e '^\[\]\.of' -e roots -e reason -e paragraph -e '^\[\]\.source' -e '^\[\]\.confidence' "$work/described" >"$work/rows"
mv "$work/rows" "$work/described"
same "explain of every row"
heading explain explain -m tilvising -s hitra
heading explain explain -m tilvising -s hitra developer.irr

cat >"$work/region.json" <<'END'
{"format": "samspel-region-1", "id": "one", "budget": {"present_cost": 20000000, "outlay": 30000000},
 "spread": {"municipalities_least": 1},
 "municipalities": [{"id": "north", "name": "North"}],
 "projects": [{"id": "quay", "municipality": "north", "scenario": "hitra", "models": ["tilvising"]}]}
END
printed portfolio "$work/region.json"
printed portfolio "$work/region.json" --present-cost 0 --outlay 0
keys portfolio >"$work/described"
same portfolio
heading portfolio portfolio "$work/region.json"

printed loan -p 1000 -n 0.05
keys loan >"$work/described"
same loan
heading loan loan -p 1000 -n 0.05

printf 'date,amount\n2026-01-01,-100\n2027-01-01,110\n' >"$work/flows.csv"
printed measure "$work/flows.csv" -r 0.05
keys measure >"$work/described"
same measure
heading measure measure "$work/flows.csv" -r 0.05

echo '{"format": "samspel-scenario-2"}' >"$work/wrong.json"
printed check "$work/wrong.json"
keys check >"$work/described"
same check
heading check check scenarios/hitra.json

for command in selftest models scenarios terms version; do
    printed $command
    keys $command >"$work/described"
    same $command
    heading $command $command
done

# Every flag of the engine is described, and no other.
cases=$((cases + 1))
grep -ohE '"W_[A-Z_]+"' src/metrics/*.c | tr -d '"' | sort -u >"$work/flags"
sed -n 's/^| `\(W_[A-Z_]*\)` |.*/\1/p' $page | sort -u | cmp -s - "$work/flags" ||
    fail "the flags described are not those of the engine"

# Every word that the page says a key may have is one that exists, and the other way round.
"$SAMSPEL_BIN" evaluate -s hitra kommunal --format json >"$work/out"
for word in $(sed -n 's/^ *"unit": "\(.*\)",*$/\1/p' "$work/out" | sort -u); do
    cases=$((cases + 1))
    grep -qF -e "\`$word\`" $page || fail "the unit $word is not described"
done
for word in $(sed -n 's/^ *"role": "\(.*\)",*$/\1/p' "$work/out" | sort -u); do
    cases=$((cases + 1))
    section compare | grep -qF -e "\`$word\`" || fail "the role $word is not described"
done

finish
