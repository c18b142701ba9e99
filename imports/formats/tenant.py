"""What a customer's own administration counts: users with a licence, active and inactive."""

import polars as pl

from imports.formats.language import Feed, Format, Remark
from imports.formats.readers import COUNT, REFRESHED, vendor
from imports.kinds import BY_NAME, CUSTOMER, PARTNER
from imports.numbers import whole

WORKLOADS = {
    "Exchange": "exchange-online",
    "OneDrive": "onedrive",
    "SharePoint": "sharepoint",
    "Skype For Business": "skype-for-business",
    "Yammer": "yammer",
    "Teams": "teams",
}
PERIODS = (30, 7, 90, 180)  # of several in one file the first of these is read

_PERIOD = pl.col("Report Period")
_RANK = _PERIOD.replace_strict(list(PERIODS), list(range(len(PERIODS))), default=None)
_BEST = _RANK.is_not_null() & _RANK.eq(_RANK.min().over("Report Refresh Date"))
_READ = _BEST.fill_null(value=False)
_USED = {
    7: "Active are those of 7 days, who may be fewer than those of a month: {lines}.",
    30: "Active are those of 30 days: {lines}.",
    90: "Who was active in 90 days need not have been so in a month; active users stay unknown: "
    "{lines}.",
    180: "Who was active in 180 days need not have been so in a month; active users stay unknown: "
    "{lines}.",
}


def _feed(workload: str, product: str) -> Feed:
    """The seats of one workload."""
    active, inactive = pl.col(f"{workload} Active"), pl.col(f"{workload} Inactive")
    return Feed(
        BY_NAME["seats"],
        {
            "partner_id": pl.col("partner_id"),
            "customer_id": pl.col("customer_id"),
            "product": pl.lit(product),
            "period": pl.col("Report Refresh Date"),
            "seats": active + inactive,
            "active_users": pl.when(_PERIOD <= 30).then(active),
        },
        keep=_READ & active.is_not_null() & inactive.is_not_null(),
    )


def _halved(workload: str) -> pl.Expr:
    """Whether one number of a workload is there without the other."""
    active, inactive = pl.col(f"{workload} Active"), pl.col(f"{workload} Inactive")
    return active.is_null() ^ inactive.is_null()


M365_USER_COUNTS = Format(
    "m365-user-counts",
    "How many users of one customer have each workload, and how many of them were active.",
    (
        vendor("Report Refresh Date", REFRESHED, "the day of the figures", required=True),
        vendor("Report Period", whole, "the days over which use was counted", required=True),
        *(
            vendor(f"{workload} {state}", COUNT, f"users of {workload}, {state.lower()}")
            for workload in WORKLOADS
            for state in ("Active", "Inactive")
        ),
    ),
    tuple(_feed(workload, product) for workload, product in WORKLOADS.items()),
    source="Office365ServicesUserCounts of Microsoft Graph: columns and a row documented with its "
    "reports; that active and inactive together are the seats is inferred",
    asks=(PARTNER, CUSTOMER),
    ignores="Office365Active Office365Inactive",
    remarks=(
        Remark(~_READ, "Of another report period, not read: {count}, {lines}."),
        Remark(
            _READ & pl.any_horizontal(map(_halved, WORKLOADS)),
            "Active or inactive users of a workload are lacking, so its seats are not read: "
            "{count}, {lines}.",
        ),
        *(Remark(_READ & _PERIOD.eq(days), says) for days, says in _USED.items()),
        Remark(
            _READ,
            "Such a file does not say how the customer names the partner; POR is taken: {lines}.",
        ),
    ),
)
