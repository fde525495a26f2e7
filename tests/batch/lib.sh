# What the scripts of this folder share. Run from the top of the tree.
# shellcheck shell=sh
. tests/cli/lib.sh
command -v python3 >/dev/null || {
    echo "SKIPPED: python3 is missing"
    exit 77
}

# dump RESULTS FILE: the database as SQL text.
dump() {
    python3 -c 'import sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
open(sys.argv[2], "w").write("\n".join(db.iterdump()))' "$1" "$2"
}

# same NAME ONE OTHER: two files have the same bytes.
same() {
    cases=$((cases + 1))
    cmp -s "$2" "$3" || fail "$1: $(diff "$2" "$3" | head -n 5)"
}

# ask RESULTS SQL: the first cell.
ask() {
    python3 -c 'import sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
print(db.execute(sys.argv[2]).fetchone()[0])' "$1" "$2"
}

# answers NAME RESULTS SQL EXPECTED
answers() {
    cases=$((cases + 1))
    got=$(ask "$2" "$3")
    [ "$got" = "$4" ] || fail "$1: $got, not $4"
}
