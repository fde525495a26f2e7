#!/bin/sh
# The command that a report tells makes the same bytes again, whatever the language of whoever runs
# it: also where the language came from the environment.
set -u
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
export SAMSPEL_DATA=.
PARTS='--without choice --without sensitivity --without clauses'

# again LANGUAGE ENVIRONMENT... : that language is told, and the command gives the page it stands in.
again() {
    language=$1
    shift
    # shellcheck disable=SC2086
    env -u LANG -u LANGUAGE -u LC_ALL -u LC_MESSAGES "$@" \
        "$SAMSPEL_BIN" report -s hitra tilvising $PARTS --html "$work/first.html" --force 2>"$work/err" ||
        { cat "$work/err"; failed=1; return; }
    command=$(python3 tests/languages/text_of_html.py <"$work/first.html" | grep '^samspel report')
    case $command in
    *"--lang $language") ;;
    *) echo "FAILED $*: the command does not name $language: $command"; failed=1; return ;;
    esac
    # shellcheck disable=SC2086
    LANG=de_DE LANGUAGE=en "$SAMSPEL_BIN" ${command#samspel } --html "$work/second.html" --force 2>"$work/err" ||
        { cat "$work/err"; failed=1; return; }
    cmp "$work/first.html" "$work/second.html" || { echo "FAILED $*: the command makes another page"; failed=1; }
}
again nn SAMSPEL_DATA=.
again nb LANG=nb_NO.UTF-8
again nb LANG=no_NO.UTF-8
again nn LANGUAGE=nn:nb
again en LANG=en_GB.UTF-8
again nn LC_ALL=C
again nn LANG=de_DE.UTF-8
exit $failed
