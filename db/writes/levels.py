"""New levels decided and taken back: each is a version of the facts of its own, and logged with who, when and why."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from db.models import NewLevel
from db.writes import edits
from db.writes.observations import new_version


def decide_level(session: Session, stamp: edits.Stamp, **columns: Any) -> NewLevel:
    """`columns`: indicator, area, period, cause, decided_by, decided_on, action."""
    return edits.add(session, NewLevel(since=new_version(session, stamp.at, stamp.by), **columns), stamp)


def take_back_level(session: Session, level: NewLevel, seen: int, why: str, stamp: edits.Stamp) -> None:
    """Stale where somebody else has taken it back since it was read at the revision `seen`."""
    if level.revision != seen:
        raise edits.Stale(NewLevel.__tablename__, level.id, seen, level.revision)
    version = new_version(session, stamp.at, stamp.by)
    edits.change(session, level, seen, {"taken_back_version": version, "taken_back_why": why}, stamp)
