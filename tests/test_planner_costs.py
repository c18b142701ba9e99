"""What a plan's actions cost is read from a file, which is refused in words where it is wrong."""

import pytest

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


def test_an_award_has_its_own_price_or_that_of_any() -> None:
    """By the name that the rules write, however it is cased and spaced."""
    content = b"action,cost,lead_days\nEXAM: mcse:messaging,30,90\nexam:70-341,20,30\n"
    costs, faults = costs_with(content)
    assert not faults
    assert costs.of("exam", "MCSE: Messaging") == Price(30, 90)
    assert costs.of("exam", "70-341") == Price(20, 30)
    assert costs.of("exam", "70-342") == costs.of("exam") == default_costs().of("exam")


@pytest.mark.parametrize(
    "content",
    [
        "action;cost;lead_days;why\nexam;0,5;9;ours\n",
        "Action;Cost;Lead days;Why\r\nExam;0,5;9;ours\r\n",
        " ACTION , cost,LEAD_DAYS,why\rexam,0.5,9,ours\r",
        'action,cost,lead_days,why\nexam,"0,5",9,ours\n',
        "why\tlead-days\tcost\taction\nours\t9\t0.5\texam\n",
        "sep=;\naction;cost;lead_days;why;;\nexam;0,5;9;ours;;\n;;;;;\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_as_spreadsheets_write_it(content: str, encoding: str) -> None:
    """Semicolons and decimal commas, headers as people write them, any line end and encoding."""
    assert read(content.encode(encoding)) == ({"exam": Price(0.5, 9, "ours")}, [])


def test_a_number_that_can_be_read_in_two_ways() -> None:
    """Three digits after the mark are thousands, unless the rest of the file tells."""
    (fault,) = read(b"action;cost;lead_days\nexam;1.500;9\n")[1]
    assert (fault.line, fault.column, fault.value) == (2, "cost", "1.500")
    assert fault.reason.startswith("can be read in two ways, as 1500 or as 1.500")
    told = read(b"action;cost;lead_days\nexam;1.500;9\nseat;0,5;9\nhire;2,125;9\n")[0]
    assert [one.cost for one in told.values()] == [1500, 0.5, 2.125]
    assert read(b"action,cost,lead_days\nexam,1.500,9\n")[0]["exam"].cost == 1.5


def test_what_stands_twice_or_beyond_is_refused() -> None:
    """Neither of two columns of one name wins, and no cell is left out."""
    prices, faults = read(b"action,cost,lead_days,Cost\nexam,1,2,3\n")
    assert not prices
    assert [one.sentence() for one in faults] == [
        "line 1, cost: stands twice (right would be: one column of that name)"
    ]
    content = b"action,cost,lead_days\nexam,0,5,9\nseat,1,1\nhire,1\nclaim,1,1,,\n"
    prices, faults = read(content)
    assert {"seat", "claim"} <= prices.keys()
    assert [(one.line, one.column, one.value) for one in faults] == [
        (2, None, "9"),
        (4, "lead_days", ""),
    ]


def test_bad_lines_are_refused_in_words() -> None:
    """All that is wrong is told, each with its line and column."""
    content = b"action,cost,lead_days\nexams,1,1\nhire,half,1\nhire,1,soon\nseat,1,1\nseat,2,2\n"
    content += b"exam:70-999,1,1\nexam:,1,1\nfigure:a b,1,1\nhire:70-341,1,1\n"
    prices, faults = read(content)
    assert set(prices) == {"seat"}
    assert [(one.line, one.column, one.value) for one in faults] == [
        (2, "action", "exams"),
        (3, "cost", "half"),
        (4, "lead_days", "soon"),
        (6, "action", "seat"),
        (7, "action", "exam:70-999"),
        (8, "action", "exam:"),
        (9, "action", "figure:a b"),
        (10, "action", "hire:70-341"),
    ]
    assert faults[1].sentence() == (
        "line 3, cost: “half” is not a number of working days, 0 or more "
        "(right would be: such as 2 or 0.05)"
    )


def test_a_file_that_is_none() -> None:
    """A missing column, other bytes, and a quote that never ends."""
    assert [one.column for one in read(b"action,price\nexam,1\n")[1]] == ["cost", "lead_days"]
    assert [one.column for one in read(b"exam;1;1\n")[1]] == ["action", "cost", "lead_days"]
    assert "it was cut off or damaged" in read(b"\xff\xfe\x00")[1][0].reason
    assert "is never closed" in read(b'action,cost,lead_days\n"exam,1,1\n')[1][0].reason
    assert read(b"")[1]
