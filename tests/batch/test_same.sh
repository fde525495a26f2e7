#!/bin/sh
# The rows are the same whatever the threads and whatever else is in the batch; a bad item stops
# nothing and is told; another run does not mix into a file.
. tests/batch/lib.sh

python3 tests/batch/make_items.py "$work/items" 1100 --bad 300
# shellcheck disable=SC2086 # words
for threads in 1 2 7; do
    run 10 batch "$work/items" -m tilvising,kommunal -i "$work/$threads.sqlite" -t $threads
    says out "3 failed"
    dump "$work/$threads.sqlite" "$work/$threads.sql"
done
same "2 threads" "$work/1.sql" "$work/2.sql"
same "7 threads" "$work/1.sql" "$work/7.sql"
answers "failed items" "$work/1.sqlite" "SELECT group_concat(item) FROM item WHERE failed" \
    "299,599,899"
answers "their exit code" "$work/1.sqlite" \
    "SELECT group_concat(DISTINCT code) FROM result WHERE item IN (299, 599, 899)" 3
answers "the reason" "$work/1.sqlite" \
    "SELECT group_concat(DISTINCT code || ' ' || pointer) FROM failures" \
    "VALUE_RANGE /operation/vacancy"
answers "the others" "$work/1.sqlite" "SELECT count(*) FROM result WHERE code = 0" 2194

# Alone, an item has the rows it has among others.
cp "$work/items/s0000008.json" "$work/alone.json"
run 0 batch "$work/alone.json" -m tilvising,kommunal -i "$work/alone.sqlite"
for column in min_dscr municipality_npv developer_npv project_irr total_cost; do
    one=$(ask "$work/alone.sqlite" "SELECT $column FROM results WHERE model = 'tilvising'")
    answers "$column alone" "$work/1.sqlite" \
        "SELECT $column FROM results WHERE item = 8 AND model = 'tilvising'" "$one"
done
answers "hash" "$work/1.sqlite" "SELECT hash FROM item WHERE item = 8" \
    "$(sha256sum "$work/alone.json" | cut -d ' ' -f 1)"

# The same again: nothing to do, nothing changed.
run 10 batch "$work/items" -m tilvising,kommunal -i "$work/1.sqlite"
says out "1100 were" # the line may be wrapped after it
dump "$work/1.sqlite" "$work/again.sql"
same "again" "$work/1.sql" "$work/again.sql"

# Another run is refused and changes nothing.
run 3 batch "$work/items" -m tilvising -i "$work/1.sqlite"
says err "list of models"
run 3 batch "$work/items" -m tilvising,kommunal -i "$work/1.sqlite" --shard 1/2
says err "shard"
run 3 batch scenarios -m tilvising,kommunal -i "$work/1.sqlite"
says err "list of inputs"
run 3 batch "$work/items" -m tilvising,kommunal -i "$work/1.sqlite" -w risk -n 10
says err "kind of work"
echo "no database" >"$work/other"
run 3 batch scenarios -m tilvising -i "$work/other"
says err "no results file"
dump "$work/1.sqlite" "$work/again.sql"
same "after refusals" "$work/1.sql" "$work/again.sql"
run 0 batch scenarios -m tilvising -i "$work/other" --force
answers "with --force" "$work/other" "SELECT count(*) FROM item" 8

# Strict stops before the item, whose faults are told; mended, the same command goes on.
python3 tests/batch/make_items.py "$work/strict" 100 --bad 60
run 3 batch "$work/strict" -m tilvising -i "$work/strict.sqlite" --strict
says err "VALUE_RANGE"
answers "strict" "$work/strict.sqlite" "SELECT count(*) FROM item" 59
python3 tests/batch/make_items.py "$work/strict" 100
run 0 batch "$work/strict" -m tilvising -i "$work/strict.sqlite" --strict
run 0 batch "$work/strict" -m tilvising -i "$work/whole.sqlite"
dump "$work/strict.sqlite" "$work/strict.sql"
dump "$work/whole.sqlite" "$work/whole.sql"
same "strict and mended" "$work/strict.sql" "$work/whole.sql"
finish
