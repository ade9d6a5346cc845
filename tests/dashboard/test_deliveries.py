"""Leveranser: who may see them, what one tells of itself, and how it is taken back and put back."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.auth import Asker, Forbidden, NotFound, Refusal, Role
from dashboard.components.change_tables import changed_table, counts_sentence
from dashboard.components.turn_form import consequence, turn_form
from dashboard.usecases.deliveries import put_back, take_back, turn
from dashboard.usecases.delivery import delivery_page, would_change
from dashboard.usecases.delivery_jumps import jumps
from dashboard.usecases.received import A_PAGE, ReceivedSelection, latest, received_page
from db.terms import Severity
from etl.problem_record import as_json
from etl.problems import Problem
from tests.builders import deliver, observations
from tests.dashboard.components_read import of_class, said
from tests.dashboard.houses import FALLS, asker, settle


@pytest.fixture
def house(sqlite_engine: Engine) -> Engine:
    settle(sqlite_engine)
    return sqlite_engine


def shown(house: Engine, **chosen: object) -> list[int]:
    return [one.number for one in received_page(asker(house), ReceivedSelection(**chosen)).deliveries]


@pytest.mark.parametrize("role", [Role.READER, Role.LEADER, Role.COMMITTEE])
def test_who_delivered_what_is_for_analysts(house: Engine, role: Role):
    number = deliver(house, observations("1"))
    for ask in (
        lambda who: received_page(who, ReceivedSelection()),
        lambda who: delivery_page(who, number),
        lambda who: would_change(who, number),
        lambda who: jumps(who, delivery_page(asker(house), number)),
        lambda who: take_back(who, number, "feil"),
        lambda who: put_back(who, number, "feil"),
    ):
        with pytest.raises(Forbidden):
            ask(asker(house, role))


def test_the_list_is_a_page_at_a_time_and_a_page_too_far_is_the_last(house: Engine):
    for _ in range(A_PAGE + 2):
        deliver(house, observations("1"))
    assert shown(house)[:2] == [A_PAGE + 2, A_PAGE + 1]
    assert shown(house, page=2) == [2, 1]
    assert shown(house, page=99) == [2, 1]


def test_the_list_follows_source_person_and_time(house: Engine):
    now = dt.datetime.now(dt.UTC)
    deliver(house, observations("1"), received_at=dt.datetime(2024, 12, 31, 23, 30))  # a quarter past midnight in Oslo: 2025
    deliver(house, observations("1"), received_by="Ola", received_at=now - dt.timedelta(days=6))
    deliver(house, observations("1"), received_at=now - dt.timedelta(days=8))
    assert shown(house, by="Ola") == [2]
    assert shown(house, source="ssb") == []
    assert (shown(house, received="7"), shown(house, received="30")) == ([2], [3, 2])
    assert (shown(house, received="2025"), shown(house, received="2024")) == ([1], [])


def test_an_address_says_what_is_chosen_and_nonsense_counts_as_nothing():
    chosen = ReceivedSelection("own", "Kari Lærdal", "30", 2)
    assert ReceivedSelection.from_query(chosen.to_query()) == chosen
    for query in ("?side=0&mottatt=0", "?side=-1&mottatt=abc", "?side=99999999999&mottatt=²"):
        assert ReceivedSelection.from_query(query) == ReceivedSelection(), query


def test_the_front_page_has_the_newest_with_what_was_taken_back(house: Engine):
    for _ in range(3):
        deliver(house, observations("1"))
    take_back(asker(house), 2, "feil fil")
    assert [(one.number, one.is_undone, one.undone_by) for one in latest(asker(house, Role.READER), 2)] == [
        (3, False, None),
        (2, True, "Kari"),
    ]


def test_one_tells_what_was_noticed_and_what_it_changed(house: Engine):
    deliver(house, observations("3/60 12"))
    problem = Problem("already_loaded", Severity.WARNING, 3, "verdi", "7", {"delivery": 1, "date": dt.datetime(2026, 3, 4)})
    number = deliver(house, observations("4/60 12 13"), problems=as_json([problem]), note="mars, rettet")
    found = delivery_page(asker(house), number)
    assert (found.facts.note, found.facts.source, found.has_raw) == ("mars, rettet", "Egne tall", False)
    assert [(one.code, one.row, one.found) for one in found.problems] == [("already_loaded", 3, "7")]
    assert counts_sentence(found) == "1 nye tall, 1 endret, 1 like som før."
    table = of_class(changed_table(found), "table-scroll")[0].to_plotly_json()["props"]["data-markup"]
    assert "(3 av 60)" in table
    assert "(4 av 60)" in table
    assert "12,0" not in table


def test_one_from_before_problems_were_kept_says_so(house: Engine):
    assert delivery_page(asker(house), deliver(house, observations("1"))).problems is None


def test_a_number_outside_its_limits_is_a_jump_of_the_delivery_that_brought_it(house: Engine):
    deliver(house, observations(" ".join(["50 51"] * 12)))
    number = deliver(house, observations("50 90 51", first="2026-M01"))
    (jump,) = jumps(asker(house), delivery_page(asker(house), number))
    assert (jump.indicator, str(jump.period), jump.value) == (FALLS, "2026-M02", 90)
    assert jumps(asker(house), delivery_page(asker(house), 1)) == ()


def test_the_question_says_what_will_come_of_it(house: Engine):
    deliver(house, observations("1 2"))
    number = deliver(house, observations("_ 3 4"))
    who = asker(house)
    assert consequence(would_change(who, number)) == (
        "2 tall herfra gjelder nå. 1 av dem får tilbake det tallet som gjaldt før, og 1 blir stående uten tall."
    )
    take_back(who, number, "feil")
    assert consequence(would_change(who, number)) == (
        "2 tall herfra gjelder igjen. 1 av dem erstatter tallet som gjelder nå, og 1 kommer der det ikke er noe tall."
    )


def test_a_button_says_which_way_it_turns(house: Engine):
    number, who = deliver(house, observations("1")), asker(house)
    turn(who, "undo", number, "feil")
    with pytest.raises(NotFound):  # somebody else was quicker: what was asked for was to take it back, not to put it back
        turn(who, "undo", number, "feil")
    turn(who, "redo", number, "rett likevel")
    found = delivery_page(who, number)
    assert [(one.kind, one.reason, one.by) for one in found.turns] == [("undo", "feil", "Kari"), ("redo", "rett likevel", "Kari")]
    assert not found.facts.is_undone


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_nothing_is_turned_without_a_reason(house: Engine, reason: str):
    number = deliver(house, observations("1"))
    with pytest.raises(Refusal) as raised:
        take_back(asker(house), number, reason)
    assert raised.value.code == "no_reason"


def test_a_list_of_units_offers_no_way_back(house: Engine):
    found = delivery_page(asker(house), deliver(house, [], layout="units"))
    assert "kan ikke trekkes tilbake" in said(turn_form(found))


@pytest.mark.parametrize("number", [0, 77])
def test_a_delivery_that_does_not_exist_is_named(house: Engine, number: int):
    who: Asker = asker(house)
    for ask in (delivery_page, would_change):
        with pytest.raises(NotFound) as raised:
            ask(who, number)
        assert raised.value.code == "unknown_delivery"
