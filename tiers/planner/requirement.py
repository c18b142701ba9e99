"""A tier's requirement as conditions on what is done."""

from collections.abc import Callable
from dataclasses import dataclass

from tiers.measures import Metric, Terms
from tiers.planner.levers import Lever
from tiers.planner.model import ALWAYS, Model, Sum, total
from tiers.planner.ways import Below, Joined, Way
from tiers.requirements import (
    Added,
    AllOf,
    AnyOf,
    AtLeast,
    Best,
    Criterion,
    Part,
    Requirement,
    Scored,
    Total,
    Track,
)


@dataclass
class Conditions:
    """Holds a solution to requirements of one edition.

    *criteria*: by the number of its waiver, what stands in the way where it is waived; None where
    nothing may be.
    """

    model: Model
    lever: Callable[[Metric, Terms], Lever | None]
    terms: Terms
    market: str
    criteria: dict[int, Criterion] | None = None

    def hold(self, requirement: Requirement | Way, when: Sum = ALWAYS) -> None:
        """Where *when* is 1 the requirement is met."""
        match requirement:
            case AtLeast():
                self._reach(requirement, when)
            case Below(criterion=criterion):
                self._stay_below(criterion, when)
            case AllOf(parts=parts) | Joined(parts=parts):
                for part in parts:
                    self.hold(part, when)
            case AnyOf(options=options):
                self._choose([Joined((option,)) for _name, option in options], when)
            case Track(when=of_class, then=then, otherwise=otherwise):
                other = Joined((Below(of_class), otherwise[1]))
                self._choose([Joined((of_class, then[1])), other], when)
            case Total():
                self._total(requirement, when)

    def _choose(self, options: list[Joined], when: Sum) -> None:
        """One of several."""
        chosen = [self.model.flag() for _ in options]
        self.model.at_least(total(chosen), when)
        for flag, option in zip(chosen, options, strict=True):
            self.hold(option, flag)

    def _waived(self, criterion: Criterion, when: Sum) -> Sum:
        """The same *when*, unless the criterion is waived."""
        if self.criteria is None:
            return when
        waiver = self.model.waiver()
        self.criteria |= dict.fromkeys(waiver.terms, criterion)
        return when - waiver

    def _reach(self, criterion: AtLeast, when: Sum) -> None:
        lever = self.lever(criterion.metric, self.terms)
        when = self._waived(criterion, when)
        if lever is None:
            self.model.at_most(when, 0)
        else:
            lever.reach(self.model, criterion.need(self.market), when)

    def _stay_below(self, criterion: AtLeast, when: Sum) -> None:
        lever = self.lever(criterion.metric, self.terms)
        when = self._waived(criterion, when)
        if lever is None:
            self.model.at_most(when, 0)
        else:
            lever.stay_below(self.model, criterion.need(self.market), when)

    # Points ------------------------------------------------------------------------------------

    def _total(self, sum_of: Total, when: Sum) -> None:
        """Enough points altogether, and some from every part."""
        points = [self._part(part, when) for part in sum_of.parts]
        enough = self._waived(sum_of, when)
        self.model.at_least(total(points), sum_of.least, when=enough)

    def _part(self, part: Part, when: Sum) -> Sum:
        """The points of a part, of which there are some: of options one, of steps all."""
        scored = self._waived(part.scored[0], when)
        if len(part.scored) == 1:
            return self._score(part.scored[0], scored)
        flags = [self.model.flag() for _ in part.scored]
        if isinstance(part, Best):
            self.model.at_most(total(flags), 1)
        self.model.at_least(total(flags), scored)
        each = (self._score(one, flag) for one, flag in zip(part.scored, flags, strict=True))
        if not isinstance(part, Added):
            return total(each)
        points = self.model.number(part.upto, whole=False)
        self.model.at_least(total(each) - points)
        return points

    def _score(self, one: Scored, when: Sum) -> Sum:
        """How much it scores: something *when* that is 1, and else nothing."""
        lever = self.lever(one.metric, self.terms)
        if lever is None:
            self.model.at_most(when, 0)
            return Sum()
        points = self.model.number(one.upto, whole=False)
        self.model.at_least(when * one.upto - points)
        lever.known(self.model, when)
        self.model.at_least(lever.amount, 1, when=when)
        scored = lever.amount * (one.upto / (one.at * lever.per.fixed))
        short = min(0, self.model.lowest(scored))  # the points are none where it does not score
        self.model.at_least(scored - points - (when * -1 + 1) * short)
        for gate in one.gates:
            self.hold(gate, when)
        return points
