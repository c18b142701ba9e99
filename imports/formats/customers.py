"""Seats of each subscription, and how many customers are active."""

import polars as pl

from imports.formats.insights import (
    ACCOUNT,
    ATTRIBUTION,
    CUSTOMER,
    CUSTOMER_NAME,
    FAMILY,
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
)
from imports.formats.language import Feed, Format, Remark
from imports.formats.readers import COUNT, IDENTIFIER, TEXT, vendor
from imports.kinds import BY_NAME

_KEYS = (ACCOUNT, LOCATION, TENANT, TPID, CUSTOMER_NAME, FAMILY, MONTH_OF, REPEATED)
_SOLD = pl.coalesce("AvailableSeatsEOP", "TotalSoldSeats")
_COUNTED = ~REPEATS & ~UNATTRIBUTED
_STATE = pl.col("SubscriptionState").str.to_lowercase()
_STATUS = pl.col("CustomerStatus").str.to_lowercase().fill_null("")

SUBSCRIPTIONS = Format(
    "subscriptions",
    "Seats of each subscription at the end of each month, added up by customer and product family.",
    (
        *_KEYS,
        ATTRIBUTION,
        vendor("SubscriptionId", IDENTIFIER, "the subscription", required=True),
        vendor("SubscriptionState", TEXT, "whether it is active"),
        vendor("AvailableSeatsEOP", COUNT, "its seats at the end of the month"),
        vendor("TotalSoldSeats", COUNT, "the same in the queried form"),
    ),
    (
        Feed(
            BY_NAME["seats"],
            {
                "partner_id": PARTNER,
                "customer_id": CUSTOMER,
                "product": pl.col("Product"),
                "period": pl.col("Month"),
                "seats": _SOLD,
                "customer_name": pl.col("CustomerName"),
                "association": pl.col("PartnerAttributionType"),
            },
            keep=_COUNTED & _SOLD.is_not_null(),
            join={"seats": "sum"},
            per=("SubscriptionId",),
        ),
    ),
    source="SeatsSubscriptionsAndRevenue of Partner Center Insights: columns documented in its "
    "data definitions (2023-10); that TotalSoldSeats is what AvailableSeatsEOP is, and all cells, "
    "are inferred",
    ignores="SubscriptionStartDate SubscriptionEndDate IsAutoRenew DUNSNumber "
    "CustomerSegment TopSegment CustomerMarket ReportingProductName RawProductName "
    "ProductPartNumber ProductFamily SKU RevSumDivisionName SolutionArea PartnerName "
    "PartnerLocation PartnerLocationID SalesChannel IndustryName VerticalName EOU "
    "PricingLevel EnrollmentNumber SubscriptionStartMonth ResellerID ResellerName "
    "AvailableSeats TotalAssignedSeats BilledRevenueUSD AzureConsumedRevenueUSD CPORRevenue "
    "CPORPaidSeats CPORActiveUsers",
    meets=LOCATIONS,
    remarks=(
        SAYS_REPEATS,
        SAYS_UNATTRIBUTED,
        SAYS_PARENTS,
        Remark(
            _COUNTED & _SOLD.is_null(),
            "Without a number of seats, not read: {count}, {lines}.",
        ),
        Remark(
            _COUNTED & (_SOLD > 0) & (_STATE != "active"),
            "Of subscriptions that are not Active, yet had seats, which count: {count}, {lines}.",
        ),
        Remark(
            _COUNTED & pl.col("AvailableSeatsEOP").ne(pl.col("TotalSoldSeats")),
            "AvailableSeatsEOP and TotalSoldSeats differ, and the first counts: {count}, {lines}.",
        ),
    ),
)

CUSTOMERS = Format(
    "customers",
    "The customers of each product family in each month, of whom the active ones are counted.",
    (
        *_KEYS,
        vendor("PartnerAttributionType", TEXT, "how the customer names the partner"),
        vendor("CustomerStatus", TEXT, "whether the customer is active", required=True),
    ),
    (
        Feed(
            BY_NAME["customer_counts"],
            {
                "partner_id": PARTNER,
                "product": pl.col("Product"),
                "period": pl.col("Month"),
                "customers": pl.when(_STATUS == "active").then(CUSTOMER),
            },
            keep=~REPEATS & CUSTOMER.is_not_null(),
            join={"customers": "n_unique"},
        ),
    ),
    source="CustomersAndTenants of Partner Center Insights: columns and the two states documented "
    "in its data definitions (2023-10); all other cells are inferred",
    ignores="DUNSNumber CustomerSegment TopSegment CustomerMarket CustomerTenantName "
    "CustomerTenantCountry TenantDomainName RawProductName ProductPartNumber SKU PartnerName "
    "PartnerLocation PartnerLocationID SalesChannel IndustryName VerticalName EOU "
    "AvailableSeats BilledRevenueUSD AzureConsumedRevenueUSD CPORRevenue CPORPaidSeats "
    "CPORActiveUsers",
    meets=LOCATIONS,
    remarks=(
        SAYS_REPEATS,
        SAYS_PARENTS,
        Remark(
            ~REPEATS & CUSTOMER.is_null(),
            "Without a customer, not counted: {count}, {lines}.",
        ),
        Remark(
            ~REPEATS & ~_STATUS.is_in(["active", "inactive"]),
            "Neither Active nor Inactive, so not counted as active: {count}, {lines}.",
        ),
    ),
)
