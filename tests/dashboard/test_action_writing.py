"""A measure is written down field by field; what cannot be is told with its remedy, and nothing is stored."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.auth import Conflict, Forbidden, NotFound, Role
from dashboard.usecases.action_facts import action_facts
from dashboard.usecases.action_writing import action_form, write_action
from dashboard.usecases.actions import ActionSelection, actions_page
from dashboard.usecases.follow_up import write_follow_up
from dashboard.usecases.owners import owners_page, write_owner
from dashboard.usecases.writing import Unfit
from db.engine import reading, writing
from db.models import Indicator
from db.terms import IndicatorState
from tests.builders import an_area
from tests.dashboard import houses
from tests.dashboard.measures import MARKUP, THEN, TODAY, a_house, a_measure, written


def faults(asker, **changes) -> list[tuple[str, str]]:
    with pytest.raises(Unfit) as raised:
        a_measure(asker, **changes)
    assert all(fault.sentence for fault in raised.value.faults)
    assert actions_page(asker, ActionSelection()).total == 0
    return [(fault.field, fault.code) for fault in raised.value.faults]


def test_what_is_written_stands_with_the_names_behind_its_codes(engine: Engine):
    asker = a_house(engine)
    id = a_measure(asker, title=MARKUP)
    with reading(engine) as session:
        found = action_facts(asker, session, id, TODAY)
    assert (found.title, found.owner.name, found.service_area_name) == (MARKUP, "Anne", "Sykehjem")
    assert [indicator.name for indicator in found.indicators] == ["Fall med skade"]
    assert [area.name for area in found.areas] == ["Solbakken sykehjem"]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"ends_on": "2025-01-14"}, ("ends_on", "ends_on_before_start")),
        ({"follow_up_on": "2025-01-14"}, ("follow_up_on", "follow_up_on_before_start")),
        ({"title": "x" * 10_000}, ("title", "too_long")),
        ({"hypothesis": "ring Kari på 912 34 567"}, ("hypothesis", "holds_phone")),
        ({"knowledge": "kari@kommune.no"}, ("knowledge", "holds_email")),
        ({"areas": []}, ("areas", "too_few")),
        ({"areas": ["0301"]}, ("areas", "no_choice")),
        ({"indicators": ["finnes-ikke"]}, ("indicators", "no_choice")),
        ({"owner": "99"}, ("owner", "no_choice")),
        ({"owner": "1; DROP TABLE action"}, ("owner", "no_choice")),
        ({"status": "ferdig"}, ("status", "no_choice")),
        ({"objective": "1"}, ("objective", "no_choice")),
    ],
)
def test_what_cannot_stand_is_told_with_its_field(sqlite_engine: Engine, changes: dict, wrong: tuple[str, str]):
    assert faults(a_house(sqlite_engine), **changes) == [wrong]


def test_a_unit_that_closed_before_the_start_is_refused_and_one_that_closes_later_is_not(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    with writing(sqlite_engine) as session:
        session.add(an_area("SYK-09", name="Gamlehjemmet", type="unit", parent="3911", valid_to=dt.date(2025, 1, 14)))
    assert faults(asker, areas=["SYK-01", "SYK-09"]) == [("areas", "closed_unit")]
    id = a_measure(asker, areas=["SYK-09"], starts_on="2025-01-14")
    with reading(sqlite_engine) as session:
        assert action_facts(asker, session, id, TODAY).areas[0].closed_on == dt.date(2025, 1, 14)


def test_nothing_new_is_given_to_an_owner_who_has_left(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    write_owner(asker, 1, {"name": "Anne", "left_on": "2026-03-01", "revision": 1}, THEN)
    assert faults(asker) == [("owner", "owner_left")]
    assert [option.label for option in field(action_form(asker, None), "owner").options] == ["Bjørn"]


def test_an_owner_who_has_left_keeps_what_was_theirs_and_it_asks_for_a_new_one(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    id = a_measure(asker)
    write_owner(asker, 1, {"name": "Anne", "left_on": "2026-03-01", "revision": 1}, THEN)
    write_action(asker, id, written(title="Nytt navn", revision=1), THEN)
    found = actions_page(asker, ActionSelection(), TODAY)
    assert [(action.title, action.owner.name, action.owner.has_left) for action in found.actions] == [("Nytt navn", "Anne", True)]
    assert found.sentence == "1 der eieren har sluttet."
    assert [option.label for option in field(action_form(asker, id), "owner").options] == ["Bjørn", "Anne"]
    write_action(asker, id, written(owner="2", revision=2), THEN)
    assert faults_of_change(asker, id, owner="1", revision=3) == [("owner", "owner_left")]


def faults_of_change(asker, id: int, **changes) -> list[tuple[str, str]]:
    with pytest.raises(Unfit) as raised:
        write_action(asker, id, written(**changes), THEN)
    return [(fault.field, fault.code) for fault in raised.value.faults]


def field(form, name: str):
    return next(each for each in form.view.fields if each.name == name)


def test_two_who_change_the_same_measure_are_told(engine: Engine):
    asker = a_house(engine)
    id = a_measure(asker)
    assert action_form(asker, id).view.revision == 1
    write_action(asker, id, written(title="Kari skriver", revision=1), THEN)
    with pytest.raises(Conflict) as raised:
        write_action(asker, id, written(title="Ola skriver", revision=1), THEN)
    assert "Kari endret tiltaket mens det ble skrevet her" in raised.value.sentence
    with pytest.raises(Conflict):
        write_follow_up(asker, id, written(revision=1), THEN)
    assert [action.title for action in actions_page(asker, ActionSelection()).actions] == ["Kari skriver"]


def test_a_change_that_says_nothing_of_what_was_read_is_a_conflict(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    id = a_measure(asker)
    with pytest.raises(Conflict):
        write_action(asker, id, written(title="Uten revisjon"), THEN)


def test_readers_read_and_leaders_write(sqlite_engine: Engine):
    reader = a_house(sqlite_engine, Role.READER)
    id = a_measure(houses.asker(sqlite_engine, Role.LEADER))
    assert actions_page(reader, ActionSelection()).total == 1
    assert owners_page(reader).form is None
    for attempt in (
        lambda: write_action(reader, None, written()),
        lambda: write_action(reader, id, written(revision=1)),
        lambda: write_follow_up(reader, id, written(revision=1)),
        lambda: write_owner(reader, None, {"name": "Per"}),
        lambda: action_form(reader, None),
    ):
        with pytest.raises(Forbidden):
            attempt()


def test_an_address_fills_in_what_there_is_and_leaves_out_the_rest(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    asked = {"indicators": (houses.FALLS, "finnes-ikke"), "areas": ("SYK-01", "9999"), "service_area": "sykehjem", "owner": "<b>"}
    form = action_form(asker, None, asked)
    assert {name: field(form, name).value for name in ("indicators", "areas", "service_area", "owner", "status")} == {
        "indicators": (houses.FALLS,),
        "areas": ("SYK-01",),
        "service_area": "sykehjem",
        "owner": None,
        "status": "planned",
    }


def test_a_measure_outlives_its_indicators_place_in_the_catalogue(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    id = a_measure(asker)
    with writing(sqlite_engine) as session:
        session.get(Indicator, houses.FALLS).state = IndicatorState.DRAFT
    with reading(sqlite_engine) as session:
        assert action_facts(asker, session, id, TODAY).indicators[0].is_withdrawn
    assert houses.FALLS in [option.value for option in field(action_form(asker, id), "indicators").options]
    assert houses.FALLS not in [option.value for option in field(action_form(asker, None), "indicators").options]


def test_what_does_not_exist_is_not_found(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    for attempt in (lambda: action_form(asker, 7), lambda: write_action(asker, 7, written(revision=1)), lambda: owners_page(asker, 7)):
        with pytest.raises(NotFound):
            attempt()


def test_two_owners_have_two_names(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    with pytest.raises(Unfit) as raised:
        write_owner(asker, None, {"name": "Anne"})
    assert [fault.code for fault in raised.value.faults] == ["name_taken"]
    assert write_owner(asker, 1, {"name": "Anne", "post": "leder", "revision": 1}) == 1
