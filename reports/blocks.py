"""Criteria that belong together: those of an option or track, and those that score as one."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from reports.criteria import Criterion, criteria
from reports.figures import figure
from reports.names import noun, option
from reports.nearness import (
    Findings,
    applying,
    by_place,
    capped,
    far,
    joined,
    known,
    most,
    parts_without,
    points,
)
from reports.roles import named, requirements
from tiers.language import AnyOf, Best, Edition, Scored, Total, Track
from tiers.requirements import Part
from tiers.verdicts import Verdict
from tiers.words import _


@dataclass(frozen=True)
class Piece:
    """One criterion, or several that score as one, with the gates before them.

    *how* says how they score together, *points* to what they come.
    """

    name: str
    how: str
    points: str
    criteria: tuple[Criterion, ...]
    gates: tuple[Criterion, ...] = ()


@dataclass(frozen=True)
class Block:
    """What one option or track asks for, or, where *name* is empty, what is always asked.

    *note* says how it stands to the others; one that does not *apply* is not asked of the partner.
    *total* is the sum of its scores, if there is one, and *without* says which have nothing yet.
    """

    path: str
    name: str
    note: str
    applies: bool
    total: Criterion | None
    pieces: tuple[Piece, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """How an option stands to the others: in words, by rank, and whether it is asked at all."""

    says: str
    rank: float
    applies: bool = True


def blocks(verdict: Verdict, edition: Edition | None) -> tuple[Block, ...]:
    """All criteria: first what is always asked, then the options, the nearest one first."""
    by_path: dict[str, list[Criterion]] = {}
    for one in criteria(verdict, edition):
        by_path.setdefault(one.path, []).append(one)
    notes = _notes(verdict, edition) if edition else {}
    ranked = sorted(by_path, key=lambda path: [notes[at].rank for at in _within(path)])
    return tuple(_block(path, by_path[path], notes) for path in ranked)


def part_name(part: Part, path: str) -> str:
    """What the criteria of a part are called together."""
    names = [noun(one.slug, path) for one in part.scored]
    columns = zip(*(name.split() for name in names), strict=False)
    common = [each[0] for each in takewhile(lambda each: len(set(each)) == 1, columns)]
    if common:
        return " ".join(common)
    if isinstance(part, Best):
        return _("{one} or {other}").format(one=", ".join(names[:-1]), other=names[-1])
    return " + ".join(names)


def how(part: Part) -> str:
    """How the criteria of a part score together."""
    if isinstance(part, Scored) or len(part.scored) == 1:
        return ""
    if isinstance(part, Best):
        return _("the best of these counts")
    if capped(part):
        return _("these are added up, to {most} points at most").format(most=figure(most(part)))
    return _("these are added up")


def nothing_from(rule: Total, findings: Findings, path: str) -> Iterator[str]:
    """The parts that score nothing, and those of which nothing is known, in sentences."""
    without = parts_without(rule, findings, path)
    none, unknown = (", ".join(part_name(one, path) for one in parts) for parts in without)
    if none:
        yield _("Nothing yet from: {parts}.").format(parts=none)
    if unknown:
        yield _("Nothing is known yet of: {parts}.").format(parts=unknown)


def _within(path: str) -> list[str]:
    """The options that a path leads through, outermost first."""
    names = path.split("/") if path else []
    return ["/".join(names[: end + 1]) for end in range(len(names))]


def _notes(verdict: Verdict, edition: Edition) -> dict[str, Note]:
    """By path, what is to be said of each option."""
    notes: dict[str, Note] = {}
    for tier, rules in zip(verdict.tiers, edition.tiers, strict=True):
        findings = by_place(tier)
        for path, rule in requirements(rules.requirement):
            if isinstance(rule, AnyOf):
                notes |= _choice(rule, findings, path)
            elif isinstance(rule, Track):
                notes |= _tracks(rule, findings, path)
    return notes


def _choice(rule: AnyOf, findings: Findings, path: str) -> dict[str, Note]:
    """One of the options is enough; the nearest is marked, where one is nearer than the rest."""
    ranks = {
        joined(path, name): far(one, findings, joined(path, name)) for name, one in rule.options
    }
    nearest = min(ranks.values())
    alone = list(ranks.values()).count(nearest) == 1

    def says(rank: float) -> str:
        if rank == 0:
            return _("met; one of the options is enough")
        if alone and rank == nearest:
            return _("the nearest; one of the options is enough")
        return _("one of the options is enough")

    return {at: Note(says(rank), rank) for at, rank in ranks.items()}


def _tracks(rule: Track, findings: Findings, path: str) -> dict[str, Note]:
    """The track of the partner's class applies; where that is not known, either may."""
    asked = [name for name, _rule in applying(rule, findings[path, rule.when.slug].outcome)]
    applies = _("applies to this partner")
    says = applies if len(asked) == 1 else _("which of the tracks applies is not assessed")
    return {
        joined(path, name): Note(says, 0)
        if name in asked
        else Note(_("does not apply to this partner"), 1, applies=False)
        for name, _rule in named(rule)
    }


def _block(path: str, found: list[Criterion], notes: dict[str, Note]) -> Block:
    applies = all(notes[at].applies for at in _within(path))
    note = notes[path].says if path in notes else ""
    total = next((one for one in found if one.role == "total"), None)
    pieces = tuple(_pieces(found, total, path))
    without: tuple[str, ...] = ()
    if total and isinstance(total.rule, Total):
        without = tuple(nothing_from(total.rule, _last(found, path), path))
    return Block(path, option(path), note, applies, total, pieces, without)


def _last(found: list[Criterion], path: str) -> Findings:
    """The findings of the highest tier."""
    return {(path, one.key): one.findings[-1][1] for one in found}


def _pieces(found: list[Criterion], total: Criterion | None, path: str) -> Iterator[Piece]:
    """The criteria that stand alone, then the parts of the total."""
    for one in found:
        if one.role in {"threshold", "class"}:
            says = _("tells which track applies") if one.role == "class" else ""
            yield Piece(noun(one.key, path), says, "", (one,))
    if total is None or not isinstance(total.rule, Total):
        return
    by_key = {one.key: one for one in found}
    findings = _last(found, path)
    for part in total.rule.parts:
        own = tuple(by_key[one.slug] for one in part.scored)
        keys = {one.key for one in own}
        gates = tuple(one for one in found if set(one.opens) & keys and one.key not in keys)
        had = points(part, findings, path)
        told = figure(had, below=most(part)) if known(part, findings, path) else "?"
        says = _("{points} of {most} points").format(points=told, most=figure(most(part)))
        yield Piece(part_name(part, path), how(part), says, own, gates)
