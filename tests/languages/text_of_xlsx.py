"""The texts that a reader of a workbook sees: cells, headings of charts, headers and footers, and
messages at inputs; a line for each. Usage: text_of_xlsx.py FILE"""
import html
import re
import sys
import zipfile

PATTERNS = {
    r"sharedStrings\.xml$": [r"<t(?: [^>]*)?>([^<]*)</t>"],
    r"charts/chart\d+\.xml$": [r"<a:t>([^<]*)</a:t>", r"<c:v>([^<]*)</c:v>"],
    r"worksheets/sheet\d+\.xml$": [
        r"<odd(?:Header|Footer)>([^<]*)<",
        r'<c [^>]*t="str"[^>]*>(?:<f>[^<]*</f>)?<v>([^<]*)</v>',
        r'(?:promptTitle|prompt|errorTitle|error)="([^"]*)"',
    ],
}

with zipfile.ZipFile(sys.argv[1]) as book:
    for name in book.namelist():
        for file, patterns in PATTERNS.items():
            text = book.read(name).decode() if re.search(file, name) else ""
            for pattern in patterns:
                for found in re.findall(pattern, text):
                    print(html.unescape(found))
