#!/bin/sh
# samspel loan against published schedules and laws that every schedule keeps.
. tests/cli/lib.sh

# rows: the JSON rows as "term opening interest principal closing", one a line.
rows() {
    tr -d ' \n' <"$work/out" | sed 's/.*"rows":\[//; s/\].*//; s/},{/\n/g; s/[{}"a-z:]//g; s/,/ /g'
    echo
}
# column TERM NUMBER: one figure of one term.
column() { rows | awk -v t="$1" -v c="$2" '$1 == t { print $c }'; }
# total FIRST LAST NUMBER: a column summed over terms.
total() { rows | awk -v a="$1" -v b="$2" -v c="$3" '$1 >= a && $1 <= b { s += $c } END { printf "%.10f", s }'; }

# support.microsoft.com, CUMIPMT and CUMPRINC: 125 000 at 9 % over 30 years, monthly.
run 0 loan -p 125000 -n 0.09 --years 30 --terms 12 --format json
near "interest of the second year" "$(total 13 24 3)" 11135.23213 1e-5
near "principal of the second year" "$(total 13 24 4)" 934.1071234 1e-7
near "interest of the first month" "$(column 1 3)" 937.5 1e-9
near "principal of the first month" "$(column 1 4)" 68.27827118 1e-8
near "debt in the end" "$(column 360 5)" 0 1e-6
cp "$work/out" "$work/level"

# The same from a file of rates, with and without a heading and term numbers; a short file goes on.
printf '0.09\n' >"$work/rates"
run 0 loan -p 125000 --rates "$work/rates" --years 30 --terms 12 --format json
near "a level rate from a file" "$(total 13 24 3)" 11135.23213 1e-5
printf 'term,rate\r\n1,0.09\r\n\r\n2,0.09 \r\n3,0.06\r\n' >"$work/rates"
run 0 loan -p 125000 --rates "$work/rates" --years 30 --terms 12 --format json
near "the first rate" "$(column 1 3)" 937.5 1e-9
near "the third rate" "$(column 3 3)" "$(awk -v o="$(column 3 2)" 'BEGIN { printf "%.12f", o * 0.005 }')" 1e-9
near "the last rate goes on" "$(column 9 3)" "$(awk -v o="$(column 9 2)" 'BEGIN { printf "%.12f", o * 0.005 }')" 1e-9
near "debt in the end, rates moved" "$(column 360 5)" 0 1e-6

# An effective rate of 4.74 % is 4.658 % nominal in four terms (Husbanken's table of July 2024).
run 0 loan -p 1000000 -e 0.0474 --years 1 --terms 4 --format json
near "nominal rate of the first term" "$(column 1 3)" 11645 1.25

# Profiles: equal principal; nothing until the end; grace, then equal principal.
run 0 loan -p 1200 -n 0.05 --years 1 --terms 12 --profile serial --format json
near "serial" "$(column 7 4)" 100 1e-9
near "interest on what is left" "$(column 7 3)" 2.5 1e-9
for profile in bullet interest_only; do
    run 0 loan -p 1200 -n 0.05 --years 2 --terms 4 --profile $profile --format json
    near "$profile, before" "$(total 1 7 4)" 0 1e-9
    near "$profile, at the end" "$(column 8 4)" 1200 1e-9
    near "$profile, interest" "$(column 8 3)" 15 1e-9
done
run 0 loan -p 1200 -n 0 --years 4 --terms 1 --profile serial --grace-years 1 --format json
near "grace" "$(column 1 4)" 0 1e-9
near "after grace" "$(column 2 4)" 400 1e-9

# The three forms say the same.
run 0 loan -p 1000 -n 5% --years 2 --terms 2 --format csv
says out 'term,opening,interest,principal,payment,closing'
says out ',1000,'
run 0 loan -p 1000 -n 5% --years 2 --terms 2
says out '240,82'
run 0 loan -p 1000 -n 0.05 --years 2 --terms 2 --format csv --out "$work/to.csv"
silent out
cases=$((cases + 1))
[ "$(wc -l <"$work/to.csv")" -eq 5 ] || fail "--out: not a heading and four terms"

# What cannot be a loan.
run 2 loan -n 0.05
says err '--principal'
run 2 loan -p -5 -n 0.05
says err 'not negative'
run 2 loan -p 1000
says err 'one of --nominal, --effective and --rates'
run 2 loan -p 1000 -n 0.05 -e 0.05
run 2 loan -p 1000 -n 0.05 --terms 5
says err '1, 2, 3, 4, 6 or 12'
run 2 loan -p 1000 -n 0.05 --years 61
run 2 loan -p 1000 -n 0.05 --profile ballon
run 2 loan -p 1000 -n five
run 2 loan -p 1000 -n 0,05
run 2 loan -p 1000 -n 0.05 extra
printf 'rate\nhigh\n' >"$work/rates"
run 3 loan -p 1000 --rates "$work/rates"
says err 'rates:2:'
printf '\n\n' >"$work/rates"
run 3 loan -p 1000 --rates "$work/rates"
says err 'holds no rate'
run 6 loan -p 1000 --rates "$work/nowhere"
finish
