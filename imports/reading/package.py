"""The parts of an XLSX package: their XML, the shared strings, the number formats."""

import re
import zlib
from collections.abc import Container, Iterator
from contextlib import contextmanager
from posixpath import join, normpath
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser, fromstring
from zipfile import BadZipFile, ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import range_boundaries
from openpyxl.utils.escape import unescape

from imports.reading.letters import set_within, struck_styles
from imports.reading.numberformats import GENERAL, Nature, NumberFormat, number_format
from imports.reading.refusal import Refused
from imports.reading.soundness import MAIN, check_text, damaged_part, number_of
from tiers.words import _

MOST_CELLS = 5_000_000
MOST_TAGS = 500_000  # within one row, or outside all
YES = {"1", "true", "on"}
ROW = re.compile(rb"<(?:\w+:)?(?:row|si)\b")
Bounds = tuple[int, int, int, int]  # first column and row, last column and row
MOST_BYTES = 20 * 1024 * 1024  # of a part that is parsed at once


LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def path_of(target: str) -> str:
    """A part's path in the package, by what a link says."""
    return normpath(join("/xl", target)).lstrip("/")


@contextmanager
def _sound(path: str) -> Iterator[None]:
    """Whatever a broken part makes the XML reader raise, as a sentence."""
    try:
        yield
    except (ParseError, BadZipFile, zlib.error, LookupError, ValueError, TypeError) as trouble:
        raise damaged_part(path) from trouble


def part(package: ZipFile, path: str) -> Element:
    """A small part, parsed. Raises `Refused` for one that is not small."""
    with _sound(path):
        if package.getinfo(path).file_size > MOST_BYTES:
            raise Refused(_("The workbook has too many formats. Copy the table to a new one."))
        return fromstring(package.read(path))


def shared_strings(package: ZipFile, path: str | None) -> tuple[dict[int, str], dict[int, Nature]]:
    """The texts that cells refer to by number, without phonetic readings; how some are set."""
    texts: dict[int, str] = {}
    natures: dict[int, Nature] = {}
    if path is None:
        return texts, natures
    with _sound(path), package.open(path) as part:
        for element in elements(part, {f"{MAIN}si"}):
            check_text(element)
            runs = (*element.findall(f"{MAIN}t"), *element.findall(f"{MAIN}r/{MAIN}t"))
            if nature := set_within(element):
                natures[len(texts)] = nature
            texts[len(texts)] = "".join(run.text or "" for run in runs)
            element.clear()
            if len(texts) > MOST_CELLS:
                raise too_much()
    return texts, natures


def cell_styles(
    package: ZipFile, path: str | None
) -> tuple[dict[int, NumberFormat], frozenset[int]]:
    """The number format of each cell style; which styles strike their text through."""
    if path is None:
        return {0: GENERAL}, frozenset()
    root = part(package, path)
    codes = dict(BUILTIN_FORMATS)
    styles = root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
    with _sound(path):
        for code in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt"):
            codes[number_of(code.attrib["numFmtId"])] = code.attrib["formatCode"]
        formats = {
            number: number_format(
                codes.get(number_of(style.get("numFmtId", "0")), "?/?"),
                style.get("quotePrefix") in YES,
            )
            for number, style in enumerate(styles)
        }
        return formats, struck_styles(root)


def bounds(reference: str) -> Bounds:
    """A range of cells by its corners. Raises `ValueError`."""
    first, top, last, bottom = range_boundaries(reference)
    if first is None or top is None or last is None or bottom is None:
        raise ValueError(reference)
    return first, top, last, bottom


def unescaped(text: str) -> str:
    """A text with the signs that stand in it as `_x000D_`, as Excel shows it."""
    if "_x" not in text:
        return text
    plain: str = unescape(text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def elements(part: IO[bytes], wanted: Container[str]) -> Iterator[Element]:
    """Each wanted element as it ends; no row may have more tags than a sheet's width needs."""
    parser: Any = XMLPullParser(("end",))
    tags, chunk = 0, b" "
    while chunk:
        chunk = part.read(16 * 1024)
        pieces = ROW.split(chunk)
        tags = pieces[-1].count(b"<") + (tags if len(pieces) == 1 else 0)
        if tags > MOST_TAGS:
            raise too_much()
        if chunk:
            parser.feed(chunk)
        else:
            parser.close()
        for _event, element in parser.read_events():
            if element.tag in wanted:
                yield element


def too_much() -> Refused:
    """Why a workbook of too many cells is refused."""
    return Refused(
        _("The workbook has more rows, columns or formats than can be read. Copy the table alone.")
    )
