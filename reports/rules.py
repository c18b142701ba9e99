"""The rules as a document: every programme, its editions, figures and their sources."""

from datetime import date
from typing import Any

from reports.counting import kinds
from reports.names import option
from reports.nearness import capped, most
from reports.readiness import dated
from reports.roles import Role, named, roles
from reports.sources import addresses
from tiers.language import (
    Added,
    AllOf,
    AnyOf,
    AtLeast,
    Best,
    ByMarket,
    Criterion,
    Edition,
    Programme,
    Requirement,
    Retired,
    Scored,
    Total,
    Track,
)
from tiers.metrics.earlier import later
from tiers.requirements import Part
from tiers.words import _

Content = dict[str, Any]


def document(programme: Programme) -> Content:
    """A programme as docs/commands.md has it in JSON."""
    return {
        "programme": programme.key,
        "title": programme.title,
        "vendor": programme.vendor,
        "editions": [_edition(edition) for edition in programme.editions],
    }


def last_day(retired: Retired) -> date:
    """The last day on which a retired award counts."""
    return later(retired.on, months=12)


def _edition(edition: Edition) -> Content:
    placed = roles(edition)
    return {
        **dated(edition),
        "source": {
            "title": edition.source.title,
            "where": edition.source.where,
            "addresses": addresses(edition.source),
            "trust": edition.source.trust,
        },
        "counts": list(edition.counts),
        "retired": [
            {"award": one.award, "retired_on": one.on, "counts_until": last_day(one)}
            for one in edition.retired
        ],
        "assumptions": [_(one) for one in edition.assumptions],
        "tiers": [
            {
                "tier": tier.name,
                "requirement": _tree(tier.requirement),
                "criteria": [
                    _criterion(path, one, placed[path, one.slug]) for path, one in tier.criteria
                ],
            }
            for tier in edition.tiers
        ],
    }


def _criterion(path: str, one: Criterion, role: Role) -> Content:
    said: Content = {
        "key": one.slug,
        "path": path,
        "option": option(path) or None,
        "role": role.name,
        "says": _(one.says),
        "need": one.need(),
        "need_developing": one.need("developing") if by_market(one) else None,
        "unit": one.unit,
        "max_points": None,
        "all_points_at": None,
        "gates": [],
        "counts": [] if isinstance(one, Total) else list(kinds(one.metric)),
        "assumed": bool(one.assumed),
        "assumption": _(one.assumed) or None,
    }
    if isinstance(one, Total):
        said["max_points"] = one.of
    if isinstance(one, Scored):
        gates = [gate.slug for gate in one.gates]
        said |= {"max_points": one.upto, "all_points_at": one.at, "gates": gates}
    return said


def by_market(one: Criterion) -> bool:
    """Whether the threshold depends on the partner's market."""
    return isinstance(one, AtLeast) and isinstance(one.threshold, ByMarket)


def _tree(rule: Requirement) -> Content:
    """How the criteria of a tier are joined, each by its key."""
    if isinstance(rule, AtLeast):
        return {"criterion": rule.slug}
    if isinstance(rule, AllOf):
        return {"all_of": [_tree(part) for part in rule.parts]}
    if isinstance(rule, AnyOf):
        return {"any_of": [{"option": name, **_tree(one)} for name, one in rule.options]}
    if isinstance(rule, Track):
        then, otherwise = ({"option": name, **_tree(one)} for name, one in named(rule))
        return {"when": rule.when.slug, "then": then, "otherwise": otherwise}
    return {"total": rule.slug, "parts": [_part(part) for part in rule.parts]}


def _part(part: Part) -> Content:
    keys = [one.slug for one in part.scored]
    if isinstance(part, Best):
        return {"best_of": keys}
    if capped(part):
        return {"added": keys, "max_points": most(part)}
    return {"added": keys} if isinstance(part, Added) else {"criterion": keys[0]}
