"""The pasted sheets of a workbook, read by openpyxl. Exit 1: something is wrong.

  values BOOK RISK CLAUSES SENSITIVITY FRONT   (JSON; book in English, of two models; clauses and front of
                                          the second, sensitivity of both): every pasted number is
                                          one of these, and none of them is missing
  room BOOK ROOM                          the room and its fair points, of the one model
  sheets BOOK                             names, one a line
  say BOOK SHEET CELL                     what stands there
  change BOOK OUT [NAME VALUE]            the book without stored results, with an input changed
"""
import json
import math
import re
import sys

import openpyxl

CLOSE = 1e-12
faults = []


def wrong(what):
    faults.append(what)


def same(shown, exact):
    if exact is None or shown in (None, "\u2013"):
        return exact is None and shown in (None, "\u2013")
    return isinstance(shown, (int, float)) and math.isclose(shown, exact, rel_tol=CLOSE,
                                                            abs_tol=1e-9)


def all_same(shown, exact):
    return len(shown) == len(exact) and all(map(same, shown, exact))


class Table:
    """Title, heads and rows; the section (model) it stands in."""

    def __init__(self, title, heads, rows):
        self.title, self.heads, self.rows = title, heads, rows


def tables(sheet):
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    found, at = [], 0
    while at < len(lines):
        title = lines[at][0]
        at += 1
        if not isinstance(title, str) or not title.endswith(" (pasted)"):
            continue
        while lines[at][0] is None:  # where the chart is
            at += 1
        heads = [value for value in lines[at] if value is not None]
        rows, at = [], at + 1
        while at < len(lines) and lines[at][0] is not None:
            rows.append(lines[at][:len(heads)])
            at += 1
        if not rows:
            wrong(f"{title}: no rows")
        found.append(Table(title[:-len(" (pasted)")], heads, rows))
    return found


def check_cells(book, name, checks):
    """Only the cells that tell whether all is current are formulas; numbers stand out."""
    fills, live = set(), 0
    for row in book[name].iter_rows():
        for cell in row:
            if cell.data_type == "f":
                live += 1
                if not re.fullmatch(rf"='?{checks}'?!E\d+", cell.value):
                    wrong(f"{name}!{cell.coordinate} is a formula: {cell.value}")
            elif cell.data_type == "n" and cell.value is not None:
                fills.add(cell.fill.fgColor.rgb)
                if cell.number_format == "General":
                    wrong(f"{name}!{cell.coordinate} has no form")
    if len(fills) != 1 or fills & {"00000000"}:
        wrong(f"{name}: pasted numbers do not stand out: {fills}")
    legend = book["Summary"]["A5"]
    if legend.fill.fgColor.rgb not in fills or not legend.value.startswith("Cells of this colour"):
        wrong(f"the summary does not explain the colour: {legend.value}")
    return live


def values(model):
    return [m for m in model["measures"] if m["draws"] and m["standard_deviation"] > 0]


def check_npv(table, models):
    seen = set()
    for row in table.rows:
        model = models[row[1]]
        match = [m for m in model["measures"] if m["name"].endswith(".npv") and all_same(
            row[2:], [m[k] / 1000 for k in ("base", "mean", "standard_error", "p5", "p50", "p95",
                                            "cvar95")] if m["base"] is not None else [])]
        if not match:
            wrong(f"{row[0]} in {row[1]}: no such net present value")
        seen |= {(model["id"], m["name"]) for m in match}
    for model in models.values():
        for party in ("municipality.npv", "husbanken.npv"):
            if (model["id"], party) not in seen:
                wrong(f"{party} of {model['id']} is missing")


def check_measures(table, model):
    exact = values(model)
    if len(exact) != len(table.rows) or len(exact) < 20:
        wrong(f"{table.title}: {len(table.rows)} rows for {len(exact)} measures")
    for row, m in zip(table.rows, exact):
        keys = ("base", "mean", "standard_deviation", "p5", "p25", "p50", "p75", "p95", "cvar95")
        if not all_same(row[2:], [m.get(k) for k in keys]):
            wrong(f"{table.title}: {row[0]} is not {m['name']}")


