#!/bin/sh
# samspel check, schema, models, scenarios and terms on files that are right and wrong.
. tests/cli/lib.sh

# What is shipped is right, alone and together.
for file in models/*.json scenarios/*.json models/terms/*.json; do
    run 0 check "$file"
    says out "1 file checked, no fault"
done
run 0 check models/*.json scenarios/*.json models/terms/*.json
says out "files checked, no fault"
run 0 check scenarios/hitra.json --format json
says out '"kind": "scenario"'
says out '"diagnostics": []'
run 0 check scenarios/hitra.json --format csv
says out "scenarios/hitra.json,scenario,0,0"
run 0 check scenarios/hitra.json --variant 2026
run 3 check scenarios/hitra.json --variant 2027

# Every wrong file of the reader's tests is refused for the reason that is listed there, beside the
# right files that those tests use. Exit 0: only a warning.
good=tests/bad/good
while IFS='	' read -r file kind code _; do
    case $kind in
    model) beside="$good"_scenario.json ;;
    scenario) beside="$good"_model.json ;;
    terms) beside="${good}_model.json ${good}_scenario.json" ;;
    *) continue ;;
    esac
    [ "$kind" = terms ] || beside="$beside ${good}_terms.json"
    # shellcheck disable=SC2086 # several names
    "$SAMSPEL_BIN" check "tests/bad/$file" $beside >"$work/out" 2>"$work/err" </dev/null
    got=$?
    cases=$((cases + 1))
    case $got in
    0 | 3) ;;
    *) fail "$file: exit $got" ;;
    esac
    [ $got -ne 0 ] || grep -q ': warning: ' "$work/err" || fail "$file: $code is not seen"
    case $file in
    scenario_format_of_model.json) continue ;; # is read as the model that it says it is
    esac
    grep -qF -e "[$code]" "$work/err" || fail "$file: $code is not told"
done <tests/bad/manifest.tsv

# One fault, its place, and what to do; as text on standard error and as JSON on standard output.
sed 's/"vacancy":/"vacansy":/' scenarios/hitra.json >"$work/wrong.json"
run 3 check "$work/wrong.json"
says err "wrong.json:"
says err "    at /operation/vacansy"
says err "    do: "
says err "vacancy"
says out "1 fault"
run 3 check "$work/wrong.json" --format json
says out '"pointer": "/operation/vacansy"'
says out '"severity": "error"'
silent err
# Each file's faults are told once, whatever stands beside it.
run 3 check "$work/wrong.json" models/tilvising.json models/terms/norway.json
cases=$((cases + 1))
[ "$(grep -c ': error: ' "$work/err")" = 1 ] || fail "a fault is told twice"
says out "3 files checked, 1 fault"
echo '{"format": "samspel-scenario-2"}' >"$work/form.json"
run 3 check "$work/form.json"
says err "FORMAT_UNKNOWN"
says err "did you mean samspel-scenario-1?"
echo '{}' >"$work/empty.json"
run 3 check "$work/empty.json" "$work/form.json"
says err "\"format\" is missing"
"$SAMSPEL_BIN" check - <scenarios/hitra.json >"$work/out" 2>"$work/err"
verdict "check -" 0 $?
run 2 check - -
printf '{"format": "\\u001b[2Jsamspel"}' >"$work/escape.json"
run 3 check "$work/escape.json"
cases=$((cases + 1))
grep -q "$(printf '\033')" "$work/err" && fail "an escape reached the terminal"
# More faults than are kept are not passed over in silence.
awk 'NR == 2 { for (i = 0; i < 70; i++) printf "\"wrong%d\": 1,\n", i } { print }' \
    tests/bad/good_scenario.json >"$work/many.json"
run 3 check "$work/many.json"
says err "more than 50 faults"
run 6 check "$work/nothing.json" scenarios/hitra.json

# Schemas are JSON, and name their kind's format.
for kind in model scenario terms region; do
    run 0 schema $kind
    says out "samspel-$kind-1"
    cp "$work/out" "$work/schema.json"
    run 3 check "$work/schema.json" # JSON, but none of our files
    says err "FIELD_MISSING"
done

# Lists.
run 0 models
says out "tilvising"
run 0 models --lang nn --format json
says out '"name": "Tilvisingsavtale"'
run 0 models --format csv
says out "id,name,summary"
run 0 scenarios --format csv
says out "hitra,"
run 0 terms --at 2020-06-01 --format csv
says out "husbanken.ltv_max.private,0.85,share,2020-01-01,high,"
run 0 terms --at 2014-12-31 husbanken.ltv_max.private --format json
says out '"from": "2012-01-01"'
run 0 terms --at 1900-01-01 husbanken.ltv_max.private --format json
says out '"value": null'
run 2 terms --at 2020-13-01
run 2 terms husbanken.ltv_max.privat_
says err "did you mean husbanken.ltv_max.private?"
for width in 40 60 80; do
    for list in models terms scenarios; do
        run 0 $list --width $width
        cases=$((cases + 1))
        long=$(sed 's/\xc2\xa0/ /g' "$work/out" | LC_ALL=C.UTF-8 wc -L)
        [ "$long" -le "$width" ] || fail "$list --width $width is $long columns wide"
    done
done
# What nobody can want to be read: refused at once, whatever its size.
head -c 100000000 /dev/zero | tr '\0' ' ' >"$work/large.json"
run 3 check "$work/large.json"
says err 'larger than 16 MiB'
run 3 evaluate "$work/large.json" -s hitra
rm "$work/large.json"
awk 'BEGIN { while (i++ < 10000) printf "["; while (--i) printf "]" }' >"$work/deep.json"
run 3 check "$work/deep.json"
says err 'JSON_DEPTH'
run 3 evaluate "$work/deep.json" -s hitra
yes 1 | head -n 100001 | sed '1i amount' >"$work/long.csv"
run 3 measure "$work/long.csv" -r 0.04

finish
