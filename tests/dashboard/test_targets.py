"""Targets are decided, never changed: each says from when, by whom and in what, and none contradicts the other level."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from dashboard.auth import Asker, Forbidden, NotFound, Role
from dashboard.selection import Selection
from dashboard.usecases.finished import Point, Status, TargetStep
from dashboard.usecases.series import find_series
from dashboard.usecases.target_order import Step, contradicted, last_day
from dashboard.usecases.targets import decide_target, target_lines, targets_page
from dashboard.usecases.verdicts import steps_at
from dashboard.usecases.writing import Number, Unfit, read_fields
from db.terms import Direction, Period, TargetLevel
from etl.setup import prepare
from tests.builders import deliver, observations
from tests.dashboard.houses import asker

FALLS, SHARE = "fall-med-skade", "avvik-lukket-i-tide"
GOOD = {"level": "ambition", "value": "1,5", "valid_from": "2026-01-01", "source": "Handlingsplan", "decided_by": "Kvalitetsutvalget"}
REQUIRED = GOOD | {"level": "requirement", "value": "2,5"}
DAY = dt.date(2026, 1, 1)


@pytest.fixture
def anna(furnished_engine: Engine) -> Asker:
    return asker(furnished_engine, Role.ANALYST)


def faults(anna: Asker, indicator: str = FALLS, **written: object) -> list[tuple[str, str]]:
    with pytest.raises(Unfit) as raised:
        decide_target(anna, indicator, GOOD | written)
    assert all(fault.sentence for fault in raised.value.faults)
    return [(fault.field, fault.code) for fault in raised.value.faults]


def test_a_target_that_is_decided_is_drawn_from_its_day(anna: Asker):
    deliver(anna.engine, observations("3 " * 14, indicator=FALLS, first="2025-M06"))
    asked = Selection(area="3911")
    assert find_series(anna, FALLS, asked).targets == ()
    decide_target(anna, FALLS, GOOD)
    (step,) = find_series(anna, FALLS, asked).targets
    assert (step.level, step.value, step.valid_from) == (TargetLevel.AMBITION, 1.5, DAY)
    assert find_series(anna, FALLS, asked).goal is not None


def test_it_survives_that_the_catalogue_is_read_again(anna: Asker):
    decide_target(anna, FALLS, GOOD)
    before = target_lines(anna, FALLS)
    prepare(anna.engine)
    assert target_lines(anna, FALLS) == before


def test_a_new_one_takes_over_and_the_old_one_stands_for_its_time(anna: Asker):
    decide_target(anna, FALLS, GOOD)
    decide_target(anna, FALLS, GOOD | {"value": "1", "valid_from": "2026-07-01"})
    new, old = target_lines(anna, FALLS)
    assert (new.holds, new.valid_to, old.holds, old.valid_to) == (True, None, False, dt.date(2026, 6, 30))
    assert (old.value, old.decided_by, old.written_by) == ("1,5\u00a0per\u00a01000", "Kvalitetsutvalget", "Kari")


@pytest.mark.parametrize(
    ("written", "field", "code"),
    [
        ({"source": ""}, "source", "empty"),
        ({"decided_by": None}, "decided_by", "empty"),
        ({"valid_from": ""}, "valid_from", "empty"),
        ({"value": "lavt"}, "value", "no_decimal"),
        ({"value": "-1"}, "value", "number_too_low"),
        ({"level": "wish"}, "level", "no_choice"),
        ({"area": "9999"}, "area", "no_choice"),
        ({"valid_to": "2025-12-31"}, "valid_to", "valid_to_before_start"),
        ({"source": "Ring 912 34 567"}, "source", "holds_phone"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(anna: Asker, written: dict[str, object], field: str, code: str):
    assert faults(anna, **written) == [(field, code)]


def test_a_share_is_at_most_all(anna: Asker):
    assert faults(anna, SHARE, value="101") == [("value", "number_out_of_reach")]


def test_an_ambition_asks_no_less_than_the_requirement(anna: Asker):
    decide_target(anna, FALLS, REQUIRED)
    assert faults(anna, value="3") == [("value", "easier_than_requirement")]
    decide_target(anna, FALLS, GOOD)
    assert faults(anna, **REQUIRED | {"value": "1", "valid_from": "2026-03-01"}) == [("value", "harder_than_ambition")]
    decide_target(anna, FALLS, GOOD | {"value": "2.5", "valid_from": "2026-02-01"})


def test_what_is_decided_twice_from_one_day_is_refused(anna: Asker):
    decide_target(anna, FALLS, GOOD)
    assert faults(anna, value="1") == [("valid_from", "target_known")]


@pytest.mark.parametrize(("indicator", "code"), [("plasser-sykehjem", "no_direction"), ("triage-legevakt", "yes_no")])
def test_where_no_value_is_better_there_is_no_target(anna: Asker, indicator: str, code: str):
    assert targets_page(anna, indicator).form is None
    assert faults(anna, indicator) == [("value", code)]


def test_deciding_is_for_analysts_and_seeing_for_all(anna: Asker):
    decide_target(anna, FALLS, GOOD)
    for role in (Role.READER, Role.COMMITTEE):
        somebody = replace(anna, user=replace(anna.user, role=role))
        assert (len(targets_page(somebody, FALLS).lines), targets_page(somebody, FALLS).form) == (1, None)
        with pytest.raises(Forbidden):
            decide_target(somebody, FALLS, REQUIRED)
    with pytest.raises(NotFound):
        targets_page(anna, "finnes-ikke")


# How steps follow each other


def a_step(value: float, months: int, until: int | None = None, level: TargetLevel = TargetLevel.AMBITION, area: str | None = None) -> Step:
    first, last = DAY + dt.timedelta(days=30 * months), None if until is None else DAY + dt.timedelta(days=30 * until)
    return Step(level, value, first, last, area)


def test_what_a_target_took_over_from_does_not_come_back():
    old, new = (TargetStep(step.level, step.value, step.valid_from, step.valid_to, "Plan") for step in (a_step(3, 0), a_step(2, 2, 4)))
    valid = [steps_at([old, new], Point(Period.parse(text), 1, Status.NORMAL)) for text in ("2026-M02", "2026-M04", "2026-M08")]
    assert [[step.value for step in steps.values()] for steps in valid] == [[3], [2], []]


def test_a_place_of_its_own_does_not_end_what_holds_everywhere():
    everywhere, unit = a_step(3, 0), a_step(2, 2, area="SYK-01")
    assert (last_day(everywhere, [everywhere, unit]), last_day(unit, [everywhere, unit])) == (None, None)


def test_steps_that_never_meet_do_not_contradict_each_other():
    ambition = a_step(3, 0, 2)
    assert contradicted(a_step(2, 3, level=TargetLevel.REQUIREMENT), [ambition], Direction.LOWER_IS_BETTER) is None
    assert contradicted(a_step(2, 1, level=TargetLevel.REQUIREMENT), [ambition], Direction.LOWER_IS_BETTER) == ambition
    assert contradicted(a_step(2, 1, level=TargetLevel.REQUIREMENT), [ambition], Direction.HIGHER_IS_BETTER) is None


@given(st.text() | st.floats() | st.integers() | st.none() | st.lists(st.text()))
def test_any_number_gets_an_answer(value: object):
    try:
        found = read_fields({"n": Number(0, 100)}, {"n": value})
    except Unfit as unfit:
        found = {fault.field: fault.sentence for fault in unfit.faults}
    assert found["n"] is not None


@pytest.mark.parametrize(("value", "found"), [("2,5", 2.5), ("1 234,5", 1234.5), (2.5, 2.5), ("−3", -3.0), ("7", 7.0)])
def test_a_number_is_read_as_people_write_it(value: object, found: float):
    assert read_fields({"n": Number()}, {"n": value}) == {"n": found}
