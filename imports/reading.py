"""From bytes to a table of text: strict, whole, and with the line of everything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tiers.words import _

LARGEST = 200 * 1024 * 1024
DELIMITERS = (",", ";", "\t", "|")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Refused(Exception):
    """A file that cannot be read at all; the message says why and what would help."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True)
class Table:
    """A header and its rows, each with the physical line it begins on."""

    header: tuple[str, ...]
    header_line: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read(content: bytes) -> Iterator[Table]:
    """Every way in which the file is a table: one for each delimiter that its header line has."""
    words = decoded(content)
    first = next((line for line in _LINE_END.split(words) if line.strip()), None)
    if first is None:
        raise Refused(_("The file is empty. Download or export it again."))
    found = [delimiter for delimiter in DELIMITERS if delimiter in first] or [","]
    troubles = []
    for delimiter in found:
        try:
            records = [one for one in _records(words, delimiter) if any(map(str.strip, one[1]))]
        except Refused as trouble:
            troubles.append(trouble)
            continue
        if not records:
            raise Refused(_("The file is empty. Download or export it again."))
        (line, header), *rows = records
        yield Table(header, line, tuple(rows))
    if len(troubles) == len(found):
        raise troubles[0]


def decoded(content: bytes) -> str:
    """The file's text; UTF-8, decided over the whole of it."""
    if len(content) > LARGEST:
        size = _("{size} MB").format(size=LARGEST // 1024 // 1024)
        raise Refused(_("The file is larger than {size}. Split it by partner.").format(size=size))
    if content.startswith(b"PK\x03\x04"):
        raise Refused(
            _("This is an Excel workbook or a zip archive. Save its table as CSV UTF-8 first.")
        )
    if b"\x00" in content:
        raise Refused(_("The file holds NUL bytes, so it is no UTF-8 text. Save it as CSV UTF-8."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.split(content[: error.start].decode("latin-1")))
        raise Refused(
            _("Line {line} is not UTF-8. Save the file as CSV UTF-8.").format(line=line), line
        ) from None


def _records(words: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Records by RFC 4180: quotes only around whole fields, and doubled inside."""
    if '"' not in words:
        for number, line in enumerate(_LINE_END.split(words), 1):
            yield number, tuple(line.split(delimiter))
        return
    end = re.escape(delimiter)
    field = re.compile(rf'(?:"((?:[^"]|"")*)"|([^"\r\n{end}]*))({end}|\r\n|\r|\n|\Z)')
    number, begins, position, fields = 1, 1, 0, []
    while position <= len(words):
        found = field.match(words, position)
        if found is None:
            raise Refused(
                _(
                    "Line {line} has a quotation mark where none may be: around a whole field "
                    "only, and doubled inside."
                ).format(line=number),
                number,
            )
        quoted, plain, closing = found.groups()
        fields.append(plain if quoted is None else quoted.replace('""', '"'))
        number += len(_LINE_END.findall(found[0]))
        position = found.end()
        if closing != delimiter:
            yield begins, tuple(fields)
            begins, fields = number, []
            if not closing:
                return
