"""Whether a customer's association with the partner lets its seats count on the day."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row
from tiers.screening import Reason
from tiers.words import _


def stands(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that say whether an association holds: of the row's own kind, and of each."""
    return ("stands", *(f"stands_{kind}" for kind in kinds))


def with_association(
    rows: Frame,
    products: tuple[str, ...],
    facts: Facts,
    asks: Asks,
    kinds: tuple[str, ...],
    *,
    told: bool,
) -> Frame:
    """The seats *rows* with what is on record of their customer's associations of these kinds.

    Each of several *products* has its own. Adds, of every kind and of the row's own, stands: 1
    where one holds on the day, 0 where none does, null where there is none. If it is to be *told*
    why, also starts and ends (its first and last day) and lasts (1 if only its proof is missing).
    """
    wanted = ("stands", "starts", "ends", "lasts") if told else ("stands",)
    keys = [*asks.keys, *(["product"] if len(products) > 1 else []), "customer_id"]
    known = asks.meet(facts.associations.filter(_concerns(products, kinds)))
    known = known.with_columns(stands=_holds().fill_null(False).cast(nw.Int64))
    if told:
        ends = nw.col("ended_on").fill_null(date.max)
        lasts = _lasts().cast(nw.Int64)
        known = known.with_columns(starts=nw.col("started_on"), ends=ends, lasts=lasts)
    of_kind = {f"{name}_{kind}": _of_kind(kind, name) for kind in kinds for name in wanted}
    customers = (
        known.with_columns(**of_kind)
        .group_by(keys)
        .agg(
            nw.col(name).min() if name.startswith("starts") else nw.col(name).max()
            for name in of_kind
        )
    )
    joined = rows.join(customers, on=keys, how="left")
    return joined.with_columns(**{name: _own(name, kinds) for name in wanted})


@dataclass(frozen=True)
class Held:
    """The associations of these kinds that hold on the day."""

    products: tuple[str, ...]
    kinds: tuple[str, ...]

    def on(self, facts: Facts, asks: Asks) -> Frame:
        """Each by its ask: customer_id, product, kind, started_on."""

        def holding() -> Frame:
            known = asks.meet(facts.associations.filter(_concerns(self.products, self.kinds)))
            columns = ("customer_id", "product", "kind", "started_on")
            return known.filter(_holds()).select(*asks.keys, *columns)

        return facts.added_up((self, asks), holding)


def association_reasons(counts: tuple[str, ...]) -> tuple[Reason, ...]:
    """Why a row of seats does not count: its kind, or no association of that kind on the day.

    Where none of a counted kind is on record at all, the row's own word is taken.
    """
    _own, *each = stands(counts)
    on_record = reduce(or_, (~nw.col(name).is_null() for name in each))
    missing = on_record & (nw.col("stands").fill_null(0) == 0)
    return (other_kind(counts), Reason(missing, _says_missing))


def other_kind(counts: tuple[str, ...]) -> Reason:
    """A row's own word, where nothing else is asked: its kind is not among those that count."""
    return Reason(
        ~nw.col("association").is_in(counts),
        lambda row: _("{kind} does not count here").format(kind=row["association"]),
    )


def of_products(products: tuple[str, ...]) -> nw.Expr:
    """Whether a row is of one of the products; a lone one is the quicker to find."""
    product = nw.col("product")
    return product.is_in(products) if len(products) > 1 else product == products[0]


def _concerns(products: tuple[str, ...], counts: tuple[str, ...]) -> nw.Expr:
    return of_products(products) & nw.col("kind").is_in(counts)


def _holds() -> nw.Expr:
    return _lasts() & _proven()


def _lasts() -> nw.Expr:
    """An association lasts from its first to its last day, both included."""
    day, ended = nw.col("day"), nw.col("ended_on")
    return (nw.col("started_on") <= day) & (ended.is_null() | (ended >= day))


def _proven() -> nw.Expr:
    """It holds unless its proof was rejected; a claim (CPOR) only once it is approved."""
    proof = nw.col("proof")
    claimed = (nw.col("kind") == "CPOR") & (proof != "approved")
    return (proof != "rejected") & ~claimed


def _of_kind(kind: str, name: str) -> nw.Expr:
    return nw.when(nw.col("kind") == kind).then(nw.col(name))


def _own(name: str, counts: tuple[str, ...]) -> nw.Expr:
    """The column of the row's own kind, null where that is not counted."""
    first, *others = counts
    own: nw.Expr = nw.when(nw.col("association") == first).then(nw.col(f"{name}_{first}"))
    for kind in others:
        of_kind = nw.when(nw.col("association") == kind)
        own = of_kind.then(nw.col(f"{name}_{kind}")).otherwise(own)
    return own


def _says_missing(row: Row) -> str:
    kind, day = row["association"], row["day"]
    if row["stands"] is None:
        return _("no {kind} association on record, only another kind").format(kind=kind)
    if row["starts"] is None:
        return _("no first day of the {kind} association is known").format(kind=kind)
    if row["lasts"]:
        return _("the proof of the {kind} association is not accepted").format(kind=kind)
    if row["starts"] > day:
        return _("{kind} association starts on {starts}").format(kind=kind, starts=row["starts"])
    if row["ends"] < day:
        return _("{kind} association ended on {ends}").format(kind=kind, ends=row["ends"])
    return _("no {kind} association lasts on that day, only before and after").format(kind=kind)
