"""The report on paper: one page that says how a partner stands, then the evidence, as PDF.

Words and figures are drawn by readiness.typ. They reach it as data and are never read as markup,
so a name may hold any sign there is.
"""

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import typst

from reports.figures import inertly
from reports.handout import Handout
from reports.pages import content

TEMPLATE = Path(__file__).with_name("readiness.typ")


def as_pdf(handout: Handout) -> bytes:
    """The report as a tagged PDF, dated by its as-of day.

    Text is set in the fonts that come with Typst, so that it looks the same everywhere. Where they
    lack a sign (Chinese, say), the machine's own fonts help out, at the price of PDF/UA.
    """
    words = json.dumps(inertly(content(handout)), ensure_ascii=False)
    day = handout.standing.verdict.as_of
    given, at = {"report": words}, datetime.combine(day, time(), UTC)
    try:
        return typst.compile(
            TEMPLATE, sys_inputs=given, timestamp=at, font_paths=_fonts(), pdf_standards="ua-1"
        )
    except typst.TypstError:
        return typst.compile(TEMPLATE, sys_inputs=given, timestamp=at)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
