"""From bytes to tables of text: strict, whole, and with the line of everything."""

import os

from imports.reading.encoding import decoded
from imports.reading.envelope import MEGABYTE, check_size, opened
from imports.reading.refusal import Refused
from imports.reading.tables import Recognise, Table, from_sheets, from_text, unknown
from imports.reading.workbook import sheets
from tiers.words import _

__all__ = ["MEGABYTE", "Refused", "Table", "fits", "largest", "read", "refuse_size", "unknown"]
LARGEST_MB = 200


def read(content: bytes, recognise: Recognise) -> list[Table]:
    """Every way in which the file is a table whose header is recognised; mostly one.

    *recognise* counts the columns known among header cells, for the one kind of file that knows
    most of them. Raises `Refused`.
    """
    inside = opened(content, largest())
    if inside.workbook:
        found = from_sheets(sheets(inside.content), recognise)
    else:
        text = decoded(inside.content)
        found = from_text(text.text, text.encoding, text.notes, recognise)
    return [table.with_notes(inside.notes) for table in found]


def fits(size: int) -> bool:
    """Whether a file of so many bytes may be read; if not, `refuse_size` says why."""
    try:
        refuse_size(size)
    except Refused:
        return False
    return True


def refuse_size(size: int) -> None:
    """Refuse a file by its bytes alone, where they are too many. Raises `Refused`."""
    check_size(size, largest())


def largest() -> int:
    """The most bytes a file may have, packed or unpacked (`IMPORT_LIMIT_MB`, else 200 MB)."""
    given = os.environ.get("IMPORT_LIMIT_MB", "")
    if given and not (given.isascii() and given.isdigit() and int(given)):
        raise Refused(
            _("IMPORT_LIMIT_MB is “{given}”. Set it to a number of megabytes.").format(given=given)
        )
    return int(given or LARGEST_MB) * MEGABYTE
