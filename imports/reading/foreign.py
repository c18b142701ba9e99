"""Kinds of file in which no table of ours can stand, told from their content."""

import re

from imports.reading.refusal import Refused
from tiers.words import _

HEAD, END = 64 * 1024, 16 * 1024  # bytes in which a text shows what it is
MARKUP = re.compile(
    r"(?:<!--.*?-->\s*)*<(?:!doctype\s+html|"
    r"(?:html|head|body|table|meta|style|script|div|title|center|font)\b[^<>]*>(?=.*</))",
    re.IGNORECASE | re.DOTALL,
)
ROOT = re.compile(r"(?:<!--.*?-->\s*)*<([A-Za-z_][\w.:-]*)(?:\s[^<>]*)?>", re.DOTALL)
OBJECT = re.compile(r'\{\s*["}]|\[\s*(?:[\[{"\]]|-?\d[\d.]*\s*,|(?:true|false|null)\b)')


def refuse_foreign(content: bytes) -> None:
    """Refuse what is surely no table, by its name. Raises `Refused`."""
    if kind := _foreign(content) or _markup(content):
        raise other(kind)


def other(kind: str) -> Refused:
    """Why a file of another kind is refused."""
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
    head = content[:HEAD].decode(code, "ignore").lstrip("\ufeff \t\r\n")
    end = content[-END:].replace(b"\0", b"").rstrip()
    if MARKUP.match(head):
        return _("a web page (HTML), whatever its name ends with")
    if head.startswith("<") and "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return _("an XML spreadsheet (2003)")
    root = ROOT.match(head)
    if head.startswith("<?xml") or (root and end.endswith(f"</{root[1]}>".encode())):
        return _("an XML file")
    return _("a JSON file") if OBJECT.match(head) else None
