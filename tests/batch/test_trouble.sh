#!/bin/sh
# What may go wrong around a batch: no room, no right to write, a locked file, inputs that vanish or
# change. Each time a clear message, nothing lost, and the same command goes on.
. tests/batch/lib.sh

python3 tests/batch/make_items.py "$work" 3000 4 --ndjson "$work/list.ndjson"
run 0 batch "$work/list.ndjson" -m tilvising -i "$work/whole.sqlite" -t 1
dump "$work/whole.sqlite" "$work/whole.sql"

# No file may grow past a limit: as on a full disk, at several sizes.
for blocks in 1 40 400 1500 3000; do
    rm -f "$work/full.sqlite"*
    (
        ulimit -f $blocks
        "$SAMSPEL_BIN" batch "$work/list.ndjson" -m tilvising -i "$work/full.sqlite" -t 1 \
            >"$work/out" 2>"$work/err" </dev/null
    )
    verdict "at most $blocks blocks" 6 $?
    says err "RESULTS_"
    run 0 batch "$work/list.ndjson" -m tilvising -i "$work/full.sqlite" -t 1
    dump "$work/full.sqlite" "$work/full.sql"
    same "after $blocks blocks" "$work/whole.sql" "$work/full.sql"
done

# Nowhere to write.
run 6 batch scenarios -m tilvising -i "$work/no/folder.sqlite"
says err "name a file in a folder that can be written"
mkdir "$work/folder.sqlite"
run 6 batch scenarios -m tilvising -i "$work/folder.sqlite"

# As somebody who may not: root may everything.
other=
[ "$(id -u)" -ne 0 ] || other="setpriv --reuid=65534 --regid=65534 --clear-groups"
# denied NAME ARGUMENT...: exit code 6.
denied() {
    name=$1
    shift
    # shellcheck disable=SC2086 # words
    SAMSPEL_DATA=$work/data $other "$work/samspel" "$@" >"$work/out" 2>"$work/err" </dev/null
    verdict "$name" 6 $?
}
mkdir "$work/data" "$work/locked" "$work/closed"
cp "$SAMSPEL_BIN" "$work/samspel"
cp -r models scenarios "$work/data"
cp scenarios/t7.json "$work/closed"
cp "$work/whole.sqlite" "$work/locked/fixed.sqlite"
chmod 755 "$work"
chmod 555 "$work/locked"
chmod 444 "$work/locked/fixed.sqlite"
chmod 000 "$work/closed"
denied "a folder that may not be written" batch t7 -m tilvising -i "$work/locked/r.sqlite"
says err "can be written"
denied "a file that may not be written" batch t7 -m tilvising -i "$work/locked/fixed.sqlite" --force
denied "a folder that may not be read" batch "$work/closed" -m tilvising -i "$work/locked/r.sqlite"
says err "ermission denied"
says err "$work/closed"
same "what may not be written is as it was" "$work/whole.sqlite" "$work/locked/fixed.sqlite"
chmod 755 "$work/locked" "$work/closed"

# No more room in the file system itself.
mkdir "$work/small"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=1500k none "$work/small" 2>/dev/null; then
    trap 'umount "$work/small"; rm -rf "$work"' EXIT
    run 6 batch "$work/list.ndjson" -m tilvising -i "$work/small/r.sqlite" -t 2
    says err "there is no more room"
    mount -o remount,size=100m "$work/small"
    run 0 batch "$work/list.ndjson" -m tilvising -i "$work/small/r.sqlite" -t 2
    dump "$work/small/r.sqlite" "$work/small.sql"
    same "after the disk was full" "$work/whole.sql" "$work/small.sql"
else
    echo "no file system of its own here: a full disk is tried by a limit on files only"
fi

# Targets that are not ours stay as they are.
echo "not a database, and long enough to have a header if it were one, which it is not" \
    >"$work/letter.txt"
