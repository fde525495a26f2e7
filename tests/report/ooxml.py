"""A second, strict reader of workbooks: openpyxl, and the order of elements that ECMA-376 demands.
Use: ooxml.py FILE.xlsx...  Exit 1: something is wrong. Spreadsheet programs offer to repair a file
for what this looks at: parts without a type, relations that lead nowhere, elements out of order,
text indices and styles beyond their tables, defined names that name no sheet, cells out of order."""
import posixpath
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

import openpyxl

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# CT_Worksheet and CT_Workbook, ECMA-376 part 1, 18.3.1.99 and 18.2.27, as far as written here.
WORKSHEET = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr
conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter
rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing
tableParts extLst""".split()
WORKBOOK = """fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches extLst""".split()

faults = []


def wrong(name, what):
    faults.append(f"{name}: {what}")


def in_order(name, root, order):
    places = []
    for child in root:
        tag = child.tag.replace(MAIN, "")
        if tag not in order:
            wrong(name, f"the element {tag} has no place here")
            continue
        places.append(order.index(tag))
    if places != sorted(places):
        wrong(name, "elements are out of order")


def column(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def sheet(name, root, strings, styles):
    in_order(name, root, WORKSHEET)
    last_row = 0
    for row in root.iter(MAIN + "row"):
        number = int(row.get("r"))
        if number <= last_row:
            wrong(name, f"row {number} follows row {last_row}")
        last_row, last = number, 0
        for cell in row:
            letters, at = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
            if int(at) != number or column(letters) <= last:
                wrong(name, f"cell {cell.get('r')} is out of place")
            last = column(letters)
            if int(cell.get("s", 0)) >= styles:
                wrong(name, f"cell {cell.get('r')} has a style that there is not")
            value = cell.find(MAIN + "v")
            if cell.get("t") == "s" and not int(value.text) < strings:
                wrong(name, f"cell {cell.get('r')} has a text that there is not")
            if cell.get("t") is None and value is not None:
                if not re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", value.text):
                    wrong(name, f"cell {cell.get('r')} is no number: {value.text}")
    return last_row


def relations(archive, names):
    for part in names:
        if not part.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(part))
        for link in xml.fromstring(archive.read(part)):
            if link.get("TargetMode") == "External":
                wrong(part, f"a link leaves the file: {link.get('Target')}")
                continue
            target = link.get("Target")
            target = target[1:] if target[0] == "/" else posixpath.normpath(
                posixpath.join(folder, target))
            if target not in names:
                wrong(part, f"{target} is not there")


def types(archive, names):
    root = xml.fromstring(archive.read("[Content_Types].xml"))
    defaults = {e.get("Extension") for e in root if e.tag.endswith("Default")}
    overrides = {e.get("PartName")[1:] for e in root if e.tag.endswith("Override")}
    for part in names:
        if part not in overrides and part.rsplit(".", 1)[-1] not in defaults:
            wrong(part, "has no type")
    for part in overrides - names:
        wrong(part, "has a type and is not there")


def check(path):
    archive = zipfile.ZipFile(path)
    if archive.testzip():
        wrong(path, "the archive is damaged")
    names = set(archive.namelist())
    relations(archive, names)
    types(archive, names - {"[Content_Types].xml"})
    workbook = xml.fromstring(archive.read("xl/workbook.xml"))
    in_order("workbook.xml", workbook, WORKBOOK)
    strings = len(xml.fromstring(archive.read("xl/sharedStrings.xml")))
    styles = len(xml.fromstring(archive.read("xl/styles.xml")).find(MAIN + "cellXfs"))
    for part in sorted(names):
        if part.endswith((".xml", ".rels")):
            xml.fromstring(archive.read(part))  # raises where it is not well-formed
        if part.startswith("xl/worksheets/sheet"):
            if sheet(part, xml.fromstring(archive.read(part)), strings, styles) < 3:
                wrong(part, "is empty")
    book = openpyxl.load_workbook(path)
    for name in book.defined_names.definedName:
        place = re.fullmatch(r"'?([^'!]*)'?!\$[A-Z]+\$\d+", name.attr_text or "")
        if not name.localSheetId and (not place or place.group(1) not in book.sheetnames):
            wrong(path, f"the name {name.name} leads nowhere: {name.attr_text}")
    formulas = sum(1 for s in book for r in s.iter_rows() for c in r if c.data_type == "f")
    if formulas < 1000:
        wrong(path, f"only {formulas} formulas")
    if not any(s._charts for s in book):
        wrong(path, "no charts")
    return len(book.sheetnames), formulas


for file in sys.argv[1:]:
    print(f"{file.rsplit('/', 1)[-1]}: %d sheets, %d formulas" % check(file))
print("\n".join(faults[:20]))
sys.exit(1 if faults or len(sys.argv) < 2 else 0)
