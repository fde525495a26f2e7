#!/bin/sh
# The same question gives the same bytes, wherever the files lie; and the hash of the inputs changes
# exactly when an input does.
. tests/cli/lib.sh

# same NAME FILE FILE
same() {
    cases=$((cases + 1))
    cmp -s "$2" "$3" || fail "$1: the bytes differ"
}

# twice ARGUMENT...: two runs, the same bytes.
twice() {
    run 0 "$@"
    cp "$work/out" "$work/first"
    run 0 "$@"
    same "samspel $*" "$work/first" "$work/out"
}
for format in text json csv; do
    twice compare -s hitra tilvising tildeling kommunal --format $format
    twice evaluate -s naeroy leige_eige --ledger --format $format
    twice explain -m tilvising -s hitra municipality.npv husbanken_loan.lent --format $format
    twice selftest --format $format
done

# Shipped files in another folder, and another working folder: the same bytes, and no path of the
# machine in them.
mkdir "$work/elsewhere"
cp -r models scenarios "$work/elsewhere/"
for command in "compare -s hitra tilvising kommunal" \
    "explain -m tilvising -s hitra costs.building.per_m2 municipality.npv --depth 3"; do
    # shellcheck disable=SC2086 # several words
    run 0 $command --format json
    cp "$work/out" "$work/first"
    # shellcheck disable=SC2086
    (cd "$work" && "$SAMSPEL_BIN" $command --format json --data elsewhere) >"$work/out" 2>"$work/err"
    verdict "$command --data" 0 $?
    same "$command elsewhere" "$work/first" "$work/out"
    cases=$((cases + 1))
    ! grep -qF -e "$(pwd)" -e elsewhere "$work/out" || fail "$command: a path of this machine"
done
says out '"file": "scenarios/hitra.json"'
run 0 explain -m tilvising -s scenarios/hitra.json costs.building.per_m2 --width 200
says out " scenarios/hitra.json "
cp scenarios/hitra.json "$work/own.json"
run 0 explain -m tilvising -s "$work/own.json" costs.building.per_m2 --width 200
says out "$work/own.json"

# hash_of ARGUMENT...: of the model.
hash_of() {
    run 0 compare tilvising -s hitra "$@" --format json
    sed -n 's/^      "inputs_hash": "\(.*\)",$/\1/p' "$work/out"
}
plain=$(hash_of)
cases=$((cases + 1))
echo "$plain" | grep -qx '[0-9a-f]\{64\}' || fail "no hash: $plain"

# expect NAME WANTED GOT
expect() {
    cases=$((cases + 1))
    case $2 in
    equal) [ "$plain" = "$3" ] || fail "$1 changes the hash" ;;
    other) [ "$plain" != "$3" ] || fail "$1 leaves the hash" ;;
    esac
}
run 0 explain -m tilvising -s hitra operation.vacancy --format json
vacancy=$(member value)
expect "a vacancy set to what it is" equal "$(hash_of --set "/operation/vacancy=$vacancy")"
expect "the same vacancy written otherwise" equal "$(hash_of --set "/operation/vacancy=${vacancy}0e0")"
expect "another vacancy" other "$(hash_of --set "/operation/vacancy=0.123")"
expect "another horizon" other "$(hash_of --set /project/horizon_years=29)"
expect "another word" other "$(hash_of --set /costs/draw_profile=uniform)"
expect "a variant" other "$(hash_of --variant 2026)"
expect "a file by its path" equal "$(hash_of --data "$work/elsewhere")"
expect "another language" equal "$(hash_of --lang nn)"
sed 's/"name": "Hitra"/"name": "Frøya"/' scenarios/hitra.json >"$work/elsewhere/scenarios/hitra.json"
expect "another name of the municipality" equal "$(hash_of --data "$work/elsewhere")"
says out "Frøya"

finish
