#!/bin/sh
# The check of the house sees each kind of breach: a small tree with one breach at a time must give
# exactly one complaint, the right one; a tree without any must give none.
set -u
check=$(pwd)/tests/house/check
compiler=${CC:-cc}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
# Cases stand at the end of pipes, so in subshells: the count is kept in files.
: >"$work/passed" >"$work/failed"

fresh() {
    rm -rf "$work/tree" "$work/build"
    mkdir -p "$work/tree/include/samspel" "$work/tree/src/base" "$work/build/src"
}

# verdict NAME EXPECTED [BUILD]: EXPECTED is a piece of the one complaint; empty: no complaint.
verdict() {
    said=$("$check" "$work/tree" ${3:+"$3"})
    code=$?
    lines=$(printf '%s' "$said" | grep -c .)
    if [ -z "$2" ]; then
        [ $code -eq 0 ] && [ "$lines" -eq 0 ] && echo "$1" >>"$work/passed" && return
    else
        [ $code -eq 1 ] && [ "$lines" -eq 1 ] && case $said in
        *"$2"*) echo "$1" >>"$work/passed" && return ;;
        esac
    fi
    echo "FAILED $1: exit $code, expected \"$2\", got: $said" | tee -a "$work/failed"
}

# source FILE EXPECTED < text: one file in an otherwise empty tree.
source_case() {
    fresh
    mkdir -p "$work/tree/$(dirname "$1")"
    cat >"$work/tree/$1"
    verdict "$1: $2" "$2"
}

line() { printf '%s\n' "$1"; }

# Allowed things.
line '/* printf( "%g" exit(1) */ // abort()' | source_case src/plan/a.c ''
line 'const char *a = "call exit(1) or 100 %"; char b = '"'\"'; // \"%g\"" | source_case src/plan/a.c ''
line 'void sam_a(void) { snprintf(0, 0, "%d %%g", 1); sam_exit(2); }' | source_case src/plan/a.c ''
line '#include "deal/b.h"' | source_case src/plan/a.c ''
line '#include <samspel/status.h>' | source_case src/base/a.c ''
line '#include <cjson/cJSON.h>' | source_case src/deal/a.c ''
line '#include <glpk.h>' | source_case src/choice/a.c ''
line '#include <pthread.h>' | source_case src/risk/a.c ''
line '#include <xlsxwriter.h>' | source_case src/report/a.c ''
line '#include <libxml/parser.h>' | source_case src/report/a.c ''
line 'void sam_a(void) { printf("%s", getenv("A")); exit(0); }' | source_case src/cli/a.c ''
line 'void sam_a(void) { strtod_l("1", 0, 0); snprintf(0, 0, "%.17g", 1.0); }' |
    source_case src/base/number.c ''

# The order of the rooms.
line '#include "plan/b.h"' | source_case src/deal/a.c 'deal may not know plan'
line '#include "cli/b.h"' | source_case src/report/a.c 'report may not know cli'
line '#include <samspel/deal.h>' | source_case src/base/a.c 'base may not know deal'
line '#include "samspel/risk.h"' | source_case src/metrics/a.c 'metrics may not know risk'
line '#  include  "choice/b.h"' | source_case src/risk/a.c 'risk may not know choice'
line '#include <samspel/samspel.h>' | source_case src/plan/a.c 'plan may not know report'
line '#include <samspel/nothing.h>' | source_case src/plan/a.c 'no room is known for samspel/nothing.h'
line 'typedef int a;' | source_case src/cellar/a.c 'no room is known for this file'

# Libraries of others.
line '#include <cjson/cJSON.h>' | source_case src/plan/a.c '<cjson/cJSON.h> may not be used in plan'
line '#include <cJSON.h>' | source_case src/cli/a.c 'may not be used in cli'
line '#include <glpk.h>' | source_case src/risk/a.c 'may not be used in risk'
line '#include <pthread.h>' | source_case src/ledger/a.c 'may not be used in ledger'
line '#include <threads.h>' | source_case src/choice/a.c 'may not be used in choice'
line '#include <libxml/parser.h>' | source_case src/deal/a.c 'may not be used in deal'
line '#include <xlsxwriter.h>' | source_case src/choice/a.c 'may not be used in choice'
line '#include <sqlite3.h>' | source_case src/report/a.c 'may not be used in report'
line '#include <time.h>' | source_case src/metrics/a.c 'may not be used in metrics'
line '#include <setjmp.h>' | source_case src/base/a.c 'may not be used in base'
line '#include <sys/stat.h>' | source_case src/deal/a.c 'may not be used in deal'
line '#include <locale.h>' | source_case src/report/a.c 'belongs to report/language.c'
line '#include <libintl.h>' | source_case src/cli/a.c 'belongs to report/language.c'
for call in 'setlocale(0, "")' 'gettext("a")' 'dngettext("a", b, c, 2)' 'bindtextdomain("a", b)' \
    'bind_textdomain_codeset("a", b)' 'textdomain(a)'; do
    line "void sam_x(void) { $call; }" | source_case src/cli/a.c 'locales and catalogues belong to'
