"""Alembic's way in: migrate over the connection given, or over DATABASE_URL on the command line."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import models.scenarios
import models.tables  # noqa: F401  (their tables register themselves with SQLModel's metadata)
from models.database import DEFAULT_URL, engine_for, named_database


def migrate(connection: Connection) -> None:
    """Run the migrations in the connection's own transaction."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    """Use the connection handed over, else open the database the environment names."""
    given = context.config.attributes.get("connection")
    if given is not None:
        return migrate(given)
    engine = engine_for(named_database() or DEFAULT_URL)
    with engine.connect() as connection, connection.begin():
        migrate(connection)
    return None


main()
