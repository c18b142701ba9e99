"""What the next rules would do: the same facts by two editions, for all partners or for one."""

from collections.abc import Sequence
from typing import Any

import polars as pl
import streamlit as st
from sqlalchemy import Connection

from reports.criteria import performs
from reports.figures import figure, inert
from reports.moves import in_cells
from reports.names import in_force
from reports.outlook import Outlook, moves, outlook, summary, sums
from tiers.language import Edition
from tiers.programmes import PROGRAMMES
from tiers.transition import Effect, following
from tiers.words import _
from views import address, knowledge, parts
from views.address import Visit
from views.knowledge import Key
from views.parts import plain

EFFECTS = {
    Effect.LOSES: (_("Lose a tier"), "#f4d0cb"),
    Effect.GAINS: (_("Gain a tier"), "#cfe8d8"),
    Effect.UNSURE: (_("Not assessed"), "#d3e3f3"),
    Effect.KEEPS: (_("No change"), "#e3e8ed"),
}
ORDER = [effect.value for effect in EFFECTS]
HEIGHT, ROW = 560, 35  # of the table and of a row, in pixels


def page(visit: Visit) -> None:
    parts.heading(visit, _("Transition"), _("The same facts of the same day by other rules."))
    if not knowledge.partners(visit.known_on):
        parts.nothing_yet(visit)
        return
    name = _edition(visit)
    told = _told(visit, name) if name else None
    if told is None:
        st.info(
            _("There is no other edition of the {title} to compare with on {day}.").format(
                title=_(visit.programme.title), day=visit.day
            ),
            icon=":material/event_busy:",
        )
        return
    st.markdown(f"**{plain(' '.join(summary(told)))}**")
    st.caption(plain(_days(told)))
    _counts(told)
    _partners(visit, told)


def _edition(visit: Visit) -> str:
    """Draw the choice of the other edition: the next one, unless another is asked for."""
    editions = {one.name: one for one in visit.programme.editions}
    after = following(visit.programme, visit.day)
    usual = after.name if after else ""
    chosen = address.asked("edition", list(editions), usual)
    address.choice(
        _("Other edition"),
        "edition",
        list(editions),
        chosen or None,
        lambda name: f"{name}, {in_force(editions[name])}",
        index=None,
        placeholder=_("Choose an edition"),
    )
    return chosen


def _told(visit: Visit, name: str) -> Outlook | None:
    asked = (visit.programme.key, visit.day, name)
    return knowledge.remembered(_outlook, visit.known_on, *asked)


@st.cache_resource(max_entries=2, show_spinner="Judging every partner twice …")
def _outlook(
    _connection: Connection, key: Key, programme: str, day: Any, name: str
) -> Outlook | None:
    rules = PROGRAMMES[programme]
    return outlook(knowledge.facts(_connection, key), rules, day, rules.named(name))


def _days(told: Outlook) -> str:
    return _("As of {day}: edition {before} ({then}) beside edition {after} ({days}).").format(
        day=told.day,
        before=told.before.name,
        then=in_force(told.before),
        after=told.after.name,
        days=in_force(told.after),
    )


def _counts(told: Outlook) -> None:
    with st.container(horizontal=True):
        for effect, (label, _colour) in EFFECTS.items():
            st.metric(_(label), figure(len(told.of(effect))), border=True, width=150)


def _partners(visit: Visit, told: Outlook) -> None:
    """Draw the filter, then a line for each partner, those affected first."""
    effect = address.asked("effect", ORDER, "")
    address.pills(_("Effect"), "effect", ORDER, effect or None, lambda one: _(_label(one)))
    shared, cells = in_cells([moves(one, told) for _name, one in told.partners])
    if shared:
        st.caption(plain(shared))
    table = _table(told, cells)
    if effect:
        table = table.filter(pl.col("effect").list.first() == effect)
    if table.is_empty():
        st.info(_("No partner is affected so."))
        return
    click, shown = "transition.open", _shown(table)
    st.dataframe(
        shown,
        column_config=_columns(told, click, scored="has" in shown.columns),
        hide_index=True,
        height=min(HEIGHT, ROW * (table.height + 1) + 2),
        row_height=ROW,
        placeholder="–",
    )
    if clicked := st.session_state.get(click):
        partner = table["partner"][clicked["row"]]
        st.switch_page(visit.pages["standing"], query_params=address.link(partner=partner))


def _table(told: Outlook, cells: Sequence[str]) -> pl.DataFrame:
    rows = [
        (
            ORDER.index(one.effect),
            inert(name),
            one.partner,
            [one.effect.value],
            performs(one.before),
            performs(one.after),
            *sums(one, told),
            cell or None,
        )
        for (name, one), cell in zip(told.partners, cells, strict=True)
    ]
    names = ["order", "name", "partner", "effect", "before", "after", "had", "has", "moves"]
    schema: dict[str, Any] = dict.fromkeys(names, pl.String)
    schema |= {"order": pl.Int64, "effect": pl.List(pl.String)}
    schema |= dict.fromkeys(("had", "has"), pl.Float64)
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return table.sort("order", pl.col("name").str.to_lowercase(), "partner")


def _shown(table: pl.DataFrame) -> pl.DataFrame:
    """The table without what sorts it, points that nobody has and moves that nobody makes."""
    empty = [name for name in ("had", "has", "moves") if table[name].null_count() == table.height]
    return table.drop("order", *empty)


def _label(effect: str) -> str:
    return EFFECTS[Effect(effect)][0]


def _columns(told: Outlook, click: str, *, scored: bool) -> dict[str, Any]:
    """Tiers of programmes that score have longer names, and leave room for them."""
    column, tier = st.column_config, 128 if scored else 92
    return {
        "name": column.ButtonColumn(
            _("Partner"), type="tertiary", key=click, pinned=True, alignment="left", width=205
        ),
        "partner": column.TextColumn(_("Number"), width=72),
        "effect": column.MultiselectColumn(
            _("Effect"),
            options=ORDER,
            color=[colour for _label, colour in EFFECTS.values()],
            format_func=lambda one: _(_label(one)),
            width=118,
        ),
        "before": column.TextColumn(told.before.name, width=tier),
        "after": column.TextColumn(told.after.name, width=tier),
        "had": column.NumberColumn(_points(told.before), format="localized", width=92),
        "has": column.NumberColumn(_points(told.after), format="localized", width=92),
        "moves": column.TextColumn(_("Criteria that come to something else"), width=460),
    }


def _points(edition: Edition) -> str:
    return _("Points, {edition}").format(edition=edition.name)
