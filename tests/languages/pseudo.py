"""Finds texts that went past the catalogues.

  pseudo.py make FILE.po   writes a catalogue of a language that says every text between brackets
  pseudo.py look NAME      reads what the program showed in that language from standard input, and
                           prints the words of letters outside all brackets that are not data

A word is data when it is an id, a name of a row, input, command, option or file, a code or a unit,
stands in quotes as it was written, or in the shipped data other than as English or Bokmål."""
import glob
import json
import re
import sys

import po

OPEN, CLOSE = "⟦", "⟧"
HEAD = '''msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"
'''

# Not language, or English in every language. Each with its reason.
ALLOWED = set(
    # The program, and what is written on its command line.
    "samspel command model scenario file files options usual "
    # Ids of the parties that every deal has; whether they stand where names should is ids_alone's.
    "contractor suppliers buyers tenants state market "
    # Currencies, units and short forms that are the same in the three languages.
    "kr nok mill dscr irr npv cvar icr llcr plcr ltv var "
    # Formats and programs of others.
    "json csv xlsx html lp mps sqlite glpk sobol husbanken robek "
    # Paragraphs of law, and values of JSON.
    "art true false null infinity nan ".split()
)

# Commands whose text names parties and accounts by what they are called.
FOR_PEOPLE = "compare evaluate stress risk sensitivity portfolio card report".split()


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def bracket(text):
    """Blanks and line ends at the edges stay outside: layout may depend on them."""
    begin, body, end = re.match(r"(\s*)(.*?)(\s*)$", text, re.S).groups()
    return begin + OPEN + body + CLOSE + end if body else text


def entry(e):
    own = "nn" if e.get("msgctxt") == "this language" else None
    lines = [f'msgctxt {quote(e["msgctxt"])}'] if "msgctxt" in e else []
    lines.append(f'msgid {quote(e["msgid"])}')
    if "msgid_plural" in e:
        lines.append(f'msgid_plural {quote(e["msgid_plural"])}')
        lines.append(f'msgstr[0] {quote(bracket(e["msgid"]))}')
        lines.append(f'msgstr[1] {quote(bracket(e["msgid_plural"]))}')
    else:
        lines.append(f'msgstr {quote(own or bracket(e["msgid"]))}')
    return "\n".join(lines) + "\n"


def make(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD)
        for e in po.read("src/po/samspel.pot"):
            file.write("\n" + entry(e))


def words_of(text):
    return {w.lower() for w in re.findall(r"[^\W\d_]{3,}", text)}


def data_words(value, key=""):
    """Words of shipped data, but not its English and Bokmål."""
    if isinstance(value, dict):
        return set().union(words_of(" ".join(value)), *(data_words(v, k) for k, v in value.items()))
    if isinstance(value, list):
        return set().union(*(data_words(v, key) for v in value))
    return words_of(value) if isinstance(value, str) and key not in ("en", "nb") else set()


def documented_names():
    """What the documents set as code: names of rows, inputs, accounts, words of files, commands."""
    names = set()
    for path in ["models/README.md"] + glob.glob("docs/*.md"):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        for code in re.findall(r"`([^`\n]+)`|^## samspel (\w+)", text, re.M):
            names |= words_of(" ".join(code))
    return names


def outside(text):
    """What stands outside all brackets. Titles that wrap in neighbouring columns are nested, which
    hides no more than the blanks between them."""
    depth, kept = 0, []
    for c in text:
        depth += c == OPEN
        if depth == 0:
            kept.append(c)
        depth = max(0, depth - (c == CLOSE))
    return "".join(kept)


def is_name(token):
    """Ids with their points and underscores, paths, options, capitals, and whatever has digits."""
    return bool(re.search(r"[_/\d=<>{}\[\]|]|^-|\.\w|^[A-Z]{2,}|[a-z][A-Z]", token))


def unnamed():
    """Ids of parties and accounts: tables for people show what they are called."""
    with open("src/report/texts_words.c", encoding="utf-8") as file:
        return set(re.findall(r'^    (?:PARTY|ACCOUNT)\("(\w+)"', file.read(), re.M))


def ids_alone(text):
    """Such ids that stand alone, and not in parentheses behind a name."""
    return unnamed() & set(re.sub(r"\([^()]*\)", "", text).split())


def look(name):
    data = ALLOWED | documented_names()
    for path in glob.glob("models/**/*.json", recursive=True) + glob.glob("scenarios/**/*.json", recursive=True):
        with open(path, encoding="utf-8") as file:
            data |= data_words(json.load(file))
    text = re.sub(r"\x1b\[[\d;]*m", "", sys.stdin.read())
    text = re.sub(r'"[^"\n⟦⟧]*"', "", text)
    if OPEN not in text:
        print(f"FAILED {name}: nothing is translated")
        return 1
    wrong = 0
    for line in outside(text).split("\n"):
        tokens = [t for t in line.split() if not is_name(t.strip("(),;:."))]
        left = [w for w in words_of(" ".join(tokens)) if w not in data]
        if left:
            wrong += 1
            print(f"FAILED {name}: not in the catalogues: {' '.join(sorted(left))}\n    | {line.strip()[:150]}")
    alone = ids_alone(outside(text)) if name.split()[0] in FOR_PEOPLE else ()
    if alone:
        print(f"FAILED {name}: ids where names are wanted: {' '.join(sorted(alone))}")
    return wrong > 0 or bool(alone)


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    sys.exit(look(sys.argv[2]))
