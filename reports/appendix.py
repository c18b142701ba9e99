"""The evidence of the report on paper: behind each criterion what counted, then what did not."""

from typing import Any

from reports.criteria import Criterion
from reports.evidence import Behind, Told, behind
from reports.figures import figure
from tiers.words import _

Content = dict[str, Any]


def evidence(found: tuple[Criterion, ...]) -> Content | None:
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
