"""Lines above or below a table that say that its rows are not all, or its numbers not in full."""

import re
from collections.abc import Sequence

from imports.faults import Fault
from imports.reading.records import Record
from tiers.words import _

_UNITS = re.compile(
    r"\bin (?:units of )?(?:thousands?|hundreds?|millions?|dozens?|1[.,' ]?000s?|000s?|k|tausend|"
    r"tsd|hundert|millionen|mio)\b|[x×*] ?(?:100|1[.,' ]?000)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\b(?:page|part|sheet|file|seite|teil|blatt|datei) \d+ ?(?:of|von|/) ?(?!1\b)\d|"
    r"(?<!quarter )(?<!quartal )(?<!month )(?<!monat )(?<!week )(?<!woche )"
    r"\b(?:\d+[-–]|1 (?:to|bis) )?(\d+)(?: [^\W\d]+)? (?:of|von) (?!(?:\1|(?:19|20)\d\d)\b)\d|"
    r"\btop \d|\bincomplete|\btruncated|\bunvollständig|\babgeschnitten|\bexcerpt\b|\bauszug\b",
    re.IGNORECASE,
)


def otherwise(records: Sequence[Record]) -> list[Fault]:
    """A fault for every line around the table that says that something is lacking in it."""
    faults = []
    for line, cells in records:
        words = " ".join(cell.strip() for cell in cells if cell.strip())
        if _UNITS.search(words):
            says = _("says that the numbers are not written in full")
            faults.append(
                Fault(line, None, words, says, _("each number in full, without this line"))
            )
        elif _PARTS.search(words):
            says = _("says that this is a part of the table")
            faults.append(Fault(line, None, words, says, _("the whole table, without this line")))
    return faults
