"""Any table of seats, written in any way that we claim to read, is read as it was or refused.

A table whose values leave no doubt must be read, whatever its dialect, encoding, locale and
packing; any other may be refused for the reasons that hold of it, and for no others.
"""

import codecs
import gzip
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from itertools import chain
from typing import Any, cast
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import polars as pl
import xlsxwriter
from hypothesis import HealthCheck, assume, event, example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from imports.identify import identify, recognise
from imports.kinds import BY_NAME
from imports.reading import Refused, read
from imports.reading.records import _at_once, one_by_one, together
from imports.rows import extract

ON = date(2015, 4, 7)
Row = tuple[str, str, str, date, int, str, int | None]
NAMES = (
    *("partner_id", "customer_id", "product", "period", "seats", "customer_name", "active_users"),
)
HEADERS = {column.name: column.headers for column in BY_NAME["seats"].columns}

patiently = settings(
    deadline=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


# A table ---------------------------------------------------------------------------------------

IDENTIFIERS = st.one_of(
    st.from_regex(r"0{0,3}[1-9][0-9]{0,8}", fullmatch=True),
    st.from_regex(r"[A-Z]{1,2}-[0-9]{1,6}", fullmatch=True),
    st.sampled_from(("12E10", "NA", "null", "None", "nan", "true", "1e5x", "007", "A_1", "x.y")),
    st.uuids().map(str),
    st.from_regex(r"[a-z]{1,6}@example\.(org|com)", fullmatch=True),
)
WORDS = st.one_of(
    st.sampled_from(
        (
            *("Müller & Söhne", "Straße 7", "Ærø Havn", "Łódź", "Žižkov s.r.o.", "Ñandú", "Œuvre"),
            *("Ελλάδα", "Москва", "株式会社", "서울", "القاهرة", "ירושלים", "กรุงเทพ", "Hà Nội"),
            *("NA", "null", "12E10", "007", "O’Neill", "“Zitat”", "– Strich –", "😀 Ltd", "İzmir"),
        )
    ),
    st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs")), max_size=12),
)
TROUBLESOME = st.sampled_from((",", ";", "\t", "|", '"', "\n", "\r\n", "; ", '"x"', "a;b;c", "'"))
NAME = st.lists(st.one_of(WORDS, WORDS, TROUBLESOME), min_size=1, max_size=4).map("".join)
PERIODS = st.one_of(
    st.dates(date(2000, 1, 1), ON),
    st.sampled_from((date(2014, 12, 31), date(2015, 1, 31), date(2015, 3, 31))),
)
SEATS = st.one_of(st.integers(0, 999), st.integers(1000, 999_999_999))


def plain(name: str) -> str:
    """A name as it is kept: trimmed, its line breaks as line feeds."""
    return name.replace("\r\n", "\n").replace("\r", "\n").strip()


@st.composite
def tables(draw: st.DrawFn, *, broken: bool = True) -> list[Row]:
    """Rows no two of which are of one key; *broken* names may hold delimiters and line ends."""
    rows = draw(
        st.lists(
            st.tuples(
                IDENTIFIERS,
                IDENTIFIERS,
                st.sampled_from(("exchange-online", "sharepoint", "skype-for-business")),
                PERIODS,
                SEATS,
                (NAME if broken else WORDS).map(plain),
                st.none() | SEATS,
            ),
            min_size=1,
            max_size=6,
            unique_by=lambda row: (row[0], row[1], row[2], row[3]),
        )
    )
    assume(not _zeros_clash(rows))
    return rows


def _zeros_clash(rows: Sequence[Row]) -> bool:
    """Whether an identifier stands there twice, with more zeros and with fewer."""
    found = {one for row in rows for one in row[:2] if one.isdigit()}
    return len({one.lstrip("0") for one in found}) < len(found)


# A way to write it -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Way:
    """How a table is written: its dialect, its encoding, its locale, and what it is packed in."""

    delimiter: str = ","
    end: str = "\n"
    quote_all: bool = False
    encoding: str = "utf-8"
    mark: bytes = b""
    locale: str = "plain"
    packing: str = "plain"
    headers: tuple[str, ...] = NAMES
    order: tuple[int, ...] = tuple(range(len(NAMES)))
    trailing: str = "none"  # a delimiter after every row, or after the header as well
    above: tuple[str, ...] = ()
    total: bool = False
    blanks: int = 0  # empty lines at the end


ENCODINGS = (
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("utf-32-le", codecs.BOM_UTF32_LE),
    ("utf-32-be", codecs.BOM_UTF32_BE),
)
DOUBTFUL = (("utf-16-le", b""), ("utf-16-be", b""), ("cp1252", b""))
CHANGES: Sequence[Callable[[str], str]] = (str, str.upper, str.lower, str.title, " {} ".format)
ABOVE = ((), ("Seats by customer",), ("Report", "", "as of 7 April"), ("",))


@st.composite
def ways(draw: st.DrawFn, encodings: Sequence[tuple[str, bytes]] = ENCODINGS) -> Way:
    """Any way in which the table's values leave no doubt."""
    encoding, mark = draw(st.sampled_from(encodings))
    locale = draw(st.sampled_from(("plain", "German", "English")))
    if locale == "English" and encoding == "cp1252":
        locale = "plain"  # a thousand with a comma in a code page of Europe may be a decimal
    delimiter = draw(st.sampled_from({"German": ";", "English": ","}.get(locale, ",;\t|")))
    named = 0 if locale == "English" else draw(st.integers(0, 1))
    change = draw(st.sampled_from(CHANGES))
    above = draw(st.sampled_from(ABOVE))
    return Way(
        delimiter=delimiter,
        end=draw(st.sampled_from(("\n", "\r\n", "\r"))),
        quote_all=draw(st.booleans()),
        encoding=encoding,
        mark=mark,
        locale=locale,
        packing=draw(st.sampled_from(("plain", "plain", "gzip", "zip"))),
        headers=tuple(change(HEADERS[name][named]) for name in NAMES),
        order=tuple(draw(st.permutations(range(len(NAMES))))),
        trailing=draw(st.sampled_from(("none", "none", "rows", "all"))),
        above=(f"sep={delimiter}",) if draw(st.integers(0, 4)) == 0 else above,
        total=draw(st.booleans()),
        blanks=draw(st.sampled_from((0, 0, 1, 3))),
    )


def number(value: int | None, locale: str) -> str:
    """A number with the marks of its place."""
    if value is None:
        return ""
    return f"{value:,}".replace(",", {"German": ".", "English": ","}.get(locale, ""))


def cells(row: Row, way: Way) -> list[str]:
    """A row as text, in the order of the names."""
    partner, customer, product, period, seats, name, active = row
    day = f"{period:%d.%m.%Y}" if way.locale == "German" else f"{period:%Y-%m-%d}"
    return [partner, customer, product, day, number(seats, way.locale), name,
            number(active, way.locale)]  # fmt: skip


def total(rows: Sequence[Row], way: Way) -> list[str]:
    """The row of sums below a table."""
    seats, active = sum(row[4] for row in rows), sum(row[6] or 0 for row in rows)
    return ["Total", "", "", "", number(seats, way.locale), "", number(active, way.locale)]


def grid(rows: Sequence[Row], way: Way) -> list[list[str]]:
    """The header and all rows as text, in the way's order of columns."""
    every = [list(way.headers), *(cells(row, way) for row in rows)]
    every += [total(rows, way)] if way.total else []
    return [[one[place] for place in way.order] for one in every]


def written(rows: Sequence[Row], way: Way) -> bytes:
    """The table as the bytes of a file."""
    lines = [*way.above]
    for place, one in enumerate(grid(rows, way)):
        more = way.trailing == "all" or (way.trailing == "rows" and place)
        text = way.delimiter.join(quoted(cell, way) for cell in one)
        lines.append(text + way.delimiter if more else text)
    text = way.end.join([*lines, "", *[""] * way.blanks])
    return packed(way.mark + text.encode(way.encoding), way.packing)


def quoted(cell: str, way: Way) -> str:
    """A cell in quotes, where it needs them or all have them."""
    needed = any(sign in cell for sign in (way.delimiter, '"', "\r", "\n"))
    return '"' + cell.replace('"', '""') + '"' if needed or way.quote_all else cell


def packed(content: bytes, packing: str) -> bytes:
    if packing == "gzip":
        return gzip.compress(content, 1)
    if packing == "zip":
        archive = BytesIO()
        with ZipFile(archive, "w", ZIP_DEFLATED) as members:
            members.writestr("seats.csv", content)
        return archive.getvalue()
    return content


# What is read of it ----------------------------------------------------------------------------


def taken(content: bytes) -> list[Row]:
    """The rows as they are read; faults are raised as a refusal."""
    result = extract(identify(read(content, recognise)), ON)
    if result.faults:
        raise Refused("; ".join(fault.sentence() for fault in result.faults[:3]))
    (feed,) = result.feeds
    return cast("list[Row]", feed.rows.select(NAMES).rows())


def kept(rows: Sequence[Row]) -> list[Row]:
    """The rows as they should be read."""
    return [(*row[:5], normalize("NFC", row[5]) or None, row[6]) for row in rows]  # type: ignore[misc]


def reasons(rows: Sequence[Row], way: Way) -> Iterator[str]:
    """What a refusal may say of this table in this way: each beginning stands beside its cause."""
    names = "".join(row[5] for row in rows)
    if any("\n" in row[5] and row[5].count(way.delimiter) >= len(NAMES) - 1 for row in rows):
        yield "enclose what looks like more rows"
    if way.encoding == "cp1252" and not names.isascii():
        yield "Windows-1252"
    if way.encoding.startswith("utf-16") and not way.mark:
        yield "NUL byte"  # its first line is not plain, or a sign is one that no text has
    if not names.isascii():
        yield "UTF-8 was read in another encoding"  # such as “Ã¼”, if names happen to join so
        yield "it mixes encodings"  # such as Armenian behind a Latin letter


def wrong(content: bytes, rows: Sequence[Row], way: Way) -> object:
    """What was read but not written, or a refusal without a cause; None where all is well."""
    try:
        found = taken(content)
    except Refused as trouble:
        event(f"refused: {trouble}"[:60])
        told = any(reason in str(trouble) for reason in reasons(rows, way))
        return None if told else str(trouble)
    return None if found == kept(rows) else found


def fits(rows: Sequence[Row], way: Way) -> bool:
    """Whether the encoding has all the signs."""
    try:
        written(rows, way)
    except UnicodeEncodeError:
        return False
    return True


@patiently
@given(rows=tables(broken=False), way=ways())
def test_what_leaves_no_doubt_is_read(rows: list[Row], way: Way) -> None:
    """A table in a dialect that we claim is read as it was, and never refused."""
    assert taken(written(rows, way)) == kept(rows)


@patiently
@given(rows=tables(), way=ways((*ENCODINGS, *DOUBTFUL)))
def test_whatever_is_written_is_read_as_it_was_or_refused(rows: list[Row], way: Way) -> None:
    """With every sign that names may hold, and encodings that may be doubtful."""
    assume(fits(rows, way))
    assert wrong(written(rows, way), rows, way) is None


# Workbooks -------------------------------------------------------------------------------------


def by_openpyxl(table: Sequence[Sequence[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    for cell in chain.from_iterable(book.active.iter_rows()):
        if isinstance(cell.value, str):
            cell.data_type = "s"  # and not a formula or an error
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def by_xlsxwriter(table: Sequence[Sequence[Any]]) -> bytes:
    content = BytesIO()
    options = {"in_memory": True, "default_date_format": "dd.mm.yyyy"}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(table):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(place, column, value)
                elif value is not None:
                    sheet.write(place, column, value)
    return content.getvalue()


@settings(patiently, max_examples=50)
@given(
    rows=tables(),
    way=ways(),
    texts=st.booleans(),
    write=st.sampled_from((by_openpyxl, by_xlsxwriter)),
)
def test_workbooks_are_read(
    rows: list[Row], way: Way, texts: bool, write: Callable[[Sequence[Sequence[Any]]], bytes]
) -> None:
    """As text or as numbers and days, below other rows and above a total."""
    assume(not any(sign in row[5] for row in rows for sign in ("_x", "\r")))
    table: list[Sequence[Any]] = [[line] for line in way.above]
    if texts:
        table += grid(rows, replace(way, locale="plain"))
    else:
        table.append([way.headers[place] for place in way.order])
        table += [[row[place] for place in way.order] for row in rows]
    assert wrong(packed(write(table), way.packing), rows, way) is None


# Two paths, one reading ------------------------------------------------------------------------


@settings(patiently, max_examples=300)
@example(text="\ufeffa,b\n", delimiter=",", width=2)
@given(
    text=st.text(st.sampled_from("ab0,;\t| \n\n\r\x00\x0b\x1c\x85\u2028\ufeffä😀'\\"), max_size=40)
    | st.text(st.characters(exclude_characters='"', codec="utf-8")),
    delimiter=st.sampled_from(",;\t|"),
    width=st.integers(1, 4),
)
def test_both_parsers_read_the_same(text: str, delimiter: str, width: int) -> None:
    """What goes to the vectorised parser would be read the same record by record."""
    quick = _at_once(text, delimiter, width, 1)
    if quick is None:
        return
    slow = together(list(one_by_one(text, delimiter, 1)), width)
    filled = pl.Series([any(map(str.strip, row)) for row in quick.cells.rows()], dtype=pl.Boolean)
    assert_frame_equal(quick.cells.filter(filled), slow.cells)
    assert quick.lines.filter(filled).to_list() == slow.lines.to_list()
    assert not slow.ragged
