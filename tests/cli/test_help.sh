#!/bin/sh
# Help at every level, misspelt words, and what is made from the same tables.
. tests/cli/lib.sh

fits() {
    cases=$((cases + 1))
    long=$(LC_ALL=C.UTF-8 awk 'length($0) > 80' "$work/out")
    [ -z "$long" ] || fail "$1 is wider than 80 columns: $long"
}

for how in --help -h help; do
    run 0 "$how"
    says out "Commands"
    says out "Exit codes"
    silent err
    fits "samspel $how"
done
commands=$(awk '/^Commands/ { on = 1; next } /^[^ ]/ { on = 0 } on && /^    [a-z]/ { print $1 }' "$work/out")
for needed in check schema models scenarios terms measure help version; do
    cases=$((cases + 1))
    echo "$commands" | grep -qx "$needed" || fail "help does not list $needed"
done
for command in $commands reference; do
    run 0 help "$command"
    cp "$work/out" "$work/first"
    says out "--format"
    fits "samspel help $command"
    run 0 "$command" --help
    cases=$((cases + 1))
    cmp -s "$work/first" "$work/out" || fail "samspel $command --help differs from samspel help $command"
    run 0 --help "$command"
    cmp -s "$work/first" "$work/out" || fail "samspel --help $command differs"
done
run 0 --version
cp "$work/out" "$work/first"
run 0 version
cmp -s "$work/first" "$work/out" || fail "--version and version differ"
run 0 version --format json
says out '"version": "'

# Misspelt words name the nearest.
run 2
says err "a command is missing"
run 2 chekc
says err 'did you mean "check"?'
silent out
run 2 help mesure
says err 'did you mean "measure"?'
run 2 check --formatt json x
says err 'did you mean --format?'
run 2 measure --finance-rat 1% x
says err 'did you mean --finance-rate?'
run 2 xyzzyplugh
run 2 --no-such-thing check
run 2 check -Z x
says err 'there is no option -Z'
run 2 check
says err "something is missing"
run 2 version surplus
says err "one argument too many"
run 2 version --format yaml
says err "text|json|csv"
run 2 version --format
says err "needs a value"
run 2 version --quiet=yes
says err "takes no value"
run 2 version --width 7
run 2 version --lang fr
run 2 schema nothing
run 0 version -f json
run 0 version -fjson
run 0 --format=json version
run 2 version -- --format
run 2 "$(printf 'che\033[2Jck')"
cases=$((cases + 1))
grep -q "$(printf '\033')" "$work/err" && fail "an escape reached the terminal"

# Not a terminal, so nothing is coloured; on one, NO_COLOR is obeyed.
for colour in '' 1; do
    NO_COLOR=$colour run 0 help
    cases=$((cases + 1))
    grep -q "$(printf '\033')" "$work/out" && fail "colour without a terminal"
done
if command -v script >/dev/null; then
    TERM=xterm script -qec "'$SAMSPEL_BIN' help" /dev/null </dev/null >"$work/out" 2>"$work/err"
    cases=$((cases + 1))
    grep -q "$(printf '\033\[1m')" "$work/out" || fail "no heading is bold on a terminal"
    NO_COLOR=1 TERM=xterm script -qec "'$SAMSPEL_BIN' help" /dev/null </dev/null >"$work/out"
    cases=$((cases + 1))
    grep -q "$(printf '\033\[1m')" "$work/out" && fail "NO_COLOR is not obeyed"
fi

# Every listed command is in every form of the reference, and the forms are well formed.
for form in man markdown bash zsh fish; do
    run 0 reference "$form"
    cp "$work/out" "$work/$form"
    for command in $commands; do
        says out "$command"
    done
done
run 2 reference html
bash -n "$work/bash" 2>"$work/err" || fail "the completion for bash is not bash"
if command -v groff >/dev/null; then
    groff -man -ww -Tutf8 "$work/man" >"$work/out" 2>"$work/err"
    silent err
fi
if command -v zsh >/dev/null; then
    zsh -n "$work/zsh" 2>"$work/err" || fail "the completion for zsh is not zsh"
fi
if command -v fish >/dev/null; then
    fish -n "$work/fish" 2>"$work/err" || fail "the completion for fish is not fish"
fi
finish
