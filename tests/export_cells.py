"""What may stand in the cells of vendors' exports: few values, so that rows often meet."""

A, B = "0b7c1f2e-9a34-4c1d-8e55-6f0a1b2c3d4e", "5d20a6f3-71c8-4b9e-a2d4-93e17b60c5f8"
_WHO = {"PGAMpnID": ("1700100", "1700200", "NA"), "mpnid": ("6700110", "6700120")}
_TENANT = {"CustomerTenantId": (A, "{" + A.upper() + "}", B, ""), "CustomerTpid": ("123456", "77")}
_WHEN = {"Month": ("2022-07-01", "20220701", "2022-07-01T00:00:00Z", "8/1/2022", "1 Nov 2022")}
_MARK = {"IsDuplicateRowForPGA": ("0", "1", "No", "True", "")}
_KIND = {"PartnerAttributionType": ("CSP T1", "CSP Tier 1", "PartnerAdminLink", "NA")}
_WORK = {"WorkloadName": ("EXO", "Exchange Online", "TeamsMeetings")}
_FAMILY = {"Product": ("O365", "Microsoft 365", "Power BI")}
_COUNT = ("0", "7", "250", "1,250")
_NAME = {"CustomerName": ("Birkenhof", "NA")}
_USE = {"PaidAvailableUnits": _COUNT, "MonthlyActiveUsers": (*_COUNT, "N/A")}
M365 = {
    "Exchange": "exchange-online",
    "OneDrive": "onedrive",
    "SharePoint": "sharepoint",
    "Skype For Business": "skype-for-business",
    "Yammer": "yammer",
    "Teams": "teams",
}
_STATES = [f"{workload} {state}" for workload in M365 for state in ("Active", "Inactive")]
CELLS: dict[str, dict[str, tuple[str, ...]]] = {
    "office-usage": _WHO | _TENANT | _WORK | _WHEN | _USE | _NAME | _KIND | _MARK,
    "cpor-usage": {
        "MPNId": _WHO["mpnid"],
        "CustomerTenantId": (A, B),
        "PartnerAttributionType": ("", "CPOR", "PartnerAdminLink"),
        "Date": _WHEN["Month"],
        "DateAssociated": ("2021-08-22", "8/22/2021", "22 Aug 2021", "Nov 15, 2020"),
        "ClaimId": ("CL-1", "CL-2"),
        **_WORK,
        **_USE,
        **_NAME,
    },
    "subscriptions": {
        **_WHO, **_TENANT, **_FAMILY, **_WHEN, **_NAME, **_KIND, **_MARK,
        "SubscriptionID": (A, A.upper(), B),
        "AvailableSeatsEOP": (*_COUNT, ""),
        "TotalSoldSeats": (*_COUNT, "NA"),
    },
    "customers": {
        **_WHO, **_TENANT, **_FAMILY, **_WHEN, **_MARK,
        "CustomerStatus": ("Active", "ACTIVE", "Inactive", "In Grace Period", ""),
    },
    "trainings": {
        **_WHO,
        "TrainingTitle": ("70-341", "mcse messaging", "Exam az-104", "Plan", "AZ-104 or AZ-105"),
        "TrainingActivityId": ("", "TA-1", "AZ-104"),
        "TrainingType": ("Exam", "Certification", "assessment", "Learning path", "NA"),
        "MCPID": ("12345678", "NA"),
        "CorpEmail": ("ana@nordmark.example", "Ana@Nordmark.example", ""),
        "AADUserId": (A.upper(),),
        "TrainingCompletionDate": ("2021-11-15", "Nov 15, 2021", "22 Aug 2021"),
        "ExpirationDate": ("NA", "2022-11-16", "2023-11-16"),
        "IndividualFirstName": ("Ana", ""),
        "IndividualLastName": ("Beispiel", "NA"),
    },
    "competency-performance": {
        "CompetencyName": ("Messaging", "Invented"),
        "CompetencyAttainmentOptionName": ("NA", "Option 2"),
        "Month": ("2021-06-01", "20210701"),
        "MetricName": tuple(f"Metric {number}" for number in range(9)),
        "TTMAggregate": ("15", "640.5", "-1.25", "NA"),
        "GoldThreshold": ("15", "500", ""),
    },
    "m365-user-counts": {
        "Report Refresh Date": ("2022-10-22", "2022-10-23"),
        "Report Period": ("7", "30", "90", "180"),
        **dict.fromkeys(_STATES, ("0", "3", "24", "")),
    },
}  # fmt: skip
