"""What a file is, told from its content: read, unpacked, or refused in a sentence."""

import gzip
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook

from imports.reading.envelope import MEGABYTE, Opened, opened
from imports.reading.refusal import Refused

MOST = 20 * MEGABYTE
TABLE = b"partner_id,name\n0700100,Nordmark Systems\n"
PACKAGE = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


def read(content: bytes, largest: int = MOST) -> Opened:
    return opened(content, largest)


def refusal(content: bytes, largest: int = MOST) -> str:
    with pytest.raises(Refused) as refused:
        opened(content, largest)
    return str(refused.value)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def workbook() -> bytes:
    file = BytesIO()
    Workbook().save(file)
    return file.getvalue()


def tarred() -> bytes:
    return b"a.csv".ljust(257, b"\0") + b"ustar\x0000" + bytes(248)


@pytest.mark.parametrize(
    "content",
    [
        TABLE,
        b"\xef\xbb\xbf" + TABLE,
        TABLE.decode().encode("utf-16"),
        TABLE.decode().encode("utf-32"),
        b"<name>,seats\nNordmark,3\n",
        b"<table>,<html>\n1,2\n",
        b"{0503E000-1111},x\n",
        b"[1],x\n",
        b"MZ,BM,name\n1,2,3\n",
        b"PAR1,II,BZh9,GIF\n1,2,3,4\n",
        b"ID;Partner\n1;2\n",
    ],
)
def test_text_is_passed_on_as_it_stands(content: bytes) -> None:
    """Text is text in any encoding, also where its first letters are those of another kind."""
    assert read(content) == Opened(content, workbook=False, notes=())


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", b"\xff\xfe \0\n\0"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    """Nothing, blanks, or a byte order mark alone is an empty file."""
    assert "empty" in refusal(content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"\t\x08\x10\x00\x00\x06", ".xls"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1\\ansi", ".rtf"),
        (b"MIME-Version: 1.0\n", ".mht"),
        (b"PAR1\x15\x00PAR1", "Parquet"),
        (b"ARROW1\x00\x00", "Arrow"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"\x00\x01\x00\x00Standard ACE DB\x00", "Access"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"GIF89a", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBP", "picture"),
        (b"II*\x00", "picture"),
        (b"BM\x36\x00\x00\x00\x00\x00\x00\x00", "picture"),
        (b"\x7fELF\x02", "program"),
        (b"MZ\x90\x00\x03", "program"),
        (b"BZh91AY&SY", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"\x28\xb5\x2f\xfd\x04", "Zstandard"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (tarred(), "tar"),
        (b"<!DOCTYPE html>\n<p>Sign in", "HTML"),
        (b"\xef\xbb\xbf<HTML><table><tr><td>1</td></tr></table>", "HTML"),
        ("<html><body></body></html>".encode("utf-16"), "HTML"),
        (b'<?xml version="1.0"?><rows/>', "XML file"),
        (b"<rows><row/></rows>\n", "XML file"),
        (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML spreadsheet"),
        (b'{"partner": 1}', "JSON"),
        (b' [\n {"partner": 1}]', "JSON"),
        (b"[1, 2]", "JSON"),
        (zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), ".xlsb"),
        (zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), "Word"),
        (zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "PowerPoint"),
        (zipped({"META-INF/manifest.xml": b"", "content.xml": b""}), ".ods"),
        (zipped({"Index/Document.iwa": b""}), "Numbers"),
    ],
)
def test_another_kind_of_file_is_named(content: bytes, kind: str) -> None:
    """A file that holds no text is named, and the sentence says what to save instead."""
    says = refusal(content)
    assert kind in says
    assert "XLSX" in says


def test_a_gzip_archive_is_unpacked() -> None:
    """A table in a gzip archive is read, and that is told."""
    found = read(gzip.compress(TABLE))
    assert (found.content, found.workbook, len(found.notes)) == (TABLE, False, 1)


def test_a_zip_archive_of_one_table_is_unpacked() -> None:
    """Folders and what a Mac adds are left aside; the note names the file that was read."""
    members = {"a/": b"", "a/report.csv": TABLE, "__MACOSX/a/._report.csv": b"x", ".DS_Store": b"x"}
    found = read(zipped(members))
    assert found.content == TABLE
    assert "a/report.csv" in found.notes[0]


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped({"a.xlsx": content})])
def test_a_workbook_in_an_archive_is_a_workbook(pack: Callable[[bytes], bytes]) -> None:
    """A workbook is recognised inside an archive too."""
    assert read(pack(workbook())).workbook


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped({"a.csv": TABLE, "b.csv": TABLE}), "2 files: a.csv, b.csv"),
        (zipped({}), "empty"),
        (zipped({"a/": b""}), "empty"),
        (zipped({"a.csv": b""}), "empty"),
        (zipped({"a.zip": zipped({"a.csv": TABLE})}), "holds another"),
        (zipped({"a.gz": gzip.compress(TABLE)}), "holds another"),
        (gzip.compress(gzip.compress(TABLE)), "holds another"),
        (gzip.compress(TABLE) + gzip.compress(TABLE), "follows"),
        (gzip.compress(TABLE) + b"x", "follows"),
        (gzip.compress(TABLE)[:-9], "cut off"),
        (zipped({"a.csv": TABLE})[:-30], "cut off"),
        (zipped({"a.csv": TABLE}, zipfile.ZIP_STORED).replace(b"Nordmark", b"Sudmarke"), "damaged"),
        (zipped({"a.csv": TABLE}, zipfile.ZIP_BZIP2), "unusual"),
        (zipped({"a.csv": TABLE}) + zipped({"b.csv": TABLE}), "damaged"),
        (zipped({"a.pdf": b"%PDF-1.7"}), "PDF"),
    ],
)
def test_an_archive_without_exactly_one_whole_table(content: bytes, words: str) -> None:
    """Several files, none, archives in archives, and damaged ones are refused."""
    assert words in refusal(content)


def encrypted(content: bytes) -> bytes:
    """The archive with the mark of encryption in its directory and before its first member."""
    directory = content.index(b"PK\x01\x02") + 8
    return content[:6] + b"\x01" + content[7:directory] + b"\x01" + content[directory + 1 :]


@pytest.mark.parametrize("members", [{"a.csv": TABLE}, PACKAGE])
def test_an_encrypted_archive_is_refused(members: dict[str, bytes]) -> None:
    """A password is not guessed at, and not asked for."""
    assert "password" in refusal(encrypted(zipped(members)))


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _each in range(size)) + packer.flush()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """What grows a thousandfold is refused at once, in a gzip, a ZIP and a workbook."""
    zeros = bytes(64 * MEGABYTE)
    contents = [
        bomb(64),
        zipped({"a.csv": zeros}),
        zipped({**PACKAGE, "xl/worksheets/sheet1.xml": zeros}),
    ]
    assert all("200 times" in refusal(content, 200 * MEGABYTE) for content in contents)


@pytest.mark.parametrize(
    "pack",
    [
        bytes,
        gzip.compress,
        lambda content: zipped({"a.csv": content}),
        lambda content: zipped({"a.csv": content}, zipfile.ZIP_STORED),
        lambda content: zipped({**PACKAGE, "a": content[: MEGABYTE // 2], "b": content}),
    ],
    ids=["as it is", "gzip", "zip", "stored", "workbook"],
)
def test_a_file_larger_than_what_is_read(pack: Callable[[bytes], bytes]) -> None:
    """The limit holds for what is unpacked as for what is not, and for a workbook's sum."""
    lines = b"".join(b"%d,%d\n" % (number, number * number) for number in range(70_000))
    assert "at most 1 MB" in (says := refusal(pack(lines), MEGABYTE)) or "more than 1 MB" in says


