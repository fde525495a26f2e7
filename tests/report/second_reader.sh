# shellcheck shell=sh
# Sourced by tests that read workbooks with a second reader: $python is one that has openpyxl, which
# Debian gives to its own Python only.
python=
for name in /usr/bin/python3 python3; do
    [ -n "$python" ] || ! $name -c 'import openpyxl' 2>/dev/null || python=$name
done
[ -n "$python" ] || {
    echo "SKIPPED: workbooks were not read by a second reader: python3-openpyxl is missing"
    exit 77
}
