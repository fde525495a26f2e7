#!/bin/sh
# Where files are found: the folder of data, ids and paths; and what is said when they are not.
. tests/cli/lib.sh
data=$SAMSPEL_DATA

# --data goes before SAMSPEL_DATA, and a folder that is named is not passed over.
run 0 evaluate tilvising -s hitra --format csv
cp "$work/out" "$work/first"
SAMSPEL_DATA=$work/nowhere run 6 evaluate tilvising -s hitra
says err nowhere
SAMSPEL_DATA=$work/nowhere run 0 evaluate tilvising -s hitra --format csv --data "$data"
cases=$((cases + 1))
cmp -s "$work/out" "$work/first" || fail "--data gives something else"
run 6 evaluate tilvising -s hitra --data "$work/nowhere"

# Without either, a program that was built in the tree finds the tree's.
unset SAMSPEL_DATA
case $(realpath "$SAMSPEL_BIN") in
"$(pwd)"/build/*)
    "$SAMSPEL_BIN" evaluate tilvising -s hitra --format csv >"$work/out" 2>"$work/err"
    verdict "without SAMSPEL_DATA" 0 $?
    cmp -s "$work/out" "$work/first" || fail "the program's own data give something else"
    ;;
esac
# A program that was moved with its tree finds what lies beside it; one that was moved alone finds
# nothing (unless samspel is installed here too), and says what to do.
mkdir -p "$work/tree/bin" "$work/tree/share/samspel" "$work/alone"
cp "$SAMSPEL_BIN" "$work/tree/bin/samspel"
cp -r "$data/models" "$data/scenarios" "$work/tree/share/samspel/"
"$work/tree/bin/samspel" evaluate tilvising -s hitra --format csv >"$work/out" 2>"$work/err"
verdict "a tree that was moved" 0 $?
cases=$((cases + 1))
cmp -s "$work/out" "$work/first" || fail "the data of a moved tree give something else"
SAMSPEL_DATA='' "$work/tree/bin/samspel" models --format csv >"$work/out" 2>"$work/err"
verdict "an empty SAMSPEL_DATA is none" 0 $?
if [ ! -e /usr/share/samspel ] && [ ! -e /usr/local/share/samspel ]; then
    cp "$SAMSPEL_BIN" "$work/alone/samspel"
    for command in "evaluate tilvising -s hitra" "models" "terms"; do
        # shellcheck disable=SC2086 # several words
        "$work/alone/samspel" $command >"$work/out" 2>"$work/err"
        verdict "$command without data" 6 $?
        says err '--data or SAMSPEL_DATA'
    done
fi
SAMSPEL_DATA=$data
export SAMSPEL_DATA

# Ids, near ids, no ids; paths, and - for what comes in.
run 3 evaluate tilvisning -s hitra
says err 'did you mean "tilvising"?'
run 3 evaluate tilvising -s hitre
says err 'did you mean "hitra"?'
run 3 evaluate qqqqqqqq -s hitra
says err './qqqqqqqq.json'
run 2 evaluate 'Til Vising' -s hitra
says err 'neither an id nor a path'
run 6 evaluate ./nowhere.json -s hitra
run 6 evaluate nowhere.json -s hitra
run 6 evaluate "$data/models" -s hitra
cp "$data/models/tilvising.json" "$work/own.json"
run 0 evaluate "$work/own.json" -s hitra --format csv
cases=$((cases + 1))
cmp -s "$work/out" "$work/first" || fail "a model by its path gives something else"
for at in 'evaluate - -s hitra:models/tilvising' 'evaluate tilvising -s -:scenarios/hitra'; do
    # shellcheck disable=SC2086
    "$SAMSPEL_BIN" ${at%:*} --format csv <"$data/${at##*:}.json" >"$work/out" 2>"$work/err"
    verdict "samspel ${at%:*}" 0 $?
    cmp -s "$work/out" "$work/first" || fail "${at%:*} gives something else"
done
run 0 evaluate tilvising -s hitra --format csv --out -
cases=$((cases + 1))
cmp -s "$work/out" "$work/first" || fail "--out - gives something else"

# A file is not replaced unless that is said; never one that is read, nor a folder.
run 0 evaluate tilvising -s hitra --format csv --out "$work/result.csv"
run 6 evaluate tilvising -s hitra --format csv --out "$work/result.csv"
says err '--force'
run 0 evaluate tilvising -s hitra --format csv --out "$work/result.csv" --force
cases=$((cases + 1))
cmp -s "$work/result.csv" "$work/first" || fail "--out: not what goes to standard output"
run 6 evaluate "$work/own.json" -s hitra --out "$work/own.json" --force
says err 'is read by this command'
run 6 evaluate tilvising -s hitra --out "$work" --force
says err 'not a regular file'
run 6 evaluate tilvising -s hitra --out "$work/no/such/folder.csv"
run 6 evaluate tilvising -s hitra --out /dev/null
ln -s result.csv "$work/link.csv"
run 0 evaluate kommunal -s hitra --format csv --out "$work/link.csv" --force
cases=$((cases + 1))
[ -L "$work/link.csv" ] && grep -q '^kommunal' "$work/result.csv" || fail "--out replaces a link"
cases=$((cases + 1))
[ -z "$(find "$work" -name '*.part')" ] || fail "--out leaves half a file"
finish
