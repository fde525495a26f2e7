"""Reads .po files as far as the tests need: entries with context, texts and translations."""
import re

ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


def unquote(text):
    return re.sub(r"\\(.)", lambda m: ESCAPES[m[1]], text)


def read(path):
    """A list of dictionaries: msgctxt, msgid, msgid_plural, and msgstr or msgstr[0], msgstr[1]."""
    entries, entry, field = [], {}, None
    with open(path, encoding="utf-8") as file:
        for line in list(file) + ["\n"]:
            line = line.rstrip("\n")
            found = re.match(r'(msg[a-z_]+(?:\[\d\])?) "(.*)"$', line)
            if found:
                field = found[1]
                entry[field] = unquote(found[2])
            elif line.startswith('"'):
                entry[field] += unquote(line[1:-1])
            elif not line and entry:
                entries.append(entry)
                entry = {}
    return [e for e in entries if e.get("msgid")]


def translations(entry):
    """Pairs of an English text and what stands for it."""
    if "msgid_plural" in entry:
        yield entry["msgid"], entry["msgstr[0]"]
        yield entry["msgid_plural"], entry["msgstr[1]"]
    else:
        yield entry["msgid"], entry["msgstr"]
