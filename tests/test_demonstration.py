"""What the demonstration shows of each programme, as `data/README.md` tells it."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import Connection

from imports import demonstration
from models.store import facts
from tests.pages import WOLKENQUITTE
from tiers.facts import Facts
from tiers.forecast import forecast
from tiers.language import Outcome
from tiers.programmes import PROGRAMMES
from tiers.verdicts import Verdict, readiness

PARTNER = "Solutions Partner"
MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.NOT_ASSESSED
Shown = dict[str, float | None]  # what a criterion has, or the points of a scored one

# programme, day: the tier of Wolkenquitte, a tier, and what some of its criteria show
WOLKENQUITTES: dict[tuple[str, str], tuple[str | None, str, Shown]] = {
    ("messaging", "2015-03-31"): (
        "Silver",
        "Gold",
        {"people": 2, "references": 3, "seats": 1040},
    ),
    ("smcs", "2015-06-30"): ("Silver", "Gold", {"seats": 1380, "customers": 14}),
    ("smcs", "2016-12-31"): ("Silver", "Gold", {"seats": 2412, "new-customers": 5}),
    ("cloud-productivity", "2016-06-30"): (None, "Silver", {"active-users": 1833}),
    ("cloud-productivity", "2016-12-31"): ("Silver", "Gold", {"active-users": 2590}),
    ("usage-milestones", "2020-03-31"): ("15 %", "15 %", {"prerequisite": 1, "milestones-15": 2}),
    ("usage-milestones", "2020-09-30"): ("40 %", "40 %", {"prerequisite": 1, "milestones-40": 1}),
    ("aws-services", "2024-12-31"): (
        None,
        "Select",
        {"accredited": 5, "technical": 2, "launches": 4, "mrr": 1180},
    ),
    ("modern-work", "2026-03-31"): (PARTNER, PARTNER, {"smb-adds": 20}),
    ("modern-work", "2026-09-30"): (
        None,
        PARTNER,
        {
            "smb-adds": 12,
            "smb-intermediate": 10,
            "smb-advanced": 15,
            "smb-growth-cpor": 9,
            "smb-deployments-cpor": 20,
            "smb-points": 66,
        },
    ),
    ("security", "2026-09-30"): (
        None,
        PARTNER,
        {"smb-adds": 16, "smb-skilling": 16, "smb-points": 62.065},
    ),
    ("azure-data-ai", "2026-09-30"): (
        PARTNER,
        PARTNER,
        {"smb-adds": 20, "smb-growth": 20, "smb-skilling": 16, "smb-points": 74},
    ),
    ("azure-infrastructure", "2026-09-30"): (None, PARTNER, {"smb-points": 66}),
    ("azure-digital-app", "2026-09-30"): (None, PARTNER, {"smb-points": 58}),
    ("odoo", "2026-09-30"): ("Silver", "Gold", {"users": 118, "people": 3}),
}
# partner: its points on its better track of Modern Work, and what keeps it from the designation
PORTFOLIO: dict[str, tuple[Outcome, str, float | None, str]] = {
    "4100273": (MET, "enterprise", 83.36, ""),
    "731904": (MET, "smb", 78.96, ""),
    "0418823": (MET, "smb", 71.04, ""),
    "3390145": (NOT_MET, "smb", 76.3, "smb-advanced"),
    "5207716": (NOT_MET, "smb", 75, "smb-deployments-cpor"),
    "612377": (NOT_MET, "smb", 60.28, "smb-points"),
    "5836021": (UNKNOWN, "smb", None, "smb-adds"),
    "3905562": (UNKNOWN, "smb", None, "smb-deployments-cpor"),
}
MESSAGING_STORY = {
    "2013-09-30": None,
    "2014-02-14": "Silver",
    "2014-05-14": None,
    "2014-06-03": "Silver",
    "2014-07-01": None,
    "2014-09-30": "Silver",
    "2014-11-01": None,
    "2014-12-31": None,
    "2015-02-12": "Silver",
    "2015-06-30": "Silver",
}


def judged(known: Facts, programme: str, day: str) -> dict[str, Verdict]:
    """Every partner's verdict."""
    verdicts = readiness(PROGRAMMES[programme], known, date.fromisoformat(day))
    return {verdict.partner: verdict for verdict in verdicts}


