"""Who has written what, and when."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Edit
from db.models.table import Base


def edits_of(session: Session, table: type[Base], key: object) -> Sequence[Edit]:
    """All that was done with one row, the newest first."""
    asked = select(Edit).where(Edit.subject == table.__tablename__, Edit.key == str(key)).order_by(Edit.revision.desc())
    return session.scalars(asked).all()
