#!/bin/sh
# The written pages against the program: the reference pages are what it prints, and the README
# shows only output, commands and pages that there are.
. tests/cli/lib.sh

# page FORM FILE: docs/FILE is what "samspel reference FORM" prints.
page() {
    run 0 reference "$1"
    cases=$((cases + 1))
    cmp -s "$work/out" "docs/$2" ||
        fail "docs/$2 is old: samspel reference $1 --force --out docs/$2"
}
page markdown commands.md
page fields fields.md

# A block of the README: the command after "$ " is run, and the block must be what it prints, byte for
# byte and no-break spaces too; "..." stands for lines left out.
shown() {
    cases=$((cases + 1))
    if ! awk '
        NR == FNR { if ($0 == "...") skip[count + 1] = 1; else want[++count] = $0; next }
        at == count && !skip[at + 1] { print "more: " $0; wrong = 1; exit }
        at < count && $0 == want[at + 1] { at++; next }
        !skip[at + 1] { print want[at + 1]; wrong = 1; exit }
        END { if (!wrong && at < count) print want[at + 1]; exit wrong || at < count }
    ' "$1" "$work/out" >"$work/missing"; then
        fail "README.md shows what the program does not print: $(cat "$work/missing")"
    fi
}
blocks() { awk -v to="$work/block" '/^```console$/ { n++; on = 1; next } /^```$/ { on = 0 } on { print > (to n) }' "$1"; }

blocks README.md
for block in "$work"/block*; do
    command=$(sed -n '1s/^\$ samspel //p' "$block")
    sed 1d "$block" >"$work/lines"
    # shellcheck disable=SC2086 # words of the command
    run 0 $command --width 80
    shown "$work/lines"
done
cases=$((cases + 1))
[ -s "$work/block1" ] || fail "README.md shows no output"

# Every command is in the table of the README, and every page it points to is there.
run 0 help
sed -n '/^Commands$/,/^$/s/^    \([a-z][a-z]*\) .*/\1/p' "$work/out" >"$work/commands"
[ -s "$work/commands" ] || fail "no commands are listed"
while read -r command; do
    cases=$((cases + 1))
    sed -n '/^## Commands/,/^## /p' README.md | grep -q "^|.*\`$command\`" ||
        fail "README.md has no row for the command $command"
done <"$work/commands"
for file in README.md docs/architecture.md; do
    grep -oE '\]\([^)#]+' "$file" | sed 's/^](//' >"$work/links"
    while read -r link; do
        cases=$((cases + 1))
        [ -e "$(dirname "$file")/$link" ] || fail "$file points to $link, which is not there"
    done <"$work/links"
done
finish
