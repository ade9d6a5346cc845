"""Which numbers are hidden beside the small ones: by what adds up, and by nothing else."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.selection import Selection
from dashboard.usecases.board import board
from dashboard.usecases.series import find_series
from db.engine import writing
from db.models import Source
from db.terms import Frequency, Kind, Status
from tests.builders import an_area, an_indicator, deliver, observations
from tests.dashboard.houses import FALLS, SHARES, asker, settle

UNITS = ("SYK-01", "SYK-02", "SYK-03")


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    with writing(engine) as session:
        session.add_all([an_area(unit, name=unit, type="unit", parent="3911", service_area="sykehjem") for unit in UNITS[1:]])
    return engine


def hidden(house: Engine, indicator: str = FALLS, role: Role = Role.READER, breakdown: str = "") -> dict[str, list[str]]:
    """By area the periods without a number."""
    found = {}
    for area in ("3911", *UNITS):
        series = find_series(asker(house, role), indicator, Selection(area=area, breakdown=breakdown))
        found[area] = [str(point.period) for point in series.points if point.status is Status.SUPPRESSED]
    return {area: periods for area, periods in found.items() if periods}


def months(**values: str):
    """`total` is the municipality's."""
    places = dict(zip(("a", "b", "c"), UNITS, strict=True)) | {"total": "3911"}
    return [row for name, text in values.items() for row in observations(text, area=places[name])]


def test_beside_a_small_unit_the_smallest_other_is_hidden_and_the_total_is_shown(house):
    deliver(house, months(a="2/900", b="20/1000", c="30/800", total="52/2700"))
    assert hidden(house) == {"SYK-01": ["2024-M01"], "SYK-03": ["2024-M01"]}


def test_the_board_hides_what_the_chart_hides(house):
    deliver(house, months(a="2/900", b="20/1000", c="30/800", total="52/2700"))
    (row,) = board(asker(house, Role.READER), Selection()).rows
    assert {cell.area.code for cell in row.filled if cell.last.value is None} == {"SYK-01", "SYK-03"}


def test_a_leader_sees_every_number(house):
    deliver(house, months(a="2/900", b="20/1000", c="30/800", total="52/2700"))
    assert hidden(house, role=Role.LEADER) == {}


def test_without_a_total_nothing_tells_a_small_unit(house):
    deliver(house, months(a="2/900", b="20/1000", c="30/800"))
    assert hidden(house) == {"SYK-01": ["2024-M01"]}


def test_a_total_that_holds_more_than_the_units_shown_tells_nothing(house):
    deliver(house, months(a="2/900", b="20/1000", c="-", total="52/2700"))
    assert hidden(house) == {"SYK-01": ["2024-M01"]}


def test_a_total_that_is_almost_the_sum_tells_almost_the_number(house):
    deliver(house, months(a="2/900", b="20/1000", c="30/800", total="53/2700"))
    assert set(hidden(house)) == {"SYK-01", "SYK-03"}


def test_nothing_that_happened_nowhere_is_hidden(house):
    deliver(house, months(a="0/900", b="0/1000", c="0/800", total="0/2700"))
    assert hidden(house) == {}


def test_a_value_and_one_count_tell_the_other_count(house):
    row = {"indicator": FALLS, "area": "SYK-01"}
    deliver(house, observations("2.2", denominator=900.0, **row), observations("22", first="2024-M02", denominator=900.0, **row))
    assert hidden(house) == {"SYK-01": ["2024-M01"]}  # 2.2 per 1000 of 900 is 2


def test_beside_a_number_that_the_publisher_has_hidden_another_is_hidden(house):
    deliver(house, months(a=":", b="20/1000", c="30/800", total="52/2700"))
    assert set(hidden(house)) == {"SYK-01", "SYK-03"}


def test_a_later_month_moves_nothing_that_was_hidden_before(house):
    deliver(house, months(a="2/900", b="20/1000", c="30/800", total="52/2700"))
    before = hidden(house)
    deliver(house, observations("9/900", first="2024-M02"), observations("1/50", area="SYK-02", first="2024-M02"))
    assert {area: periods[:1] for area, periods in hidden(house).items() if "2024-M01" in periods} == before


def test_what_stands_under_two_numbers_of_a_place_is_hidden_under_both(house):
    for code in ("3811", "3911"):
        deliver(house, observations("3/900", area=code))
    deliver(house, observations("8/900", area="SYK-01"))
    for code in ("3811", "3911"):
        assert find_series(asker(house, Role.READER), FALLS, Selection(area=code)).last is None


def test_a_merged_place_is_hidden_where_one_of_those_merged_is(house):
    """Holmestrand 3802 was merged from 0713 and 0715 in 2020."""
    with writing(house) as session:
        session.add(an_indicator("andel", kind=Kind.PROPORTION, unit="percent", frequency=Frequency.YEAR))
    deliver(
        house, *(observations(text, indicator="andel", area=code, first="2018") for code, text in (("0713", "3/80"), ("0715", "30/80")))
    )
    (point,) = find_series(asker(house, Role.READER), "andel", Selection(area="3802")).points
    assert point.status is Status.SUPPRESSED


def test_few_answers_are_hidden_from_leaders_too_and_so_is_what_would_tell_them(house):
    with writing(house) as session:
        session.add(Source(id="survey", name="Undersøkelser", licence="egne"))
        session.flush()
        session.add(an_indicator("trivsel", kind=Kind.MEAN, unit="score", source="survey", frequency=Frequency.YEAR))
    answers = {"SYK-01": ("3.1", 3), "SYK-02": ("3.5", 40), "SYK-03": ("3.6", 20), "3911": ("3.5", 63)}
    rows = [observations(mean, indicator="trivsel", area=area, first="2024", denominator=float(n)) for area, (mean, n) in answers.items()]
    deliver(house, *rows)
    assert hidden(house, "trivsel", Role.ADMINISTRATOR) == {"SYK-01": ["2024"], "SYK-03": ["2024"]}


def test_an_indicator_that_hides_nothing_shows_everything(house):
    deliver(house, observations("1/60", indicator=SHARES, first="2024"))
    assert find_series(asker(house, Role.READER), SHARES, Selection()).last.numerator == 1
