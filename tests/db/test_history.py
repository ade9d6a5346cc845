"""What stood when: deliveries supersede, undos bring back, and any earlier version can be asked for."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from db.engine import reading, writing
from db.models import Delivery, Observation, Reversal, Version
from db.queries.observations import current_version
from db.queries.observations import observations as read
from db.terms import ReversalKind
from db.writes import observations as writes
from db.writes.observations import COLUMNS, CannotUndo, store, undo
from tests.builders import a_delivery, as_columns, deliver, observations, settle

NOON = dt.datetime(2026, 3, 5, 12)
INDICATORS, AREAS = ("fall-med-skade", "trykksår"), ("3911", "3905")


@pytest.fixture
def settled(engine: Engine) -> Engine:
    settle(engine, indicators=INDICATORS, areas=AREAS)
    return engine


def take_back(engine: Engine, number: int) -> int:
    with writing(engine) as session:
        return undo(session, number, "Ola", "feil fil", NOON)


def standing(engine: Engine, as_of: int | None = None) -> dict[tuple[str, ...], tuple[float, int]]:
    with reading(engine) as session:
        rows = read(session, INDICATORS, AREAS, as_of)
        return {(row.indicator, row.area, row.breakdown, row.period): (row.value, row.delivery) for row in rows}


def values(engine: Engine, as_of: int | None = None) -> str:
    return " ".join(f"{value:g}" for value, _ in standing(engine, as_of).values())


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


def test_taking_back_the_newest_brings_back_what_stood(settled: Engine):
    deliver(settled, observations("50 49"))
    second = deliver(settled, observations("_ 48 47"))
    third = take_back(settled, second)
    assert values(settled) == "50 49"
    assert values(settled, second) == "50 48 47"
    assert values(settled, third) == "50 49"


def test_taking_back_an_older_one_leaves_what_a_newer_one_said(settled: Engine):
    first = deliver(settled, observations("50 49"))
    deliver(settled, observations("_ 48"))
    take_back(settled, first)
    assert values(settled) == "48"


def test_what_was_taken_back_never_returns(settled: Engine):
    first = deliver(settled, observations("1"))
    second = deliver(settled, observations("2"))
    third = deliver(settled, observations("3"))
    take_back(settled, second)
    assert values(settled) == "3"
    last = take_back(settled, third)
    assert standing(settled) == {("fall-med-skade", "3911", "", "2024-M01"): (1, first)}
    take_back(settled, first)
    assert values(settled) == ""
    assert values(settled, last) == "1"


def test_new_keys_vanish_with_their_delivery(settled: Engine):
    only = deliver(settled, observations("50 49"))
    take_back(settled, only)
    assert values(settled) == ""
    assert values(settled, only) == "50 49"


def test_a_row_keeps_everything_when_it_comes_back(settled: Engine):
    rows = observations("3/60 - 12*", note='Rad 2: «\t\\N"', lower=1.5, upper=9.5, invited=80.0)
    deliver(settled, rows)
    second = deliver(settled, observations("1 1 1"))
    take_back(settled, second)
    with reading(settled) as session:
        found = [tuple(getattr(row, name) for name in COLUMNS) for row in read(session, INDICATORS, AREAS)]
    assert found == rows


def test_a_delivery_is_taken_back_once(settled: Engine):
    number = deliver(settled, observations("50"))
    take_back(settled, number)
    with pytest.raises(CannotUndo) as raised:
        take_back(settled, number)
    assert (raised.value.code, raised.value.delivery) == ("already_undone", number)


def test_only_a_delivery_can_be_taken_back(settled: Engine):
    version = take_back(settled, deliver(settled, observations("50")))
    for nothing in (0, version, 77):
        with pytest.raises(CannotUndo) as raised:
            take_back(settled, nothing)
        assert raised.value.code == "unknown_delivery"


def test_who_took_it_back_when_and_why_is_kept(settled: Engine):
    number = deliver(settled, observations("50"), note="mars")
    version = take_back(settled, number)
    with reading(settled) as session:
        delivery, reversal, made = session.get(Delivery, number), session.get(Reversal, version), session.get(Version, version)
    assert (delivery.note, delivery.undone_version) == ("mars", version)
    assert (reversal.delivery, reversal.kind, reversal.reason) == (number, ReversalKind.UNDO, "feil fil")
    assert (made.created_by, made.created_at) == ("Ola", NOON)


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
