"""Run by Alembic for every step, on the connection and in the transaction that db.migrate opened."""

from alembic import context

from db.models import Base
from db.models.table import UtcMoment


def plain_type(kind: str, found: object, _context: object) -> str | bool:
    """A revision stands on its own: it names SQLAlchemy's types, not those of the models."""
    return "sa.DateTime()" if kind == "type" and isinstance(found, UtcMoment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
    render_item=plain_type,
    transactional_ddl=True,  # true of SQLite too, since db.engine begins by itself
)
with context.begin_transaction():
    context.run_migrations()
