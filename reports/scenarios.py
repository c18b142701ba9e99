"""What would follow from scenarios, beside how the partner stands as the facts are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.scenarios import Saved, Supposed
from reports import figures, plans
from reports.criteria import performs
from reports.names import place, sentence
from reports.writing import Row, written
from tiers.facts import Facts
from tiers.forecast import as_known
from tiers.language import Outcome, Programme
from tiers.planner import apply
from tiers.verdicts import Finding, Verdict, readiness
from tiers.words import _

COLUMNS = (
    "row", "partner", "scenario", "day", "programme", "edition", "performs", "tier", "criterion",
    "path", "says", "have", "need", "outcome",
)  # fmt: skip
SIGNS = {Outcome.MET: "✓", Outcome.NOT_MET: "✗", Outcome.NOT_ASSESSED: "?"}
Place = tuple[str, str, str]  # a criterion's tier, path and key


@dataclass(frozen=True)
class Followed:
    """How a partner would perform by a programme; *saved* is None for the facts as known."""

    saved: Saved | None
    verdict: Verdict

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.saved.supposed.name if self.saved else _("As known")

    @property
    def says(self) -> list[str]:
        """What is supposed, in sentences."""
        return says(self.saved.supposed) if self.saved else []

    @property
    def performs(self) -> str:
        """The tier, or that there is none."""
        return performs(self.verdict)

    def findings(self) -> dict[Place, Finding]:
        """What every criterion comes to, by where it stands."""
        return {
            (tier.tier, one.path, one.key): one
            for tier in self.verdict.tiers
            for one in tier.criteria
        }


def compared(
    programme: Programme, facts: Facts, day: date, saved: Sequence[Saved]
) -> tuple[Followed, ...]:
    """One partner as known on the day, and after each scenario on its own day.

    Nothing that is dated after the first of these is known on any of the others.
    """
    known = as_known(facts, day)
    (now,) = readiness(programme, known, day)
    after = (Followed(one, follows(programme, known, one.supposed)) for one in saved)
    return (Followed(None, now), *after)


def follows(programme: Programme, facts: Facts, supposed: Supposed) -> Verdict:
    """How the partner would perform if what is supposed came about, on its day."""
    then = apply(supposed.actions, facts, supposed.day)
    (verdict,) = readiness(programme, then, supposed.day)
    return verdict


def says(supposed: Supposed) -> list[str]:
    """What is supposed, in sentences."""
    return [sentence(one.says) for one in supposed.actions]


def side_by_side(each: Sequence[Followed]) -> list[list[str]]:
    """A line for each criterion, of text: what it is, then what it comes to in every case."""
    found = [one.findings() for one in each]
    places: dict[Place, Finding] = {}
    for findings in found:
        places |= findings
    lines = [[_("Performs"), *(one.performs for one in each)]]
    for where, finding in places.items():
        asks = "" if figures.scores(finding) else f" ({figures.need(finding)})"
        lines.append([place(*where) + asks, *(_cell(findings.get(where)) for findings in found)])
    return lines


def _cell(finding: Finding | None) -> str:
    return f"{SIGNS[finding.outcome]} {figures.have(finding)}" if finding else "–"


def as_csv(each: Sequence[Followed]) -> bytes:
    """A row for each case and criterion, and one for each thing that is supposed."""
    return written(COLUMNS, _rows(each))


def _rows(each: Sequence[Followed]) -> Iterator[Row]:
    for one in each:
        common = {
            "partner": one.verdict.partner,
            "scenario": one.name,
            "day": one.verdict.as_of,
            "programme": one.verdict.programme,
            "edition": one.verdict.edition,
            "performs": one.performs,
        }
        yield from (common | {"row": "supposed", "says": says} for says in one.says)
        for found, criterion in _criteria(one):
            named = {"row": "criterion", "criterion": criterion.pop("key"), "says": _(found.says)}
            yield common | named | criterion


def _criteria(one: Followed) -> Iterator[tuple[Finding, Row]]:
    for (tier, path, key), found in one.findings().items():
        have, need, outcome = found.have, found.need, found.outcome.value
        yield found, {
            "tier": tier, "path": path, "key": key, "have": have, "need": need, "outcome": outcome,
        }  # fmt: skip


def documents(each: Sequence[Followed]) -> list[dict[str, Any]]:
    """The cases as docs/commands.md has them in JSON; the first is as known."""
    return [_document(one) for one in each]


def _document(one: Followed) -> dict[str, Any]:
    verdict = one.verdict
    return {
        **(described(one.saved) if one.saved else {"scenario": None, "name": None}),
        "partner": verdict.partner,
        "programme": verdict.programme,
        "edition": verdict.edition,
        "as_of": verdict.as_of,
        "tier": verdict.tier,
        "criteria": [criterion for _finding, criterion in _criteria(one)],
    }


def described(saved: Saved) -> dict[str, Any]:
    """What was kept of a scenario."""
    one = saved.supposed
    return {
        "scenario": saved.number,
        "name": one.name,
        "day": one.day,
        "chosen": one.chosen,
        "saved_at": saved.saved_at.isoformat(),
        "by": saved.by,
        "goals": [vars(goal) for goal in one.goals],
        "actions": [plans.action(each) for each in one.actions],
    }


def aloud(each: Sequence[Followed]) -> str:
    """As text: each case with what is supposed, and what it would come to."""
    lines = []
    for one in each:
        head = _("{name}, on {day}: {performs}")
        lines.append(head.format(name=one.name, day=one.verdict.as_of, performs=one.performs))
        lines += [f"  - {words}" for words in one.says]
    return "\n".join(lines)
