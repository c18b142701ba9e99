"""The size of a customer: its seats, within a band."""

from dataclasses import dataclass

import narwhals as nw

from tiers.words import _, number


@dataclass(frozen=True)
class Band:
    """From *low* to *high* seats, both included; no end where *high* is None."""

    low: int
    high: int | None = None

    def holds(self, seats: nw.Expr) -> nw.Expr:
        """Whether so many seats lie within."""
        if self.high is None:
            return seats >= self.low
        return seats.is_between(self.low, self.high)

    def ends_below(self, seats: nw.Expr) -> nw.Expr:
        """Whether its end lies below so many seats."""
        return nw.lit(False) if self.high is None else seats > self.high

    def __contains__(self, seats: int) -> bool:
        return self.low <= seats and not self.outgrown_by(seats)

    def outgrown_by(self, seats: int) -> bool:
        """Whether it ends below so many seats."""
        return self.high is not None and seats > self.high

    def misses(self, seats: int) -> str:
        """Why a customer of so many seats does not count."""
        if self.high is None:
            return _("{seats} seats, fewer than {low}").format(
                seats=number(seats), low=number(self.low)
            )
        return _("{seats} seats, not from {low} to {high}").format(
            seats=number(seats), low=number(self.low), high=number(self.high)
        )


ANY = Band(0)  # of whatever size
