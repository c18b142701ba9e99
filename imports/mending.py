"""The rows of a file that have faults, as a file to be mended and taken in."""

import csv
from collections.abc import Sequence
from io import StringIO

from imports.faults import Fault
from imports.identify import Identified
from tiers.words import _


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
    writer.writerow([*found.table.header, _("line"), _("what is wrong")])
    for line, cells in sorted(rows.items()):
        padded = [*cells, *[""] * (len(found.table.header) - len(cells))]
        writer.writerow([defused(cell) for cell in (*padded, str(line), "; ".join(why[line]))])
    return out.getvalue()


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: behind an apostrophe, where it could be."""
    return (
        f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@")) or cell[:1] in "\t\r" else cell
    )


def _about(fault: Fault) -> str:
    right = f" ({_('right would be')}: {fault.right})" if fault.right else ""
    return f"{fault.column}: {fault.reason}{right}" if fault.column else f"{fault.reason}{right}"
