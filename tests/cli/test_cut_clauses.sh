#!/bin/sh
# Clauses of every shipped model cut in two halves: every party gets what it got before.
. tests/cli/lib.sh
command -v python3 >/dev/null || {
    echo "SKIPPED: clauses were not cut in two: python3 is missing"
    exit 77
}
TMPDIR=$work python3 tests/cli/cut_clauses.py "$SAMSPEL_BIN" hitra:2026 >"$work/out" 2>"$work/err"
verdict "halves" 0 $?

# It must be able to see a difference.
cat >"$work/liar" <<END
#!/bin/sh
"$SAMSPEL_BIN" "\$@" | if grep -q _again "\$2"; then sed 's/"npv": /"npv": 1/'; else cat; fi
END
chmod +x "$work/liar"
TMPDIR=$work python3 tests/cli/cut_clauses.py "$work/liar" hitra:2026 >"$work/out" 2>"$work/err"
verdict "a liar" 1 $?

finish
