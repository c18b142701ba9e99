"""Changes to a file that leave it almost a table: below its archive, in its cells, in its dialect.

Libfuzzer's own mutations know bytes alone; of a gzip archive or a workbook they only ever break the
checksum, and of a table mostly the header.
"""

import gzip
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

Mutate = Callable[[bytes], bytes]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp850")
DELIMITERS = (",", ";", "\t", "|")
LINE_ENDS = ("\n", "\r\n", "\r")
MOST = 256 * 1024  # bytes that a part may have, unpacked
CELLS = (
    *("0", "1", "-1", "00007", "12E10", "1.5E+3", "999999999", "1234567890123", "9" * 400),
    *("1.234", "1,234", "1.234,5", "1 234", "1\u00a0234", "0,5", "1e999", "\u0663", "½", "²"),
    *("2015-Q1", "Q1 2015", "2015-03", "03/2015", "March 2015", "1. Quartal 2015", "0000-Q1"),
    *("2015-03-31", "31.03.2015", "03/04/2015", "31/12/9999", "0000-01-01", "00/00/0000"),
    *("29.02.2015", "01.13.2015", "12.12.0000", "2015-03-31T00:00:00", "July 1, 2022", "Jul-22"),
    *("", " ", "NA", "null", "#N/A", "#REF!", "=1+1", "@x", "Total", "Summe", "3 rows", "3 Zeilen"),
    *("Exchange", "POR", "DPOR", "Silver", "yes", "30", "C-17", "E-104", "70-341", "person"),
    *("{0F8FAD5B-D9CB-469F-A165-70867728950E}", "0700100", "a@example.org", "Ö", "Müller", "Ångst"),
    *("\u200b", "\ufeff", "\u202e", "\u0130", "\u1e9e", "e\u0301", "\ufb03", "\U0001f600", "\x00"),
    *('"', '""', '"a"b', "a\nb", "x" * 1001, "\u0441", "Ã¼", "â€œ", "\x85", "\u2028", "\x1c"),
)


