"""Whether a customer's association with the partner lets its seats count on the day."""

from datetime import date
from typing import Any

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row
from tiers.screening import Reason
from tiers.words import _

_KEYS = ("starts", "ends", "stands")


def with_association(
    rows: Frame, product: str, facts: Facts, asks: Asks, counts: tuple[str, ...]
) -> Frame:
    """The seats *rows* with what is on record of each row's own kind of association.

    Adds on_record (associations of any counted kind, null for none) and, of the row's kind, stands
    (1 where one holds on the day, 0 where none does, null where there is none), starts (the first
    day of any) and ends (the last day of any).
    """
    known = asks.meet(
        facts.associations.filter(nw.col("product") == product, nw.col("kind").is_in(counts))
    )
    known = known.with_columns(
        stands=_stands().cast(nw.Int64), starts=nw.col("started_on"), ends=nw.col("ended_on").fill_null(date.max).fill_null(date.max)
    )
    per_kind = {f"{name}_{kind}": _of_kind(kind, name) for kind in counts for name in _KEYS}
    customers = (
        known.with_columns(**per_kind)
        .group_by(*asks.keys, "customer_id")
        .agg(
            nw.len().alias("on_record"),
            *(
                nw.col(f"{name}_{kind}").min() if name == "starts" else nw.col(f"{name}_{kind}").max()
                for kind in counts
                for name in _KEYS
            ),
        )
    )
    joined = rows.join(customers, on=[*asks.keys, "customer_id"], how="left")
    return joined.with_columns(**{name: _own_kind(name, counts) for name in _KEYS})


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


def _of_kind(kind: str, name: str) -> nw.Expr:
    return nw.when(nw.col("kind") == kind).then(nw.col(name))


def _own_kind(name: str, counts: tuple[str, ...]) -> nw.Expr:
    """The column of the row's own kind; null where its kind is not counted."""
    first, *others = counts
    own = nw.when(nw.col("association") == first).then(nw.col(f"{name}_{first}"))
    for kind in others:
        other = nw.when(nw.col("association") == kind).then(nw.col(f"{name}_{kind}"))
        own = nw.coalesce(own, other)
    return own


def _says_missing(row: Row) -> str:
    kind, day = row["association"], row["day"]
    starts: date | None = row["starts"]
    ends: Any = row["ends"]
    if row["stands"] is None:
        return _("no {kind} association on record, only another kind").format(kind=kind)
    if starts and starts > day:
        return _("{kind} association starts on {starts}").format(kind=kind, starts=starts)
    if ends and ends < day:
        return _("{kind} association ended on {ends}").format(kind=kind, ends=ends)
    return _("no {kind} association holds on that day (its proof or a gap)").format(kind=kind)
