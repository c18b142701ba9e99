"""Pieces that several pages share."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import altair as alt
import streamlit as st

from imports import demonstration
from models.database import DatabaseTrouble, writing
from models.ledger import NoSuchBatch
from reports.charts import Look
from reports.figures import inert
from reports.names import in_force
from tiers.language import Edition, Outcome
from tiers.programmes import PROGRAMMES
from tiers.words import _
from views import address, knowledge
from views.address import Visit

MARKS = {
    Outcome.MET: ":green[:material/check_circle:]",
    Outcome.NOT_MET: ":red[:material/cancel:]",
    Outcome.NOT_ASSESSED: ":orange[:material/help:]",
}
WARNING = ":orange[:material/warning:]"
ICONS = {
    "portfolio": ":material/grid_view:",
    "standing": ":material/workspace_premium:",
    "people": ":material/groups:",
    "customers": ":material/business:",
    "forecast": ":material/schedule:",
    "losses": ":material/link:",
    "plan": ":material/route:",
    "scenarios": ":material/alt_route:",
    "progress": ":material/checklist:",
    "programmes": ":material/gavel:",
    "transition": ":material/compare_arrows:",
    "imports": ":material/upload_file:",
    "report": ":material/description:",
}
# On any ground, since the letters take the colour of the page's own.
LOOK = Look(
    ink="currentColor", muted="#8493a2", track="#8493a233", bar="#5b9bd580", edge="#4a8ac4", size=12
)
_ADDRESS = re.compile(r"https?(?=:)|www(?=\.)|@", re.IGNORECASE)
_MARKDOWN = re.compile(r"([\\`*_\[\]{}()<>#|~$:!+-])")


def plain(text: str) -> str:
    """Text from a file or an address, shown as it stands: never read as Markdown, never a link."""
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub("\\g<0>\N{WORD JOINER}", inert(text)))


def unbroken(text: str) -> str:
    """Text shown as it stands, with its days each on one line."""
    return re.sub(r"(?<=\d)\\-(?=\d)", "\N{WORD JOINER}\\-\N{WORD JOINER}", plain(text))


@contextmanager
def plainly() -> Iterator[None]:
    """Say what the database complains of in a sentence."""
    try:
        yield
    except (DatabaseTrouble, NoSuchBatch) as trouble:
        st.error(plain(str(trouble)), icon=":material/database_off:")


def menu(visit: Visit) -> None:
    """The way to every page, with the address's state carried along."""
    for name, page in visit.pages.items():
        st.page_link(page, icon=ICONS[name], query_params=address.link(), width="stretch")


def clocks(visit: Visit) -> None:
    """The programme, the day verdicts speak about, and the day up to which imports are believed."""
    address.choice(
        _("Programme"),
        "programme",
        list(PROGRAMMES),
        visit.programme.key,
        lambda key: _(PROGRAMMES[key].title),
    )
    address.day(
        _("As of"),
        "as_of",
        visit.day,
        help=_("The day the verdicts speak about. Empty: today, or the newest day with figures."),
    )
    address.day(
        _("Known on"),
        "known_on",
        visit.known_on,
        help=_("Believe only what was imported by the end of this day. Empty: everything."),
    )


def heading(visit: Visit, title: str, says: str = "", *, dated: bool = True) -> None:
    """A page's title, and what has to be said about the address and, if *dated*, its day."""
    st.title(title, anchor=False)
    if says:
        st.caption(says)
    for fault in visit.faults:
        st.warning(plain(fault), icon=":material/link_off:")
    if dated:
        _day(visit)


def _day(visit: Visit) -> None:
    if visit.note:
        st.info(plain(visit.note), icon=":material/event:")
    if visit.known_on:
        st.info(
            _("Only what was known on {day} is believed.").format(day=visit.known_on),
            icon=":material/history:",
        )


