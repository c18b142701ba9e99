"""What actions cost: the project's own file of prices, and a user's whose lines go before it.

Columns: **action, cost, lead_days**, why. An action is one that a plan may name (`exam`, `hire` …)
or a figure of its own (`figure:azure-consumption`); costs are working days of effort.
"""

import csv
import re
from io import StringIO
from pathlib import Path

from imports.faults import Fault
from tiers.planner import KINDS, Costs, Price
from tiers.planner.actions import FIGURE, SERVICE
from tiers.words import _

OURS = Path(__file__).parent.parent / "data" / "plan-costs.csv"
REQUIRED = ("action", "cost", "lead_days")
OF_FIGURES = re.compile(rf"({FIGURE}|{SERVICE}):[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"\d{1,6}(\.\d{1,6})?", re.ASCII)
_DAYS = re.compile(r"\d{1,4}", re.ASCII)


def default_costs() -> Costs:
    """The project's own prices, one for every kind of action."""
    prices, faults = read(OURS.read_bytes())
    assert not faults, faults[0].sentence()
    return Costs(prices)


def costs_with(content: bytes) -> tuple[Costs, list[Fault]]:
    """The project's prices but for those of a user's file, and all that is wrong in it."""
    prices, faults = read(content)
    return default_costs().but(prices), faults


def read(content: bytes) -> tuple[dict[str, Price], list[Fault]]:
    """The prices in a file, by their action, and all that is wrong in it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return {}, [Fault(None, None, None, _("is not text in UTF-8"), _("a CSV file in UTF-8"))]
    first = text.partition("\n")[0]
    lines = csv.DictReader(StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
    try:
        return _read(lines)
    except csv.Error as problem:
        return {}, [Fault(lines.line_num, None, None, str(problem), _("a CSV file"))]


def _read(lines: "csv.DictReader[str]") -> tuple[dict[str, Price], list[Fault]]:
    lines.fieldnames = [name.strip().lower() for name in lines.fieldnames or ()]
    missing = [name for name in REQUIRED if name not in lines.fieldnames]
    if missing:
        columns = ", ".join((*REQUIRED, "why"))
        return {}, [Fault(1, name, None, _("is missing"), columns) for name in missing]
    prices: dict[str, Price] = {}
    faults: list[Fault] = []
    for cells in lines:
        row = {name: (cells.get(name) or "").strip() for name in (*REQUIRED, "why")}
        if not any(row.values()):
            continue
        wrong = _wrong(row, lines.line_num, prices)
        faults += wrong
        if not wrong:
            price = Price(float(row["cost"]), int(row["lead_days"]), row["why"])
            prices[row["action"]] = price
    return prices, faults


def _wrong(row: dict[str, str], line: int, known: dict[str, Price]) -> list[Fault]:
    """What is wrong in a line."""
    faults: list[Fault] = []
    action, cost, days = (row[name] for name in REQUIRED)
    if action not in KINDS and not OF_FIGURES.fullmatch(action):
        right = ", ".join((*KINDS, f"{FIGURE}:azure-consumption"))
        faults.append(Fault(line, "action", action, _("is no action that can be planned"), right))
    elif action in known:
        faults.append(Fault(line, "action", action, _("has a price already"), _("one line each")))
    if not _NUMBER.fullmatch(cost):
        reason = _("is not a number of working days, 0 or more")
        faults.append(Fault(line, "cost", cost, reason, _("such as 2 or 0.05")))
    if not _DAYS.fullmatch(days):
        reason = _("is not a whole number of days, 0 or more")
        faults.append(Fault(line, "lead_days", days, reason, _("such as 30")))
    return faults
