"""Facts name their scope, and scopes their batch, without foreign keys: they took half the time.

A batch, its scopes and their facts are written by one transaction, which gives them their numbers,
and none is ever deleted: the keys could find nothing wrong. And PostgreSQL no longer tries to
compress originals, which are compressed already.
"""

from alembic import op

revision = "0004"
down_revision = "0003"

FACTS = (
    "association",
    "award",
    "customer_count",
    "enrolment",
    "figure",
    "link",
    "partner",
    "reference",
    "seats",
    "staff",
    "vendor_figure",
)
NAMES = {"fk": "%(table_name)s_%(column_0_name)s_fkey"}  # as PostgreSQL names them; SQLite does not
LAID_DOWN = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """Bring the tables up to this version."""
    for table in FACTS:
        with op.batch_alter_table(table, naming_convention=NAMES, table_kwargs=LAID_DOWN) as facts:
            facts.drop_constraint(f"{table}_scope_id_fkey", type_="foreignkey")
    with op.batch_alter_table("scope", naming_convention=NAMES) as scopes:
        scopes.drop_constraint("scope_batch_id_fkey", type_="foreignkey")
    _keep_originals("EXTERNAL")


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("scope") as scopes:
        scopes.create_foreign_key("scope_batch_id_fkey", "batch", ["batch_id"], ["id"])
    for table in FACTS:
        with op.batch_alter_table(table, table_kwargs=LAID_DOWN) as facts:
            facts.create_foreign_key(f"{table}_scope_id_fkey", "scope", ["scope_id"], ["id"])
    _keep_originals("EXTENDED")


def _keep_originals(storage: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE original ALTER COLUMN packed SET STORAGE {storage}")
