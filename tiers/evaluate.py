"""The one pure function: an edition, the facts, and whom and when we ask about."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.language import AllOf, AtLeast, Edition, Metric, Outcome, Requirement, Tier, Value


def evaluate(edition: Edition, facts: Facts, asks: Asks) -> Frame:
    """Evaluate every ask by the edition's rules, on the engine the facts live on.

    Returns one row an ask: partner_id, day, tier (the highest met, null for none) and, named after
    each tier, its outcome (1 met, ½ not assessed, 0 not met) and its criteria's outcomes and values
    (`Silver`, `Silver:seats`, `Silver:seats:have`; a value is null where it is not assessed).
    """
    values = {metric: _value(metric, edition) for metric in edition.metrics}
    criteria = [
        (column(tier, one), one, values[one.metric])
        for tier in edition.tiers
        for _, one in tier.criteria
    ]
    measured = _measure(_add_up(edition, facts, asks), values.values())
    judged = measured.with_columns(**{name: _outcome(one, at) for name, one, at in criteria})
    joined = judged.with_columns(
        **{tier.name: _join(tier.requirement, tier) for tier in edition.tiers}
    )
    made = {f"{name}:have": _have(name, at) for name, _, at in criteria}
    made["tier"] = _highest(edition.tiers)
    return joined.select(
        "partner_id", "day", **{name: made.get(name, nw.col(name)) for name in columns(edition)}
    )


def columns(edition: Edition) -> list[str]:
    """What an evaluation by this edition holds beside the ask, in order."""
    named = ["tier"]
    for tier in edition.tiers:
        criteria = [column(tier, one) for _, one in tier.criteria]
        named += [tier.name, *criteria, *(f"{name}:have" for name in criteria)]
    return named


def column(tier: Tier, criterion: AtLeast) -> str:
    """The column of a criterion's outcome (without a dot, which Spark takes for a field's)."""
    return f"{tier.name}:{criterion.slug}"


@dataclass(frozen=True)
class _Numbered:
    """A metric's value, and the number by which its columns are named."""

    number: int
    value: Value

    def column(self, name: str) -> str:
        return f"{name}_of_{self.number}"


def _add_up(edition: Edition, facts: Facts, asks: Asks) -> Frame:
    """Every ask beside each tally, whose columns bear its number."""
    added_up = asks.of(facts)
    for number, tally in enumerate(edition.tallies):
        named = {name: f"{name}_{number}" for name in tally.columns}
        totals = tally.add_up(facts, asks, edition).rename(named)
        added_up = added_up.join(totals, on=asks.keys, how="left")
    return added_up


def _value(metric: Metric, edition: Edition) -> _Numbered:
    tally = edition.tallies.index(metric.tally)
    value = metric.value(lambda name: nw.col(f"{name}_{tally}"))
    return _Numbered(edition.metrics.index(metric), value)


def _measure(totals: Frame, values: Iterable[_Numbered]) -> Frame:
    """The totals and, of each metric, its value and, if it can be short, whether it is complete.

    A value is one division of whole numbers, rounded alike by every engine, and exact against a
    threshold while they are below 10^15.
    """
    measured: dict[str, nw.Expr] = {}
    for one in values:
        amount, per = one.value.amount.cast(nw.Float64), one.value.per
        measured[one.column("value")] = amount if per is None else amount / per
        if one.value.complete is not None:
            measured[one.column("complete")] = one.value.complete
    return totals.with_columns(**measured)


def _outcome(criterion: AtLeast, of: _Numbered) -> nw.Expr:
    """1 from the threshold on, 0 below it, ½ without a value or where it may be short."""
    met = nw.col(of.column("value")) >= criterion.threshold
    outcome = met.cast(nw.Float64).fill_null(Outcome.NOT_ASSESSED.number)
    if of.value.complete is None:
        return outcome
    sure = met | nw.col(of.column("complete"))
    return nw.when(sure).then(outcome).otherwise(Outcome.NOT_ASSESSED.number)


def _have(outcome: str, of: _Numbered) -> nw.Expr:
    """The value, null where it is not assessed."""
    value = nw.col(of.column("value"))
    if of.value.complete is None:
        return value
    return nw.when(nw.col(outcome) != Outcome.NOT_ASSESSED.number).then(value)


def _join(requirement: Requirement, tier: Tier) -> nw.Expr:
    """All-of is the least of its parts, any-of the greatest of its options."""
    if isinstance(requirement, AtLeast):
        return nw.col(column(tier, requirement))
    if isinstance(requirement, AllOf):
        return reduce(nw.min_horizontal, (_join(part, tier) for part in requirement.parts))
    return reduce(nw.max_horizontal, (_join(option, tier) for _, option in requirement.options))


def _highest(tiers: tuple[Tier, ...]) -> nw.Expr:
    """The name of the last tier that is met, null where none is."""
    held: nw.Expr = nw.when(nw.col(tiers[0].name) == Outcome.MET.number).then(nw.lit(tiers[0].name))
    for tier in tiers[1:]:
        met = nw.col(tier.name) == Outcome.MET.number
        held = nw.when(met).then(nw.lit(tier.name)).otherwise(held)
    return held
