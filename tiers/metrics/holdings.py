"""What somebody must hold: awards, joined by *every* and *one of* as deep as a rule asks."""

from collections.abc import Callable, Set
from dataclasses import dataclass

import narwhals as nw

from tiers.measures import least_of, most_of


@dataclass(frozen=True)
class Holding:
    """Awards, or holdings made of awards: every one of them, or one of them."""

    asked: tuple["str | Holding", ...]
    all: bool

    @property
    def awards(self) -> tuple[str, ...]:
        """Every award it names, once."""
        named = (one.awards if isinstance(one, Holding) else (one,) for one in self.asked)
        return tuple(dict.fromkeys(award for awards in named for award in awards))

    def held_by(self, awards: Set[str]) -> bool:
        """Whether somebody with these awards holds what is asked for."""
        held = (
            one.held_by(awards) if isinstance(one, Holding) else one in awards for one in self.asked
        )
        return all(held) if self.all else any(held)

    def expression(self, of: Callable[[str], nw.Expr]) -> nw.Expr:
        """The same over columns of 0 and 1, *of* giving each award's."""
        flags = [one.expression(of) if isinstance(one, Holding) else of(one) for one in self.asked]
        return least_of(flags) if self.all else most_of(flags)


def every(*asked: str | Holding) -> Holding:
    """All of these, in one person's hands."""
    return Holding(asked, all=True)


def one_of(*asked: str | Holding) -> Holding:
    """Any one of these."""
    return Holding(asked, all=False)