done

# Printing, exiting, the environment.
for call in 'printf("a")' 'fprintf(f, "a")' 'puts("a")' 'fputs("a", f)' 'putchar(1)' 'perror("a")' \
    'vprintf(f, a)' 'exit(1)' 'abort()' 'getenv("A")' 'exit (1)'; do
    line "void sam_a(void) { $call; }" | source_case src/report/a.c 'only cli prints'
done
line 'void *sam_a(void) { return stderr; }' | source_case src/report/a.c 'only cli knows the standard'
line 'void sam_a(void) { /* a */ exit(1); /* b */ }' | source_case src/base/a.c 'only cli prints'
line 'void sam_a(void) { char a = '"'\"'; exit(1); }" | source_case src/base/a.c 'only cli prints'
line 'void sam_a(void) { fork(); }' | source_case src/risk/a.c 'only report and cli may fork'

# Numbers and text.
for call in 'strtod(a, 0)' 'strtof(a, 0)' 'atof(a)' 'sscanf(a, b)'; do
    line "void sam_a(void) { $call; }" | source_case src/cli/a.c 'text becomes a number only in'
done
for format in %g %f %e %.2f %10.3e %-8.3g %+a %Lf %.*f %*.*G; do
    line "const char *const sam_a = \"x $format\";" | source_case src/cli/a.c 'a double becomes text only in'
done

# Sizes.
awk 'BEGIN { for (i = 0; i < 401; i++) print "" }' | source_case src/plan/a.c 'the file has 401 lines'
awk 'BEGIN { for (i = 0; i < 400; i++) print "" }' | source_case src/plan/a.c ''
body() {
    echo 'void sam_a(int a,'
    echo '           int b) {'
    awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) print "    a += b;" }'
    echo 'done:'
    echo '}'
}
body 56 | source_case src/plan/a.c ''
body 57 | source_case src/plan/a.c 'the function has 61 lines'

# Headers.
line 'size_t sam_a(void);' | source_case include/samspel/plan.h 'plan.h:1: does not compile alone'
line 'sam_thing sam_a(void);' | source_case src/plan/a.h 'a.h:1: does not compile alone'
printf '#include <stddef.h>\nsize_t sam_a(void);\n' | source_case include/samspel/plan.h ''

# Names and globals, read from objects.
object_case() {
    fresh
    mkdir -p "$work/tree/src/$1" "$work/build/src/$1"
    "$compiler" -std=c17 -fPIC -c -x c - -o "$work/build/src/$1/a.o" || exit 2
    verdict "$1 object: $2" "$2" "$work/build"
}
line 'void sam_a(void) {} static void b(void) { } void (*const sam_p)(void) = b;' | object_case plan ''
line 'void helper(void) {}' | object_case plan 'helper has external linkage and no sam_ prefix'
line 'int const table[1] = {1};' | object_case base 'table has external linkage'
line 'int main(void) { return 0; }' | object_case cli ''
line 'int main(void) { return 0; }' | object_case risk 'main has external linkage'
line 'int sam_count;' | object_case plan 'sam_count is a global that changes'
line 'static int c = 3; int sam_a(void) { return c++; }' | object_case ledger 'c is a global that changes'
line '_Thread_local int sam_t;' | object_case risk 'sam_t is a global that changes'

fresh
verdict 'no objects' 'there are no objects to read' "$work/build"

# The number of cases is part of the test: a case that never ran must not pass.
passed=$(wc -l <"$work/passed")
failed=$(grep -c ^FAILED "$work/failed")
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -eq 84 ]
