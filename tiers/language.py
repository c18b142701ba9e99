"""The words in which a programme's rules are written."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tiers.measures import Metric, Retired, Tally, Terms
from tiers.requirements import (
    Added,
    AllOf,
    AnyOf,
    AtLeast,
    Best,
    ByMarket,
    Criterion,
    Outcome,
    Requirement,
    Scored,
    Total,
    Track,
)

__all__ = [
    "OPEN",
    "Added",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Best",
    "ByMarket",
    "Criterion",
    "Edition",
    "Outcome",
    "Programme",
    "Requirement",
    "Retired",
    "Scored",
    "Source",
    "Tier",
    "Total",
    "Track",
    "associations",
]

OPEN = date.max  # the last day of an edition that no successor has ended


@dataclass(frozen=True)
class Source:
    """Where a figure comes from: its title, where it stands, and how far it can be trusted.

    A page *where* it stands is named by its address without scheme, a file of a public repository
    as `owner/repository@0123abcd folder/file.md`: both are shown as links.
    """

    title: str
    where: str
    trust: str


@dataclass(frozen=True)
class Tier:
    """A level of a programme and what it takes."""

    name: str
    requirement: Requirement

    @property
    def criteria(self) -> tuple[tuple[str, Criterion], ...]:
        """Every criterion with its path."""
        return tuple(self.requirement.criteria())


@dataclass(frozen=True)
class Edition:
    """A programme's rules between two days (both included), whole.

    *counts* are the kinds of association whose seats count; *competency* the names by which a
    reference may be given for it; *retired* the awards that count for 12 months more; *tiers* stand
    lowest first; *assumptions* say what no source does.
    """

    programme: str
    name: str
    since: date
    until: date
    source: Source
    tiers: tuple[Tier, ...]
    counts: tuple[str, ...] = ()
    competency: tuple[str, ...] = ()
    retired: tuple[Retired, ...] = ()
    assumptions: tuple[str, ...] = ()

    @cached_property
    def terms(self) -> Terms:
        """What it says to every metric."""
        ways = dict.fromkeys(tally.way for tally in self.tallies if hasattr(tally, "way"))
        return Terms(self.counts, self.competency, self.retired, tuple(ways))

    @cached_property
    def criteria(self) -> tuple[tuple[Tier, Criterion], ...]:
        """Every criterion with its tier."""
        return tuple((tier, one) for tier in self.tiers for _, one in tier.criteria)

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """Every distinct metric, in the order of its first use."""
        measured = (one.metric for _, one in self.criteria if not isinstance(one, Total))
        return tuple(dict.fromkeys(measured))

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """Every distinct tally the metrics read."""
        return tuple(dict.fromkeys(tally for metric in self.metrics for tally in metric.tallies))

    @property
    def open(self) -> bool:
        """Whether no last day is known."""
        return self.until == OPEN

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
