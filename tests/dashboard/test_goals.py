"""The page of the goals: one count, what is missing, what is over, and what only those who may can see or write."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.auth import Asker, Conflict, Forbidden, NotFound, Role
from dashboard.selection import Selection
from dashboard.usecases.activities import write_activity
from dashboard.usecases.goal_page import goal_page
from dashboard.usecases.goal_selection import GoalSelection
from dashboard.usecases.objective_page import objective_page, write_objective_indicators
from dashboard.usecases.overview import overview
from dashboard.usecases.strategies import Standing
from dashboard.usecases.writing import Unfit
from tests.builders import deliver, observations
from tests.dashboard.goal_house import OLD, as_role, asked, objective
from tests.dashboard.houses import asker, months_ago

LONG_AGO = dt.datetime(2021, 5, 1, tzinfo=dt.UTC)
FALLING = "50 49 51 50 49 51 50 49 51 50 49 51 50 30 30 30 30 30 30 30 30 30 30 30"


@pytest.fixture
def anna(furnished_engine: Engine) -> Asker:
    return asker(furnished_engine, Role.ANALYST)


# What one sees


def test_the_goals_stand_in_the_strategys_wording_and_its_period_is_over(anna: Asker):
    page = goal_page(anna, asked())
    assert (page.strategy.id, page.strategy.standing) == (OLD, Standing.OVER)
    assert page.panels[2].name == "Varige strukturer for brukermedvirkning, pasientsikkerhet og kvalitetsforbedring"
    assert goal_page(anna, asked("nasjonal-2019")).panels[2].name == "Varige strukturer for pasientsikkerhet og kvalitetsforbedring"


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("service", [None, "sykehjem"])
def test_the_front_page_and_this_page_count_the_same(anna: Asker, role: Role, service: str | None):
    deliver(
        anna.engine,
        observations(FALLING, first=months_ago(24)),
        observations("3/9 " * 14, indicator="fallrisiko-vurdert", first=months_ago(14)),
    )
    somebody = as_role(anna, role)
    front = overview(somebody, Selection(service_area=service))
    page = goal_page(somebody, asked(service_area=service))
    assert [panel.counts for panel in page.panels] == [panel.counts for panel in front.goals]
    assert sum(page.panels[0].counts.values()) >= 1


def test_a_delmål_counts_its_own_indicators_and_activities(anna: Asker):
    deliver(anna.engine, observations(FALLING, first=months_ago(24)))
    id = objective(goal_page(anna, asked()), 1).id
    for title, done_on in (("Kurs", "2026-01-10"), ("Nettverk", None)):
        write_activity(anna, id, None, {"title": title, "done_on": done_on})
    write_activity(anna, id, None, {"title": "Avlyst", "is_dropped": ["yes"]})
    found = objective(goal_page(anna, asked()), 1)
    assert (found.done, len(found.planned), sum(found.counts.values())) == (1, 2, 1)
    assert [each.id for each in found.indicators if each.series] == ["fall-med-skade"]


def test_what_has_neither_indicator_nor_activity_is_missing(anna: Asker):
    page = goal_page(anna, asked())
    assert [each.number for each in page.objectives if each.is_missing] == [5]
    write_activity(anna, objective(page, 5).id, None, {"title": "Fagdag"})
    page = goal_page(anna, asked())
    assert [each.number for each in page.objectives if each.is_missing] == []
    assert objective(page, 5).lacks_indicators


def test_another_service_is_no_lack(anna: Asker):
    found = objective(goal_page(anna, asked(service_area="tannhelse")), 1)
    assert (found.indicators, found.elsewhere, found.is_missing) == ((), 5, False)


def test_an_unknown_strategy_is_not_there(anna: Asker):
    with pytest.raises(NotFound):
        goal_page(anna, asked("finnes-ikke"))


def test_a_page_as_it_stood_has_the_activities_and_indicators_of_that_day(anna: Asker):
    id = objective(goal_page(anna, asked()), 5).id
    write_activity(anna, id, None, {"title": "Fagdag", "due_on": "2021-09-01"}, LONG_AGO)
    then, before = (goal_page(anna, asked(on=day)) for day in (dt.date(2021, 6, 1), dt.date(2021, 4, 1)))
    (seen,) = objective(then, 5).activities
    assert (seen.title, seen.is_late, objective(before, 5).activities) == ("Fagdag", False, ())
    write_objective_indicators(anna, id, {"indicators": ["fall"], "revision": 1})
    assert objective(goal_page(anna, asked()), 5).indicators[0].id == "fall"
    assert objective(goal_page(anna, asked(on=dt.date(2021, 6, 1))), 5).indicators == ()
    assert not then.may_write


def test_numbers_as_they_stood_are_those_of_that_day(anna: Asker):
    deliver(anna.engine, observations(FALLING, first="2019-M01"), received_at=LONG_AGO)
    before, after = (goal_page(anna, asked(on=LONG_AGO.date() + dt.timedelta(days=days))) for days in (-1, 0))
    assert (before.selection.as_of, sum(before.panels[0].counts.values())) == (0, 0)
    assert (after.selection.as_of, sum(after.panels[0].counts.values())) == (1, 1)


# Activities


def test_an_activity_is_for_leaders_to_write(anna: Asker):
    id = objective(goal_page(anna, asked()), 1).id
    with pytest.raises(Forbidden):
        write_activity(as_role(anna, Role.READER), id, None, {"title": "Kurs"})
    assert objective_page(as_role(anna, Role.READER), id, Selection()).activity is None
    write_activity(as_role(anna, Role.LEADER), id, None, {"title": "Kurs"})
    assert [each.title for each in objective(goal_page(anna, asked()), 1).activities] == ["Kurs"]


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 10_000}, "title"),
        ({"title": "Ring 912 34 567"}, "title"),
        ({"title": "Kurs", "owner": "999"}, "owner"),
        ({"title": "Kurs", "done_on": "2098-01-01"}, "done_on"),
        ({"title": "Kurs", "done_on": "2026-01-01", "is_dropped": ["yes"]}, "is_dropped"),
    ],
)
def test_what_is_wrong_in_an_activity_is_told_at_its_field(anna: Asker, written: dict[str, object], field: str):
    id = objective(goal_page(anna, asked()), 1).id
    with pytest.raises(Unfit) as raised:
        write_activity(anna, id, None, written)
    assert [fault.field for fault in raised.value.faults] == [field]


def test_two_who_change_one_activity_get_a_conflict_and_its_history_is_kept(anna: Asker):
    id = objective(goal_page(anna, asked()), 1).id
    activity, revision = write_activity(anna, id, None, {"title": "Kurs"})
    write_activity(anna, id, activity, {"title": "Kurs", "done_on": "2026-02-01", "revision": revision})
    with pytest.raises(Conflict):
        write_activity(anna, id, activity, {"title": "Kurs i dag", "revision": revision})
    newest = objective_page(anna, id, Selection(), activity).activity_history[0]
    assert [(change.field, change.before, change.after) for change in newest.changes] == [("done_on", "ikke noe", "1. februar 2026")]


def test_an_activity_is_changed_under_its_own_delmål_only(anna: Asker):
    page = goal_page(anna, asked())
    activity, _ = write_activity(anna, objective(page, 1).id, None, {"title": "Kurs"})
    with pytest.raises(NotFound):
        write_activity(anna, objective(page, 2).id, activity, {"title": "Kurs", "revision": 1})


def test_the_choice_is_read_from_the_address_and_written_to_it():
    chosen = asked(OLD, dt.date(2022, 12, 31), service_area="sykehjem")
    assert chosen.to_query() == "?strategi=faerder-2019&dag=2022-12-31&tjeneste=sykehjem"
    assert GoalSelection.from_query(chosen.to_query()) == chosen
    assert GoalSelection.from_query("?dag=i+dag&x=1") == asked()
