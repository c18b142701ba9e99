"""What can be done for a tier, what it costs, and how long before it must begin."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tiers.products import product
from tiers.words import _, number

EXAM, HIRE, REFERENCE, ACTIVATE = "exam", "hire", "reference", "activate"
SEAT, CUSTOMER, CLAIM, FIGURE, SERVICE = "seat", "customer", "claim", "figure", "service"
LOSE = "lose"  # what may happen, in a scenario; nobody plans it
KINDS = (EXAM, HIRE, REFERENCE, ACTIVATE, SEAT, CUSTOMER, CLAIM, FIGURE, SERVICE)
MONEY = ("azure-consumption", "security-consumption", "launched-monthly-revenue")  # in USD
UNITS = (ACTIVATE, SEAT, FIGURE)  # of which a single action does many


@dataclass(frozen=True)
class Price:
    """What one of an action costs, in working days of effort, and its lead time in days."""

    cost: float
    lead_days: int
    why: str = ""


@dataclass(frozen=True)
class Costs:
    """The price of every kind of action; of one figure, by `figure:` and its name."""

    prices: Mapping[str, Price]

    def of(self, kind: str, figure: str = "") -> Price:
        """The price of one: of a figure its own, else that of any figure."""
        return self.prices.get(f"{kind}:{figure}", self.prices[kind])

    def but(self, prices: Mapping[str, Price]) -> "Costs":
        """The same with some prices of one's own."""
        return Costs({**self.prices, **prices})


@dataclass(frozen=True)
class Action:
    """Something to do, or (`lose`) that happens.

    *who* is a person or a customer by its identifier, *name* what it is called; *what* an award, a
    product, a figure or, of what is lost, its kind; *association* the kind under which a customer's
    product counts; *amount* how many users, seats or units; *period* the last day of that in
    which a figure is told. *cost* is in working days. It takes so many *lead days*; to be done in
    time, for the day and for what follows it in a plan, it must *start by* a day.
    """

    kind: str
    who: str
    what: str = ""
    amount: int = 1
    cost: float = 0
    lead_days: int = 0
    start_by: date | None = None
    name: str = ""
    association: str = ""
    period: date | None = None

    @property
    def called(self) -> str:
        """The name, or else the identifier."""
        return self.name or self.who

    @property
    def says(self) -> str:
        """The action in a sentence."""
        return _SENTENCES[self.kind](self)


def natural(text: str) -> list[tuple[int, str]]:
    """A key by which 2 stands before 10."""
    return [(int(part) if part.isdecimal() else 0, part) for part in re.split(r"(\d+)", text)]


def told(actions: Sequence[Action]) -> list[str]:
    """The actions in sentences, those of all who give a reference in one."""
    given = [one.called for one in actions if one.kind == REFERENCE]
    sentences = [one.says for one in actions if one.kind != REFERENCE]
    if len(given) == 1:
        sentences += [one.says for one in actions if one.kind == REFERENCE]
    elif given:
        sentences.append(
            _("{number} customers give a reference: {customers}").format(
                number=len(given), customers=", ".join(given)
            )
        )
    return sentences


def _exam(one: Action) -> str:
    return _("{person} passes {award}").format(person=one.called, award=one.what)


def _hire(one: Action) -> str:
    return _("{person} is hired").format(person=one.called)


def _reference(one: Action) -> str:
    return _("{customer} gives a reference").format(customer=one.called)


def _activate(one: Action) -> str:
    words = (
        _("{customer} puts 1 more user to work in {product}")
        if one.amount == 1
        else _("{customer} puts {number} more users to work in {product}")
    )
    return words.format(customer=one.called, number=number(one.amount), product=product(one.what))


def _seat(one: Action) -> str:
    words = (
        _("{customer} takes 1 more seat of {product}")
        if one.amount == 1
        else _("{customer} takes {number} more seats of {product}")
    )
    return words.format(customer=one.called, number=number(one.amount), product=product(one.what))


def _customer(one: Action) -> str:
    if not one.association:
        return _("{customer} is won").format(customer=one.called)
    return _("{customer} is won, with {kind}").format(customer=one.called, kind=one.association)


def _claim(one: Action) -> str:
    return _("{customer} names us as {kind} for {product}").format(
        customer=one.called, kind=one.association, product=product(one.what)
    )


def _figure(one: Action) -> str:
    said = {"figure": one.what.replace("-", " "), "number": number(one.amount)}
    money = one.what in MONEY
    if not one.who:
        words = _("{figure} rises by {number} USD") if money else _("{figure}: {number} more")
        return words.format(**said)
    words = (
        _("{figure} of {customer} rises by {number} USD")
        if money
        else _("{figure} of {customer}: {number} more")
    )
    return words.format(customer=one.called, **said)


def _service(one: Action) -> str:
    return _("{service} comes into use, with some {figure}").format(
        service=one.called, figure=one.what.replace("-", " ")
    )


def _lose(one: Action) -> str:
    return _("{who} is lost").format(who=one.called)


_SENTENCES = {
    EXAM: _exam,
    HIRE: _hire,
    REFERENCE: _reference,
    ACTIVATE: _activate,
    SEAT: _seat,
    CUSTOMER: _customer,
    CLAIM: _claim,
    FIGURE: _figure,
    SERVICE: _service,
    LOSE: _lose,
}
