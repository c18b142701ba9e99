"""Text in a single-byte code page: read when every page that could have made it agrees."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from imports.reading.refusal import Refused
from tiers.words import _

# How each language writes its special letters: alone in lower case, with the neighbours they need.
# A word fits a language when nothing but ASCII is left once these are taken out of it.
_C = "[bcdfghjklmnpqrstvwxz]"
_WEST = {
    "German": "[äöüßé]",
    "Swedish or Finnish": "[åäöéü]",
    "Spanish": "[áéíóúü]|ñ(?=[aeiouáéíóú])",
    "Portuguese": "[áéíóúâêôü]|à(?=s?$)|ã(?=[oe]|s?$)|õ(?=e)|ç(?=[aouãõáóúâô])",
    "French": rf"é|è(?={_C}{{1,3}}u?e|s$)|ê(?=[bcghlmnprstv])|^à$|(?<=[lç])à$|[âîô](?=[a-z])"
    r"|û(?=[bclmnrt])|(?<=o)ù$|ç(?=[aou]|à$)|(?<=[aeou])ë|(?<=[aou])ï|œ(?=u)|(?<=a)ÿ",
    "Italian": "[àèéìòù]$",
    "Catalan": rf"[éíóúüòà]|è(?={_C}{{1,3}}[aeiou]|s?$)|(?<=[aeou])ï|ç(?=[aou]|$)",
    "Dutch": rf"[éöü]|(?<=[aeiou])[ëï]|è(?={_C}{{1,3}}e)",
    "Danish or Norwegian": "[åéöäü]|(?<=e)ø(?=y|$)|(?<![aeouyáéíóúý])ø(?![aiouáéíóúýì])"
    "|(?<![aeouyáéíóúý])æ(?![aeiouyáéíóú]|$)",
}
_ICELANDIC = {
    "Icelandic": "[áéíóúýöø]|(?<![aeiouyáéíóúýö])þ(?=[aeiouyáéíóúýæörvj])"
    "|(?<=[aeiouyáéíóúýæörfgl])ð|(?<![aeiouyáéíóú])æ"
}
_CENTRAL = {
    "Polish": "[óąęśłżź]|(?<=[aeiouyóąę])ń(?![aeiouyóąę])"
    "|(?:^|(?<=[aeiouyóąęśźłrnlj]))ć(?![rlsgjdaeiouy])",
    "Czech": "[áčďéěíňóšťúůýžäöü]|(?<=[aeiouyáéíóúýěů])ř|ř(?=[aeiouáéíóúýěů])"
    "|(?:^|(?<=[kpbtdhcv]))ř(?![aeiouyáéíóúýěůrljsg])",
    "Slovak": "[áäčďéíľňóôšťúýž]|(?<=[b-df-hj-np-tv-xz])(?:ŕ(?=[b-df-hj-np-tv-xzčšžďňť])"
    "|(?:(?<!h)ĺ(?=k)|ĺ(?=[bcčdpťtvzž])))",
    "Hungarian": "[áéíóöőúüű]",
    "Romanian": "[âîșțşţ]|ă(?!o|es?$)",
    "Croatian, Serbian or Slovene": "[čšžđ]|^ć|(?<=[aeiour])ć|ć(?=[aeiou])",
}
_BALTIC = {
    "Lithuanian": "[čšžū]|ė(?!(?:l|n|lle|ls)$)|^[ąį]|(?<=s)ą|(?<=[aeiouy])į|[ąęįų](?=[sšzžcč]|$)",
    "Latvian": "[āčģīļņšūžōŗ]|ē(?![aou])|(?<![cdzg])ķ(?=[aeiouāēīūsšļņ]|$)",
    "Estonian": "[õäöüšž]",
    "Polish": _CENTRAL["Polish"],
}
_MARK = "[\u0300\u0301\u0303\u0309\u0323]"
_PAGES = (
    ("cp1250", "Windows-1250", _CENTRAL),
    ("cp1254", "Windows-1254", {"Turkish": "[çöüşıİâêîûi\u0307]|(?<=[aeıioöuüâ])ğ"}),
    ("cp850", "DOS 850", _WEST | {"German": "[äöüé]|(?<=[aeiouyäöü])ß"}),
    ("mac_roman", "Macintosh", _WEST | _ICELANDIC),
    ("cp852", "DOS 852", _CENTRAL),
    ("cp1257", "Windows-1257", _BALTIC),
    (
        "cp1258",
        "Windows-1258",
        {
            "Vietnamese": rf"[àáâèéêíóôùúư]|^đ|ă(?={_MARK}?[cmnpt])"
            rf"|ơ(?={_MARK}?(?:[cimnptu]|$))|(?<=[aeiouyâăêôơư]){_MARK}"
        },
    ),
)
_OURS = _WEST | _ICELANDIC
_FREE = frozenset("áéíóúýäöüßôåõ")  # a guest's name in any of the languages

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŒœ"
_WORD = re.compile(f"(?<![{_LETTER}])[A-Za-z]*+[À-ÖØ-öø-ÿŒœ][{_LETTER}]*+")
_SIGN = re.compile(f"[^\x00-\x7f{_LETTER}]")
_AFTER, _BEFORE = "(?<![A-Za-z\x80-\x9f¡-\uffff])", "(?![A-Za-z\x80-\x9f¡-\uffff])"
# The signs of Windows-1252 where no letter of DOS, Macintosh or Polish could stand.
_SAFE = re.compile(
    rf"{_AFTER}[€…•©§±]{_BEFORE}|(?<=\d)[€…]{_BEFORE}|{_AFTER}[£±©§](?=\s?\d)"
    r"|(?<=\s)[–—·](?=\s)|(?<=\d)–(?=\d)|(?<=[\d\s])×(?=[\d\s])|(?<=[lL])·(?=[lL])"
    r"|(?:(?<=[a-zß-ÿ])|(?<=\b[DLO]))’(?=[A-ZÀ-Þ])|(?<=\b[dlDL])’(?=[aeiouhéèêâ]\w\w)"
    rf"|(?<=[dgklnbtx])’(?=s\b)|(?<=[a-zß-ÿ\d])[™®]{_BEFORE}"
    rf"|(?<=[\dNn])°{_BEFORE}|(?:(?<=\d)|(?<=\d ))°(?=[CF]\b)|{_AFTER}µ(?=[mgslAFVW]\b)"
    rf"|(?:(?<=\d)|(?<=\dm)|(?<=\bm)|(?<=\b[kcd]m))[²³]{_BEFORE}|{_AFTER}[½¼¾]{_BEFORE}"
    rf"|(?:(?<=\d)|(?<=\b[Nn]))º{_BEFORE}|(?:(?<=\d)|(?<=\bM))ª{_BEFORE}"
    r"|(?<=[\d«])\xa0|\xa0(?=»)|(?<![^\W\d])\xa0(?![a-z])|\xa0(?=[A-Z\d&])|[¿¡](?=[A-ZÀ-Þ][^\r\n]*[?!])"
)
_APOSTROPHE = re.compile(f"(?<=[{_LETTER}])’(?=[{_LETTER}])")  # in Macintosh “í”, in DOS “Æ”
_PAIRS = re.compile(
    rf"{_AFTER}(?:„[^„“”\r\n]{{1,80}}[“”]|“[^“”\r\n]{{1,80}}”|‘[^‘’\r\n]{{1,80}}’"
    rf"|«[^«»\r\n]{{1,80}}»|‹[^‹›\r\n]{{1,80}}›){_BEFORE}"
)


def western(content: bytes, line_of: Callable[[bytes, int], int]) -> tuple[str, list[str]]:
    """The text of *content* in Windows-1252 and the words that show it, or Refused."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _unknown(line_of(content, error.start)) from None
    words = _words(text)
    for place in _strange_signs(text, words):
        raise _unknown(line_of(content, place), _around(text, place))
    for word in words:
        if not _ours(word):
            raise _unknown(line_of(content, text.find(word)), word)
    if words and all(word.isalpha() and len(word) == 1 for word in words):
        raise _unknown(line_of(content, text.find(words[0])), words[0])
    for codec, page, languages in _PAGES:
        other = _rival(words, codec, languages)
        if other:
            raise _two_readings(line_of(content, text.find(other[0])), *other, page)
    return text, words or [_around(text, found.start()) for found in [*_SIGN.finditer(text)][:1]]


