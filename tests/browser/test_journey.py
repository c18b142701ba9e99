"""What a partner manager does, in a real browser: take a file in, see the tier change, undo it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.fixtures.demonstrations import FILES, copied

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE = 120_000  # milliseconds
ADDED = """partner_id,reference_id,customer_id,customer_name,given_on
4182736,R-NEW,C-NEW,Nebelhorn Optik KG,2014-04-01
"""
LACKING = (
    "standing?partner=4182736&programme=messaging&as_of=2014-05-20"  # one reference is lacking
)


@pytest.fixture(scope="module")
def app_database_url(demonstrated: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    return copied(demonstrated, tmp_path_factory.mktemp("app"))


@pytest.fixture
def page(browser_page: "Page") -> "Page":
    """A page that waits for an app which has just begun, on a machine that is busy."""
    browser_page.set_default_timeout(PATIENCE)
    return browser_page


def performs(page: "Page", url: str, tier: str) -> None:
    """Open a standing and wait for the tier that it has to show."""
    page.goto(url)
    card = page.get_by_test_id("stMetric").filter(has_text="Performs on")
    card.get_by_text(tier, exact=True).wait_for()


def query(page: "Page") -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def arrived(page: "Page", path: str, title: str) -> None:
    """Wait for a page to be there."""
    page.wait_for_url(re.compile(rf"/{path}(\?|$)"))
    page.get_by_role("heading", name=title, level=1).wait_for()


def test_an_import_changes_the_tier_and_undo_changes_it_back(
    page: "Page", app_url: str, tmp_path: Path
) -> None:
    performs(page, f"{app_url}/{LACKING}", "No tier")
    file = tmp_path / "references-april.csv"
    file.write_text(ADDED, encoding="utf-8")

    page.get_by_role("link", name="Imports").click()
    arrived(page, "imports", "Imports")
    page.get_by_role("heading", name="What files look like").wait_for()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("can be taken in").wait_for()
    page.get_by_label("Your name, for the ledger").fill("Ada")
    page.keyboard.press("Tab")
    page.get_by_text("Adds to what is known", exact=True).click()
    page.get_by_text("1 added, 0 changed, 0 vanished").wait_for()
    page.get_by_role("button", name="Take in the file").click()
    page.get_by_text(f"taken in as batch {FILES + 1}").wait_for()

    page.get_by_role("link", name="Standing").click()
    arrived(page, "standing", "Wolkenquitte")
    assert query(page)["as_of"] == "2014-05-20"
    performs(page, f"{app_url}/{LACKING}", "Silver")

    page.goto(f"{app_url}/imports?batch={FILES + 1}")
    page.get_by_label("Your name, for the ledger").fill("Ada")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Undo it").click()
    page.get_by_role("button", name="Believe it again").wait_for()
    performs(page, f"{app_url}/{LACKING}", "No tier")


def test_the_address_keeps_what_was_asked_on_the_way_through_the_pages(
    page: "Page", app_url: str
) -> None:
    asked = {"as_of": "2015-03-31", "known_on": "2015-04-09", "q": "wolkenquitte"}
    page.goto(f"{app_url}/?as_of=2015-03-31&known_on=2015-04-09&q=wolkenquitte")
    page.get_by_text("1 partner. Click its name to see why.").wait_for()
    table = page.get_by_test_id("stDataFrame").locator("canvas").first
    table.click(position={"x": 80, "y": 52}, force=True)
    arrived(page, "standing", "Wolkenquitte")
    for name, title in (("Report", "Wolkenquitte"), ("Programmes", "Programmes")):
        page.get_by_role("link", name=name, exact=True).click()
        arrived(page, name.lower(), title)
        assert query(page) == asked | {"partner": "4182736"}
    page.get_by_role("link", name="Portfolio").click()
    arrived(page, "", "Portfolio")
    assert query(page) == asked | {"partner": "4182736"}


def test_each_page_names_whom_it_is_about_whatever_page_was_before(
    page: "Page", app_url: str
) -> None:
    page.goto(f"{app_url}/plan?partner=4182736&as_of=2015-03-31")
    for name, label in (("Plan", "Plan for"), ("Scenarios", "Scenarios of"), ("Plan", "Plan for")):
        page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True).click()
        arrived(page, name.lower(), "Wolkenquitte")
        page.locator(f'input[aria-label="{label}"][value*="(4182736)"]').wait_for()


def test_what_is_chosen_is_an_address_that_shows_the_same_to_somebody_else(
    page: "Page", browser: "Browser", app_url: str
) -> None:
    page.goto(f"{app_url}/?as_of=2015-03-31")
    page.get_by_role("searchbox").fill("krapfen")
    page.keyboard.press("Enter")
    page.get_by_text("1 partner.").wait_for()
    page.get_by_text("No tier", exact=True).last.click()
    page.wait_for_url(re.compile("tier=no"))
    assert query(page) == {"as_of": "2015-03-31", "q": "krapfen", "tier": "no tier"}
    with browser.new_context() as other:
        colleague = other.new_page()
        colleague.set_default_timeout(PATIENCE)
        colleague.goto(page.url)
        colleague.get_by_text("1 partner.").wait_for()
        colleague.locator("input[type=search][value=krapfen]").wait_for()


def test_the_standing_leads_to_a_forecast_with_its_charts(page: "Page", app_url: str) -> None:
    page.goto(f"{app_url}/standing?partner=4182736&programme=messaging&as_of=2015-03-31")
    page.get_by_test_id("stMain").get_by_role("link", name="Forecast").click()
    arrived(page, "forecast", "Wolkenquitte")
    page.get_by_text("Silver until 2015-06-02, then no tier.").first.wait_for()
    for number in range(3):
        page.get_by_test_id("stVegaLiteChart").nth(number).locator("canvas, svg").first.wait_for()


@pytest.fixture
def report(page: "Page", app_url: str) -> "Page":
    page.goto(f"{app_url}/report?partner=4182736&as_of=2015-03-31")
    return page


@pytest.mark.parametrize(
    ("button", "name", "begins"),
    [
        ("PDF, to hand over", "readiness-4182736-messaging-2015-03-31.pdf", b"%PDF-"),
        ("Excel, to work with", "readiness-4182736-messaging-2015-03-31.xlsx", b"PK"),
        (
            "HTML page",
            "readiness-4182736-messaging-2015-03-31.html",
            b"<!doctype html>",
        ),
        (
            "CSV, for a spreadsheet",
            "readiness-4182736-messaging-2015-03-31.csv",
            b"\xef\xbb\xbfrow",
        ),
        ("JSON, for a script", "readiness-4182736-messaging-2015-03-31.json", b"{"),
    ],
)
def test_the_report_is_made_when_it_is_asked_for(
    report: "Page", button: str, name: str, begins: bytes
) -> None:
    with report.expect_download() as download:
        report.get_by_role("button", name=button).click()
    assert download.value.suggested_filename == name
    assert Path(download.value.path()).read_bytes().startswith(begins)
