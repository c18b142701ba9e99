"""Small worlds in which everything that can be done can be tried: rules and facts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st

from tests.knowledge import knowing
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts, Row
from tiers.language import Edition, Requirement, Retired, Source, Tier
from tiers.metrics import UsageGrowth
from tiers.planner import Action, Costs, Price
from tiers.planner.apply import Made

DAY, EARLIER, THEN = date(2024, 3, 31), date(2024, 1, 31), date(2023, 3, 31)
PARTNER = "P"
PEOPLE, AWARDS, CUSTOMERS = ("ana", "ben"), ("a", "b", "c"), ("x", "y")
PRODUCTS, KINDS = ("p", "q"), ("CPOR", "DPOR")
# One can be earned for the last time, one counts for the last time, and one does not any more.
RETIRED = (Retired("c", DAY), Retired("d", THEN), Retired("e", date(2023, 3, 30)))
PRICES = {
    "exam": 3, "hire": 4, "reference": 2, "activate": 1, "seat": 1, "customer": 3, "claim": 2,
    "figure": 1, "service": 2, "exam:b": 4, "exam:c": 2,
}  # fmt: skip
COSTS = Costs({kind: Price(cost, 30) for kind, cost in PRICES.items()})


def edition(requirement: Requirement) -> Edition:
    """Rules that ask for this alone."""
    return Edition(
        programme="small",
        name="small",
        since=date(2020, 1, 1),
        until=date(2030, 1, 1),
        source=Source("", "", ""),
        tiers=(Tier("Gold", requirement),),
        counts=KINDS,
        retired=RETIRED,
    )


def counting(rules: Edition) -> frozenset[tuple[str, ...]]:
    """The kinds of association that count for each metric."""
    scopes = [getattr(metric, "counted", None) for metric in rules.metrics]
    return frozenset(scope.kinds or KINDS if scope else KINDS for scope in scopes)


def largest(rules: Edition) -> int | None:
    """The seats beyond which the use of a customer does not count, so that none is taken there."""
    bands = (one.band for one in rules.metrics if isinstance(one, UsageGrowth))
    return min((band.high for band in bands if band.high is not None), default=None)


# Facts -------------------------------------------------------------------------------------------


def _some(rows: st.SearchStrategy[Row], most: int, *key: str) -> st.SearchStrategy[list[Row]]:
    return st.lists(rows, max_size=most, unique_by=lambda row: tuple(row[one] for one in key))


def _row(**cells: Any) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {"partner_id": st.just(PARTNER)}
        | {
            name: cell if isinstance(cell, st.SearchStrategy) else st.sampled_from(cell)
            for name, cell in cells.items()
        }
    )


_DAYS = (date(2022, 6, 1), THEN, date(2023, 4, 1), EARLIER, date(2024, 2, 10), DAY)
_AWARDS = _row(
    person_id=PEOPLE,
    award=(*AWARDS, *AWARDS, "d", "e"),
    earned_on=_DAYS[:3],
    expires_on=(None, None, None, EARLIER),
)
_STAFF = _row(person_id=PEOPLE, joined_on=(None, THEN), left_on=(None, None, EARLIER))
_REFERENCES = _row(
    reference_id=("r", "s"),
    customer_id=CUSTOMERS,
    given_on=_DAYS[:5],
    status=("approved", "approved", "awaiting"),
)
_SEATS = _row(
    customer_id=CUSTOMERS,
    product=PRODUCTS,
    period=(THEN, EARLIER, EARLIER, DAY),
    seats=st.integers(1, 5),
    active_users=st.none() | st.integers(0, 5),
    association=(*KINDS, "POR"),
)
_ASSOCIATIONS = _row(
    customer_id=CUSTOMERS,
    product=PRODUCTS,
    kind=KINDS,
    started_on=_DAYS,
    ended_on=(None, None, EARLIER, THEN),
    proof=("approved", "approved", "none", "rejected"),
)
_COUNTS = _row(
    product=PRODUCTS,
    period=(THEN, EARLIER),
    customers=st.integers(0, 3),
    new_customers=st.none() | st.integers(0, 2),
)
_FIGURES = _row(
    figure=("f", "g"),
    period=(THEN, date(2023, 1, 31), date(2023, 8, 31), EARLIER, date(2024, 2, 29), DAY),
    customer_id=(None, *CUSTOMERS),
    product=(None, "s", "t"),
    value=st.sampled_from((0, 50, 100, 200, 300)),
)
_ENROLMENTS = _row(programme=("other",), tier=("Gold", "Silver"), started_on=(THEN, EARLIER))


@st.composite
def _lapsed(draw: st.DrawFn, seats: list[Row]) -> list[Row]:
    """Of some rows of seats the association has ended, so that it can be claimed again."""
    places = sorted({(row["customer_id"], row["product"], row["association"]) for row in seats})
    own = [place for place in places if place[2] in KINDS]
    some = draw(st.lists(st.sampled_from(own), unique=True, max_size=3)) if own else []
    return [
        {
            "partner_id": PARTNER,
            "customer_id": customer,
            "product": product,
            "kind": kind,
            "started_on": date(2021, 6, 1),
            "ended_on": draw(st.sampled_from((THEN, EARLIER))),
            "proof": "approved",
        }
        for customer, product, kind in some
    ]


@st.composite
def worlds(draw: st.DrawFn, kinds: Sequence[str]) -> Facts:
    """Facts of one partner, of these kinds alone."""
    chosen: dict[str, st.SearchStrategy[list[Row]]] = {
        "awards": _some(_AWARDS, 4, "person_id", "award", "earned_on"),
        "staff": st.just([]) | _some(_STAFF, 2, "person_id"),
        "references": _some(_REFERENCES, 2, "reference_id"),
        "seats": _some(_SEATS, 6, "customer_id", "product", "period", "association"),
        "associations": _some(_ASSOCIATIONS, 3, "customer_id", "product", "kind", "started_on"),
        "customer_counts": st.just([]) | _some(_COUNTS, 2, "product", "period"),
        "enrolments": _some(_ENROLMENTS, 1, "programme"),
        "figures": _some(_FIGURES, 6, "figure", "period", "customer_id", "product"),
    }
    rows = {name: draw(chosen[name], label=name) for name in kinds}
    if "associations" in rows:
        rows["associations"] += draw(_lapsed(rows["seats"]), label="lapsed")
    market = draw(st.sampled_from(("developed", "developing")))
    return knowing(partners=[{"partner_id": PARTNER, "name": "P", "market": market}], **rows)


def first_that_does(
    rules: Edition, facts: Facts, tried: Sequence[Sequence[Action]]
) -> Sequence[Action] | None:
    """The first of the sets of actions after which the tier is held, all being judged at once."""
    frames: dict[str, list[Row]] = {name: [] for name in Facts.names()}
    read = {name: getattr(facts, name).collect("polars") for name in frames}
    known = {name: frame.rows(named=True) for name, frame in read.items()}
    schemas = {name: frame.to_native().schema for name, frame in read.items()}
    for number, actions in enumerate(tried):
        made = Made(PARTNER, facts, DAY)
        made._rows = {name: [dict(row) for row in rows] for name, rows in known.items()}
        made._schemas = {name: frame.schema for name, frame in read.items()}
        made.do(actions)
        for name, rows in frames.items():
            rows += [row | {"partner_id": f"{number:05}"} for row in made.rows(name)]
    copies = Facts.of(
        {name: pl.DataFrame(rows, schemas[name]).lazy() for name, rows in frames.items()}
    )
    judged = evaluate(rules, copies, Asks(day=DAY)).collect("polars").rows(named=True)
    met = sorted(row["partner_id"] for row in judged if row["tier"] == "Gold")
    return tried[int(met[0])] if met else None
