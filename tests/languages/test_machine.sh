#!/bin/sh
# What programs read is the same in every language: JSON and CSV, reference pages and schemas. Only
# the names and summaries that models, scenarios and terms list are in the language asked for.
set -u
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
held=0
export SAMSPEL_DATA=.

same() {
    for language in en nn nb; do
        "$SAMSPEL_BIN" "$@" --lang "$language" >"$work/$language" 2>/dev/null
    done
    held=$((held + 1))
    [ -s "$work/en" ] || { echo "FAILED $*: nothing is printed"; failed=1; }
    cmp -s "$work/en" "$work/nn" && cmp -s "$work/en" "$work/nb" && return
    echo "FAILED $*: it depends on the language: $(diff "$work/en" "$work/nn" | head -4)"
    failed=1
}
both() {
    same "$@" --format json
    same "$@" --format csv
}

both compare -s hitra tilvising kommunal
both evaluate tilvising -s hitra --ledger
both stress -s dagens hamaroy
both explain -m tilvising -s hitra
both explain -m tilvising -s hitra husbanken_loan.lent developer.irr W_SUPPORT project.value_to_cost
both loan -p 1000000 -e 4.74% -y 5 -t 2
both selftest
both portfolio kysten_og_blilyst
same terms --format csv
same check models/tilvising.json --format json
if [ -z "${SAMSPEL_SANITIZED:-}" ]; then
    both risk -s hitra tilvising -n 64
    both risk -s dagens hamaroy -n 64 --clauses
    both sensitivity -s dagens hamaroy
    both optimise kommunal -s hitra -O rent
    both optimise tilvising -s hitra -O rent
    both room fellesselskap -s sunnmore --x letting.rent_share --y plot.price_share
    both frontier kommunal -s hitra --x rent --y municipal_cost
fi
for page in man markdown fields bash zsh fish; do
    same reference "$page"
done
same schema model
same schema scenario
[ "$held" -gt 25 ] || { echo "FAILED: only $held outputs were held"; failed=1; }
exit $failed
