"""Alembic's entry: runs on the connection that ``database.migrate`` hands over, inside its transaction."""

from alembic import context

from culture_desktop.models import Model

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Model.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
