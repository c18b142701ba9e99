"""Actions in lines: those that are alike but for who does them in one, the earliest first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from babel.numbers import format_decimal

from reports.figures import language
from tiers.planner import MONEY, Action, Change, natural
from tiers.products import product
from tiers.words import _

SEVERAL = {
    "exam": _("{number} people pass {what}: {who}"),
    "hire": _("{number} people are hired: {who}"),
    "reference": _("{number} customers give a reference: {who}"),
    "activate": _("{number} customers each put {amount} more users to work in {what}: {who}"),
    "seat": _("{number} customers each take {amount} more seats of {what}: {who}"),
    "customer": _("{number} customers are won: {who}"),
    "claim": _("{number} customers name us as {association} for {what}: {who}"),
    "figure": _("{number} customers each bring {amount} more of {what}: {who}"),
    "service": _("{number} services come into use, with some {what}: {who}"),
}
ONE_MORE = {
    "activate": _("{number} customers each put 1 more user to work in {what}: {who}"),
    "seat": _("{number} customers each take 1 more seat of {what}: {who}"),
}
WON = _("{number} customers are won, with {association}: {who}")
NUMBERED = re.compile(r"(.* )(\d+)")  # somebody who is new, such as new customer 12


@dataclass(frozen=True)
class Line:
    """What one or several do alike, its cost altogether, and when it must begin."""

    says: str
    cost: float
    start_by: date | None


def lines(actions: Sequence[Action]) -> list[Line]:
    """The actions as they are told, the earliest first."""
    ordered = sorted(actions, key=lambda one: (*_alike(one), natural(one.who)))
    return [_line(list(some)) for _key, some in groupby(ordered, _alike)]


def _alike(one: Action) -> tuple[date, str, str, str, int, str]:
    """What those that are told in one line have in common; what cannot be has its own."""
    alone = "" if one.kind in SEVERAL and one.who else one.who
    return one.start_by or date.max, one.kind, one.what, one.association, one.amount, alone


def _line(some: Sequence[Action]) -> Line:
    one, cost = some[0], round(sum(each.cost for each in some), 6)
    if len(some) == 1:
        return Line(one.says, cost, one.start_by)
    told = _(_words(one)).format(
        number=exact(len(some)),
        amount=exact(one.amount) + (" USD" if one.what in MONEY else ""),
        what=thing(one),
        association=one.association,
        who=", ".join(_called(some)),
    )
    return Line(told, cost, one.start_by)


def _words(one: Action) -> str:
    """How it is said of several who do it."""
    if one.kind == "customer" and one.association:
        return WON
    return ONE_MORE.get(one.kind, SEVERAL[one.kind]) if one.amount == 1 else SEVERAL[one.kind]


def thing(one: Action | Change) -> str:
    """What an action is about, as it is called."""
    return one.what.replace("-", " ") if one.kind in {"figure", "service"} else product(one.what)


def _called(some: Sequence[Action]) -> Iterator[str]:
    """Who they are; of those who are new and numbered one after another the first and the last."""
    numbered = [(number, one.called) for number, one in enumerate(some)]
    for _key, run in groupby(numbered, lambda each: _place(*each)):
        named = [called for _number, called in run]
        if len(named) > 2:
            yield _("{first} to {last}").format(first=named[0], last=named[-1].rpartition(" ")[-1])
        else:
            yield from named


def _place(number: int, called: str) -> tuple[str, int]:
    """The same for neighbours whose numbers follow each other, and for nobody else."""
    found = NUMBERED.fullmatch(called)
    return (found[1], int(found[2]) - number) if found else ("", -number)


def exact(number: float) -> str:
    """A number with all its digits, in the reader's language."""
    return format_decimal(Decimal(repr(number)), format="#,##0.######", locale=language())


def working_days(number: float) -> str:
    """So many working days."""
    says = _("{number} working day") if number == 1 else _("{number} working days")
    return says.format(number=exact(number))
