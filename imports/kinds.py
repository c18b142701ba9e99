"""The kinds of file we define ourselves: their columns, headers, and what may stand in them."""

from imports import vocabulary
from imports.columns import Column
from imports.days import day, period
from imports.filekind import FileKind, needed
from imports.numbers import amount, whole
from imports.values import identifier, named, one_of, slug, text

_product = named(vocabulary.PRODUCTS, slug)
_figure = named(vocabulary.FIGURES, slug)
_award = named(vocabulary.AWARDS, str)

PARTNER = needed("partner_id", "Partnernummer", identifier, "the partner, by the vendor's number")
CUSTOMER = needed(
    "customer_id", "Kundennummer", identifier, "the customer, by number or tenant GUID"
)
CUSTOMER_NAME = Column(
    "customer_name",
    "Kundenname",
    text,
    "the customer's name",
    others=vocabulary.CUSTOMER_NAME,
)
PERSON = needed("person_id", "Personalnummer", identifier, "the person, by number")
PRODUCT = needed("product", "Produkt", _product, "the product or workload, by any usual name")
PERIOD = needed("period", "Zeitraum", period, "a quarter, a month or a day")

KINDS = (
    FileKind(
        "partners",
        "Partner",
        "The partners looked after; the newest row of a partner wins.",
        (
            PARTNER,
            needed("name", "Name", text, "the partner's name"),
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
            needed("seats", "Plätze", whole, "how many seats"),
            CUSTOMER_NAME,
            Column(
                "active_users",
                "Aktive Nutzer",
                whole,
                "how many used them; empty: unknown",
                others=vocabulary.ACTIVE_USERS,
            ),
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
            needed("customers", "Kunden", whole, "how many customers"),
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
            needed("award", "Prüfung", _award, "the exam's number or the certification's name"),
            needed("earned_on", "Erworben am", day, "the day it was earned"),
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
            needed("reference_id", "Referenznummer", identifier, "the reference, by number"),
            CUSTOMER,
            needed("given_on", "Erteilt am", day, "the day it was given"),
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
            needed("kind", "Art", one_of(vocabulary.ASSOCIATIONS), "the kind of association"),
            needed("started_on", "Beginn", day, "its first day"),
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
            needed("programme", "Programm", named({}, slug), "the programme's key"),
            needed("tier", "Stufe", text, "the tier as published, such as Silver"),
            needed("started_on", "Beginn", day, "the first day it was credited"),
            Column("renews_on", "Erneuerung", day, "the day it must be renewed"),
        ),
        (("0700100", "messaging", "Silver", "2014-05-01", "2015-05-01"),),
    ),
    FileKind(
        "figures",
        "Kennzahlen",
        "Revenue, consumption and counts that the vendor credits, period by period, of customers "
        "and products or of all of them; whole for every partner, figure and period it names.",
        (
            PARTNER,
            needed("figure", "Kennzahl", _figure, "what is told, by any usual name"),
            PERIOD,
            needed("value", "Wert", amount, "how much or how many; 0 says that there was none"),
            Column(
                "customer_id", "Kundennummer", identifier, "the customer; empty: all or not told"
            ),
            Column("product", "Produkt", _product, "the product; empty: all or not told"),
        ),
        (
            ("0700100", "Azure consumption", "2015-02", "1204.5", "C-17", "Azure"),
            ("0700100", "Launched opportunities", "2015-Q1", "3", "", ""),
        ),
    ),
    FileKind(
        "vendor_figures",
        "Herstellerzahlen",
        "What the vendor itself reported of its metrics, to compare with ours; whole for every "
        "partner and period it names.",
        (
            PARTNER,
            PERIOD,
            needed("competency", "Kompetenz", text, "the competency"),
            needed("metric", "Kennzahl", text, "the metric, by the vendor's name"),
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
            needed("kind", "Art", one_of(vocabulary.LINKED), "person, customer or partner"),
            needed("alias", "Alias", identifier, "the identifier to be replaced"),
            needed("same_as", "Gleich", identifier, "the identifier it stands for"),
        ),
        (("person", "ana@example.org", "E-104"),),
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
ADDING = ("partners", "links")  # kinds whose files always add: the newest row of a key wins
