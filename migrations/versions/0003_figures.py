"""Figures are kept, and a scope may name one."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BEFORE = ["kind", "partner_id", "product", "period", "batch_id"]
AFTER = ["kind", "partner_id", "product", "period", "figure", "batch_id"]


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "figure",
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=True),
        sa.Column("product", sa.String(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"]),
        sa.PrimaryKeyConstraint("scope_id", "line"),
        sqlite_with_rowid=False,
    )
    op.drop_index("ix_scope_belief", table_name="scope")
    empty = sa.text("''")
    op.add_column("scope", sa.Column("figure", sa.String(), server_default=empty, nullable=False))
    op.create_index("ix_scope_belief", "scope", AFTER, unique=False)


def downgrade() -> None:
    """Go back to the version before; figures are lost."""
    op.drop_table("figure")
    op.drop_index("ix_scope_belief", table_name="scope")
    op.drop_column("scope", "figure")
    op.create_index("ix_scope_belief", "scope", BEFORE, unique=False)
