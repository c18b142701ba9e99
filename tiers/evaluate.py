"""The one pure function: an edition, the facts, and whom and when we ask about."""

from functools import partial

import narwhals as nw

from tiers import points
from tiers.columns import Numbered, Rules, column, columns
from tiers.facts import Asks, Facts, Frame
from tiers.language import Edition, Tier
from tiers.measures import as_column, beside, divided, least_of, most_of
from tiers.requirements import (
    AllOf,
    AnyOf,
    AtLeast,
    ByMarket,
    Outcome,
    Requirement,
    Scored,
    Total,
    Track,
)


def evaluate(edition: Edition, facts: Facts, asks: Asks) -> Frame:
    """Evaluate every ask by the edition's rules, on the engine the facts live on.

    Returns one row an ask: partner_id, day, tier (the highest met, null for none) and, named after
    each tier, its outcome (1 met, ½ not assessed, 0 not met) and its criteria's outcomes and values
    (`Silver`, `Silver:seats`, `Silver:seats:have`; a value is null where it is not assessed).
    Criteria that score have `:points` too, null where they are not known; a sum of scores has the
    points it comes to at least and at most (`:least`, `:most`), and a threshold that depends on the
    market stands in `:need`.
    """
    return facts.added_up((edition, asks), lambda: _evaluated(edition, facts, asks))


def _evaluated(edition: Edition, facts: Facts, asks: Asks) -> Frame:
    """Add up, measure, judge, join; each step's columns are what the next one reads."""
    rules = Rules(edition)
    frame = _measure(_add_up(edition, facts, asks), rules)
    for step in (_judged, _in_pieces, _bounded, _summed, _scored, _joined, _shown):
        if columns_made := step(rules):
            frame = frame.with_columns(**columns_made)
    return frame.select(nw.col("partner_id", "day", *columns(edition)))


def _add_up(edition: Edition, facts: Facts, asks: Asks) -> Frame:
    """Every ask beside each tally, whose columns bear its number, and its market if that tells."""
    whole = asks.of(facts)
    if any(
        isinstance(one, AtLeast) and isinstance(one.threshold, ByMarket)
        for _, one in edition.criteria
    ):
        markets = facts.partners.select("partner_id", "market")
        whole = whole.join(markets, on="partner_id", how="left")
    added = {tally: tally.add_up(facts, asks, edition.terms) for tally in edition.tallies}
    return beside(whole, asks.keys, added)


def _measure(totals: Frame, rules: Rules) -> Frame:
    """The totals and, of each metric, its value and, if it can be short, whether it is complete.

    A value is one division of whole numbers, rounded alike by every engine, and exact against a
    threshold while they are below 10^15.
    """
    measured: dict[str, nw.Expr] = {}
    for metric in rules.edition.metrics:
        one = rules.measured[metric]
        amount, per = one.value.amount, one.value.per
        value = amount.cast(nw.Float64) if per is None else divided(amount, per)
        measured[one.column("value")] = value
        if one.value.complete is not None:
            measured[one.column("complete")] = one.value.complete
    return totals.with_columns(**measured)


def _judged(rules: Rules) -> dict[str, nw.Expr]:
    """The outcome of every criterion with a threshold."""
    return {
        name: _outcome(one, rules.measured[one.metric])
        for name, one in rules.criteria()
        if isinstance(one, AtLeast)
    }


def _outcome(criterion: AtLeast, of: Numbered) -> nw.Expr:
    """1 from the threshold on, 0 below it, ½ without a value or where it may be short."""
    met = nw.col(of.column("value")) >= _need(criterion)
    outcome = met.cast(nw.Float64).fill_null(Outcome.NOT_ASSESSED.number)
    if of.value.complete is None:
        return outcome
    sure = met | nw.col(of.column("complete"))
    return nw.when(sure).then(outcome).otherwise(Outcome.NOT_ASSESSED.number)


def _need(criterion: AtLeast) -> nw.Expr:
    if isinstance(criterion.threshold, int):
        return nw.lit(criterion.threshold)
    developing = nw.col("market") == "developing"
    return (
        nw.when(developing.fill_null(False))
        .then(criterion.need("developing"))
        .otherwise(criterion.need("developed"))
    )


def _in_pieces(rules: Rules) -> dict[str, nw.Expr]:
    """The pieces of a point that what is known of every criterion that scores comes to."""
    return {
        f"{name}:known": points.pieces(one, total, rules.measured[one.metric].as_columns)
        for name, one, _tier, total in rules.scored()
    }


def _bounded(rules: Rules) -> dict[str, nw.Expr]:
    """What every criterion that scores scores at least and at most."""
    bounds: dict[str, nw.Expr] = {}
    for name, one, _tier, total in rules.scored():
        sure = rules.measured[one.metric].as_columns.complete
        gates = [_outcome(each, rules.measured[each.metric]) for each in one.gates]
        least, most = points.scores(one, total, nw.col(f"{name}:known"), sure, gates)
        bounds |= {f"{name}:least": least, f"{name}:most": most}
    return bounds


