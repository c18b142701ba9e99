"""What lies ahead, as the commands and the report tell it."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection

from models.store import facts
from reports import forms, pages
from reports.ahead import aheads, falls, headline, renewal, why
from reports.headings import headings, says
from reports.supports import (
    Dependence,
    Hanging,
    dependence,
    most_fragile_first,
    overview,
    remains,
    spare,
    summary,
)
from reports.timeline import said as spoken
from reports.timeline import timeline
from tests.commands import refused, run
from tests.reporting import WOLKENQUITTE, gathered, table
from tiers.losses import Fall as Criterion
from tiers.losses import Loss, Support
from tiers.programmes import PROGRAMMES
from tiers.programmes.messaging import MESSAGING

DAY = date(2015, 3, 31)
OF_DAY = ("--programme", "messaging", "--as-of", "2015-03-31")
ASKED = ("--partner", WOLKENQUITTE, *OF_DAY)
LAPSE = "Schraube, Mutter & Söhne KG: reference R-2014-03 of 2014-06-03: older than 12 months"


# Forecast ----------------------------------------------------------------------------------------


def test_a_forecast_names_the_day_the_tiers_and_the_fact(demonstrated: str) -> None:
    """As data/README.md tells it: the reference of 3 June lapses a year later."""
    told = run(demonstrated, "forecast", *ASKED, "--json")
    assert (told.code, told.err) == (0, "")
    assert told.document == [
        {
            "partner": WOLKENQUITTE,
            "day": "2015-06-03",
            "tier_before": "Silver",
            "tier_after": None,
            "because": [{"says": LAPSE, "file": "partner/2015-Q2/references.csv", "line": 7}],
        }
    ]
    out = run(demonstrated, "forecast", *ASKED).out
    assert "2015-03-31: Silver until 2015-06-02, then no tier." in out
    assert "On the renewal day, 2015-04-22, expect Silver; credited is Silver." in out
    assert f"{LAPSE}  [partner/2015-Q2/references.csv:7]" in out


@pytest.mark.parametrize(("days", "changes"), [(63, 0), (64, 1)])
def test_a_forecast_reaches_as_far_as_it_is_asked(
    demonstrated: str, days: int, changes: int
) -> None:
    told = run(demonstrated, "forecast", *ASKED, "--days", days, "--json")
    assert len(told.document) == changes


@pytest.mark.parametrize("days", ["x", "0", "-5", "1.5", ""])
def test_what_is_no_number_of_days_is_told_in_a_sentence(demonstrated: str, days: str) -> None:
    told = run(demonstrated, "forecast", *ASKED, f"--days={days}")
    says = f"“{days}” is no number for --days. Write a whole one, 1 or more.\n"
    assert (told.code, told.out, told.err) == (2, "", says)


def test_no_more_plans_are_looked_for_than_ten(demonstrated: str) -> None:
    asked = ("--partner", WOLKENQUITTE, "--programme", "messaging", "--as-of", "2015-03-31")
    told = run(demonstrated, "plan", *asked, "--tier", "Gold", "--alternatives", "11")
    says = "“11” is no number for --alternatives. Write a whole one, from 1 to 10.\n"
    assert (told.code, told.err) == (2, says)


@pytest.mark.parametrize(
    ("day", "days", "changes"),
    [
        ("9999-12-31", 1, 0),
        ("9999-07-01", 730, 0),
        ("2015-03-31", 3_000_000, 1),
        ("2015-03-31", 99_999_999_999, 1),
    ],
)
def test_a_forecast_ends_with_the_calendar(
    demonstrated: str, day: str, days: int, changes: int
) -> None:
    """However far it is asked to look, it looks to the last day of the year 9999."""
    asked = ("--partner", WOLKENQUITTE, "--programme", "messaging", "--as-of", day, "--days", days)
    told = run(demonstrated, "forecast", *asked, "--json")
    assert (told.code, len(told.document)) == (0, changes)
    assert changes or "9999-12-31" in run(demonstrated, "forecast", *asked).out


def test_a_forecast_of_all_partners(demonstrated: str) -> None:
    told = run(demonstrated, "forecast", *OF_DAY, "--json").document
    partners = {one["partner"] for one in told}
    assert {WOLKENQUITTE, "0418823"} <= partners
    out = run(demonstrated, "forecast", *OF_DAY).out
    assert f"{41 - len(partners)} partners keep their tier, or have none, until 2017-03-30" in out


def test_a_forecast_by_what_was_known(demonstrated: str) -> None:
    """Before the corrected seats arrived there was no tier to lose."""
    told = run(demonstrated, "forecast", *ASKED, "--known-on", "2015-04-09", "--json")
    assert told.document == []


def test_a_forecast_of_nobody(sqlite_url: str) -> None:
    assert run(sqlite_url, "forecast", *OF_DAY).out == "No partner is known yet.\n"
    assert "No partner 4182736 is known." in refused(sqlite_url, "forecast", *ASKED)


def test_a_tier_without_rules_to_come_is_told_so(demo: Connection) -> None:
    (ahead,) = aheads(facts(demo, None, ["2961450"]), MESSAGING, DAY)
    assert headline(ahead) == "Silver until 2015-06-30, then no edition in force."
    assert renewal(ahead) == "On the renewal day, 2015-08-12, no edition is known to be in force."


@pytest.mark.parametrize("key", ["messaging", "smcs", "security"])
@pytest.mark.parametrize("day", [date(2013, 6, 1), DAY, date(2016, 6, 30), date(2023, 11, 30)])
def test_no_edition_is_told_on_exactly_the_days_without_one(
    demo: Connection, key: str, day: date
) -> None:
    """And a tier on exactly the days that the changes of tier tell."""
    for ahead in aheads(facts(demo), PROGRAMMES[key], day, 1500):
        tiers = {day: ahead.tier} | {one.day: one.after for one in ahead.turns}
        tier = None
        for number in range(1501):
            each = day + timedelta(days=number)
            tier = tiers.get(each, tier)
            none = ahead.on(each) == "no edition in force"
            assert none == (ahead.programme.on(each) is None)
            assert ahead.on(each) in (
                {tier} if tier else {"no tier", "not assessed", "no edition in force"}
            )


@pytest.mark.parametrize(
    ("partner", "day", "says"),
    [
        (
            WOLKENQUITTE,
            date(2016, 6, 30),
            (
                "No edition in force until 2017-07-05, then no tier, "
                "and by itself no tier comes up to and including 2018-06-30."
            ),
        ),
        (
            WOLKENQUITTE,
            date(2018, 9, 5),
            "No edition in force, and by itself no tier comes up to and including 2020-09-04.",
        ),
        ("731904", date(2014, 12, 31), "Gold until 2015-06-30, then no edition in force."),
    ],
)
def test_the_headline_tells_until_when_and_whether_a_tier_comes(
    demo: Connection, partner: str, day: date, says: str
) -> None:
    (ahead,) = aheads(facts(demo, None, [partner]), MESSAGING, day)
    assert headline(ahead) == says


def test_a_bar_ends_with_the_edition_and_another_begins_with_the_next(demo: Connection) -> None:
    (ahead,) = aheads(facts(demo, None, [WOLKENQUITTE]), MESSAGING, date(2016, 6, 30))
    drawn = timeline(ahead).to_dict()
    bars, points, days = (drawn["datasets"][one["data"]["name"]] for one in drawn["layer"])
    assert [(one["day"], one["until"], one["level"]) for one in bars] == [
        ("2016-06-30", "2017-07-06", "no edition in force"),
        ("2017-07-06", "2018-06-30", "no tier"),
    ]
    assert [one["day"] for one in points] == [one["day"] for one in days] == ["2017-07-06"]
    assert spoken(ahead) == "2016-06-30: no edition in force; 2017-07-06: no tier"


def test_a_reason_that_is_a_sentence_keeps_its_one_full_stop(demo: Connection) -> None:
    (ahead,) = aheads(facts(demo, None, ["4812264"]), MESSAGING, DAY)
    assert why(ahead).endswith("more than 184 days old.")
    assert not why(ahead).endswith("..")


def test_the_next_fall_is_the_first_change_downwards(demo: Connection) -> None:
    known = facts(demo)
    found = falls(known, MESSAGING, DAY)
    assert (found[WOLKENQUITTE].day, found[WOLKENQUITTE].after) == (date(2015, 6, 3), "no tier")
    assert found["0418823"].after == "no edition in force"
    assert {one.partner for one in aheads(known, MESSAGING, DAY) if one.turns} >= set(found)


# Losses ------------------------------------------------------------------------------------------


def test_losses_come_costliest_first(demonstrated: str) -> None:
    told = run(demonstrated, "losses", *ASKED, "--json").document
    assert told[0] == {
        "partner": WOLKENQUITTE,
        "lost": [{"kind": "person", "id": "W-109", "name": "Wibke Moosgrün"}],
        "tier_before": "Silver",
        "tier_after": None,
        "falls": [{"key": "people", "have": 1, "need": 2}],
    }
    assert [len(one["lost"]) for one in told[:6]] == [1, 1, 1, 1, 2, 1]
    assert [one["tier_after"] for one in told[:6]] == [None] * 5 + ["Silver"]


def test_losses_in_text_are_those_that_matter(demonstrated: str) -> None:
    out = run(demonstrated, "losses", *ASKED).out
    assert "Silver hangs on 2 people and 2 references: losing any one of them costs it." in out
    assert "without Hajo Windfang (W-126): no tier (people 1 of 2)" in out
    assert "without reference R-2014-04 of Siebenmeilen Schuhwerk AG and reference" in out
    assert re.search(r"\d+ other people, customers and references can be lost one at a time", out)
    alone = run(demonstrated, "losses", *ASKED, "--no-pairs").out
    assert " and reference R-" not in alone


def test_losses_of_all_partners_say_how_many_hang_on_one(demonstrated: str) -> None:
    out = run(demonstrated, "losses", *OF_DAY).out
    assert "13 of 19 partners with a tier have a person whose loss alone costs it." in out
    assert "without Elfriede Lebkuchenfaden (L70158)" in out


def test_where_no_tier_is_held_there_is_none_to_lose(demonstrated: str) -> None:
    asked = ("--partner", "4755130", *OF_DAY)
    assert run(demonstrated, "losses", *asked, "--json").document == []
    assert "No tier is held on 2015-03-31" in run(demonstrated, "losses", *asked).out
    later = ("--programme", "messaging", "--as-of", "2016-05-01")
    assert (
        "No edition of messaging is in force on 2016-05-01"
        in run(demonstrated, "losses", *later).out
    )


def test_a_sound_partner_is_told_so(demo: Connection) -> None:
    known = facts(demo, None, ["3718846"])
    (own,) = dependence("messaging", MESSAGING.on(DAY), known, DAY, pairs=True).partners
    assert summary(own) == "Silver survives the loss of any one person, customer or reference."
    assert own.together


# People counted once -----------------------------------------------------------------------------


def test_sharing_names_who_counts_for_what(demonstrated: str) -> None:
    asked = (*OF_DAY, "--programme", "smcs", "--tier", "Silver")
    told = run(demonstrated, "sharing", *asked, "--json").document
    (one,) = [one for one in told if one["partner"] == WOLKENQUITTE]
    assert one["kept"] == [
        {
            "programme": "messaging",
            "people": [
                {"id": "W-109", "name": "Wibke Moosgrün"},
                {"id": "W-126", "name": "Hajo Windfang"},
            ],
        },
        {"programme": "smcs", "people": []},
    ]
    assert one["lost"] == []
    out = run(demonstrated, "sharing", *asked, "--partner", WOLKENQUITTE).out
    assert "messaging keeps Silver; counted for it: Wibke Moosgrün (W-109)" in out


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ((), "Name two programmes or more: --programme messaging --programme smcs."),
        (("--programme", "messaging"), "Name two programmes or more"),
        (("--programme", "odoo"), "No edition of odoo is in force on 2015-03-31. The nearest: v6a"),
        (("--programme", "smcs", "--tier", "Lead"), "messaging has no tier Lead on 2015-03-31."),
        (("--programme", "gold"), "The programme gold is not known."),
    ],
)
def test_sharing_refuses_in_words(demonstrated: str, more: tuple[str, ...], says: str) -> None:
    assert says in refused(demonstrated, "sharing", *OF_DAY, *more)


def support(kind: str, *, have: float | None = 1, before: str = "Silver") -> Loss:
    return Loss("7", (Support(kind, "x"),), before, None, (Criterion("seats", have, 2),), 0.5)


def hanging(name: str, *losses: Loss) -> Hanging:
    return Hanging("7", name, "Silver", losses)


def dependent(*partners: Hanging) -> Dependence:
    return Dependence(DAY, "messaging", MESSAGING.on(DAY), partners, {}, paired=False)


def test_what_cannot_be_assessed_is_no_loss_of_the_tier() -> None:
    """Where figures are missing, it cannot be told whether there is a tier."""
    unknown = replace(support("customer", have=None), assessed=False)
    assert remains(unknown) == "could not be assessed (seats not assessed)"
    assert remains(support("customer")) == "no tier (seats 1 of 2)"
    person = Criterion("people", 1, 2)
    both = replace(unknown, falls=(Criterion("seats", None, 2), person), assessed=True)
    assert remains(both) == "no tier (seats not assessed, people 1 of 2)"


@pytest.mark.parametrize(
    ("partners", "says"),
    [
        ((hanging("a"),), "The one partner with a tier has no person whose loss alone costs it."),
        (
            (hanging("a", support("person")),),
            "The one partner with a tier has a person whose loss alone costs it.",
        ),
        (
            (hanging("a"), hanging("b", support("person"))),
            "1 of 2 partners with a tier has a person whose loss alone costs it.",
        ),
        (
            (hanging("a"), hanging("b")),
            "0 of 2 partners with a tier have a person whose loss alone costs it.",
        ),
    ],
)
def test_of_one_it_is_told_in_the_singular(partners: tuple[Hanging, ...], says: str) -> None:
    assert overview(dependent(*partners))[0] == says


def test_one_other_is_told_in_the_singular() -> None:
    harmless = replace(support("person"), after="Silver", falls=())
    assert spare(hanging("a")) == ""
    assert spare(hanging("a", harmless)) == (
        "1 other person, customer or reference can be lost, and nothing falls."
    )
    assert spare(hanging("a", harmless, harmless)).startswith("2 other people, customers and")


def test_the_most_fragile_stand_first() -> None:
    """By how many single losses cost the tier, of the kind that is chosen."""
    once, twice = hanging("once", support("customer")), hanging("Twice", *[support("person")] * 2)
    also = hanging("also", support("customer"))
    assert most_fragile_first([once, twice, also]) == [twice, also, once]
    assert most_fragile_first([once, twice, also], "customer") == [also, once, twice]


# Trends ------------------------------------------------------------------------------------------


def test_trends_are_of_what_comes_by_the_quarter(demo: Connection) -> None:
    edition = MESSAGING.on(DAY)
    assert edition
    found = headings(edition, facts(demo, None, [WOLKENQUITTE]), DAY, WOLKENQUITTE, "Silver")
    seats, usage = found
    assert (seats.name, usage.name) == ("Seats", "Active usage")
    assert (seats.figures[-1], seats.held) == ((DAY, 1040), (500, "Silver"))
    assert says(seats).startswith("1,040 on 2015-03-31, growing by about ")
    assert says(seats).endswith("That is safely above the 500 that Silver asks for.")
    assert "within a year the band reaches below it" in says(usage)


# The report --------------------------------------------------------------------------------------


def test_the_report_tells_both(demonstrated: str, demo: Connection) -> None:
    handout = gathered(demo, DAY)
    rows = table(forms.MAKERS["csv"](handout))
    (change,) = [row for row in rows if row["row"] == "change"]
    assert (change["day"], change["tier_before"], change["fact"]) == ("2015-06-03", "Silver", LAPSE)
    lost = [row["lost"] for row in rows if row["row"] == "loss"]
    assert lost[:2] == ["Wibke Moosgrün (W-109)", "Hajo Windfang (W-126)"]
    told = json.loads(forms.MAKERS["json"](handout))
    assert [one["day"] for one in told["forecast"]] == ["2015-06-03"]
    assert told["losses"] == run(demonstrated, "losses", *ASKED, "--json").document
    paper = pages.content(handout)
    assert paper["ahead"]["says"] == "Silver until 2015-06-02, then no tier."
    assert paper["hangs"]["rows"][0] == ["Wibke Moosgrün (W-109)", "no tier (people 1 of 2)"]


def test_by_an_edition_asked_for_nothing_is_forecast(demo: Connection) -> None:
    """A forecast follows the editions in force, which then are not those of the report."""
    edition = MESSAGING.named("FY2014")
    made = forms.report(demo, MESSAGING, WOLKENQUITTE, DAY, "json", edition=edition)
    assert json.loads(made)["forecast"] == []
