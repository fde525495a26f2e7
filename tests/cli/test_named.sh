#!/bin/sh
# Files that name other files (a design its base, a region its scenarios and models): only in the
# folders that were given, never in a circle, and never more than time and memory allow.
. tests/cli/lib.sh

mkdir "$work/inside" "$work/outside"
cp scenarios/hitra.json "$work/outside/secret.json"
cp scenarios/hitra.json "$work/inside/near.json"
ln -s ../outside/secret.json "$work/inside/link.json"
ln -s ../outside "$work/inside/folder"
ln -s loop.json "$work/inside/loop.json"

# base NAME: a design whose base is NAME; fields are read before the base is.
base() {
    printf '{"format": "samspel-design-1", "id": "d", "base": "%s",\n "method": "grid", "fields": [%s]}\n' \
        "$1" '{"name": "operation.vacancy", "values": [0.1]}' >"$work/inside/design.json"
}
# project SCENARIO MODEL: a region of one project.
project() {
    cat >"$work/inside/region.json" <<END
{"format": "samspel-region-1", "id": "r", "objective": "dwellings",
 "budget": {"present_cost": 1e9, "outlay": 1e9},
 "municipalities": [{"id": "north", "name": "North", "inhabitants": 1000, "need": 12}],
 "projects": [
  {"id": "quay", "municipality": "north", "scenario": "$1", "models": ["$2"]}]}
END
}
batch() { run "$1" batch -m kommunal "$work/inside/design.json" --into "$work/results.sqlite" --force; }

# What may be read: by its id, beside the file, and in the folder that samspel is run in.
for name in hitra "$work/inside/near.json" scenarios/hitra.json ./scenarios/hitra.json; do
    base "$name"
    batch 0
    project "$name" kommunal
    run 0 portfolio "$work/inside/region.json"
done

# What may not, with its place, what was named and what to do.
up=../../../../../../../../../..
for name in "$work/outside/secret.json" "$work/inside/../outside/secret.json" \
    "$work/inside/link.json" "$work/inside/folder/secret.json" "$up/etc/passwd" /etc/passwd \
    "$up$work/outside/none.json" -; do
    base "$name"
    batch 3
    says err 'design.json:1:51: error: '
    says err '[PATH_OUTSIDE]'
    says err '    at /base'
    says err "    value: $name"
    says err '    allowed: its own folder'
    says err '    do: move the file'
    cases=$((cases + 1))
    ! grep -q 'root:' "$work/err" || fail "a file outside is quoted"
    project "$name" kommunal
    run 3 portfolio "$work/inside/region.json"
    says err '[PATH_OUTSIDE]'
    says err 'region.json:5:55: error: '
    says err '    at /projects/0/scenario'
    cases=$((cases + 1))
    [ "$(grep -c ': error: ' "$work/err")" = 1 ] || fail "more than one fault is told for $name"
    project hitra "$name"
    run 3 portfolio "$work/inside/region.json"
    says err '[PATH_OUTSIDE]'
done
# Names that are nothing at all are wrong input, and not a wrong command.
base 'Hi tra'
batch 3
project 'Hi tra' kommunal
run 3 portfolio "$work/inside/region.json"

# Circles. Only scenarios are read for a base, so a file that names itself, or one that names it, is
# of the wrong form; a link to itself leads nowhere; a variant knows no variants, and a clause only
# clauses of other kinds.
base "$work/inside/design.json"
batch 3
says err FORMAT_UNKNOWN
cp "$work/inside/design.json" "$work/inside/other.json"
base "$work/inside/other.json"
batch 3
says err FORMAT_UNKNOWN
project "$work/inside/region.json" kommunal
run 3 portfolio "$work/inside/region.json"
says err FORMAT_UNKNOWN
project hitra "$work/inside/region.json"
run 3 portfolio "$work/inside/region.json"
says err FORMAT_UNKNOWN
base "$work/inside/loop.json"
batch 6
says err loop.json
for wrong in tests/bad/scenario_variant_of_variant.json tests/bad/model_reference_cycle.json; do
    run 3 check "$wrong" tests/bad/good_terms.json
done

# Too large and too deep, also where another file names them: refused at once and in little memory.
head -c 100000000 /dev/zero | tr '\0' ' ' >"$work/inside/large.json"
awk 'BEGIN { while (i++ < 10000) printf "["; while (--i) printf "]" }' >"$work/inside/deep.json"
awk 'BEGIN { printf "{\"x_a\":"; while (i++ < 10000) printf "{\"x\":"; printf "1"; while (--i) printf "}"; print "}" }' \
    >"$work/inside/deep_objects.json"
limited() {
    # A sanitizer's own memory is far more than any limit.
    [ -n "${SAMSPEL_SANITIZED:-}" ] || ulimit -v 300000
    ulimit -t 5
    "$SAMSPEL_BIN" "$@" >"$work/out" 2>"$work/err" </dev/null
}
for file in large deep deep_objects; do
    path=$work/inside/$file.json
    base "$path"
    for command in "check $path" "evaluate $path -s hitra" "evaluate kommunal -s $path" \
        "compare tilvising kommunal -s $path" "check models/kommunal.json $path" \
        "explain -m kommunal -s $path costs.building.per_m2" "portfolio $path" \
        "batch -m kommunal $work/inside/design.json --into $work/results.sqlite --force"; do
        # shellcheck disable=SC2086 # several words
        (limited $command)
        verdict "$command" 3 $?
        case $file in
        large) says err 'larger than 16 MiB' ;;
        *) says err 'JSON_DEPTH' ;;
        esac
    done
done
rm "$work/inside/large.json"

finish
