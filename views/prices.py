"""What actions cost: ours, and over them the user's own, kept for the whole visit."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from imports.costs import default_costs
from tiers.planner import Costs, Price
from tiers.words import _

Prices = tuple[tuple[str, float, int], ...]
Cells = Mapping[str, float | None]
OWN = "plan.prices"  # the cells the user wrote, by action and column


def prices() -> Prices:
    """Every action's working days and lead time, in a table that can be written over."""
    own: dict[str, dict[str, float]] = st.session_state.setdefault(OWN, {})
    rows = [
        (name, *_with(one, own.get(name, {})), _(one.why))
        for name, one in default_costs().prices.items()
    ]
    names = ["action", "cost", "lead_days", "why"]
    key = f"prices {sorted((name, *sorted(cells.items())) for name, cells in own.items())}"
    column = st.column_config
    with st.expander(_("What actions cost (all assumed: change them to your own)")):
        st.caption(_("An emptied cell means our own price again."))
        st.data_editor(
            pl.DataFrame(rows, schema=names, orient="row"),
            key=key,
            hide_index=True,
            disabled=["action", "why"],
            on_change=_write,
            args=(key,),
            column_config={
                "action": column.TextColumn(_("Action"), width=290),
                "cost": column.NumberColumn(_("Working days"), min_value=0.0),
                "lead_days": column.NumberColumn(_("Days before"), min_value=0, step=1),
                "why": column.TextColumn(_("Why"), width="large"),
            },
        )
    return tuple((name, cost, days) for name, cost, days, _why in rows)


def _with(ours: Price, own: Mapping[str, float]) -> tuple[float, int]:
    return float(own.get("cost", ours.cost)), int(own.get("lead_days", ours.lead_days))


def _write(key: str) -> None:
    """Keep what was written in the table."""
    names = list(default_costs().prices)
    edited: Mapping[int, Cells] = st.session_state[key]["edited_rows"]
    for row, cells in edited.items():
        own = st.session_state[OWN].setdefault(names[int(row)], {})
        own |= cells
        for emptied in [name for name, value in own.items() if value is None]:
            del own[emptied]


def costs(given: Prices) -> Costs:
    """Prices with our reasons for them."""
    ours = default_costs().prices
    return Costs({name: Price(cost, days, ours[name].why) for name, cost, days in given})
