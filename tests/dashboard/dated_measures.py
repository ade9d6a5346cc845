"""Measures for tests: written down as people write them, on an indicator in a place."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine

from db.acting import ActionStatus
from db.engine import writing
from db.models import Action, Owner
from db.writes import edits
from tests.builders import FALLS

UNIT = "SYK-01"
THEN = dt.datetime(2024, 1, 5, 9)


def a_measure(engine: Engine, title: str = "Fallvurdering innen 24 t", starts: str = "2025-07-01", **given: object) -> int:
    """Ongoing, at the unit; returns its number."""
    day, stamp = dt.date.fromisoformat(starts), edits.Stamp("Kari", given.pop("at", THEN))
    links = {"indicators": [given.pop("indicator", FALLS)], "areas": [given.pop("area", UNIT)]}
    usual = {"hypothesis": "ned 20 %", "service_area": "sykehjem", "status": ActionStatus.ONGOING, "follow_up_on": day}
    with writing(engine) as session:
        owner = edits.add(session, Owner(name=f"Eier {session.query(Owner).count()}"), stamp).id
        action = Action(title=title, starts_on=day, owner=owner, created_at=stamp.at, created_by="Kari", **usual | given)
        return edits.add(session, action, stamp, links).id
