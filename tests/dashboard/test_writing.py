"""Each field is read and checked, and all that is wrong is told at once."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from dashboard.auth import Asker, Conflict, Role, User
from dashboard.settings import Settings
from dashboard.usecases.writing import Day, Many, One, Text, Unfit, Whole, read_fields, storing
from db.engine import reading
from db.models import Owner
from db.writes import edits

FIELDS = {
    "title": Text(longest=20),
    "note": Text(is_needed=False),
    "day": Day(),
    "place": One(["a", "b"]),
    "many": Many(["x", "y"], fewest=1),
}
GOOD = {"title": "  Fall  ", "note": "", "day": "2026-03-15", "place": "a", "many": ["y", "x", "y"]}


def faults(**given: object) -> list[tuple[str, str]]:
    with pytest.raises(Unfit) as raised:
        read_fields(FIELDS, GOOD | given)
    assert all(fault.sentence for fault in raised.value.faults)
    return [(fault.field, fault.code) for fault in raised.value.faults]


def test_what_is_right_is_read():
    assert read_fields(FIELDS, GOOD) == {"title": "Fall", "note": None, "day": dt.date(2026, 3, 15), "place": "a", "many": ("y", "x")}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("title", "", "empty"),
        ("title", None, "empty"),
        ("title", "\u200b \n", "empty"),
        ("title", "x" * 10_000, "too_long"),
        ("note", "ring 912 34 567", "holds_phone"),
        ("note", "kari@kommune.no", "holds_email"),
        ("note", "fnr 030738 99981", "holds_identity"),
        ("day", "15.03.2026", "no_day"),
        ("day", "2026-02-30", "no_day"),
        ("day", "0001-01-01", "day_out_of_reach"),
        ("place", "c", "no_choice"),
        ("place", ["a"], "no_choice"),
        ("many", ["z"], "no_choice"),
        ("many", "x", "too_few"),
    ],
)
def test_what_is_wrong_is_told(name: str, value: object, code: str):
    assert faults(**{name: value}) == [(name, code)]


def test_all_that_is_wrong_is_told_at_once():
    assert faults(title="", day="i går", place="c") == [("title", "empty"), ("day", "no_day"), ("place", "no_choice")]


@pytest.mark.parametrize(("value", "found"), [("3", 3), (3, 3), ("3.0", 3), ("", None)])
def test_a_whole_number_is_read(value: object, found: int | None):
    assert read_fields({"n": Whole(1, 5, is_needed=False)}, {"n": value}) == {"n": found}


@pytest.mark.parametrize("value", ["0", "6", "1,5", "tre", "٣", "1" * 5000, -1])
def test_what_is_no_such_number_is_told(value: object):
    with pytest.raises(Unfit):
        read_fields({"n": Whole(1, 5)}, {"n": value})


@given(st.fixed_dictionaries({name: st.one_of(st.none(), st.text(), st.integers(), st.lists(st.text()), st.floats()) for name in FIELDS}))
def test_anything_gets_an_answer(values: dict[str, object]):
    try:
        found = read_fields(FIELDS, values)
    except Unfit as unfit:
        found = {fault.field: fault.sentence for fault in unfit.faults}
    assert found


def test_a_lost_race_says_who_won_and_stores_nothing(engine: Engine):
    settings = Settings()
    first, second = (Asker(User(name, Role.LEADER), engine, settings) for name in ("Kari", "Ola"))
    with storing(first) as (session, stamp):
        id = edits.add(session, Owner(name="Eier"), stamp).id
    with storing(first) as (session, stamp):
        edits.change(session, session.get(Owner, id), 1, {"post": "leder"}, stamp)
    with pytest.raises(Conflict) as raised, storing(second) as (session, stamp):
        edits.add(session, Owner(name="En annen"), stamp)
        edits.change(session, session.get(Owner, id), 1, {"post": "rådgiver"}, stamp)
    assert "Kari endret eieren" in raised.value.sentence
    with reading(engine) as session:
        assert [owner.post for owner in session.query(Owner)] == ["leder"]
