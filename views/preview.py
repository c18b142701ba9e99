"""What becomes of a file: what it is, what it would change, or all that is wrong in it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import PurePath

import polars as pl
import streamlit as st

from imports.faults import Fault
from imports.preview import DROP, Preview
from imports.results import Result
from reports.figures import figure, inert, shorten
from reports.names import sentence
from tiers.words import _
from views import parts, stakes
from views.telling import brief, counted, kinds

STATUS = {
    "dry-run": (":green[:material/check_circle:]", _("can be taken in")),
    "loaded": (":green[:material/check_circle:]", _("taken in as batch {batch}")),
    "already-loaded": (":blue[:material/info:]", _("already loaded: it would change nothing")),
    "waiting": (":blue[:material/hourglass_empty:]", _("nothing is wrong with it")),
    "asking": (":orange[:material/help:]", _("needs an answer")),
    "refused": (":red[:material/cancel:]", _("refused, nothing of it was taken")),
}
LONGEST_CELL, LONGEST_VALUE, LONGEST_REMARK = 300, 100, 1_000
FEW_WARNINGS, FEW_DROPS, FEW_FAULTS = 5, 3, 12


def heading(result: Result, status: str) -> None:
    """A file, what becomes of it, its kind, and how much it changes."""
    icon, says = STATUS[status]
    told = [f"{icon} **{brief(result.file, 120)}**", _(says).format(batch=result.batch)]
    if result.kind:
        told.append(kinds(result.kind))
    if not result.refused:
        told.append(counted(result.rows, _("1 row"), _("{number} rows")))
    if result.preview or result.status == "loaded":
        counts = {what: figure(number) for what, number in result.changes.items()}
        told.append(_("{added} added, {changed} changed, {vanished} vanished").format(**counts))
    st.markdown(" · ".join(told))


def draw(
    result: Result, programme: str, key: str, question: str = "", *, waiting: bool = False
) -> None:
    """All that there is to know of a file before it is taken in; or why it has a *question*.

    A good one is *waiting* where another one is refused.
    """
    waits = result.status == "dry-run" and waiting
    heading(result, "asking" if question else "waiting" if waits else result.status)
    if question:
        st.markdown(question)
        return
    if result.preview:
        _origin(result.preview)
        _sweep(result)
    _warnings(_worth_saying(result))
    if result.errors:
        _refusal(result, key)
    if result.preview:
        stakes.draw(result.preview, programme, key)
        stakes.gone(result.preview.gone)


def _origin(preview: Preview) -> None:
    """Why the file was taken for what it is, and what it covers."""
    told = [_("Read as {why}.").format(why=brief(preview.why))]
    covers = []
    if preview.partners:
        covers.append(counted(preview.partners, _("1 partner"), _("{number} partners")))
    if len(preview.periods) == 1:
        covers.append(_("the period up to {day}").format(day=_day(preview.periods[0])))
    elif preview.periods:
        says = _("{number} periods, from {first} to {last}")
        first, last = _day(preview.periods[0]), _day(preview.periods[-1])
        covers.append(says.format(number=figure(len(preview.periods)), first=first, last=last))
    if covers:
        told.append(_("Covers {what}.").format(what=_(" and ").join(covers)))
    st.caption(" ".join(told))


def _sweep(result: Result) -> None:
    """That most of what is known would be gone, and what to do if that is not meant."""
    if not result.sweeps:
        return
    says = counted(
        result.changes["vanished"],
        _("1 row known so far is not in the file and would no longer count"),
        _("{number} rows known so far are not in the file and would no longer count"),
    )
    why = _(
        "a file is the whole picture of what it names. If it only brings what is new, tick “Adds "
        "to what is known” above."
    )
    st.warning(f"**{says}:** {why}", icon=":material/playlist_remove:")


def _day(day: date) -> str:
    """A day that no line is broken in."""
    return f"{day}".replace("-", "\N{WORD JOINER}-\N{WORD JOINER}")


def _worth_saying(result: Result) -> tuple[str, ...]:
    """The warnings; of many partners whose seats fall, how many, since a table has each."""
    drops = result.preview.drops if result.preview else ()
    if len(drops) <= FEW_DROPS:
        return result.warnings
    says = _("The seats of {number} partners fall below {share} of what they were.")
    told = says.format(number=figure(len(drops)), share=figure(100 * DROP, "%"))
    return (*(one for one in result.warnings if one not in drops), told)


def _warnings(warnings: tuple[str, ...]) -> None:
    if warnings:
        st.caption(_remarks(warnings[:FEW_WARNINGS]))
    rest = warnings[FEW_WARNINGS:]
    if rest:
        says = counted(len(rest), _("1 more remark"), _("{number} more remarks"))
        with st.expander(says):
            st.caption(_remarks(rest))


def _remarks(warnings: tuple[str, ...]) -> str:
    return "  \n".join(f"{parts.WARNING} {brief(one, LONGEST_REMARK)}" for one in warnings)


def _refusal(result: Result, key: str) -> None:
    """What is wrong, the rows to be mended, and what to do next."""
    cells = [one for one in result.errors if one.column or one.value]
    whole = [one for one in result.errors if not (one.column or one.value)]
    if len(whole) == len(result.errors) == 1:
        st.error(brief(_sentence(whole[0]), 2 * LONGEST_CELL))
    else:
        _errors(result.errors)
    if cells or len(whole) > 1:
        _mending(result, key)


def _sentence(fault: Fault) -> str:
    """What is wrong with a file as a whole, and on which line, once."""
    told = str(fault.line) in fault.reason
    return sentence(fault.reason if told else fault.sentence())


def _mending(result: Result, key: str) -> None:
    st.markdown(_("Mend this where the file comes from, then give the whole file again."))
    if result.bad_rows:
        st.download_button(
            _("Download the rows with faults"),
            result.bad_rows.encode("utf-8-sig"),
            f"{safe_name(PurePath(result.file).stem)}-to-mend.csv",
            "text/csv",
            key=f"imports.bad.{key}",
            on_click="ignore",
            icon=":material/download:",
            help=_("For Excel: the rows as they are, beside each its line and what is wrong."),
        )


def _errors(errors: tuple[Fault, ...]) -> None:
    """All that is wrong in a file: each in a sentence, or as a table where there is a lot."""
    says = counted(
        len(errors), _("1 thing has to be mended:"), _("{number} things have to be mended:")
    )
    st.markdown(f"**{says}**")
    if len(errors) <= FEW_FAULTS:
        short = (replace(one, value=shorten(one.value or "", LONGEST_VALUE)) for one in errors)
        told = (brief(sentence(one.sentence()), 2 * LONGEST_CELL) for one in short)
        st.markdown("\n".join(f"- {one}" for one in told))
        return
    rows = [
        (one.line, *map(_cell, (one.column, one.value, one.reason, one.right))) for one in errors
    ]
    names = [_("Line"), _("Column"), _("What stands there"), _("Why not"), _("What would be right")]
    widths = (60, 120, 140, 240, 360)
    table = pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)
    columns = {
        name: st.column_config.Column(width=width)
        for name, width in zip(names, widths, strict=True)
    }
    st.dataframe(table, column_config=columns, hide_index=True)


def _cell(text: str | None) -> str:
    return inert(shorten(text or "", LONGEST_CELL))


def safe_name(name: str) -> str:
    """A file's name without what a file system or a reader may stumble over."""
    return re.sub(r"[^\w.-]+", "-", inert(name)).strip("-.")[:80] or "file"
