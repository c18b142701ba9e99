"""What is ahead and what the tier hangs on, as the report on paper shows them."""

from collections.abc import Iterator
from typing import Any

from reports import progress
from reports.ahead import Ahead, headline, renewal, why
from reports.charts import Look, as_svg
from reports.figures import figure
from reports.handout import Handout
from reports.progress import wanted
from reports.supports import Dependence, Hanging, ranked, remains, spare, summary
from reports.timeline import said, timeline
from tiers.words import _

Content = dict[str, Any]
MOST = 40  # facts and losses that a page has room for; the CSV has all


def ahead(handout: Handout, look: Look) -> Content | None:
    """When the tier changes by itself, and which facts make it change; None without any tier."""
    found = handout.ahead
    if found is None or not (found.tier or found.turns):
        return None
    rows = list(_changes(found))
    return {
        "title": _("What changes by itself"),
        "says": headline(found),
        "more": list(filter(None, (why(found), renewal(found)))),
        "note": _(
            "Certain as long as no new fact arrives: awards, references and figures age, "
            "associations and editions end on days that are known."
        ),
        "chart": as_svg(timeline(found, look, width=480)),
        "alt": said(found),
        "heads": [_("From"), _("Then"), _("Because"), _("File and line")],
        "rows": rows[:MOST],
        "left_out": _left_out(len(rows)),
    }


def _changes(found: Ahead) -> Iterator[list[str]]:
    for one in found.later:
        for number, cause in enumerate(one.because):
            day, then = ("", "") if number else (f"{one.day}", one.level)
            line = "" if cause.line is None else f"{cause.line}"
            yield [day, then, cause.says, cause.file or "", line]


def hangs(handout: Handout) -> Content | None:
    """What would remain without one person, customer or reference, or two."""
    if not handout.hangs.partners:
        return None
    (own,) = handout.hangs.partners
    rows = list(_losses(handout.hangs, own))
    notes = [spare(own)] if own.harmless else []
    if not handout.hangs.paired:
        notes.append(_("Pairs were not tried: there are many, by rules that ask for much."))
    return {
        "title": _("What it hangs on"),
        "says": summary(own),
        "heads": [_("Without"), _("There remains")],
        "rows": rows[:MOST],
        "left_out": _left_out(len(rows)),
        "note": " ".join(notes),
    }


def _losses(found: Dependence, own: Hanging) -> Iterator[list[str]]:
    for one in ranked(own):
        yield [found.without(own.partner, one), remains(one)]


def plans(handout: Handout) -> list[Content]:
    """The plans that are being carried out: how far each is, and whose its actions are."""
    return [
        {
            "title": _("Plan: {name}").format(name=one.saved.supposed.name),
            "says": f"{wanted(one.saved)}. {progress.summary(one)}",
            "heads": [_("What to do"), _("How far it is"), _("Who does it"), _("Due")],
            "rows": [
                [item.says, item.how_far, item.task.owner, f"{item.task.due_on or ''}"]
                for item in one.items
            ],
        }
        for one in handout.plans
    ]


def _left_out(rows: int) -> str:
    if rows <= MOST:
        return ""
    return _("{count} more are in the CSV form of this report.").format(count=figure(rows - MOST))
