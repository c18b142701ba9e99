"""Amazon Web Services' path for service partners: Select, Advanced and Premier."""

from datetime import date

from tiers.language import AllOf, AtLeast, Edition, Programme, Source, Tier
from tiers.metrics import FigureNow, FigureTotal, PeopleHolding, one_of

TECHNICAL = "AWS technical accreditation"
BUSINESS = "AWS business accreditation"
FOUNDATIONAL = one_of("AWS foundational certification")
PROFESSIONAL = one_of("AWS professional certification", "AWS specialty certification")
ANY_TECHNICAL = one_of(
    "AWS associate certification", "AWS professional certification", "AWS specialty certification"
)

GUIDES = Source(
    "An account of the AWS partner tiers (2024) and a copy of the Services Path Tier Guide",
    "dream2soar.blogspot.com/2024/12/aws-partner-tiers.html and "
    "scribd.com/document/717419505/Services-Path-Tier-Guide",
    "two secondary sources",
)

ASSUMED_FOUR = (
    "One source says 4 technical and 4 business accreditations for Advanced, the other 2 and 2; "
    "the stricter is assumed."
)
ASSUMED_ANY = "That accreditations of one person count once in this number is assumed."
ASSUMED_STATED = "What AWS has approved or reviewed is taken from a figure, 1 standing for yes."

AWS_SERVICES = Programme(
    key="aws-services",
    title="AWS Services Path",
    vendor="Amazon Web Services",
    editions=(
        Edition(
            programme="aws-services",
            name="2024",
            since=date(2024, 1, 1),
            until=date(2024, 12, 31),
            source=GUIDES,
            tiers=(
                Tier(
                    "Select",
                    AllOf(
                        AtLeast(
                            4,
                            PeopleHolding(one_of(TECHNICAL, BUSINESS)),
                            says="4 people with a technical or business accreditation",
                            key="accredited",
                            assumed=ASSUMED_ANY,
                        ),
                        AtLeast(
                            2,
                            PeopleHolding(one_of(TECHNICAL)),
                            says="2 people with a technical accreditation",
                            key="accredited-technical",
                        ),
                        AtLeast(
                            2,
                            PeopleHolding(one_of(BUSINESS)),
                            says="2 people with a business accreditation",
                            key="accredited-business",
                        ),
                        AtLeast(
                            2,
                            PeopleHolding(FOUNDATIONAL),
                            says="2 people with a foundational certification",
                            key="foundational",
                        ),
                        AtLeast(
                            2,
                            PeopleHolding(ANY_TECHNICAL),
                            says="2 people with an associate, professional or specialty certification",
                            key="technical",
                        ),
                        AtLeast(
                            3,
                            FigureTotal("launched-opportunities", 12),
                            says="3 opportunities launched in the last 12 months",
                            key="launches",
                        ),
                        AtLeast(
                            1500,
                            FigureTotal("launched-monthly-revenue", 12),
                            says="1,500 USD a month from what was launched in the last 12 months",
                            key="mrr",
                        ),
                    ),
                ),
                Tier(
                    "Advanced",
                    AllOf(
                        AtLeast(
                            8,
                            PeopleHolding(one_of(TECHNICAL, BUSINESS)),
                            says="8 people with a technical or business accreditation",
                            key="accredited",
                            assumed=ASSUMED_ANY,
                        ),
                        AtLeast(
                            4,
                            PeopleHolding(one_of(TECHNICAL)),
                            says="4 people with a technical accreditation",
                            key="accredited-technical",
                            assumed=ASSUMED_FOUR,
                        ),
                        AtLeast(
                            4,
                            PeopleHolding(one_of(BUSINESS)),
                            says="4 people with a business accreditation",
                            key="accredited-business",
                            assumed=ASSUMED_FOUR,
                        ),
                        AtLeast(
                            4,
                            PeopleHolding(FOUNDATIONAL),
                            says="4 people with a foundational certification",
                            key="foundational",
                        ),
                        AtLeast(
                            6,
                            PeopleHolding(ANY_TECHNICAL),
                            says="6 people with an associate, professional or specialty certification",
                            key="technical",
                        ),
                        AtLeast(
                            3,
                            PeopleHolding(PROFESSIONAL),
                            says="3 people with a professional or specialty certification",
                            key="professional",
                        ),
                        AtLeast(
                            20,
                            FigureTotal("launched-opportunities", 12),
                            says="20 opportunities launched in the last 12 months",
                            key="launches",
                        ),
                        AtLeast(
                            10000,
                            FigureTotal("launched-monthly-revenue", 12),
                            says="10,000 USD a month from what was launched in the last 12 months",
                            key="mrr",
                        ),
                        AtLeast(
                            1,
                            FigureNow("business-plan"),
                            says="1 business plan",
                            assumed=ASSUMED_STATED,
                        ),
                    ),
                ),
                Tier(
                    "Premier",
                    AllOf(
                        AtLeast(
                            20,
                            PeopleHolding(one_of(TECHNICAL, BUSINESS)),
                            says="20 people with a technical or business accreditation",
                            key="accredited",
                            assumed=ASSUMED_ANY,
                        ),
                        AtLeast(
                            10,
                            PeopleHolding(one_of(TECHNICAL)),
                            says="10 people with a technical accreditation",
                            key="accredited-technical",
                        ),
                        AtLeast(
                            10,
                            PeopleHolding(one_of(BUSINESS)),
                            says="10 people with a business accreditation",
                            key="accredited-business",
                        ),
                        AtLeast(
                            10,
                            PeopleHolding(FOUNDATIONAL),
                            says="10 people with a foundational certification",
                            key="foundational",
                        ),
                        AtLeast(
                            25,
                            PeopleHolding(ANY_TECHNICAL),
                            says="25 people with an associate, professional or specialty certification",
                            key="technical",
                        ),
                        AtLeast(
                            10,
                            PeopleHolding(PROFESSIONAL),
                            says="10 people with a professional or specialty certification",
                            key="professional",
                        ),
                        AtLeast(
                            50,
                            FigureTotal("launched-opportunities", 12),
                            says="50 opportunities launched in the last 12 months",
                            key="launches",
                        ),
                        AtLeast(
                            50000,
                            FigureTotal("launched-monthly-revenue", 12),
                            says="50,000 USD a month from what was launched in the last 12 months",
                            key="mrr",
                        ),
                        AtLeast(
                            1,
                            FigureNow("business-plan"),
                            says="1 business plan",
                            assumed=ASSUMED_STATED,
                        ),
                        AtLeast(
                            3,
                            FigureNow("technical-validations"),
                            says="3 technical validations",
                            key="validations",
                        ),
                        AtLeast(
                            1,
                            FigureNow("msp-or-devops-validations"),
                            says="1 of these for managed services, DevOps or cloud operations",
                            key="msp-or-devops",
                        ),
                        AtLeast(
                            1,
                            FigureNow("executive-review"),
                            says="1 executive review",
                            assumed=ASSUMED_STATED,
                        ),
                    ),
                ),
            ),
            assumptions=(
                "The sources tell of 2023 and 2024 and name no day; that these rules were in force in the calendar year 2024, and not before, is assumed.",
                "That Premier asks for its figures to be sustained is not measured here, nor are customer satisfaction and public references, whose numbers were not found.",
                "The monthly revenue for Select is misprinted in one source; 1,500 USD is the other's.",
            ),
        ),
    ),
)
