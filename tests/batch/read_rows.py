"""Reads a workbook back by its XML, and holds it to the rows of a query: numbers to 16 digits, texts as
texts, nothing a formula. Usage: read_rows.py WORKBOOK RESULTS SQL"""
import re, sqlite3, sys, zipfile
import xml.etree.ElementTree as tree

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
shared = []
if "xl/sharedStrings.xml" in book.namelist():
    for entry in tree.fromstring(book.read("xl/sharedStrings.xml")).findall("m:si", NS):
        shared.append("".join(t.text or "" for t in entry.iter("{%s}t" % NS["m"])))

def column(name):
    number = 0
    for letter in re.match("[A-Z]+", name).group():
        number = 26 * number + ord(letter) - 64
    return number - 1

def cell(c):
    assert c.find("m:f", NS) is None, "a formula in " + c.get("r")
    kind, value = c.get("t"), c.find("m:v", NS)
    if kind == "s":
        return shared[int(value.text)]
    if kind == "inlineStr":
        return "".join(t.text or "" for t in c.iter("{%s}t" % NS["m"]))
    return None if value is None else float(value.text)

rows = []
for row in tree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter("{%s}row" % NS["m"]):
    rows.append({column(c.get("r")): cell(c) for c in row.findall("m:c", NS)})
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[2], uri=True)
wanted = db.execute(sys.argv[3])
names = [d[0] for d in wanted.description]
assert [rows[0].get(i) for i in range(len(names))] == names, rows[0]
count = 0
for line, want in enumerate(wanted.fetchall(), 1):
    for i, value in enumerate(want):
        got = rows[line].get(i)
        if isinstance(value, (int, float)):  # the library writes 16 digits
            same = isinstance(got, float) and abs(got - value) <= 5e-16 * abs(value)
        else:
            same = got == (value or None)  # an empty text is an empty cell
        assert same, "row %d, %s: %r, not %r" % (line, names[i], got, value)
        count += 1
assert len(rows) == line + 1, "%d rows, not %d" % (len(rows), line + 1)
print("%d cells" % count)
