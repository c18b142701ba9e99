"""The rules as data: every programme, then the chosen one's editions, figures and sources."""

from typing import Any

import polars as pl
import streamlit as st

from reports.names import in_force, sentence
from reports.rules import last_day
from reports.sheets import Line, Sheet, sheets
from reports.sources import linked
from tiers.language import Edition, Programme
from tiers.programmes import PROGRAMMES
from tiers.words import _
from views import address, parts
from views.address import Visit
from views.parts import plain
from views.tables import stacked

ROW = 35  # pixels


def page(visit: Visit) -> None:
    parts.heading(visit, _("Programmes"), _("The rules as data: every figure with its source."))
    _overview(visit)
    programme = visit.programme
    st.header(plain(f"{_(programme.vendor)} · {_(programme.title)}"), anchor=False)
    if programme.on(visit.day) is None:
        st.caption(_("No edition is in force on {day}.").format(day=visit.day))
    for edition in programme.editions:
        _edition(visit, edition)


def _overview(visit: Visit) -> None:
    """A line for each programme; a click on its name shows it below."""
    click = "programmes.open"
    programmes = list(PROGRAMMES.values())
    rows = [_row(visit, one) for one in programmes]
    names = ["programme", "vendor", "force", "editions", "since"]
    st.dataframe(
        pl.DataFrame(rows, schema=names, orient="row"),
        column_config=_columns(visit, click),
        hide_index=True,
        row_height=ROW,
        height=ROW * (len(rows) + 1) + 2,
        placeholder="–",
    )
    if clicked := st.session_state.get(click):
        chosen = programmes[clicked["row"]].key
        st.switch_page(visit.pages["programmes"], query_params=address.link(programme=chosen))


def _row(visit: Visit, programme: Programme) -> tuple[object, ...]:
    """Its editions by name; their days stand below, with their rules."""
    edition, oldest = programme.on(visit.day), programme.editions[-1]
    editions = ", ".join(one.name for one in programme.editions)
    force = edition.name if edition else None
    return _(programme.title), _(programme.vendor), force, editions, oldest.since


def _columns(visit: Visit, click: str) -> dict[str, Any]:
    column = st.column_config
    return {
        "programme": column.ButtonColumn(
            _("Programme"), type="tertiary", key=click, alignment="left", width=334
        ),
        "vendor": column.TextColumn(_("Vendor"), width=138),
        "force": column.TextColumn(_("On {day}").format(day=visit.day), width=104),
        "editions": column.TextColumn(_("Editions, newest first"), width=170),
        "since": column.DateColumn(_("Rules since"), format="YYYY-MM-DD", width=94),
    }


def _edition(visit: Visit, edition: Edition) -> None:
    """What is in force stands open, the rest at a click."""
    here = edition.in_force(visit.day)
    label = f"**{plain(edition.name)}** · {in_force(edition)}"
    if here:
        label += f" :green-badge[{_('in force on {day}').format(day=visit.day)}]"
    single = len(visit.programme.editions) == 1 or visit.programme.on(visit.day) is None
    with st.expander(label, expanded=here or single):
        if not here:
            _go_there(visit, edition)
        for number, sheet in enumerate(sheets(edition)):
            _sheet(sheet, f"rules-{visit.programme.editions.index(edition)}-{number}")
        _notes(edition)


def _go_there(visit: Visit, edition: Edition) -> None:
    day = edition.until if edition.until < visit.day else edition.since
    st.page_link(
        visit.pages["programmes"],
        label=_("Show {day}").format(day=day),
        icon=":material/event:",
        query_params=address.link(as_of=day.isoformat()),
    )


def _sheet(sheet: Sheet, key: str) -> None:
    if sheet.name:
        st.markdown(f"##### {plain(sheet.name)}")
    if sheet.note:
        st.caption(plain(sentence(sheet.note)))
    noted = any(one.means or one.aside for one in sheet.lines)
    more = [_("How it counts")] if noted else []
    names = [_("Criterion"), *map(_, sheet.tiers), *more]
    rows = [_line(line, noted=noted) for line in sheet.lines]
    stacked(pl.DataFrame(rows, schema=[*map(plain, names)], orient="row"), key, names)


def _line(line: Line, *, noted: bool) -> list[str]:
    """What each tier asks for and, where there is more to say of some, how it counts."""
    asks = [
        _said(ask, assumed=assumed) or "–"
        for ask, assumed in zip(line.asks, line.assumed, strict=True)
    ]
    aside = plain("; ".join(filter(None, (line.means, line.aside))))
    return [plain(sentence(line.name)), *asks, *([sentence(aside) or "–"] if noted else [])]


def _said(says: str, *, assumed: bool) -> str:
    badge = f" :orange-badge[{_('assumed')}]" if assumed else ""
    return f"{plain(says)}{badge}" if says else ""


def _notes(edition: Edition) -> None:
    source = _("Source: {title}, {where}. Trust: {trust}.").format(
        title=plain(_(edition.source.title)),
        where=linked(edition.source.where, plain),
        trust=plain(_(edition.source.trust)),
    )
    st.caption(source)
    if edition.counts:
        kinds = ", ".join(edition.counts)
        st.caption(_("Seats count under these associations: {kinds}.").format(kinds=kinds))
    retired = [
        _("{award}, retired on {day}, counts until {until}").format(
            award=plain(one.award), day=one.on, until=last_day(one)
        )
        for one in edition.retired
    ]
    if retired:
        heading = _("Awards that can no longer be earned:")
        st.caption("\n".join([heading, "", *(f"- {one}" for one in retired)]))
    assumed = [one.assumed for tier in edition.tiers for _path, one in tier.criteria if one.assumed]
    lines = [
        f"- {linked(_(one), plain)}" for one in dict.fromkeys([*assumed, *edition.assumptions])
    ]
    if lines:
        st.caption("\n".join([_("What no source says, and so is assumed:"), "", *lines]))
