"""What actions cost: the project's own file of prices, and a user's whose lines go before it.

Columns: **action, cost, lead_days**, why. An action is one that a plan may name (`exam`, `hire` …),
a figure of its own (`figure:azure-consumption`) or an award of its own (`exam:MCSE: Messaging`);
costs are working days of effort.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from imports.columns import bare
from imports.faults import Fault
from imports.manner import Manner, Signs, manner
from imports.reader import Unreadable
from imports.reading.encoding import decoded
from imports.reading.records import Record
from imports.reading.refusal import Refused
from imports.reading.tables import Table, from_text
from imports.values import squeezed
from imports.vocabulary import AWARDS
from tiers.planner import KINDS, Costs, Price
from tiers.planner.actions import EXAM, FIGURE, SERVICE
from tiers.words import _

OURS = Path(__file__).parent.parent / "data" / "plan-costs.csv"
REQUIRED = ("action", "cost", "lead_days")
COLUMNS = {bare(name): name for name in (*REQUIRED, "why")}
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"\d{1,6}([.,]\d{1,6})?", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
_DAYS = re.compile(r"\d{1,4}", re.ASCII)
Row = tuple[int, dict[str, str]]  # its line, and each column's cell


def default_costs() -> Costs:
    """The project's own prices, one for every kind of action."""
    prices, faults = read(OURS.read_bytes())
    assert not faults, faults[0].sentence()
    return Costs(prices)


def costs_with(content: bytes) -> tuple[Costs, list[Fault]]:
    """The project's prices but for those of a user's file, and all that is wrong in it."""
    prices, faults = read(content)
    return default_costs().but(prices), faults


def read(content: bytes) -> tuple[dict[str, Price], list[Fault]]:
    """The prices in a file, by their action, and all that is wrong in it."""
    try:
        text = decoded(content)
        table = from_text(text.text, text.encoding, text.notes, _recognised)[0]
    except Refused as trouble:
        return {}, [Fault(trouble.line, None, None, str(trouble))]
    if faults := list(_misnamed(table)):
        return {}, faults
    rows, faults = list(_rows(table)), list(_overlong(table))
    written = _manner(table, rows)
    prices: dict[str, Price] = {}
    for line, row in rows:
        action, price, wrong = _priced(line, row, written)
        if action in prices:
            wrong.append(
                Fault(line, "action", row["action"], _("has a price already"), _("one line each"))
            )
        faults += wrong
        if not wrong:
            prices[action] = price
    return prices, sorted(faults, key=lambda one: one.line or 0)


# The table -----------------------------------------------------------------------------------


def _recognised(cells: Sequence[str]) -> int:
    """How many of our columns a line names; below 0 for any other that is filled."""
    named = sum(bare(cell) in COLUMNS for cell in cells)
    return named or (-2 if any(map(str.strip, cells)) else 0)


def _misnamed(table: Table) -> Iterator[Fault]:
    """What is wrong in the header: a column lacks or stands twice."""
    named = [COLUMNS.get(bare(cell)) for cell in table.header]
    for name in COLUMNS.values():
        if name in REQUIRED and name not in named:
            right = ", ".join(COLUMNS.values())
            yield Fault(table.header_line, name, None, _("is missing"), right)
        elif named.count(name) > 1:
            right = _("one column of that name")
            yield Fault(table.header_line, name, None, _("stands twice"), right)


def _records(table: Table) -> Iterable[Record]:
    even = zip(table.lines, table.cells.rows(), strict=True)
    return sorted([*even, *table.ragged])


def _rows(table: Table) -> Iterator[Row]:
    """Every record's own cells, none of which need be filled beyond those it has."""
    names = [COLUMNS.get(bare(cell)) for cell in table.header]
    for line, cells in _records(table):
        row = dict.fromkeys(COLUMNS.values(), "")
        row |= {name: cell.strip() for name, cell in zip_longest(names, cells, fillvalue="")
                if name}  # fmt: skip
        if any(row.values()):
            yield line, row


def _overlong(table: Table) -> Iterator[Fault]:
    """Cells that stand under no header."""
    width = len(table.header)
    for line, cells in table.ragged:
        if beyond := [cell.strip() for cell in cells[width:] if cell.strip()]:
            reason = _("stands beyond the last column")
            right = _("{number} cells; one with a “{mark}” in it stands in quotes")
            right = right.format(number=width, mark=table.delimiter)
            yield Fault(line, None, beyond[0], reason, right)


def _manner(table: Table, rows: Iterable[Row]) -> Manner:
    """How the file writes numbers, by all its costs together."""
    signs = Signs(table.delimiter, table.encoding)
    return manner([row["cost"] for _line, row in rows], (), signs, datetime.now(UTC).date())


# A line --------------------------------------------------------------------------------------


def _priced(line: int, row: dict[str, str], written: Manner) -> tuple[str, Price, list[Fault]]:
    """A line's action and price, and what is wrong in it."""
    faults: list[Fault] = []
    action, cost, days = "", 0.0, 0
    try:
        action = _action(row["action"])
    except Unreadable as trouble:
        faults.append(Fault(line, "action", row["action"], trouble.reason, trouble.right))
    try:
        cost = _cost(row["cost"], written)
    except Unreadable as trouble:
        faults.append(Fault(line, "cost", row["cost"], trouble.reason, trouble.right))
    if _DAYS.fullmatch(row["lead_days"]):
        days = int(row["lead_days"])
    else:
        reason = _("is not a whole number of days, 0 or more")
        faults.append(Fault(line, "lead_days", row["lead_days"], reason, _("such as 30")))
    return action, Price(cost, days, row["why"]), faults


def _action(cell: str) -> str:
    """An action, or one of one figure, service or award, as plans name it."""
    kind, mark, name = (part.strip() for part in cell.partition(":"))
    kind = kind.casefold()
    if not mark and kind in KINDS:
        return kind
    if kind in (FIGURE, SERVICE) and _NAME.fullmatch(name.casefold()):
        return f"{kind}:{name.casefold()}"
    if kind == EXAM and mark:
        if award := AWARDS.get(squeezed(name)):
            return f"{kind}:{award}"
        raise Unreadable(
            _("names no award that any programme asks for"), _("such as exam:MCSE: Messaging")
        )
    right = ", ".join((*KINDS, f"{FIGURE}:azure-consumption", f"{EXAM}:70-341"))
    raise Unreadable(_("is no action that can be planned"), right)


def _cost(cell: str, written: Manner) -> float:
    """A number of working days, with a decimal point or comma; never one that could be either."""
    if not _NUMBER.fullmatch(cell):
        reason = _("is not a number of working days, 0 or more")
        raise Unreadable(reason, _("such as 2 or 0.05"))
    plain, decimal = re.sub(r"[.,]", "", cell), cell.replace(",", ".")
    if not (grouped := _GROUPED.fullmatch(cell)):
        return float(decimal)
    if written.thousands is None:
        says = _("can be read in two ways, as {one} or as {other}, and the file does not tell")
        raise Unreadable(says.format(one=plain, other=decimal), plain)
    return float(plain if grouped[1] == written.thousands else decimal)
