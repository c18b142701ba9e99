"""Actions in sentences, in the order of their numbers."""

import pytest

from tiers.planner import Action, natural, told

SAID = [
    (Action("exam", "ana", "70-341", name="Ana Muster"), "Ana Muster passes 70-341"),
    (Action("hire", "new person 1"), "new person 1 is hired"),
    (Action("reference", "c"), "c gives a reference"),
    (Action("activate", "c", "teams", 1), "c puts 1 more user to work in Teams"),
    (Action("activate", "c", "teams", 1200), "c puts 1,200 more users to work in Teams"),
    (Action("seat", "c", "teams", 1), "c takes 1 more seat of Teams"),
    (Action("seat", "c", "teams", 1200), "c takes 1,200 more seats of Teams"),
    (Action("customer", "new customer 1"), "new customer 1 is won"),
    (Action("customer", "new customer 1", association="DPOR"),
     "new customer 1 is won, with DPOR"),
    (Action("claim", "c", "teams", association="CPOR"), "c names us as CPOR for Teams"),
    (Action("figure", "", "business-plan", 1200), "business plan: 1,200 more"),
    (Action("figure", "c", "launched-projects", 2), "launched projects of c: 2 more"),
    (Action("figure", "", "azure-consumption", 1200), "azure consumption rises by 1,200 USD"),
    (Action("figure", "c", "azure-consumption", 1200),
     "azure consumption of c rises by 1,200 USD"),
    (Action("service", "new service 1", "azure-consumption"),
     "new service 1 comes into use, with some azure consumption"),
    (Action("lose", "ana", "person"), "ana is lost"),
]  # fmt: skip


@pytest.mark.parametrize(("action", "says"), SAID, ids=[says for _action, says in SAID])
def test_an_action_is_told_in_a_sentence(action: Action, says: str) -> None:
    assert action.says == says
    assert told([action]) == [says]


def test_references_are_told_together_and_last() -> None:
    exam = Action("exam", "ana", "a")
    one, other = Action("reference", "c"), Action("reference", "d", name="D AG")
    assert told([one, exam]) == ["ana passes a", "c gives a reference"]
    assert told([one, exam, other]) == ["ana passes a", "2 customers give a reference: c, D AG"]


def test_numbers_are_put_in_order_by_their_size() -> None:
    names = ["new customer 10", "new customer 9", "b", "a 2 x", "a 10"]
    assert sorted(names, key=natural) == [
        "a 2 x", "a 10", "b", "new customer 9", "new customer 10"
    ]  # fmt: skip
