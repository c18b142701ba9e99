"""The address is the state: what it asks for, and widgets that follow it and write it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

import streamlit as st
from streamlit.navigation.page import Page

from tiers.days import newest_day
from tiers.language import Programme
from tiers.programmes import PROGRAMMES
from tiers.words import _
from views import knowledge

CARRIED = ("programme", "partner", "as_of", "known_on", "q", "tier", "by", "sort")
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class Visit:
    """What a page is asked: the moment, the programme, the day, what is believed.

    *pages* lead on from here; *faults* are what the address asks for wrongly; *note* says why
    another day than today is shown.
    """

    now: datetime
    pages: Mapping[str, Page]
    programme: Programme
    day: date
    known_on: date | None
    faults: tuple[str, ...]
    note: str

    @property
    def today(self) -> "Visit":
        """The same on today, unless the address asks for a day: for what spans programmes."""
        return replace(self, day=self.now.date(), note="") if self.note else self


def visit(now: datetime, pages: Mapping[str, Page]) -> Visit:
    """What the address asks for, and for the rest what it is by default."""
    faults: list[str] = []
    programme = _programme(faults)
    as_of, known_on = _day("as_of", faults), _day("known_on", faults)
    today = now.date()
    day = as_of or newest_day(programme, knowledge.periods(known_on), today)
    note = "" if as_of or day == today else _other_day(programme, day, today)
    return Visit(now, pages, programme, day, known_on, tuple(faults), note)


def link(**changes: str | None) -> dict[str, str]:
    """The query of a link from here: what stands in the address, changed."""
    stands = {name: st.query_params.get(name) for name in CARRIED}
    return {name: value for name, value in (stands | changes).items() if value}


def asked(name: str, known: Sequence[str], default: str) -> str:
    """One of several words from the address, the default where it says none of them."""
    given = st.query_params.get(name, "")
    return given if given in known else default


def choice(
    label: str,
    name: str,
    options: Sequence[str],
    value: str | None,
    says: Callable[[str], str],
    **more: Any,
) -> None:
    """A box to select one of the options, kept in the address under *name*."""
    st.selectbox(label, options, format_func=says, **more, **_bound(name, value))


def pills(
    label: str,
    name: str,
    options: Sequence[str],
    value: str | None,
    says: Callable[[str], str],
    *,
    shown: bool = False,
) -> None:
    """Options side by side, of which one or none is chosen, kept in the address.

    The label is *shown* where the options do not speak for themselves.
    """
    seen: Literal["visible", "collapsed"] = "visible" if shown else "collapsed"
    st.pills(label, options, format_func=says, label_visibility=seen, **_bound(name, value))


def words(label: str, name: str, **more: Any) -> None:
    """A line of text, kept in the address."""
    st.text_input(label, **more, **_bound(name, st.query_params.get(name, "")))


def day(label: str, name: str, value: date | None, **more: Any) -> None:
    """A day, kept in the address."""
    bound = _bound(name, value)
    st.date_input(label, None, EARLIEST, LATEST, format="YYYY-MM-DD", **more, **bound)


def day_asked(name: str, faults: list[str]) -> date | None:
    """A day from the address, none where it has none; *faults* takes why it cannot be read."""
    return _day(name, faults)


def _bound(name: str, value: object) -> dict[str, Any]:
    """What makes a widget show the address's value, and write there what is chosen.

    The value is told anew in every run: a browser whose page changes, or whose run a click cuts
    short, may not have seen it, whatever the session holds.
    """
    key = f"address.{name}"
    st.session_state[key] = value
    return {"key": key, "on_change": _write, "args": (name, key)}


def _write(name: str, key: str) -> None:
    chosen = st.session_state[key]
    if chosen:
        st.query_params[name] = str(chosen)
    else:
        st.query_params.pop(name, None)


def _programme(faults: list[str]) -> Programme:
    first = next(iter(PROGRAMMES))
    given = st.query_params.get("programme", first)
    if given not in PROGRAMMES:
        unknown = _("The address asks for the programme “{given}”, which is not known.")
        faults.append(unknown.format(given=given))
    return PROGRAMMES.get(given, PROGRAMMES[first])


def _day(name: str, faults: list[str]) -> date | None:
    given = st.query_params.get(name)
    try:
        found = date.fromisoformat(given) if given else None
    except ValueError:
        found = date.min
    if found is None or EARLIEST <= found <= LATEST:
        return found
    faults.append(
        _(
            "The address has {name}={given}, which is not a day from {earliest} to {latest}. "
            "Write it like 2015-03-31."
        ).format(name=name, given=given, earliest=EARLIEST, latest=LATEST)
    )
    return None


def _other_day(programme: Programme, shown: date, today: date) -> str:
    why = (
        _("No figures are fresh today.")
        if programme.on(today)
        else _("No edition of the {title} is in force today.").format(title=_(programme.title))
    )
    what = _("Showing {day}, the newest day with rules and fresh figures.").format(day=shown)
    return f"{why} {what}"
