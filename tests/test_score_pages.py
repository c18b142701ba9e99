"""Scores, tracks and every programme on the pages, without a browser."""

import pytest

from tests.designations import DESIGNATION, MARKETS, TRACKS
from tests.pages import WOLKENQUITTE, labels, metrics, opened, said
from tiers.programmes import PROGRAMMES


@pytest.fixture
def more_programmes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that know the small programmes of these tests, too."""
    for one in (DESIGNATION, TRACKS, MARKETS):
        monkeypatch.setitem(PROGRAMMES, one.key, one)


@pytest.mark.usefixtures("demo_pages", "more_programmes")
def test_the_standing_shows_tracks_totals_and_gates() -> None:
    app = opened("standing", partner=WOLKENQUITTE, programme="designation", as_of="2015-03-31")
    text = said(app)
    assert text.index("#### SMB track") < text.index("#### Enterprise track")
    assert "enough points · has 71.5 of 100, needs 70" in text
    assert "20 of 40 points · has 1,040; all 40 from 2,080 on" in text
    assert "Gate **shut** · has 1, needs 9" in text
    assert "Nothing yet from: references, people with advanced certificates." in text
    assert metrics(app)["By the rules from 2016-01-01 on"] == "No tier"


@pytest.mark.usefixtures("demo_pages")
def test_the_evidence_of_several_in_one_card_says_of_which_it_is() -> None:
    app = opened("standing", partner=WOLKENQUITTE, programme="modern-work", as_of="2026-09-30")
    found = [one.label for one in app.expander if one.label.startswith("Evidence")]
    assert found[:4] == [
        "Evidence: 8 of 501 rows count",
        "Evidence: 4 of 51 rows count",
        "Evidence: 1 of 51 rows count",
        "Evidence of usage growth CPOR: 38 of 501 rows count",
    ]


@pytest.mark.usefixtures("demo_pages", "more_programmes")
@pytest.mark.parametrize("page", ["standing", "report", "portfolio", "programmes", "transition"])
@pytest.mark.parametrize("programme", ["designation", "tracks", "markets"])
def test_every_page_shows_every_kind_of_rule(page: str, programme: str) -> None:
    app = opened(page, partner=WOLKENQUITTE, programme=programme, as_of="2016-02-01")
    assert "9999" not in said(app)
    assert all("9999" not in label for label in labels(app, "page_link"))


@pytest.mark.usefixtures("demo_pages")
@pytest.mark.parametrize("programme", list(PROGRAMMES))
def test_the_standing_under_every_programme_there_is(programme: str) -> None:
    """Nothing of most is known in the demonstration, and that is said."""
    day = PROGRAMMES[programme].editions[0].since.isoformat()
    app = opened("standing", partner=WOLKENQUITTE, programme=programme, as_of=day)
    assert "9999" not in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_what_earlier_rules_asked_for_stands_aside() -> None:
    """A quarter in which the rules are new has no past of its own."""
    app = opened("standing", partner=WOLKENQUITTE, programme="security", as_of="2026-11-22")
    (aside,) = (one.label for one in app.expander if "earlier rules" in one.label)
    assert aside == "8 that earlier rules asked for"
    assert len(app.get("vega_lite_chart")) > 8
