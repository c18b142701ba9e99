"""Nobody counted twice: which competencies keep their gold where people may not be shared.

From October 2010 a person could count for several silver competencies, and for one gold only.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, product

import narwhals as nw

from tiers.columns import column
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts, Row, in_memory
from tiers.language import Edition, Tier
from tiers.metrics.awards import held_by, screened_awards
from tiers.metrics.people import PeopleHolding, PlacesFilled, outside
from tiers.metrics.teams import Demand, Demands, Ways, everybody, teams
from tiers.requirements import AllOf, AnyOf, AtLeast, Outcome, Requirement, Total, Track
from tiers.screening import Ask
from tiers.words import _

People = PeopleHolding | PlacesFilled
Held = Mapping[str, set[str]]  # each person's awards


@dataclass(frozen=True)
class Sharing:
    """What comes of counting everybody for one programme only, at one partner.

    *kept*: by programme, the people counted for it. *lost*: by programme that has not enough people
    left, who could have counted for it, with the programme they do count for.
    """

    kept: Mapping[str, frozenset[str]]
    lost: Mapping[str, Mapping[str, str]]

    def says(self, tier: str = "Gold") -> Iterator[str]:
        """The same in sentences, one a programme."""
        for programme, people in self.kept.items():
            yield _("{programme} keeps {tier}: counted for it are {people}.").format(
                programme=programme, tier=tier, people=", ".join(sorted(people)) or _("none")
            )
        for programme, able in self.lost.items():
            elsewhere = (f"{person} ({other})" for person, other in sorted(able.items()))
            yield _("{programme} loses {tier}: counted elsewhere are {people}.").format(
                programme=programme, tier=tier, people=", ".join(elsewhere)
            )


def exclusive(
    editions: Sequence[Edition], facts: Facts, day: date, tier: str = "Gold"
) -> dict[str, Sharing]:
    """Of each partner that meets the *tier* of several programmes, what becomes of them.

    *editions* are one a programme. As many as possible keep the tier; of equally many, those whose
    editions stand first. Lower tiers may share their people, so nothing is said about them.
    """
    golds = {
        (edition, one): _meeting(edition, one, facts, day)
        for edition in editions
        for one in edition.tiers
        if one.name == tier
    }
    times = Counter(chain.from_iterable(golds.values()))
    ways: dict[str, dict[str, Ways]] = {partner: {} for partner in times if times[partner] > 1}
    if not ways:
        return {}
    for (edition, one), rows in golds.items():
        held = _held(edition, one, facts, _asks(facts, ways, day))
        for partner in ways.keys() & rows.keys():
            found = _ways(one, rows[partner], held.get((partner, day), {}))
            ways[partner][edition.programme] = found
    return {partner: shared(ways[partner]) for partner in sorted(ways)}


def shared(ways: Mapping[str, Ways]) -> Sharing:
    """The most programmes that can be kept, each in one of its *ways*, by distinct people."""
    kept = teams(ways)
    counted = {person: programme for programme, people in kept.items() for person in people}
    return Sharing(
        kept,
        {
            programme: {who: counted[who] for who in sorted(everybody(each) & counted.keys())}
            for programme, each in ways.items()
            if programme not in kept
        },
    )


# What each tier asks of people -------------------------------------------------------------------


def _meeting(edition: Edition, tier: Tier, facts: Facts, day: date) -> dict[str, Row]:
    """The evaluation of every partner that meets the tier, people being shared."""
    evaluated = evaluate(edition, facts, Asks(day=day))
    met = in_memory(evaluated.filter(nw.col(tier.name) == Outcome.MET.number))
    return {row["partner_id"]: row for row in met.iter_rows(named=True)}


def _asks(facts: Facts, partners: Mapping[str, object], day: date) -> Asks:
    """About these partners alone."""
    theirs = facts.partners.filter(nw.col("partner_id").is_in(list(partners)))
    return Asks(pairs=theirs.select("partner_id").with_columns(day=nw.lit(day, nw.Date)))


def _held(edition: Edition, tier: Tier, facts: Facts, asks: Asks) -> dict[Ask, dict[str, set[str]]]:
    """The awards that count for the tier, by partner and person."""
    asked = (
        one.metric.tally.awards
        for _path, one in tier.criteria
        if isinstance(one, AtLeast) and isinstance(one.metric, People)
    )
    awards = tuple(dict.fromkeys(chain.from_iterable(asked)))
    return held_by(
        screened_awards(awards, facts, asks, edition.terms, told=True).explained(asks.keys)
    )


def _ways(tier: Tier, row: Row, held: Held) -> Ways:
    """Every way to meet the tier that only its people can bar, the rest being met."""

    def met(one: AtLeast | Total) -> bool:
        if isinstance(one, Total):
            parts = ((column(tier, scored) for scored in part.scored) for part in one.parts)
            some = all(any(row[name] == Outcome.MET.number for name in part) for part in parts)
            return some and bool(row[column(tier, one)] == Outcome.MET.number)
        return bool(row[column(tier, one)] == Outcome.MET.number)

    def people(one: AtLeast, metric: People) -> Demands:
        need = row.get(f"{column(tier, one)}:need", one.need())
        return demands(metric, int(need), held)

    return _joined(tier.requirement, met, people)


def _joined(
    requirement: Requirement,
    met: Callable[[AtLeast | Total], bool],
    people: Callable[[AtLeast, People], Demands],
) -> Ways:
    """All-of takes the people of every part, any-of those of one option."""
    match requirement:
        case AllOf(parts=parts):
            each = (_joined(part, met, people) for part in parts)
            return [tuple(chain.from_iterable(chosen)) for chosen in product(*each)]
        case AnyOf(options=options):
            return [way for _name, one in options for way in _joined(one, met, people)]
        case Track(when=when, then=then, otherwise=otherwise):
            return _joined((then if met(when) else otherwise)[1], met, people)
        case AtLeast(metric=PeopleHolding() | PlacesFilled() as metric):
            return [people(requirement, metric)]
        case _:
            return [()] if met(requirement) else []


def demands(metric: People, need: int, held: Held) -> Demands:
    """Whom it takes to reach the threshold.

    By the min-cut theorem: of the people who qualify for any of a set of kinds of place, as many as
    the places outside the set leave over.
    """
    return tuple(
        Demand(
            need - outside(metric.places, chosen),
            frozenset(
                who
                for who, awards in held.items()
                if any(metric.places[kind].holding.held_by(awards) for kind in chosen)
            ),
        )
        for chosen in metric.tally.sets
    )
