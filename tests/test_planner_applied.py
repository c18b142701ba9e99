"""What the facts are once something is done, row by row."""

from datetime import date

import pytest

from tests.knowledge import knowing
from tests.planner_worlds import COSTS, DAY, EARLIER, PARTNER, edition
from tiers.facts import Facts, Row
from tiers.language import AtLeast
from tiers.metrics import PeopleHolding, one_of
from tiers.planner import Action, Goal, Mistaken, Plan, apply, plan

BEFORE = date(2024, 3, 30)
OLD = date(2021, 1, 31)
SEATS = {
    "customer_id": "x", "product": "p", "period": EARLIER, "seats": 5, "active_users": 2,
    "association": "CPOR",
}  # fmt: skip
ANA = {"person_id": "ana", "award": "a", "earned_on": EARLIER}
FIGURE = {"figure": "f", "period": EARLIER, "value": 100}


def rows(facts: Facts, kind: str) -> list[Row]:
    """The rows of a kind by what they say, without what is empty and where it came from."""
    frame = getattr(facts, kind).collect("polars").to_native().drop("partner_id", "file", "line")
    return [{name: cell for name, cell in row.items() if cell is not None}
            for row in frame.iter_rows(named=True)]  # fmt: skip


def after(*actions: Action, **known: list[Row]) -> Facts:
    """What these facts of the partner are after the actions."""
    mine = {kind: [{"partner_id": PARTNER} | row for row in some] for kind, some in known.items()}
    facts = knowing(partners=[{"partner_id": PARTNER, "name": "P"}], **mine)
    return apply(actions, facts, DAY)


ADDED = [
    (Action("exam", "ben", "a"), {"awards": [ANA]},
     "awards", {"person_id": "ben", "award": "a", "earned_on": DAY}),
    (Action("exam", "ana", "a"), {"awards": [ANA]},
     "awards", {"person_id": "ana", "award": "a", "earned_on": DAY}),
    (Action("hire", "new"), {"staff": [{"person_id": "ana"}]},
     "staff", {"person_id": "new", "joined_on": DAY}),
    (Action("reference", "x"), {"references": [{"reference_id": "r", "customer_id": "x"}]},
     "references", {"reference_id": "x 2024-03-31", "customer_id": "x", "given_on": DAY,
                    "status": "approved"}),
    (Action("claim", "x", "p", association="CPOR"), {"associations": []},
     "associations", {"customer_id": "x", "product": "p", "kind": "CPOR", "started_on": BEFORE,
                      "proof": "approved"}),
    (Action("seat", "y", "q", 3), {"seats": [SEATS]},
     "seats", {"customer_id": "y", "product": "q", "period": DAY, "seats": 3, "active_users": 0,
               "association": "POR"}),
    (Action("seat", "y", "q", 3, association="DPOR"), {"seats": [SEATS]},
     "seats", {"customer_id": "y", "product": "q", "period": DAY, "seats": 3, "active_users": 0,
               "association": "DPOR"}),
    (Action("figure", "", "f", 3), {"figures": [FIGURE]},
     "figures", {"figure": "f", "period": EARLIER, "value": 300}),
    (Action("figure", "", "g", 3), {"figures": [FIGURE]},
     "figures", {"figure": "g", "period": DAY, "value": 300}),
    (Action("figure", "x", "f", 3, period=DAY), {"figures": [FIGURE]},
     "figures", {"figure": "f", "period": DAY, "customer_id": "x", "value": 300}),
    (Action("service", "new-1", "f", 1), {"figures": [FIGURE | {"period": OLD}]},
     "figures", {"figure": "f", "period": DAY, "product": "new-1", "value": 100}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("action", "known", "kind", "row"),
    ADDED,
    ids=[f"{one[0].says} {one[0].association}".strip() for one in ADDED],
)
def test_a_row_is_added(action: Action, known: dict[str, list[Row]], kind: str, row: Row) -> None:
    assert rows(after(action, **known), kind) == [*known[kind], row]


def test_nobody_is_put_on_a_staff_list_that_is_not_there() -> None:
    assert rows(after(Action("hire", "new"), awards=[ANA]), "staff") == []


def test_what_is_there_already_is_told_once() -> None:
    """An exam of the day, passed once more, and an association that began the day before."""
    exam, claim = Action("exam", "ana", "a"), Action("claim", "x", "p", association="CPOR")
    done = after(exam, exam, claim, claim, awards=[ANA], associations=[])
    assert [row["earned_on"] for row in rows(done, "awards")] == [EARLIER, DAY]
    assert len(rows(done, "associations")) == 1


def test_the_newest_figures_of_a_product_are_told_anew() -> None:
    """Of all its customers, what is done to one; another product and older figures stay."""
    known = [SEATS, SEATS | {"customer_id": "y"}, SEATS | {"product": "q"},
             SEATS | {"period": OLD}]  # fmt: skip
    done = after(Action("activate", "x", "p", 1), Action("seat", "x", "p", 2), seats=known)
    today = [SEATS | {"period": DAY, "seats": 7, "active_users": 3},
             SEATS | {"period": DAY, "customer_id": "y"}]  # fmt: skip
    assert rows(done, "seats") == [*known, *today]


def test_whoever_is_lost_is_lost_from_all_that_counts() -> None:
    """Two customers and a person one after the other; the references they gave stay."""
    known = {
        "awards": [ANA, ANA | {"person_id": "ben"}],
        "seats": [SEATS | {"customer_id": who} for who in "xyz"],
        "figures": [FIGURE | {"customer_id": who} for who in "xz"],
        "references": [{"reference_id": "r", "customer_id": "x", "given_on": EARLIER}],
    }
    lost = [("ana", "person"), ("x", "customer"), ("y", "customer")]
    done = after(*(Action("lose", who, what) for who, what in lost), **known)
    assert [row["person_id"] for row in rows(done, "awards")] == ["ben"]
    assert [row.get("customer_id") for row in rows(done, "seats")] == [None, None, "z"]
    assert [row["value"] for row in rows(done, "figures")] == [0, 100]
    assert rows(done, "references") == known["references"]


def test_a_plan_is_for_one_partner() -> None:
    two = knowing(partners=[{"partner_id": each, "name": each} for each in "PQ"])
    goal = Goal(edition(AtLeast(1, PeopleHolding(one_of("a")), says="")), "Gold")
    with pytest.raises(ValueError, match="A plan is for one partner, and these are facts of 2"):
        plan([goal], two, DAY, COSTS)


def test_a_mistaken_plan_says_what_should_have_done() -> None:
    found = Plan(3, optimal=True, actions=(Action("exam", "ana", "a"),))
    mistake = Mistaken(found)
    assert mistake.found is found
    assert str(mistake) == "These actions should suffice and do not: ana passes a"
