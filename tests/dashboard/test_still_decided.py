"""What must be hidden of an indicator is decided again when anything came of it, or places or its limit changed, and not before."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, event, update

from dashboard.auth import Role
from dashboard.selection import Selection
from dashboard.usecases.series import find_series
from db.engine import writing
from db.models import Area, Indicator
from db.terms import Status
from db.writes.reversals import undo
from tests.builders import an_area, an_indicator, deliver, observations
from tests.dashboard.houses import FALLS, asker, settle
from tests.db.standing import NOON

OTHER = "trykksår"


@pytest.fixture
def house(engine: Engine) -> Engine:
    """Two units; a small number in one of them, so that the other is hidden too."""
    settle(engine)
    with writing(engine) as session:
        session.add_all([an_area("SYK-02", type="unit", parent="3911", service_area="sykehjem"), an_indicator(OTHER)])
    deliver(engine, *falls("2/900", "20/1000", "22/1900"))
    assert hidden(engine) == {"SYK-01", "SYK-02"}
    return engine


def falls(first: str, second: str, total: str):
    return [observations(text, area=area) for area, text in (("SYK-01", first), ("SYK-02", second), ("3911", total))]


def hidden(house: Engine) -> set[str]:
    found = {area: find_series(asker(house, Role.READER), FALLS, Selection(area=area)) for area in ("3911", "SYK-01", "SYK-02")}
    return {area for area, series in found.items() if any(point.status is Status.SUPPRESSED for point in series.points)}


def readings(house: Engine) -> int:
    """How often all places of an indicator are read while its page is opened."""
    seen: list[str] = []

    def note(_connection, _cursor, statement: str, *_) -> None:
        seen.extend(["all"] if "FROM observation" in statement and "area IN" not in statement and "ORDER BY" in statement else [])

    event.listen(house, "before_cursor_execute", note)
    hidden(house)
    event.remove(house, "before_cursor_execute", note)
    return len(seen)


def test_a_delivery_of_another_indicator_changes_nothing_and_costs_nothing(house: Engine):
    deliver(house, observations("3/900", indicator=OTHER, area="SYK-01"))
    assert readings(house) == 0
    assert hidden(house) == {"SYK-01", "SYK-02"}


def test_what_comes_is_decided_again(house: Engine):
    deliver(house, *falls("30/900", "20/1000", "50/1900"))
    assert readings(house) > 0
    deliver(house, *(observations(text, area=area, first="2024-M02") for area, text in (("SYK-01", "20/900"), ("SYK-02", "3/900"))))
    assert "SYK-02" in hidden(house)


def test_what_was_taken_back_is_decided_again(house: Engine):
    number = deliver(house, observations("3/900", area="SYK-02", first="2024-M02"))
    hidden(house)
    with writing(house) as session:
        undo(session, number, "Ola", "feil fil", NOON)
    assert readings(house) > 0


@pytest.mark.parametrize(
    "change",
    [
        update(Indicator).where(Indicator.id == FALLS).values(small_number_limit=25),
        update(Area).where(Area.code == "SYK-02").values(parent=None),
    ],
)
def test_another_limit_or_division_is_heeded_with_the_next_version(house: Engine, change):
    with writing(house) as session:
        session.execute(change)
    deliver(house, observations("3/900", indicator=OTHER, area="SYK-01"))
    assert readings(house) > 0
