"""The criteria that come to something else by other rules: in a sentence, or short in a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.names import noun, option
from reports.points import has
from reports.roles import PLAIN, roles
from tiers.language import Edition
from tiers.requirements import Outcome
from tiers.transition import Moved, Transition
from tiers.words import _

QUIET = ("gate", "scored")  # parts of a sum: what becomes of the sum is told


@dataclass(frozen=True)
class Move:
    """What it is, what it was and what it comes to, with what there is and what it takes.

    *tiers* are those that ask for it, where there are several; *was* is empty where it is no
    longer asked for, *figures* where they decide nothing.
    """

    tiers: str
    what: str
    was: str
    then: str
    figures: str

    @property
    def head(self) -> tuple[str, str, str]:
        """What it tells of, whatever it comes to."""
        return self.tiers, self.what, self.was

    @property
    def says(self) -> str:
        """All of it, in the order in which it is read aloud."""
        figures = f" ({self.figures})" if self.figures else ""
        told = f"{self._from()} {self.then}{figures}"
        return f"{self.tiers}: {told}" if self.tiers else told

    def brief(self, *, headless: bool) -> str:
        """The figures first; without what it tells of where that is told elsewhere."""
        told = self.then if headless else f"{self._from()} {self.then}"
        if self.tiers and not headless:
            told = f"{told} ({self.tiers})"
        return f"{self.figures}: {told}" if self.figures else told

    def _from(self) -> str:
        return f"{self.what} {self.was} →" if self.was else self.what


def moved(one: Transition, before: Edition, after: Edition) -> list[Move]:
    """The criteria of a partner that come to something else."""
    now, then = roles(before), roles(after)

    def role(moving: Moved) -> str:
        place = (moving.path, moving.key)
        return (then.get(place) or now.get(place) or PLAIN).name

    tiers: dict[Move, list[str]] = {}
    for moving in one.moved:
        if role(moving) not in QUIET:
            tiers.setdefault(_move(moving, role(moving)), []).append(moving.tier)
    several = len(after.tiers) > 1
    return [
        Move(", ".join(of) if several else "", *move.head[1:], move.then, move.figures)
        for move, of in tiers.items()
    ]


def _move(moving: Moved, role: str) -> Move:
    what = noun(moving.key, moving.path)
    if moving.path:
        what = f"{option(moving.path)}, {what}"
    if moving.after is None:
        return Move("", what, "", _("no longer asked for"), "")
    was = _("not asked for") if moving.before is None else _(moving.before.outcome.value)
    missed = moving.after.outcome is Outcome.NOT_MET
    figures = has(moving.after, role) if missed else ""
    return Move("", what, was, _(moving.after.outcome.value), figures)


def in_cells(lines: Sequence[Sequence[Move]]) -> tuple[str, list[str]]:
    """Each partner's moves short, what decides first; and what all of them share, said once."""
    common = [one for one in lines[0] if all(one in line for line in lines)] if lines else []
    if len(lines) < 2:
        common = []
    rest = [[one for one in line if one not in common] for line in lines]
    heads = {one.head for line in rest for one in line}
    headless = len(heads) == 1 and sum(map(len, rest)) > 1
    shared = []
    if common:
        shared.append(_("For all: {moves}.").format(moves="; ".join(one.says for one in common)))
    if headless:
        shared.append(_about(*heads.pop()))
    return " ".join(shared), [_cell(line, headless=headless) for line in rest]


def _about(tiers: str, what: str, was: str) -> str:
    """What every line tells of."""
    named = f"{what} ({tiers})" if tiers else what
    if not was:
        return _("What comes to something else is {what}.").format(what=named)
    says = _("What comes to something else is {what}, {was} before.")
    return says.format(what=named, was=was)


def _cell(line: Sequence[Move], *, headless: bool) -> str:
    first = sorted(line, key=lambda one: not one.figures)
    return " · ".join(one.brief(headless=headless) for one in first)
