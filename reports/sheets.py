"""The rules of an edition as tables: one for what is always asked, one for each option or track."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.blocks import part_name
from reports.counting import kinds
from reports.figures import figure
from reports.names import noun, option
from reports.nearness import capped, most
from reports.roles import named, requirements, roles
from tiers.language import (
    Added,
    AnyOf,
    Best,
    Criterion,
    Edition,
    Requirement,
    Scored,
    Tier,
    Total,
    Track,
)
from tiers.requirements import ByMarket, Part
from tiers.words import _


@dataclass(frozen=True)
class Line:
    """A criterion: what each tier asks for (empty where it does not), or what it scores.

    *means* says what it is for where it is no plain threshold, *aside* what else is to be known.
    """

    key: str
    name: str
    asks: tuple[str, ...]
    assumed: tuple[bool, ...]
    means: str = ""
    aside: str = ""


@dataclass(frozen=True)
class Sheet:
    """The criteria of one option, with what is said of it; without a name what is always asked.

    *scored*: they bring points, and there is one tier of that kind.
    """

    path: str
    name: str
    note: str
    scored: bool
    tiers: tuple[str, ...]
    lines: tuple[Line, ...]


def sheets(edition: Edition) -> tuple[Sheet, ...]:
    """The tables of an edition, in the order of its rules."""
    notes = dict(_notes(edition))
    paths = dict.fromkeys(path for tier in edition.tiers for path, _one in tier.criteria)
    return tuple(_sheet(edition, path, notes.get(path, "")) for path in paths)


def _notes(edition: Edition) -> Iterator[tuple[str, str]]:
    """By path, when an option is asked for."""
    for tier in edition.tiers:
        for path, rule in requirements(tier.requirement):
            for name, _option in named(rule):
                yield (f"{path}/{name}" if path else name), _when(rule, name)


def _when(rule: Requirement, name: str) -> str:
    if isinstance(rule, Track):
        says = _(rule.when.says)
        if name == rule.then[0]:
            return _("applies where: {says}").format(says=says)
        return _("applies where this is not met: {says}").format(says=says)
    return _("one of the options is enough") if isinstance(rule, AnyOf) else ""


def _sheet(edition: Edition, path: str, note: str) -> Sheet:
    found: dict[str, dict[str, Criterion]] = {}
    tiers = [tier for tier in edition.tiers if any(at == path for at, _one in tier.criteria)]
    for tier in tiers:
        for at, one in tier.criteria:
            if at == path:
                found.setdefault(one.slug, {})[tier.name] = one
    parts = _parts(tiers, path)
    means = {key: _means(edition, path, key, parts) for key in found}
    names = [tier.name for tier in tiers]
    lines = tuple(_line(key, path, each, names, means[key]) for key, each in found.items())
    return Sheet(path, option(path), note, bool(parts), tuple(names), lines)


def _parts(tiers: list[Tier], path: str) -> list[Part]:
    """The parts of the total that stands at the path."""
    return [
        part
        for tier in tiers
        for at, rule in requirements(tier.requirement)
        if at == path and isinstance(rule, Total)
        for part in rule.parts
    ]


def _line(key: str, path: str, each: dict[str, Criterion], tiers: list[str], means: str) -> Line:
    one = next(iter(each.values()))
    said = [
        (_(each[tier].says), bool(each[tier].assumed)) if tier in each else ("", False)
        for tier in tiers
    ]
    asks, assumed = tuple(ask for ask, _a in said), tuple(flag for _ask, flag in said)
    return Line(key, noun(key, path), asks, assumed, means, "; ".join(_asides(one)))


def _asides(one: Criterion) -> Iterator[str]:
    """The figures of both markets, and the kinds of association of its own."""
    if isinstance(one, Total):
        return
    if not isinstance(one, Scored) and isinstance(one.threshold, ByMarket):
        yield _("{developed} in developed markets, {developing} in developing ones").format(
            developed=figure(one.threshold.developed), developing=figure(one.threshold.developing)
        )
    if own := kinds(one.metric):
        yield _("counts {kinds}").format(kinds=", ".join(own))


def _added(part: Part) -> str:
    """How a step goes with the others."""
    if not capped(part):
        return _("added to the other steps")
    return _("added to the other, {most} points together at most").format(most=figure(most(part)))


def _means(edition: Edition, path: str, key: str, parts: list[Part]) -> str:
    """What a criterion is for, where it is no plain threshold."""
    role = roles(edition)[path, key]
    opened = ", ".join(noun(one, path) for one in dict.fromkeys(role.opens))
    gate = _("gate to {scores}").format(scores=opened) if opened else ""
    if role.name == "gate":
        return gate
    if role.name == "class":
        return _("tells which track applies")
    if isinstance(role.rule, Total):
        return _("all that scores is added up")
    if not isinstance(role.rule, Scored):
        return ""
    said = _("up to {most} points, all from {at} on").format(
        most=figure(role.rule.upto), at=figure(role.rule.at, role.rule.unit)
    )
    part = next(one for one in parts if key in {each.slug for each in one.scored})
    joined = {
        Best: _("of {name} the best counts").format(name=part_name(part, path)),
        Added: _added(part),
    }
    return "; ".join(filter(None, (said, joined.get(type(part), ""), gate)))
