#!/bin/sh
# What a risk run says of its draws, recomputed from the exported draws by a script that knows
# nothing of the engine; and a run that does not say what its draws say must be found out.
. tests/cli/lib.sh
command -v python3 >/dev/null || {
    echo "SKIPPED: the draws were not audited: python3 is missing"
    exit 77
}

python3 tests/cli/audit_draws.py "$SAMSPEL_BIN" >"$work/out" 2>"$work/err"
verdict "the audit" 0 $?
tail -n 1 "$work/out"

# Each of these changes one figure in what the program prints, which the audit must see.
lie() {
    cat >"$work/liar" <<END
#!/bin/sh
"$SAMSPEL_BIN" "\$@" >"$work/truth" || exit
awk '$1' "$work/truth"
END
    chmod +x "$work/liar"
    python3 tests/cli/audit_draws.py "$work/liar" >"$work/out" 2>"$work/err"
    verdict "the audit of a liar: $1" 1 $?
}
lie '/"mean": [-1-9]/ && !n++ { sub(/[1-9]/, "&1") } { print }'
lie '/"p90": [-1-9]/ && !n++ { sub(/: -?/, "&1") } { print }'
lie '/"cvar95": [-1-9]/ && !n++ { sub(/: -?/, "&1") } { print }'
lie '/"share": 0\.[1-8]/ && !n++ { sub(/0\./, "0.1") } { print }'
lie '/"verdict": "first"/ && !n++ { sub(/first/, "second") } { print }'

# Only what is asked for is kept, and it is the same.
run 0 risk -s hitra tilvising -n 300 --export "$work/all.csv"
run 0 risk -s hitra tilvising -n 300 --export "$work/few.csv" --measures min_dscr,developer.npv
cases=$((cases + 1))
for name in min_dscr developer.npv; do
    for file in all few; do
        awk -F, -v name="tilvising:$name" \
            'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i } { print $at }' \
            "$work/$file.csv" >"$work/$file.column"
    done
    cmp -s "$work/all.column" "$work/few.column" || fail "--measures changes $name"
done
run 2 risk -s hitra tilvising --measures min_dscr,no_such_measure
says err 'no model has the measure "no_such_measure"'

finish
