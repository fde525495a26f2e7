#!/bin/sh
# What comes from npm must run with the Node.js of Debian 12, which is 18: a locked package that asks
# for a newer one builds here and fails on a fresh machine.
set -eu
most=18
faults=$(git ls-files '*package-lock.json' | while read -r lock; do
    sed -n 's/.*"node": "[^0-9]*\([0-9]*\).*/\1/p' "$lock" |
        awk -v most=$most -v lock="$lock" '$1 > most { print lock ": asks for Node.js " $1 }'
done)
[ -z "$faults" ] || {
    echo "$faults"
    exit 1
}