def nothing_yet(visit: Visit) -> None:
    """What to do where nothing is known."""
    with st.container(border=True):
        if visit.known_on:
            st.subheader(_("Nothing was known yet"), anchor=False)
            st.write(
                _("No file had been taken in by {day}. Empty “Known on” to see all.").format(
                    day=visit.known_on
                )
            )
            return
        st.subheader(_("Nothing is known yet"), anchor=False)
        st.write(
            _("Take in the quarter’s files, or look around with fictional demonstration data.")
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            load_demonstration(visit)
            label, link = _("Import files"), address.link()
            page = visit.pages["imports"]
            st.page_link(page, label=label, icon=ICONS["imports"], query_params=link)


def load_demonstration(visit: Visit, label: str = "") -> None:
    """One click that takes the demonstration data in, or believes it again."""
    if st.button(label or _("Load demonstration data"), type="primary", icon=":material/science:"):
        with st.spinner(_("Taking the files in …")), writing(knowledge.engine()) as connection:
            demonstration.load(connection, visit.now)
        st.rerun()


def no_edition(visit: Visit, here: str, asked: date | None = None, name: str = "as_of") -> None:
    """Say that no rules apply on the day; lead to this page on the nearest days that have some.

    The day is the as-of day, or another one that the address has under its name.
    """
    day = asked or visit.day
    st.warning(
        _("No edition of the {title} is in force on {day}, so nothing can be judged.").format(
            title=_(visit.programme.title), day=day
        ),
        icon=":material/event_busy:",
    )
    with st.container(horizontal=True):
        for edition in visit.programme.nearest(day):
            _lead_to(visit, here, edition, day, name)


def _lead_to(visit: Visit, here: str, edition: Edition, asked: date, name: str) -> None:
    before = edition.until < asked
    day = edition.until if before else edition.since
    says = _("{edition}, until {day}") if before else _("{edition}, from {day}")
    st.page_link(
        visit.pages[here],
        label=says.format(edition=edition.name, day=day),
        icon=":material/arrow_back:" if before else ":material/arrow_forward:",
        query_params=address.link(**{name: day.isoformat()}),
    )


def who(label: str) -> str:
    """The name somebody gives themselves, kept for the whole visit."""
    return st.text_input(label, key="imports.by", persist_state="session").strip()


def lead_to(visit: Visit, page: str, label: str | None = None) -> None:
    """A link to another page about the same."""
    query = address.link()
    st.page_link(visit.pages[page], label=label, icon=ICONS[page], query_params=query)


def rules(visit: Visit, day: date | None = None) -> str:
    """The programme, and its edition in force on the as-of day or another, with its days."""
    title, edition = _(visit.programme.title), visit.programme.on(day or visit.day)
    if edition is None:
        return title
    return _("{title}, edition {edition}, in force {days}").format(
        title=title, edition=edition.name, days=in_force(edition)
    )


def spec(chart: alt.LayerChart, axes: int = 0) -> dict[str, Any]:
    """A chart as Streamlit's frame takes it: padding on each side, and room for *axes* below."""
    drawn: dict[str, Any] = chart.to_dict(validate=False)
    sides = dict.fromkeys(("left", "right", "top", "bottom"), 2)
    return drawn | {"padding": sides, "height": drawn["height"] + axes}


def draw(spec: dict[str, Any]) -> None:
    """A chart, as wide as its place."""
    st.vega_lite_chart(spec, theme=None, width="stretch")


def partner(visit: Visit, title: str, label: str) -> str | None:
    """The partner a page is about, by the address or by choice; None for none.

    The page's title is the partner's name, or *title* while there is none.
    """
    names = knowledge.partners(visit.known_on)
    if not names:
        heading(visit, title)
        nothing_yet(visit)
        return None
    given = st.query_params.get("partner", "")
    found = knowledge.named(given, visit.known_on) if given else None
    address.choice(
        label,
        "partner",
        sorted(names, key=lambda one: names[one].casefold()),
        found,
        lambda one: inert(f"{names[one]} ({one})"),
        index=None,
        placeholder=_("Choose a partner"),
    )
    heading(visit, plain(names[found]) if found else title)
    if given and not found:
        unknown = _("No partner “{given}” is known. Choose one of the list.")
        st.warning(unknown.format(given=plain(given)), icon=":material/link_off:")
    elif not found:
        st.write(_("Choose a partner above, or click one in the portfolio."))
    return found


def until(day: date | None) -> str:
    """How long a credit lasts."""
    return _("until {day}").format(day=day) if day else _("with no end")
