"""Where figures come from: what a reader can open, and what is only named."""

from urllib.parse import urlsplit

import pytest

from reports.sources import addresses, linked
from tests.pages import opened
from tiers.programmes import PROGRAMMES

SOURCES = {
    edition.source: f"{edition.programme} {edition.name}"
    for programme in PROGRAMMES.values()
    for edition in programme.editions
}
NAMED_ONLY = {"messaging FY2014", "odoo v6a"}  # of these no public address is known


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "Another account: rcpmag.com/cloud.aspx.",
            "Another account: [rcpmag.com/cloud.aspx](https://rcpmag.com/cloud.aspx).",
        ),
        (
            "vuzion.cloud/(cpor)-usage and MSXFAQ",
            "[vuzion.cloud/(cpor)-usage](https://vuzion.cloud/(cpor)-usage) and MSXFAQ",
        ),
        (
            "odoo/docs@04072a54 terms/a.rst",
            "[odoo/docs@04072a54 terms/a.rst](https://github.com/odoo/docs/blob/04072a54/terms/a.rst)",
        ),
    ],
)
def test_a_page_that_is_named_is_a_link(text: str, link: str) -> None:
    assert linked(text) == link


@pytest.mark.parametrize("text", ["POR/DPOR/CPOR", "git.nextzenos.com, commit a90fdffb", "2.5/3"])
def test_what_names_no_page_is_none(text: str) -> None:
    assert linked(text) == text


def test_of_every_source_with_a_public_address_it_is_found() -> None:
    without = {name for source, name in SOURCES.items() if not addresses(source)}
    assert without == NAMED_ONLY
    for source in SOURCES:
        for address in addresses(source):
            parts = urlsplit(address)
            assert parts.scheme == "https"
            assert parts.path.strip("/")


@pytest.mark.usefixtures("demo_pages")
def test_the_page_of_the_programmes_leads_to_the_sources() -> None:
    app = opened("programmes", programme="odoo", as_of="2024-03-31")
    (source,) = addresses(PROGRAMMES["odoo"].editions[0].source)
    assert any(f"]({source})" in one.value for one in app.caption)
