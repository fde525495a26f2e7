#!/bin/sh
# The catalogues hold every marked text of the sources, each of them translated, with the same places
# to fill in and the same edges; and formats that the C compiler would take.
set -u
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
fail() { echo "FAILED $*"; failed=1; }

cp src/po/*.po "$work"
src/po/update "$work" 2>"$work/said" || fail "the texts cannot be collected: $(cat "$work/said")"
cmp -s "$work/samspel.pot" src/po/samspel.pot ||
    fail "samspel.pot is not what the sources hold (src/po/update makes it):
$(diff src/po/samspel.pot "$work/samspel.pot" | head -20)"
[ "$(grep -c '^msgid ' src/po/samspel.pot)" -gt 2000 ] || fail "the sources hold suspiciously few texts"

for language in nn nb; do
    po=src/po/$language.po
    cmp -s "$work/$language.po" "$po" || fail "$po is not in step with the sources"
    msgcmp "$po" src/po/samspel.pot 2>"$work/said" || fail "$po: $(head -20 "$work/said")"
    msgfmt --check -o /dev/null "$po" 2>"$work/said" || fail "$po: $(head -20 "$work/said")"
    for kind in untranslated only-fuzzy only-obsolete; do
        [ -z "$(msgattrib --$kind "$po" | grep '^#~\? \?msgid "..*')" ] || fail "$po has texts that are $kind"
    done
    python3 tests/languages/places.py "$po" || failed=1
done
exit $failed
