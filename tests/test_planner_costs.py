"""What a plan's actions cost is read from a file, which is refused in words where it is wrong."""

from imports.costs import costs_with, default_costs, read
from tiers.planner import KINDS, Price


def test_ours_has_every_kind() -> None:
    """Every action that can be planned has a price, and a reason for it."""
    prices = default_costs().prices
    assert set(KINDS) <= prices.keys()
    assert all(one.why and one.cost >= 0 and one.lead_days >= 0 for one in prices.values())


def test_a_line_of_ones_own_goes_before() -> None:
    """A user's line changes one price and leaves the others."""
    costs, faults = costs_with(b"action,cost,lead_days\nexam,4,20\n")
    assert not faults
    assert costs.of("exam") == Price(4, 20)
    assert costs.of("hire") == default_costs().of("hire")


def test_a_figure_has_its_own_price_or_that_of_any() -> None:
    costs, faults = costs_with(b"action;cost;lead_days;why\nfigure:acr;0.5;9;ours\n")
    assert not faults
    assert costs.of("figure", "acr") == Price(0.5, 9, "ours")
    assert costs.of("figure", "other") == costs.of("figure")


def test_bad_lines_are_refused_in_words() -> None:
    """All that is wrong is told, each with its line and column."""
    content = b'action,cost,lead_days\nexams,1,1\nhire,"0,5",1\nhire,1,soon\nseat,1,1\nseat,2,2\n'
    prices, faults = read(content)
    assert set(prices) == {"seat"}
    assert [(one.line, one.column, one.value) for one in faults] == [
        (2, "action", "exams"),
        (3, "cost", "0,5"),
        (4, "lead_days", "soon"),
        (6, "action", "seat"),
    ]
    assert faults[1].sentence() == (
        "line 3, cost: “0,5” is not a number of working days, 0 or more "
        "(right would be: such as 2 or 0.05)"
    )


def test_a_file_that_is_none() -> None:
    """A missing column, other bytes, and a quote that never ends."""
    assert [one.column for one in read(b"action,price\nexam,1\n")[1]] == ["cost", "lead_days"]
    assert read(b"\xff\xfe\x00")[1][0].reason == "is not text in UTF-8"
    assert read(b'action,cost,lead_days\n"exam,1,1\n')[1]
    assert read(b"")[1]
