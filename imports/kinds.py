"""The kinds of file we define ourselves: their columns, headers, and what may stand in them."""

from dataclasses import dataclass

from imports import vocabulary
from imports.columns import Column
from imports.days import day, period
from imports.numbers import amount, whole
from imports.reader import Reader
from imports.values import identifier, named, one_of, slug, text
from models.tables import KINDS as TABLES
from models.tables import Fact

_product = named(vocabulary.PRODUCTS, slug)
_award = named(vocabulary.AWARDS, str)


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its columns in template order, and two example rows."""

    name: str
    german: str
    says: str
    columns: tuple[Column, ...]
    examples: tuple[tuple[str, ...], ...]

    @property
    def table(self) -> type[Fact]:
        """Where its rows are kept."""
        return TABLES[self.name]


def _needed(name: str, german: str, read: Reader, says: str) -> Column:
    return Column(name, german, read, says, required=True)


PARTNER = _needed("partner_id", "Partnernummer", identifier, "the partner, by the vendor's number")
CUSTOMER = _needed(
    "customer_id", "Kundennummer", identifier, "the customer, by number or tenant GUID"
)
CUSTOMER_NAME = Column("customer_name", "Kundenname", text, "the customer's name")
PERSON = _needed("person_id", "Personalnummer", identifier, "the person, by number")
PRODUCT = _needed("product", "Produkt", _product, "the product or workload, by any usual name")
PERIOD = _needed("period", "Zeitraum", period, "a quarter, a month or a day")

KINDS = (
    FileKind(
        "partners",
        "Partner",
        "The partners looked after; the newest row of a partner wins.",
        (
            PARTNER,
            _needed("name", "Name", text, "the partner's name"),
            Column("country", "Land", text, "the partner's country"),
            Column(
                "market",
                "Markt",
                one_of(vocabulary.MARKETS),
                "developed or developing",
                default="developed",
            ),
            Column("anniversary_on", "Jahrestag", day, "the day the membership renews"),
        ),
        (
            ("0700100", "Nordmark Systems", "Germany", "developed", "2015-05-01"),
            ("0700200", "Lagune Cloud", "Brazil", "developing", ""),
        ),
    ),
    FileKind(
        "seats",
        "Seats",
        "Seats and their active use, customer by customer; whole for every partner, product and "
        "period it names.",
        (
            PARTNER,
            CUSTOMER,
            PRODUCT,
            PERIOD,
            _needed("seats", "Plätze", whole, "how many seats"),
            CUSTOMER_NAME,
            Column("active_users", "Aktive Nutzer", whole, "how many used them; empty: unknown"),
            Column(
                "association",
                "Zuordnung",
                one_of(vocabulary.ASSOCIATIONS),
                "how the customer names the partner",
                default="POR",
            ),
        ),
        (
            ("0700100", "C-17", "Exchange Online", "2015-Q1", "420", "Birkenhof", "133", "POR"),
            ("0700100", "C-18", "Exchange Online", "2015-Q1", "95", "Seeblick", "", "DPOR"),
        ),
    ),
    FileKind(
        "customer_counts",
        "Kundenzahlen",
        "How many customers, where no list of them is at hand; whole for every partner, product "
        "and period.",
        (
            PARTNER,
            PRODUCT,
            PERIOD,
            _needed("customers", "Kunden", whole, "how many customers"),
            Column("new_customers", "Neue Kunden", whole, "how many of them are new"),
        ),
        (("0700100", "Exchange Online", "2015-Q1", "23", "4"),),
    ),
    FileKind(
        "staff",
        "Personal",
        "Who works for the partner, from when to when; whole for every partner it names.",
        (
            PARTNER,
            PERSON,
            Column("name", "Name", text, "the person's name"),
            Column("email", "E-Mail", text, "the person's address at work"),
            Column("joined_on", "Eintritt", day, "the first day; empty: always there"),
            Column("left_on", "Austritt", day, "the last day; empty: still there"),
        ),
        (
            ("0700100", "E-104", "Ana Beispiel", "ana@example.org", "2012-04-01", ""),
            ("0700100", "E-109", "Bo Muster", "bo@example.org", "2013-01-15", "2015-02-28"),
        ),
    ),
    FileKind(
        "awards",
        "Nachweise",
        "Exams passed and certifications earned; whole for every partner it names.",
        (
            PARTNER,
            PERSON,
            _needed("award", "Prüfung", _award, "the exam's number or the certification's name"),
            _needed("earned_on", "Erworben am", day, "the day it was earned"),
            Column("expires_on", "Gültig bis", day, "its last day; empty: open"),
            Column("name", "Name", text, "the person's name"),
        ),
        (
            ("0700100", "E-104", "70-341", "2014-02-01", "", "Ana Beispiel"),
            ("0700100", "E-104", "MCSE: Messaging", "2014-03-01", "2017-03-01", "Ana Beispiel"),
        ),
    ),
    FileKind(
        "references",
        "Referenzen",
        "Customer references and how far their approval is; whole for every partner it names.",
        (
            PARTNER,
            _needed("reference_id", "Referenznummer", identifier, "the reference, by number"),
            CUSTOMER,
            _needed("given_on", "Erteilt am", day, "the day it was given"),
            CUSTOMER_NAME,
            Column("competency", "Kompetenz", text, "what it was given for; empty: any"),
            Column(
                "status",
                "Status",
                one_of(vocabulary.STATUSES),
                "approved, awaiting or rejected",
                default="approved",
            ),
        ),
        (
            ("0700100", "R-31", "C-17", "2014-09-12", "Birkenhof", "Messaging", "approved"),
            ("0700100", "R-32", "C-18", "2015-01-20", "Seeblick", "", "awaiting"),
        ),
    ),
    FileKind(
        "associations",
        "Zuordnungen",
        "Who names the partner, how, for which product and from when to when; whole for every "
        "partner it names.",
        (
            PARTNER,
            CUSTOMER,
            PRODUCT,
            _needed("kind", "Art", one_of(vocabulary.ASSOCIATIONS), "the kind of association"),
            _needed("started_on", "Beginn", day, "its first day"),
            Column("ended_on", "Ende", day, "its last day; empty: open"),
            Column(
                "proof",
                "Beleg",
                one_of(vocabulary.PROOFS),
                "how far its proof is: none, submitted, approved or rejected",
                default="none",
            ),
        ),
        (
            ("0700100", "C-17", "Exchange Online", "POR", "2013-05-01", "", ""),
            ("0700100", "C-18", "Exchange Online", "DPOR", "2014-01-01", "2015-02-10", ""),
        ),
    ),
    FileKind(
        "enrolments",
        "Einschreibungen",
        "The tiers the vendor has credited; whole for every partner it names.",
        (
            PARTNER,
            _needed("programme", "Programm", named({}, slug), "the programme's key"),
            _needed("tier", "Stufe", text, "the tier as published, such as Silver"),
            _needed("started_on", "Beginn", day, "the first day it was credited"),
            Column("renews_on", "Erneuerung", day, "the day it must be renewed"),
        ),
        (("0700100", "messaging", "Silver", "2014-05-01", "2015-05-01"),),
    ),
    FileKind(
        "vendor_figures",
        "Herstellerzahlen",
        "What the vendor itself reported of its metrics, to compare with ours; whole for every "
        "partner and period it names.",
        (
            PARTNER,
            PERIOD,
            _needed("competency", "Kompetenz", text, "the competency"),
            _needed("metric", "Kennzahl", text, "the metric, by the vendor's name"),
            Column("option", "Option", text, "the way of attaining it that the metric is part of"),
            Column("month", "Monatswert", amount, "what the month added"),
            Column("trailing", "Zwölfmonatswert", amount, "the sum of the last twelve months"),
            Column("year", "Jahreswert", amount, "the sum of the anniversary year"),
            Column("gold", "Schwelle Gold", amount, "the threshold of Gold"),
            Column("silver", "Schwelle Silber", amount, "the threshold of Silver"),
        ),
        (
            ("0700100", "2015-03", "Messaging", "Active users", "", "12", "640", "", "2000", "500"),
            ("0700100", "2015-03", "Messaging", "References", "", "1", "3", "", "5", "3"),
        ),
    ),
    FileKind(
        "links",
        "Verknüpfungen",
        "Two identifiers that are one; the newest row of an alias wins.",
        (
            _needed("kind", "Art", one_of(vocabulary.LINKED), "person, customer or partner"),
            _needed("alias", "Alias", identifier, "the identifier to be replaced"),
            _needed("same_as", "Gleich", identifier, "the identifier it stands for"),
        ),
        (("person", "ana@example.org", "E-104"),),
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
ADDING = ("partners", "links")  # kinds whose files always add: the newest row of a key wins
