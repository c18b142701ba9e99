"""The one pure function: an edition, the facts, and whom and when we ask about."""

from collections.abc import Callable, Collection
from functools import reduce

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.language import AllOf, AtLeast, Edition, Outcome, Requirement, Tier


def evaluate(edition: Edition, facts: Facts, asks: Asks) -> Frame:
    """Evaluate every ask by the edition's rules, on the engine the facts live on.

    Returns one row an ask: partner_id, day, tier (the highest met, null for none) and, named after
    each tier, its outcome (1 met, ½ not assessed, 0 not met) and its criteria's outcomes and values
    (`Silver`, `Silver:seats`, `Silver:seats:have`; a value is null where it is not assessed).
    """
    metrics = edition.metrics
    criteria = [
        (column(tier, one), one, metrics.index(one.metric))
        for tier in edition.tiers
        for _, one in tier.criteria
    ]
    measured = _measure(edition, _add_up(edition, facts, asks))
    known = measured.collect_schema().names()
    judged = measured.with_columns(**{name: _outcome(one, at, known) for name, one, at in criteria})
    joined = judged.with_columns(
        **{tier.name: _join(tier.requirement, tier) for tier in edition.tiers},
        **{f"{name}:have": _have(name, at) for name, _, at in criteria},
    )
    return joined.with_columns(tier=_highest(edition.tiers)).select(
        "partner_id", "day", *columns(edition)
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


def _add_up(edition: Edition, facts: Facts, asks: Asks) -> Frame:
    """Every ask beside each tally, whose columns bear its number."""
    added_up = asks.of(facts)
    for number, tally in enumerate(edition.tallies):
        totals = tally.add_up(facts, asks, edition)
        named = {
            name: f"{name}_{number}" for name in totals.collect_schema() if name not in asks.keys
        }
        added_up = added_up.join(totals.rename(named), on=asks.keys, how="left")
    return added_up


def _measure(edition: Edition, totals: Frame) -> Frame:
    """The totals and, of the edition's i-th metric, value_i and, if it can be short, complete_i.

    A value is one division of whole numbers, rounded alike by every engine, and exact against a
    threshold while they are below 10^15.
    """
    measured: dict[str, nw.Expr] = {}
    for position, metric in enumerate(edition.metrics):
        value = metric.value(_numbered(edition.tallies.index(metric.tally)))
        measured[f"value_{position}"] = value.amount / (1 if value.per is None else value.per)
        if value.complete is not None:
            measured[f"complete_{position}"] = value.complete
    return totals.with_columns(**measured)


def _numbered(number: int) -> Callable[[str], nw.Expr]:
    """Gives a tally's columns by their names."""
    return lambda name: nw.col(f"{name}_{number}")


def _outcome(criterion: AtLeast, position: int, known: Collection[str]) -> nw.Expr:
    """Met from the threshold on; below it not met, or not assessed where some may be missing."""
    value, complete = nw.col(f"value_{position}"), f"complete_{position}"
    below = value < criterion.threshold
    short = below & nw.col(complete) if complete in known else below
    not_met = nw.when(short).then(Outcome.NOT_MET.number)
    met = nw.when(value >= criterion.threshold).then(Outcome.MET.number)
    return met.otherwise(not_met.otherwise(Outcome.NOT_ASSESSED.number))


def _have(outcome: str, position: int) -> nw.Expr:
    assessed = nw.col(outcome) != Outcome.NOT_ASSESSED.number
    return nw.when(assessed).then(nw.col(f"value_{position}"))


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
