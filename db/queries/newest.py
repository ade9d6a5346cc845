"""Which version of the facts and which edit is the newest: one small question that every request begins with."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Edit, Version

NEWEST = select(
    func.coalesce(select(func.max(Version.number)).scalar_subquery(), 0),
    func.coalesce(select(func.max(Edit.id)).scalar_subquery(), 0),
)


class Newest(NamedTuple):
    """Both rise only; 0 before the first."""

    version: int
    edit: int


def newest(session: Session) -> Newest:
    return Newest(*session.execute(NEWEST).one())
