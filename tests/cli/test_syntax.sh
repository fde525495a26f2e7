#!/bin/sh
# samspel check --syntax: the grammar of RFC 8259 and nothing else. The texts are our own, one for
# each rule of the grammar.
. tests/cli/lib.sh

# accepts TEXT, refuses TEXT: printf escapes are understood.
accepts() { text 0 "$1"; }
refuses() { text 3 "$1"; }
text() {
    printf -- "$2" >"$work/text.json"
    "$SAMSPEL_BIN" check --syntax "$work/text.json" >"$work/out" 2>"$work/err"
    verdict "check --syntax of $2" "$1" $?
}
for right in '{}' '[]' ' [ ] \n' '"a"' '0' '-0' '-0.5e+10' '1E5' 'true' 'false' 'null' \
    '{"a": 1, "a": 2}' '{"": [[[]]]}' '"\\u0000"' '"\\ud83d\\ude00"' '"\\/\\b\\f"' '1e999' \
    '123456789012345678901234567890' '"\303\246\303\270\303\245"' '\t{"a" :\r\n[1 , 2]}' '"\177"'; do
    accepts "$right"
done
for wrong in '' ' ' '{' '[' '[1,]' '{"a":1,}' '{,}' '[,1]' '[1 2]' '{"a" 1}' '{a: 1}' "{'a': 1}" \
    '01' '-' '+1' '.5' '1.' '1e' '0x1' 'NaN' 'Infinity' '-Infinity' 'True' 'nul' '"a' '"\\x"' \
    '"\\u12g4"' '"\t"' '"\n"' '[1]]' '{} {}' '// a\n{}' '{"a": /* b */ 1}' '"\377"' '"\300\257"' \
    '"\355\240\200"' '{"a":1}\001' '[1]x' '{"a":}' '[1,,2]' '\357\273\277' '{1: 2}' '[a]'; do
    refuses "$wrong"
done

# Deep but right, and deeper than anything: neither crashes.
awk 'BEGIN { for (i = 0; i < 500; i++) printf "["; for (i = 0; i < 500; i++) printf "]" }' \
    >"$work/deep.json"
run 0 check --syntax "$work/deep.json"
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "[" }' >"$work/open.json"
run 3 check --syntax "$work/open.json"

# Any JSON will do; one that is refused is enough; what cannot be read is no matter of grammar.
run 0 check --syntax models/tilvising.json CMakePresets.json
run 3 check --syntax models/tilvising.json "$work/open.json"
run 6 check --syntax "$work/nothing.json"
run 0 check --syntax CMakePresets.json --format json
says out '"kind": "json"'

# Our own JSON is JSON.
for command in "compare -s hitra tilvising --ledger" "evaluate -s hitra kommunal" selftest models \
    "explain -m tilvising -s hitra" "schema model" "terms" "version"; do
    # shellcheck disable=SC2086 # several words
    run 0 $command --format json
    cp "$work/out" "$work/own.json"
    run 0 check --syntax "$work/own.json"
done

finish
