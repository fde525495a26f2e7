#!/bin/sh
# Help and tables keep within 80 columns in every language, whatever the length of its words.
set -u
failed=0
shown=0
look() {
    for language in nn nb en; do
        shown=$((shown + 1))
        SAMSPEL_DATA=. "$SAMSPEL_BIN" "$@" --lang "$language" | python3 tests/languages/widths.py "$* ($language)" || failed=1
    done
}

look help
for command in $("$SAMSPEL_BIN" help --lang en | sed -n 's/^    \([a-z]*\)  .*/\1/p'); do
    look help "$command"
done
look compare -s hitra tilvising hamaroy kommunal
look evaluate tilvising --scenario hitra
look loan -p 1000000 -e 4.74% -y 5 -t 2
look models
look terms
look card fellesselskap
look stress -s dagens tilvising hamaroy
look portfolio kysten_og_blilyst
echo "$shown texts looked at"
[ "$shown" -gt 80 ] || failed=1
exit $failed
