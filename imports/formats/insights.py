"""What the vendor's partner reports have in common: who, whom, when, and which rows repeat."""

from dataclasses import replace

import polars as pl

from imports.formats.language import Meeting, Remark
from imports.formats.readers import ASSOCIATION, FLAG, IDENTIFIER, MONTH, TEXT, or_nothing, vendor
from imports.kinds import PRODUCT

ACCOUNT = vendor(
    "PGAMpnID", IDENTIFIER, "the partner's global account", "PGAPartnerID", "GlobalPartnerID"
)
LOCATION = vendor("MPNId", IDENTIFIER, "the partner's location", "PartnerID")
TENANT = vendor("CustomerTenantId", IDENTIFIER, "the customer's tenant")
TPID = vendor("CustomerTpid", IDENTIFIER, "the customer's top parent")
CUSTOMER_NAME = vendor("CustomerName", TEXT, "the customer's name")
MONTH_OF = vendor("Month", MONTH, "the month, by its first day", required=True)
WORKLOAD = vendor("WorkloadName", or_nothing(PRODUCT.read), "the workload", required=True)
FAMILY = vendor("Product", or_nothing(PRODUCT.read), "the product family", required=True)
ATTRIBUTION = vendor(
    "PartnerAttributionType", ASSOCIATION, "how the customer names the partner", required=True
)
ATTRIBUTION_IF_ANY = replace(ATTRIBUTION, required=False)
REPEATED = vendor("IsDuplicateRowForPGA", FLAG, "whether the global account has the row already")

PARTNER = pl.coalesce("PGAMpnID", "MPNId")
CUSTOMER = pl.coalesce("CustomerTenantId", "CustomerTpid")
REPEATS = pl.col("PGAMpnID").is_not_null() & pl.col("IsDuplicateRowForPGA").fill_null(value=False)
UNATTRIBUTED = pl.col("PartnerAttributionType").is_null()

SAYS_REPEATS = Remark(
    REPEATS,
    "Marked as repeating others of the global account, so not counted: {count}, {lines}.",
)
SAYS_UNATTRIBUTED = Remark(
    ~REPEATS & UNATTRIBUTED,
    "Without a word on how the customer names the partner, so nothing tells whether they count; "
    "not read: {count}, {lines}.",
)

_TENANTLESS = pl.col("CustomerTenantId").is_null()
SAYS_PARENTS = Remark(
    ~REPEATS
    & _TENANTLESS
    & pl.col("CustomerTpid").is_in(pl.col("CustomerTpid").filter(~_TENANTLESS).unique().implode()),
    "Without a tenant, under a top parent of which other rows name one, so one customer may count "
    "as two: {count}, {lines}.",
)

LOCATIONS = (Meeting("partner", {"alias": pl.col("MPNId"), "same_as": pl.col("PGAMpnID")}),)
