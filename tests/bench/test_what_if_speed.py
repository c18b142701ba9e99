"""How soon a tick of what-if is answered, beside the barest Streamlit app that answers a tick."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.app import serving
from tests.fixtures.demonstrations import copied

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BARE = """
import streamlit as st
done = st.checkbox("passes", value=True)
st.metric("Would perform", "Gold" if done else "Silver")
"""
PLAN = "plan?partner=4182736&programme=messaging&as_of=2015-03-31&by=2015-03-31&tier=Gold"
TICKS = 24
PATIENCE = 60_000  # milliseconds
pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def app_database_url(demonstrated: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    return copied(demonstrated, tmp_path_factory.mktemp("app"))


@pytest.fixture
def bare_url(tmp_path: Path, sqlite_url: str) -> Iterator[str]:
    """The address of an app of one tick and its answer."""
    (script := tmp_path / "bare.py").write_text(BARE, encoding="utf-8")
    with serving(sqlite_url, tmp_path / "bare.log", script) as url:
        yield url


def test_what_if_beside_a_bare_rerun(browser: "Browser", app_url: str, bare_url: str) -> None:
    """From the click to the other tier on the screen: at most three times as long."""
    pages = {"bare": browser.new_page(), "what if": browser.new_page()}
    pages["bare"].goto(bare_url)
    pages["what if"].goto(f"{app_url}/{PLAN}")
    times: dict[str, list[float]] = {name: [] for name in pages}
    for tick in range(TICKS + 2):
        for name, page in pages.items():
            page.set_default_timeout(PATIENCE)
            seconds = answered(page, "Silver" if tick % 2 == 0 else "Gold")
            times[name] += [seconds] if tick > 1 else []
    bare, ours = median(times["bare"]), median(times["what if"])
    print(f"\na tick: bare {bare * 1000:.0f} ms, what if {ours * 1000:.0f} ms, {ours / bare:.2f} x")
    assert ours <= 3 * bare


def answered(page: "Page", tier: str) -> float:
    """Seconds from a click on the first tick to the tier that then would be performed."""
    tick = page.get_by_test_id("stCheckbox").filter(has_text="passes").first
    answer = page.get_by_test_id("stMetric").filter(has_text="Would perform")
    answer.get_by_text("Gold" if tier == "Silver" else "Silver", exact=True).wait_for()
    began = perf_counter()
    tick.locator("label").click()
    answer.get_by_text(tier, exact=True).wait_for()
    return perf_counter() - began
