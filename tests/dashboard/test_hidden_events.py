"""Of reported events those who may not see small numbers see what is divided once, and never what would tell the rest."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.selection import Selection
from dashboard.usecases.series import find_series
from db.engine import writing
from db.models import Source
from db.terms import Direction, Kind
from tests.builders import an_indicator, deliver, observations
from tests.dashboard.houses import asker, settle

HARM = "hendelser-med-skade-sykehjem"


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    given = {"kind": Kind.COUNT, "unit": "count", "decimals": 0, "source": "events", "direction": Direction.LOWER_IS_BETTER}
    with writing(engine) as session:
        session.add(Source(id="events", name="Avvikssystemet", licence="egne"))
        session.flush()
        session.add(an_indicator(HARM, **given))
    return engine


def month(area: str = "3911", **counts: int):
    """`all` is what they are together; underscores stand for what Python cannot name."""
    names = {"all": "", "fall_alvorlig": "fall · alvorlig"}
    return [
        row
        for name, count in counts.items()
        for row in observations(str(count), indicator=HARM, area=area, breakdown=names.get(name, name))
    ]


def shown(house: Engine, area: str, *groups: str, role: Role = Role.READER) -> list[float | None]:
    series = [find_series(asker(house, role), HARM, Selection(area=area, breakdown=group)) for group in groups]
    return [one.points[0].value for one in series]


def test_beside_a_small_category_the_smallest_other_is_hidden(house):
    deliver(house, month(all=30, fall=18, legemidler=3, annet=9))
    assert shown(house, "3911", "", "fall", "legemidler", "annet") == [30, 18, None, None]


def test_severities_are_one_way_of_dividing_and_categories_another(house):
    deliver(house, month(all=30, fall=18, annet=12, lett=24, moderat=6))
    assert shown(house, "3911", "", "fall", "annet", "lett", "moderat") == [30, 18, 12, 24, 6]


def test_what_is_divided_twice_is_for_leaders(house):
    deliver(house, month(all=30, fall=18, annet=12, lett=20, alvorlig=10, fall_alvorlig=8), month("SYK-01", all=30, fall=18, annet=12))
    assert shown(house, "3911", "fall · alvorlig") == [None]
    assert shown(house, "SYK-01", "", "fall", "annet") == [30, None, None]
    assert shown(house, "3911", "fall · alvorlig", role=Role.LEADER) == [8]
    assert shown(house, "SYK-01", "fall", role=Role.LEADER) == [18]
