"""What somebody has struck through in a workbook: withdrawn for the eye, and yet still there."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from imports.reading.soundness import INLINE, MAIN, VALUE, number_of

_NO = {"0", "false", "off"}
_STRIKE = f"{MAIN}strike"


def struck_styles(styles: Element) -> frozenset[int]:
    """The cell styles whose whole text is struck through."""
    fonts = [_strikes(font) for font in styles.iterfind(f"{MAIN}fonts/{MAIN}font")]
    forms = styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
    struck = {number for number, strikes in enumerate(fonts) if strikes}
    return frozenset(
        place for place, form in enumerate(forms) if number_of(form.get("fontId", "0")) in struck
    )


def struck_within(text: Element) -> bool:
    """Whether letters of a text that is told in pieces are struck through."""
    return any(
        _strikes(piece.find(f"{MAIN}rPr")) and (piece.findtext(f"{MAIN}t") or "").strip()
        for piece in text.iterfind(f"{MAIN}r")
    )


@dataclass(frozen=True)
class Struck:
    """The cell styles and the shared texts that strike letters through."""

    styles: frozenset[int]
    texts: frozenset[int]

    def is_so(self, cell: Element) -> bool:
        """Whether a cell is struck through, as a whole or in a piece."""
        if self.styles and number_of(cell.get("s", "0")) in self.styles:
            return True
        kind = cell.get("t")
        if kind == "s":
            return (
                bool(self.texts) and number_of((cell.findtext(VALUE) or "").strip()) in self.texts
            )
        inline = cell.find(INLINE) if kind == "inlineStr" else None
        return inline is not None and struck_within(inline)


def _strikes(font: Element | None) -> bool:
    line = None if font is None else font.find(_STRIKE)
    return line is not None and line.get("val", "1") not in _NO
