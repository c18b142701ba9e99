"""Exams, certifications and assessments that a partner's people have passed."""

import polars as pl

from imports.formats.insights import ACCOUNT, LOCATION, LOCATIONS, PARTNER
from imports.formats.language import Feed, Format, Meeting, Remark
from imports.formats.readers import DAY, IDENTIFIER, TEXT, or_nothing, vendor
from imports.kinds import BY_NAME
from imports.values import named
from imports.vocabulary import AWARDS

PASSED = ("exam", "certification", "assessment", "compliance assessment")
NUMBER = r"\b(?:[0-9]{2}|[A-Z]{2}[0-9]?)-[0-9]{3}\b"  # as 70-341, MS-203, MB2-700

_TYPE = pl.col("TrainingType").str.to_lowercase().fill_null("")
_TITLE = pl.col("TrainingTitle")
_NUMBERS = (
    pl.concat_str(_TITLE, "TrainingActivityId", separator=" ", ignore_nulls=True)
    .str.to_uppercase()
    .str.extract_all(NUMBER)
    .list.unique()
)
_ENDED = ("inactive", "expired", "revoked", "failed", "retired", "cancelled", "deactivated")
_STATED = (_TYPE == "exam") & (_NUMBERS.list.len() == 1)
_PERSON = pl.coalesce(
    "MCPID",
    pl.col("CorpEmail").str.to_lowercase(),
    pl.col("Email").str.to_lowercase(),
    "AADUserId",
)
_NAMED = pl.concat_str(
    "IndividualFirstName", "IndividualLastName", separator=" ", ignore_nulls=True
)

TRAININGS = Format(
    "trainings",
    "Who passed which exam or assessment or earned which certification, and until when it holds.",
    (
        ACCOUNT,
        LOCATION,
        vendor("TrainingActivityId", TEXT, "the training, by the vendor's number"),
        vendor("TrainingTitle", or_nothing(named(AWARDS, str)), "its title", required=True),
        vendor("TrainingType", TEXT, "exam, certification or assessment", required=True),
        vendor("MCPID", IDENTIFIER, "the person, by the vendor's number"),
        vendor("CorpEmail", IDENTIFIER, "the person's address at work"),
        vendor("Email", IDENTIFIER, "the person's own address"),
        vendor("AADUserId", IDENTIFIER, "the person's account"),
        vendor("IndividualFirstName", TEXT, "the person's first name"),
        vendor("IndividualLastName", TEXT, "the person's last name"),
        vendor("TrainingCompletionDate", DAY, "the day it was completed", required=True),
        vendor("ExpirationDate", DAY, "its last day; empty: open"),
        vendor("ActivationStatus", TEXT, "whether it is still active"),
    ),
    (
        Feed(
            BY_NAME["awards"],
            {
                "partner_id": PARTNER,
                "person_id": _PERSON,
                "award": pl.when(_TITLE.is_in(list(AWARDS.values())))
                .then(_TITLE)
                .when(_STATED)
                .then(_NUMBERS.list.first())
                .otherwise(_TITLE),
                "earned_on": pl.col("TrainingCompletionDate"),
                "expires_on": pl.col("ExpirationDate"),
                "name": pl.when(_NAMED != "").then(_NAMED),
            },
            keep=_TYPE.is_in(PASSED),
            join={"expires_on": "max"},
            adds=True,
        ),
    ),
    source="TrainingCompletions of Partner Center Insights: columns documented in its data "
    "definitions (2020, 2023-10) and seen in use (2022-01), types documented, days as on "
    "screen; that an exam's number stands in its title or activity is inferred",
    ignores="Month IcMCP PartnerName PartnerCityLocation PartnerCountryLocation",
    meets=(
        Meeting(
            "person",
            {
                "partner_id": PARTNER,
                "alias": _PERSON,
                "name": _NAMED,
                "email": pl.coalesce("CorpEmail", "Email"),
            },
        ),
        *LOCATIONS,
    ),
    remarks=(
        Remark(
            ~_TYPE.is_in(PASSED),
            "Neither exam nor certification nor assessment, not read: {count}, {lines}.",
        ),
        Remark(
            _TYPE.is_in(PASSED) & pl.col("ActivationStatus").str.to_lowercase().is_in(_ENDED),
            "Of an ActivationStatus that says otherwise, yet counted until their last day: "
            "{count}, {lines}.",
        ),
        Remark(
            _TYPE.is_in(PASSED) & pl.col("MCPID").is_null() & pl.col("MCPID").is_not_null().any(),
            "Without MCPID, so one person may count as two, which a file of links mends: {count}, "
            "{lines}.",
        ),
    ),
)
