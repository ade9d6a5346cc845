"""Any history of deliveries, undos and redos answers as a slow, obvious ledger does, at every version."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete

from db.engine import writing
from db.models import Delivery, Observation, Reversal, Version
from db.writes.reversals import redo, undo
from tests.builders import deliver, observations, settle
from tests.db.ledger import Key, Ledger
from tests.db.standing import AREAS, INDICATORS, standing

KEYS = [("fall-med-skade", "3911", "", "2024"), ("fall-med-skade", "3905", "kvinner", "2024"), ("trykksår", "3911", "", "2024")]
COVERED = st.sets(st.sampled_from(KEYS), min_size=1)  # what a delivery brings
TURNED = st.integers(0, 9)  # which of the deliveries is taken back, or put back if it was
# Few keys, and three deliveries before anything is taken back: stories in which something happens.
EVENTS = st.tuples(*[COVERED] * 3, st.lists(COVERED | TURNED, min_size=3, max_size=9)).map(lambda parts: [*parts[:3], *parts[3]])
Events = list[set[Key] | int]

RANDOM = {"derandomize": True, "deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


def play(engine: Engine, events: Events) -> Ledger:
    """The same events into the database and the ledger, which begin empty."""
    with writing(engine) as session:
        for table in (Observation, Reversal, Delivery, Version):
            session.execute(delete(table))
    ledger = Ledger()
    for value, event in enumerate(events):
        if isinstance(event, set):
            rows = [row for key in sorted(event) for row in row_of(key, value)]
            assert deliver(engine, rows) == ledger.deliver(dict.fromkeys(event, value))
        else:
            number = list(ledger.deliveries)[event % len(ledger.deliveries)]
            turn = undo if ledger.stands(number, ledger.version) else redo
            with writing(engine) as session:
                assert turn(session, number, "Ola", "feil fil", dt.datetime(2026, 3, 5)) == ledger.turn(number)
    return ledger


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