def test_a_size_that_is_stated_wrongly_is_not_believed() -> None:
    """A member whose stated size is not its own is damaged."""
    content = zipped({"a.csv": TABLE})
    place = content.index(b"PK\x01\x02") + 24
    assert "damaged" in refusal(content[:place] + b"\x01\0\0\0" + content[place + 4 :])


@pytest.mark.parametrize("text", ["<!DOCTYPE a>", '<!ENTITY a "b">'])
@pytest.mark.parametrize("code", ["utf-8", "utf-16", "utf-16-be"])
def test_a_part_with_a_document_type_is_refused(text: str, code: str) -> None:
    """No part of a workbook may declare entities, in whatever encoding it hides them."""
    part = (" " * 262_140 + text).encode(code)
    assert "a.xml" in refusal(zipped({**PACKAGE, "a.xml": part}, zipfile.ZIP_STORED))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_workbook_whose_parts_are_not_what_excel_writes() -> None:
    """Two parts of one name, or a thousand parts, are refused."""
    file = BytesIO(zipped(PACKAGE))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("XL/workbook.xml", b"<other/>")
    assert "damaged" in refusal(file.getvalue())
    assert "1,000 parts" in refusal(
        zipped({**PACKAGE, **{str(place): b"" for place in range(999)}})
    )


def test_a_workbook_is_recognised() -> None:
    """An ordinary workbook is passed on whole."""
    content = workbook()
    assert read(content) == Opened(content, workbook=True, notes=())