python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("CREATE TABLE accounts(name TEXT)")
db.execute("INSERT INTO accounts VALUES(1)")
db.commit()' "$work/foreign.sqlite"
for target in letter.txt foreign.sqlite; do
    cp "$work/$target" "$work/kept"
    run 3 batch scenarios -m tilvising -i "$work/$target"
    says err "no results file"
    same "$target is as it was" "$work/kept" "$work/$target"
    run 3 results "$work/$target"
done

# A bad line in the middle, and one that nobody could read: they fail, and the others do not.
sed -n 1,3p "$work/list.ndjson" >"$work/odd.ndjson"
printf '{"id": "cut off\n\n' >>"$work/odd.ndjson"
head -c 17000000 /dev/zero | tr '\0' ' ' >"$work/blank"
{
    printf '{"id": "'
    cat "$work/blank"
    printf '"}\n'
    sed -n 4,5p "$work/list.ndjson"
    printf 'null\n'
    sed -n 6p "$work/list.ndjson"
} >>"$work/odd.ndjson"
for threads in 1 3; do
    run 10 batch "$work/odd.ndjson" -m tilvising -i "$work/odd$threads.sqlite" -t $threads
    says out "9 of 9 items"
    says out "3 failed"
    dump "$work/odd$threads.sqlite" "$work/odd$threads.sql"
done
same "odd lines by any threads" "$work/odd1.sql" "$work/odd3.sql"
answers "codes of odd lines" "$work/odd1.sqlite" \
    "SELECT group_concat(line || ':' || code) FROM results" \
    "1:0,2:0,3:0,4:3,6:9,7:0,8:0,9:3,10:0"
answers "a line that is too long" "$work/odd1.sqlite" \
    "SELECT message FROM failures WHERE line = 6" "the line is longer than 16 MiB"
answers "rows of good lines" "$work/odd1.sqlite" "SELECT count(*) FROM result WHERE code = 0" 6
run 10 batch "$work/odd.ndjson" -m tilvising -i "$work/odd1.sqlite"
run 3 batch "$work/odd.ndjson" -m tilvising -i "$work/strict.sqlite" --strict
answers "strict stops before the bad line" "$work/strict.sqlite" "SELECT max(line) FROM item" 3

# From the middle of a list, as after a stop at any item.
cp "$work/list.ndjson" "$work/short.ndjson"
run 0 batch "$work/short.ndjson" -m tilvising -i "$work/short.sqlite" -t 1
python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for table in ("item", "result", "party_result", "clause_result", "flag_result"):
    db.execute("DELETE FROM %s WHERE item >= 1500" % table)
db.execute("UPDATE run SET complete = 0")
db.commit()' "$work/short.sqlite"
run 0 batch "$work/short.ndjson" -m tilvising -i "$work/short.sqlite" -t 2
dump "$work/short.sqlite" "$work/short.sql"
sed "s/short.ndjson/list.ndjson/" "$work/short.sql" | grep -v 'INTO "run"' >"$work/a.sql"
grep -v 'INTO "run"' "$work/whole.sql" >"$work/b.sql"
same "gone on with from the middle" "$work/a.sql" "$work/b.sql"

# Somebody else has the file.
run 0 batch scenarios -m tilvising -i "$work/held.sqlite" --shard 1/2
run 0 results "$work/held.sqlite"
python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for table in ("item", "result", "party_result", "clause_result", "flag_result"):
    db.execute("DELETE FROM %s WHERE item > 1" % table)
db.execute("UPDATE run SET complete = 0")
db.commit()' "$work/held.sqlite"
mkfifo "$work/go"
python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
open(sys.argv[2]).read()' "$work/held.sqlite" "$work/go" >"$work/held" &
holder=$!
while ! grep -q held "$work/held"; do sleep 0.1; done
run 6 batch scenarios -m tilvising -i "$work/held.sqlite" --shard 1/2
says err "another program is using the results file"
echo go >"$work/go"
wait $holder
run 0 batch scenarios -m tilvising -i "$work/held.sqlite" --shard 1/2
answers "after the lock" "$work/held.sqlite" "SELECT count(*) FROM item" 4

