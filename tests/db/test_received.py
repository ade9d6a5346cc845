"""Which files came in, by source, person and day, a page at a time."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine

from db.engine import reading
from db.queries.received import Among, count_received, days_received, deliverers, problems_of, received, reversals
from db.terms import ReversalKind
from tests.builders import deliver, observations
from tests.db.standing import NOON, put_back, take_back


def numbers(engine: Engine, *page: int, **among: object) -> list[int]:
    with reading(engine) as session:
        return [delivery.number for delivery, _, _ in received(session, Among(**among), *(page or (10,)))]


def on(day: int) -> dict[str, dt.datetime]:
    return {"received_at": dt.datetime(2026, 3, day)}


def test_the_newest_come_first_a_page_at_a_time(settled: Engine):
    for day in range(1, 6):
        deliver(settled, observations("1"), **on(day))
    assert (numbers(settled), numbers(settled, 2), numbers(settled, 2, 2), numbers(settled, 2, 4)) == ([5, 4, 3, 2, 1], [5, 4], [3, 2], [1])


def test_they_are_found_by_source_person_and_day(settled: Engine):
    deliver(settled, observations("1"), **on(1))
    deliver(settled, observations("2"), received_by="Ola", **on(2))
    deliver(settled, observations("3"), **on(3))
    assert numbers(settled, by="Ola") == [2]
    assert numbers(settled, source="own") == [3, 2, 1]
    assert numbers(settled, source="ssb") == []
    assert numbers(settled, since=dt.datetime(2026, 3, 2), before=dt.datetime(2026, 3, 3)) == [2]
    with reading(settled) as session:
        assert count_received(session, Among(by="Kari")) == 2
        assert list(deliverers(session)) == ["Kari", "Ola"]
        assert days_received(session) == (dt.datetime(2026, 3, 1), dt.datetime(2026, 3, 3))


def test_who_took_it_back_stands_beside_it_until_it_is_put_back(settled: Engine):
    number = deliver(settled, observations("1"))
    take_back(settled, number)
    with reading(settled) as session:
        assert [row[1:] for row in received(session, Among(), 10)] == [(NOON, "Ola")]
    put_back(settled, number)
    with reading(settled) as session:
        assert [row[1:] for row in received(session, Among(), 10)] == [(None, None)]
        told = [(turn.version, turn.kind, turn.reason, turn.created_by) for turn in reversals(session, number)]
    assert told == [(2, ReversalKind.UNDO, "feil fil", "Ola"), (3, ReversalKind.REDO, "den var riktig", "Eva")]


def test_what_was_noticed_is_fetched_by_who_asks_for_it(settled: Engine):
    number = deliver(settled, observations("1"), problems="[]")
    with reading(settled) as session:
        assert (problems_of(session, number), problems_of(session, 99)) == ("[]", None)
        ((delivery, _, _),) = received(session, Among(), 1)
        assert "problems" not in vars(delivery)
