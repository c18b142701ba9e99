"""The words and figures of the report on paper, in the order in which it shows them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from reports import charts
from reports.criteria import Criterion, Lack, compared, criteria, lacking, performs
from reports.evidence import Behind, Told, behind
from reports.figures import figure, gap, have, language, need, shorten
from reports.handout import Handout
from tiers.language import Edition, Outcome
from tiers.verdicts import Verdict
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
    """All that readiness.typ draws; what is None is left out."""
    standing, verdict = handout.standing, handout.standing.verdict
    found = criteria(verdict)
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
        "headline": compared(standing),
        "notice": _notice(handout),
        "table": _table(found),
        "missing": _missing(handout),
        "history": _history(handout),
        "assumed": _assumed(handout.edition, found),
        "source": _source(handout.edition),
        "evidence": _evidence(found),
        "page": _("Page {page} of {pages}"),
        "footer": f"{shorten(standing.name, 60)} · {verdict.partner} · {verdict.as_of}",
    }


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
    said = _("{since} to {until}").format(since=edition.since, until=edition.until)
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


def _table(found: tuple[Criterion, ...]) -> Content:
    notes = _notes(found)
    return {
        "heads": [_("Tier"), _("Asks for"), _("Has"), _("Needs"), _("Missing"), _("Outcome"), ""],
        "criteria": [
            {
                "option": _("Option “{path}”").format(path=one.path) if one.path else "",
                "chart": charts.as_svg(charts.bullet(one, PRINT, width=176)),
                "alt": charts.said(one),
                "rows": list(_rows(one, notes)),
            }
            for one in found
        ],
    }


def _rows(criterion: Criterion, notes: list[str]) -> Iterator[Content]:
    """A row for each tier; a reason that two of them share is told once."""
    told = ""
    for tier, finding in criterion.findings:
        reason = finding.reason or ""
        yield {
            "tier": tier,
            "says": _(finding.says),
            "note": notes.index(finding.assumed) + 1 if finding.assumed else None,
            "reason": "" if reason == told else reason,
            "have": "–" if finding.have is None else have(finding),
            "need": need(finding),
            "gap": gap(finding) or "–",
            "outcome": finding.outcome.name,
            "word": _(finding.outcome.value),
        }
        told = reason


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


def _evidence(found: tuple[Criterion, ...]) -> Content | None:
    """The facts of every criterion; those that two of them share are told once."""
    parts: list[Content] = []
    shown: dict[tuple[tuple[Told, ...], tuple[Told, ...]], str] = {}
    for one in map(behind, found):
        facts = (one.counted, one.others)
        if any(facts):
            parts.append(_part(one, shown.get(facts)))
            shown.setdefault(facts, parts[-1]["title"])
    if not parts:
        return None
    return {
        "title": _("Evidence"),
        "says": _("Every fact that was looked at, with the file and line it came from."),
        "parts": parts,
    }


def _part(facts: Behind, same_as: str | None) -> Content:
    asked = dict.fromkeys(_(finding.says) for _tier, finding in facts.criterion.findings)
    title, *others = asked
    same = _("The same facts as for: {title}").format(title=same_as) if same_as else ""
    return {
        "title": title,
        "others": list(others),
        "same": same,
        "lists": [] if same_as else [_counted(facts), _not_counted(facts)],
    }


def _counted(facts: Behind) -> Content:
    told = [_told(one, ", ".join(one.counts_for), one.why_not) for one in facts.counted]
    heads = [_("Counted"), _("Counts for"), _("File and line")]
    return {"heads": heads, "rows": told, "more": _more(facts.more_counted)}


def _not_counted(facts: Behind) -> Content:
    told = [_told(one, one.why_not, "") for one in facts.others]
    heads = [_("Not counted"), _("Why not"), _("File and line")]
    return {"heads": heads, "rows": told, "more": _more(facts.more_others)}


def _told(one: Told, why: str, aside: str) -> list[str]:
    return [one.fact, why, aside, one.file, one.lines]


def _more(count: int) -> str:
    if not count:
        return ""
    return _("{count} more are in the CSV form of this report.").format(count=figure(count))
