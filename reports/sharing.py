"""People who may count for one competency only, in words: which keep the tier, by whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.names import named_with
from reports.supports import names_of
from tiers.facts import Facts, in_memory
from tiers.language import Edition
from tiers.sharing import Sharing, exclusive
from tiers.words import _


@dataclass(frozen=True)
class Shared:
    """Of each partner that meets the tier of several programmes what becomes of them."""

    editions: tuple[Edition, ...]
    day: date
    tier: str
    partners: Mapping[str, Sharing]
    names: Mapping[str, str]
    people: Mapping[tuple[str, str, str], str]

    def called(self, partner: str, person: str) -> str:
        """A person of a partner, by name and number."""
        return named_with(self.people.get((partner, "person", person), person), person)


def shared(editions: Sequence[Edition], facts: Facts, day: date, tier: str) -> Shared:
    """What comes of counting everybody for one of the programmes only."""
    names = dict(in_memory(facts.partners.select("partner_id", "name")).rows())
    found = exclusive(editions, facts, day, tier)
    return Shared(tuple(editions), day, tier, found, names, names_of(facts))


def document(found: Shared) -> list[dict[str, Any]]:
    """The same as docs/commands.md has it in JSON."""
    return [
        {
            "partner": partner,
            "name": found.names[partner],
            "tier": found.tier,
            "kept": [
                {"programme": programme, "people": [_person(found, partner, who) for who in people]}
                for programme, people in _in_order(one)
            ],
            "lost": [
                {
                    "programme": programme,
                    "people": [
                        _person(found, partner, who) | {"counted_for": other}
                        for who, other in able.items()
                    ],
                }
                for programme, able in one.lost.items()
            ],
        }
        for partner, one in found.partners.items()
    ]


def _in_order(one: Sharing) -> Iterator[tuple[str, list[str]]]:
    for programme, people in one.kept.items():
        yield programme, sorted(people)


def _person(found: Shared, partner: str, person: str) -> dict[str, str | None]:
    return {"id": person, "name": found.people.get((partner, "person", person))}


def aloud(found: Shared) -> str:
    """As text: a sentence for each programme of each partner."""
    if not found.partners:
        says = _("No partner meets {tier} of more than one of these programmes on {day}.")
        return says.format(tier=found.tier, day=found.day)
    return "\n".join(line for partner in found.partners for line in _told(found, partner))


def _told(found: Shared, partner: str) -> Iterator[str]:
    one = found.partners[partner]
    yield f"{named_with(found.names[partner], partner)}, {found.day}:"
    for programme, people in _in_order(one):
        counted = ", ".join(found.called(partner, who) for who in people) or _(
            "nobody in particular"
        )
        yield _("  {programme} keeps {tier}; counted for it: {people}.").format(
            programme=programme, tier=found.tier, people=counted
        )
    for programme, able in one.lost.items():
        counted = ", ".join(f"{found.called(partner, who)}: {other}" for who, other in able.items())
        yield _("  {programme} loses {tier}; counted elsewhere: {people}.").format(
            programme=programme, tier=found.tier, people=counted
        )
