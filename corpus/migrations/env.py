"""Runs the steps on the connection that corpus.database hands over, inside its transaction."""

from alembic import context

from corpus.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # One step may remake a table on SQLite, which knows little of ALTER TABLE.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
