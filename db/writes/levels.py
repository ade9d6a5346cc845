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


def take_back_level(session: Session, level: NewLevel, why: str, stamp: edits.Stamp) -> None:
    """`level` is one that stands: there is one writer at a time."""
    version = new_version(session, stamp.at, stamp.by)
    edits.change(session, level, level.revision, {"taken_back_version": version, "taken_back_why": why}, stamp)
