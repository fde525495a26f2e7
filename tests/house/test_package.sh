#!/bin/bash
# What is installed is whole: the library can be used by a stranger through pkg-config, shared and
# static; no inner symbol is exported; the programs are hardened; the Debian package names what it
# needs. Only a release build is looked at, since only that is installed.
set -euo pipefail
build=${SAMSPEL_BUILD:?}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "FAILED: $1"
    exit 1
}
skip() {
    echo "SKIPPED: the package test did not run: $1"
    exit 77
}
grep -q '^CMAKE_BUILD_TYPE:.*=Release' "$build/CMakeCache.txt" || skip "this is not a release build"
command -v dpkg-shlibdeps >/dev/null || skip "dpkg-dev is missing"

DESTDIR=$work/root cmake --install "$build" --prefix /usr >/dev/null
cat >"$work/use.c" <<'C'
#include <samspel/status.h>
int main(void) { return sam_status_exit_code(SAM_MEMORY) == 8 ? 0 : 1; }
C
pc=$(find "$work/root" -name samspel.pc)
[ -n "$pc" ] || fail "samspel.pc is not installed"
libraries=$(dirname "$(dirname "$pc")")
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
read -ra use < <(pkg-config --cflags --libs samspel)
gcc -std=c17 "$work/use.c" "${use[@]}" -o "$work/use"
LD_LIBRARY_PATH=$libraries "$work/use" || fail "the shared library gives a wrong answer"
gcc -std=c17 "$work/use.c" -I"$work/root/usr/include" "$libraries/libsamspel.a" -o "$work/use-static" \
    -lcjson -lglpk -lxml2 -lxlsxwriter -lz -lm -pthread
"$work/use-static" || fail "the static library gives a wrong answer"

# The command finds its data beside itself, wherever the tree was put, and not by the caller's folder.
installed=$work/root/usr
(cd / && env -u SAMSPEL_DATA "$installed/bin/samspel" evaluate tilvising --scenario hitra) >"$work/said" ||
    fail "the installed command cannot do its main job"
[ -s "$work/said" ] || fail "the installed command says nothing"

exported=$(nm -D --defined-only "$libraries/libsamspel.so" | awk '{print $NF}')
for name in $exported; do
    grep -qrw "$name" include/samspel || fail "$name is exported but in no public header"
done

for file in "$libraries"/libsamspel.so "$work"/root/usr/bin/*; do
    dynamic=$(readelf -hdlsW "$file")
    case $dynamic in *BIND_NOW* | *FLAGS*NOW*) ;; *) fail "$file: relocations are not read-only" ;; esac
    case $dynamic in *GNU_RELRO*) ;; *) fail "$file: no RELRO" ;; esac
    case $dynamic in *"GNU_STACK "*RWE*) fail "$file: the stack can be executed" ;; esac
    case $dynamic in *Type:*DYN*) ;; *) fail "$file: not position independent" ;; esac
    case $dynamic in *__stack_chk_fail*) ;; *) fail "$file: no stack protector" ;; esac
done

(cd "$work" && cpack --config "$build/CPackConfig.cmake" >"$work/cpack.log" 2>&1) ||
    fail "cpack: $(grep -i -m 4 -E "error|not available" "$work/cpack.log")"
package=$(ls "$work"/samspel_*.deb)
needs=$(dpkg-deb -f "$package" Depends)
case $needs in *libc6*) ;; *) fail "the package does not name what it needs" ;; esac
content=$(dpkg-deb -c "$package")
for path in usr/include/samspel/status.h libsamspel.so pkgconfig/samspel.pc doc/samspel/LICENSE \
    usr/bin/samspel man1/samspel.1 completions/samspel models/terms/norway.json scenarios/hitra.json; do
    case $content in *"$path"*) ;; *) fail "$path is not in the package" ;; esac
done
echo "$(basename "$package") needs $needs"
