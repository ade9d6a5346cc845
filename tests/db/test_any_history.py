"""Any history of deliveries and undos answers as a slow, obvious ledger does, at every version."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete

from db.engine import reading, writing
from db.models import Delivery, Observation, Reversal, Version
from db.queries.observations import observations as read
from db.writes.observations import undo
from tests.builders import deliver, observations, settle
from tests.db.ledger import Key, Ledger

INDICATORS, AREAS = ("fall-med-skade", "trykksår"), ("3911", "3905")
KEYS = [("fall-med-skade", "3911", "", "2024"), ("fall-med-skade", "3905", "kvinner", "2024"), ("trykksår", "3911", "", "2024")]
COVERED = st.sets(st.sampled_from(KEYS), min_size=1)  # what a delivery brings
TAKEN_BACK = st.integers(0, 9)  # which of those that stand
# Few keys, and three deliveries before anything is taken back: stories in which something happens.
EVENTS = st.tuples(*[COVERED] * 3, st.lists(COVERED | TAKEN_BACK, min_size=3, max_size=8)).map(lambda parts: [*parts[:3], *parts[3]])
Events = list[set[Key] | int]

RANDOM = {"derandomize": True, "deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


def play(engine: Engine, events: Events) -> Ledger:
    """The same events into the database and the ledger, which begin empty."""
    with writing(engine) as session:
        for table in (Observation, Reversal, Delivery, Version):
            session.execute(delete(table))
    ledger = Ledger()
    for value, event in enumerate(events):
        left = [number for number in ledger.deliveries if number not in ledger.undone]
        if isinstance(event, set):
            rows = [row for key in sorted(event) for row in row_of(key, value)]
            assert deliver(engine, rows) == ledger.deliver(dict.fromkeys(event, value))
        elif left:
            number = left[event % len(left)]
            with writing(engine) as session:
                assert undo(session, number, "Ola", "feil fil", dt.datetime(2026, 3, 5)) == ledger.undo(number)
    return ledger


def standing(engine: Engine, as_of: int | None = None) -> dict[Key, tuple[float, int]]:
    with reading(engine) as session:
        rows = read(session, INDICATORS, AREAS, as_of)
        return {(row.indicator, row.area, row.breakdown, row.period): (row.value, row.delivery) for row in rows}


def row_of(key: Key, value: float):
    indicator, area, breakdown, period = key
    return observations(str(value), indicator=indicator, area=area, breakdown=breakdown, first=period)


def check_every_version(engine: Engine, events: Events) -> None:
    ledger = play(engine, events)
    assert standing(engine) == ledger.as_of(ledger.version)
    for version in range(ledger.version + 2):
        assert standing(engine, version) == ledger.as_of(version), version


@settings(max_examples=60, **RANDOM)
@given(EVENTS)
def test_any_history_on_sqlite(sqlite_history: Engine, events: Events):
    check_every_version(sqlite_history, events)


@settings(max_examples=15, **RANDOM)
@given(EVENTS)
def test_any_history_on_postgres(postgres_history: Engine, events: Events):
    check_every_version(postgres_history, events)


@pytest.fixture
def sqlite_history(sqlite_engine: Engine) -> Engine:
    settle(sqlite_engine, indicators=INDICATORS, areas=AREAS)
    return sqlite_engine


@pytest.fixture
def postgres_history(postgres_engine: Engine) -> Engine:
    settle(postgres_engine, indicators=INDICATORS, areas=AREAS)
    return postgres_engine
