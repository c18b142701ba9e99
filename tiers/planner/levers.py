"""What a metric comes to as a sum of what is done, and how criteria are held to it."""

from dataclasses import dataclass

from tiers.measures import Metric, Terms
from tiers.planner.model import ALWAYS, Model, Sum, total

Asked = tuple[Metric, Terms]  # a metric, and the terms of the edition that asks for it


@dataclass(frozen=True)
class Lever:
    """A metric as an *amount* per so much, never more than it truly comes to.

    It is known only if each of *needs* is 1 or more and each of *spoils* is 0.
    """

    amount: Sum
    per: Sum = ALWAYS
    needs: tuple[Sum, ...] = ()
    spoils: tuple[Sum, ...] = ()

    def plus(self, other: "Lever") -> "Lever":
        """Both together: a sum of amounts per the same fixed number, or of different ones."""
        one, two = self.per.fixed, other.per.fixed
        assert not self.per.terms
        assert not other.per.terms
        return Lever(
            total((self.amount * two, other.amount * one)),
            Sum(fixed=one * two),
            self.needs + other.needs,
            self.spoils + other.spoils,
        )

    def known(self, model: Model, when: Sum) -> None:
        """Make it known."""
        for need in self.needs:
            model.at_least(need, 1, when=when)
        for spoil in self.spoils:
            model.at_most(spoil, 0, when=when)

    def reach(self, model: Model, threshold: int, when: Sum) -> None:
        """Hold it at the threshold or above."""
        self.known(model, when)
        model.at_least(self.amount - self.per * threshold, when=when)

    def stay_below(self, model: Model, threshold: int, when: Sum) -> None:
        """Hold it below the threshold, both being whole numbers."""
        self.known(model, when)
        model.at_most(self.amount - self.per * threshold, -1, when=when)
