"""Meetings for tests, in a house with a nursing home and home care, with defaults for all that a test does not speak of."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine

from dashboard.auth import Asker, Role, User
from dashboard.usecases.agenda_writing import answer_proposal
from dashboard.usecases.decisions import decide
from dashboard.usecases.meeting_list import add_arena, plan_meeting
from dashboard.usecases.meeting_page import MeetingPage, meeting_page
from db.engine import writing
from db.models import ServiceArea
from tests.builders import an_area, an_indicator, deliver, observations
from tests.dashboard import houses, measures
from tests.dashboard.houses import months_ago

HOME_FALLS = "fall-hjemme"
WORSE = " ".join(["50 51"] * 9 + ["70"] * 8)
MONTHS = len(WORSE.split())
FALLS_KEY = f"signal {houses.FALLS} SYK-01"
HOME_KEY = f"signal {HOME_FALLS} HJT-01"
DAY = dt.date(2026, 3, 16)


def a_house(engine: Engine, role: Role = Role.COMMITTEE) -> Asker:
    """Both services have a unit where it gets worse, and both have figures up to last month."""
    measures.a_house(engine)
    with writing(engine) as session:
        session.add(ServiceArea(id="hjemmetjeneste", name="Hjemmetjeneste", position=2))
        session.flush()
        session.add(an_area("HJT-01", name="Hjemmetjenesten Nord", type="unit", parent="3911", service_area="hjemmetjeneste"))
        session.add(an_indicator(HOME_FALLS, name="Fall hjemme", service_area="hjemmetjeneste"))
    deliver(engine, worse(), worse(HOME_FALLS, "HJT-01"))
    return houses.asker(engine, role)


def worse(indicator: str = houses.FALLS, area: str = "SYK-01", values: str = WORSE) -> list:
    return observations(values, indicator=indicator, area=area, first=months_ago(MONTHS))


def named(asker: Asker, name: str, role: Role = Role.LEADER) -> Asker:
    return Asker(User(name, role), asker.engine, asker.settings)


def an_arena(asker: Asker, name: str = "Kvalitetsutvalget", service_area: str | None = None) -> int:
    return add_arena(asker, {"name": name, "kind": "quality_committee", "service_area": service_area})


def a_meeting(asker: Asker, arena: int | None = None, **given: object) -> int:
    usual = {"arena": str(arena or an_arena(asker)), "meets_on": DAY.isoformat(), "secretary": "Siri"}
    return plan_meeting(asker, usual | given)


def accept(asker: Asker, meeting: int, key: str = FALLS_KEY) -> int:
    return answer_proposal(asker, meeting, key, "accepted", None)


def a_decision(asker: Asker, item: int, **given: object) -> int:
    return decide(asker, item, {"text": "Gå gjennom rommene", "outcome": "action", "owner": "1", "due_on": "2026-05-01"} | given)


def page(asker: Asker, meeting: int, service_area: str | None = None) -> MeetingPage:
    return meeting_page(asker, meeting, service_area)


def proposed(asker: Asker, meeting: int, service_area: str | None = None) -> list[str]:
    return [each.subject.key for each in page(asker, meeting, service_area).proposed]
