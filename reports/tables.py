"""The report as a table for a spreadsheet, and as a document for a script."""

from collections.abc import Iterator

from reports import ahead, progress, supports
from reports.criteria import performs
from reports.handout import Handout
from reports.readiness import document
from reports.roles import Role, roles
from reports.writing import Row, spelled, written
from tiers.verdicts import Finding, TierVerdict, Verdict
from tiers.words import _

COLUMNS = (
    "row", "partner", "name", "programme", "edition", "as_of", "known_on", "performs", "credited",
    "credited_until", "tier", "tier_outcome", "criterion", "path", "says", "have", "need", "gap",
    "outcome", "reason", "fact", "counted", "why_not", "file", "line", "role", "points",
    "max_points", "all_points_at", "renews_on", "binding_edition", "day", "tier_before",
    "tier_after", "lost", "falls", "plan", "owner",
)  # fmt: skip


def as_csv(handout: Handout) -> bytes:
    """One flat table: a row for each criterion, followed by a row for each fact behind it.

    Then a row for each fact that changes the tier by itself, for each loss that would matter, and
    for each action of the plans that are being carried out.
    """
    about = common(handout)
    return written(COLUMNS, (about | row for row in rows(handout)))


def as_json(handout: Handout) -> bytes:
    """The readiness document with its evidence; beside it known_on, history, forecast and so on."""
    told = document(handout.standing, handout.programme)
    told |= {"known_on": handout.known_on, "history": [_past(one) for one in handout.past]}
    told["forecast"] = ahead.documents([handout.ahead] if handout.ahead else [])
    told["losses"] = supports.documents(handout.hangs)
    told["plans"] = progress.documents(handout.plans)
    return spelled(told)


def rows(handout: Handout) -> Iterator[Row]:
    """The rows, each of the kind that its `row` says."""
    verdict = handout.standing.verdict
    if verdict.edition is None:
        yield {"row": "edition", "reason": _("No edition is in force on that day.")}
    placed = roles(handout.edition)
    for tier in verdict.tiers:
        for finding in tier.criteria:
            where, role = _where(tier, finding), placed[finding.path, finding.key]
            yield {"row": "criterion", **where, **_found(finding, role)}
            for fact in finding.evidence or ():
                yield {
                    "row": "evidence",
                    **where,
                    "fact": fact.fact,
                    "counted": "yes" if fact.counted else "no",
                    "why_not": fact.reason,
                    "file": fact.file,
                    "line": fact.line,
                }

    yield from _changes(handout)
    yield from _losses(handout)
    yield from _plans(handout)


def _changes(handout: Handout) -> Iterator[Row]:
    for turn in handout.ahead.turns if handout.ahead else ():
        tiers = {"tier_before": turn.before, "tier_after": turn.after}
        for cause in turn.because:
            because = {"fact": cause.says, "file": cause.file, "line": cause.line}
            yield {"row": "change", "day": turn.day, **tiers, **because}


def _losses(handout: Handout) -> Iterator[Row]:
    for own in handout.hangs.partners:
        for one in supports.ranked(own):
            yield {
                "row": "loss",
                "lost": handout.hangs.without(own.partner, one),
                "tier_before": one.before,
                "tier_after": one.after,
                "falls": ", ".join(map(supports.fallen, one.falls)),
            }


def _plans(handout: Handout) -> Iterator[Row]:
    for plan in handout.plans:
        for item in plan.items:
            yield {
                "row": "action",
                "plan": plan.saved.supposed.name,
                "day": item.task.due_on,
                "says": item.says,
                "have": item.shown.have,
                "need": item.shown.need,
                "outcome": item.state,
                "owner": item.task.owner,
            }


def common(handout: Handout) -> Row:
    """What every row says, so that it can be filtered and pasted elsewhere."""
    standing = handout.standing
    verdict, credit, renewal = standing.verdict, standing.credited, standing.binding
    return {
        "partner": verdict.partner,
        "name": standing.name,
        "programme": verdict.programme,
        "edition": verdict.edition,
        "as_of": verdict.as_of,
        "known_on": handout.known_on,
        "performs": performs(verdict),
        "credited": credit and credit.tier,
        "credited_until": credit and credit.renews_on,
        "renews_on": renewal and renewal.renews_on,
        "binding_edition": renewal and renewal.edition and renewal.edition.name,
    }


def _where(tier: TierVerdict, finding: Finding) -> Row:
    return {
        "tier": tier.tier,
        "tier_outcome": tier.outcome.value,
        "criterion": finding.key,
        "path": finding.path,
        "says": _(finding.says),
    }


def _found(finding: Finding, role: Role) -> Row:
    return {
        "role": role.name,
        "points": finding.points,
        "max_points": finding.max_points,
        "all_points_at": role.all_points_at,
        "have": finding.have,
        "need": finding.need,
        "gap": finding.gap,
        "outcome": finding.outcome.value,
        "reason": finding.reason,
    }


def _past(verdict: Verdict) -> Row:
    return {
        "as_of": verdict.as_of,
        "edition": verdict.edition,
        "tier": verdict.tier,
        "tiers": [{"tier": one.tier, "outcome": one.outcome} for one in verdict.tiers],
    }