def _words(text: str) -> list[str]:
    """The words with special letters, one for each that its letters and their neighbours tell."""
    told: dict[str, str] = {}
    for word in dict.fromkeys(_WORD.findall(text)):
        places = [place for place, sign in enumerate(word) if not sign.isascii()]
        told.setdefault(word[max(0, places[0] - 2) : places[-1] + 6], word)
    return list(told.values())


def _strange_signs(text: str, words: list[str]) -> Iterator[int]:
    """Where a sign stands that is no letter, and not where such a sign may stand."""
    if not _SIGN.search(text):
        return
    windows = all(
        any(not _at_home(_through(word, codec), _OURS) for word in words)
        for codec in ("mac_roman", "cp850")
    )
    paired = {end for pair in _PAIRS.finditer(text) for end in (pair.start(), pair.end() - 1)}
    for sign in _SIGN.finditer(text):
        place = sign.start()
        apostrophe = windows and _APOSTROPHE.match(text, place)
        if place not in paired and not apostrophe and not _SAFE.match(text, place):
            yield place


def _through(word: str, codec: str) -> str:
    """The word as the same bytes read in another code page."""
    return word.encode("cp1252").decode(codec, "replace")


def _around(text: str, place: int) -> str:
    """The piece of a line around a place, as far as the next gap or delimiter."""
    before = re.split(r"[\s;,|\"]", text[max(0, place - 20) : place])[-1]
    return before + re.split(r"[\r\n\t;,|\"]", text[place : place + 20])[0]


