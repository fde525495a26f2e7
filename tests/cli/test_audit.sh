#!/bin/sh
# Every shipped model on every shipped scenario, recomputed from its flows by a script that knows
# nothing of the engine; and a ledger that is not right must be found out.
. tests/cli/lib.sh
command -v python3 >/dev/null || {
    echo "SKIPPED: the ledger was not audited: python3 is missing"
    exit 77
}

audited=$SAMSPEL_DATA
if [ -n "${SAMSPEL_SANITIZED:-}" ]; then
    audited=$work/part
    mkdir -p "$audited/scenarios"
    cp -r models "$audited/"
    cp scenarios/hitra.json scenarios/sunnmore.json "$audited/scenarios/"
fi
SAMSPEL_DATA=$audited python3 tests/cli/audit_ledger.py "$SAMSPEL_BIN" "$audited" \
    >"$work/out" 2>"$work/err"
verdict "the audit" 0 $?
tail -n 1 "$work/out"

# Each of these changes one thing in what the program prints, which the audit must see.
mkdir -p "$work/data/models" "$work/data/scenarios"
cp -r models/terms "$work/data/models/"
cp models/tilvising.json "$work/data/models/"
cp scenarios/hitra.json "$work/data/scenarios/"
lie() {
    cat >"$work/liar" <<END
#!/bin/sh
"$SAMSPEL_BIN" "\$@" >"$work/truth" || exit
awk '$1' "$work/truth"
END
    chmod +x "$work/liar"
    SAMSPEL_DATA=$work/data python3 tests/cli/audit_ledger.py "$work/liar" "$work/data" \
        >"$work/out" 2>"$work/err"
    verdict "the audit of a liar: $1" "$2" $?
}
lie '{ print }' 0
lie '/"npv":/ && !n++ { sub(/[0-9]+/, "&1") } { print }' 1
lie '/"irr":.*[0-9]/ && !n++ { sub(/0\./, "0.1") } { print }' 1
lie '/"amount":/ && ++n > 40 && !m++ { sub(/: /, ": 1") } { print }' 1
lie '/"total":/ && !n++ { sub(/[0-9]/, "&9") } { print }' 1
lie '/"payer": "project"/ && ++n == 60 { sub(/project/, "bank") } { print }' 1

finish
