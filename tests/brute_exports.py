"""Vendors' exports read a second time: row by row, with dictionaries and nothing of the app."""

import csv
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from io import StringIO
from typing import Any

from tests.export_cells import M365

Row = dict[str, str]
Facts = dict[str, set[tuple[Any, ...]]]
TODAY = date(2022, 11, 15)

_KINDS = {"CSP T1": "CSP1", "CSP Tier 1": "CSP1", "PartnerAdminLink": "PAL", "CPOR": "CPOR"}
_WORKS = {"EXO": "exchange-online", "Exchange Online": "exchange-online"}
_FAMILIES = {"O365": "microsoft-365", "Microsoft 365": "microsoft-365", "Power BI": "power-bi"}


def rows(text: str) -> list[Row]:
    """The rows of a file, by small headers; nothing instead of NA."""
    first = text.split("\n", 1)[0]
    read = csv.DictReader(StringIO(text), delimiter="\t" if "\t" in first else ",")
    return [
        {name.lower(): "" if cell in ("NA", "N/A") else cell for name, cell in row.items()}
        for row in read
    ]


def doubtful(name: str, read: list[Row]) -> bool:
    """Whether two rows of a file whose rows are not joined speak of the same."""
    same = {
        "competency-performance": (
            "competencyname", "competencyattainmentoptionname", "metricname", "month"
        ),
        "m365-user-counts": ("report refresh date", "report period"),
    }.get(name, ())  # fmt: skip
    keys = [tuple(row[column] for column in same) for row in read if same]
    return len(set(keys)) < len(keys)


def _usage(read: list[Row]) -> Facts:
    groups = _grouped((_key(row, _WORKS, row["month"]), row) for row in read if _counts(row))
    return {"seats": {_seats(key, found) for key, found in groups.items()}}


def _cpor(read: list[Row]) -> Facts:
    kind = "partnerattributiontype"
    read = [row | {kind: row[kind] or "CPOR"} for row in read]
    seats = _grouped((_key(row, _WORKS, row["date"]), row) for row in read)
    facts: Facts = {"seats": {_seats(key, found) for key, found in seats.items()}}
    facts["associations"] = set()
    for row in read:
        partner, customer, product, _month, association = _key(row, _WORKS, row["date"])
        since = _day(row["dateassociated"])
        facts["associations"].add(
            (partner, customer, product, association, since, None, "approved")
        )
    return facts


def _subscriptions(read: list[Row]) -> Facts:
    read = [row for row in read if _counts(row) and _sold(row) is not None]
    facts = set()
    for key, found in _grouped((_key(row, _FAMILIES, row["month"]), row) for row in read).items():
        each = _grouped((row["subscriptionid"].lower(), row) for row in found)
        total = sum(max(_sold(row) or 0 for row in one) for one in each.values())
        facts.add((*key[:4], total, _first(found, "customername"), None, key[4]))
    return {"seats": facts}


def _customers(read: list[Row]) -> Facts:
    counted = [row for row in read if not _repeats(row)]
    groups = _grouped(
        ((_partner(row), _FAMILIES[row["product"]], _month(row["month"])), row) for row in counted
    )
    active = {
        key: {_customer(row) for row in found if row["customerstatus"].lower() == "active"}
        for key, found in groups.items()
    }
    return {"customer_counts": {(*key, len(them), None) for key, them in active.items()}}


def _trainings(read: list[Row]) -> Facts:
    passed = ("exam", "certification", "assessment")
    groups = _grouped(
        ((_partner(row), _person(row), _award(row), _day(row["trainingcompletiondate"])), row)
        for row in read
        if row["trainingtype"].lower() in passed
    )
    facts = set()
    for key, found in groups.items():
        ends = [_day(row["expirationdate"]) for row in found if row["expirationdate"]]
        names = [" ".join(filter(None, (row["individualfirstname"], row["individuallastname"])))
                 for row in found]  # fmt: skip
        facts.add((*key, max(ends, default=None), next(filter(None, names), None)))
    return {"awards": facts}


