"""A column that a file may have, and the names under which it is found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from unicodedata import normalize

from imports.reader import Reader, Value

_AROUND = " \t\n\r\xa0\u200b\ufeff*:'\"[]"
LONG = 8  # letters of a name that is beyond chance inside another
CLOSE = 0.86  # how alike a header must be to a name we know, to be taken for a slip of the pen


@dataclass(frozen=True)
class Others:
    """Names by which people call a column that has its own.

    What is *surely* meant by one can be nothing else, and counts where the column's own name is
    lacking; what is *perhaps* meant could be another thing, too, and is told and not read.
    """

    surely: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


NONE = Others()


@dataclass(frozen=True)
class Column:
    """A column: how a cell is read, what it says, and its German header and other names."""

    name: str
    german: str
    read: Reader
    says: str
    required: bool = False
    default: Value = None
    aliases: tuple[str, ...] = ()
    others: Others = NONE

    @property
    def headers(self) -> tuple[str, ...]:
        """Every name it may have."""
        return tuple(one for one in (self.name, self.german, *self.aliases) if one)


def by_header(columns: Iterable[Column]) -> dict[str, Column]:
    """Each column by every header it may have, in `bare` form."""
    return {bare(header): column for column in columns for header in column.headers}


def bare(header: str) -> str:
    """A header without blanks, `_`, hyphens, letter case, and signs around it."""
    plain = normalize("NFC", header).casefold().strip(_AROUND)
    return "".join(sign for sign in plain if sign not in "_-\ufeff" and not sign.isspace())


def called(header: str, names: Iterable[str]) -> bool:
    """Whether the header is one of the names."""
    return bare(header) in {bare(name) for name in names}


def meant(header: str, known: Mapping[str, Column]) -> Column | None:
    """The column that a header probably misspells, or names with more words."""
    wanted = bare(header)
    within = [name for name in known if len(name) >= LONG and name in wanted]
    close = within or get_close_matches(wanted, known, n=1, cutoff=CLOSE)
    return known[close[0]] if close else None
