"""Every INSERT of what is measured. The catalogue is the authority on what it holds; drafts live beside it until it takes them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import GoalText, Indicator, IndicatorMark, ServiceArea, Source, Target
from db.terms import IndicatorState
from db.writes.catalogue_state import note_catalogue
from db.writes.upsert import add_missing, upsert

Rows = Iterable[Mapping[str, Any]]
BESIDE = ("targets", "marks")  # of an indicator, in tables of their own
MARK = ("indicator", "area", "period", "kind", "text", "decided_by")


def save_catalogue(session: Session, *, service_areas: Rows, sources: Rows, goals: Rows, indicators: Rows) -> None:
    """Dictionaries of the tables' columns; those of indicators with their `targets` and `marks` beside.

    A target that is known already stays as it is. Marks are the catalogue's alone: those that left it leave the table.
    """
    upsert(session, ServiceArea, service_areas)
    upsert(session, Source, sources)
    upsert(session, GoalText, goals)
    rows = list(indicators)
    upsert(session, Indicator, [_approved(row) for row in rows])
    _add_targets(session, [{"indicator": row["id"], "area": None} | dict(step) for row in rows for step in row.get("targets", ())])
    _replace_marks(session, {row["id"]: row.get("marks", ()) for row in rows})
    note_catalogue(session)


def add_draft(session: Session, **columns: Any) -> None:
    """One indicator that a national file brings and the catalogue lacks; one that is there already stays as it is."""
    add_missing(session, Indicator, [{"state": IndicatorState.DRAFT} | columns])


def _approved(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in BESIDE} | {"state": IndicatorState.APPROVED}


def _add_targets(session: Session, steps: list[dict[str, Any]]) -> None:
    """A change of target is a new row: the same step again is no change, and the old ones are never touched."""
    identity = ("indicator", "level", "valid_from", "area")
    known = {tuple(getattr(row, name) for name in identity) for row in session.scalars(select(Target))}
    session.add_all(Target(**step) for step in steps if tuple(step[name] for name in identity) not in known)
    session.flush()


def _replace_marks(session: Session, marks: Mapping[str, Rows]) -> None:
    """The marks of these indicators, and no others, stand in the table afterwards."""
    wanted = {
        tuple(({"indicator": id, "area": None, "decided_by": None} | dict(mark))[name] for name in MARK)
        for id in marks
        for mark in marks[id]
    }
    for row in session.scalars(select(IndicatorMark).where(IndicatorMark.indicator.in_(marks))).all():
        known = tuple(getattr(row, name) for name in MARK)
        if known in wanted:
            wanted.remove(known)
        else:
            session.delete(row)
    session.flush()
    session.add_all(IndicatorMark(**dict(zip(MARK, mark, strict=True))) for mark in sorted(wanted, key=str))
    session.flush()
