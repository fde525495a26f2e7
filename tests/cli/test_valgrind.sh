#!/bin/sh
# Valgrind on the released program: nothing read before it is written, nothing lost, for right files
# and wrong ones. The sanitizers run all tests and this only a way through each command, but this is
# the program as it is used.
if [ -n "${SAMSPEL_SANITIZED:-}" ]; then
    echo "SKIPPED: a sanitizer and valgrind do not go together"
    exit 77
fi
if ! command -v valgrind >/dev/null; then
    echo "SKIPPED: valgrind is missing"
    exit 77
fi
. tests/cli/lib.sh
# shellcheck disable=SC1007 # the environment's language would only add libc's own tables
export LC_ALL=C LANGUAGE=

# clean CODE ARGUMENT...
clean() {
    expected=$1
    shift
    valgrind -q --error-exitcode=9 --leak-check=full \
        --errors-for-leak-kinds=definite,indirect,possible \
        "$SAMSPEL_BIN" "$@" >"$work/out" 2>"$work/err" </dev/null
    verdict "valgrind samspel $1" "$expected" $?
}
printf 'date,amount\n2020-01-01,-100\n2021-01-01,60\n2022-01-01,60\n' >"$work/flows.csv"
clean 0 compare -s hitra tilvising kommunal --format json --ledger
clean 0 evaluate -s naeroy leige_eige --lang nn
clean 0 explain -m kommunal -s hitra municipality.npv municipality.irr --depth 2
clean 0 check models/*.json scenarios/*.json models/terms/norway.json
clean 3 check tests/bad/*.json
clean 3 evaluate tests/bad/model_key_misspelt.json -s tests/bad/scenario_many_faults.json
clean 3 evaluate kommunal -s hitra --set /operation/vacansy=1 --set /operation/vacancy=7
clean 0 schema scenario
clean 0 loan --principal 1e6 --effective 0.05 --years 30 --terms 4 --profile serial
clean 0 measure "$work/flows.csv" --rate 0.05 --day-count act/act
clean 3 measure tests/bad/good_model.json --rate 0.05
clean 0 models
clean 0 terms --at 2013-04-01
clean 0 selftest
clean 0 risk -s hitra kommunal -n 32 --threads 2
clean 2 compare

finish
