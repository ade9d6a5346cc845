"""The list of measures: what waits for something first, in one sentence, and only what was asked for."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.usecases.action_selection import ActionSelection
from dashboard.usecases.action_waiting import Waits, waits_for
from dashboard.usecases.action_writing import write_action
from dashboard.usecases.actions import actions_page, waiting_actions
from dashboard.usecases.effects import Finding
from dashboard.usecases.follow_up import write_follow_up
from dashboard.usecases.writing import Unfit
from db.acting import ActionStatus
from db.engine import writing
from db.models import Action
from tests.builders import an_area, deliver, observations
from tests.dashboard import houses
from tests.dashboard.measures import THEN, TODAY, a_house, a_measure, written


def titles(asker, query: str = "") -> list[str]:
    return [action.title for action in actions_page(asker, ActionSelection.from_query(query), TODAY).actions]


def test_the_longest_overdue_stands_first_and_what_is_over_last(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    a_measure(asker, title="Gitt opp", status="stopped", follow_up_on="2025-02-01")
    a_measure(asker, title="I rute", follow_up_on="2026-04-01")
    a_measure(asker, title="Litt over", follow_up_on="2026-03-14")
    a_measure(asker, title="Ferdig uten vurdering", status="finished", follow_up_on="2025-02-01")
    a_measure(asker, title="Lenge over", follow_up_on="2025-02-01")
    a_measure(asker, title="Skulle vært slutt", follow_up_on="2026-04-01", ends_on="2026-01-01")
    expected = ["Lenge over", "Skulle vært slutt", "Litt over", "Ferdig uten vurdering", "I rute", "Gitt opp"]
    assert titles(asker) == expected
    assert actions_page(asker, ActionSelection(), TODAY).sentence == "3 tiltak over frist, 1 uten effektvurdering."


def test_nothing_overdue_is_said_too(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    a_measure(asker)
    assert actions_page(asker, ActionSelection(), TODAY).sentence == "Ingen av 1 tiltak er over frist."


def test_an_evaluation_on_or_after_the_day_is_a_follow_up(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    id = a_measure(asker, follow_up_on="2026-02-01")
    said = {"status": "ongoing", "follow_up_on": "2026-02-01", "revision": 1}
    write_follow_up(asker, id, said | {"evaluation": "Det virker", "evaluated_on": "2026-02-02"}, THEN)
    assert actions_page(asker, ActionSelection(), TODAY).actions[0].waits == ()


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"evaluated_on": "2026-03-16", "evaluation": "x"}, ("evaluated_on", "evaluated_ahead")),
        ({"evaluated_on": "2025-01-14", "evaluation": "x"}, ("evaluated_on", "evaluated_on_before_start")),
        ({"evaluated_on": "2026-03-01"}, ("evaluation", "no_evaluation")),
        ({"follow_up_on": "2025-01-14"}, ("follow_up_on", "follow_up_on_before_start")),
        ({"ends_on": "2025-01-14"}, ("ends_on", "ends_on_before_start")),
        ({"evaluation": "ring 912 34 567"}, ("evaluation", "holds_phone")),
    ],
)
def test_a_follow_up_that_cannot_be_is_told(sqlite_engine: Engine, said: dict, wrong: tuple[str, str]):
    asker = a_house(sqlite_engine)
    id = a_measure(asker)
    with pytest.raises(Unfit) as raised:
        write_follow_up(asker, id, {"status": "ongoing", "follow_up_on": "2026-06-01", "revision": 1} | said, THEN)
    assert [(fault.field, fault.code) for fault in raised.value.faults] == [wrong]


def test_an_evaluation_without_a_day_is_of_today(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    id = a_measure(asker)
    write_follow_up(asker, id, {"status": "finished", "follow_up_on": "2026-06-01", "evaluation": "Bra", "revision": 1}, THEN)
    assert actions_page(asker, ActionSelection(), TODAY).actions[0].evaluated_on == TODAY


def test_numbers_enough_ask_for_a_word_until_it_is_given():
    course = {"status": ActionStatus.ONGOING, "ends_on": None, "follow_up_on": TODAY}
    before, after = Action(**course), Action(**course, evaluated_on=TODAY)
    assert list(waits_for(before, TODAY, owner_has_left=False, has_numbers=True)) == [Waits.EVALUATION]
    assert list(waits_for(before, TODAY, owner_has_left=False, has_numbers=False)) == []
    assert list(waits_for(after, TODAY, owner_has_left=False, has_numbers=True)) == []


def test_each_filter_follows_from_the_address(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    with writing(sqlite_engine) as session:
        session.add(an_area("SYK-02", name="Granly", type="unit", parent="3911"))
    a_measure(asker, title="Solbakken")
    a_measure(asker, title="Granly", areas=["SYK-02"], owner="2", indicators=[houses.SHARES], status="planned")
    a_measure(asker, title="Overalt", areas=["3911"], follow_up_on="2026-02-01")
    assert titles(asker, "?omrade=SYK-02") == ["Overalt", "Granly"]
    assert titles(asker, "?omrade=3911") == ["Overalt", "Granly", "Solbakken"]
    assert titles(asker, "?omrade=0301") == []
    assert titles(asker, "?eier=2") == ["Granly"]
    assert titles(asker, f"?indikator={houses.SHARES}") == ["Granly"]
    assert titles(asker, "?status=planlagt") == ["Granly"]
    assert titles(asker, "?status=over-frist") == ["Overalt"]
    assert titles(asker, "?tjeneste=hjemmetjeneste") == []
    assert titles(asker, "?delmal=1") == []
    assert len(titles(asker, "?status=tull&ukjent=1&eier=")) == 3


def test_a_choice_is_the_same_in_the_address_and_back():
    chosen = ActionSelection("sykehjem", "SYK-01", "2", "apne", "1", "fall")
    assert ActionSelection.from_query(chosen.to_query()) == chosen
    assert ActionSelection().to_query() == ""


def test_a_changed_measure_stands_in_the_list_as_it_is_now(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    id = a_measure(asker)
    write_action(asker, id, written(areas=["3911"], indicators=[houses.SHARES], revision=1), THEN)
    (action,) = actions_page(asker, ActionSelection(), TODAY).actions
    assert ([area.code for area in action.areas], [each.id for each in action.indicators]) == (["3911"], [houses.SHARES])
    assert dt.date(2025, 1, 15) == action.starts_on


def test_the_overview_tells_what_waits_in_the_chosen_place_alone(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    with writing(sqlite_engine) as session:
        session.add(an_area("SYK-02", name="Granly", type="unit", parent="3911"))
    a_measure(asker, title="Over frist", follow_up_on="2026-02-01")
    a_measure(asker, title="I rute")
    for chosen, expected in (("3911", ["Over frist"]), ("SYK-01", ["Over frist"]), ("SYK-02", []), ("", ["Over frist"])):
        assert [action.title for action in waiting_actions(asker, ActionSelection(area=chosen), TODAY)] == expected


def test_when_the_numbers_can_tell_what_came_of_it_its_owner_is_asked(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    before, after = " ".join(["50 52 48"] * 6), " ".join(["30 31 29"] * 4)
    a_measure(asker, title="Lenge i gang", starts_on="2024-07-01")
    deliver(sqlite_engine, observations(before, area="SYK-01", first="2023-M01"), observations(after, area="SYK-01", first="2024-M07"))
    (action,) = actions_page(asker, ActionSelection(), TODAY).actions
    assert [effect.finding for effect in action.effects] == [Finding.IMPROVEMENT]
    assert action.waits == (Waits.EVALUATION,)
    said = {"status": "ongoing", "follow_up_on": "2026-06-01", "evaluation": "Det virket", "evaluated_on": "2026-03-01", "revision": 1}
    write_follow_up(asker, action.id, said, THEN)
    assert actions_page(asker, ActionSelection(), TODAY).actions[0].waits == ()


def test_a_measure_of_the_whole_municipality_is_judged_by_its_own_numbers(sqlite_engine: Engine):
    asker = a_house(sqlite_engine)
    a_measure(asker, areas=["3911"], starts_on="2024-07-01")
    a_measure(asker, title="Ikke begynt", status="planned", starts_on="2024-07-01")
    deliver(sqlite_engine, observations("50 49 48", area="SYK-01"), observations("50 49 48", area="3911"))
    effects = {
        action.title: [effect.area.code for effect in action.effects] for action in actions_page(asker, ActionSelection(), TODAY).actions
    }
    assert effects == {"Fallgjennomgang": ["3911"], "Ikke begynt": []}
