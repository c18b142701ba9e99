"""Whether a customer's association with the partner lets its seats count on the day."""

from datetime import date

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row
from tiers.screening import Reason
from tiers.words import _


def with_association(
    rows: Frame, product: str, facts: Facts, asks: Asks, counts: tuple[str, ...]
) -> Frame:
    """The seats *rows* with what is on record of their customer's associations of counted kinds.

    Adds on_record (how many, null for none), starts (the first day of any), ends (the last day of
    any) and stands: of the row's own kind, 1 where one holds on the day, 0 where none does, null
    where there is none.
    """
    of_product = (nw.col("product") == product) & nw.col("kind").is_in(counts)
    customers = (
        asks.meet(facts.associations.filter(of_product))
        .with_columns(stands=_stands(), ends=nw.col("ended_on").fill_null(date.max))
        .with_columns(**{_column(kind): _of_kind(kind) for kind in counts})
        .group_by(*asks.keys, "customer_id")
        .agg(
            nw.len().alias("on_record"),
            nw.col("started_on").min().alias("starts"),
            nw.col("ends").max(),
            *(nw.col(_column(kind)).max() for kind in counts),
        )
    )
    joined = rows.join(customers, on=[*asks.keys, "customer_id"], how="left")
    own: nw.Expr = nw.lit(None, nw.Int64)
    for kind in counts:
        own = nw.when(nw.col("association") == kind).then(nw.col(_column(kind))).otherwise(own)
    return joined.with_columns(stands=own)


def association_reasons(counts: tuple[str, ...]) -> tuple[Reason, ...]:
    """Why a row of seats does not count: its kind, or no association of that kind on the day."""
    missing = ~nw.col("on_record").is_null() & (nw.col("stands").fill_null(0) == 0)
    return (
        Reason(
            ~nw.col("association").is_in(counts),
            lambda row: _("{kind} does not count here").format(kind=row["association"]),
        ),
        Reason(missing, _says_missing),
    )


def _stands() -> nw.Expr:
    """An association holds from its first to its last day, unless its proof was not accepted."""
    day, ended, proof = nw.col("day"), nw.col("ended_on"), nw.col("proof")
    lasts = (nw.col("started_on") <= day) & (ended.is_null() | (ended >= day))
    claimed = (nw.col("kind") == "CPOR") & (proof != "approved")
    return lasts & (proof != "rejected") & ~claimed


def _of_kind(kind: str) -> nw.Expr:
    return nw.when(nw.col("kind") == kind).then(nw.col("stands").cast(nw.Int64))


def _column(kind: str) -> str:
    return f"stands_{kind}"


def _says_missing(row: Row) -> str:
    kind, day = row["association"], row["day"]
    starts: date | None = row["starts"]
    ends: date | None = row["ends"]
    if row["stands"] is None:
        return _("no {kind} association on record, only another kind").format(kind=kind)
    if starts and starts > day:
        return _("{kind} association starts on {starts}").format(kind=kind, starts=starts)
    if ends and ends < day:
        return _("{kind} association ended on {ends}").format(kind=kind, ends=ends)
    return _("no {kind} association holds on that day (its proof or a gap)").format(kind=kind)
