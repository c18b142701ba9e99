"""Seats and active users of each workload: the usage report, and that of claimed customers."""

import polars as pl

from imports.formats.insights import (
    ACCOUNT,
    ATTRIBUTION,
    ATTRIBUTION_IF_ANY,
    CUSTOMER,
    CUSTOMER_NAME,
    LOCATION,
    LOCATIONS,
    MONTH_OF,
    PARTNER,
    REPEATED,
    REPEATS,
    SAYS_PARENTS,
    SAYS_REPEATS,
    SAYS_UNATTRIBUTED,
    TENANT,
    TPID,
    UNATTRIBUTED,
    WORKLOAD,
)
from imports.formats.language import Feed, Format
from imports.formats.readers import COUNT, DAY, MONTH, TEXT, vendor
from imports.kinds import BY_NAME
from imports.numbers import whole

_SEATS = vendor("PaidAvailableUnits", whole, "the seats that are paid for", required=True)
_ACTIVE = vendor("MonthlyActiveUsers", COUNT, "how many used them in the month")
_LARGEST = {"seats": "max", "active_users": "max"}
_FIGURES = {
    "product": pl.col("WorkloadName"),
    "seats": pl.col("PaidAvailableUnits"),
    "customer_name": pl.col("CustomerName"),
    "active_users": pl.col("MonthlyActiveUsers"),
}

OFFICE_USAGE = Format(
    "office-usage",
    "Paid seats and active users of each customer and workload, month by month.",
    (ACCOUNT, LOCATION, TENANT, TPID, CUSTOMER_NAME, WORKLOAD, MONTH_OF, _SEATS, _ACTIVE,
     ATTRIBUTION, REPEATED),
    (
        Feed(
            BY_NAME["seats"],
            {
                "partner_id": PARTNER,
                "customer_id": CUSTOMER,
                "period": pl.col("Month"),
                "association": pl.col("PartnerAttributionType"),
                **_FIGURES,
            },
            keep=~REPEATS & ~UNATTRIBUTED,
            join=_LARGEST,
        ),
    ),
    source="OfficeUsage of Partner Center Insights, and its EMS form of 2020: columns documented "
    "(2020, 2021-07, 2022-12, 2023-10) and seen in use (2022-01); what its cells look like is "
    "inferred but for the month",
    ignores="CustomerMarket CustomerSegment IndustryName VerticalName EOU PartnerName "
    "PartnerLocation PartnerLocationID",
    remarks=(SAYS_REPEATS, SAYS_UNATTRIBUTED, SAYS_PARENTS),
    meets=LOCATIONS,
)  # fmt: skip

_CLAIMED = {
    "partner_id": pl.col("MPNId"),
    "customer_id": pl.col("CustomerTenantId"),
}
_AS = pl.col("PartnerAttributionType").fill_null("CPOR")

CPOR_USAGE = Format(
    "cpor-usage",
    "Seats and active users of the customers whose workloads the partner has claimed, and since "
    "when.",
    (
        LOCATION,
        TENANT,
        CUSTOMER_NAME,
        WORKLOAD,
        vendor("Date", MONTH, "the month, by a day of it", required=True),
        _SEATS,
        _ACTIVE,
        vendor("ClaimId", TEXT, "the claim"),
        vendor("DateAssociated", DAY, "the association's first day", required=True),
        ATTRIBUTION_IF_ANY,
    ),
    (
        Feed(
            BY_NAME["seats"],
            {**_CLAIMED, **_FIGURES, "period": pl.col("Date"), "association": _AS},
            join=_LARGEST,
            adds=True,
        ),
        Feed(
            BY_NAME["associations"],
            {
                **_CLAIMED,
                "product": pl.col("WorkloadName"),
                "kind": _AS,
                "started_on": pl.col("DateAssociated"),
                "proof": pl.lit("approved"),
            },
            join={"proof": "first"},
            adds=True,
        ),
    ),
    source="CPOR-M365 usage of Partner Center Insights: columns documented in its data definitions "
    "(2023-10); that Date is the month, and that what is listed has been approved, is "
    "inferred",
)
