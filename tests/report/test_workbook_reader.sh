#!/bin/sh
# Workbooks before a second, strict reader (ooxml.py): a plain one, and one of files whose every text
# is hostile. And the reader before workbooks that are broken on purpose: it must tell.
. tests/cli/lib.sh
. tests/report/second_reader.sh

# reads CODE FILE...
reads() {
    expected=$1
    shift
    "$python" tests/report/ooxml.py "$@" >"$work/out" 2>"$work/err"
    verdict "ooxml.py $*" "$expected" $?
}

run 0 report -q -s t7 tilvising --without choice --without sensitivity --xlsx "$work/good.xlsx"
reads 0 "$work/good.xlsx"
run 0 report -q -s t7 tilvising --draws 64 --with choice --xlsx "$work/pasted.xlsx"
reads 0 "$work/pasted.xlsx"
if command -v node >/dev/null; then
    for file in models/tilvising models/kommunal scenarios/hitra; do
        node tests/report/page/hostile.mjs $file.json "$work/$(basename $file).json" || fail "hostile.mjs: $file"
    done
    # A file's name is hostile too; what a sheet is called must be fit for one.
    cp "$work/kommunal.json" "$work/=a[b]'x'?;<script>.json"
    run 0 report -q -s "$work/hitra.json" "$work/tilvising.json" "$work/=a[b]'x'?;<script>.json" \
        --draws 64 --with choice --xlsx "$work/hostile.xlsx"
    reads 0 "$work/hostile.xlsx"
    # Cells, charts, messages at inputs and names of sheets: no raw control character or mark of
    # direction, and no formula but our own.
    if command -v unzip >/dev/null; then
        unzip -p "$work/hostile.xlsx" >"$work/out"
        cases=$((cases + 3))
        for mark in '\342\200\256' '\342\200\217' '\357\273\277' '\033' '\001'; do
            ! LC_ALL=C grep -q "$(printf "$mark")" "$work/out" || fail "the workbook has a raw $mark"
        done
        ! grep -qi '<f>[^<]*HYPERLINK' "$work/out" || fail "a text became a formula"
        ! grep -q '<script>' "$work/out" || fail "a text became markup"
        : >"$work/out"
    fi
fi

# broken PART EXPRESSION: the same workbook with sed's expression laid over one part.
broken() {
    rm -rf "$work/parts" "$work/broken.xlsx"
    mkdir "$work/parts"
    (cd "$work/parts" && unzip -q ../good.xlsx && sed -i "$2" "$1" && zip -q -r ../broken.xlsx .)
    reads 1 "$work/broken.xlsx"
}
if command -v zip >/dev/null && command -v unzip >/dev/null; then
    broken xl/workbook.xml 's|<definedNames>|<calcPr calcId="1"/><definedNames>|'
    says out "out of order"
    broken xl/worksheets/sheet1.xml 's|<c r="A1"|<c r="B1"|'
    broken xl/worksheets/sheet4.xml 's|t="s"><v>0</v>|t="s"><v>99999</v>|; s|t="s"><v>1</v>|t="s"><v>99999</v>|; s|t="s"><v>7</v>|t="s"><v>99999</v>|; s|t="s"><v>30</v>|t="s"><v>99999</v>|'
    broken xl/worksheets/sheet5.xml 's|<v>0</v>|<v>0,5</v>|'
    says out "is no number"
fi
finish
