"""Run by Alembic for every step, on the connection and in the transaction that db.migrate opened."""

from alembic import context

from db.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
    transactional_ddl=True,  # true of SQLite too, since db.engine begins by itself
)
with context.begin_transaction():
    context.run_migrations()
