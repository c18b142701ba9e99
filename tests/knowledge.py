"""Facts made of a few rows, for tests of what counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl

from models.belief import schema
from models.store import FACT_KINDS
from models.tables import Scope
from tiers.facts import Asks, Facts, Frame
from tiers.measures import Metric, Terms, beside, numbered
from tiers.metrics.earlier import earlier
from tiers.screening import Evidence

NO_TERMS = Terms()
ORIGIN = {"file": pl.String, "line": pl.Int64}
FIGURES = {
    "partner_id": pl.String,
    "figure": pl.String,
    "period": pl.Date,
    "customer_id": pl.String,
    "product": pl.String,
    "value": pl.Int64,
}


def frames(**rows: Sequence[Mapping[str, Any]]) -> dict[str, pl.DataFrame]:
    """Every frame a metric may read, of these rows of each kind (their line being their number)."""
    kinds = {name: schema(Scope) | schema(kind) | ORIGIN for name, kind in FACT_KINDS.items()}
    kinds["figures"] = FIGURES | ORIGIN
    made = {name: _frame(name, kind, rows.get(name, ())) for name, kind in kinds.items()}
    if "partners" not in rows:
        named = {row["partner_id"] for some in rows.values() for row in some}
        each = [{"partner_id": partner, "name": partner} for partner in sorted(named)]
        made["partners"] = _frame("partners", kinds["partners"], each)
    return made


def _frame(name: str, columns: Any, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    empty: dict[str, Any] = dict.fromkeys(columns)
    each = [
        empty | {"file": f"{name}.csv", "line": line} | dict(row)
        for line, row in enumerate(rows, 2)
    ]
    return pl.DataFrame(each, schema=columns, orient="row")


def knowing(**rows: Sequence[Mapping[str, Any]]) -> Facts:
    """Facts of nothing but these rows."""
    return Facts.of({name: frame.lazy() for name, frame in frames(**rows).items()})


def measured(metric: Metric, facts: Facts, asks: Asks, terms: Terms = NO_TERMS) -> Frame:
    """Every ask with the metric's value, as an evaluation measures it."""
    added = {tally: tally.add_up(facts, asks, terms) for tally in metric.tallies}
    frame = beside(asks.of(facts), asks.keys, added)
    value = metric.value(numbered(metric.tallies))
    amount = value.amount.cast(nw.Float64)
    return frame.select(
        "partner_id", "day", value=amount if value.per is None else amount / value.per
    )


def value(
    metric: Metric, facts: Facts, day: date, terms: Terms = NO_TERMS, *, several: bool = False
) -> float | None:
    """The metric's value at the only partner on the day, asked alone or among *several* days."""
    found = measured(metric, facts, _asks(facts, day, several), terms).collect("polars")
    (one,) = found.filter(nw.col("day") == day).rows(named=True)
    return None if one["value"] is None else float(one["value"])


def evidence(
    metric: Metric, facts: Facts, day: date, terms: Terms = NO_TERMS, *, several: bool = False
) -> tuple[Evidence, ...]:
    """The evidence behind it, in the order of its lines."""
    told = metric.evidence(facts, _asks(facts, day, several), terms)
    (mine,) = (facts for ask, facts in told.items() if ask[1:] in {(), (day,)})
    return tuple(sorted(mine, key=lambda fact: (fact.file or "", fact.line or 0)))


def lacking(metric: Metric, facts: Facts, day: date, terms: Terms = NO_TERMS) -> str:
    """Why the only partner cannot be assessed on the day."""
    (partner,) = facts.partners.collect("polars")["partner_id"].to_list()
    return metric.lacking(facts, Asks(day=day), terms)((partner,))


def _asks(facts: Facts, day: date, several: bool) -> Asks:
    return Asks.on([day, earlier(day, 12), earlier(day, 1)], facts) if several else Asks(day=day)
