"""What other rules make of criteria and points: in a sentence, or short in a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.names import noun, option
from reports.points import has
from reports.roles import PLAIN, roles
from reports.scores import Score, score
from tiers.language import Edition
from tiers.requirements import Outcome
from tiers.transition import Moved, Transition
from tiers.words import _

QUIET = ("gate", "scored")  # parts of a sum: what becomes of the sum is told
POINTED = (*QUIET, "class", "total")  # told by the points, where both editions give some
NEW = _("not asked for")  # what it was by an edition that does not know it


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
        """What it tells of and comes to; the figures first where what it is is told elsewhere."""
        if headless:
            return ": ".join(filter(None, (self.figures, self.then)))
        tiers = f" ({self.tiers})" if self.tiers else ""
        told = f"{self._from()} {self.then}{tiers}"
        return f"{told}: {self.figures}" if self.figures else told

    def _from(self) -> str:
        if self.was == _(NEW):
            return _("{what} newly asked for,").format(what=self.what)
        return f"{self.what} {self.was} →" if self.was else self.what


def moved(one: Transition, before: Edition, after: Edition) -> list[Move]:
    """The criteria of a partner that come to something else; those that points tell of apart."""
    now, then = roles(before), roles(after)
    both = score(one.before, before) and score(one.after, after)
    quiet = POINTED if both else QUIET

    def role(moving: Moved) -> str:
        place = (moving.path, moving.key)
        return (then.get(place) or now.get(place) or PLAIN).name

    tiers: dict[Move, list[str]] = {}
    for moving in one.moved:
        if role(moving) not in quiet:
            tiers.setdefault(_move(moving, role(moving)), []).append(moving.tier)
    several = len(after.tiers) > 1
    return [
        Move(", ".join(of) if several else "", *move.head[1:], move.then, move.figures)
        for move, of in tiers.items()
    ]


def pointed(one: Transition, before: Edition, after: Edition) -> list[Move]:
    """What becomes of a partner's points: their sum, then each part that brings others."""
    had, then = score(one.before, before), score(one.after, after)
    return [*_sums(had, then), *_parts(had, then)] if had and then else []


def _sums(had: Score, then: Score) -> Iterator[Move]:
    """The sum, told with its outcome and its option where those differ; none of what is unknown."""
    turns, elsewhere = had.total.outcome is not then.total.outcome, had.path != then.path
    was, is_ = (_sum(one, turns=turns, elsewhere=elsewhere) for one in (had, then))
    same = f"{option(then.path)}, " if then.path and not elsewhere else ""
    what = same + _("points")
    if turns or had.total.points != then.total.points:
        yield Move("", what, was, is_, "")
    elif then.total.points is not None:
        yield Move("", what, "", _("stay at {points}").format(points=is_), "")


def _sum(one: Score, *, turns: bool, elsewhere: bool) -> str:
    said = one.says
    if elsewhere and one.path:
        said = f"{said} ({option(one.path)})"
    outcome = _(one.total.outcome.value)
    return f"{said}, {outcome}" if turns and outcome != said else said


def _parts(had: Score, then: Score) -> Iterator[Move]:
    for name in dict.fromkeys([*had.parts, *then.parts]):
        brought, brings = had.parts.get(name, ""), then.parts.get(name, "")
        if not brings:
            yield Move("", name, "", _("no longer scored"), brought)
        elif not brought:
            yield Move("", name, "", _("newly scored"), brings)
        elif brought != brings:
            yield Move("", name, brought, brings, "")


def _move(moving: Moved, role: str) -> Move:
    what = noun(moving.key, moving.path)
    if moving.path:
        what = f"{option(moving.path)}, {what}"
    if moving.after is None:
        return Move("", what, "", _("no longer asked for"), "")
    was = _(NEW) if moving.before is None else _(moving.before.outcome.value)
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
        shared.append(
            _("For all: {moves}.").format(
                moves="; ".join(one.brief(headless=False) for one in common)
            )
        )
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
