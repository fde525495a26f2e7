"""Holds a catalogue to what msgfmt does not know of: {1} and its like stand in both texts, blanks and
line ends at the edges are the same, and a long text is not left in English. Usage: places.py FILE"""
import re
import subprocess
import sys

import po

MANY = 5  # words; fewer may be names, which are the same
# A text of the data without any of these is the title of a Norwegian publication, or a law.
ENGLISH = set("the of and not with from rate rates year years cost home homes assumption knowledge".split())


def edges(text):
    # Blanks within the first line are indentation, and a text of blanks has no edges to keep.
    return re.match(r"[\n ]*", text)[0], re.search(r"[\n ]*$", text)[0]


def data_texts():
    lines = subprocess.run(["src/po/data_texts"], capture_output=True, check=True, encoding="utf-8").stdout
    return {po.unquote(line[len('N_("'):-len('")')]) for line in lines.splitlines()}


def faults(english, own, titles):
    if sorted(set(re.findall(r"\{\d\}", english))) != sorted(set(re.findall(r"\{\d\}", own))):
        yield "has other places to fill in"
    if edges(english) != edges(own):
        yield "begins or ends with other blanks"
    words = re.findall(r"(?<![-_\w])[a-z]{2,}(?![_\w])", re.sub(r"%[^ a-z]*[a-z]+", "", english))
    if english == own and len(words) >= MANY and (english not in titles or ENGLISH & set(words)):
        yield "is left in English"


def main(path):
    wrong = 0
    titles = data_texts()
    for entry in po.read(path):
        for english, own in po.translations(entry):
            for fault in faults(english, own, titles):
                print(f"FAILED {path}: {english[:70]!r} {fault}: {own[:70]!r}")
                wrong += 1
    return wrong > 0


sys.exit(main(sys.argv[1]))
