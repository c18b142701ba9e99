"""One partner's facts, read once into plain rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tiers.facts import FRESH_DAYS, Facts, Row, in_memory
from tiers.metrics.earlier import earlier


@dataclass(frozen=True)
class Known:
    """The facts, their rows of each kind, and the day for which is planned."""

    facts: Facts
    rows: Mapping[str, list[Row]]
    day: date

    @classmethod
    def of(cls, facts: Facts, day: date) -> "Known":
        """All the facts, which are of one partner."""
        read = {
            name: list(in_memory(getattr(facts, name)).iter_rows(named=True))
            for name in Facts.names()
        }
        if len(read["partners"]) != 1:
            msg = f"A plan is for one partner, and these are facts of {len(read['partners'])}."
            raise ValueError(msg)
        return cls(facts, read, day)

    @property
    def partner(self) -> str:
        """The partner's identifier."""
        return str(self.rows["partners"][0]["partner_id"])

    @property
    def market(self) -> str:
        """The market the partner is in."""
        return self.rows["partners"][0]["market"] or "developed"

    @cached_property
    def year_before(self) -> date:
        """The day 12 months before."""
        return earlier(self.day, 12)

    @cached_property
    def customers(self) -> list[str]:
        """Everybody known as a customer by the day, in order."""
        found = {row["customer_id"]: None for row in self._of_customers()}
        return sorted(who for who in found if who is not None)

    def _of_customers(self) -> Iterator[Row]:
        for name, when in (("seats", "period"), ("figures", "period"), ("references", "given_on")):
            yield from (row for row in self.rows[name] if row[when] <= self.day)
        yield from self.rows["associations"]

    @cached_property
    def names(self) -> dict[str, str]:
        """What people and customers are called, where a row says so."""
        named: dict[str, str] = {}
        for name, who, called in (
            ("awards", "person_id", "name"),
            ("staff", "person_id", "name"),
            ("references", "customer_id", "customer_name"),
            ("seats", "customer_id", "customer_name"),
        ):
            named |= {row[who]: row[called] for row in self.rows[name] if row[who] and row[called]}
        return named


def fresh(period: date, day: date) -> bool:
    """Whether a period's figures speak for the day."""
    return period <= day and period >= day - timedelta(days=FRESH_DAYS)


def newest(periods: Iterable[date], day: date) -> date | None:
    """The newest period up to the day, if it is fresh."""
    found = max((period for period in periods if period <= day), default=None)
    return found if found and fresh(found, day) else None
