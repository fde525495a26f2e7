#!/bin/sh
# samspel explain: a name that is a row, an input, a field, a rate of return or a flag; in each form.
. tests/cli/lib.sh
deal="-m tilvising -s hitra"

# column NAME NUMBER: a cell of the CSV that holds no comma before it.
column() { awk -F, -v name="$1" -v at="$2" '$1 == name { print $at }' "$work/out"; }
# The owner's rate and value are what compare says.
run 0 compare -s hitra tilvising --format csv
irr=$(awk -F, '$2 == "developer" && $3 == "irr" { print $5 }' "$work/out")
npv=$(awk -F, '$2 == "developer" && $3 == "npv" { print $5 }' "$work/out")
dscr=$(awk -F, '$3 == "min_dscr" { print $5 }' "$work/out")
# shellcheck disable=SC2086 # several words
run 0 explain $deal developer.irr developer.npv W_COVER operation.vacancy developer.net \
    project.value_to_cost --format csv
near "rate" "$(column developer.irr 4)" "$irr" 0
near "value" "$(column developer.npv 4)" "$npv" 0
near "cover" "$(column W_COVER 4)" "$dscr" 0
near "vacancy" "$(column operation.vacancy 4)" 0.06 0
says out 'operation.vacancy,input,,0.06,share,,the scenario,scenarios/hitra.json,/operation/vacancy,'
says out 'developer.net,row,13,'
says out ',10.25,'

# Without a deal: fields alone, with what holds when nothing is written.
run 0 explain term_loan.years term_loan.profile municipality.inhabitants goals.aid_max --format csv
says out 'goals.aid_max,field,'
says out ',state_aid.de_minimis,'
says out 'term_loan.years,field,,30,years,,the default,'
run 2 explain developer.irr
says err 'need --model and --scenario'

# In text and JSON.
# shellcheck disable=SC2086
run 0 explain $deal developer.irr municipality.irr project.irr W_COVER W_SUPPORT W_ANNOUNCEMENT
says out 'internal rate of return'
says out 'row project.unfunded'
says out 'all flows have the same sign'
says out 'EØS-avtala art. 61'
# shellcheck disable=SC2086
run 0 explain $deal developer.irr municipality.irr W_COVER W_ANNOUNCEMENT --format json
near "rate in JSON" "$(member value)" "$irr" 0
says out '"kind": "flag"'
# More than one rate: each is told.
run 0 explain -m ops -s hitra municipality.irr developer.irr --format json
# shellcheck disable=SC2086
run 2 explain $deal developer.ir
says err 'developer.in'
# shellcheck disable=SC2086
run 2 explain $deal W_NOTHING
finish
