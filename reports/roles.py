"""What each criterion of an edition is for: a threshold, a score, a sum, a gate, a class."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from tiers.language import AllOf, AnyOf, Edition, Requirement, Scored, Total, Track
from tiers.requirements import Criterion

Place = tuple[str, str]  # a criterion's path and key


@dataclass(frozen=True)
class Role:
    """What a criterion is for, and its rule in the highest tier that asks for it.

    Its name is `threshold`, `scored`, `total`, `gate` (it *opens* the scores of those keys) or
    `class` (it tells which track applies).
    """

    name: str = "threshold"
    rule: Criterion | None = None
    opens: tuple[str, ...] = ()

    @property
    def all_points_at(self) -> int | None:
        """The figure at which it scores all its points, if it does score."""
        return self.rule.at if isinstance(self.rule, Scored) else None


PLAIN = Role()


@lru_cache(maxsize=64)
def roles(edition: Edition | None) -> dict[Place, Role]:
    """The role of every criterion of an edition, by its path and key."""
    found: dict[Place, Role] = {}
    for tier in edition.tiers if edition else ():
        for path, one in tier.criteria:
            found[path, one.slug] = Role(_NAMES.get(type(one), "threshold"), one)
        for path, rule in requirements(tier.requirement):
            if isinstance(rule, Track):
                found[path, rule.when.slug] = Role("class", rule.when)
            if isinstance(rule, Total):
                _open(found, rule, path)
    return found


def requirements(rule: Requirement, path: str = "") -> Iterator[tuple[str, Requirement]]:
    """A requirement and all within it, each with its path."""
    yield path, rule
    if isinstance(rule, AllOf):
        for part in rule.parts:
            yield from requirements(part, path)
    for name, option in named(rule):
        yield from requirements(option, f"{path}/{name}" if path else name)


def named(rule: Requirement) -> tuple[tuple[str, Requirement], ...]:
    """The options of an any-of or the tracks of a track, with their names."""
    if isinstance(rule, AnyOf):
        return rule.options
    return (rule.then, rule.otherwise) if isinstance(rule, Track) else ()


def _open(found: dict[Place, Role], total: Total, path: str) -> None:
    """Note of every gate which scores it opens."""
    for one in total.scored:
        for gate in one.gates:
            before = found[path, gate.slug]
            before = replace(before, opens=(*before.opens, one.slug))
            scores = before.name == "scored"  # a step may be the gate to another
            found[path, gate.slug] = before if scores else replace(before, name="gate", rule=gate)


_NAMES: dict[type, str] = {Scored: "scored", Total: "total"}
