"""What the vendor itself measured for a competency, beside its thresholds."""

import polars as pl

from imports.formats.insights import MONTH_OF
from imports.formats.language import Feed, Format
from imports.formats.readers import AMOUNT, TEXT, vendor
from imports.kinds import BY_NAME, PARTNER

COMPETENCY_PERFORMANCE = Format(
    "competency-performance",
    "What the vendor counted of each metric of a competency, and how much it asks for.",
    (
        vendor("CompetencyName", TEXT, "the competency", required=True),
        vendor("CompetencyAttainmentOptionName", TEXT, "the way of attaining it"),
        MONTH_OF,
        vendor("MetricName", TEXT, "the metric", required=True),
        vendor("MetricMonthlyContribution", AMOUNT, "what the month added"),
        vendor("TTMAggregate", AMOUNT, "the sum of the last twelve months"),
        vendor("AnniversaryYearAggregate", AMOUNT, "the sum of the anniversary year"),
        vendor("GoldThreshold", AMOUNT, "what Gold asks for"),
        vendor("SilverThreshold", AMOUNT, "what Silver asks for"),
    ),
    (
        Feed(
            BY_NAME["vendor_figures"],
            {
                "partner_id": pl.col("partner_id"),
                "period": pl.col("Month"),
                "competency": pl.col("CompetencyName"),
                "metric": pl.col("MetricName"),
                "option": pl.col("CompetencyAttainmentOptionName"),
                "month": pl.col("MetricMonthlyContribution"),
                "trailing": pl.col("TTMAggregate"),
                "year": pl.col("AnniversaryYearAggregate"),
                "gold": pl.col("GoldThreshold"),
                "silver": pl.col("SilverThreshold"),
            },
        ),
    ),
    source="CompetencyPeformanceRequirement of Partner Center Insights, to about 2022: columns "
    "documented (2020); all cells are inferred",
    asks=(PARTNER,),
)
