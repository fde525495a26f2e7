#!/bin/sh
# samspel measure against published figures.
. tests/cli/lib.sh

# flows LINE...: a file of these lines.
flows() { printf '%s\n' "$@" >"$work/flows.csv"; }
measure() { run 0 measure "$work/flows.csv" --format json "$@"; }

# support.microsoft.com, XIRR: 0.373362535, found by steps that stop within 0.000001 % (1e-8); and
# XNPV of the same flows at 9 %: 2086.647602.
flows date,amount 2008-01-01,-10000 2008-03-01,2750 2008-10-30,4250 2009-02-15,3250 2009-04-01,2750
measure --rate 0.09
near "XIRR of Microsoft's example" "$(member quoted)" 0.373362535 1e-8
near "XNPV of Microsoft's example" "$(member npv)" 2086.647602 5e-7
cp "$work/out" "$work/first"
# The order of the lines does not matter, nor how the rate is written, nor where the file is from.
flows date,amount 2009-04-01,2750 2008-10-30,4250 2008-01-01,-10000 2009-02-15,3250 2008-03-01,2750
measure --rate 9%
near "XIRR in another order" "$(member quoted)" 0.373362535 1e-8
"$SAMSPEL_BIN" measure - --rate 9% --format json <"$work/flows.csv" >"$work/out" 2>"$work/err"
verdict "measure -" 0 $?
near "XIRR from standard input" "$(member quoted)" 0.373362535 1e-8
keys=$(sed -n 's/^ *"\([a-z]*\)":.*/\1/p' "$work/first" | tr '\n' ' ')
cases=$((cases + 1))
[ "$keys" = "npv irr roots quoted reason mirr payback " ] || fail "the keys are: $keys"

# mathworks.com, xirr: the day counts.
flows 2007-01-12,-10000 2008-02-14,2500 2008-03-03,2000 2008-06-14,3000 2008-12-01,4000
for case in 30/360:0.100675477282743 act/360:0.0991988898057063 act/365:0.10064378342638 \
    act/act:0.100739648987346; do
    measure --rate 0.1 --day-count "${case%:*}"
    near "XIRR, ${case%:*}" "$(member quoted)" "${case#*:}" 1e-9
done

# Periodic: the first amount at time 0 (numpy-financial and pyxirr test suites).
flows amount -40000 5000 8000 12000 30000
measure --rate 0.08
near "NPV" "$(member npv)" 3065.222668179 1e-8
flows amount -150000 15000 25000 35000 45000 60000
measure --rate 0.05
near "IRR" "$(member quoted)" 0.05243289 1e-8
# Added up: -135, -110, -75, -30, +30 thousand: above zero from period 5.
near "payback" "$(member payback)" 5 0
flows amount -4500 -800 800 800 600 600 800 800 700 3000
measure --rate 0.05 --finance-rate 0.08 --reinvest-rate 5.5%
near "MIRR (numpy-financial: 0.0666)" "$(member mirr)" 0.066597175 1e-9
# On dates exactly a year of 365 days apart, dated flows are yearly ones.
flows 2001-01-01,-100 2002-01-01,-50 2003-01-01,120 2004-01-01,90
measure --rate 0.07
dated=$(member mirr)
value=$(member npv)
years=$(member payback)
flows -100 -50 120 90
measure --rate 0.07
near "MIRR, dated and yearly" "$dated" "$(member mirr)" 1e-12
near "NPV, dated and yearly" "$value" "$(member npv)" 1e-9
near "payback, dated and yearly" "$years" "$(member payback)" 1e-12

# (1.1 + 1.4) and 1.1 * 1.4 make 10 % and 40 %; two rates that are not negative: none is quoted.
flows amount -1000 2500 -1540
measure --rate 0.05
near "first of two rates" "$(sed -n '/roots/{n;s/[ ,]//g;p;}' "$work/out")" 0.1 1e-12
near "second of two rates" "$(sed -n '/roots/{n;n;s/[ ,]//g;p;}' "$work/out")" 0.4 1e-12
says out '"quoted": null'
flows amount -1 -2 -3
measure --rate 0.05
says out '"roots": []'
says out '"quoted": null'
says out '"mirr": null'
says out '"payback": null'
run 0 measure "$work/flows.csv" --rate 0.05
says out "same sign"
run 0 measure "$work/flows.csv" --rate 0.05 --format csv
says out "measure,value"
run 0 measure "$work/flows.csv" --rate 0.05 --day-count act/act
says err "no dates"
run 0 measure "$work/flows.csv" --rate 0.05 --day-count act/act --quiet
silent err

# Rates are fractions, or say that they are not.
run 2 measure "$work/flows.csv"
says err "the discount rate is missing"
for rate in 5 1 -1 five 5%% '' % 0,05 0x1 nan inf 1e999 -200%; do
    run 2 measure "$work/flows.csv" --rate "$rate"
    silent out
done
for rate in 0.05 5% -0.5 .5% 150% 0 +0.05; do
    case $rate in
    .5%) run 2 measure "$work/flows.csv" --rate "$rate" ;; # JSON's numbers: a digit first
    *) run 0 measure "$work/flows.csv" --rate "$rate" ;;
    esac
done
flows amount -100 105.3
measure --rate 5.3%
near "5.3% is 0.053" "$(member npv)" 0 1e-12
run 2 measure "$work/flows.csv" --rate 5% --day-count act/366

# Faults of the file, all at once.
flows date,amount 2026-02-30,1 2026-01-01,x
run 3 measure "$work/flows.csv" --rate 5%
says err "flows.csv:2:1: error:"
says err "flows.csv:3:12: error:"
silent out
: >"$work/empty"
run 3 measure "$work/empty" --rate 5%
finish