def check_chances(table, models):
    for place, row in enumerate(table.rows):
        if not all_same(row[1:], [m["chances"][place]["share"] for m in models.values()]):
            wrong(f"{table.title}: {row[0]}")


def check_fan(table, model):
    def is_that(fan, scale):
        years = {y["year"]: y["quantiles"] for y in fan["years"]}
        return all(row[1] is None or all_same(row[1:], [q / scale for q in years[int(row[0])]])
                   for row in table.rows)

    known = sum(row[1] is not None for row in table.rows)
    if known < 5 or not any(is_that(f, s) for f in model["fans"] for s in (1, 1e6)):
        wrong(f"{table.title}: no such fan, {known} years")


def check_tornado(table, model):
    inputs = {i["input"]: i for i in model["inputs"]}

    def is_that(measure):
        for row in table.rows:
            given = inputs[re.search(r"\(([^()]*)\)$", row[0]).group(1)]
            effect = next(e for e in given["effects"] if e["measure"] == measure["name"])
            arms = [(effect[k] - measure["base"]) / 1000 if effect[k] is not None else None
                    for k in ("at_low", "at_high")]
            if not all_same(row[1:6], [given["low"], given["value"], given["high"], *arms]):
                return False
        return True

    if not any(is_that(m) for m in model["measures"]):
        wrong(f"{table.title}: no such tornado")


def check_clause(table, clauses):
    parties = [p for c in clauses for p in c["parties"]]
    for row in table.rows[:-1]:
        if not any(all_same(row[1:], [x / 1000 for x in (
                p["with"]["mean"], p["without"]["mean"], p["moved"], p["moved_standard_error"],
                p["with"]["cvar95"], p["without"]["cvar95"], p["moved_undiscounted"])])
                   for p in parties):
            wrong(f"{table.title}: {row[0]}: no such cost")


def check_front(table, front):
    corners = front["corners"]
    if len(corners) != len(table.rows) or len(corners) < 2:
        wrong(f"{len(table.rows)} corners for {len(corners)}")
    for row, c in zip(table.rows, corners):
        step = c["side"] and c["side"]["slope"] / 10
        shown = row[2] if not c["side"] or c["side"]["straight"] else step
        if not all_same(row[:2] + [shown] + row[3:],
                        [c["x"], c["y"] / 1000, step] + [m["value"] for m in c["mix"]]):
            wrong(f"corner {row}: not {c}")


