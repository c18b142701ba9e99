"""What a metric is: expressions over totals that are added up once, and the evidence behind it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.screening import Ask, Evidence


@dataclass(frozen=True)
class Retired:
    """An award that can no longer be earned: whoever passed by that day keeps it for 12 months."""

    award: str
    on: date


@dataclass(frozen=True)
class Terms:
    """What an edition says to every metric.

    *counts* are the kinds of association whose seats count, *competency* the names by which a
    reference may be given for it, *retired* the awards that no longer count for long; *ways* are
    those in which seats are counted: they are taken together (`tiers.metrics.ways`).
    """

    counts: tuple[str, ...] = ()
    competency: tuple[str, ...] = ()
    retired: tuple[Retired, ...] = ()
    ways: tuple[Any, ...] = ()


class Tally(Protocol):
    """What is added up once about each ask, for one metric or several.

    One of seats also says in which `way` it counts them (`tiers.metrics.ways`).
    """

    @property
    def columns(self) -> tuple[str, ...]:
        """What is added up."""

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """The asks' keys and its columns, whole numbers; no row where nothing is known."""


Of = Callable[[Tally, str], nw.Expr]  # a tally's column by its name


def added_up(tally: Tally, facts: Facts, asks: Asks, terms: Terms) -> Frame:
    """What the tally adds up, once for all metrics that share it."""
    return facts.added_up((tally, asks, terms), lambda: tally.add_up(facts, asks, terms))


def numbered(tallies: Iterable[Tally]) -> Of:
    """The columns of several tallies that stand beside the same asks, by each one's number."""
    numbers = {tally: number for number, tally in enumerate(tallies)}
    return lambda tally, name: nw.col(f"{name}_{numbers[tally]}")


def beside(whole: Frame, keys: Sequence[str], added: Mapping[Tally, Frame]) -> Frame:
    """Every ask with what each tally has added up of it, under the names `numbered` gives."""
    for number, (tally, totals) in enumerate(added.items()):
        named = {name: f"{name}_{number}" for name in tally.columns}
        whole = whole.join(totals.rename(named), on=list(keys), how="left")
    return whole


@dataclass(frozen=True)
class Value:
    """A metric as expressions over its tallies: amount divided by per (1 where it is None).

    The amount is null where nothing is known. Where *complete* (a Boolean; None is always) does not
    hold, the amount is a lower bound: enough to meet a threshold and never enough to fail it.
    """

    amount: nw.Expr
    per: nw.Expr | None = None
    complete: nw.Expr | None = None


def divided(amount: nw.Expr, per: nw.Expr) -> nw.Expr:
    """The quotient, rounded alike by every engine, of two columns."""
    return amount.cast(nw.Float64) / per


def as_column(number: int, like: nw.Expr) -> nw.Expr:
    """The number as a column, null where the column *like* is.

    To divide by: Polars multiplies by the inverse of a mere number, which is not exact.
    """
    return like * 0 + number


def least_of(values: Sequence[nw.Expr]) -> nw.Expr:
    """The least of one value or several: Spark wants two or more."""
    return nw.min_horizontal(*values) if len(values) > 1 else values[0]


def most_of(values: Sequence[nw.Expr]) -> nw.Expr:
    """The most of one value or several."""
    return nw.max_horizontal(*values) if len(values) > 1 else values[0]


class Metric(Protocol):
    """What can be measured about a partner on a day, with the evidence behind it."""

    unit: ClassVar[str]

    @property
    def key(self) -> str:
        """What a criterion of it is called, unless the rule says otherwise."""

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """What it is made of; equal for metrics that share it."""

    def value(self, of: Of) -> Value:
        """Itself, *of* giving each column of its tallies."""

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """Tells of an ask that cannot be assessed why not, in a sentence."""

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Each fact that counted and each that did not, with the reason."""
