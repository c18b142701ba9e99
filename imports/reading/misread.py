"""UTF-8 that was read in another encoding and saved again: found, and what was meant."""

import re
from collections.abc import Iterator
from functools import cache

_Misread = tuple[str, str, str, re.Pattern[str]]


@cache
def _signs(codec: str) -> str:
    """The 256 signs of a code page; a byte that it lacks is a control sign, as browsers have it."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(256))


def _pattern(codec: str, two: str, three: str, four: str = "") -> _Misread:
    """The signs that begin a misread letter, those that go on with it, and what finds some."""
    table = _signs(codec)
    rest = "[" + re.escape(table[0x80:0xC0]) + "\x80-\x9f]"
    ways = [f"[{some}]{rest}{{{n}}}" for n, some in enumerate((two, three, four), 1) if some]
    return two, three + four, rest, re.compile(f"(?:{'|'.join(ways)})+")


# UTF-8 that was read as a code page and saved again: with which signs its letters begin there.
_MISREAD = {
    "cp1252": _pattern("cp1252", "ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞ", "àáâãäåæçèéêëìíîï", "ðñòóô"),
    "mac_roman": _pattern("mac_roman", "¬√ƒ≈Œœ–—", "‚·"),
    "cp437": _pattern("cp437", "┬├─┼╞╟╨╤╧╬", "Γ∩ß"),
    "cp866": _pattern("cp866", "┬├─┼╞╟╨╤╧╬", ""),
    "cp850": _pattern("cp850", "┬├─┼", "Ôß"),
    "cp1250": _pattern("cp1250", "ĂĹ", "â"),
    "cp1251": _pattern("cp1251", "ВГДЕРС", "в"),
}


# What a misread letter mostly was: the letters of Europe and Vietnam, marks, punctuation, pictures.
_LIKELY = re.compile(
    "[\xa0-\u014d\u0150-\u0155\u0158-\u017f\u018f\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u0259"
    "\u02bb\u02bc\u0300-\u0304\u0306-\u030c\u0323\u0327\u0328\u1e80-\u1eff\u2010-\u2122"
    "\u2190-\u23ff\u2600-\u27bf\ufb00-\ufb06\ufeff\ufffd\U0001f300-\U0001faff]+"
)


_CLOSING = frozenset("”“’»›…–—™®\xa0")  # may stand behind the last letter of a real name


_OPENED = re.compile("[“„«‹‘][^“”„«»‹›‘’\r\n]*$")


def misread(text: str, few: str) -> Iterator[tuple[int, str, str]]:
    """Place, signs and meaning of each piece that was UTF-8 and was read as a code page."""
    for codec, (early, late, rest, pattern) in _MISREAD.items():
        twos, threes = ("".join(lead for lead in leads if lead in few) for leads in (early, late))
        if not (twos and re.search(f"[{twos}]{rest}", few)) and not (
            threes and re.search(f"[{threes}]{rest}{{2}}", few)
        ):
            continue
        for start in re.finditer(f"[{twos}{threes}]{rest}", text):
            found = pattern.match(text, start.start())
            if (
                found
                and (meant := _meaning(found[0], codec))
                and _damaged(text, found, meant, codec)
            ):
                yield found.start(), found[0], _meaning(meant, codec) or meant


def _meaning(signs: str, codec: str) -> str:
    """What UTF-8 stands behind signs of a code page; nothing if none does."""
    table = _signs(codec)
    try:
        return bytes(
            table.find(sign) % 256 if sign in table else ord(sign) for sign in signs
        ).decode()
    except ValueError:
        return ""


def _damaged(text: str, found: re.Match[str], meant: str, codec: str) -> bool:
    """Whether these signs can hardly be what was written, as a capital and its quote can."""
    signs, before, after = found[0], text[: found.start()][-1:], text[found.end() :][:1]
    if signs[0] in "Œœ–—РС" and codec != "cp1252":
        return len(meant) > 2
    if re.match("[ВГДЕ─-▟]", signs):
        return bool(re.search("[A-Za-z0-9]", before + after)) or signs[0] in "├┬╨╤"
    ends_word = _CLOSING.issuperset(signs[1:]) and before.isalpha() and not after.isalnum()
    if len(meant) > 1 or len(signs) > 2:
        known = codec == "cp1252" or _LIKELY.fullmatch(meant)
        return len(meant) > 1 or bool(known and not ends_word)
    if not _LIKELY.fullmatch(meant):
        return signs[0] in "ÎÏÐÑØÙ" and not _CLOSING.union("²³°ºª¼½¾®©").issuperset(signs[1:])
    opened = _OPENED.search(text, max(0, found.start() - 80), found.start() + 1)
    real_end = ends_word and before.isupper() and not (meant.isupper() and not opened)
    return not real_end and not (before.isupper() and meant.islower() and after.isupper())
