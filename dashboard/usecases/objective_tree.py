"""What is written under a strategy: its delmål with the ways there and the activities, as they stand now or as they stood on a day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from dashboard.text import OSLO
from db import models
from db.queries import goals as queries
from db.queries.edits import as_it_stood, edits_of
from db.queries.owners import all_owners


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    id: int
    title: str
    owner: str | None
    due_on: dt.date | None
    done_on: dt.date | None
    note: str | None
    is_dropped: bool
    is_late: bool
    revision: int = 0

    @property
    def is_done(self) -> bool:
        return self.done_on is not None and not self.is_dropped


@dataclass(frozen=True, slots=True)
class WrittenObjective:
    id: int
    number: int  # as people count them, from 1
    title: str
    pathways: tuple[str, ...]
    indicators: tuple[str, ...]
    activities: tuple[ActivityFacts, ...]
    made_from: int | None
    revision: int = 0


def objectives_now(session: Session, strategy: str, today: dt.date) -> list[WrittenObjective]:
    rows = queries.objectives_of(session, strategy)
    ids = [row.id for row in rows]
    pathways, indicators = queries.pathways_of(session, ids), queries.indicators_of(session, ids)
    owners, activities = owner_names(session), queries.activities_of(session, ids)
    return [
        WrittenObjective(
            id=row.id,
            number=number,
            title=row.title,
            pathways=tuple(pathways.get(row.id, ())),
            indicators=tuple(indicators.get(row.id, ())),
            activities=tuple(_activity(_columns(each), owners, today) for each in activities if each.objective == row.id),
            made_from=row.made_from,
            revision=row.revision,
        )
        for number, row in enumerate(rows, start=1)
    ]


def objectives_on(session: Session, strategy: str, day: dt.date) -> list[WrittenObjective]:
    """As they stood at the end of that day. Of an adopted strategy only this may change: which indicators tell of it, and the activities."""
    moment, owners = end_of(day), owner_names(session)
    stood, activities = (as_it_stood(session, table, moment) for table in (models.Objective, models.Activity))
    return [
        replace(
            each,
            indicators=tuple((stood.get(str(each.id)) or _first_content(session, each.id))["indicators"]),
            activities=tuple(
                _activity(held | {"id": int(key)}, owners, day) for key, held in activities.items() if held["objective"] == each.id
            ),
        )
        for each in objectives_now(session, strategy, day)
    ]


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day in Oslo."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), OSLO) - dt.timedelta(microseconds=1)


def owner_names(session: Session) -> Mapping[int, str]:
    return {owner.id: owner.name for owner in all_owners(session)}


def _first_content(session: Session, objective: int) -> Mapping[str, Any]:
    """How it was stored, for days before it was: a strategy is often older than what keeps it."""
    return json.loads(edits_of(session, models.Objective, objective)[-1].after)


def _columns(row: models.Activity) -> Mapping[str, Any]:
    return {name: getattr(row, name) for name in ("id", "title", "owner", "due_on", "done_on", "note", "is_dropped", "revision")}


def _activity(held: Mapping[str, Any], owners: Mapping[int, str], today: dt.date) -> ActivityFacts:
    due_on, done_on = _day(held["due_on"]), _day(held["done_on"])
    return ActivityFacts(
        id=held["id"],
        title=held["title"],
        owner=owners.get(held["owner"]),
        due_on=due_on,
        done_on=done_on,
        note=held["note"],
        is_dropped=held["is_dropped"],
        is_late=due_on is not None and due_on < today and done_on is None and not held["is_dropped"],
        revision=held.get("revision", 0),
    )


def _day(given: dt.date | str | None) -> dt.date | None:
    return dt.date.fromisoformat(given) if isinstance(given, str) else given
