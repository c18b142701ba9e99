"""The facts behind a criterion, a click away: what counts, what does not and why."""

from collections.abc import Iterable
from typing import Literal

import polars as pl
import streamlit as st

from reports.criteria import Criterion
from reports.evidence import Behind, behind
from reports.figures import figure
from tiers.words import _
from views.parts import plain, unbroken

Row = tuple[str, str, str, str]  # the tiers it counts for, the fact, why it counts for none, where
MANY, HEIGHT = 16, 600  # more rows than these scroll, in a table of so many pixels


def evidence(criterion: Criterion, of: str = "") -> None:
    """Counted rows first; rows of other periods are summed up unless every row is asked for.

    *of* says what they are the evidence of, where several criteria stand in one card.
    """
    every = _every(criterion)
    if not every:
        return
    counted = sum(1 for row in every if row[0])
    label = _("Evidence: {counted} of {all} rows count")
    if of:
        label = _("Evidence of {of}: {counted} of {all} rows count")
    says = label.format(of=plain(of), counted=figure(counted), all=figure(len(every)))
    with st.expander(says):
        told = behind(criterion)
        rows = list(_told(told))
        if len(rows) < len(every):
            key = f"every.{criterion.path}.{criterion.key}"
            whole = st.toggle(_("Every row by itself, of other periods too"), key=key)
            rows = every if whole else rows
        _table(rows)


def _told(told: Behind) -> Iterable[Row]:
    for one in (*told.counted, *told.others):
        why = "" if one.counts_for else one.why_not
        yield ", ".join(one.counts_for), one.fact, why, _place(one.file, one.lines)


def _every(criterion: Criterion) -> list[Row]:
    """Each fact by itself, those that count for a tier first."""
    tiers: dict[tuple[str, str], list[str]] = {}
    reasons: dict[tuple[str, str], str] = {}
    for tier, finding in criterion.findings:
        for one in finding.evidence or ():
            row = (one.fact, _place(one.file or "", str(one.line or "")))
            tiers.setdefault(row, []).extend([tier] if one.counted else [])
            reasons[row] = one.reason or reasons.get(row, "")
    rows = [
        (", ".join(counts), fact, "" if counts else reasons[fact, place], place)
        for (fact, place), counts in tiers.items()
    ]
    return sorted(rows, key=lambda row: not row[0])


def _place(file: str, lines: str) -> str:
    return _("{file}, line {lines}").format(file=file, lines=lines) if file else ""


def _table(rows: list[Row]) -> None:
    """A row each: the fact and where it stands, and for which tiers it counts or why for none."""
    shown = [
        (f"{unbroken(fact)}  \n:gray[:small[{plain(place)}]]", _told_why(counts, why))
        for counts, fact, why, place in rows
    ]
    names = [_("Fact, and where it stands"), _("Counts for, or why not")]
    table = pl.DataFrame(shown, schema=names, orient="row")
    height: Literal["content"] | int = HEIGHT if len(rows) > MANY else "content"
    st.table(table, border="horizontal", hide_index=True, height=height)


def _told_why(counts: str, why: str) -> str:
    return _("✓ {tiers}").format(tiers=plain(counts)) if counts else plain(why)
