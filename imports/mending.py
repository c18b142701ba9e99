"""The rows of a file that have faults, as a file to be mended and taken in."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from imports.faults import Fault
from imports.identify import Identified
from tiers.words import _

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def bad_rows(found: Identified, faults: Sequence[Fault]) -> str | None:
    """CSV in the file's own columns, and beside each row its line and what is wrong in it.

    None where no row has a fault. Text that a spreadsheet would run is made harmless.
    """
    why: dict[int, list[str]] = {}
    for fault in faults:
        if fault.line:
            why.setdefault(fault.line, []).append(_about(fault))
    wrong = found.table.lines.is_in(list(why))
    rows = dict(
        zip(found.table.lines.filter(wrong), found.table.cells.filter(wrong).rows(), strict=True)
    )
    rows |= {line: cells for line, cells in found.table.ragged if line in why}
    if not rows:
        return None
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_defused([*found.table.header, _("line"), _("what is wrong")]))
    for line, cells in sorted(rows.items()):
        padded = [*cells, *[""] * (len(found.table.header) - len(cells))]
        writer.writerow(_defused([*padded, str(line), "; ".join(why[line])]))
    return out.getvalue()


def _defused(cells: Iterable[str]) -> list[str]:
    """Cells that no spreadsheet takes for formulas: behind an apostrophe, where one could be."""
    return [f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell for cell in cells]


def _about(fault: Fault) -> str:
    right = f" ({_('right would be')}: {fault.right})" if fault.right else ""
    return f"{fault.column}: {fault.reason}{right}" if fault.column else f"{fault.reason}{right}"
