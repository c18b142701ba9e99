"""What a file is, told from its content and never from its name; archives are unpacked."""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from imports.reading.foreign import other, refuse_foreign
from imports.reading.refusal import Refused
from tiers.words import _, number

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 1_000
MOST_RATIO = 200  # how many times its packed size a table may have
LEAST_GROWN = 8 * MEGABYTE  # below which no ratio is a harm
STEP = 16 * 1024
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
GZIP = b"\x1f\x8b"
BLANK = re.compile(rb"[ \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff]*+")
DOCUMENT_TYPE = re.compile(rb"<!DOCTYPE|<!ENTITY")


@dataclass(frozen=True)
class Opened:
    """What is to be read: text, or an XLSX package; and what to tell of how it was found."""

    content: bytes
    workbook: bool
    notes: tuple[str, ...]


def opened(content: bytes, largest: int) -> Opened:
    """The text or workbook that the file is, or that alone stands in its archive.

    *largest* is the most bytes it may have, packed or unpacked. Raises `Refused`.
    """
    check_size(len(content), largest)
    infos = _directory(content)
    if content.startswith(GZIP):
        stated = int.from_bytes(content[-4:], "little")
        within = _whole(lambda: _inflated(memoryview(content), 31, largest), stated, largest)
        note = _("Read from inside a gzip archive.")
    elif content.startswith(ZIP) and not _office(infos):
        only = _only(infos)
        within = _whole(lambda: _unpacked(content, only, largest), only.file_size, largest)
        note = _("Read from {name} inside the archive.").format(name=only.filename)
    else:
        return _recognised(content, largest)
    return replace(_recognised(within, largest), notes=(note,))


def _recognised(content: bytes, largest: int) -> Opened:
    """The content as text or workbook, if it is one and no archive."""
    infos = _directory(content)
    if _office(infos):
        _check_package(content, infos, largest)
        return Opened(content, workbook=True, notes=())
    if content.startswith((GZIP, *ZIP)):
        raise Refused(_("The archive holds another. Unpack it, and import the table inside."))
    if BLANK.fullmatch(content):
        raise Refused(_("The file is empty. Download or export it again."))
    refuse_foreign(content)
    return Opened(content, workbook=False, notes=())


