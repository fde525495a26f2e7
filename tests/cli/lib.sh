# What the scripts of this folder share. Run from the top of the tree; $SAMSPEL_BIN is the program.
# shellcheck shell=sh
: "${SAMSPEL_BIN:?}"
SAMSPEL_DATA=${SAMSPEL_DATA:-$(pwd)}
export SAMSPEL_DATA
unset NO_COLOR
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cases=0
failures=0

# run CODE ARGUMENT...: runs the program; its output goes to $work/out and $work/err.
run() {
    expected=$1
    shift
    "$SAMSPEL_BIN" "$@" >"$work/out" 2>"$work/err" </dev/null
    verdict "samspel $*" "$expected" $?
}

# verdict NAME EXPECTED GOT: counts a case. No case may end in a sanitizer's words.
verdict() {
    cases=$((cases + 1))
    if [ "$2" != "$3" ]; then
        fail "$1: exit $3, not $2"
    fi
    if grep -q -e 'Sanitizer' -e 'runtime error:' "$work/err"; then
        fail "$1: a sanitizer complains"
    fi
}

fail() {
    failures=$((failures + 1))
    echo "FAILED $1"
    sed 's/^/    | /' "$work/out" "$work/err" 2>/dev/null | head -n 12
}

# says FILE TEXT: the output has this text.
says() {
    cases=$((cases + 1))
    grep -qF -e "$2" "$work/$1" || fail "std$1 does not say: $2"
}

silent() {
    cases=$((cases + 1))
    [ ! -s "$work/$1" ] || fail "std$1 is not empty"
}

# near NAME GOT EXPECTED TOLERANCE: numbers.
near() {
    cases=$((cases + 1))
    awk -v a="$2" -v b="$3" -v t="$4" \
        'BEGIN { d = a - b; if (d < 0) d = -d; exit !(a != "" && a != "null" && d <= t) }' ||
        fail "$1: $2, not $3"
}

# member KEY: a number or null in JSON output, the first of that key.
member() { sed -n "s/^ *\"$1\": \([^,]*\),*$/\1/p" "$work/out" | head -n 1; }

finish() {
    echo "$cases cases, $failures failed"
    [ "$failures" -eq 0 ] && [ "$cases" -gt 0 ]
}
