"""Is the house ready for visitors: the database answers, and its schema is ours."""

from sqlalchemy import Engine

from db.engine import DatabaseUnusable
from db.migrate import require_head


def is_ready(engine: Engine) -> bool:
    try:
        require_head(engine)
    except DatabaseUnusable:
        return False
    return True
