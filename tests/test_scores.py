"""Scores, options and tracks read well wherever a standing is shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from models.store import facts
from reports import tables
from reports.aloud import read_aloud
from reports.blocks import blocks, how
from reports.bullets import plan
from reports.counting import figures, kinds, products
from reports.handout import gather
from reports.lacking import Lack, lacking
from reports.nearest import missing
from reports.nearness import most, points
from reports.pages import content
from reports.readiness import Standing, binding, credited, document, standings_of
from reports.rulebook import rulebook
from reports.rules import document as rules
from reports.sheets import sheets
from tests.designations import DESIGNATION, MARKETS, TRACKS
from tests.pages import WOLKENQUITTE
from tiers.language import Added, Programme, Scored
from tiers.metrics import FigureTotal, NetCustomers, Seats, Together
from tiers.programmes.messaging import MESSAGING

DAY = date(2015, 3, 31)


def standing(connection: Connection, programme: Programme, partner: str = WOLKENQUITTE) -> Standing:
    known = facts(connection, None, [partner])
    return standings_of(known, programme, DAY)[0]


def sentences(lacks: tuple[Lack, ...]) -> Iterator[str]:
    for one in lacks:
        yield one.says.replace("\N{NO-BREAK SPACE}", " ")
        for option in one.options:
            yield from sentences(option)


def lacks_of(one: Standing) -> list[str]:
    assert one.edition
    return [says for _tier, lacks in lacking(one.edition, one.verdict) for says in sentences(lacks)]


# In words ----------------------------------------------------------------------------------------


def test_the_nearest_option_stands_first_with_its_points(demo: Connection) -> None:
    text = read_aloud(standing(demo, DESIGNATION))
    assert text.index("SMB track (met") < text.index("Enterprise track (one of")
    assert "every part: 71.5 of 100 points" in text
    assert "✓ 40 points for 2080 seats: 1,040, 20 of 40 points (all 40 from 2,080 on)" in text


def test_a_gate_stands_below_the_score_it_opens(demo: Connection) -> None:
    lines = read_aloud(standing(demo, DESIGNATION)).splitlines()
    (number,) = [at for at, line in enumerate(lines) if "30 points for 6 references" in line]
    assert lines[number].strip().startswith("✗ 30 points for 6 references: 3, 0 of 30 points")
    assert lines[number + 1].strip() == "✗ 9 people with 70-341: 1"


def test_parts_are_told_as_they_score(demo: Connection) -> None:
    one = standing(demo, DESIGNATION)
    smb, enterprise = blocks(one.verdict, one.edition)
    assert [piece.points for piece in smb.pieces] == [
        "32 of 40 points", "22.5 of 30 points", "17 of 30 points"
    ]  # fmt: skip
    assert [piece.how for piece in smb.pieces] == [
        "the best of these counts", "", "these are added up"
    ]  # fmt: skip
    assert [gate.key for gate in enterprise.pieces[1].gates] == ["enterprise-people"]
    assert enterprise.without == (
        "Nothing yet from: references, people with advanced certificates.",
    )


def test_steps_that_bring_so_many_together_say_so(demo: Connection) -> None:
    """Two of 20 points each come to 20 at most, here and in the rules."""
    steps = [Scored(20, 9, FigureTotal(key), says="20 points for 9", key=key) for key in "ab"]
    part = Added(*steps, upto=20)
    assert how(part) == "these are added up, to 20 points at most"
    (finding, *_) = standing(demo, DESIGNATION).verdict.tiers[0].criteria
    assert points(part, {("", key): replace(finding, points=15) for key in "ab"}, "") == 20
    assert most(part) == 20
    assert (
        "added to the other, 20 points together at most" in Path("docs/programmes.md").read_text()
    )


def test_only_the_track_of_the_partners_class_is_asked(demo: Connection) -> None:
    one = standing(demo, TRACKS)
    says = [(block.name, block.applies, block.note) for block in blocks(one.verdict, one.edition)]
    assert says == [
        ("", True, ""),
        ("Enterprise track", True, "applies to this partner"),
        ("SMB track", False, "does not apply to this partner"),
    ]
    assert "· 80 seats under CPOR: 0 (tells which track applies)" in read_aloud(one)
    first, more, *parts = lacks_of(one)
    assert first == (
        "Enterprise track: 50 points more for “70 of 100 points on the Enterprise track, and some "
        "from every part” (has 20). Nothing yet from: references, people with advanced "
        "certificates."
    )
    assert more == "More can come from:"
    assert [one.partition(" points from ")[0] for one in parts] == ["20 more", "30 more", "30 more"]
    assert parts[1] == (
        "30 more points from “30 points for 6 references”: all 30 from 6 on (has 3). "
        "It counts only with “9 people with 70-341” (has 1)."
    )


def test_both_tracks_are_told_where_the_class_is_not_known(demo: Connection) -> None:
    told = lacks_of(standing(demo, TRACKS, "4700018"))
    assert told[0].startswith("Which track applies cannot be said")
    assert [one for one in told if one.startswith("If it is")] == [
        "If it is the SMB track:", "If it is the Enterprise track:"
    ]  # fmt: skip
    assert any("Nothing is known yet of: " in one for one in told)


def test_the_portfolio_tells_the_points_and_the_parts_without(demo: Connection) -> None:
    one = standing(demo, TRACKS)
    assert one.edition
    ((_far, says),) = missing(one.edition, one.verdict.tiers[0])
    assert says == (
        "Enterprise track: 20 of 70 points; nothing yet from references, people with advanced "
        "certificates"
    )


def test_thresholds_of_both_markets_stand_in_the_rules(demo: Connection) -> None:
    (line,) = sheets(MARKETS.editions[0])[0].lines
    assert line.aside == "2,000 in developed markets, 1,000 in developing ones"
    (finding,) = standing(demo, MARKETS).verdict.tiers[0].criteria
    assert (finding.need, finding.gap) == (2000, 960)


# As documents ------------------------------------------------------------------------------------


def test_the_document_has_points_gates_and_roles(demo: Connection) -> None:
    told = document(standing(demo, DESIGNATION), DESIGNATION)
    found = {one["key"]: one for one in told["tiers"][0]["criteria"]}
    assert {one["role"] for one in found.values()} == {"total", "scored", "gate"}
    scored = found["enterprise-references"]
    assert (scored["points"], scored["max_points"], scored["all_points_at"]) == (0, 30, 6)
    assert scored["gates"] == ["enterprise-people"]
    assert (found["smb-points"]["have"], found["smb-points"]["need"]) == (71.5, 70)


def test_the_table_has_them_too(demo: Connection) -> None:
    text = tables.as_csv(gather(demo, DESIGNATION, WOLKENQUITTE, DAY, None, None)).decode()
    assert ",scored,20,40,2080," in text
    assert ",gate,,,," in text


def test_paper_names_options_and_outcomes_in_words(demo: Connection) -> None:
    told = content(gather(demo, DESIGNATION, WOLKENQUITTE, DAY, None, None))["table"]["criteria"]
    assert [one["option"] for one in told if one["option"]] == [
        "SMB track: met; one of the options is enough",
        "Enterprise track: one of the options is enough",
    ]
    words = [row["word"] for one in told for row in one["rows"]]
    assert {"enough points", "32 of 40 points", "too few points", "shut"} <= set(words)


def test_rules_as_a_document_say_how_criteria_are_joined() -> None:
    newest = rules(DESIGNATION)["editions"][0]
    assert newest["until"] is None
    assert newest["retired"] == [
        {"award": "70-341", "retired_on": date(2014, 2, 28), "counts_until": date(2015, 2, 28)}
    ]
    enterprise, smb = newest["tiers"][0]["requirement"]["any_of"]
    assert enterprise["option"] == "enterprise"
    assert smb["parts"][0] == {"best_of": ["smb-growth-por", "smb-growth-dpor"]}
    found = {one["key"]: one for one in newest["tiers"][0]["criteria"]}
    assert found["smb-growth-por"]["counts"] == ["POR"]
    assert found["enterprise-adds"]["option"] == "Enterprise track"
    (criterion,) = rules(MARKETS)["editions"][0]["tiers"][0]["criteria"]
    assert (criterion["need"], criterion["need_developing"]) == (2000, 1000)


def test_the_rulebook_tells_points_gates_tracks_and_retired_awards() -> None:
    told = rulebook([DESIGNATION, TRACKS])
    assert "In force from 2016-01-01 on." in told
    assert "9999" not in told
    assert "| 70-341 | 2014-02-28 | 2015-02-28 |" in told
    assert "Up to 30 points, all from 6 on" in told
    assert "Gate to references" in told
    assert "**SMB track** (applies where: 80 seats under CPOR)" in told
    assert "of growth" not in told
    assert "of usage growth the best counts; counts POR, DPOR" in told


# The binding edition -----------------------------------------------------------------------------


def test_the_edition_that_binds_is_the_one_at_the_renewal(demo: Connection) -> None:
    known = facts(demo, None, [WOLKENQUITTE])
    credit = credited(known, "messaging", DAY)[WOLKENQUITTE]
    now = binding(MESSAGING, credit)
    assert now
    assert now.renews_on == date(2015, 4, 22)
    assert now.edition is MESSAGING.named("FY2015")
    none = binding(MESSAGING, replace(credit, renews_on=date(2016, 4, 22)))
    assert none
    assert none.edition is None
    assert binding(MESSAGING, replace(credit, renews_on=None)) is None
    assert binding(MESSAGING, None) is None


def test_the_binding_edition_stands_in_every_form(demo: Connection) -> None:
    last = gather(demo, MESSAGING, WOLKENQUITTE, date(2015, 6, 30), None, None)
    says = "No edition is known to be in force at the renewal on 2016-04-22."
    assert says in read_aloud(last.standing)
    assert says in content(last)["headline"]
    told = document(last.standing, MESSAGING)
    assert told["binding"] == {"renews_on": date(2016, 4, 22), "edition": None}
    assert ",2016-04-22," in tables.as_csv(last).decode()


# What is counted ---------------------------------------------------------------------------------


def test_what_a_metric_counts_is_found_within_sums() -> None:
    both = Together(NetCustomers("teams", "intune", kinds=("CPOR",)), FigureTotal("acr", 12))
    assert kinds(both) == ("CPOR",)
    assert products([both, Seats("sharepoint")]) == {"teams", "intune", "sharepoint"}
    assert figures([both]) == {"acr"}


def test_a_bullet_of_a_score_ends_at_all_its_points(demo: Connection) -> None:
    one = standing(demo, DESIGNATION)
    smb, _enterprise = blocks(one.verdict, one.edition)
    drawn = plan(smb.pieces[0].criteria[1], 300, 10)
    assert (drawn.upper, [row["x2"] for row in drawn.bars()]) == (40, [32])
    assert [row["text"] for row in drawn.labels()] == ["at most 40"]
    assert [row["text"] for row in drawn.values()] == ["32 of 40 points"]
    assert smb.total
    whole = plan(smb.total, 300, 10)
    assert (whole.upper, [row["x"] for row in whole.marks()]) == (100, [70])
