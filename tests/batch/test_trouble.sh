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
if [ "$(id -u)" -ne 0 ]; then
    mkdir "$work/locked"
    chmod 555 "$work/locked"
    run 6 batch scenarios -m tilvising -i "$work/locked/r.sqlite"
    says err "can be written"
    cp "$work/whole.sqlite" "$work/fixed.sqlite"
    chmod 444 "$work/fixed.sqlite"
    run 6 batch scenarios -m tilvising -i "$work/fixed.sqlite" --force
fi

# Somebody else has the file.
run 0 batch scenarios -m tilvising -i "$work/held.sqlite" --shard 1/2
run 0 results "$work/held.sqlite"
python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for table in ("item", "result", "party_result", "clause_result", "flag_result"):
    db.execute("DELETE FROM %s WHERE item > 1" % table)
db.execute("UPDATE run SET complete = 0")
db.execute("DROP INDEX party_rows")
db.execute("DROP INDEX item_failed")
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
