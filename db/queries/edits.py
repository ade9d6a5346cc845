"""Who has written what, and when."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Edit
from db.models.table import Base


def edits_of(session: Session, table: type[Base], key: object) -> Sequence[Edit]:
    """All that was done with one row, the newest first."""
    asked = select(Edit).where(Edit.subject == table.__tablename__, Edit.key == str(key)).order_by(Edit.revision.desc())
    return session.scalars(asked).all()


def as_it_stood(session: Session, table: type[Base], moment: dt.datetime) -> Mapping[str, Mapping[str, Any]]:
    """Every row of a table as it had been written by then, with what is linked to it, by its key as text."""
    asked = select(Edit.key, Edit.after).where(Edit.subject == table.__tablename__, Edit.made_at <= moment)
    return {key: json.loads(after) for key, after in session.execute(asked.order_by(Edit.revision))}
