"""The rules as data: every edition with its days, its figures and where they come from."""

from collections.abc import Iterator

import streamlit as st

from tiers.language import AllOf, AtLeast, Edition, Requirement
from tiers.words import _
from views import address, parts
from views.address import Visit
from views.parts import plain


def page(visit: Visit) -> None:
    title = f"{_(visit.programme.vendor)} · {_(visit.programme.title)}"
    parts.heading(visit, _("Programmes"), plain(title))
    if visit.programme.on(visit.day) is None:
        st.caption(_("No edition is in force on {day}.").format(day=visit.day))
    for edition in visit.programme.editions:
        _edition(visit, edition)


def _edition(visit: Visit, edition: Edition) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(plain(edition.name), anchor=False, width="content")
            days = _("{since} to {until}").format(since=edition.since, until=edition.until)
            st.markdown(days, width="content")
            if edition.in_force(visit.day):
                says = _("in force on {day}").format(day=visit.day)
                st.badge(says, icon=":material/check:", color="green")
            else:
                _go_there(visit, edition)
        for column, tier in zip(st.columns(len(edition.tiers)), edition.tiers, strict=True):
            with column:
                st.markdown(f"**{plain(_(tier.name))}**")
                st.markdown("\n".join(_lines(tier.requirement)))
        _notes(edition)


def _go_there(visit: Visit, edition: Edition) -> None:
    day = edition.until if edition.until < visit.day else edition.since
    st.page_link(
        visit.pages["programmes"],
        label=_("Show {day}").format(day=day),
        icon=":material/event:",
        query_params=address.link(as_of=day.isoformat()),
    )


def _lines(rule: Requirement, indent: str = "") -> Iterator[str]:
    """A requirement as a nested list."""
    if isinstance(rule, AtLeast):
        badge = f" :orange-badge[{_('assumed')}]" if rule.assumed else ""
        yield f"{indent}- {plain(_(rule.says))}{badge}"
    elif isinstance(rule, AllOf):
        for part in rule.parts:
            yield from _lines(part, indent)
    else:
        yield f"{indent}- {_('One of these:')}"
        for name, option in rule.options:
            yield f"{indent}    - {_('Option {name}').format(name=plain(_(name)))}"
            yield from _lines(option, f"{indent}        ")


def _notes(edition: Edition) -> None:
    source = _("Source: {title}, {where}. Trust: {trust}.").format(
        title=plain(_(edition.source.title)),
        where=plain(edition.source.where),
        trust=plain(_(edition.source.trust)),
    )
    st.caption(source)
    if edition.counts:
        kinds = ", ".join(edition.counts)
        st.caption(_("Seats count under these associations: {kinds}.").format(kinds=kinds))
    assumed = [one.assumed for tier in edition.tiers for _path, one in tier.criteria if one.assumed]
    lines = [f"- {plain(_(one))}" for one in dict.fromkeys([*assumed, *edition.assumptions])]
    if lines:
        st.caption("\n".join([_("What no source says, and so is assumed:"), "", *lines]))