# Inputs that are not there, or are no files, fail alone.
mkdir "$work/mixed"
cp scenarios/hitra.json "$work/mixed/a.json"
ln -s nowhere "$work/mixed/b.json"
mkfifo "$work/mixed/c.json"
mkdir "$work/mixed/d.json"
printf '{' >"$work/mixed/e.json"
: >"$work/mixed/f.json"
cp scenarios/t7.json "$work/mixed/g.json"
run 10 batch "$work/mixed" -m tilvising -i "$work/mixed.sqlite"
answers "good ones" "$work/mixed.sqlite" \
    "SELECT group_concat(scenario) FROM item WHERE failed = 0" "hitra,t7"
answers "codes" "$work/mixed.sqlite" \
    "SELECT group_concat(code) FROM (SELECT code FROM result ORDER BY id)" "0,6,6,6,3,3,0"
run 0 results "$work/mixed.sqlite" --failed --columns item,code,message
says out "No such file"
says out "JSON_SYNTAX"

# What is stored is English, whatever language is spoken, also where the system has the words.
for language in nn nb; do
    run 10 batch "$work/mixed" -m tilvising -i "$work/mixed-$language.sqlite" --lang $language
    dump "$work/mixed-$language.sqlite" "$work/mixed-$language.sql"
done
dump "$work/mixed.sqlite" "$work/mixed.sql"
same "rows in Nynorsk" "$work/mixed.sql" "$work/mixed-nn.sql"
same "rows in Bokmål" "$work/mixed.sql" "$work/mixed-nb.sql"

# A list that would have to be waited for is refused at once.
mkfifo "$work/fifo.ndjson"
run 6 batch "$work/fifo.ndjson" -m tilvising -i "$work/fifo.sqlite"
says err "fifo.ndjson"

# Two batches into one file at the same moment: one does it all, or they take turns, or one says that
# the other is there. Nothing is doubled.
for round in 1 2 3; do
    rm -f "$work/two.sqlite"*
    for one in a b; do
        (
            "$SAMSPEL_BIN" batch "$work/list.ndjson" -m tilvising -i "$work/two.sqlite" -t 1 \
                >"$work/two.$one.out" 2>"$work/two.$one.err" </dev/null
            echo $? >"$work/two.$one.code"
        ) &
    done
    wait
    for one in a b; do
        cp "$work/two.$one.err" "$work/err"
        [ "$(cat "$work/two.$one.code")" = 0 ] || {
            verdict "two at once, round $round" 6 "$(cat "$work/two.$one.code")"
            says err RESULTS_LOCKED
        }
    done
    run 0 batch "$work/list.ndjson" -m tilvising -i "$work/two.sqlite" -t 1
    dump "$work/two.sqlite" "$work/two.sql"
    same "two at once, round $round" "$work/whole.sql" "$work/two.sql"
done

# An input that is another than it was stops the going on.
cp scenarios/hitra.json "$work/mixed/b2.json"
run 3 batch "$work/mixed" -m tilvising -i "$work/mixed.sqlite"
says err "list of inputs"
rm "$work/mixed/b2.json"
sed 's/6500/6501/' scenarios/hitra.json >"$work/mixed/a.json"
run 3 batch "$work/mixed" -m tilvising -i "$work/mixed.sqlite"
says err "has changed since its results were written"
rm "$work/mixed/a.json"
ln -s nowhere "$work/mixed/a.json"
run 3 batch "$work/mixed" -m tilvising -i "$work/mixed.sqlite"
says err "is gone"
rm "$work/mixed/a.json"
cp scenarios/hitra.json "$work/mixed/a.json"
run 10 batch "$work/mixed" -m tilvising -i "$work/mixed.sqlite"
: >"$work/empty.ndjson"
run 3 batch "$work/empty.ndjson" -m tilvising -i "$work/empty.sqlite"
says err "there is no scenario in it"
finish
