"""Requirements: criteria, what joins them, and the scores some programmes make of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import lcm

from tiers.measures import Metric


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
class ByMarket:
    """A threshold that depends on the market the partner is in."""

    developed: int
    developing: int


@dataclass(frozen=True)
class AtLeast:
    """A criterion: one metric, one threshold, and the sentence that says both.

    *assumed* says what no source states; *key* is the metric's unless two criteria share one.
    """

    threshold: int | ByMarket
    metric: Metric
    says: str
    key: str = ""
    assumed: str = ""

    @property
    def slug(self) -> str:
        """The criterion's name within its tier."""
        return self.key or self.metric.key

    @property
    def unit(self) -> str:
        """What its figure is counted in."""
        return self.metric.unit

    def need(self, market: str = "developed") -> int:
        """The threshold for a partner in the market."""
        if isinstance(self.threshold, int):
            return self.threshold
        return self.threshold.developing if market == "developing" else self.threshold.developed

    def criteria(self, path: str = "") -> Iterator[tuple[str, "Criterion"]]:
        """Itself, with the option it stands in."""
        yield path, self


@dataclass(frozen=True)
class Scored:
    """A criterion that scores: *upto* points where its metric comes to *at*, in proportion below.

    It is met where it scores at all, which it does only if every one of its *gates* is met.
    """

    upto: int
    at: int
    metric: Metric
    says: str
    key: str = ""
    gates: tuple[AtLeast, ...] = ()
    assumed: str = ""

    @property
    def slug(self) -> str:
        """The criterion's name within its tier."""
        return self.key or self.metric.key

    @property
    def unit(self) -> str:
        """What its figure is counted in."""
        return self.metric.unit

    @property
    def scored(self) -> tuple["Scored", ...]:
        """Itself."""
        return (self,)

    def need(self, market: str = "developed") -> int:
        """Anything above zero: one, where things are counted."""
        return 1

    def criteria(self, path: str = "") -> Iterator[tuple[str, "Criterion"]]:
        """Itself, and before it what opens the gate."""
        for gate in self.gates:
            yield path, gate
        yield path, self


@dataclass(frozen=True, init=False)
class Best:
    """The larger points of several options, never their sum."""

    scored: tuple[Scored, ...]

    def __init__(self, *scored: Scored) -> None:
        object.__setattr__(self, "scored", scored)


@dataclass(frozen=True, init=False)
class Added:
    """One score that several steps add up to: *upto* points at most, or all of theirs."""

    scored: tuple[Scored, ...]
    upto: int

    def __init__(self, *scored: Scored, upto: int | None = None) -> None:
        object.__setattr__(self, "scored", scored)
        every = sum(one.upto for one in scored)
        object.__setattr__(self, "upto", every if upto is None else upto)


Part = Scored | Best | Added


@dataclass(frozen=True, init=False)
class Total:
    """At least so many points altogether, and some from every part."""

    least: int
    of: int
    parts: tuple[Part, ...]
    says: str
    key: str
    assumed: str

    def __init__(
        self,
        least: int,
        *parts: Part,
        says: str,
        of: int = 100,
        key: str = "points",
        assumed: str = "",
    ) -> None:
        given = {"least": least, "of": of, "parts": parts, "says": says}
        for name, value in (given | {"key": key, "assumed": assumed}).items():
            object.__setattr__(self, name, value)

    @property
    def unit(self) -> str:
        """What its figure is counted in."""
        return ""

    @property
    def slug(self) -> str:
        """The criterion's name within its tier."""
        return self.key

    @property
    def scored(self) -> tuple[Scored, ...]:
        """Every criterion that scores, in order."""
        return tuple(one for part in self.parts for one in part.scored)

    @property
    def whole(self) -> int:
        """Into how many equal pieces a point is cut, so that every score is a whole number."""
        return lcm(*(one.at for one in self.scored))

    def need(self, market: str = "developed") -> int:
        """The points altogether."""
        return self.least

    def criteria(self, path: str = "") -> Iterator[tuple[str, "Criterion"]]:
        """The sum, then every criterion that scores with its gates; a shared gate once."""
        told: dict[tuple[str, str], None] = {}
        yield path, self
        for one in self.scored:
            for where, criterion in one.criteria(path):
                if (where, criterion.slug) not in told:
                    told[where, criterion.slug] = None
                    yield where, criterion


@dataclass(frozen=True, init=False)
class AllOf:
    """Every one of several requirements."""

    parts: tuple["Requirement", ...]

    def __init__(self, *parts: "Requirement") -> None:
        object.__setattr__(self, "parts", parts)

    def criteria(self, path: str = "") -> Iterator[tuple[str, "Criterion"]]:
        """The criteria of every part, in their order."""
        for part in self.parts:
            yield from part.criteria(path)


@dataclass(frozen=True, init=False)
class AnyOf:
    """One of several named options."""

    options: tuple[tuple[str, "Requirement"], ...]

    def __init__(self, **options: "Requirement") -> None:
        object.__setattr__(self, "options", tuple(options.items()))

    def criteria(self, path: str = "") -> Iterator[tuple[str, "Criterion"]]:
        """The criteria of every option, each with the option's name."""
        for name, option in self.options:
            yield from option.criteria(f"{path}/{name}" if path else name)


@dataclass(frozen=True)
class Track:
    """A partner's class decides which of two named requirements is asked of it: no choice."""

    when: AtLeast
    then: tuple[str, "Requirement"]
    otherwise: tuple[str, "Requirement"]

    def criteria(self, path: str = "") -> Iterator[tuple[str, "Criterion"]]:
        """What tells the class, then the criteria of both tracks, each with the track's name."""
        yield from self.when.criteria(path)
        for name, track in (self.then, self.otherwise):
            yield from track.criteria(f"{path}/{name}" if path else name)


Criterion = AtLeast | Scored | Total
Requirement = AtLeast | AllOf | AnyOf | Track | Total
