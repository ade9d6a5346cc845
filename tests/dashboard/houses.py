"""A municipality to ask about: areas, a unit, two indicators and some months, in a database of the test's own."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine

from dashboard.auth import Asker, Role, User
from dashboard.settings import Settings
from db.engine import writing
from db.terms import Frequency, Kind
from etl import areas
from tests.builders import an_area, an_indicator, words

SHARES, FALLS = "dagaktivitet", "fall-med-skade"


def asker(engine: Engine, role: Role = Role.ADMINISTRATOR) -> Asker:
    return Asker(User("Kari", role), engine, Settings(home_area="3911"))


def settle(engine: Engine) -> None:
    """The real table of areas, a nursing home, an annual share and a monthly rate."""
    with writing(engine) as session:
        session.add_all(words())
        session.flush()
        areas.save(session)
        session.flush()
        session.add(an_area("SYK-01", name="Solbakken sykehjem", type="unit", parent="3911", service_area="sykehjem"))
        session.add(
            an_indicator(SHARES, name="Dagaktivitet", kind=Kind.PROPORTION, unit="percent", frequency=Frequency.YEAR, small_number_limit=0)
        )
        session.add(an_indicator(FALLS, name="Fall med skade"))


def months_ago(count: int) -> str:
    """What is late depends on today."""
    today = dt.datetime.now(dt.UTC).date()
    months = today.year * 12 + today.month - 1 - count
    return f"{months // 12}-M{months % 12 + 1:02}"
