"""How the letters of a workbook's cell are set, where that changes what they say.

What is struck through is withdrawn for the eye, and yet still there; what is set higher or lower
within a cell is mostly the number of a note.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from imports.reading.numberformats import Nature
from imports.reading.soundness import INLINE, MAIN, VALUE, number_of

_NO = {"0", "false", "off"}
_ASIDE = {"superscript", "subscript"}


def struck_styles(styles: Element) -> frozenset[int]:
    """The cell styles whose whole text is struck through."""
    fonts = styles.iterfind(f"{MAIN}fonts/{MAIN}font")
    struck = {number for number, font in enumerate(fonts) if _strikes(font)}
    forms = styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
    return frozenset(
        place for place, form in enumerate(forms) if number_of(form.get("fontId", "0")) in struck
    )


def set_within(text: Element) -> Nature | None:
    """What a text is, by the letters of one of its pieces; None where they say nothing."""
    set_so = {
        _nature(font)
        for piece in text.iterfind(f"{MAIN}r")
        if (font := piece.find(f"{MAIN}rPr")) is not None
        and (piece.findtext(f"{MAIN}t") or "").strip()
    }
    return next((nature for nature in (Nature.STRUCK, Nature.RAISED) if nature in set_so), None)


@dataclass(frozen=True)
class Letters:
    """The cell styles that strike letters through, and the shared texts whose letters are set so.

    *texts* has the `Nature` of each such text, by its number.
    """

    styles: frozenset[int]
    texts: Mapping[int, Nature]

    def of(self, cell: Element) -> Nature | None:
        """What a cell is by its letters; None where they say nothing."""
        if self.styles and number_of(cell.get("s", "0")) in self.styles:
            return Nature.STRUCK
        kind = cell.get("t")
        if kind == "s" and self.texts:
            return self.texts.get(number_of((cell.findtext(VALUE) or "").strip()))
        inline = cell.find(INLINE) if kind == "inlineStr" else None
        return None if inline is None else set_within(inline)


def _nature(font: Element) -> Nature | None:
    if _strikes(font):
        return Nature.STRUCK
    place = font.find(f"{MAIN}vertAlign")
    return Nature.RAISED if place is not None and place.get("val") in _ASIDE else None


def _strikes(font: Element) -> bool:
    line = font.find(f"{MAIN}strike")
    return line is not None and line.get("val", "1") not in _NO
