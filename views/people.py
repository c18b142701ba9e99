"""A partner's people: who holds what, who fills which place, what lapses, and who leaves."""

from collections.abc import Sequence
from typing import Literal

import polars as pl
import streamlit as st

from reports.figures import figure
from reports.people import Award, Lapse, Person, lapses, leaving, people
from tiers.words import _
from views import address, knowledge, parts
from views.address import Visit
from views.parts import plain

MANY, HEIGHT = 12, 640  # more people than these scroll, in a table of so many pixels


def page(visit: Visit) -> None:
    partner = parts.partner(visit, _("People"), _("People of"))
    if partner is None:
        return
    st.caption(plain(f"{partner} · {parts.rules(visit)}"))
    edition = visit.programme.on(visit.day)
    if edition is None:
        parts.no_edition(visit, "people")
        return
    found = people(edition, knowledge.facts_of(partner, visit.known_on), visit.day)
    if not found:
        st.info(_("No staff list and no award of this partner is known. Bring in its awards."))
        return
    filling, here = sum(bool(one.fills) for one in found), sum(one.here for one in found)
    says = _("{some} of {all} people fill a place on {day}.")
    st.markdown(f"#### {says.format(some=figure(filling), all=figure(here), day=visit.day)}")
    _lapses(visit, lapses(found, visit.day))
    _leaving(leaving(found, visit.day))
    _everybody(found)


def _lapses(visit: Visit, found: Sequence[Lapse]) -> None:
    """What ceases to count within a year, the first first."""
    st.subheader(_("About to lapse"), anchor=False)
    if not found:
        st.markdown(_("No award that counts lapses within a year."))
        return
    lines = []
    for one in found:
        days = figure((one.day - visit.day).days)
        says = _("**{person}**: {award}, until {day} (in {days} days)").format(
            person=plain(one.person.name), award=plain(one.award), day=one.day, days=days
        )
        warn = _("fills a place") if one.person.fills else ""
        lines.append(f"- {says}" + (f" {parts.WARNING} {warn}" if warn else ""))
    st.markdown("\n".join(lines))


def _leaving(found: Sequence[Person]) -> None:
    """Who left within a year, and who is known to leave."""
    if not found:
        return
    st.subheader(_("Left or leaving"), anchor=False)
    lines = []
    for one in found:
        warn = f" {parts.WARNING} {_('fills a place')}" if one.fills else ""
        held = ", ".join(dict.fromkeys(award.name for award in one.awards))
        awards = f" ({plain(held)})" if held else ""
        lines.append(f"- **{plain(one.name)}** {plain(one.staff)}{awards}{warn}")
    st.markdown("\n".join(lines))


def _everybody(found: Sequence[Person]) -> None:
    st.subheader(_("Who holds what"), anchor=False)
    address.words(_("Search"), "find", placeholder=_("Name, number or award"), type="search")
    words = st.query_params.get("find", "").casefold().split()
    chosen = [one for one in found if all(word in _text(one) for word in words)]
    if not chosen:
        st.info(_("Nobody fits. Empty the search."))
        return
    rows = [(_who(one), _fills(one), _awards(one)) for one in chosen]
    names = [_("Person"), _("Fills the place"), _("Awards")]
    height: Literal["content"] | int = HEIGHT if len(rows) > MANY else "content"
    table = pl.DataFrame(rows, schema=names, orient="row")
    st.table(table, border="horizontal", hide_index=True, height=height)


def _text(person: Person) -> str:
    held = (award.name for award in person.awards)
    return " ".join([person.name, person.who, *held, *person.fills]).casefold()


def _who(person: Person) -> str:
    number = f"{plain(person.who)} · " if person.name != person.who else ""
    return f"**{plain(person.name)}**  \n:gray[:small[{number}{parts.unbroken(person.staff)}]]"


def _fills(person: Person) -> str:
    """Each place, and the tiers for which it is filled."""
    lines = [
        f"✓ {plain(place)} :gray[:small[({plain(', '.join(dict.fromkeys(tiers)))})]]"
        for place, tiers in person.fills.items()
    ]
    return "  \n".join(lines) or "–"


def _awards(person: Person) -> str:
    """Those that count, then the others by what stands against them."""
    counting = sorted((one for one in person.awards if not one.reason), key=_by_name)
    against: dict[str, list[Award]] = {}
    for one in sorted((one for one in person.awards if one.reason), key=_by_name):
        against.setdefault(one.reason, []).append(one)
    lines = [_award(one) for one in counting]
    lines += [
        f":gray[:small[{_together(each)}: {parts.unbroken(why)}]]" for why, each in against.items()
    ]
    return "  \n".join(lines) or "–"


def _by_name(award: Award) -> tuple[str, object]:
    return award.name, award.earned_on


def _award(award: Award) -> str:
    until = _(" until {day}").format(day=award.until) if award.until else ""
    return parts.unbroken(f"{award.name}, {award.earned_on}{until}")


def _together(awards: Sequence[Award]) -> str:
    return plain(", ".join(dict.fromkeys(one.name for one in awards)))
