#!/bin/sh
# What is no regular file is told in plain words, in each language, with what to do; stored faults are
# English whatever is spoken, and people read them in their own language where they are whole texts.
. tests/batch/lib.sh

mkfifo "$work/list.ndjson" "$work/one.json"
ln -s /dev/null "$work/dev.json"
# told LANGUAGE KIND TODO WHAT: of a list, at once; of a scenario, by the results.
told() {
    run 6 batch "$work/list.ndjson" -m tilvising -i "$work/no.sqlite" --lang "$1"
    says err "$2"
    says err "$3"
    run 10 batch "$work/one.json" -m tilvising -i "$work/$1.sqlite" --lang "$1"
    run 10 batch "$work/dev.json" "$work/one.json" t7 -m tilvising -i "$work/two.$1.sqlite" --lang "$1"
    answers "a pipe beside others" "$work/two.$1.sqlite" \
        "SELECT group_concat(code) FROM (SELECT code FROM result ORDER BY id)" 6,6,0
    for file in "$work/$1.sqlite" "$work/two.$1.sqlite"; do
        run 0 results "$file" --failed --columns message,remedy --lang "$1" --width 400
        says out "$2"
        says out "$3"
    done
    says out "$4"
}
told en 'this is a pipe and no regular file' 'write what it gives into a regular file' \
    'this is a device and no regular file'
told nn 'dette er eit røyr (pipe) og inga vanleg fil' 'skriv det som kjem ut, til ei vanleg fil' \
    'dette er ei eining og inga vanleg fil'
told nb 'dette er et rør (pipe) og ingen vanlig fil' 'skriv det som kommer ut, til en vanlig fil' \
    'dette er en enhet og ingen vanlig fil'
for file in en two.en; do
    dump "$work/$file.sqlite" "$work/en.sql"
    for language in nn nb; do
        dump "$work/$(echo $file | sed "s/en/$language/").sqlite" "$work/other.sql"
        same "$file and $language" "$work/en.sql" "$work/other.sql"
    done
done

# Faults of many kinds: whole texts are translated, what holds a name or a number is not, and what
# programs read is as it is stored.
mkdir "$work/bad"
printf '{' >"$work/bad/cut.json"
ln -s nowhere "$work/bad/none.json"
sed 's/"format": *"[^"]*"/"format": "other"/' scenarios/t7.json >"$work/bad/other.json"
run 10 batch "$work/bad" -m tilvising -i "$work/bad.sqlite"
run 0 results "$work/bad.sqlite" --failed --format csv
cp "$work/out" "$work/stored.csv"
run 0 results "$work/bad.sqlite" --failed --width 400
cp "$work/out" "$work/english"
says out "No such file or directory"
for language in nn nb; do
    for format in csv json; do
        run 0 results "$work/bad.sqlite" --failed --format $format --lang en
        cp "$work/out" "$work/one"
        run 0 results "$work/bad.sqlite" --failed --format $format --lang $language
        same "$format in $language" "$work/one" "$work/out"
    done
    run 0 results "$work/bad.sqlite" --failed --width 400 --lang $language
    cases=$((cases + 1))
    ! grep -q "No such file" "$work/out" || fail "English where $language is read"
done
says out "filen eller mappen finnes ikke"
finish
