#!/bin/bash
# The core (base to metrics) builds for WebAssembly without threads, files, locale or setjmp of its
# own, and computes there what it computes here, byte for byte.
set -euo pipefail
build=${SAMSPEL_BUILD:?}/wasm
flags=(-std=c17 -O2 -ffp-contract=off -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc -I"$build")

skip() {
    echo "SKIPPED: the WebAssembly proof did not run: $1"
    exit 77
}
for tool in clang wasm-ld node; do
    command -v $tool >/dev/null || skip "$tool is missing"
done
[ -d /usr/include/wasm32-wasi ] || skip "wasi-libc is missing"
runtime=$(clang --target=wasm32-wasi --print-libgcc-file-name)
[ -f "$runtime" ] || skip "libclang-rt-14-dev-wasm32 is missing"
tests/wasm/fetch_cjson "$build" >"$build.log" 2>&1 ||
    skip "the source of cJSON cannot be fetched: $(tail -n 1 "$build.log")"

shopt -s nullglob
sources=(src/{base,series,deal,plan,ledger,metrics}/*.c "$build/cjson/cJSON.c" tests/wasm/main.c)

clang --target=wasm32-wasi "${flags[@]}" -Wno-pass-failed "${sources[@]}" -o "$build/core.wasm"
gcc "${flags[@]}" -ffunction-sections -Wl,--gc-sections "${sources[@]}" -lm -o "$build/core"

# compare WANTED TERMS SCENARIO MODEL...: both give the exit code WANTED and the same bytes.
compare() {
    local native=0 wasm=0
    node --no-warnings --experimental-wasi-unstable-preview1 tests/wasm/run.js "$build/core.wasm" \
        "${@:2}" >"$build/wasm.txt" &
    "$build/core" "${@:2}" >"$build/native.txt" || native=$?
    wait $! || wasm=$?
    [ -s "$build/native.txt" ] || { echo "FAILED: $3 gives nothing" && exit 1; }
    cmp "$build/native.txt" "$build/wasm.txt"
    [ "$native $wasm" = "$1 $1" ] ||
        { echo "FAILED: $3 exits $native here and $wasm there, not $1" && exit 1; }
    echo "$3, $(($# - 3)) models: the same $(wc -c <"$build/native.txt") bytes"
}
compare 1 tests/bad/good_{terms,scenario}.json tests/bad/model_key_misspelt.json
compare 0 tests/bad/good_{terms,scenario,model}.json

# Every shipped model on every shipped scenario: all measures and all monthly rows, every double as
# the shortest text that gives it back.
models=(models/*.json)
scenarios=(scenarios/*.json)
[ $((${#models[@]} * ${#scenarios[@]})) -ge 100 ] || { echo "FAILED: too few shipped cases" && exit 1; }
for scenario in "${scenarios[@]}"; do
    compare 0 models/terms/norway.json "$scenario" "${models[@]}"
done
