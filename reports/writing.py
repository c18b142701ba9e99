"""Rows and documents as files: for a spreadsheet, and for a script."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from io import StringIO
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
Row = dict[str, Any]


def written(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Rows for a spreadsheet, empty where they have no cell.

    UTF-8 with a byte order mark, for Excel; text that a spreadsheet would take for a formula has an
    apostrophe before it.
    """
    out = StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue().encode("utf-8-sig")


def spelled(told: Any) -> bytes:
    """A document as JSON."""
    text = json.dumps(told, default=_plain, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _cell(value: Any) -> Any:
    """Numbers and days as they are, text made harmless."""
    text = isinstance(value, str) and value.startswith(FORMULA)
    return f"'{value}" if text else value


def _plain(value: Any) -> Any:
    """What JSON does not know, as `readiness --json` writes it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
