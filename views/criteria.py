"""The criteria of a verdict as cards: what is always asked, then each option with its total."""

from dataclasses import replace
from typing import Any

import streamlit as st

from reports import charts
from reports.blocks import Block, Piece
from reports.criteria import Criterion
from reports.figures import gap, scores
from reports.names import noun, sentence
from reports.points import has, word
from tiers.language import Outcome
from tiers.verdicts import Finding
from tiers.words import _
from views import parts
from views.evidence import evidence
from views.parts import plain

WIDE = 760  # pixels of the chart of a total


def draw(blocks: tuple[Block, ...]) -> None:
    """Each block; of options that score, the first one open and the others at a click."""
    scored = [block for block in blocks if block.total]
    for block in blocks:
        if block.name:
            _heading(block)
        if block.total is None:
            _pieces(block)
            continue
        _total(block.total, block.without)
        label = _("What scores on the {track}") if block.name else _("What scores")
        first = block is scored[0] and block.applies
        with st.expander(label.format(track=plain(block.name)), expanded=first):
            _pieces(block)


def _heading(block: Block) -> None:
    badge = {True: "green", False: "gray"}[block.applies]
    st.markdown(f"#### {plain(block.name)} :{badge}-badge[{plain(block.note)}]")


def _total(total: Criterion, without: tuple[str, ...]) -> None:
    """The points altogether, as the headline of what scores."""
    with st.container(border=True):
        for tier, finding in total.findings:
            _finding(tier, finding, total)
        parts.draw(_bullet(_bare(total), WIDE))
        for _tier, finding in total.findings:
            if finding.reason:
                st.caption(f":material/help: {plain(finding.reason)}")
        for says in without:
            st.caption(f"{parts.WARNING} {plain(says)}")


def _pieces(block: Block) -> None:
    for piece in block.pieces:
        _piece(piece)


def _piece(piece: Piece) -> None:
    """A card: the gates, then each criterion beside its chart."""
    with st.container(border=True):
        how = " · ".join(filter(None, (piece.points if len(piece.criteria) > 1 else "", piece.how)))
        st.markdown(f"##### {plain(sentence(piece.name))}" + (f"  \n{plain(how)}" if how else ""))
        for gate in piece.gates:
            for _tier, finding in gate.findings:
                _gate(finding, gate)
            evidence(gate)
        for criterion in piece.criteria:
            _criterion(criterion, alone=len(piece.criteria) == 1)
        _reasons(piece)
        for criterion in piece.criteria:
            several = len(piece.criteria) > 1
            evidence(criterion, noun(criterion.key, criterion.path) if several else "")


def _reasons(piece: Piece) -> None:
    """Why something is not assessed, each reason once."""
    found = [finding for one in piece.criteria for _tier, finding in one.findings]
    for reason in dict.fromkeys(one.reason for one in found if one.reason):
        st.caption(f":material/help: {plain(reason)}")


def _criterion(criterion: Criterion, *, alone: bool) -> None:
    words, drawing = st.columns([3, 2], gap="medium", vertical_alignment="center")
    with words:
        if not alone:
            st.markdown(f"**{plain(sentence(noun(criterion.key, criterion.path)))}**")
        for tier, finding in criterion.findings:
            _finding(tier, finding, criterion)
    with drawing:
        parts.draw(_bullet(_bare(criterion)))


@st.cache_data(max_entries=500, show_spinner=False)
def _bullet(criterion: Criterion, width: int = 360) -> dict[str, Any]:
    return parts.spec(charts.bullet(criterion, parts.LOOK, width=width))


def _bare(criterion: Criterion) -> Criterion:
    """Without evidence and rules, which no chart shows and which take long to tell apart."""
    bare = ((tier, replace(finding, evidence=None)) for tier, finding in criterion.findings)
    return Criterion(criterion.key, criterion.path, tuple(bare))


def _finding(tier: str, finding: Finding, criterion: Criterion) -> None:
    lacks = gap(finding)
    name = "" if criterion.role in {"scored", "class"} else f"**{plain(tier)}** "
    said = [
        f"{_mark(finding, criterion)} {name}{plain(word(finding, criterion.role))}",
        has(finding, criterion.role, criterion.rule),
        _("{gap} missing").format(gap=lacks) if lacks and criterion.role != "class" else "",
    ]
    st.markdown(
        " · ".join(filter(None, said)) + f"  \n{plain(_(finding.says))}{_badge(finding)}",
        help=_(finding.assumed) or None,
    )


def _gate(finding: Finding, gate: Criterion) -> None:
    icon = ":green[:material/lock_open:]" if _met(finding) else ":red[:material/lock:]"
    icon = parts.MARKS[finding.outcome] if finding.outcome is Outcome.NOT_ASSESSED else icon
    said = f"{icon} {_('Gate')} **{word(finding, gate.role)}** · {has(finding, gate.role)}"
    st.markdown(
        f"{said}  \n{plain(_(finding.says))}{_badge(finding)}", help=_(finding.assumed) or None
    )
    if finding.reason:
        st.caption(f":material/help: {plain(finding.reason)}")


def _mark(finding: Finding, criterion: Criterion) -> str:
    """The outcome as a sign; a class is neither good nor bad."""
    if criterion.role == "class" and finding.outcome is not Outcome.NOT_ASSESSED:
        return ":material/category:"
    if scores(finding) and finding.points == finding.max_points:
        return ":green[:material/stars:]"
    return parts.MARKS[finding.outcome]


def _badge(finding: Finding) -> str:
    return f" :orange-badge[{_('assumed')}]" if finding.assumed else ""


def _met(finding: Finding) -> bool:
    return finding.outcome is Outcome.MET
