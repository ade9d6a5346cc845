"""A delivery taken back lets what stood before stand again; put back, it stands as if nothing had happened; and all of it is kept."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from db.engine import reading
from db.models import Delivery, Reversal, Version
from db.queries.observations import observations as read
from db.terms import ReversalKind, Status
from db.writes.observations import COLUMNS
from db.writes.reversals import CannotReverse
from tests.builders import deliver, observations
from tests.db.standing import AREAS, INDICATORS, NOON, put_back, standing, take_back, values


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


def test_an_undo_is_taken_back_and_everything_stands_as_before(settled: Engine):
    deliver(settled, observations("50 49"))
    second = deliver(settled, observations("_ 3/60 - 12*", note="rad 2", lower=1.5, invited=80.0))
    before, undone = standing(settled), take_back(settled, second)
    again = put_back(settled, second)
    assert standing(settled) == before == standing(settled, again)
    assert values(settled, undone) == "50 49"
    with reading(settled) as session:
        found = {row.period: row for row in read(session, INDICATORS, AREAS)}
    assert (found["2024-M02"].numerator, found["2024-M02"].note, found["2024-M04"].status) == (3, "rad 2", Status.PROVISIONAL)


def test_what_was_put_back_gives_way_to_what_was_delivered_meanwhile(settled: Engine):
    first = deliver(settled, observations("50 49"))
    take_back(settled, first)
    deliver(settled, observations("48"))
    put_back(settled, first)
    assert values(settled) == "48 49"


def test_a_delivery_that_was_put_back_can_be_taken_back_again(settled: Engine):
    deliver(settled, observations("50"))
    second = deliver(settled, observations("51"))
    turns = [take_back(settled, second), put_back(settled, second), take_back(settled, second), put_back(settled, second)]
    assert [values(settled, turn) for turn in turns] == ["50", "51", "50", "51"]


def test_every_turn_is_kept_with_its_reason(settled: Engine):
    number = deliver(settled, observations("50"))
    turns = [take_back(settled, number), put_back(settled, number)]
    with reading(settled) as session:
        kept = [(turn.version, turn.kind, turn.reason) for turn in session.scalars(select(Reversal).order_by(Reversal.version))]
        assert session.get(Delivery, number).undone_version is None
    assert kept == [(turns[0], ReversalKind.UNDO, "feil fil"), (turns[1], ReversalKind.REDO, "den var riktig")]


def test_a_delivery_is_not_put_back_beside_its_own_copy(settled: Engine):
    first = deliver(settled, observations("50"), content="fil")
    take_back(settled, first)
    again = deliver(settled, observations("50"), content="fil")
    with pytest.raises(CannotReverse) as raised:
        put_back(settled, first)
    assert (raised.value.code, raised.value.by) == ("delivered_again", again)
    take_back(settled, again)
    put_back(settled, first)
    assert [delivery for _, delivery in standing(settled).values()] == [first]


def test_only_what_was_taken_back_can_be_put_back(settled: Engine):
    number = deliver(settled, observations("50"))
    for delivery, code in ((number, "not_undone"), (99, "unknown_delivery")):
        with pytest.raises(CannotReverse) as raised:
            put_back(settled, delivery)
        assert raised.value.code == code


def test_a_delivery_is_taken_back_once(settled: Engine):
    number = deliver(settled, observations("50"))
    take_back(settled, number)
    with pytest.raises(CannotReverse) as raised:
        take_back(settled, number)
    assert (raised.value.code, raised.value.delivery) == ("already_undone", number)


def test_only_a_delivery_can_be_taken_back(settled: Engine):
    version = take_back(settled, deliver(settled, observations("50")))
    for nothing in (0, version, 77):
        with pytest.raises(CannotReverse) as raised:
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
