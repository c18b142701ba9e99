"""What criteria, scores and their combinations come to where something may be unknown.

What is unknown is anything that it can be: a combination is met or not met only if it is so in
every case, and points lie between the fewest and the most possible.
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from tests.brute.rows import Case, Metric, Value

NOT_MET, NOT_ASSESSED, MET = OUTCOMES = ("not met", "not assessed", "met")


class Finding(NamedTuple):
    """One criterion: `have` and `points` are None when it is not assessed."""

    have: float | None
    need: int
    outcome: str
    points: float | None = None
    max_points: float | None = None


Findings = dict[str, Finding]  # by the criterion's key


class Expected(NamedTuple):
    """The tier held, each tier's findings by criterion, and its outcome; empty out of force."""

    tier: str | None
    tiers: dict[str, Findings]
    outcomes: dict[str, str]


class Answer(NamedTuple):
    """What a requirement came to."""

    outcome: str
    findings: Findings


class Range(NamedTuple):
    """The fewest and the most points that a score can have."""

    least: Fraction
    greatest: Fraction
    findings: Findings


Requirement = Callable[[Case], Answer]
Score = Callable[[Case], Range]
Need = int | tuple[int, int]  # or in developed and in developing markets


def gathered(*findings: Findings) -> Findings:
    """All of them; of two with one key the scored one stays."""
    found: Findings = {}
    for key, finding in (pair for each in findings for pair in each.items()):
        if key not in found or found[key].max_points is None:
            found[key] = finding
    return found


# Requirements ----------------------------------------------------------------------------------


def at_least(need: Need, key: str, metric: Metric) -> Requirement:
    """Whether a metric comes to so much."""

    def answer(case: Case) -> Answer:
        markets = [row.get("market") or "developed" for row in case.of("partners")]
        wanted = need if isinstance(need, int) else need["developing" in markets]
        value = metric(case)
        if value is None or (value.low < wanted and not value.exact):
            return Answer(NOT_ASSESSED, {key: Finding(None, wanted, NOT_ASSESSED)})
        outcome = MET if value.low >= wanted else NOT_MET
        return Answer(outcome, {key: Finding(float(value.low), wanted, outcome)})

    return answer


def in_every_case(outcomes: list[str], rule: Callable[[list[bool]], bool]) -> str:
    """The rule's outcome where each one not assessed may be either."""
    could = [{MET: (True,), NOT_MET: (False,)}.get(each, (True, False)) for each in outcomes]
    results = {rule(list(case)) for case in product(*could)}
    return NOT_ASSESSED if len(results) > 1 else MET if results.pop() else NOT_MET


def joined(parts: tuple[Requirement, ...], rule: Callable[[list[bool]], bool]) -> Requirement:
    """The parts' findings, and the rule's outcome of theirs."""

    def answer(case: Case) -> Answer:
        found = [part(case) for part in parts]
        outcome = in_every_case([each.outcome for each in found], rule)
        return Answer(outcome, gathered(*(each.findings for each in found)))

    return answer


def all_of(*parts: Requirement) -> Requirement:
    """All of the parts."""
    return joined(parts, all)


def any_of(*parts: Requirement) -> Requirement:
    """Any of the parts."""
    return joined(parts, any)


def track(when: Requirement, then: Requirement, otherwise: Requirement) -> Requirement:
    """The one where *when* holds, the other where it does not; unknown where that is unknown."""

    def answer(case: Case) -> Answer:
        found = [part(case) for part in (when, then, otherwise)]
        test, one, other = (each.outcome for each in found)
        opposite = OUTCOMES[2 - OUTCOMES.index(test)]
        both = (in_every_case([test, one], all), in_every_case([opposite, other], all))
        outcome = in_every_case(list(both), any)
        return Answer(outcome, gathered(*(each.findings for each in found)))

    return answer


# Points ----------------------------------------------------------------------------------------


def linear(upto: int, at: int, value: Fraction) -> Fraction:
    """So many points at so much, in proportion below."""
    return Fraction(upto) * min(max(value, Fraction(0)), Fraction(at)) / at


def possible(upto: int, at: int, value: Value | None) -> tuple[Fraction, Fraction]:
    """The fewest and the most points for what is known of a value."""
    least = linear(upto, at, value.low) if value else Fraction(0)
    return least, least if value and value.exact else Fraction(upto)


def scored(upto: int, at: int, key: str, metric: Metric, *gates: Requirement) -> Score:
    """Points in proportion to a metric, and none unless every gate is met."""

    def score(case: Case) -> Range:
        value = metric(case)
        least, greatest = possible(upto, at, value)
        asked = [gate(case) for gate in gates]
        if any(gate.outcome != MET for gate in asked):
            least = Fraction(0)
        if any(gate.outcome == NOT_MET for gate in asked):
            greatest = Fraction(0)
        outcome = MET if least > 0 else NOT_ASSESSED if greatest > 0 else NOT_MET
        known = outcome != NOT_ASSESSED
        have = float(value.low) if known and value else None
        points = float(least) if least == greatest else None
        own = {key: Finding(have, 1, outcome, points, float(upto))}
        return Range(least, greatest, gathered(own, *(gate.findings for gate in asked)))

    return score


def best(*options: Score) -> Score:
    """The larger points of the options."""

    def score(case: Case) -> Range:
        found = [option(case) for option in options]
        least, greatest = max(f.least for f in found), max(f.greatest for f in found)
        return Range(least, greatest, gathered(*(f.findings for f in found)))

    return score


def added(*steps: Score, upto: int = 100) -> Score:
    """The points of the steps together, so many at most."""

    def score(case: Case) -> Range:
        found = [step(case) for step in steps]
        least = sum((f.least for f in found), Fraction(0))
        greatest = sum((f.greatest for f in found), Fraction(0))
        least, greatest = min(least, Fraction(upto)), min(greatest, Fraction(upto))
        return Range(least, greatest, gathered(*(f.findings for f in found)))

    return score


def total(need: int, key: str, *parts: Score) -> Requirement:
    """Whether the parts come to so many of 100 points, and every part has some."""

    def answer(case: Case) -> Answer:
        found = [part(case) for part in parts]
        least = sum((f.least for f in found), Fraction(0))
        greatest = sum((f.greatest for f in found), Fraction(0))
        reached = MET if least >= need else NOT_MET if greatest < need else NOT_ASSESSED
        points = None if reached == NOT_ASSESSED else float(least)
        own = {key: Finding(points, need, reached, points, 100.0)}
        if least >= need and all(f.least > 0 for f in found):
            outcome = MET
        elif greatest < need or any(f.greatest == 0 for f in found):
            outcome = NOT_MET
        else:
            outcome = NOT_ASSESSED
        return Answer(outcome, gathered(*(f.findings for f in found), own))

    return answer
