#!/bin/sh
# What is written on the command line of a batch and of its results, and is not meant so: refused
# before anything is made, with what is right. And what is seldom written, but is right.
. tests/batch/lib.sh

# refused TEXT ARGUMENT...: a mistake of the command line, of which nothing comes.
refused() {
    text=$1
    shift
    run 2 batch "$@" -i "$work/no.sqlite"
    says err "$text"
    cases=$((cases + 1))
    [ ! -e "$work/no.sqlite" ] || fail "$*: a file was made"
}
run 2 batch t7 -m tilvising
says err '--into results.sqlite'
refused 'which models?' t7
refused 'names no model' t7 -m ''
refused 'at most 64 models' t7 -m "$(printf 'tilvising,%.0s' $(seq 65))"
refused '--objective belongs to' t7 -m tilvising --objective rent
refused '--draws and --seed belong to' t7 -m tilvising --draws 10
refused '--draws and --seed belong to' t7 -m tilvising -w optimise --seed 3
refused '--draws must be' t7 -m tilvising -w risk --draws 0
refused '--seed must be' t7 -m tilvising -w risk --seed -1
refused '--threads' t7 -m tilvising --threads none
refused 'write a design to change many' t7 -m tilvising --set operation.vacancy=0.1
refused '--work' t7 -m tilvising --work everything
for shard in 0/2 3/2 1 1/ /2 -1/2 1/2x a/b 1/-2 1/0 1/1000001 1/99999999999999999999; do
    refused '--shard needs I/N' t7 -m tilvising --shard $shard
done
printf '{"format": "samspel-design-1", "base": "hitra", "method": "grid", "fields": [
  {"name": "operation.vacancy", "values": [0.02, 0.04]}]}' >"$work/design.json"
refused 'names its variant itself' "$work/design.json" -m tilvising --variant x
run 3 batch t7 -m nothing -i "$work/no.sqlite"
run 3 batch nothing -m tilvising -i "$work/no.sqlite"

# Right, and seldom: more shards than items, so that some have none; a comma too many; JSON.
for shard in 1 2 3; do
    run 0 batch "$work/design.json" -m tilvising, -i "$work/part$shard.sqlite" --shard $shard/3 \
        --format json
done
run 0 results merge "$work/all.sqlite" "$work/part1.sqlite" "$work/part2.sqlite" \
    "$work/part3.sqlite"
run 0 batch "$work/design.json" -m tilvising -i "$work/one.sqlite" --format json
[ "$(member complete)" = true ] || fail "complete"
near "items" "$(member items)" 2 0
dump "$work/one.sqlite" "$work/one.sql"
dump "$work/all.sqlite" "$work/all.sql"
same "three shards of two items" "$work/one.sql" "$work/all.sql"

# A variant is a scenario of its own: its numbers are those of evaluate.
run 0 batch dagens -m tilvising -i "$work/then.sqlite" --variant terms_2013
run 0 batch dagens -m tilvising -i "$work/now.sqlite"
cases=$((cases + 1))
[ "$(ask "$work/then.sqlite" 'SELECT total_cost FROM result')" != \
    "$(ask "$work/now.sqlite" 'SELECT total_cost FROM result')" ] || fail "the variant changes nothing"
run 3 batch dagens -m tilvising -i "$work/then.sqlite"
says err 'its variant differs'

# Of results.
run 2 results merge "$work/x.sqlite"
says err 'needs OUT and the shards'
run 2 results "$work/one.sqlite" "$work/all.sqlite"
says err 'one results file at a time'
run 2 results "$work/one.sqlite" --columns "$(printf 'item,%.0s' $(seq 129))"
says err 'at most 128 columns'
set --
for number in $(seq 33); do set -- "$@" --where "item<$number"; done
run 2 results "$work/one.sqlite" "$@"
says err 'at most 32 conditions'
run 2 results "$work/one.sqlite" --limit many
run 0 results "$work/one.sqlite" --where 'item>100'
says err 'no row'
run 0 results "$work/one.sqlite" --where 'item>100' --format json
says out '[]'
run 0 results "$work/one.sqlite" --compare "$work/all.sqlite"
says err 'no row'

# A line far beyond what is read, with others behind it.
{
    tr -d '\n' <scenarios/t7.json
    printf '\n'
    head -c 40000000 /dev/zero | tr '\0' 'x'
    printf '\n\n'
    tr -d '\n' <scenarios/t7.json
} >"$work/long.ndjson"
run 10 batch "$work/long.ndjson" -m tilvising -i "$work/long.sqlite"
answers "a line of 40 MB between two" "$work/long.sqlite" \
    "SELECT group_concat(line || ':' || code) FROM results" "1:0,2:9,4:0"
finish
