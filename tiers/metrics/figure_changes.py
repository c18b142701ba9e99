"""One figure against another: a share, a growth in per cent, an increase in units."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts
from tiers.measures import Of, Terms, Value
from tiers.metrics.earlier import Earlier
from tiers.metrics.figure_rows import (
    HUNDREDTHS,
    amount,
    either,
    evidence_before,
    in_units,
    named,
    none_recent,
    not_fresh,
    totals,
)
from tiers.metrics.figures import FigureNow, FigureTotal, Newest, Recent
from tiers.screening import Ask, Evidence, by_ask
from tiers.words import _


@dataclass(frozen=True)
class FigureShare:
    """One figure in per cent of another, each as its newest fresh period has it."""

    part: str
    whole: str
    unit: ClassVar[str] = "%"

    @property
    def key(self) -> str:
        """The part's name."""
        return self.part

    @property
    def tallies(self) -> tuple[Newest, Newest]:
        """The part and the whole."""
        return Newest(self.part), Newest(self.whole)

    def value(self, of: Of) -> Value:
        """100 x part, per whole; none of a whole that is not above zero."""
        part, whole = (of(tally, "total") for tally in self.tallies)
        return Value(nw.when(whole > 0).then(part * 100), per=whole)

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """The part or the whole is not known, or there is nothing to have a share of."""
        found = [totals(tally, "total", facts, asks, terms) for tally in self.tallies]
        unknown = [not_fresh(tally.figure, facts, asks) for tally in self.tallies]

        def says(ask: Ask) -> str:
            for known, why in zip(found, unknown, strict=True):
                if ask not in known:
                    return why(ask)
            return _("{whole} comes to {amount}, so there is nothing to have a share of.").format(
                whole=named(self.whole).capitalize(), amount=amount(found[1][ask])
            )

        return says

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of both figures."""
        part, whole = FigureNow(self.part), FigureNow(self.whole)
        return either(part.evidence(facts, asks, terms), whole.evidence(facts, asks, terms))


@dataclass(frozen=True)
class FigureGrowth:
    """How much larger the newest fresh period is than the same a year before, in per cent.

    Only of a figure that was above zero then, and at least *baseline* units.
    """

    figure: str
    baseline: int = 0
    unit: ClassVar[str] = "%"

    @property
    def key(self) -> str:
        """The figure's name."""
        return self.figure

    @property
    def tallies(self) -> tuple[Newest, Newest]:
        """The newest period, and the one exactly a year before it."""
        return Newest(self.figure), Newest(self.figure, year_before=True)

    def value(self, of: Of) -> Value:
        """100 x what was added, per what there was."""
        now, then = (of(tally, "total") for tally in self.tallies)
        enough = (then > 0) & (then >= self.baseline * HUNDREDTHS)
        return Value(nw.when(enough).then((now - then) * 100), per=then)

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """Nothing fresh, nothing exactly a year before, or too little to grow from."""
        now, then = (totals(tally, "total", facts, asks, terms) for tally in self.tallies)
        unknown = not_fresh(self.figure, facts, asks)

        def says(ask: Ask) -> str:
            if ask not in now:
                return unknown(ask)
            if ask not in then:
                return _(
                    "No {figure} is known of the period exactly a year before the newest."
                ).format(figure=named(self.figure))
            return _("A year before, {figure} came to {amount}: too little to grow from.").format(
                figure=named(self.figure), amount=amount(then[ask])
            )

        return says

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the figure; those of the two periods count."""
        now, then = (tally.screened(facts, asks) for tally in self.tallies)
        return either(
            by_ask(now, now.explained(asks.keys)), by_ask(then, then.explained(asks.keys))
        )


@dataclass(frozen=True)
class FigureIncrease:
    """A figure added up over the last *months*, less the same of a year before."""

    figure: str
    months: int = 12
    unit: ClassVar[str] = ""

    @property
    def key(self) -> str:
        """The figure's name."""
        return self.figure

    @property
    def tallies(self) -> tuple[Recent, Earlier]:
        """The last months on the day, and on the day a year before."""
        recent = Recent(self.figure, self.months)
        return recent, Earlier(recent)

    def value(self, of: Of) -> Value:
        """The difference, in units."""
        now, then = (of(tally, "total") for tally in self.tallies)
        return in_units(now - then)

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """Nothing is known of these months, or of those a year before."""
        now = totals(self.tallies[0], "total", facts, asks, terms)
        return lambda ask: none_recent(named(self.figure), self.months, before=ask in now)

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the figure; those of the months now and a year before count."""
        total = FigureTotal(self.figure, self.months)
        then = evidence_before(12, facts, asks, lambda then: total.evidence(facts, then, terms))
        return either(total.evidence(facts, asks, terms), then)
