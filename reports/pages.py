"""The words and figures of the report on paper and as a page, in the order they are shown."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from reports import charts, foresight
from reports.appendix import evidence
from reports.blocks import Block, Piece, blocks
from reports.criteria import Criterion, compared, criteria, performs
from reports.figures import figure, gap, have, language, need, shorten
from reports.handout import Handout
from reports.lacking import Lack, lacking
from reports.names import in_force, sentence
from reports.points import word
from reports.readiness import Standing, bound
from tiers.language import Edition, Outcome, Scored
from tiers.verdicts import Finding, Verdict
from tiers.words import _

PRINT = charts.Look(
    ink="#1c2733",
    muted="#7a8591",
    track="#e8ecf1",
    bar="#b4cde4",
    edge="#2c5f8f",
    font="Libertinus Serif",
    size=10,
)
Content = dict[str, Any]


def content(handout: Handout) -> Content:
    """All that readiness.typ and reports.web draw; what is None is left out."""
    standing, verdict = handout.standing, handout.standing.verdict
    found = criteria(verdict, handout.edition)
    return {
        "language": language(),
        "day": [verdict.as_of.year, verdict.as_of.month, verdict.as_of.day],
        "title": _("Readiness report: {name}, {programme}, {day}").format(
            name=standing.name, programme=handout.programme.title, day=verdict.as_of
        ),
        "kicker": _("Readiness report"),
        "name": standing.name,
        "partner": _("Partner {partner}").format(partner=verdict.partner),
        "programme": handout.programme.title,
        "vendor": handout.programme.vendor,
        "facts": _summary(handout),
        "headline": " ".join(filter(None, (compared(standing), _binding(standing)))),
        "notice": _notice(handout),
        "table": _table(handout, found),
        "missing": _missing(handout),
        "history": _history(handout),
        "assumed": _assumed(handout.edition, found),
        "source": _source(handout.edition),
        "ahead": foresight.ahead(handout, PRINT),
        "hangs": foresight.hangs(handout),
        "plans": foresight.plans(handout),
        "evidence": evidence(found),
        "page": _("Page {page} of {pages}"),
        "footer": f"{shorten(standing.name, 60)} · {verdict.partner} · {verdict.as_of}",
    }


def _binding(standing: Standing) -> str:
    """What binds at the renewal, unless it is the edition that judges anyway."""
    binding = standing.binding
    if binding is None or binding.edition is standing.edition:
        return ""
    return bound(binding)


def _summary(handout: Handout) -> list[Content]:
    """The four things to read first: performing, credited, when, and by which rules."""
    verdict, credit = handout.standing.verdict, handout.standing.credited
    until = _("until {day}").format(day=credit.renews_on) if credit and credit.renews_on else ""
    known = handout.known_on
    return [
        _fact(_("Performs"), performs(verdict), _others(verdict)),
        _fact(
            _("Credited by {vendor}").format(vendor=handout.programme.vendor),
            credit.tier if credit else _("nothing"),
            until,
        ),
        _fact(
            _("As of"),
            f"{verdict.as_of}",
            _("as known on {day}").format(day=known) if known else _("with all imports"),
        ),
        _fact(_("Edition"), verdict.edition or "–", _in_force(handout.edition, verdict.as_of)),
    ]


def _others(verdict: Verdict) -> str:
    """The tiers not held, unless what is held already says it of them all."""
    others = [tier for tier in verdict.tiers if tier.outcome is not Outcome.MET]
    if verdict.tier is None and len({tier.outcome for tier in others}) == 1:
        return ""
    return " · ".join(f"{tier.tier}: {_(tier.outcome.value)}" for tier in others)


def _fact(label: str, value: str, note: str) -> Content:
    return {"label": label, "value": value, "note": note}


def _in_force(edition: Edition | None, day: date) -> str:
    if edition is None:
        return _("none in force")
    said = in_force(edition)
    return said if edition.in_force(day) else _("{days}, not on this day").format(days=said)


def _notice(handout: Handout) -> Content | None:
    """What stands in place of a table on a day without an edition."""
    verdict = handout.standing.verdict
    if handout.edition:
        return None
    near = handout.programme.nearest(verdict.as_of)
    return {
        "says": _("No edition of this programme is in force on {day}.").format(day=verdict.as_of),
        "more": _("So there is no tier to hold on that day. The nearest editions:") if near else "",
        "near": [[one.name, _in_force(one, one.since)] for one in near],
    }


def _table(handout: Handout, found: tuple[Criterion, ...]) -> Content:
    notes = _notes(found)
    parts = blocks(handout.standing.verdict, handout.edition)
    return {
        "heads": [_("Tier"), _("Asks for"), _("Has"), _("Needs"), _("Missing"), _("Outcome"), ""],
        "criteria": [row for block in parts for row in _of_block(block, notes)],
    }


def _of_block(block: Block, notes: list[str]) -> Iterator[Content]:
    """The total, then each piece; of a track that does not apply the total alone."""
    heading = f"{block.name}: {block.note}" if block.note else block.name
    pieces = block.pieces if block.applies else ()
    told = ((block.total, ""),) if block.total else ()
    each = [*told, *((one, how) for piece in pieces for one, how in _of_piece(piece))]
    for number, (one, how) in enumerate(each):
        yield {
            "option": "" if number else heading,
            "how": how,
            "chart": charts.as_svg(charts.bullet(one, PRINT, width=176)),
            "alt": charts.said(one),
            "rows": list(_rows(one, notes)),
        }


def _of_piece(piece: Piece) -> Iterator[tuple[Criterion, str]]:
    """Its gates, then what they open, and before the first how they score together."""
    said = _("{name}: {how}").format(name=sentence(piece.name), how=piece.how) if piece.how else ""
    for number, one in enumerate((*piece.gates, *piece.criteria)):
        yield one, "" if number else said


def _rows(criterion: Criterion, notes: list[str]) -> Iterator[Content]:
    """A row for each tier; a reason that two of them share is told once."""
    told = ""
    for tier, finding in criterion.findings:
        reason = finding.reason or ""
        yield {
            "tier": _tier(criterion, tier),
            "says": _(finding.says),
            "note": notes.index(finding.assumed) + 1 if finding.assumed else None,
            "reason": "" if reason == told else reason,
            "have": "–" if finding.have is None else have(finding),
            "need": _need(criterion, finding),
            "gap": "–" if criterion.role == "class" else gap(finding) or "–",
            "outcome": "NEITHER" if criterion.role == "class" else finding.outcome.name,
            "word": word(finding, criterion.role),
        }
        told = reason


def _tier(criterion: Criterion, tier: str) -> str:
    """The tier, or what a criterion is for that is only a part of what the tier asks for."""
    other = {"scored": "", "gate": _("gate"), "class": _("class")}
    return other.get(criterion.role, tier)


def _need(criterion: Criterion, finding: Finding) -> str:
    """What is needed; of a score, the figure at which it has all its points."""
    rule = criterion.rule
    return figure(rule.at, finding.unit) if isinstance(rule, Scored) else need(finding)


def _missing(handout: Handout) -> Content | None:
    if handout.edition is None:
        return None
    return {
        "title": _("What is missing"),
        "none": _("Nothing: the highest tier is met."),
        "tiers": [
            {
                "says": _("For {tier}").format(tier=tier.tier),
                "lines": [_lack(one) for one in lacks],
            }
            for tier, lacks in lacking(handout.edition, handout.standing.verdict)
        ],
    }


def _lack(lack: Lack) -> Content:
    return {
        "says": lack.says,
        "options": [[_lack(one) for one in option] for option in lack.options],
    }


def _history(handout: Handout) -> Content | None:
    if not handout.past:
        return None
    return {
        "title": _("The last {count} quarter ends").format(count=len(handout.past)),
        "chart": charts.as_svg(charts.history(handout.past, PRINT, width=190, step=19)),
        "alt": charts.recalled(handout.past),
    }


def _notes(found: tuple[Criterion, ...]) -> list[str]:
    """What is assumed, each once, in the order of the table."""
    said = (finding.assumed for one in found for _tier, finding in one.findings)
    return list(dict.fromkeys(one for one in said if one))


def _assumed(edition: Edition | None, found: tuple[Criterion, ...]) -> Content | None:
    general = [_(one) for one in edition.assumptions] if edition else []
    notes = [_(one) for one in _notes(found)]
    if not general and not notes:
        return None
    return {"title": _("What is assumed, and why"), "notes": notes, "general": general}


def _source(edition: Edition | None) -> Content | None:
    source = edition and edition.source
    if not source:
        return None
    says = f"{_(source.title)} ({_(source.trust)})"
    return {"title": _("Source of the figures"), "says": says, "where": source.where}
