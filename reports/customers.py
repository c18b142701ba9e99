"""A partner's customers: seats and use, which rows count and why not, what changed in a quarter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.counting import counted, products
from tiers.facts import Asks, Facts, in_memory
from tiers.language import Edition
from tiers.metrics.counted import Counted
from tiers.metrics.telling import best_by_product, one_a_customer
from tiers.screening import Judged
from tiers.words import _

Key = tuple[str, str, str]  # customer, product, association
NO_END = date.max


@dataclass(frozen=True)
class Row:
    """A customer's seats of a product under an association, in the newest period up to the day.

    *before* are those of the period before; a row that is only there has no *seats*. *reason* says
    why it does not count, and is empty where it does.
    """

    customer: str
    name: str
    product: str
    association: str
    since: date | None
    until: date | None
    seats: int | None
    active: int | None
    before: int | None
    period: date
    reason: str
    file: str | None
    line: int | None

    @property
    def counts(self) -> bool:
        """Whether it counts for anything."""
        return not self.reason

    @property
    def change(self) -> int | None:
        """The seats more or less than in the period before; None where there was no row."""
        return None if self.before is None else (self.seats or 0) - self.before


def customers(edition: Edition, facts: Facts, day: date) -> list[Row]:
    """One partner's rows: those that count, the largest first, then the others, then the gone."""
    found: dict[Key, Row] = {}
    known = _known(edition, facts, day)
    before = dict(_periods_before(known))
    for way in dict.fromkeys(one for metric in edition.metrics for one in counted(metric)):
        for row in _rows(way, edition, facts, day, before):
            key = (row.customer, row.product, row.association)
            if key not in found or (row.counts and not found[key].counts):
                found[key] = row
    newest = {product: newest for product, (newest, _before, _seats) in before.items()}
    there = {(row.customer, row.product) for row in found.values()}
    gone = [row for row in _gone(known, before, newest) if (row.customer, row.product) not in there]
    return sorted([*found.values(), *gone], key=_order)


def _order(row: Row) -> tuple[object, ...]:
    return not row.counts, row.seats is None, -(row.seats or row.before or 0), row.name.casefold()


def _known(edition: Edition, facts: Facts, day: date) -> list[dict[str, Any]]:
    """The rows of the products that count, up to the day."""
    wanted = products(edition.metrics)
    rows: Iterable[dict[str, Any]] = in_memory(facts.seats).iter_rows(named=True)
    return [one for one in rows if one["product"] in wanted and one["period"] <= day]


def _periods_before(
    known: Iterable[dict[str, Any]],
) -> Iterator[tuple[str, tuple[date, date | None, dict[Key, int]]]]:
    """Of each product its newest period, the one before, and the seats of that."""
    by_product: dict[str, dict[date, dict[Key, int]]] = {}
    for row in known:
        periods = by_product.setdefault(row["product"], {})
        seats = periods.setdefault(row["period"], {})
        if row["customer_id"]:
            seats[row["customer_id"], row["product"], row["association"]] = row["seats"]
    for product, periods in by_product.items():
        newest, *older = sorted(periods, reverse=True)
        yield product, (newest, older[0] if older else None, periods[older[0]] if older else {})


def _rows(
    way: Counted, edition: Edition, facts: Facts, day: date, before: dict[str, Any]
) -> Iterator[Row]:
    """Each row of the newest periods, with what stands against it."""
    asks = Asks(day=day)
    judged: Iterable[Judged] = way.rows(facts, asks, edition.terms).explained(asks.keys)
    newest = [one for one in judged if one[1]["period"] == one[1]["newest"]]
    named = [one for one in newest if one[1]["customer_id"]]
    for _ask, row, against in best_by_product(named) if way.apart else one_a_customer(named):
        _newest, earlier, seats = before[row["product"]]
        own = seats.get((row["customer_id"], row["product"], row["association"]), 0)
        yield Row(
            customer=row["customer_id"],
            name=row["customer_name"] or row["customer_id"],
            product=row["product"],
            association=row["association"],
            since=row["starts"],
            until=None if row["ends"] == NO_END else row["ends"],
            seats=row["seats"],
            active=row["active_users"],
            before=own if earlier else None,
            period=row["period"],
            reason=against.says(row) if against else "",
            file=row["file"],
            line=row["line"],
        )


def _gone(
    known: Iterable[dict[str, Any]], before: dict[str, Any], newest: dict[str, date]
) -> Iterator[Row]:
    """The rows of the period before of which there is none any more."""
    for row in known:
        product = row["product"]
        if row["customer_id"] and row["period"] == before[product][1]:
            yield Row(
                customer=row["customer_id"],
                name=row["customer_name"] or row["customer_id"],
                product=product,
                association=row["association"],
                since=None,
                until=None,
                seats=None,
                active=None,
                before=row["seats"],
                period=row["period"],
                reason=_("no longer in the figures of {newest}").format(newest=newest[product]),
                file=row["file"],
                line=row["line"],
            )
