"""Measures for tests, written through the use cases, with defaults for all that a test does not speak of."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine

from dashboard.auth import Asker, Role
from dashboard.usecases.action_writing import write_action
from dashboard.usecases.owners import write_owner
from tests.dashboard import houses

TODAY = dt.date(2026, 3, 15)
THEN = dt.datetime(2026, 3, 15, 9, tzinfo=dt.UTC)
MARKUP = "<img src=x onerror=alert(1)> **fet** [lenke](javascript:alert(1)) =1+1"


def a_house(engine: Engine, role: Role = Role.LEADER) -> Asker:
    """A nursing home, two indicators, and two who can answer for something."""
    houses.settle(engine)
    asker = houses.asker(engine, Role.LEADER)
    for name in ("Anne", "Bjørn"):
        write_owner(asker, None, {"name": name}, THEN)
    return houses.asker(engine, role)


def written(**changes: object) -> dict[str, object]:
    """As a form sends it."""
    usual = {
        "title": "Fallgjennomgang",
        "service_area": "sykehjem",
        "indicators": [houses.FALLS],
        "areas": ["SYK-01"],
        "hypothesis": "Fall per 1000 døgn ned 20 %",
        "knowledge": "",
        "starts_on": "2025-01-15",
        "ends_on": "",
        "owner": "1",
        "status": "ongoing",
        "follow_up_on": "2026-06-01",
    }
    return usual | changes


def a_measure(asker: Asker, **changes: object) -> int:
    return write_action(asker, None, written(**changes), THEN)
