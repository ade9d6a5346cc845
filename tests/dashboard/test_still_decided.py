"""What must be hidden of an indicator is decided again when anything came of it, or places or its limit changed, and not before."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, event, update

from db.engine import writing
from db.models import Area, Indicator
from db.writes.reversals import undo
from tests.builders import deliver, observations
from tests.dashboard.hidden_house import OTHER, UNITS, falls, hidden, settle_hidden
from tests.dashboard.houses import FALLS
from tests.db.standing import NOON


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle_hidden(engine)
    assert hidden(engine) == set(UNITS)
    return engine


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
    assert hidden(house) == set(UNITS)


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