def check_size(size: int, largest: int) -> None:
    """Refuse a file of more bytes than are read."""
    if size > largest:
        says = _("The file has {size} MB; at most {most} MB are read. Split it into several.")
        raise Refused(says.format(size=-(-size // MEGABYTE), most=largest // MEGABYTE))


def _whole(pieces: Callable[[], Iterator[bytes]], stated: int, largest: int) -> bytes:
    """The pieces as one; what says that it is too large is measured before anything is kept."""
    if stated > largest:
        for _piece in pieces():
            pass
    return b"".join(pieces())


def _damaged() -> Refused:
    return Refused(_("The file is damaged or cut off. Download or export it again."))


def _inflated(packed: memoryview, bits: int, most: int, before: int = 0) -> Iterator[bytes]:
    """One whole deflate stream in pieces, refused once *before* and it are more than *most*."""
    engine, taken, given = zlib.decompressobj(bits), 0, 0
    while not engine.eof:
        fed = packed[taken : taken + STEP]
        try:
            piece = engine.decompress(fed, STEP * 16)
        except zlib.error as trouble:
            raise _damaged() from trouble
        if not fed and not piece:
            raise _damaged()
        taken += len(fed) - len(engine.unconsumed_tail) - len(engine.unused_data)
        given += len(piece)
        if given > max(LEAST_GROWN, MOST_RATIO * taken):
            says = _("It unpacks more than {ratio} times, as no table does. Export it again.")
            raise Refused(says.format(ratio=MOST_RATIO))
        _check_growth(before + given, most)
        yield piece
    if taken < len(packed):
        raise Refused(_("More follows the end of the archive. Unpack it, and import the table."))


def _check_growth(unpacked: int, most: int) -> None:
    if unpacked > most:
        says = _("Unpacked, the file has more than {most} MB. Split the table into several files.")
        raise Refused(says.format(most=most // MEGABYTE))


def _directory(content: bytes) -> list[ZipInfo]:
    """The files in a ZIP archive, without its folders; nothing of any other file."""
    if not content.startswith(ZIP):
        return []
    if content.count(b"PK\x01\x02") > 10 * MOST_MEMBERS:
        raise _many()
    try:
        with ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
    except (BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as trouble:
        raise _damaged() from trouble
    if min((info.header_offset for info in infos), default=0):
        raise _damaged()  # two archives in one file, of which only the last is listed
    if any(info.flag_bits & 1 for info in infos):
        raise Refused(_("A password protects the archive. Unpack it, and import the table inside."))
    return [info for info in infos if not info.filename.endswith("/")]


def _many() -> Refused:
    says = _("The file consists of more than {most} parts. Save the table alone as CSV or XLSX.")
    return Refused(says.format(most=number(MOST_MEMBERS)))


def _office(infos: list[ZipInfo]) -> bool:
    """Whether the archive is a workbook that can be read; Office's other files are refused."""
    names = {info.filename for info in infos}
    package = "[Content_Types].xml" in names
    if package and "xl/workbook.xml" in names:
        return True
    folders = {name.split("/")[0] for name in names}
    kinds = (
        ("xl/workbook.bin" in names, _("a binary workbook (.xlsb)")),
        ({"META-INF/manifest.xml", "content.xml"} <= names, _("an OpenDocument file (.ods)")),
        (any(name.endswith(".iwa") for name in names), _("a file of Apple's Numbers or Pages")),
        (package and "word" in folders, _("a Word document")),
        (package and "ppt" in folders, _("a PowerPoint presentation")),
        (package, _("an Office file, but no Excel workbook")),
    )
    if found := next((kind for holds, kind in kinds if holds), None):
        raise other(found)
    return False


def _only(infos: list[ZipInfo]) -> ZipInfo:
    """The one file in the archive that can be the table."""
    aside = re.compile(r"__MACOSX/|(?:.*/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini)$")
    found = [info for info in infos if not aside.match(info.filename)]
    if not found:
        raise Refused(_("The archive is empty. Download or export it again."))
    if len(found) > 1:
        names = ", ".join(info.filename for info in found[:5]) + (", …" if found[5:] else "")
        says = _("The archive holds {count} files: {names}. Unpack it, and import each by itself.")
        raise Refused(says.format(count=len(found), names=names))
    return found[0]


def _unpacked(content: bytes, info: ZipInfo, most: int, before: int = 0) -> Iterator[bytes]:
    """A member in pieces; what the archive states of it is believed only once it is shown."""
    header = content[info.header_offset : info.header_offset + 30].ljust(30, b"\0")
    start = info.header_offset + 30 + sum(struct.unpack("<HH", header[26:]))
    packed = memoryview(content)[start : start + info.compress_size]
    if info.compress_type == ZIP_STORED:
        _check_growth(before + len(packed), most)
        pieces = iter([bytes(packed)])
    elif info.compress_type == ZIP_DEFLATED:
        pieces = _inflated(packed, -15, most, before)
    else:
        raise Refused(_("The archive is packed unusually. Unpack it, and import the table inside."))
    crc = size = 0
    for piece in pieces:
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        yield piece
    if (crc, size) != (info.CRC, info.file_size):
        raise _damaged()


def _check_package(content: bytes, infos: list[ZipInfo], largest: int) -> None:
    """Refuse a workbook that unpacks to too much, or whose parts are not what Excel writes."""
    if len(infos) > MOST_MEMBERS:
        raise _many()
    if len({info.filename.casefold() for info in infos}) < len(infos):
        raise _damaged()
    unpacked = 0
    for info in infos:
        end = b""
        for piece in _unpacked(content, info, largest, unpacked):
            unpacked += len(piece)
            seen = end + piece.replace(b"\0", b"")  # as UTF-16 the letters have zeros between
            if DOCUMENT_TYPE.search(seen) and not info.filename.startswith("xl/media/"):
                says = _("The part {name} is none that Excel writes. Save the table as XLSX again.")
                raise Refused(says.format(name=info.filename))
            end = seen[-16:]
