"""The columns of an evaluation: what each criterion, metric and tally of an edition is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import narwhals as nw

from tiers.language import Edition, Tier
from tiers.measures import Metric, Value, numbered
from tiers.requirements import AtLeast, ByMarket, Criterion, Scored, Total


def columns(edition: Edition) -> list[str]:
    """What an evaluation by this edition holds beside the ask, in order."""
    named = ["tier"]
    for tier in edition.tiers:
        criteria = [(column(tier, one), one) for _, one in tier.criteria]
        named += [tier.name, *(name for name, _ in criteria)]
        for name, one in criteria:
            named += [f"{name}:{more}" for more in _more(one)]
    return named


def column(tier: Tier, criterion: Criterion) -> str:
    """The column of a criterion's outcome (without a dot, which Spark takes for a field's)."""
    return f"{tier.name}:{criterion.slug}"


def _more(criterion: Criterion) -> list[str]:
    """What an evaluation tells of a criterion beside its outcome."""
    if isinstance(criterion, AtLeast):
        return ["have", "need"] if isinstance(criterion.threshold, ByMarket) else ["have"]
    return ["have", "points"] if isinstance(criterion, Scored) else ["have", "least", "most"]


@dataclass(frozen=True)
class Rules:
    """An edition with its metrics as expressions over the columns of its tallies."""

    edition: Edition

    def criteria(self) -> Iterator[tuple[str, Criterion]]:
        """Every criterion, with the column of its outcome."""
        for tier, one in self.edition.criteria:
            yield column(tier, one), one

    def totals(self) -> Iterator[tuple[Tier, Total]]:
        """Every sum of scores, with its tier."""
        for tier, one in self.edition.criteria:
            if isinstance(one, Total):
                yield tier, one

    def scored(self) -> Iterator[tuple[str, Scored, Tier, Total]]:
        """Every criterion that scores: its column, and what it is part of."""
        for tier, total in self.totals():
            for one in total.scored:
                yield column(tier, one), one, tier, total

    @cached_property
    def measured(self) -> dict[Metric, "Numbered"]:
        """Every metric's value, by its number in the edition."""
        of = numbered(self.edition.tallies)
        return {
            metric: Numbered(number, metric.value(of))
            for number, metric in enumerate(self.edition.metrics)
        }


@dataclass(frozen=True)
class Numbered:
    """A metric's value, and the number by which its columns are named."""

    number: int
    value: Value

    def column(self, name: str) -> str:
        return f"{name}_of_{self.number}"

    @property
    def as_columns(self) -> Value:
        """The value as read from its columns; a share's amount and what it is divided by stay."""
        amount = nw.col(self.column("value")) if self.value.per is None else self.value.amount
        complete = None if self.value.complete is None else nw.col(self.column("complete"))
        return Value(amount, self.value.per, complete)
