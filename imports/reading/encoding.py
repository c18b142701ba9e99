"""From bytes to text: exactly right, or refused with what would mend it; never a guess."""

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass

from imports.reading.codepages import western
from imports.reading.misread import misread
from imports.reading.refusal import Refused
from tiers.words import _


@dataclass(frozen=True)
class Decoded:
    """A file's text without its byte order mark, its encoding, and what the user should know."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


_WIDE = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
LONGEST_LINE = 8 * 1024 * 1024  # bytes; a thousand cells of a thousand letters, twice
_MANGLED_MARKS = ("ï»¿", "Ôªø", "´╗┐", "∩╗┐", "ď»ż", "п»ї")
_MULTI_BYTE = re.compile(
    rb"[\xc2-\xf4](?:(?<=[\xc2-\xdf])|(?<=[\xe0-\xef])[\x80-\xbf]|[\x80-\xbf]{2})[\x80-\xbf]"
)
_UTF7 = re.compile(r"(?<=[A-Za-z])\+A[K-X][0-9A-Za-z+/]-")  # one letter from À to ſ
# Letters of Windows as DOS, Macintosh or Windows-1251 has them, and ü of Macintosh, in a word.
# Those that look like a letter of ours are left to the columns, which tell where one stands.
_CROSS = (
    "(?![\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
    "\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7"
    "\u0405\u0406\u0408\u0410\u0412\u0415\u041a\u041c-\u041e\u0420-\u0423\u0425"
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458])"
    "[³¸ˆ‰Ÿ\u0391-\u03c9\u0410-\u045f\u2500-\u259f⌠⌡∩≡≈√≤≥ⁿ]"
)
_CROSSED = re.compile(f"[A-Za-z]{_CROSS}[a-z]")
# Cyrillic, Greek, Hebrew or Arabic that was read as Western: words without a plain letter.
_RARE = "[ìòùðþýÿÌÒÙÐÞÝ]"
_SHIFTED = re.compile("(?<![A-Za-zÀ-ÿ])[À-ÖØ-öø-ÿ]{4,}(?![A-Za-z])")
_LOST = re.compile("[\x80-\x9f\ufffd\ufffe\uffff]")
# What single bytes of another code page give when they happen to be UTF-8: no name mixes these.
_CHANCE = re.compile(
    "[A-Za-z](?:[\u0530-\u07ff]|[\u0250-\u0252\u0255\u0258\u025a\u025c-\u0262\u0264-\u0267"
    "\u026b-\u0271\u0273-\u0288\u028c-\u02af])"
    "|(?<![\u3000-\u9fff])[\U00020000-\U0003ffff](?![\u3000-\u9fff])"  # rare, and alone
)


def decoded(content: bytes) -> Decoded:
    """The text of the whole of *content*. Raises `Refused`."""
    _check_lines(content)
    for mark, codec, name in _WIDE:
        if content.startswith(mark):
            return _wide(content, len(mark), codec, name)
    if b"\x00" in content:
        return _unmarked(content)
    start = 0
    while content.startswith(codecs.BOM_UTF8, start) and start < 6:
        start += 3
    try:
        text = str(memoryview(content)[start:], "utf-8")
    except UnicodeDecodeError as error:
        return _single_byte(content, start, error)
    return _read(text, "UTF-8", content)


def _check_lines(content: bytes) -> None:
    """Refuse, before anything is made of it, what holds a line that no table has."""
    for start in range(0, len(content) - LONGEST_LINE, LONGEST_LINE):
        end = start + LONGEST_LINE
        if content.find(b"\n", start, end) < 0 and content.find(b"\r", start, end) < 0:
            line = _line(content, start)
            says = _("Line {line} is longer than any of a table. Export it again as CSV UTF-8.")
            raise Refused(says.format(line=line), line)


def check(text: str) -> None:
    """Refuse text that was damaged before it came here. Raises `Refused`."""
    if not text.isascii():
        _refuse_damage(text, b"")


def _read(text: str, encoding: str, content: bytes = b"") -> Decoded:
    """*text*, once no sign of it was damaged before; *content* is its UTF-8, if that is at hand."""
    if "\x00" in text:
        raise _nul(_line(text, text.index("\x00")))
    if text.isascii():
        _refuse_utf7(text)
        return Decoded(text, encoding)
    mark = next((mark for mark in _MANGLED_MARKS if text.startswith(mark)), "")
    text = text[len(mark) :]
    _refuse_damage(text, content if not mark else b"")
    note = _("The file began with a damaged byte order mark, “{mark}”, which was left out.")
    return Decoded(text, encoding, (note.format(mark=mark),) if mark else ())


def _refuse_utf7(text: str) -> None:
    """Refuse plain ASCII in which letters stand as UTF-7 writes them: `M+APw-ller`."""
    for found in _UTF7.finditer(text) if "+A" in text else ():
        with suppress(UnicodeDecodeError):
            meant = found[0].encode().decode("utf-7")
            said = _("Line {line} holds “{found}”, which is “{meant}” in UTF-7.")
            said = said.replace("{found}", found[0]).replace("{meant}", meant)
            raise _at(_line(text, found.start()), said)


def _wide(content: bytes, start: int, codec: str, name: str) -> Decoded:
    try:
        text = str(memoryview(content)[start:], codec)
    except UnicodeDecodeError as error:
        line = _line(str(memoryview(content)[start : start + error.start], codec), error.start)
        said = _("The file begins as {name}, but line {line} is not: it was cut off or damaged.")
        raise _at(line, said.replace("{name}", name)) from None
    return _read(text, name)


def _unmarked(content: bytes) -> Decoded:
    """UTF-16 without its mark, if it fits one way round only; else NUL is refused."""
    fits = [text for codec in ("utf-16-le", "utf-16-be") if (text := _plausible(content, codec))]
    if len(fits) != 1:
        raise _nul(_line(content, content.index(b"\x00")))
    _refuse_damage(fits[0], b"")
    return Decoded(fits[0], "UTF-16", (_("The file has no byte order mark; it is UTF-16."),))


def _plausible(content: bytes, codec: str) -> str:
    """The text in that codec, if its first line is plain and no other sign is impossible."""
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        return ""
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    plain = first.isascii() and first.replace("\t", " ").isprintable()
    kept = re.sub(r"[\t\r\n\xa0\xad\u2000-\u200f\u2028-\u202f\u2060\u3000]", "", text)
    return text if first and plain and kept.isprintable() else ""


def _single_byte(content: bytes, start: int, error: UnicodeDecodeError) -> Decoded:
    """The file in Windows-1252, unless it has UTF-8 too, or says so, or another page fits."""
    line = _line(content, start + error.start)
    mixed = start or _MULTI_BYTE.search(content)
    tail = content[start + error.start :]
    if error.reason == "unexpected end of data" and (
        mixed or len(tail) > 1 or tail[:1] in b"\xc2\xc3\xc4\xc5\xe2"
    ):
        said = _("The file ends in the middle of a letter in line {line}: it was cut off.")
        raise _at(line, said)
    if mixed:
        raise _mixed(line)
    text, words = western(content, _line)
    _refuse_damage(text, b"")
    note = _("The file is not UTF-8; it was read as Windows-1252, with words such as {words}.")
    note = note.format(words=", ".join(f"“{word}”" for word in words[:3]))
    return Decoded(text, "Windows-1252", (note,))


def _refuse_damage(text: str, content: bytes) -> None:
    """Raise Refused where signs were lost or UTF-8 was misread before the file was saved."""
    few = _few(text, content)
    if re.search(_RARE, few) and (shifted := _SHIFTED.search(text)):
        raise _crossed(text, shifted)
    if not re.search("[^À-ÿ]", few) and "ÔÇ" not in few and "Ôä" not in few:
        return
    for place, found, meant in misread(text, few):
        raise _saved_twice(_line(text, place), found, meant)
    if _LOST.search(few) and (lost := _LOST.search(text)):
        said = _("Line {line} holds a sign for a letter lost when the file was saved before.")
        raise _at(_line(text, lost.start()), said)
    if re.search(_CROSS, few) and (crossed := _CROSSED.search(text)):
        raise _crossed(text, crossed)
    if re.search("[\u0250-\u02af\u0530-\u07ff\U00020000-\U0003ffff]", few) and (
        chance := _CHANCE.search(text)
    ):
        raise _mixed(_line(text, chance.start()))


def _crossed(text: str, found: re.Match[str]) -> Refused:
    said = _("Line {line} holds “{found}”: letters that were read in another encoding.")
    return _at(_line(text, found.start()), said.replace("{found}", found[0]))


def _few(text: str, content: bytes) -> str:
    """The signs of *text* beyond ASCII in their order: enough to see that no harm is there."""
    few = content.translate(None, bytes(range(128))).decode("utf-8")
    return few or re.sub(r"[\x00-\x7f]+", "", text)


def _saved_twice(line: int, found: str, meant: str) -> Refused:
    said = _(
        "Line {line} holds “{found}”, which was probably “{meant}”: UTF-8 was read in another "
        "encoding and saved again. Export the file again as “CSV UTF-8”, or correct the names."
    )
    return Refused(said.format(line=line, found=found, meant=meant), line)


def _at(line: int, said: str) -> Refused:
    advice = _("Export it again from its source as “CSV UTF-8”.")
    return Refused(f"{said.format(line=line)} {advice}", line)


def _mixed(line: int) -> Refused:
    return _at(line, _("The file is partly UTF-8, but line {line} is not: it mixes encodings."))


def _nul(line: int) -> Refused:
    return _at(line, _("Line {line} holds a NUL byte: the file was damaged or is no text."))


def _line(text: str | bytes, place: int) -> int:
    """The line a place stands on, as an editor counts: CR, LF and CRLF each end one."""
    if isinstance(text, bytes):
        text = text[:place].decode("latin-1")
    count, pairs = text.count, text.count("\r\n", 0, place)
    return count("\n", 0, place) + count("\r", 0, place) - pairs + 1
