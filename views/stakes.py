"""What files put at stake: tiers that would be lost and gained, seats, customers who are gone."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
import streamlit as st

from imports.preview import MOST_PARTNERS, Gone, Preview, Stake
from reports.figures import figure, inert
from reports.names import named_with
from tiers.programmes import PROGRAMMES
from tiers.words import _
from views import knowledge
from views.parts import plain
from views.telling import counted

LOSES, GAINS, KEEPS = "loses a tier", "gains a tier", "no change"
CHANGES = {LOSES: "#f4d0cb", GAINS: "#cfe8d8", KEEPS: "#e3e8ed"}
ORDER = list(CHANGES)
FEW = 20  # partners of whom each is shown, whatever changes for them
HEIGHT, ROW = 400, 35  # of a table and of a row, in pixels


def draw(preview: Preview, programme: str, key: str) -> None:
    """Who would lose or gain a tier in a sentence, then partner by partner."""
    stakes = preview.stakes
    if not stakes:
        st.caption(_nothing(preview.partners))
        return
    alone = _headline(stakes)
    first = list(worth_a_look(stakes, programme))
    shown = first
    if len(first) < len(stakes):
        label = _("Every partner and programme ({number})").format(number=figure(len(stakes)))
        shown = list(stakes) if st.toggle(label, key=f"imports.stakes.{key}") else first
    if shown:
        _table(sorted(shown, key=urgency), alone=alone)


def moving(stakes: Sequence[Stake], partners: int) -> None:
    """The same of the tiers that move alone; the file speaks of so many partners."""
    if partners > MOST_PARTNERS:
        st.caption(_nothing(partners))
    elif not stakes:
        st.markdown(_("No tier changes."))
    else:
        _table(sorted(stakes, key=urgency), alone=_headline(stakes))


def _headline(stakes: Sequence[Stake]) -> bool:
    """Who loses or gains a tier, in a sentence; whether that is one partner alone."""
    lost, gained = _partners(stakes, LOSES), _partners(stakes, GAINS)
    icon = ":red[:material/trending_down:]" if lost else ":material/trending_flat:"
    icon = ":green[:material/trending_up:]" if gained and not lost else icon
    alone = len({one.partner for one in stakes}) == 1
    name = plain(f" {named_with(stakes[0].name, stakes[0].partner)}") if alone else ""
    st.markdown(f"{icon} **{_summary(lost, gained)}**{name}")
    return alone


def change(stake: Stake) -> str:
    """Whether a tier is lost, gained or neither."""
    edition = PROGRAMMES[stake.programme].on(stake.as_of)
    ranks = {tier.name: rank for rank, tier in enumerate(edition.tiers if edition else (), 1)}
    before, after = (ranks.get(one or "", 0) for one in (stake.tier_before, stake.tier_after))
    return LOSES if after < before else GAINS if after > before else KEEPS


def gone(missing: Sequence[Gone]) -> None:
    """The customers of the period before who are missing in the newer one."""
    if not missing:
        return
    customers = len({(one.partner, one.customer) for one in missing})
    seats = figure(sum(one.seats for one in missing))
    says = counted(
        customers,
        _("1 customer of the period before is missing, with {seats} seats"),
        _("{number} customers of the period before are missing, with {seats} seats"),
        seats=seats,
    )
    with st.expander(says, icon=":material/person_off:"):
        _gone(missing)


def _gone(missing: Sequence[Gone]) -> None:
    names = knowledge.partners(None)
    rows = [
        (inert(one.name or ""), inert(one.customer), inert(one.product), one.seats,
         inert(names.get(one.partner, one.partner)))
        for one in missing
    ]  # fmt: skip
    text = st.column_config.TextColumn
    columns = {
        "name": text(_("Customer"), width=220),
        "customer": text(_("Number"), width=140),
        "product": text(_("Product"), width=140),
        "seats": st.column_config.NumberColumn(_("Seats"), format="localized", width=80),
        "partner": text(_("Partner"), width=220),
    }
    _frame(rows, columns)


def _nothing(partners: int) -> str:
    """Why no partner has anything at stake."""
    if partners > MOST_PARTNERS:
        says = _("Who would lose or gain a tier is not worked out for more than {most} partners.")
        return says.format(most=figure(MOST_PARTNERS))
    if partners:
        return _("None of its partners was known before, so no tier is at stake.")
    return _("By itself it moves no tier.")


def _partners(stakes: Sequence[Stake], what: str) -> int:
    return len({one.partner for one in stakes if one.moves and change(one) == what})


def _summary(lost: int, gained: int) -> str:
    if not lost and not gained:
        return _("No tier changes.")
    if not lost:
        return counted(gained, _("1 partner gains a tier."), _("{number} partners gain a tier."))
    losing = counted(lost, _("1 partner loses a tier"), _("{number} partners lose a tier"))
    if not gained:
        return f"{losing}."
    return f"{losing}, {counted(gained, _('1 gains one.'), _('{number} gain one.'))}"


def worth_a_look(stakes: Sequence[Stake], programme: str) -> Iterator[Stake]:
    """Every tier that moves, and a line for any other partner who is one of few or moves seats."""
    by: dict[str, list[Stake]] = {}
    for stake in stakes:
        by.setdefault(stake.partner, []).append(stake)
    for own in by.values():
        moving = [one for one in own if one.moves]
        if moving:
            yield from moving
        elif len(by) <= FEW or own[0].seats_before != own[0].seats_after:
            chosen = [one for one in own if one.programme == programme]
            yield (chosen or own)[0]


def urgency(stake: Stake) -> tuple[int, int, str]:
    """Those who lose a tier first, then those who gain one, then the most seats lost."""
    seats = (stake.seats_after or 0) - (stake.seats_before or 0)
    return ORDER.index(change(stake)), seats, stake.name.casefold()


def _table(stakes: Sequence[Stake], *, alone: bool) -> None:
    """A line each; the partner's name and number only where there are others."""
    rows = [
        (inert(one.name), [change(one)], _tiers(one), _(PROGRAMMES[one.programme].title), one.as_of,
         one.seats_before, one.seats_after, one.added, one.changed, one.vanished,
         inert(one.partner))
        for one in stakes
    ]  # fmt: skip
    _frame(rows, _columns(), ("name", "partner") if alone else ())


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "name": column.TextColumn(_("Partner"), width=180, pinned=True),
        "change": column.MultiselectColumn(
            _("At stake"), width=108, options=ORDER, color=list(CHANGES.values()), format_func=_
        ),
        "tiers": column.TextColumn(_("Tier"), width=170),
        "programme": column.TextColumn(_("Programme"), width=230),
        "as_of": column.DateColumn(_("As of"), format="YYYY-MM-DD", width=92),
        "before": _number(_("Seats now"), _("All seats of the partner's newest periods")),
        "after": _number(_("Seats then"), _("The same, once the files are taken in")),
        "added": _number(_("Added"), _("Rows that are new")),
        "changed": _number(_("Changed"), _("Rows that say something else than before")),
        "vanished": _number(_("Vanished"), _("Rows that no longer count")),
        "partner": column.TextColumn(_("Number"), width=90),
    }


def _number(label: str, says: str) -> Any:
    return st.column_config.NumberColumn(label, help=says, format="localized", width=78)


def _frame(
    rows: Sequence[tuple[object, ...]], columns: dict[str, Any], without: Sequence[str] = ()
) -> None:
    table = pl.DataFrame(rows, schema=list(columns), orient="row", infer_schema_length=None)
    table = table.drop(without)
    height = min(HEIGHT, ROW * (len(rows) + 1) + 2)
    st.dataframe(
        table, column_config=columns, hide_index=True, height=height, row_height=ROW,
        placeholder="–",
    )  # fmt: skip


def _tiers(stake: Stake) -> str:
    both = (stake.tier_before, stake.tier_after)
    before, after = (inert(one) if one else _("no tier") for one in both)
    return before if before == after else f"{before} → {after}"