def shown(verdict: Verdict, tier: str) -> Shown:
    """The points of each criterion that scores, and what each of the others has."""
    (found,) = [one for one in verdict.tiers if one.tier == tier]
    found_of = {one.key: one.have if one.points is None else one.points for one in found.criteria}
    return {key: None if told is None else round(float(told), 3) for key, told in found_of.items()}


def test_every_programme_is_shown() -> None:
    assert {programme for programme, _day in WOLKENQUITTES} == set(PROGRAMMES)


@pytest.mark.parametrize(("programme", "day"), list(WOLKENQUITTES))
def test_what_wolkenquitte_shows(demo: Connection, programme: str, day: str) -> None:
    tier, of, told = WOLKENQUITTES[programme, day]
    verdict = judged(facts(demo, None, [WOLKENQUITTE]), programme, day)[WOLKENQUITTE]
    assert verdict.tier == tier
    found = shown(verdict, of)
    assert {key: found[key] for key in told} == told


def test_the_portfolio_under_modern_work(demo: Connection) -> None:
    verdicts = judged(facts(demo, None, PORTFOLIO), "modern-work", "2026-09-30")
    for partner, (outcome, track, points, hindrance) in PORTFOLIO.items():
        (tier,) = verdicts[partner].tiers
        criteria = {one.key: one for one in tier.criteria}
        assert tier.outcome == outcome
        assert criteria[f"{track}-points"].points == (points and pytest.approx(points))
        assert not hindrance or criteria[hindrance].outcome == outcome


def test_a_retired_certificate_ends_a_designation(demo: Connection) -> None:
    """Bergziegen's MS-900 count for a year after the exam was retired."""
    known = facts(demo, None, ["0418823"])
    first, *_later = forecast(PROGRAMMES["modern-work"], known, date(2026, 9, 30), 365)
    assert (first.day, first.before, first.after) == (date(2027, 4, 1), PARTNER, None)
    assert [": MS-900 of " in cause.says for cause in first.because] == [True, True]


@pytest.mark.parametrize(
    ("programme", "day", "tiers"),
    [
        ("smcs", "2016-12-31", {"Gold": 1, "Silver": 8}),
        ("cloud-productivity", "2016-12-31", {"Gold": 2, "Silver": 5}),
        ("usage-milestones", "2020-09-30", {"40 %": 2, "15 %": 1}),
        ("modern-work", "2026-09-30", {PARTNER: 3}),
    ],
)
def test_how_many_hold_a_tier(
    demo: Connection, programme: str, day: str, tiers: dict[str, int]
) -> None:
    held = Counter(one.tier for one in judged(facts(demo), programme, day).values())
    del held[None]
    assert held == tiers


@pytest.mark.parametrize("day", list(MESSAGING_STORY))
def test_the_story_of_messaging_is_as_it_was(demo: Connection, day: str) -> None:
    verdict = judged(facts(demo, None, [WOLKENQUITTE]), "messaging", day)[WOLKENQUITTE]
    assert verdict.tier == MESSAGING_STORY[day]


@pytest.mark.parametrize(
    ("day", "gold", "silver", "unknown"), [("2015-03-31", 5, 14, 6), ("2015-06-30", 5, 14, 7)]
)
def test_the_portfolio_under_messaging_is_as_it_was(
    demo: Connection, day: str, gold: int, silver: int, unknown: int
) -> None:
    """The forty and Wolkenquitte: tiers, and of how many Silver cannot be told."""
    verdicts = judged(facts(demo), "messaging", day).values()
    held = Counter(one.tier for one in verdicts)
    untold = sum(one.tiers[0].outcome == UNKNOWN for one in verdicts)
    assert (held["Gold"], held["Silver"], untold) == (gold, silver, unknown)
    assert len(verdicts) == 41


def test_each_file_listed_is_there_and_none_is_left_over() -> None:
    listed = [
        line.partition(",")[0]
        for line in (demonstration.FOLDER / "arrivals.csv").read_text("utf-8").splitlines()[1:]
    ]
    folders = ("partner", "portfolio")
    there = [path for one in folders for path in (demonstration.FOLDER / one).glob("*/*.csv")]
    assert sorted(listed) == sorted(
        str(path.relative_to(demonstration.FOLDER).as_posix()) for path in there
    )
