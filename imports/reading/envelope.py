"""What a file is, told from its content and never from its name; archives are unpacked."""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from imports.reading.refusal import Refused
from tiers.words import _

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 1_000
MOST_RATIO = 200  # how many times its packed size a table may have
LEAST_GROWN = 8 * MEGABYTE  # below which no ratio is a harm
STEP = 16 * 1024
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
GZIP = b"\x1f\x8b"
BLANK = b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff"
MARKUP = re.compile(
    r"(?:<!--.*?-->\s*)*<(?:!doctype\s+html|"
    r"(?:html|head|body|table|meta|style|script|div|title|center|font)\b[^<>]*>(?=.*</))",
    re.IGNORECASE | re.DOTALL,
)
ROOT = re.compile(r"(?:<!--.*?-->\s*)*<([A-Za-z_][\w.:-]*)(?:\s[^<>]*)?>", re.DOTALL)
OBJECT = re.compile(r'\{\s*["}]|\[\s*(?:[\[{"\]]|-?\d[\d.]*\s*,|(?:true|false|null)\b)')
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
    _check_size(content, largest)
    infos = _directory(content)
    if content.startswith(GZIP):
        within = b"".join(_inflated(memoryview(content), 31, largest))
        note = _("Read from inside a gzip archive.")
    elif content.startswith(ZIP) and not _office(infos):
        only = _only(infos)
        within = b"".join(_unpacked(content, only, largest))
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
    if not content.strip(BLANK):
        raise Refused(_("The file is empty. Download or export it again."))
    if kind := _foreign(content) or _markup(content):
        raise _other(kind)
    return Opened(content, workbook=False, notes=())


def _check_size(content: bytes, largest: int) -> None:
    if len(content) > largest:
        says = _("The file has {size} MB; at most {most} MB are read. Split it into several.")
        size = -(-len(content) // MEGABYTE)
        raise Refused(says.format(size=size, most=largest // MEGABYTE))


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
    return Refused(says.format(most=MOST_MEMBERS))


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
        raise _other(found)
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


def _other(kind: str) -> Refused:
    says = _("This is {kind}. Open or unpack it, and save the table in it as CSV UTF-8 or XLSX.")
    return Refused(says.format(kind=kind))


def _foreign(content: bytes) -> str | None:
    """The kind whose first bytes the file has, if it is one that cannot be read."""
    old = _("an old Excel workbook (.xls), or one protected by a password")
    picture = rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|II\*\0|MM\0\*|BM.{4}\0{4}"
    signs = (
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\t[\0\2\4\b][\4\6-\b\x10]\0", old),
        (rb"%PDF-", _("a PDF document")),
        (rb"\{\\rtf", _("a text document (.rtf)")),
        (rb"MIME-Version:", _("a web archive (.mht)")),
        (rb"PAR1.*PAR1\Z", _("a Parquet file")),
        (rb"ARROW1\0\0|FEA1.*FEA1\Z|\xff\xff\xff\xff", _("an Arrow or Feather file")),
        (rb"SQLite format 3\0", _("an SQLite database")),
        (rb"\0\x01\0\0Standard (?:Jet|ACE) DB", _("an Access database")),
        (picture, _("a picture")),
        (rb"\x7fELF|MZ(?=.{0,62}\0)", _("a program")),
        (rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", _("a bzip2 archive")),
        (rb"\xfd7zXZ\0", _("an xz archive")),
        (rb"\x28\xb5\x2f\xfd", _("a Zstandard archive")),
        (rb"7z\xbc\xaf\x27\x1c", _("a 7z archive")),
        (rb"Rar!\x1a\x07", _("a RAR archive")),
        (rb".{257}ustar(?:\0|  \0)", _("a tar archive")),
    )
    return next((kind for sign, kind in signs if re.match(sign, content, re.DOTALL)), None)


def _markup(content: bytes) -> str | None:
    """The kind of a text in which no table of ours can stand: HTML, XML or JSON."""
    code = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    head = content[: 4 * STEP].decode(code, "ignore").lstrip("\ufeff \t\r\n")
    end = content[-STEP:].replace(b"\0", b"").rstrip()
    if MARKUP.match(head):
        return _("a web page (HTML), whatever its name ends with")
    if head.startswith("<") and "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return _("an XML spreadsheet (2003)")
    root = ROOT.match(head)
    if head.startswith("<?xml") or (root and end.endswith(f"</{root[1]}>".encode())):
        return _("an XML file")
    return _("a JSON file") if OBJECT.match(head) else None
