"""What taking files in would mean: for whom, how much, and which tiers are at stake."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection

from imports.changes import Changes
from imports.counting import number
from imports.identify import Identified
from imports.proposals import Proposal
from imports.rows import Fed
from models.store import facts, links, partners
from tiers.days import newest_day
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts, in_memory, side_by_side
from tiers.language import Programme
from tiers.programmes import PROGRAMMES
from tiers.words import _

MOST_PARTNERS = 5_000  # whose tiers are looked at
PAST = 4  # periods of a file that newer ones follow and on whose last day tiers are looked at too
DROP = 0.7  # seats that fall below this share of what they were are worth a word


@dataclass(frozen=True)
class Stake:
    """What a file changes for one partner: rows, seats, and its tier of a programme on a day."""

    partner: str
    name: str
    added: int
    changed: int
    vanished: int
    seats_before: int | None
    seats_after: int | None
    programme: str
    as_of: date
    tier_before: str | None
    tier_after: str | None

    @property
    def moves(self) -> bool:
        """Whether the tier becomes another."""
        return self.tier_before != self.tier_after


@dataclass(frozen=True)
class Gone:
    """A customer of a partner's newest period who is not in the file's newer one."""

    partner: str
    product: str
    customer: str
    name: str | None
    seats: int


@dataclass(frozen=True)
class Preview:
    """Why the file was taken for what it is, what it covers, and what would follow from it."""

    why: str
    partners: int
    periods: tuple[date, ...]
    stakes: tuple[Stake, ...] = ()
    gone: tuple[Gone, ...] = ()
    drops: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True)
class Before:
    """What was believed of the partners of a file, by whom it is known already."""

    names: dict[str, str]
    facts: Facts


def before(connection: Connection, feeds: Sequence[Fed]) -> Before | None:
    """The partners a file touches that are known already; None for none, or too many to read."""
    same, names = links(connection)["partner"], partners(connection)
    scoped = all("partner_id" in feed.rows.columns for feed in feeds)
    named = {same.get(one, one) for one in _distinct(feeds, "partner_id")} if scoped else {*names}
    touched = {one: names[one] for one in sorted(named & names.keys())}
    if not touched or len(touched) > MOST_PARTNERS:
        return None
    return Before(touched, facts(connection, partners=list(touched)))


def covered(found: Identified, feeds: Sequence[Fed]) -> Preview:
    """Why the file was taken for what it is, and what it covers."""
    places = sorted(found.positions.values())
    names = ", ".join(found.table.header[place].strip() for place in places)
    why = _("{format}, by its columns {names}").format(format=found.format.name, names=names)
    periods = sorted(_distinct(feeds, "period"))
    return Preview(why, len(_distinct(feeds, "partner_id")), tuple(periods))


def followed(
    connection: Connection, seen: Preview, changes: Changes, was: Before, today: date
) -> Preview:
    """And what would follow for those known before, now that the file is written.

    Seats and customers are those up to the newest period that the file speaks of. Tiers are those
    of the newest day, and where they move also of the file's periods that newer ones follow.
    """
    now = facts(connection, partners=list(was.names))
    upto = min(today, max(seen.periods, default=today))
    stakes = tuple(at_stake(connection, changes, was, now, seen.periods, today))
    gone = tuple(_gone(was.facts, now, upto))
    return replace(seen, stakes=stakes, gone=gone, drops=tuple(_drops(stakes)))


def _distinct(feeds: Sequence[Fed], column: str) -> set[Any]:
    """What stands in a column of the rows of any kind."""
    having = [feed.rows[column] for feed in feeds if column in feed.rows.columns]
    return {value for values in having for value in values.drop_nulls().unique()}


def at_stake(
    connection: Connection,
    changes: Changes,
    was: Before,
    now: Facts,
    told: Sequence[date],
    today: date,
) -> Iterator[Stake]:
    """Of every partner whose rows or tier change, its tier of each programme before and after."""
    counts = _counts(connection, changes)
    upto = min(today, max(told, default=today))
    seats_before, seats_after = _seats(was.facts, upto), _seats(now, upto)
    both = side_by_side([was.facts, now])
    for programme in PROGRAMMES.values():
        newest, past = _days(programme, both, told, today)
        for day in (newest, *past):
            before, after = _tiers(programme, both, day)
            for partner, name in was.names.items():
                rows = counts.get(partner, (0, 0, 0))
                tiers = before.get(partner), after.get(partner)
                if tiers[0] != tiers[1] or (day == newest and any(rows)):
                    seats = seats_before.get(partner), seats_after.get(partner)
                    yield Stake(partner, name, *rows, *seats, programme.key, day, *tiers)


def _counts(connection: Connection, changes: Changes) -> dict[str, tuple[int, int, int]]:
    """Rows added, changed and vanished of each partner."""
    same = links(connection)["partner"]
    told = changes.by_partner.with_columns(pl.col("partner_id").replace(same))
    return {row[0]: row[1:] for row in told.group_by("partner_id").sum().rows()}


def _days(
    programme: Programme, known: Facts, told: Sequence[date], today: date
) -> tuple[date, list[date]]:
    """The days on which the tiers are compared: the newest, and the past ones a file speaks of.

    The newest is today, or the newest on which there are figures.
    """
    periods = in_memory(known.seats.select("period").unique())["period"].to_list()
    newest = newest_day(programme, periods, today)
    latest = max((one for one in periods if one <= newest), default=newest)
    past = [one for one in told if one < latest and programme.on(one)]
    return newest, past[-PAST:]


def _tiers(
    programme: Programme, both: Facts, day: date
) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """The tiers of every partner before and after."""
    before: dict[str, str | None] = {}
    after: dict[str, str | None] = {}
    if edition := programme.on(day):
        found = evaluate(edition, both, Asks(day=day)).select("partner_id", "tier")
        for called, tier in in_memory(found).iter_rows():
            world, _colon, partner = called.partition(":")
            (after if int(world) else before)[partner] = tier
    return before, after


def _newest(known: Facts, upto: date) -> pl.DataFrame:
    """The seats rows of the newest period of each partner and product."""
    rows: pl.DataFrame = in_memory(known.seats).to_native()
    rows = rows.filter(pl.col("period") <= upto, pl.col("customer_id").is_not_null())
    return rows.filter(pl.col("period") == pl.col("period").max().over("partner_id", "product"))


def _seats(known: Facts, upto: date) -> dict[str, int]:
    """All seats of each partner's newest periods; under several associations the largest."""
    of_customer = _newest(known, upto).group_by("partner_id", "product", "customer_id")
    seats = of_customer.agg(pl.col("seats").max()).group_by("partner_id").agg(pl.col("seats").sum())
    return dict(seats.iter_rows())


def _gone(was: Facts, now: Facts, upto: date) -> Iterator[Gone]:
    """The customers of the newest periods before who are in none of the newest after."""
    key = ["partner_id", "product", "customer_id"]
    before, after = (_newest(each, upto) for each in (was, now))
    missing = before.join(after, on=key, how="anti").group_by(key, maintain_order=True)
    told = missing.agg(pl.col("customer_name").first(), pl.col("seats").max())
    for row in told.sort("seats", descending=True).iter_rows():
        yield Gone(*row)


def _drops(stakes: Sequence[Stake]) -> Iterator[str]:
    """A sentence for each partner whose seats fall by far."""
    for one in {stake.partner: stake for stake in stakes}.values():
        if one.seats_before and (one.seats_after or 0) < DROP * one.seats_before:
            says = _("The seats of {name} fall from {before} to {after}.")
            before, after = number(one.seats_before), number(one.seats_after or 0)
            yield says.format(name=one.name, before=before, after=after)
