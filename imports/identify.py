"""Which kind of file this is: found by its headers, never by its name."""

from dataclasses import dataclass

from imports.kinds import BY_NAME, KINDS, FileKind
from imports.reading import Refused, Table
from imports.values import squeezed
from tiers.words import _


@dataclass(frozen=True)
class Identified:
    """A table, its kind, the position of each known column, and the headers that are not known."""

    table: Table
    kind: FileKind
    positions: dict[str, int]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]


def identify(tables: list[Table], wanted: str | None = None) -> Identified:
    """The kind whose columns the header has most of, and all that it must have."""
    kinds = (BY_NAME[wanted],) if wanted else KINDS
    fits = [_match(table, kind) for table in tables for kind in kinds]
    most = max(len(fit.positions) for fit in fits)
    best = [fit for fit in fits if len(fit.positions) == most]
    best.sort(key=lambda fit: len(_missing(fit)))
    chosen = best[0]
    equals = {fit.kind.name for fit in best if len(_missing(fit)) == len(_missing(chosen))}
    if not wanted and (most < 2 or (len(equals) > 1 and _missing(chosen))):
        raise Refused(
            _("The header is that of no file kind we know: {header}. See the templates.").format(
                header=", ".join(tables[0].header)
            ),
            tables[0].header_line,
        )
    if missing := _missing(chosen):
        says = _("This looks like a file of {kind}, but lacks: {missing}.")
        told = says.format(kind=chosen.kind.name, missing=", ".join(missing))
        if whole := [fit.kind.name for fit in fits if not _missing(fit)]:
            told += " " + _("If it is one of {kinds}, say so with --kind.").format(
                kinds=", ".join(whole)
            )
        raise Refused(told, chosen.table.header_line)
    if len(equals) > 1:
        raise Refused(
            _("The header fits {kinds} alike. Say which with --kind.").format(
                kinds=" and ".join(sorted(equals))
            ),
            chosen.table.header_line,
        )
    if chosen.twice:
        raise Refused(
            _("The column {name} stands in the header twice.").format(name=chosen.twice[0]),
            chosen.table.header_line,
        )
    return chosen


def _match(table: Table, kind: FileKind) -> Identified:
    headers, positions = kind.headers, dict[str, int]()
    unknown, twice = [], []
    for position, header in enumerate(table.header):
        column = headers.get(squeezed(header))
        if column is None:
            unknown.append(header.strip())
        elif column.name in positions:
            twice.append(column.name)
        else:
            positions[column.name] = position
    return Identified(table, kind, positions, tuple(unknown), tuple(twice))


def _missing(fit: Identified) -> list[str]:
    return [name for name in fit.kind.required if name not in fit.positions]
