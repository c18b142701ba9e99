"""The words in which a programme's rules are written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Protocol

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.screening import Ask, Evidence


class Outcome(StrEnum):
    """What a requirement comes to: Kleene's three values, as numbers in the frames."""

    MET = "met"
    NOT_ASSESSED = "not assessed"
    NOT_MET = "not met"

    @property
    def number(self) -> float:
        """1, ½ and 0: all-of is the minimum, any-of the maximum."""
        return _NUMBERS[self]

    @classmethod
    def of(cls, number: float) -> "Outcome":
        """The outcome a number stands for."""
        return _OUTCOMES[number]


_NUMBERS = {Outcome.MET: 1.0, Outcome.NOT_ASSESSED: 0.5, Outcome.NOT_MET: 0.0}
_OUTCOMES = {number: outcome for outcome, number in _NUMBERS.items()}


@dataclass(frozen=True)
class Source:
    """Where a figure comes from: its title, where it stands, and how far it can be trusted."""

    title: str
    where: str
    trust: str


class Tally(Protocol):
    """What is added up once about each ask, for one metric or several."""

    @property
    def columns(self) -> tuple[str, ...]:
        """What is added up."""

    def add_up(self, facts: Facts, asks: Asks, edition: "Edition") -> Frame:
        """The asks' keys and its columns, whole numbers; no row where nothing is known."""


@dataclass(frozen=True)
class Value:
    """A metric as expressions over its tally: amount divided by per (1 where it is None).

    The amount is null where nothing is known. Where *complete* (a Boolean; None is always) does not
    hold, the amount is a lower bound: enough to meet a threshold and never enough to fail it.
    """

    amount: nw.Expr
    per: nw.Expr | None = None
    complete: nw.Expr | None = None


class Metric(Protocol):
    """What can be measured about a partner on a day, with the evidence behind it."""

    key: ClassVar[str]
    unit: ClassVar[str]

    @property
    def tally(self) -> Tally:
        """What it is made of; equal for metrics that share it."""

    def value(self, of: Callable[[str], nw.Expr]) -> Value:
        """Itself, *of* giving each column of its tally."""

    def lacking(self, facts: Facts, asks: Asks, edition: "Edition") -> Callable[[Ask], str]:
        """Tells of an ask that cannot be assessed why not, in a sentence."""

    def evidence(
        self, facts: Facts, asks: Asks, edition: "Edition"
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Each fact that counted and each that did not, with the reason."""


@dataclass(frozen=True)
class AtLeast:
    """A criterion: one metric, one threshold, and the sentence that says both.

    *assumed* says what no source states; *key* is the metric's unless two criteria share one.
    """

    threshold: int
    metric: Metric
    says: str
    key: str = ""
    assumed: str = ""

    @property
    def slug(self) -> str:
        """The criterion's name within its tier."""
        return self.key or self.metric.key

    def criteria(self, path: str = "") -> Iterator[tuple[str, "AtLeast"]]:
        """Itself, with the option it stands in."""
        yield path, self


@dataclass(frozen=True, init=False)
class AllOf:
    """Every one of several requirements."""

    parts: tuple["Requirement", ...]

    def __init__(self, *parts: "Requirement") -> None:
        object.__setattr__(self, "parts", parts)

    def criteria(self, path: str = "") -> Iterator[tuple[str, AtLeast]]:
        """The criteria of every part, in their order."""
        for part in self.parts:
            yield from part.criteria(path)


@dataclass(frozen=True, init=False)
class AnyOf:
    """One of several named options."""

    options: tuple[tuple[str, "Requirement"], ...]

    def __init__(self, **options: "Requirement") -> None:
        object.__setattr__(self, "options", tuple(options.items()))

    def criteria(self, path: str = "") -> Iterator[tuple[str, AtLeast]]:
        """The criteria of every option, each with the option's name."""
        for name, option in self.options:
            yield from option.criteria(f"{path}/{name}" if path else name)


Requirement = AtLeast | AllOf | AnyOf


@dataclass(frozen=True)
class Tier:
    """A level of a programme and what it takes."""

    name: str
    requirement: Requirement

    @property
    def criteria(self) -> tuple[tuple[str, AtLeast], ...]:
        """Every criterion with its path."""
        return tuple(self.requirement.criteria())


@dataclass(frozen=True)
class Edition:
    """A programme's rules between two days (both included), whole.

    *counts* are the kinds of association whose seats count; *competency* the names by which a
    reference may be given for it; *tiers* stand lowest first; *assumptions* say what no source
    does.
    """

    programme: str
    name: str
    since: date
    until: date
    source: Source
    tiers: tuple[Tier, ...]
    counts: tuple[str, ...] = ()
    competency: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Every distinct metric, in the order of its first use."""
        return tuple(dict.fromkeys(one.metric for tier in self.tiers for _, one in tier.criteria))

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """Every distinct tally the metrics read."""
        return tuple(dict.fromkeys(metric.tally for metric in self.metrics))

    def in_force(self, day: date) -> bool:
        """Whether these rules apply on the day."""
        return self.since <= day <= self.until


@dataclass(frozen=True)
class Programme:
    """A vendor's programme: its editions, newest first."""

    key: str
    title: str
    vendor: str
    editions: tuple[Edition, ...]

    def on(self, day: date) -> Edition | None:
        """The edition in force on the day, if any."""
        return next((edition for edition in self.editions if edition.in_force(day)), None)

    def named(self, name: str) -> Edition | None:
        """The edition of that name, whatever the day."""
        wanted = name.casefold()
        return next((one for one in self.editions if one.name.casefold() == wanted), None)

    def nearest(self, day: date) -> tuple[Edition, ...]:
        """The last edition before and the first after the day."""
        before = [one for one in self.editions if one.until < day]
        after = [one for one in self.editions if one.since > day]
        return (*before[:1], *after[-1:])


def associations(*kinds: str) -> tuple[str, ...]:
    """The kinds of association an edition counts."""
    return kinds
