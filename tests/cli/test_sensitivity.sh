#!/bin/sh
# samspel sensitivity from outside: what it prints is the same study however it is printed and by
# however many threads, an arm is what --set gives, and faults end it.
. tests/cli/lib.sh

run 0 sensitivity -s dagens tilvising
says out 'known before signing'
says out 'developer.npv'
says out 'o low  # high'
silent err
run 0 sensitivity -s dagens tilvising --signed
says out 'changed after signing'

# No line is wider than asked for.
run 0 sensitivity -s dagens tilvising kommunal --sobol 64 --width 80
cases=$((cases + 1))
awk 'BEGIN { wide = 0 } { gsub(/[\200-\277]/, ""); if (length($0) > 80 && !/:/) wide++ }
     END { exit wide > 0 }' "$work/out" || fail 'a line is wider than 80'

# arm CASE: at_low or at_high of costs.building.per_m2 for developer.npv.
arm() {
    awk -F, -v column="$1" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        $2 == "costs.building.per_m2" && $8 == "developer.npv" { print $at[column] }' "$work/csv"
}
"$SAMSPEL_BIN" sensitivity -s dagens tilvising --format csv >"$work/csv" 2>"$work/err"
for end in low:38000 high:52000; do
    run 0 evaluate -s dagens tilvising --set "/costs/building/per_m2=${end#*:}" --format csv
    near "arm ${end%%:*}" "$(arm "at_${end%%:*}")" \
        "$(awk -F, '$2 == "developer" && $3 == "npv" { print $5 }' "$work/out")" 0
done

# At its break-even a present value is nothing.
turn=$(arm break_even)
run 0 evaluate -s dagens tilvising --set "/costs/building/per_m2=$turn" --format csv
near 'at the break-even' "$(awk -F, '$2 == "developer" && $3 == "npv" { print $5 }' "$work/out")" 0 1

# Measures by name.
run 0 sensitivity -s dagens tilvising -M total_debt -M state.npv --format csv
cases=$((cases + 1))
[ "$(cut -d, -f8 "$work/out" | sort -u | tr '\n' ' ')" = 'measure state.npv total_debt ' ] ||
    fail 'the measures are not those asked for'
run 2 sensitivity -s dagens tilvising -M total_dept
says err 'did you mean "total_debt"?'
run 2 sensitivity -s dagens tilvising -M cfads

# Indices.
run 0 sensitivity -s dagens tilvising --sobol 16
says out 'NOT CONVERGED'
"$SAMSPEL_BIN" sensitivity -s dagens tilvising --sobol 300 --threads 1 --format json >"$work/one" 2>"$work/err"
for threads in 2 7; do
    cases=$((cases + 1))
    "$SAMSPEL_BIN" sensitivity -s dagens tilvising --sobol 300 --threads $threads --format json |
        cmp -s - "$work/one" || fail "$threads threads print something else"
done
cases=$((cases + 1))
"$SAMSPEL_BIN" sensitivity -s dagens tilvising --sobol 300 --seed 2 --format json |
    cmp -s - "$work/one" && fail 'the seed does not matter'

run 2 sensitivity tilvising
run 2 sensitivity -s dagens
run 2 sensitivity -s dagens tilvising --sobol 1
run 3 sensitivity -s dagens tilvisin
says err 'did you mean "tilvising"?'
run 0 sensitivity --help
says out 'as known before signing'
says out '--sobol N'

# What clauses move: the sum over the parties of every clause is nothing.
run 0 risk -s dagens hamaroy leigegaranti --clauses -n 500
says out 'all together'
says out 'block lease (lease)'
run 0 risk -s dagens hamaroy --clauses -n 500 --format csv
cases=$((cases + 1))
awk -F, 'NR > 1 { sum[$2] += $12; size[$2] += $12 < 0 ? -$12 : $12 }
     END { for (c in sum) { n++; if (sum[c] * sum[c] > 1 || size[c] < 1000) bad++ }
           exit !(n == 2 && !bad) }' "$work/out" || fail 'the moves do not sum to zero'
run 0 risk -s dagens tilvising --clauses -n 500
says out 'no clause that can be taken away'
"$SAMSPEL_BIN" risk -s dagens ops --clauses -n 500 --threads 1 --format json >"$work/one" 2>"$work/err"
cases=$((cases + 1))
"$SAMSPEL_BIN" risk -s dagens ops --clauses -n 500 --threads 5 --format json |
    cmp -s - "$work/one" || fail 'threads change what clauses move'
run 2 risk -s dagens ops --clauses --export "$work/draws.csv"

finish