def check_values(book, risk, clauses, sensitivity, front):
    names = book.sheetnames
    if names.count("Risk") != 1 or names.count("Choice") != 1:
        wrong(f"sheets {names}")
    found = tables(book["Risk"])
    titles = next(t for t in found if t.heads[0] == "Event").heads[1:]
    models = dict(zip(titles, risk["models"]))
    counted = dict.fromkeys(("npv", "event", "measures", "fan", "tornado", "clause", "pair"), 0)
    for t in found:
        of = next((m for name, m in models.items() if t.title.startswith(name + ":")), None)
        if t.heads[:2] == ["Party", "Model"] and "Against" not in t.heads:
            kind, _ = "npv", check_npv(t, models)
        elif t.heads[0] == "Party" and "Against" in t.heads:
            kind = "pair"
            for row in t.rows:
                if not any(same(row[3], p["difference"] / 1000) and same(row[5], p["first_better"])
                           for p in risk["pairs"]):
                    wrong(f"no such pair: {row}")
        elif t.heads[0] == "Event":
            kind, _ = "event", check_chances(t, models)
        elif "Standard deviation" in t.heads:
            kind, _ = "measures", check_measures(t, of)
        elif t.heads[0] == "Year":
            kind, _ = "fan", check_fan(t, of)
        elif t.heads[0] == "Assumption":
            one = next(m for m in sensitivity["models"] if m["id"] == of["id"])
            kind, _ = "tornado", check_tornado(t, one)
        elif "Mean with" in t.heads:
            kind, _ = "clause", check_clause(t, clauses["models"][0]["clauses"])
        else:
            kind = "nothing"
            wrong(f"a table that nobody knows: {t.title}")
        counted[kind] = counted.get(kind, 0) + 1
    least = {"npv": 1, "event": 1, "pair": 1, "measures": 2, "fan": 3, "tornado": 3, "clause": 1}
    for kind, count in least.items():
        if counted[kind] < count:
            wrong(f"only {counted[kind]} tables of {kind}")
    for t in tables(book["Choice"]):
        if t.title == "Corners of the front and their terms":
            check_front(t, front)
            counted["front"] = 1
    if "front" not in counted:
        wrong("no front")
    drawn = counted["fan"] + counted["tornado"]
    if len(book["Risk"]._charts) != drawn or len(book["Choice"]._charts) != 1:
        wrong(f"{len(book['Risk']._charts)} charts for {drawn} tables")
    if check_cells(book, "Risk", "Checks") != 3 or check_cells(book, "Choice", "Checks") != 3:
        wrong("a live cell for all and one a model is not there")
    for name in ("Risk", "Choice"):
        s = book[name]
        if not s.freeze_panes or not s.print_title_rows or not s.print_area or not s.oddFooter:
            wrong(f"{name} is not set up")


SIDES = {"letting.market_rent": "letting: rent is at most market rent",
         "developer.npv": "the developer: earns the return it requires",
         "plot.price_share": "the end of the range of plot: price as share of value"}
PARTIES = {"developer": "The developer", "municipality": "The municipality"}


def check_room(book, room):
    found = {t.title.split(",")[0]: t for t in tables(book["Choice"])}
    corners = found["Corners of the room"]
    if len(corners.rows) != len(room["corners"]) or len(corners.rows) < 3:
        wrong(f"{len(corners.rows)} corners for {len(room['corners'])}")
    for place, (row, c) in enumerate(zip(corners.rows, room["corners"])):
        side = SIDES[c["side"]["limit"] or c["side"]["bound_of"]]
        if not c["side"]["straight"]:
            side += " (bends inwards)"
        if str(row[0]) != str(place + 1) or not all_same(row[1:3], [c["x"], c["y"]]) or row[3] != side:
            wrong(f"corner {row}: not {c}")
    points = found["Points that somebody could call fair"]
    fair = [room[k] for k in ("nash", "equal_gain") if room[k]]
    if len(fair) != len(points.rows) or not fair:
        wrong(f"{len(points.rows)} points for {len(fair)}")
    for row, p in zip(points.rows, fair):
        if points.heads[3:] != [PARTIES[g["party"]] for g in p["gains"]] or not all_same(
                row[1:], [p["x"], p["y"]] + [g["gain"] / 1000 for g in p["gains"]]):
            wrong(f"point {row}: not {p}")


def change(book, out, name=None, value=None):
    if name:
        where = next(n for n in book.defined_names.definedName if n.name == name).attr_text
        sheet, cell = re.fullmatch(r"'?([^'!]*)'?!(.*)", where).groups()
        book[sheet][cell.replace("$", "")] = float(value)
    book.save(out)


command, path, *rest = sys.argv[1:]
workbook = openpyxl.load_workbook(path)
if command == "sheets":
    print("\n".join(workbook.sheetnames))
elif command == "say":
    print(workbook[rest[0]][rest[1]].value)
elif command == "change":
    change(workbook, *rest)
elif command == "room":
    with open(rest[0], encoding="utf-8") as file:
        check_room(workbook, json.load(file))
elif command == "values":
    check_values(workbook, *(json.load(open(name, encoding="utf-8")) for name in rest))
print("\n".join(faults[:20]), end="\n" if faults else "")
sys.exit(1 if faults else 0)