def _performance(read: list[Row]) -> Facts:
    return {
        "vendor_figures": {
            ("1700100", _month(row["month"]), row["competencyname"], row["metricname"],
             row["competencyattainmentoptionname"] or None, None, _hundredths(row["ttmaggregate"]),
             None, _hundredths(row["goldthreshold"]), None)
            for row in read
        }
    }  # fmt: skip


def _counted(read: list[Row]) -> Facts:
    facts = set()
    for day, found in _grouped((row["report refresh date"], row) for row in read).items():
        used = min((row["report period"] for row in found), key=["30", "7", "90", "180"].index)
        for row in found:
            for workload, product in M365.items():
                active, rest = (row[f"{workload} {s}".lower()] for s in ("Active", "Inactive"))
                if row["report period"] == used and active and rest:
                    busy = int(active) if used in ("7", "30") else None
                    facts.add(("1700100", "C-17", product, _day(day), int(active) + int(rest), None,
                               busy, "POR"))  # fmt: skip
    return {"seats": facts}


READ: dict[str, Callable[[list[Row]], Facts]] = {
    "office-usage": _usage,
    "cpor-usage": _cpor,
    "subscriptions": _subscriptions,
    "customers": _customers,
    "trainings": _trainings,
    "competency-performance": _performance,
    "m365-user-counts": _counted,
}


def _grouped(pairs: Iterable[tuple[Any, Row]]) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return groups


def _key(row: Row, products: dict[str, str], month: str) -> tuple[Any, ...]:
    product = products.get(row.get("workloadname") or row.get("product", ""), "teams-meetings")
    association = _KINDS[row["partnerattributiontype"]]
    return _partner(row), _customer(row), product, _month(month), association


def _seats(key: tuple[Any, ...], found: list[Row]) -> tuple[Any, ...]:
    users = [_number(row["monthlyactiveusers"]) for row in found if row["monthlyactiveusers"]]
    seats = max(_number(row["paidavailableunits"]) for row in found)
    return (*key[:4], seats, _first(found, "customername"), max(users, default=None), key[4])


def _first(found: list[Row], name: str) -> str | None:
    return next((row[name] for row in found if row[name]), None)


def _partner(row: Row) -> str:
    return row.get("pgampnid") or row["mpnid"]


def _customer(row: Row) -> str:
    return row["customertenantid"].strip("{}").lower() or row.get("customertpid", "")


def _repeats(row: Row) -> bool:
    return bool(row["pgampnid"]) and row["isduplicaterowforpga"] in ("1", "True")


def _counts(row: Row) -> bool:
    return not _repeats(row) and bool(row["partnerattributiontype"])


def _sold(row: Row) -> int | None:
    found = row["availableseatseop"] or row["totalsoldseats"]
    return _number(found) if found else None


def _person(row: Row) -> str:
    return row["mcpid"] or row["corpemail"].lower() or row["aaduserid"].lower()


def _award(row: Row) -> str:
    title = {"mcse messaging": "MCSE: Messaging"}.get(row["trainingtitle"], row["trainingtitle"])
    if row["trainingtype"].lower() != "exam" or title in ("70-341", "MCSE: Messaging"):
        return title
    found = set(re.findall("AZ-10[45]", f"{title} {row['trainingactivityid']}".upper()))
    return found.pop() if len(found) == 1 else title


def _number(cell: str) -> int:
    return int(cell.replace(",", ""))


def _hundredths(cell: str) -> int | None:
    return round(float(cell) * 100) if cell else None


def _day(cell: str) -> date:
    days = {"8/22/2021": "2021-08-22", "22 Aug 2021": "2021-08-22", "Nov 15, 2020": "2020-11-15",
            "Nov 15, 2021": "2021-11-15", "8/1/2022": "2022-08-01", "1 Nov 2022": "2022-11-01",
            "20220701": "2022-07-01", "20210701": "2021-07-01"}  # fmt: skip
    return date.fromisoformat(days.get(cell, cell)[:10])


def _month(cell: str) -> date:
    first = _day(cell)
    return min(first.replace(day=monthrange(first.year, first.month)[1]), TODAY)
