"""From a table of text to rows of a kind, and every fault in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from imports.identify import Identified
from imports.remarks import listed, remarks
from imports.values import Unreadable
from models.tables import Seats
from tiers.words import _

RowValues = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file: where, what stands there, why not, and what would be right."""

    line: int | None
    column: str | None
    value: str | None
    reason: str
    right: str | None = None

    def sentence(self) -> str:
        """The fault as one line of text."""
        place = _("line {line}").format(line=self.line) if self.line else ""
        where = ", ".join(part for part in (place, self.column) if part)
        what = " ".join(
            part for part in (f"“{self.value}”" if self.value else "", self.reason) if part
        )
        right = f" ({_('right would be')}: {self.right})" if self.right else ""
        return f"{where}: {what}{right}" if where else f"{what}{right}"


@dataclass
class Rows:
    """The readable rows (with their `line`), the faults, and what is worth a word."""

    rows: list[RowValues] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def extract(found: Identified, today: date) -> Rows:
    """Every row of the table read by its kind, judged against all the others."""
    result = Rows()
    if found.unknown:
        names = ", ".join(name or _("(no name)") for name in found.unknown)
        result.warnings.append(_("Ignored, since not known: {names}.").format(names=names))
    if not found.table.rows:
        result.warnings.append(_("The file has a header and no rows: no data yet."))
    for line, cells in found.table.rows:
        if len(cells) != len(found.table.header):
            result.faults.append(_ragged(line, cells, found))
            continue
        values, faults = _row(line, cells, found, today)
        result.faults += faults
        if not faults:
            result.rows.append(values)
    _compare(found, result)
    result.warnings += remarks(result.rows)
    return result


def _row(
    line: int, cells: tuple[str, ...], found: Identified, today: date
) -> tuple[RowValues, list[Fault]]:
    given = {name: cells[position].strip() for name, position in found.positions.items()}
    nothing = _states_nothing(given, found)
    values: RowValues = {"line": line}
    faults = []
    for column in found.kind.columns:
        cell = given.get(column.name, "")
        if cell:
            try:
                values[column.name] = column.read(cell, today)
            except Unreadable as why:
                faults.append(Fault(line, column.name, cell, why.reason, why.right))
        elif column.required and not nothing:
            faults.append(Fault(line, column.name, None, _("is missing"), column.says))
        else:
            values[column.name] = column.default
    return values, faults


def _states_nothing(given: dict[str, str], found: Identified) -> bool:
    """Whether only the scope is filled (and the seats are 0): nothing of that scope remains."""
    scope = found.kind.table.scope
    if not scope or not found.kind.table.key:
        return False
    if not all(given.get(name) for name in scope):
        return False
    if found.kind.table is Seats:
        seats = given.get("seats", "")
        given = given | {"seats": "" if seats and not seats.strip("0") else "more"}
    defaults = {column.name: column.default for column in found.kind.columns}
    return not any(
        cell and cell != defaults[name] for name, cell in given.items() if name not in scope
    )


def _ragged(line: int, cells: tuple[str, ...], found: Identified) -> Fault:
    return Fault(
        line,
        None,
        None,
        _("has {cells} fields where the header has {columns}").format(
            cells=len(cells), columns=len(found.table.header)
        ),
        _("as many fields as the header; quote a field that holds the delimiter"),
    )


def _compare(found: Identified, result: Rows) -> None:
    """Drop rows that repeat another word for word; fault those that contradict one."""
    table = found.kind.table
    names = (*table.scope, *table.key)
    first: dict[tuple[Any, ...], RowValues] = {}
    repeated = []
    for row in result.rows:
        key = tuple(row[name] for name in names)
        before = first.setdefault(key, row)
        if before is row:
            continue
        if all(before[name] == row[name] for name in row if name != "line"):
            repeated.append(row["line"])
        else:
            result.faults.append(_contradiction(row, before, found))
    result.rows = list(first.values())
    if repeated:
        says = _("Rows that repeat another word for word, counted once: lines {lines}.")
        result.warnings.append(says.format(lines=listed(repeated)))
    result.faults += _nothing_beside_something(found, result)


def _contradiction(row: RowValues, before: RowValues, found: Identified) -> Fault:
    column = next(
        one.name for one in found.kind.columns if before.get(one.name) != row.get(one.name)
    )
    return Fault(
        row["line"],
        column,
        _shown(row[column]),
        _("disagrees with line {line}, which has {value} for the same {key}").format(
            line=before["line"],
            value=_shown(before[column]) or _("nothing"),
            key=", ".join((*found.kind.table.scope, *found.kind.table.key)),
        ),
        _("one row for each"),
    )


def _nothing_beside_something(found: Identified, result: Rows) -> Iterator[Fault]:
    """A row that says nothing remains cannot stand beside one of the same scope."""
    table = found.kind.table
    if not table.scope or not table.key:
        return
    filled = {
        tuple(row[name] for name in table.scope): row["line"]
        for row in result.rows
        if row[table.key[0]] is not None
    }
    for row in result.rows:
        other = filled.get(tuple(row[name] for name in table.scope))
        if row[table.key[0]] is None and other:
            yield Fault(
                row["line"],
                table.key[0],
                None,
                _("says that nothing remains, but line {line} names something").format(line=other),
                _("one or the other"),
            )


def _shown(value: Any) -> str | None:
    return None if value is None else str(value)
