"""The report as a table for a spreadsheet, and as a document for a script."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from enum import Enum
from io import StringIO
from typing import Any

from reports import ahead, supports
from reports.criteria import performs
from reports.handout import Handout
from reports.readiness import document
from reports.roles import Role, roles
from tiers.verdicts import Finding, TierVerdict, Verdict
from tiers.words import _

COLUMNS = (
    "row", "partner", "name", "programme", "edition", "as_of", "known_on", "performs", "credited",
    "credited_until", "tier", "tier_outcome", "criterion", "path", "says", "have", "need", "gap",
    "outcome", "reason", "fact", "counted", "why_not", "file", "line", "role", "points",
    "max_points", "all_points_at", "renews_on", "binding_edition", "day", "tier_before",
    "tier_after", "lost", "falls",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
Row = dict[str, Any]


def as_csv(handout: Handout) -> bytes:
    """One flat table: a row for each criterion, followed by a row for each fact behind it.

    Then a row for each fact that changes the tier by itself, and for each loss that would matter.

    UTF-8 with a byte order mark, for Excel; text that a spreadsheet would take for a formula has an
    apostrophe before it.
    """
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    common = _common(handout)
    for row in _rows(handout):
        writer.writerow({name: _cell(value) for name, value in (common | row).items()})
    return out.getvalue().encode("utf-8-sig")


def as_json(handout: Handout) -> bytes:
    """The readiness document with its evidence; beside it known_on, history, forecast, losses."""
    told = document(handout.standing, handout.programme)
    told |= {"known_on": handout.known_on, "history": [_past(one) for one in handout.past]}
    told["forecast"] = ahead.documents([handout.ahead] if handout.ahead else [])
    told["losses"] = supports.documents(handout.hangs)
    text = json.dumps(told, default=_plain, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _rows(handout: Handout) -> Iterator[Row]:
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


def _changes(handout: Handout) -> Iterator[Row]:
    for turn in handout.ahead.turns if handout.ahead else ():
        tiers = {"tier_before": turn.change.before, "tier_after": turn.change.after}
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


def _common(handout: Handout) -> Row:
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


def _cell(value: Any) -> Any:
    """Numbers and days as they are, text made harmless."""
    text = isinstance(value, str) and value.startswith(FORMULA)
    return f"'{value}" if text else value


def _plain(value: Any) -> Any:
    """What JSON does not know, as `readiness --json` writes it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
