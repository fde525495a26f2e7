#!/bin/sh
# The mathematics of models/README.md against the tables of formulas in src/plan: every row stands
# there under its equation number, and nothing stands there that the tables do not have.
set -u
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# "4.36 planned_balance" for each row of the tables; curves have no number.
of_tables() {
    cat src/plan/*.c | tr '\n' ' ' |
        grep -oE '(MONTHLY|SCALAR)\( *"[a-z_0-9]+", *SAM_UNIT_[A-Z0-9_]+, *"[0-9]+\.[0-9]+"' |
        sed -E 's/^[A-Z]+\( *"([a-z_0-9]+)".*"([0-9.]+)"$/\2 \1/' | LC_ALL=C sort -u
}

# The same from lines "| (4.36) | `planned_balance` | ...": the names are in the second cell.
of_page() {
    awk -F'|' '/^\| \([0-9]+\.[0-9]+\) \|/ {
        number = $2
        gsub(/[ ()]/, "", number)
        count = split($3, part, "`")
        for (i = 2; i <= count; i += 2) print number, part[i]
    }' "$1" | LC_ALL=C sort -u
}

# Numbers that the text refers to, such as "see (5.27)".
mentioned() { sed -n '/^# The mathematics/,$p' "$1" | grep -oE '\([0-9]+\.[0-9]+\)' | tr -d '()' | sort -u; }

# compare PAGE: prints what one has and the other lacks.
compare() {
    of_page "$1" >"$work/page"
    LC_ALL=C comm -23 "$work/tables" "$work/page" | sed 's/^/not in models\/README.md: /'
    LC_ALL=C comm -13 "$work/tables" "$work/page" | sed 's/^/not in src\/plan: /'
    cut -d' ' -f1 "$work/tables" | sort -u >"$work/numbers"
    mentioned "$1" | comm -13 "$work/numbers" - | sed 's/^/no equation has the number /'
}

# finds WHAT SED: a page changed so must be found out.
finds() {
    sed "$2" models/README.md >"$work/changed"
    if cmp -s models/README.md "$work/changed" || [ -z "$(compare "$work/changed")" ]; then
        echo "FAILED: not seen: $1"
        exit 1
    fi
}

of_tables >"$work/tables"
if [ "$(wc -l <"$work/tables")" -lt 200 ]; then
    echo "FAILED: the tables of src/plan cannot be read any more"
    exit 1
fi
compare models/README.md >"$work/faults"
cat "$work/faults"
[ ! -s "$work/faults" ] || exit 1
finds "an equation that is missing" '/^| (4\.36) /d'
finds "an equation of another number" 's/^| (4\.36) /| (4.37) /'
finds "a row of another name" 's/^| (4\.36) | `planned_balance`/| (4.36) | `balance_planned`/'
finds "a number that no equation has" 's/^\*\*Value\.\*\*/& See (4.99)./'
echo "$(wc -l <"$work/tables") rows with their equations"
