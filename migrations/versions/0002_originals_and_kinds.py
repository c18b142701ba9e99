"""Originals are kept; a scope names its kind; facts lie in the order of their scopes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

FACTS = (
    "association",
    "award",
    "customer_count",
    "enrolment",
    "link",
    "partner",
    "reference",
    "seats",
    "staff",
)


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "original",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "vendor_figure",
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("competency", sa.String(), nullable=True),
        sa.Column("option", sa.String(), nullable=True),
        sa.Column("metric", sa.String(), nullable=True),
        sa.Column("month", sa.BigInteger(), nullable=True),
        sa.Column("trailing", sa.BigInteger(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("gold", sa.BigInteger(), nullable=True),
        sa.Column("silver", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"]),
        sa.PrimaryKeyConstraint("scope_id", "line"),
        sqlite_with_rowid=False,
    )
    op.drop_index("ix_scope_belief", table_name="scope")
    empty = sa.text("''")
    op.add_column("scope", sa.Column("kind", sa.String(), server_default=empty, nullable=False))
    op.execute("UPDATE scope SET kind = (SELECT kind FROM batch WHERE batch.id = scope.batch_id)")
    columns = ["kind", "partner_id", "product", "period", "batch_id"]
    op.create_index("ix_scope_belief", "scope", columns, unique=False)
    op.drop_index("ix_batch_kind", table_name="batch")
    _rewrite(with_rowid=False)


def downgrade() -> None:
    """Go back to the version before; originals and vendors' figures are lost."""
    op.drop_table("vendor_figure")
    op.drop_table("original")
    op.drop_index("ix_scope_belief", table_name="scope")
    op.drop_column("scope", "kind")
    columns = ["partner_id", "product", "period", "batch_id"]
    op.create_index("ix_scope_belief", "scope", columns, unique=False)
    op.create_index("ix_batch_kind", "batch", ["kind"], unique=False)
    _rewrite(with_rowid=True)


def _rewrite(*, with_rowid: bool) -> None:
    """Lay SQLite's facts down anew, in the order of their scopes or in that of their arrival."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in FACTS:
        kwargs = {"sqlite_with_rowid": with_rowid}
        with op.batch_alter_table(table, recreate="always", table_kwargs=kwargs):
            pass
