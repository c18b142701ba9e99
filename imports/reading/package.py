"""The parts of an XLSX package: their XML, the shared strings, the number formats."""

import re
from collections.abc import Container, Iterator
from posixpath import join, normpath
from typing import IO, Any
from xml.etree.ElementTree import Element, XMLPullParser, fromstring
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS

from imports.reading.numberformats import GENERAL, NumberFormat, number_format
from imports.reading.refusal import Refused
from tiers.words import _

MOST_CELLS = 5_000_000
MOST_TAGS = 500_000  # within one row, or outside all
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
YES = {"1", "true", "on"}
ROW = re.compile(rb"<(?:\w+:)?(?:row|si)\b")
MOST_BYTES = 20 * 1024 * 1024  # of a part that is parsed at once


LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def path_of(target: str) -> str:
    """A part's path in the package, by what a link says."""
    return normpath(join("/xl", target)).lstrip("/")


def part(package: ZipFile, path: str) -> Element:
    """A small part, parsed. Raises `Refused` for one that is not small."""
    if package.getinfo(path).file_size > MOST_BYTES:
        raise Refused(_("The workbook has too many formats. Copy the table to a new one."))
    return fromstring(package.read(path))


def shared_strings(package: ZipFile, path: str | None) -> dict[int, str]:
    """The texts that cells refer to by number, without phonetic readings."""
    texts: dict[int, str] = {}
    if path is None:
        return texts
    with package.open(path) as part:
        for element in elements(part, {f"{MAIN}si"}):
            runs = (*element.findall(f"{MAIN}t"), *element.findall(f"{MAIN}r/{MAIN}t"))
            texts[len(texts)] = "".join(run.text or "" for run in runs)
            element.clear()
            if len(texts) > MOST_CELLS:
                raise too_much()
    return texts


def number_formats(package: ZipFile, path: str | None) -> dict[int, NumberFormat]:
    """The number format of each cell style."""
    if path is None:
        return {0: GENERAL}
    root = part(package, path)
    codes = dict(BUILTIN_FORMATS)
    for code in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt"):
        codes[int(code.attrib["numFmtId"])] = code.attrib["formatCode"]
    styles = root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
    return {
        number: number_format(
            codes.get(int(style.get("numFmtId", "0")), "?/?"), style.get("quotePrefix") in YES
        )
        for number, style in enumerate(styles)
    }


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
