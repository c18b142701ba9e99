"""What may be supposed of a partner: who is there, and what an edition's rules look at."""

from collections.abc import Iterator
from dataclasses import dataclass

from tiers.facts import Facts, in_memory
from tiers.language import Edition
from tiers.planner import LOSE, Action
from tiers.words import _


@dataclass(frozen=True)
class Choices:
    """People and customers by their identifiers with their names; the rest by what it is called."""

    people: dict[str, str]
    customers: dict[str, str]
    references: dict[str, str]
    awards: tuple[str, ...]
    products: tuple[str, ...]
    kinds: tuple[str, ...]
    figures: tuple[str, ...]

    @property
    def losses(self) -> list[Action]:
        """Everybody and everything that may be lost, as it is called in a list of all."""
        return [
            Action(kind=LOSE, who=who, what=what, name=f"{_(what)} {name} ({who})")
            for what, some in (
                ("person", self.people),
                ("customer", self.customers),
                ("reference", self.references),
            )
            for who, name in some.items()
        ]


def choices(edition: Edition, facts: Facts) -> Choices:
    """What there is to choose from for one partner, in order of names."""
    people = _named(facts, ("staff", "person_id", "name"), ("awards", "person_id", "name"))
    scopes = [one.counted for one in edition.metrics if hasattr(one, "counted")]
    return Choices(
        people=people,
        customers=_named(
            facts,
            ("references", "customer_id", "customer_name"),
            ("seats", "customer_id", "customer_name"),
        ),
        references=_named(facts, ("references", "reference_id", "customer_name")),
        awards=_sorted(award for one in edition.tallies for award in getattr(one, "awards", ())),
        products=_sorted(product for scope in scopes for product in scope.products),
        kinds=_sorted(kind for scope in scopes for kind in scope.counts(edition.terms)),
        figures=_sorted(getattr(one, "figure", "") for one in edition.tallies),
    )


def _named(facts: Facts, *places: tuple[str, str, str]) -> dict[str, str]:
    """Identifiers with the names that any of several columns gives them, else with themselves."""
    found: dict[str, str] = {}
    for frame, who, called in places:
        rows = in_memory(getattr(facts, frame).select(who, called).unique()).rows()
        found |= {one: name or found.get(one, one) for one, name in sorted(rows, key=str) if one}
    return dict(sorted(found.items(), key=lambda each: (each[1].casefold(), each[0])))


def _sorted(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}))
