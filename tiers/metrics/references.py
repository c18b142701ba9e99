"""Customer references: approved, recent enough, and one per customer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row
from tiers.measures import Of, Terms, Value
from tiers.screening import Ask, Evidence, Reason, Screened, by_ask, only_best
from tiers.words import _


@dataclass(frozen=True)
class References:
    """Customers with an approved reference from the last *months*, for this competency or any."""

    months: int
    key: ClassVar[str] = "references"
    unit: ClassVar[str] = ""

    @property
    def tally(self) -> "References":
        """Its own totals."""
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The customers whose references count."""
        return ("customers",)

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask about which any reference is known: how many customers' references count."""
        customers = (
            self._screened(facts, asks, terms)
            .known()
            .with_columns(counts=nw.col("counts").cast(nw.Int64))
            .group_by(*asks.keys, "customer_id")
            .agg(nw.col("counts").max())
        )
        return customers.group_by(asks.keys).agg(customers=nw.col("counts").sum())

    @property
    def tallies(self) -> tuple["References"]:
        """The same, alone."""
        return (self.tally,)

    def value(self, of: Of) -> Value:
        """The customers."""
        return Value(of(self.tally, "customers"))

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """There is only one reason: no row."""
        return lambda ask: _("No reference of this partner is known up to that day.")

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every reference; of several that could count for one customer, the newest does."""
        screened = self._screened(facts, asks, terms)
        judged = only_best(
            screened.explained(asks.keys),
            "customer_id",
            lambda row: (row["given_on"], row["reference_id"]),
            lambda row: _("another reference of this customer counts"),
        )
        return by_ask(screened, judged)

    def _screened(self, facts: Facts, asks: Asks, terms: Terms) -> Screened:
        given, day = nw.col("given_on"), nw.col("day")
        oldest = day.dt.offset_by(f"-{self.months}mo").cast(nw.Date)
        named = nw.col("competency").fill_null("").str.strip_chars().str.to_lowercase()
        return Screened(
            asks.meet(facts.references),
            unknown=(
                Reason(nw.col("reference_id").is_null(), lambda row: _("says that none remain")),
                Reason(given > day, lambda row: _("given after that day")),
            ),
            fails=(
                Reason(
                    nw.col("status") != "approved",
                    _says_unapproved,
                ),
                Reason(
                    given <= oldest,
                    lambda row: _("older than {months} months").format(months=self.months),
                ),
                Reason(
                    ~named.is_in(["", *terms.competency]),
                    lambda row: _("given for {competency}").format(competency=row["competency"]),
                ),
            ),
            says=_says,
        )


def _says_unapproved(row: Row) -> str:
    if row["status"] == "rejected":
        return _("rejected by the customer")
    return _("not yet approved by the customer")


def _says(row: Row) -> str:
    if row["reference_id"] is None:
        return _("no references")
    return _("{customer}: reference {reference} of {day}").format(
        customer=row["customer_name"] or row["customer_id"],
        reference=row["reference_id"],
        day=row["given_on"],
    )
