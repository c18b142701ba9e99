"""The app: its pages, and what they share. `make run` opens it."""

from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module

import streamlit as st

from tiers.words import _
from views import address, parts

PAGES = {
    "portfolio": _("Portfolio"),
    "standing": _("Standing"),
    "people": _("People"),
    "customers": _("Customers"),
    "forecast": _("Forecast"),
    "losses": _("What it hangs on"),
    "plan": _("Plan"),
    "scenarios": _("Scenarios"),
    "progress": _("Progress"),
    "transition": _("Transition"),
    "programmes": _("Programmes"),
    "imports": _("Imports"),
    "report": _("Report"),
}
# Drawn here, since the browser would fetch any other kind of icon from the network.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" '
    'rx="3" fill="#2f5d8a"/><path d="M3 13V9h2.5v4zm3.75 0V6h2.5v7zm3.75 0V3H13v10z" '
    'fill="#fff"/></svg>'
)
SIDEBAR = 260  # pixels


def main() -> None:
    """Draw what every page shares, then the page."""
    visit: address.Visit

    def page(name: str) -> Callable[[], None]:
        return lambda: import_module(f"views.{name}").page(visit)

    pages = {
        name: st.Page(page(name), title=_(title), url_path=name, default=name == "portfolio")
        for name, title in PAGES.items()
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    title = f"{chosen.title} · {_('Partner tiers')}"
    st.set_page_config(title, ICON, layout="wide", initial_sidebar_state=SIDEBAR)
    st.logo(ICON, size="large")
    with parts.plainly():
        visit = address.visit(datetime.now(UTC), pages)
        if chosen == pages["progress"]:
            visit = visit.today
        with st.sidebar:
            parts.menu(visit)
            parts.clocks(visit)
        chosen.run()


if __name__ == "__main__":
    main()