class Mutations:
    """Changes to a file, drawn by one seed; *bytewise* changes the bytes of a part at random."""

    def __init__(self, seed: int, headers: Sequence[str], bytewise: Mutate) -> None:
        self.random = Random(seed)
        self.words = (*CELLS, *headers, *headers)
        self.bytewise = bytewise

    def file(self, content: bytes) -> bytes:
        """A change to a file, or to what its archive or workbook holds."""
        if self.random.random() < 0.1:
            return self.bytewise(content)
        if content.startswith(b"\x1f\x8b"):
            return self._gzip(content)
        if content.startswith(b"PK"):
            return self._zip(content)
        changed = self._plain(content)
        return self._packed(changed) if self.random.random() < 0.02 else changed

    def _gzip(self, content: bytes) -> bytes:
        try:
            inside = zlib.decompressobj(31).decompress(content, MOST)
        except zlib.error:
            return self.bytewise(content)
        return gzip.compress(self._plain(inside), 1, mtime=0)

    def _zip(self, content: bytes) -> bytes:
        """The archive with one of its parts changed, left out or called otherwise."""
        try:
            with ZipFile(BytesIO(content)) as archive:
                infos = archive.infolist()
                if sum(info.file_size for info in infos) > MOST:
                    return self.bytewise(content)
                parts = [(info.filename, archive.read(info)) for info in infos]
        except (BadZipFile, ValueError, OSError, RuntimeError, EOFError, zlib.error):
            return self.bytewise(content)
        if parts:
            self._change_one(parts)
        return _zipped(parts)

    def _change_one(self, parts: list[tuple[str, bytes]]) -> None:
        sheets = [place for place, part in enumerate(parts) if "sheet" in part[0].casefold()]
        place = self.random.choice(sheets or range(len(parts)))
        if self.random.random() < 0.3:
            place = self.random.randrange(len(parts))
        name, inside = parts.pop(place)
        roll = self.random.random()
        if roll < 0.95:
            changed = self._markup(inside) if inside.startswith(b"<") else self._plain(inside)
            parts.insert(place, (name, changed))
        elif roll < 0.98:
            parts.insert(place, (name.upper(), inside))

    def _markup(self, content: bytes) -> bytes:
        """XML with a value, an element or some bytes changed."""
        roll = self.random.random()
        if roll < 0.2:
            return self.bytewise(content)
        if roll < 0.6:
            pieces = content.split(b'"')
            values = range(1, len(pieces), 2)
            if values:
                pieces[self.random.choice(values)] = self._word().encode("utf-8", "ignore")
            return b'"'.join(pieces)
        tags = content.split(b"<")
        place = self.random.randrange(len(tags))
        if roll < 0.8:
            name, bracket, _text = tags[place].partition(b">")
            tags[place] = name + bracket + self._word().encode("utf-8", "ignore")
        elif roll < 0.9:
            tags.insert(place, tags[self.random.randrange(len(tags))])
        else:
            del tags[place]
        return b"<".join(tags)

    def _plain(self, content: bytes) -> bytes:
        """A text with its cells, lines, dialect or encoding changed."""
        encoding = _encoding(content)
        text = content[:MOST].decode(encoding, "replace")
        for _change in range(self.random.choice((1, 1, 1, 2, 4))):
            text = self._text(text)
        if self.random.random() < 0.05:
            encoding = self.random.choice(ENCODINGS)
        changed = text.encode(encoding, "replace")
        return self.bytewise(changed) if self.random.random() < 0.15 else changed

    def _text(self, text: str) -> str:
        changes = (self._cell, self._cell, self._cell, self._line, self._line, self._dialect)
        return self.random.choice(changes)(text)

    def _cell(self, text: str) -> str:
        """The text with one cell written otherwise, quoted, left out or put twice."""
        delimiter = max(DELIMITERS, key=text.count)
        lines = text.splitlines(keepends=True) or [""]
        place = self.random.randrange(len(lines))
        line = lines[place].rstrip("\r\n")
        end = lines[place][len(line) :]
        cells = line.split(delimiter)
        cell = self.random.randrange(len(cells))
        change = self.random.randrange(6)
        if change < 3:
            cells[cell] = self._word()
        elif change == 3:
            cells[cell] = f'"{cells[cell]}"'
        elif change == 4:
            cells.insert(cell, self._word())
        else:
            del cells[cell]
        lines[place] = delimiter.join(cells) + end
        return "".join(lines)

    def _line(self, text: str) -> str:
        """The text with one line put elsewhere, twice or not at all, or with one more."""
        lines = text.splitlines(keepends=True) or [""]
        place, other = self.random.randrange(len(lines)), self.random.randrange(len(lines) + 1)
        change = self.random.randrange(4)
        if change == 0:
            lines.insert(other, lines[place])
        elif change == 1:
            lines.insert(other, lines.pop(place))
        elif change == 2:
            del lines[place]
        else:
            delimiter = max(DELIMITERS, key=text.count)
            width = lines[place].count(delimiter) + 1
            words = [self._word() for _cell in range(self.random.choice((1, width)))]
            lines.insert(other, delimiter.join(words) + "\n")
        return "".join(lines)

    def _dialect(self, text: str) -> str:
        """The text with another delimiter or line end, other quotes, or something before it."""
        change = self.random.randrange(5)
        if change == 0:
            return text.replace(max(DELIMITERS, key=text.count), self.random.choice(DELIMITERS))
        if change == 1:
            return self.random.choice(LINE_ENDS).join(text.splitlines())
        if change == 2:
            return text.replace('"', self.random.choice(("", "'", '""')))
        if change == 3:
            delimiter = max(DELIMITERS, key=text.count)
            return "\n".join(
                delimiter.join(f'"{cell}"' for cell in line.split(delimiter))
                for line in text.splitlines()
            )
        return self.random.choice(("sep=;\n", "sep=,\r\n", "Report\n\n", "\ufeff", "\n")) + text

    def _packed(self, content: bytes) -> bytes:
        if self.random.random() < 0.5:
            return gzip.compress(content, 1, mtime=0)
        return _zipped([("table.csv", content)])

    def _word(self) -> str:
        return self.random.choice(self.words)


def _encoding(content: bytes) -> str:
    """The encoding by the mark that the text begins with, if its signs are to be changed whole."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in content[:4]:
        return "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    try:
        content.decode()
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in dict(parts).items():
            archive.writestr(name or "nameless", content)  # Python cannot write what it can read
    return packed.getvalue()
