#!/bin/sh
# Pages in a browser: nothing on the console, no request, every figure drawn and named, no serious
# fault of accessibility in light and dark, nothing wider than a telephone, a screen or A4. Needs
# Chromium, node, and two npm packages that are fetched once a build.
. tests/cli/lib.sh
tools=tests/report/page

skip() {
    echo "SKIPPED: the pages were not opened in a browser: $1"
    exit 77
}
for name in chromium chromium-browser google-chrome; do
    browser=${browser:-$(command -v $name || true)}
done
[ -n "${browser:-}" ] || skip "Chromium is missing"
command -v node >/dev/null || skip "node is missing"
command -v npm >/dev/null || skip "npm is missing"

place=$SAMSPEL_BUILD/page-tools-$(cat $tools/package-lock.json | cksum | cut -d ' ' -f 1)
if [ ! -d "$place" ]; then
    mkdir "$work/tools"
    cp $tools/package.json $tools/package-lock.json $tools/.npmrc "$work/tools/"
    (cd "$work/tools" && npm ci --ignore-scripts >"$work/npm" 2>&1) || skip "npm could not fetch its packages"
    mv "$work/tools" "$place" 2>/dev/null || [ -d "$place" ] || skip "$place cannot be made"
fi
cp $tools/page.mjs $tools/hostile.mjs "$place/"

run 0 report -s hitra tilvising hamaroy kommunal --draws 1000 --without choice --html "$work/nn.html"
run 0 report -s sunnmore fellesselskap leigegaranti --draws 500 --lang nb --html "$work/nb.html"
run 0 report -s sunnmore kjopegaranti leige_eige burettslag stiftelse leigegaranti leigeopsjon \
    strategisk_kjop --draws 500 --lang en --html "$work/seven.html"

# Every kind of figure is there, so that it is opened below.
for kind in '"type": "sankey"' '"polygon": ' '"type": "scatter"' '"stack": "funding"' \
    '"stack": "fan"' '"tone": "tail"' 'hviler på, mill. kr' 'kostnad som flyttes av ' \
    'hva lavere leie koster kommunen'; do
    cases=$((cases + 1))
    grep -qF -- "$kind" "$work/nb.html" || fail "no figure of this kind: $kind"
done
run 0 card hamaroy --lang nb --html "$work/card.html"
for file in models/tilvising models/leigegaranti scenarios/hitra; do
    node "$place/hostile.mjs" $file.json "$work/$(basename $file).json" || fail "hostile.mjs: $file"
done
run 0 report -s "$work/hitra.json" "$work/tilvising.json" "$work/leigegaranti.json" --draws 200 \
    --html "$work/hostile.html"
run 0 card "$work/tilvising.json" --html "$work/hostile-card.html"

cases=$((cases + 1))
node "$place/page.mjs" "$browser" "$work/nn.html" "$work/nb.html" "layout:$work/seven.html" "$work/card.html" \
    "harm:$work/hostile.html" "$work/hostile-card.html" >"$work/out" 2>"$work/err" ||
    fail "the pages in $browser"
tail -n 1 "$work/out"
if command -v xmllint >/dev/null; then
    for page in "$work"/*.html; do
        cases=$((cases + 1))
        xmllint --noout --nonet "$page" 2>"$work/err" || fail "$page is not well-formed"
    done
fi
finish
