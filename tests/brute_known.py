"""What files tell of each partner, by docs/meaning.md's words: the first half of the slow check.

`believed` takes files in the order of their import and shares no code with the product.
"""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

Row = dict[str, str]
Rows = dict[tuple[str, ...], Row]  # a scope's rows by their key; none: stated to be empty
Known = dict[tuple[str, ...], Rows]  # what is known of one partner, by scope: (kind, …)
Links = dict[tuple[str, str], str]  # (kind, alias) -> the identifier that it is the same as


class File(NamedTuple):
    """A file as imported: its rows have the columns of our template."""

    kind: str
    rows: list[Row]
    additions: bool
    imported_on: date


OPEN_END = "9999-12-31"
DEFAULTS = {"association": "POR", "status": "approved", "proof": "none"}
LINKED = {"partner_id": "partner", "person_id": "person", "customer_id": "customer"}
SCOPES = {"seats": ("product", "period"), "customer_counts": ("product", "period")}
KEYS = {  # within the scope; where the first is blank, nothing of the scope remains
    "seats": ("customer_id", "association"),
    "staff": ("person_id", "joined_on"),
    "awards": ("person_id", "award", "earned_on"),
    "references": ("reference_id",),
    "associations": ("customer_id", "product", "kind", "started_on"),
}
GUID = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?", re.IGNORECASE)
QUARTER = re.compile(r"(?P<y>\d{4})-?Q(?P<q>[1-4])|Q(?P<q2>[1-4]) (?P<y2>\d{4})")


# What a cell says ------------------------------------------------------------------------------


def tidy(text: str) -> str:
    """Text as it is compared: trimmed, NFC, a GUID in lower case without braces."""
    text = normalize("NFC", text).strip()
    guid = GUID.fullmatch(text)
    return guid[1].lower() if guid else text


def slug(product: str) -> str:
    """The product's slug: "Exchange" and "Exchange Online" are exchange-online."""
    name = "-".join(tidy(product).lower().split())
    return "exchange-online" if name == "exchange" else name


def last_day(period: str, imported_on: date) -> date:
    """The last day of a quarter, month or day; the day of import while it still runs."""
    text = tidy(period)
    if quarter := QUARTER.fullmatch(text):
        year, month = int(quarter["y"] or quarter["y2"]), 3 * int(quarter["q"] or quarter["q2"])
    elif re.fullmatch(r"\d{4}-\d{2}", text):
        year, month = int(text[:4]), int(text[5:])
    else:
        return date.fromisoformat(text)
    return min(date(year, month, monthrange(year, month)[1]), imported_on)


def linked(files: Iterable[File]) -> Links:
    """What each alias is the same as; the newest row wins."""
    rows = [row for file in files if file.kind == "links" for row in file.rows]
    return {(tidy(row["kind"]), tidy(row["alias"])): tidy(row["same_as"]) for row in rows}


def one_name(links: Links, kind: str, identifier: str) -> str:
    """The identifier at the end of the links, followed at most once each."""
    name, passed = tidy(identifier), set[str]()
    while (kind, name) in links and name not in passed:
        passed.add(name)
        name = links[kind, name]
    return name


# What is known ---------------------------------------------------------------------------------


def read(row: Row, imported_on: date, links: Links) -> Row:
    """The row with tidy cells, defaults for blanks, one name each, periods as ISO days."""
    cells = {column: text for column, given in row.items() if (text := tidy(given))}
    clean = defaultdict(str, DEFAULTS | cells)
    for column in LINKED.keys() & cells.keys():
        clean[column] = one_name(links, LINKED[column], cells[column])
    if "product" in cells:
        clean["product"] = slug(cells["product"])
    if "period" in cells:
        clean["period"] = last_day(cells["period"], imported_on).isoformat()
    return clean


def place(kind: str, row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Scope and key of a row as `read` gives it; no key where nothing of the scope remains."""
    scope = (kind, *(row[column] for column in SCOPES.get(kind, ())))
    key = tuple(row[column] for column in KEYS.get(kind, ()))
    return scope, key if any(key[:1]) else ()


def departed(before: Rows, listed: Rows, file: File) -> Rows:
    """Rows of people whom a newer staff list omits: they left on its day of import or earlier."""
    if file.kind != "staff":
        return {}
    people = {person for person, _ in listed}
    ends = file.imported_on.isoformat()
    return {
        key: row | {"left_on": min(row["left_on"] or OPEN_END, ends)}
        for key, row in before.items()
        if key[0] not in people
    }


def believed(files: Sequence[File]) -> dict[str, Known]:
    """What is known of each partner that a row names, under the identifier it is shown by."""
    links = linked(files)
    known: dict[str, Known] = {}
    for file in files:
        told: dict[tuple[str, tuple[str, ...]], Rows] = {}
        for row in (read(row, file.imported_on, links) for row in file.rows):
            if file.kind != "links":
                scope, key = place(file.kind, row)
                told.setdefault((row["partner_id"], scope), {}).update({key: row} if key else {})
        for (partner, scope), rows in told.items():
            before = known.setdefault(partner, {}).get(scope, {})
            kept = before if file.additions else departed(before, rows, file)
            known[partner][scope] = kept | rows
    return known
