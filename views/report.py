"""The readiness report: what will be in it, and its forms, each made when it is asked for."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

import polars as pl
import streamlit as st
from sqlalchemy import Engine

from models.database import in_words
from reports import forms, progress
from reports.ahead import headline, why
from reports.blocks import Block, blocks
from reports.criteria import Criterion, compared, performs
from reports.handout import Handout, gather
from reports.lacking import Lack, lacking
from reports.names import noun, sentence
from reports.points import has, word
from reports.readiness import bound
from reports.supports import summary
from tiers.verdicts import Finding
from tiers.words import _
from views import address, knowledge, parts
from views.address import Visit
from views.parts import plain

KINDS = {
    "pdf": (_("PDF, to hand over"), "application/pdf", ":material/picture_as_pdf:"),
    "xlsx": (
        _("Excel, to work with"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ":material/table_chart:",
    ),
    "html": (_("HTML page"), "text/html", ":material/public:"),
    "csv": (_("CSV, for a spreadsheet"), "text/csv", ":material/table:"),
    "json": (_("JSON, for a script"), "application/json", ":material/data_object:"),
}
SIGNS = {"met": "✓", "not met": "✗", "not assessed": "?"}


def page(visit: Visit) -> None:
    partner = parts.partner(visit, _("Report"), _("Readiness report of"))
    if partner is None:
        return
    st.caption(plain(f"{partner} · {parts.rules(visit)}"))
    _downloads(visit, partner)
    with knowledge.reading() as connection:
        handout = gather(connection, visit.programme, partner, visit.day, visit.known_on, None)
    with st.container(border=True):
        _preview(visit, handout)


def _downloads(visit: Visit, partner: str) -> None:
    name = re.sub(r"\W+", "-", f"readiness {partner} {visit.programme.key} {visit.day}")
    with st.container(horizontal=True):
        for form in forms.FORMS:
            label, mime, icon = KINDS[form]
            st.download_button(
                _(label),
                partial(_made, knowledge.engine(), visit, partner, form),
                f"{name}.{form}",
                mime,
                on_click="ignore",
                type="primary" if form == "pdf" else "secondary",
                icon=icon,
            )


def _made(engine: Engine, visit: Visit, partner: str, form: str) -> bytes:
    """A form's bytes; called by a click, beside the page."""
    with in_words(engine), engine.connect() as connection:
        return forms.report(
            connection, visit.programme, partner, visit.day, form, known_on=visit.known_on
        )


def _preview(visit: Visit, handout: Handout) -> None:
    standing, verdict = handout.standing, handout.standing.verdict
    performing = _("On {day}: {performs}.").format(day=verdict.as_of, performs=performs(verdict))
    st.markdown(f"**{plain(performing)}** {plain(compared(standing))}")
    if standing.binding:
        st.caption(plain(bound(standing.binding)))
    if handout.edition is None:
        parts.no_edition(visit, "report")
        return
    for heading, table in _tables(handout):
        if heading:
            st.markdown(heading)
        st.table(table, border="horizontal", hide_index=True)
    for tier, lacks in lacking(handout.edition, verdict):
        heading = _("What {tier} still asks for").format(tier=plain(tier.tier))
        st.markdown(f"**{heading}**\n\n" + "\n".join(_lines(lacks)))
    _ahead(handout)
    st.caption(
        _("The report also has the evidence behind each figure, the last quarters and the sources.")
    )
    link = address.link(partner=verdict.partner)
    st.page_link(
        visit.pages["standing"],
        label=_("Standing"),
        icon=parts.ICONS["standing"],
        query_params=link,
    )


def _ahead(handout: Handout) -> None:
    """What changes by itself, what the tier hangs on, and how far plans are."""
    ahead = handout.ahead
    if ahead and (ahead.tier or ahead.turns):
        said = f"{plain(headline(ahead))} {plain(why(ahead))}".strip()
        st.markdown(f"**{_('What changes by itself')}**\n\n- {said}")
    for own in handout.hangs.partners:
        st.markdown(f"**{_('What it hangs on')}**\n\n- {plain(summary(own))}")
    for plan in handout.plans:
        name, far = plain(plan.saved.supposed.name), plain(progress.summary(plan))
        st.markdown(f"**{_('Being carried out')}**\n\n- {name}: {far}")


def _tables(handout: Handout) -> Iterator[tuple[str, pl.DataFrame]]:
    """A table for what is always asked and for each option: a row for each criterion."""
    for block in blocks(handout.standing.verdict, handout.edition):
        heading = f"**{plain(block.name)}** ({block.note})" if block.name else ""
        rows = [_row(one) for one in _asked(block)]
        yield heading, pl.DataFrame(rows, infer_schema_length=None)


def _asked(block: Block) -> Iterator[Criterion]:
    """The total, then the rest; of a track that does not apply the total alone."""
    if block.total:
        yield block.total
    for piece in block.pieces if block.applies else ():
        yield from (*piece.gates, *piece.criteria)


def _row(criterion: Criterion) -> dict[str, str]:
    """What each tier needs, and what it came to."""
    return {_("Criterion"): sentence(noun(criterion.key, criterion.path))} | {
        plain(tier): f"{_sign(criterion, found)} {_came_to(criterion, found)}"
        for tier, found in criterion.findings
    }


def _sign(criterion: Criterion, found: Finding) -> str:
    """The outcome; a class is neither good nor bad."""
    return "·" if criterion.role == "class" else SIGNS[found.outcome]


def _came_to(criterion: Criterion, found: Finding) -> str:
    had = has(found, criterion.role, criterion.rule)
    if criterion.role in {"threshold", "total"}:
        return had
    return f"{word(found, criterion.role)}: {had}"


def _lines(lacks: Iterable[Lack], indent: str = "") -> Iterator[str]:
    for lack in lacks:
        yield f"{indent}- {plain(lack.says)}"
        for number, option in enumerate(lack.options):
            if number:
                yield f"{indent}    - {_('or')}"
            yield from _lines(option, f"{indent}    ")
