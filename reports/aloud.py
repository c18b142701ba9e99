"""A standing as text: the tier, what is credited, and every criterion with what it came to."""

from collections.abc import Iterator
from datetime import date

from reports.blocks import Block, Piece, blocks
from reports.criteria import Criterion, performs
from reports.figures import figure, scores
from reports.names import in_force
from reports.points import everything, scored
from reports.readiness import Standing, bound
from tiers.language import Edition, Outcome, Programme, Scored
from tiers.verdicts import Finding
from tiers.words import _

MARKS = {Outcome.MET: "✓", Outcome.NOT_MET: "✗", Outcome.NOT_ASSESSED: "?"}
NEITHER = "·"  # a class is neither good nor bad


def edition_aloud(edition: Edition) -> str:
    """An edition in a line: its days in force and its source."""
    return (
        f"{edition.programme:<20} {edition.name:<8} {in_force(edition):<24}  {edition.source.title}"
    )


def read_aloud(standing: Standing) -> str:
    """A verdict as text: the tier, what is credited, and every criterion."""
    verdict, credit = standing.verdict, standing.credited
    name = (
        f"{standing.name} ({verdict.partner})"
        if standing.name != verdict.partner
        else verdict.partner
    )
    rules = " ".join(filter(None, (verdict.programme, verdict.edition)))
    lines = [
        f"{name}, {rules}, {verdict.as_of}: {performs(verdict)}"
        + (f" ({_('credited')}: {credit.tier})" if credit else "")
    ]
    if standing.binding and standing.binding.edition is not standing.edition:
        lines.append(f"  {bound(standing.binding)}")
    together = blocks(verdict, standing.edition)
    for tier in verdict.tiers:
        lines.append(f"  {tier.tier}: {_(tier.outcome.value)}")
        for block in together:
            lines += [f"    {line}" for line in _block(block, tier.tier)]
    return "\n".join(lines)


def nearest_aloud(programme: Programme, day: date) -> str:
    """The editions nearest to a day that has none, in a line."""
    near = "; ".join(f"{one.name} ({in_force(one)})" for one in programme.nearest(day))
    return _("No edition of {programme} is in force on {day}. The nearest: {near}.").format(
        programme=programme.key, day=day, near=near
    )


def _block(block: Block, tier: str) -> Iterator[str]:
    """What is always asked line by line; an option under its name."""
    own = list(_criteria(block, tier))
    if own and block.name:
        yield f"{block.name} ({block.note})"
    yield from (f"  {line}" if block.name else line for line in own)


def _criteria(block: Block, tier: str) -> Iterator[str]:
    if block.total:
        yield from _told(block.total, tier)
    for piece in block.pieces:
        yield from _piece(piece, tier)


def _piece(piece: Piece, tier: str) -> Iterator[str]:
    """Every criterion, and below the first of them the gates before it."""
    for number, one in enumerate(piece.criteria):
        yield from _told(one, tier)
        for gate in () if number else piece.gates:
            yield from (f"  {line}" for line in _told(gate, tier))


def _told(criterion: Criterion, tier: str) -> Iterator[str]:
    for name, finding in criterion.findings:
        if name == tier:
            yield _finding(finding, criterion)


def _finding(finding: Finding, criterion: Criterion) -> str:
    mark = NEITHER if criterion.role == "class" else MARKS[finding.outcome]
    parts = [f"{mark} {_(finding.says)}: {_had(finding, criterion)}"]
    if criterion.role == "class":
        parts.append(f"({_('tells which track applies')})")
    if finding.assumed:
        parts.append(f"({_('assumed')})")
    if finding.reason:
        parts.append(f"– {finding.reason}")
    for fact in finding.evidence or ():
        sign = "+" if fact.counted else "-"
        why = f" ({fact.reason})" if fact.reason else ""
        parts.append(f"\n      {sign} {fact.fact}{why}  [{fact.file}:{fact.line}]")
    return " ".join(parts)


def _had(finding: Finding, criterion: Criterion) -> str:
    """What is had in full, and of a score the points and what would bring all of them."""
    had = _("not assessed") if finding.have is None else f"{finding.have:,.10g}"
    said = f"{had} {finding.unit}" if finding.unit and finding.have is not None else had
    rule = criterion.rule
    if scores(finding) and isinstance(rule, Scored):
        if finding.points is None:
            return f"{_('not assessed')} ({everything(finding, rule)})"
        return f"{said}, {scored(finding)} ({everything(finding, rule)})"
    if finding.max_points is not None and finding.have is not None:
        return _("{have} of {most} points").format(have=said, most=figure(finding.max_points))
    return said
