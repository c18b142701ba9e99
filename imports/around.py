"""Lines above or below a table that say that its cells are not what they seem, or not all."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from imports.columns import called
from imports.faults import Fault
from imports.identify import Identified
from imports.reading.records import Record
from tiers.words import _

_UNITS = re.compile(
    r"\b(?:in|per|as|nearest|units?:?|einheit:?) (?:a |of |units of )?"
    r"(?:thousand|hundred|million|dozen|1[.,' ]?000s?|k|t€?)\b|"
    r"\b(?:thousands|hundreds|millions|dozens|tausend|tsd|hundert|millionen|mio|dutzend)\b|"
    r"(?<!\d)(?<!\d[.,' ])['’(]?000(?:['’]?s)?\b|"
    r"\b(?:units?|einheit|scale|skalierung|fa[ck]tor)\b\W{0,3}(?:1:)?1[.,' ]?0+\b|\bmultipl|"
    r"[x×*] ?(?:100|1[.,' ]?000)\b|[x×*] ?10 ?(?:\^|\*\*|[²³])|\brounded\b|\bgerundet\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\b(?:page|part|sheet|file|seite|teil|blatt|datei) \d+ ?(?:of|von|/) ?(?!1\b)\d|"
    r"(?<!quarter )(?<!quartal )(?<!month )(?<!monat )(?<!week )(?<!woche )"
    r"\b(?:\d+[-–]|1 (?:to|bis) )?(\d+)(?: [^\W\d]+)? (?:of|von) (?!(?:\1|(?:19|20)\d\d)\b)\d|"
    r"\b(?:rows?|records?|lines?|zeilen|datensätze) 1 ?(?:to|bis|-|–) ?(\d+)\D+(?!\2\b)\d|"
    r"\btop \d|\bincomplete|\btruncated|\bunvollständig|\babgeschnitten|\bexcerpt\b|\bauszug\b",
    re.IGNORECASE,
)
_FISCAL = re.compile(
    r"\bfiscal\b|\bfinancial year|\bgesch(?:ä|ae)ftsjahr|\bwirtschaftsjahr|\bfy quarter|"
    r"\bq1\b\W{1,4}(?:feb|mar|mär|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])",
    re.IGNORECASE,
)
_UNIT_COLUMNS = ("unit", "units", "einheit", "scale", "factor", "faktor", "multiplier")
_UNIT = re.compile(
    r"(?:in )?(?:thousands?|hundreds?|millions?|dozens?|tausend|tsd\.?|hundert|mio\.?|k|10+|"
    r"1[.,]000)",
    re.IGNORECASE,
)
_QUARTER = "(?i)q[1-4]|[1-4]q|quart"


def otherwise(records: Sequence[Record], found: Identified) -> list[Fault]:
    """A fault for every line around the table that says that something in it is otherwise."""
    said = ((line, " ".join(filter(None, map(str.strip, cells)))) for line, cells in records)
    return list(chain.from_iterable(_faults(line, words, found) for line, words in said))


def units_beside(found: Identified) -> Iterator[Fault]:
    """A fault for every column that is not read and says that numbers are not written in full."""
    for place, header in enumerate(found.table.header):
        nameless = not header.strip()
        if not nameless and not called(header, _UNIT_COLUMNS):
            continue
        says_so = _UNITS.search if nameless else _UNIT.fullmatch
        cells = found.table.cells[str(place)].unique()
        if told := next((cell.strip() for cell in cells if says_so(cell.strip())), None):
            says = _("says that the numbers are not written in full")
            right = _("each number in full, without this column")
            yield Fault(found.table.header_line, header.strip(), told, says, right)


def _faults(line: int, words: str, found: Identified) -> Iterator[Fault]:
    if _UNITS.search(words):
        says = _("says that the numbers are not written in full")
        yield Fault(line, None, words, says, _("each number in full, without this line"))
    elif _PARTS.search(words):
        says = _("says that this is a part of the table")
        yield Fault(line, None, words, says, _("the whole table, without this line"))
    elif _FISCAL.search(words) and _tells_quarters(found):
        says = _("says that quarters are not those of the calendar")
        right = _("the last day of each period, such as 2015-03-31, without this line")
        yield Fault(line, None, words, says, right)


def _tells_quarters(found: Identified) -> bool:
    """Whether a period is written as a quarter."""
    if "period" not in found.positions:
        return False
    return bool(found.texts["period"].str.contains(_QUARTER).any())