def _ends(tier: Tier, one: Scored | Total) -> points.Ends:
    name = column(tier, one)
    return nw.col(f"{name}:least"), nw.col(f"{name}:most")


def _summed(rules: Rules) -> dict[str, nw.Expr]:
    """What every sum of scores comes to at least and at most, and the pieces of a point in it."""
    sums: dict[str, nw.Expr] = {}
    for tier, total in rules.totals():
        least, most = points.altogether(total, partial(_ends, tier))
        of_one, _ = _ends(tier, total.scored[0])
        name = column(tier, total)
        sums |= {f"{name}:least": least, f"{name}:most": most}
        sums[f"{name}:whole"] = as_column(total.whole, of_one)
    return sums


def _scored(rules: Rules) -> dict[str, nw.Expr]:
    """The outcome of every criterion that scores, and of every sum."""
    scores = {name: points.some(*_ends(tier, one)) for name, one, tier, _total in rules.scored()}
    return scores | {
        column(tier, total): points.enough(total, *_ends(tier, total))
        for tier, total in rules.totals()
    }


def _joined(rules: Rules) -> dict[str, nw.Expr]:
    """The outcome of every tier."""
    return {tier.name: _join(tier.requirement, tier) for tier in rules.edition.tiers}


def _join(requirement: Requirement, tier: Tier) -> nw.Expr:
    """All-of is the least of its parts, any-of the greatest of its options.

    A part of a sum scores where any of its criteria does.
    """
    if isinstance(requirement, AtLeast):
        return nw.col(column(tier, requirement))
    if isinstance(requirement, AllOf):
        return least_of([_join(part, tier) for part in requirement.parts])
    if isinstance(requirement, AnyOf):
        return most_of([_join(option, tier) for _, option in requirement.options])
    if isinstance(requirement, Track):
        return _tracked(requirement, tier)
    scores = [
        most_of([nw.col(column(tier, one)) for one in part.scored]) for part in requirement.parts
    ]
    return least_of([nw.col(column(tier, requirement)), *scores])


def _tracked(requirement: Track, tier: Tier) -> nw.Expr:
    """The one track where the class is met, the other where it is not."""
    of_class = nw.col(column(tier, requirement.when))
    then, otherwise = (_join(track, tier) for _, track in (requirement.then, requirement.otherwise))
    return nw.max_horizontal(
        nw.min_horizontal(of_class, then), nw.min_horizontal(1 - of_class, otherwise)
    )


def _shown(rules: Rules) -> dict[str, nw.Expr]:
    """What is told beside the outcomes: values, needs, points, and the tier held."""
    shown = {"tier": _highest(rules.edition.tiers)}
    for name, one in rules.criteria():
        if isinstance(one, Total):
            shown |= _reached(name)
            continue
        shown[f"{name}:have"] = _have(name, one, rules.measured[one.metric])
        if isinstance(one, AtLeast) and isinstance(one.threshold, ByMarket):
            shown[f"{name}:need"] = _need(one)
    for name, one, tier, total in rules.scored():
        least, most = _ends(tier, one)
        whole = nw.col(f"{column(tier, total)}:whole")
        shown[f"{name}:points"] = nw.when(least == most).then(divided(least, whole))
    return shown


def _reached(name: str) -> dict[str, nw.Expr]:
    """The points of a sum, at least and at most; and, where they decide it, as its value."""
    assessed = nw.col(name) != Outcome.NOT_ASSESSED.number
    whole = nw.col(f"{name}:whole")
    least, most = (divided(nw.col(f"{name}:{end}"), whole) for end in ("least", "most"))
    return {
        f"{name}:have": nw.when(assessed).then(least),
        f"{name}:least": least,
        f"{name}:most": most,
    }


def _have(outcome: str, criterion: AtLeast | Scored, of: Numbered) -> nw.Expr:
    """The value, null where it is not assessed."""
    value = nw.col(of.column("value"))
    if isinstance(criterion, AtLeast) and of.value.complete is None:
        return value
    return nw.when(nw.col(outcome) != Outcome.NOT_ASSESSED.number).then(value)


def _highest(tiers: tuple[Tier, ...]) -> nw.Expr:
    """The name of the last tier that is met, null where none is."""
    held: nw.Expr = nw.when(nw.col(tiers[0].name) == Outcome.MET.number).then(nw.lit(tiers[0].name))
    for tier in tiers[1:]:
        met = nw.col(tier.name) == Outcome.MET.number
        held = nw.when(met).then(nw.lit(tier.name)).otherwise(held)
    return held
