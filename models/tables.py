"""The tables: a ledger of imports, the scopes each import speaks for, and the facts in them.

Facts are append-only. Each belongs to a scope of its batch (the partner, and for some kinds the
product and the period, whose picture the file gives whole) and knows its line in the file. A fact
that names nobody states that nothing of its scope remains.
"""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, LargeBinary, Table, text
from sqlmodel import BigInteger, Field, SQLModel

from models.moments import Moment


class Original(SQLModel, table=True):
    """A file as it came, compressed by gzip; the same bytes are kept once."""

    sha256: str = Field(primary_key=True)
    size: int = Field(sa_type=BigInteger)
    packed: bytes = Field(sa_type=LargeBinary)


class Batch(SQLModel, table=True):
    """One file taken in, whole. *additions*: it adds to what is known and replaces no scope.

    *kind* names the kinds of facts it feeds, joined by `+`; *sha256* its bytes among the originals.
    """

    id: int | None = Field(default=None, primary_key=True)
    file: str
    kind: str
    format: str
    sha256: str
    rows: int
    additions: bool
    imported_at: datetime = Field(sa_type=Moment)
    by: str


class Event(SQLModel, table=True):
    """A batch undone or redone, by whom and when."""

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    what: str
    at: datetime = Field(sa_type=Moment)
    by: str


class Scope(SQLModel, table=True):
    """What a batch gives the whole picture of; product and figure are empty where it has none.

    No foreign key ties it to its batch, nor facts to their scope: one transaction writes all three
    and gives them their numbers, and none is ever deleted, so a key would find nothing wrong.
    """

    __table_args__ = (
        Index("ix_scope_belief", "kind", "partner_id", "product", "period", "figure", "batch_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(index=True)
    kind: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    partner_id: str
    product: str = ""
    period: date | None = None
    figure: str = Field(default="", sa_column_kwargs={"server_default": text("''")})


class Fact(SQLModel):
    """What every fact has: its scope and its line; and, of its kind, what tells two rows apart."""

    __table_args__: ClassVar[dict[str, bool]] = {"sqlite_with_rowid": False}
    file_kind: ClassVar[str]
    scope: ClassVar[tuple[str, ...]] = ("partner_id",)
    key: ClassVar[tuple[str, ...]]
    nameless: ClassVar[bool] = False  # a row may name nobody and still say something

    scope_id: int = Field(primary_key=True)
    line: int = Field(primary_key=True)

    @classmethod
    def own(cls) -> list[str]:
        """The columns beyond scope and line."""
        return [name for name in cls.model_fields if name not in ("scope_id", "line")]

    @classmethod
    def named_by(cls) -> str | None:
        """The column that is empty in a row saying nothing of its scope remains, if rows can."""
        return cls.key[0] if cls.scope and cls.key and not cls.nameless else None


class Partner(Fact, table=True):
    """A partner's name, country, market (`developed` or `developing`) and anniversary."""

    file_kind = "partners"
    key = ()

    name: str
    country: str | None = None
    market: str = "developed"
    anniversary_on: date | None = None


class Seats(Fact, table=True):
    """A customer's seats of a product in a period, and how many of them were in active use."""

    file_kind = "seats"
    scope = ("partner_id", "product", "period")
    key = ("customer_id", "association")

    customer_id: str | None = None
    customer_name: str | None = None
    seats: int = Field(sa_type=BigInteger)
    active_users: int | None = Field(default=None, sa_type=BigInteger)
    association: str = "POR"


class CustomerCount(Fact, table=True):
    """How many customers a partner has of a product, where no list of them is known."""

    __tablename__ = "customer_count"
    file_kind = "customer_counts"
    scope = ("partner_id", "product", "period")
    key = ()

    customers: int = Field(sa_type=BigInteger)
    new_customers: int | None = Field(default=None, sa_type=BigInteger)


class Staff(Fact, table=True):
    """A person on the partner's staff, from a day to a day (both included; empty is open)."""

    file_kind = "staff"
    key = ("person_id", "joined_on")

    person_id: str | None = None
    name: str | None = None
    email: str | None = None
    joined_on: date | None = None
    left_on: date | None = None


class Award(Fact, table=True):
    """An exam passed or a certification earned."""

    file_kind = "awards"
    key = ("person_id", "award", "earned_on")

    person_id: str | None = None
    award: str | None = None
    earned_on: date | None = None
    expires_on: date | None = None
    name: str | None = None


class Reference(Fact, table=True):
    """A customer's reference, and how far its approval is."""

    file_kind = "references"
    key = ("reference_id",)

    reference_id: str | None = None
    customer_id: str | None = None
    given_on: date | None = None
    customer_name: str | None = None
    competency: str | None = None
    status: str = "approved"


class Association(Fact, table=True):
    """How a customer names the partner for a product, from a day to a day."""

    file_kind = "associations"
    key = ("customer_id", "product", "kind", "started_on")

    customer_id: str | None = None
    product: str | None = None
    kind: str | None = None
    started_on: date | None = None
    ended_on: date | None = None
    proof: str = "none"


class Enrolment(Fact, table=True):
    """A tier the vendor has credited, until its renewal."""

    file_kind = "enrolments"
    key = ("programme", "started_on")

    programme: str | None = None
    tier: str | None = None
    started_on: date | None = None
    renews_on: date | None = None


class Figure(Fact, table=True):
    """Revenue, consumption or a count that the vendor credits for a period, in hundredths."""

    file_kind = "figures"
    scope = ("partner_id", "figure", "period")
    key = ("customer_id", "product")
    nameless = True

    customer_id: str | None = None
    product: str | None = None
    value: int = Field(sa_type=BigInteger)


class VendorFigure(Fact, table=True):
    """What a vendor itself reported of a metric, in hundredths, beside its thresholds."""

    __tablename__ = "vendor_figure"
    file_kind = "vendor_figures"
    scope = ("partner_id", "period")
    key = ("competency", "option", "metric")

    competency: str | None = None
    option: str | None = None
    metric: str | None = None
    month: int | None = Field(default=None, sa_type=BigInteger)
    trailing: int | None = Field(default=None, sa_type=BigInteger)
    year: int | None = Field(default=None, sa_type=BigInteger)
    gold: int | None = Field(default=None, sa_type=BigInteger)
    silver: int | None = Field(default=None, sa_type=BigInteger)


class Link(Fact, table=True):
    """Two identifiers that are one; links belong to no partner."""

    file_kind = "links"
    scope = ()
    key = ("kind", "alias")

    kind: str
    alias: str
    same_as: str


def rows_of(model: type[SQLModel]) -> Table:
    """The model's table, for statements."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


KINDS: dict[str, type[Fact]] = {
    table.file_kind: table
    for table in (
        Partner, Seats, CustomerCount, Staff, Award, Reference, Association, Enrolment, Figure,
        VendorFigure, Link,
    )
}  # fmt: skip
