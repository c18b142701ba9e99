"""A telephone's window: what has no room side by side stands one below the other."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE = 120_000  # milliseconds
WIDTH = 390


@pytest.fixture(scope="module")
def app_database_url(demonstrated: str) -> str:
    return demonstrated


def test_every_tier_of_a_programme_can_be_read(browser_page: "Page", app_url: str) -> None:
    """Three tiers side by side are wider than the window: each stands in a line of its own."""
    browser_page.set_default_timeout(PATIENCE)
    browser_page.set_viewport_size({"width": WIDTH, "height": 844})
    browser_page.goto(f"{app_url}/programmes?programme=aws-services&as_of=2024-03-31")
    highest = browser_page.get_by_text("20 people with a technical or business accreditation")
    highest.wait_for()
    boxes = [
        cell.bounding_box() for cell in browser_page.get_by_test_id("stTable").locator("td").all()
    ]
    assert len(boxes) > 40
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= WIDTH for box in boxes)
    name = "getComputedStyle(cell.closest('td'), '::before').content"
    assert highest.evaluate(f"cell => {name}") == '"Premier"'
