"""A partner's people: who is there, which awards count, which places they fill, what will lapse."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from reports.names import noun, option, sentence
from reports.rules import last_day
from tiers.facts import Asks, Facts, in_memory
from tiers.forecast import as_known
from tiers.language import Edition
from tiers.metrics.awards import held_by, screened_awards
from tiers.metrics.holdings import Holding
from tiers.metrics.matching import fill
from tiers.metrics.people import PeopleHolding, PlacesFilled
from tiers.requirements import AtLeast, Scored
from tiers.words import _

People = PeopleHolding | PlacesFilled
Fact = tuple[str, str, date, str | None, int | None]  # person, award, earned on, file, line
Fills = dict[str, dict[str, list[str]]]  # by person and place the tiers for which it is filled
NAMED = 3  # awards of a place that are named; of more the number
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Award:
    """An award, until when it counts, and why not; *reason* is empty where it does."""

    name: str
    earned_on: date
    until: date | None
    reason: str


@dataclass
class Person:
    """Somebody of the partner's, or with an award in its name; *here* on the day or not."""

    who: str
    name: str
    staff: str
    here: bool
    left: date | None
    fills: dict[str, list[str]]
    awards: list[Award] = field(default_factory=list)


@dataclass(frozen=True)
class Lapse:
    """The last day on which an award counts, and whether its holder fills a place."""

    day: date
    person: Person
    award: str


def people(edition: Edition, facts: Facts, day: date) -> list[Person]:
    """One partner's people: those who fill places first, then those with awards that count.

    Whoever joins after a year, or left more than a year ago, is left out.
    """
    staff = _on_the_list(facts, day)
    against, fills = _looked_at(edition, facts, Asks(day=day))
    retired = {one.award: last_day(one) for one in edition.retired}
    found = {
        who: _person(who, row, day, fills.get(who, {}))
        for who, row in staff.items()
        if _near(row, day)
    }
    for row in _rows(as_known(facts, day).awards):
        who = row["person_id"]
        if not who or (who in staff and who not in found):
            continue
        own = found.setdefault(who, _unlisted(row, fills.get(who, {}), listed=bool(staff)))
        until = min(filter(None, (row["expires_on"], retired.get(row["award"]))), default=None)
        place = (who, row["award"], row["earned_on"], row["file"], row["line"])
        reason = against.get(place, _("not asked for here"))
        own.awards.append(Award(row["award"], row["earned_on"], until, reason))
    return sorted(found.values(), key=_order)


def lapses(found: Iterable[Person], day: date) -> list[Lapse]:
    """The awards that count and cease to within a year, the first first."""
    soon = [
        Lapse(award.until, person, award.name)
        for person in found
        for award in person.awards
        if not award.reason and award.until and award.until <= day + YEAR
    ]
    return sorted(soon, key=lambda one: (one.day, not one.person.fills, one.person.name))


def leaving(found: Iterable[Person], day: date) -> list[Person]:
    """Who has left within a year, or is known to leave; the newest first."""
    gone = [one for one in found if one.left and one.left >= day - YEAR]
    return sorted(gone, key=lambda one: (one.left or day, one.name), reverse=True)


def _rows(frame: Any) -> list[dict[str, Any]]:
    return in_memory(frame).to_polars().rows(named=True)


def _on_the_list(facts: Facts, day: date) -> dict[str, dict[str, Any]]:
    """The staff list's row of each person that is nearest to the day."""

    def nearness(row: dict[str, Any]) -> tuple[bool, date]:
        joined = row["joined_on"] or date.min
        return joined <= day, joined if joined <= day else date.min + (date.max - joined)

    rows = sorted(_rows(facts.staff), key=nearness)
    return {row["person_id"]: row for row in rows if row["person_id"]}


def _near(row: dict[str, Any], day: date) -> bool:
    """Whether somebody is there within a year of the day."""
    joined, left = row["joined_on"] or day, row["left_on"] or day
    return bool(joined <= day + YEAR and left >= day - YEAR)


