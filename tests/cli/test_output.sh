#!/bin/sh
# Where results go: whole or not at all, never over a file unasked, and never believed when the
# system said no.
. tests/cli/lib.sh

# A full device and a file size limit.
"$SAMSPEL_BIN" help >/dev/full 2>"$work/err"
verdict "help >/dev/full" 6 $?
says err "could not be written"
sh -c 'ulimit -f 0; "$0" help --out "$1"' "$SAMSPEL_BIN" "$work/limited" >/dev/null 2>/dev/null
verdict "help --out under ulimit -f 0" 6 $?
cases=$((cases + 1))
[ -z "$(find "$work" -name '*limited*')" ] || fail "half a file is left"

# A reader that left.
code=$({ "$SAMSPEL_BIN" schema 2>/dev/null; echo $? >&3; } 3>&1 >/dev/full)
verdict "schema to a full device" 6 "$code"

# --out.
run 0 version --out "$work/new"
silent out
cases=$((cases + 1))
grep -q '^samspel ' "$work/new" || fail "--out wrote nothing"
echo mine >"$work/old"
run 6 version --out "$work/old"
says err "--force"
cases=$((cases + 1))
[ "$(cat "$work/old")" = mine ] || fail "--out changed a file that exists"
run 0 version --out "$work/old" --force
cases=$((cases + 1))
grep -q '^samspel ' "$work/old" || fail "--force did not replace the file"
run 6 version --out "$work" --force
run 6 version --out "$work/no/such/folder"
run 6 version --out /dev/null --force
cases=$((cases + 1))
[ -c /dev/null ] || fail "/dev/null was replaced"
run 0 version --out -
says out "samspel "
ln -s "$work/old" "$work/link"
echo mine >"$work/old"
run 0 version --out "$work/link" --force
cases=$((cases + 1))
{ [ -L "$work/link" ] && grep -q '^samspel ' "$work/old"; } || fail "a link was replaced, not followed"
printf 'amount\n-100\n110\n' >"$work/flows.csv"
run 6 measure "$work/flows.csv" --rate 0.05 --out "$work/flows.csv" --force
says err "is read by this command"
cases=$((cases + 1))
[ "$(head -n 1 "$work/flows.csv")" = amount ] || fail "an input was written over"
ln "$work/flows.csv" "$work/same"
run 6 measure "$work/flows.csv" --rate 0.05 --out "$work/same" --force
umask 027
run 0 version --out "$work/masked"
cases=$((cases + 1))
[ "$(stat -c %a "$work/masked")" = 640 ] || fail "the umask is not obeyed"
cases=$((cases + 1))
[ -z "$(find "$work" -name '*.part')" ] || fail "a temporary file is left"

# Nothing writable, nothing in the environment, streams that are closed.
absolute=$(realpath "$SAMSPEL_BIN")
data=$(pwd)
(cd /proc && env -i SAMSPEL_DATA="$data" "$absolute" check "$data/scenarios/hitra.json") \
    >"$work/out" 2>"$work/err"
verdict "check in /proc without environment" 0 $?
(cd /proc && "$absolute" version --out here) >"$work/out" 2>"$work/err"
verdict "--out in /proc" 6 $?
"$SAMSPEL_BIN" version <&- >"$work/out" 2>"$work/err"
verdict "closed standard input" 0 $?
"$SAMSPEL_BIN" version >&- 2>"$work/err"
verdict "closed standard output" 0 $?
"$SAMSPEL_BIN" version --out "$work/closed" <&- >&- 2>&-
verdict "all closed, --out" 0 $?
cases=$((cases + 1))
[ "$(cat "$work/closed")" = "$("$SAMSPEL_BIN" version)" ] || fail "closed streams change the result"
"$SAMSPEL_BIN" chekc >&- 2>&-
verdict "all closed, usage" 2 $?
"$SAMSPEL_BIN" measure - --rate 0.05 <&- >"$work/out" 2>"$work/err"
verdict "measure - with closed standard input" 3 $?

# What cannot be read.
run 6 check "$work/nothing.json"
says err "No such file"
run 6 check scenarios/hitr.json
says err "did you mean scenarios/hitra.json?"
run 6 check "$work"
says err "is a folder"
mkfifo "$work/pipe"
run 6 check "$work/pipe"
says err "not a regular file"
run 6 check /dev/zero
head -c 16777217 /dev/zero >"$work/large"
run 3 check "$work/large"
says err "16 MiB"
"$SAMSPEL_BIN" check - <"$work/large" >"$work/out" 2>"$work/err"
verdict "check - with a large file" 3 $?
run 6 models --data "$work/nowhere"
SAMSPEL_DATA=$work/nowhere run 6 models
SAMSPEL_DATA=$work/nowhere run 0 models --data "$data"
finish
