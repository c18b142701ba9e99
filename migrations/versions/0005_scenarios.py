"""Scenarios are kept, and how far the actions of those that were chosen are."""

import sqlalchemy as sa
from alembic import op

from models.moments import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "scenario",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("goals", sa.String(), nullable=False),
        sa.Column("actions", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("dropped_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_scenario_partner_id", "scenario", ["partner_id"], unique=False)
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scenario_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["scenario_id"], ["scenario.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_step_scenario_id", "step", ["scenario_id"], unique=False)


def downgrade() -> None:
    """Go back to the version before; scenarios are lost."""
    op.drop_table("step")
    op.drop_table("scenario")
