"""A new level is decided with cause, date and name; charts follow, the old view is one click away, and it can be taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.auth import Conflict, Forbidden, Role
from dashboard.selection import Selection
from dashboard.usecases.board import board
from dashboard.usecases.effects_page import effects_page
from dashboard.usecases.finished import Series
from dashboard.usecases.new_levels import decide, level_log, take_back
from dashboard.usecases.remarks import remark_lines
from dashboard.usecases.series import find_series
from dashboard.usecases.writing import Unfit
from db.engine import reading
from db.models import NewLevel
from db.queries.edits import edits_of
from db.queries.observations import current_version
from tests.builders import FALLS, deliver, observations
from tests.dashboard.dated_measures import UNIT, a_measure
from tests.dashboard.houses import asker, settle
from tests.dashboard.test_effects import HIGH, LOW

GIVEN = {"cause": "Fallvurdering", "decided_by": "Kvalitetsutvalget", "decided_on": "2026-10-01"}


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    deliver(engine, observations(f"{HIGH} {LOW}", area=UNIT))
    return engine


def shown(house: Engine, **given: object) -> Series:
    return find_series(asker(house), FALLS, Selection(area=UNIT, **given))


def decided(house: Engine, role: Role = Role.COMMITTEE, **given: object) -> int:
    return decide(asker(house, role), FALLS, UNIT, given.pop("action", None) or a_measure(house), GIVEN | given)


def test_limits_begin_anew_everywhere_and_the_cause_stands_under_the_chart(house):
    assert shown(house).breaks == ()
    decided(house)
    series = shown(house)
    assert ([str(gap.period) for gap in series.breaks], series.change.code) == (["2025-M07"], "ordinary")
    assert any("Nytt nivå regnes fra juli 2025: Fallvurdering. Bestemt av Kvalitetsutvalget." in said for said in remark_lines(series))
    (cell,) = [cell for row in board(asker(house), Selection(area=UNIT)).rows for cell in row.filled]
    assert cell.signal is series.change.signal


def test_the_old_view_is_one_click_away_and_says_so(house):
    decided(house)
    old = shown(house, without_levels=True)
    assert (old.breaks, old.change.signal) == ((), "better")
    assert any("Vist uten det nye nivået fra juli 2025" in said for said in remark_lines(old))
    assert Selection.from_query(Selection(without_levels=True).to_query()).without_levels


def test_a_level_taken_back_no_longer_counts_and_stays_in_the_log(house):
    id = decided(house)
    take_back(asker(house), FALLS, UNIT, {"level": str(id), "why": "Feil måned"})
    (entry,) = level_log(asker(house), FALLS)
    assert (shown(house).breaks, entry.taken_back_why, entry.taken_back_by) == ((), "Feil måned", "Kari")
    with reading(house) as session:
        assert [edit.revision for edit in edits_of(session, NewLevel, id)] == [2, 1]


def test_what_a_meeting_saw_stands_whatever_is_decided_later(house):
    with reading(house) as session:
        before = current_version(session)
    id = decided(house)
    with reading(house) as session:
        between = current_version(session)
    take_back(asker(house), FALLS, UNIT, {"level": str(id), "why": "Feil måned"})
    assert [len(shown(house, as_of=version).breaks) for version in (before, between, None)] == [0, 1, 0]


@pytest.mark.parametrize("field", GIVEN)
def test_cause_date_and_name_are_required(house, field):
    with pytest.raises(Unfit) as raised:
        decided(house, **{field: " "})
    assert [fault.field for fault in raised.value.faults] == [field]


def test_nobody_has_decided_it_tomorrow(house):
    with pytest.raises(Unfit):
        decided(house, decided_on=str(dt.date(2099, 1, 1)))


def test_a_leader_may_not_decide_it_nor_take_it_back(house):
    with pytest.raises(Forbidden):
        decided(house, Role.LEADER)
    id = decided(house)
    with pytest.raises(Forbidden):
        take_back(asker(house, Role.LEADER), FALLS, UNIT, {"level": str(id), "why": "Nei"})


def test_a_level_that_the_numbers_do_not_bear_out_is_refused_with_the_reason(house):
    late = a_measure(house, starts="2026-05-01")
    with pytest.raises(Conflict, match="level_not_suggested"):
        decided(house, action=late)


def test_it_is_decided_once_and_taken_back_once(house):
    action = a_measure(house)
    id = decided(house, action=action)
    with pytest.raises(Conflict):
        decided(house, action=action)
    take_back(asker(house), FALLS, UNIT, {"level": str(id), "why": "Feil"})
    with pytest.raises(Conflict):
        take_back(asker(house), FALLS, UNIT, {"level": str(id), "why": "Feil"})
    assert decided(house, action=action) != id


def test_a_level_that_is_not_there_cannot_be_taken_back(house):
    with pytest.raises(Unfit):
        take_back(asker(house), FALLS, UNIT, {"level": str(77), "why": "Feil"})


def test_the_page_offers_what_the_asker_may_do(house):
    action = a_measure(house)
    leader, committee = (effects_page(asker(house, role), FALLS, Selection(area=UNIT)) for role in (Role.LEADER, Role.COMMITTEE))
    assert (leader.deciding, committee.deciding.fields[0].value) == (None, "Fallvurdering innen 24 t")
    assert (committee.chosen.measure.action, committee.series.contrast.level_after) == (action, pytest.approx(22.4, abs=0.1))