def _order(person: Person) -> tuple[object, ...]:
    counts = any(not award.reason for award in person.awards)
    return not person.fills, not counts, not person.awards, person.name.casefold()


def _person(who: str, row: dict[str, Any], day: date, fills: dict[str, list[str]]) -> Person:
    joined, left = row["joined_on"], row["left_on"]
    here = (joined or day) <= day <= (left or day)
    if left and left < day:
        staff = _("left on {day}").format(day=left)
    elif joined and joined > day:
        staff = _("joins on {day}").format(day=joined)
    elif left:
        staff = _("leaves on {day}").format(day=left)
    else:
        staff = _("since {day}").format(day=joined) if joined else _("on the staff")
    return Person(who, row["name"] or who, staff, here, left, fills)


def _unlisted(row: dict[str, Any], fills: dict[str, list[str]], *, listed: bool) -> Person:
    """Somebody with an award whom no staff list names; without any list all are there."""
    staff = _("not on the staff list") if listed else _("no staff list is known")
    who = row["person_id"]
    return Person(who, row["name"] or who, staff, not listed, None, fills)


# What the rules make of them -----------------------------------------------------------------


def _looked_at(edition: Edition, facts: Facts, asks: Asks) -> tuple[Mapping[Fact, str], Fills]:
    """Of every award that is asked for why it does not count (empty if it does), and the places."""
    against: dict[Fact, str] = {}
    fills: Fills = {}
    for tier, path, rule, metric in _asking(edition):
        awards = metric.tally.awards
        screened = screened_awards(awards, facts, asks, edition.terms, told=True)
        judged = list(screened.explained(asks.keys))
        for _ask, row, reason in judged:
            if row["award"] in awards and row["person_id"]:
                place = (
                    *(row[one] for one in ("person_id", "award", "earned_on", "file", "line")),
                )
                against[place] = reason.says(row) if reason else ""
        (held,) = held_by(judged).values() or ({},)
        for who, kind in _seated(metric, held).items():
            name = _named(rule, path, metric.places[kind].holding)
            fills.setdefault(who, {}).setdefault(name, []).append(tier)
    return against, fills


def _asking(edition: Edition) -> Iterator[tuple[str, str, AtLeast | Scored, People]]:
    """Every criterion that asks for people: its tier, path, rule and metric."""
    for tier in edition.tiers:
        for path, rule in tier.criteria:
            if isinstance(rule, (AtLeast, Scored)) and isinstance(rule.metric, People):
                yield tier.name, path, rule, rule.metric


def _seated(metric: People, held: Mapping[str, set[str]]) -> dict[str, int]:
    """People and the kind of place each fills, as the metric's evidence has them."""
    candidates, kinds = [], []
    for kind, place in enumerate(metric.places):
        able = {who for who, awards in held.items() if place.holding.held_by(awards)}
        number = min(place.number, len(able))
        candidates += [able] * number
        kinds += [kind] * number
    return {who: kinds[position] for who, position in fill(candidates).items()}


def _named(rule: AtLeast | Scored, path: str, holding: Holding) -> str:
    """A place by what its holder must hold."""
    what = in_words(holding)
    if isinstance(rule, Scored):
        return _("{what}: {awards}").format(what=sentence(noun(rule.slug, path)), awards=what)
    return f"{option(path)}: {what}" if path else what


def in_words(holding: Holding, *, inside: bool = False) -> str:
    """What must be held: awards joined by *and* and *or*."""
    parts = [
        in_words(one, inside=True) if isinstance(one, Holding) else one for one in holding.asked
    ]
    if len(parts) > NAMED + 1:
        more = _("{number} others").format(number=len(parts) - NAMED)
        parts = [*parts[:NAMED], more]
    said = (_(" and ") if holding.all else _(" or ")).join(parts)
    return f"({said})" if inside and len(parts) > 1 else said
