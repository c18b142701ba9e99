"""A plan from the page that finds it to the file that closes an action, in a real browser."""

import re
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from models.database import opened
from models.scenarios import Saved, chosen
from tests.fixtures.demonstrations import copied
from tiers.planner.actions import EXAM

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE = 120_000  # milliseconds
ASKED = "partner=4182736&programme=messaging&as_of=2015-03-31&by=2015-03-31&tier=Gold"
HEADER = "partner_id,person_id,award,earned_on"
TOP, ROW = 35, 66  # pixels
WHO = 180  # pixels to the middle of the second column


@pytest.fixture(scope="module")
def app_database_url(demonstrated: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    return copied(demonstrated, tmp_path_factory.mktemp("app"))


@pytest.fixture
def page(browser_page: "Page") -> "Page":
    browser_page.set_default_timeout(PATIENCE)
    return browser_page


def kept(url: str) -> Saved:
    with opened(url) as engine, engine.connect() as connection:
        (found,) = chosen(connection)
        return found


def test_a_plan_is_given_to_people_and_closes_itself(
    page: "Page", app_url: str, app_database_url: str, tmp_path: Path
) -> None:
    page.goto(f"{app_url}/plan?{ASKED}")
    page.get_by_role("button", name="Carry this plan out").first.click()
    page.get_by_text("The plan is being carried out").wait_for()

    page.goto(f"{app_url}/progress?{ASKED}")
    page.get_by_text(re.compile("^0 of . done")).wait_for()
    table = page.get_by_test_id("stDataFrame")
    box = table.bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + WHO, box["y"] + TOP + ROW / 2)
    cell = page.locator("#portal textarea, #portal input").first
    cell.fill("Bo Muster")
    cell.press("Enter")
    until = monotonic() + PATIENCE / 1000
    while not kept(app_database_url).tasks[0].owner and monotonic() < until:
        page.wait_for_timeout(100)
    plan = kept(app_database_url)
    assert [task.owner for task in plan.tasks] == ["Bo Muster"] + [""] * (len(plan.tasks) - 1)

    exam = next(one for one in plan.supposed.actions if one.kind == EXAM)
    file = tmp_path / "awards.csv"
    file.write_text(f"{HEADER}\n4182736,{exam.who},{exam.what},2015-03-30\n", encoding="utf-8")
    page.goto(f"{app_url}/imports?{ASKED}")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("can be taken in").wait_for()
    page.get_by_label("Your name, for the ledger").fill("Ada")
    page.keyboard.press("Tab")
    page.get_by_text("Adds to what is known", exact=True).click()
    page.get_by_text("1 added, 0 changed, 0 vanished").wait_for()
    page.get_by_role("button", name="Take in the file").click()
    page.get_by_text("taken in as batch").wait_for()
    page.goto(f"{app_url}/progress?{ASKED}")
    page.get_by_text(re.compile("^1 of . done. The rest is enough for the tier.")).wait_for()