def _ours(word: str) -> bool:
    """Whether a word could be a Western one: ASCII among its letters, and at home in a language."""
    if len(word) > 1 and re.search(r"[^\x00-\x7f]{3}|^[^\x00-\x7f]+$", word):
        return False
    return bool(_at_home(word, _OURS))


def _at_home(word: str, languages: dict[str, str]) -> set[str]:
    """The languages that write such a word; none where capitals stand among small letters."""
    if _oddly_cased(word):
        return set()
    small = word.lower()
    return {name for name, ways in languages.items() if re.sub(ways, "", small).isascii()}


def _oddly_cased(word: str) -> bool:
    for place, sign in enumerate(word):
        before, after = word[:place], word[place + 1 : place + 2]
        if sign.isascii() or not sign.isalpha() or sign in "ßı":
            continue
        if sign.isupper() and (
            before[-1:].islower() or (before[-1:].isupper() and after.islower())
        ):
            return True
        if (
            sign.islower()
            and before[-1:].isupper()
            and (after.isupper() or before[-2:-1].isupper())
        ):
            return True
    return False


def _rival(words: list[str], codec: str, languages: dict[str, str]) -> tuple[str, str, str] | None:
    """A word, its other reading and the language, if that code page explains the file as well."""
    ours, theirs, shown = [], [], None
    for word in words:
        other = _through(word, codec)
        if other == word and _FREE.issuperset(s for s in word.lower() if not s.isascii()):
            continue
        homes = _at_home(other, languages)
        if not homes and other != word:
            return None
        ours.append(_at_home(word, _OURS))
        theirs.append(homes or {"a guest"})
        if shown is None and other != word:
            shown = (word, other, min(homes))
    simpler = _fewest(theirs) > _fewest(ours) and {"Icelandic"} not in ours
    if simpler or _surely_french(words, codec):
        return None
    return shown


def _surely_french(words: list[str], codec: str) -> bool:
    """Whether four words have è as French has it, and none that differs is anything else."""
    differing = [word for word in words if _through(word, codec) != word]
    french = all("French" in _at_home(word, _OURS) for word in differing)
    return french and sum("è" in word for word in differing) >= 4


def _fewest(homes: list[set[str]]) -> int:
    """How few languages are at home in every word."""
    names = sorted({name for some in homes for name in some})
    kinds = {frozenset(some) for some in homes}
    for count in range(1, 4):
        for chosen in combinations(names, count):
            if all(some.intersection(chosen) for some in kinds):
                return count
    return 4


def _two_readings(line: int, word: str, other: str, language: str, page: str) -> Refused:
    return Refused(
        _(
            "The file is not UTF-8, and its letters can be read in two ways: line {line} is "
            "“{word}” in Windows-1252 and “{other}” in {page} ({language}). "
            "Open the file in Excel, see that the names are right, and save it as “CSV UTF-8”."
        ).format(line=line, word=word, other=other, page=page, language=_(language)),
        line,
    )


def _unknown(line: int, found: str = "") -> Refused:
    advice = _(
        "Open the file in the program that made it, see that the names are right, "
        "and save it as “CSV UTF-8”, or export it again as UTF-8."
    )
    if not found:
        text = _(
            "The file is not UTF-8, and line {line} holds a sign that is none in Windows-1252."
        )
        return Refused(f"{text.format(line=line)} {advice}", line)
    text = _(
        "The file is not UTF-8, and it is not safe to read it as Windows-1252: line {line} "
        "would be “{found}”."
    )
    return Refused(f"{text.format(line=line, found=found)} {advice}", line)
