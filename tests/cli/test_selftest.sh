#!/bin/sh
# samspel selftest: every number is met; a verdict is what the figures beside it say; and a program
# that were wrong would be found out.
. tests/cli/lib.sh

run 0 selftest
says out "published numbers, all are met"
silent err
run 0 selftest --format csv
cp "$work/out" "$work/all.csv"

# verdicts FILE: each row's verdict follows from its own expected, got and tolerance. Texts with
# commas are quoted; none has a quote in it.
verdicts() {
    awk '{
        row = $0
        while (match(row, /"[^"]*"/))
            row = substr(row, 1, RSTART - 1) "text" substr(row, RSTART + RLENGTH)
        if (split(row, f, ",") != 7) { print "not 7 fields: " $0; next }
        if (NR == 1) next
        rows++
        if (f[1] == "" || f[2] == "") print "no source: " $0
        if (f[3] == "" || f[4] == "") { ok = f[3] == f[4] }
        else {
            d = f[4] - f[3]
            if (d < 0) d = -d
            ok = d <= f[6] * (1 + 1e-9) + 1e-300
            if (f[7] == "FAIL") ok = d < f[6]
        }
        if (f[7] != (ok ? "ok" : "FAIL")) print "wrong verdict: " $0
    } END { if (rows < 120) print "only " rows " rows" }' "$1" >"$work/verdicts"
    cases=$((cases + 1))
    [ ! -s "$work/verdicts" ] || { cat "$work/verdicts" && fail "verdicts of $1"; }
}
verdicts "$work/all.csv"

# Figures that must be among those expected: numpy-financial, SSC, Microsoft, Molde 2020, Husbanken,
# R-109.
for number in 1854.0247200054619 824365463.7700301 0.3733625335 155747 0.04685 0.045119; do
    cases=$((cases + 1))
    grep -q ",$number,[0-9.]*," "$work/all.csv" || fail "$number is not among those expected"
done

# No published number has all digits: without tolerance most are not met.
run 70 selftest --tolerance 0 --format csv
says out ",FAIL"
says err "not met"
cp "$work/out" "$work/none.csv"
verdicts "$work/none.csv"
run 70 selftest --tolerance 0
says out "FAIL"
says out "published numbers, not met: "
run 0 selftest --tolerance 1
run 2 selftest --tolerance -1
run 2 selftest --tolerance much
run 2 selftest extra

run 0 selftest --format json
says out '"wrong": 0'
says out '"expected": null'
cases=$((cases + 2))
rows=$(($(wc -l <"$work/all.csv") - 1))
[ "$(member count)" = $rows ] || fail "count is not $rows"
[ "$(grep -c '"ok": true' "$work/out")" = $rows ] || fail "not $rows verdicts"

finish
