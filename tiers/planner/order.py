"""When actions must begin: what presupposes another begins only once that is done.

Whoever is hired passes exams then; a customer who is won takes seats, gives references and uses
services then; users follow the seats that they sit on, unless seats enough are there already.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tiers.planner.actions import (
    ACTIVATE,
    CUSTOMER,
    EXAM,
    FIGURE,
    HIRE,
    REFERENCE,
    SEAT,
    Action,
)
from tiers.planner.pricing import days_before
from tiers.planner.seatbook import Book

FOLLOWS: Mapping[str, tuple[str, ...]] = {
    EXAM: (HIRE,),
    REFERENCE: (CUSTOMER,),
    FIGURE: (CUSTOMER,),
    SEAT: (CUSTOMER,),
    ACTIVATE: (CUSTOMER, SEAT),
}


@dataclass(frozen=True)
class Order:
    """The actions of a plan by who does them, all to be done on the book's day."""

    book: Book
    by_who: Mapping[str, Sequence[Action]]

    @classmethod
    def of(cls, actions: Sequence[Action], book: Book) -> "Order":
        """The order in which these actions can be done."""
        by_who: dict[str, list[Action]] = {}
        for one in actions:
            by_who.setdefault(one.who, []).append(one)
        return cls(book, by_who)

    def begins(self, one: Action) -> date:
        """The last day on which an action can begin for all that follows it to be done in time."""
        following = (self.begins(other) for other in self._following(one))
        return days_before(min([self.book.known.day, *following]), one.lead_days)

    def _following(self, one: Action) -> Iterator[Action]:
        """What can only begin once an action is done."""
        for other in self.by_who[one.who]:
            if one.kind in FOLLOWS.get(other.kind, ()) and not self._apart(one, other):
                yield other

    def _apart(self, one: Action, other: Action) -> bool:
        """Whether users need none of the seats."""
        if one.kind != SEAT:
            return False
        return one.what != other.what or other.amount <= self.book.room(other.who, other.what)


def in_order(actions: Sequence[Action], book: Book) -> tuple[Action, ...]:
    """The actions, each to begin in time for those that follow it."""
    order = Order.of(actions, book)
    return tuple(replace(one, start_by=order.begins(one)) for one in actions)
