"""What stood when: deliveries supersede, undos bring back, and any earlier version can be asked for."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from db.engine import reading, writing
from db.models import Delivery, Observation
from db.queries.observations import current_version
from db.writes import observations as writes
from db.writes.observations import store
from tests.builders import a_delivery, as_columns, deliver, observations, settle
from tests.db.standing import standing, take_back, values


def test_a_newer_delivery_supersedes_what_it_covers(settled: Engine):
    first = deliver(settled, observations("50 49 51"))
    second = deliver(settled, observations("_ 48"))
    assert values(settled) == "50 48 51"
    assert values(settled, first) == "50 49 51"
    assert values(settled, second) == "50 48 51"
    assert values(settled, 0) == ""


def test_the_same_value_again_counts_as_said_by_the_newer(settled: Engine):
    first = deliver(settled, observations("50"))
    second = deliver(settled, observations("50"))
    take_back(settled, first)
    assert [delivery for _, delivery in standing(settled).values()] == [second]


def test_the_same_file_is_stored_once_unless_it_was_taken_back(settled: Engine):
    first = deliver(settled, observations("50"), content="fil")
    with pytest.raises(IntegrityError):
        deliver(settled, observations("50"), content="fil")
    assert deliver(settled, observations("50"), content="fil", answers='{"a": "b"}')
    take_back(settled, first)
    again = deliver(settled, observations("51"), content="fil")
    assert values(settled) == "51"
    assert again == 4


def test_versions_count_from_one_without_gaps(settled: Engine):
    with reading(settled) as session:
        assert current_version(session) == 0
    with pytest.raises(IntegrityError):
        deliver(settled, observations("50", area="finnes-ikke"))
    assert [deliver(settled, observations("50")), take_back(settled, 1), deliver(settled, observations("50"))] == [1, 2, 3]
    with reading(settled) as session:
        assert current_version(session) == 3


def test_a_moment_with_an_offset_is_stored_as_utc(settled: Engine):
    oslo = dt.timezone(dt.timedelta(hours=2))
    number = deliver(settled, observations("50"), received_at=dt.datetime(2026, 6, 1, 0, 30, tzinfo=oslo))
    with reading(settled) as session:
        assert session.get(Delivery, number).received_at == dt.datetime(2026, 5, 31, 22, 30)


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writes, "CHUNK", 5)
    monkeypatch.setattr(writes, "ROWS_A_STATEMENT", 2)


def test_a_long_delivery_goes_in_chunk_after_chunk(settled: Engine, small_chunks: None):
    long = observations(" ".join(map(str, range(23))))
    deliver(settled, long)
    deliver(settled, observations(" ".join("7" * 19)))
    assert values(settled) == "7 " * 19 + "19 20 21 22"


def test_columns_may_come_in_parts(settled: Engine):
    parts = (as_columns(observations(text, first=first)) for text, first in [("1 2", "2024-M01"), ("3 4", "2024-M03")])
    with writing(settled) as session:
        store(session, a_delivery(), parts)
    assert values(settled) == "1 2 3 4"


def test_a_delivery_without_rows_is_a_delivery(settled: Engine):
    assert deliver(settled, []) == 1


def test_a_fault_in_a_late_chunk_leaves_nothing(settled: Engine, small_chunks: None):
    before = deliver(settled, observations("1 2 3 4 5 6 7"))
    for late in (observations("9", area="finnes-ikke"), observations("9"), observations("9", indicator="finnes-ikke")):
        with pytest.raises(IntegrityError):
            deliver(settled, observations("8 8 8 8 8 8 8"), late)
    assert standing(settled) == standing(settled, before)
    with reading(settled) as session:
        assert session.scalar(select(func.count()).select_from(Observation)) == 7
        assert current_version(session) == before


def test_an_interrupted_delivery_leaves_nothing(settled: Engine):
    def parts():
        yield as_columns(observations("1 2"))
        raise LookupError

    with pytest.raises(LookupError), writing(settled) as session:
        store(session, a_delivery(), parts())
    assert values(settled) == ""


def test_columns_of_unequal_length_are_refused(settled: Engine):
    columns = dict(as_columns(observations("1 2"))) | {"note": (None,)}
    with pytest.raises(ValueError, match="shorter"), writing(settled) as session:
        store(session, a_delivery(), columns)


def test_a_text_that_postgres_cannot_hold_is_an_error_of_the_statement(postgres_engine: Engine):
    settle(postgres_engine)
    with pytest.raises(DBAPIError):
        deliver(postgres_engine, observations("1", note="\x00"))
