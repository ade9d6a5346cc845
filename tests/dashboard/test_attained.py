"""How far the newest number has come towards its target, how sure that is, and the way left in people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.components.series_figures import figures_beside
from dashboard.components.series_table import series_table
from dashboard.stats.target_level import Certainty, Level, NotShown
from dashboard.usecases.attained import attainment, distance
from dashboard.usecases.finished import Attainment, Point
from dashboard.usecases.intervals import with_intervals
from db.terms import Direction, Frequency, Kind, TargetLevel
from tests.dashboard.components_read import said
from tests.dashboard.figures_of import indicator, points
from tests.dashboard.finished_series import series, target

HIGH = {"direction": Direction.HIGHER_IS_BETTER}
STEPS = (target(80), target(60, level=TargetLevel.REQUIREMENT))
YEAR = {"frequency": Frequency.YEAR}
HARMS = {"kind": Kind.RATE, "unit": "per_1000", "numerator": "Fall med skade"}


def of(values: str, about: dict, targets=STEPS) -> Attainment | None:
    facts = indicator(**about)
    return attainment(with_intervals(points(values), facts), targets, facts)


@pytest.mark.parametrize(
    ("values", "level", "certainty"),
    [
        ("950/1000", Level.HIGH, Certainty.SURE),
        ("80/100", Level.HIGH, Certainty.PROBABLE),
        ("62/100", Level.MIDDLE, Certainty.PROBABLE),
        ("700/1000", Level.MIDDLE, Certainty.SURE),
        ("14/20", Level.MIDDLE, Certainty.UNSURE),
        ("100/1000", Level.LOW, Certainty.SURE),
    ],
)
def test_the_ambition_is_the_step_to_high_and_the_requirement_to_middle(values, level, certainty):
    found = of(values, HIGH)
    assert (found.level, found.certainty) == (level, certainty)


@pytest.mark.parametrize("step", list(TargetLevel))
def test_one_step_alone_parts_high_from_low(step):
    assert [of(values, HIGH, (target(80, level=step),)).level for values in ("950/1000", "790/1000")] == [Level.HIGH, Level.LOW]


def test_where_less_is_good_the_steps_go_down():
    steps = (target(5), target(10, level=TargetLevel.REQUIREMENT))
    assert [of(values, {}, steps).level for values in ("5/100", "8/100", "11/100")] == [Level.HIGH, Level.MIDDLE, Level.LOW]


def asked(invited: float, answered: float = 50) -> Attainment:
    about = indicator(kind=Kind.MEAN, unit="score", **HIGH)
    point = replace(points("85")[0], denominator=answered, invited=invited)
    return attainment((point,), STEPS, about)


def test_no_level_stands_on_few_answers_or_few_people():
    assert asked(100).not_shown is NotShown.LOW_COVERAGE
    assert asked(60).level is Level.HIGH
    assert asked(4, 4).not_shown is NotShown.TOO_FEW_CASES
    assert of("85", HIGH).not_shown is NotShown.NO_DATA


def test_without_a_target_a_good_direction_or_a_number_there_is_no_level():
    assert of("80/100", HIGH, ()) is of("80/100", {"direction": Direction.NEUTRAL}) is of("-", HIGH) is None


def way(values: str, about: dict, targets) -> tuple[int, int, int] | None:
    found = distance(points(values), targets, indicator(**about))
    return found and (found.events, found.low, found.high)


def test_the_way_left_is_counted_over_the_newest_year():
    """24 falls in 12 000 days; 1.5 per 1000 would be 18, and chance allows 15.4 to 35.7."""
    assert way("9/1000 " + "2/1000 " * 12, HARMS, (target(1.5),)) == (6, 0, 18)


def test_a_share_is_counted_in_its_newest_period_alone():
    assert way("1/20 10/20", HIGH, (target(80),)) == (6, 2, 10)


def test_the_next_step_comes_first_and_a_reached_target_leaves_no_way():
    found = distance(points("50/100"), STEPS, indicator(**HIGH))
    assert (found.step.level, found.events) == (TargetLevel.REQUIREMENT, 10)
    assert distance(points("70/100"), STEPS, indicator(**HIGH)).step.level is TargetLevel.AMBITION
    assert distance(points("80/100"), STEPS, indicator(**HIGH)) is None


@pytest.mark.parametrize("values", ["2/1000 " * 11, "2/1000 " * 6 + "- " + "2/1000 " * 5, "2.0 " * 12])
def test_a_year_with_holes_or_without_counts_gives_no_way(values):
    assert way(values, HARMS, (target(1.5),)) is None


def test_a_count_has_its_target_each_period():
    assert way("3 2 2 3 2 2 3 2 2 3 2 2", {"kind": Kind.COUNT, "unit": "count"}, (target(1),))[0] == 16


def test_level_and_way_stand_beside_the_chart_and_with_the_table():
    about = indicator(**HARMS)
    own: tuple[Point, ...] = points("2/1000 " * 12, "2024-M01")
    one = series(
        points=own,
        indicator=about,
        attainment=Attainment(own[-1].period, Level.MIDDLE, Certainty.PROBABLE),
        distance=distance(own, (target(1.5),), about),
    )
    beside = {label: (value, note) for label, value, note in figures_beside(one)}
    assert beside["Måloppnåelse"] == ("Middels, trolig", "desember 2024")
    value, note = beside["For å nå målet"]
    assert value == "6 færre fall med skade"
    assert note.startswith("i året fra januar 2024 til desember 2024 for å nå målet 1,5\u00a0per\u00a01000. Kan være tilfeldig:")
    assert said(series_table(one)).startswith("Tallet er som før. Måloppnåelse: Middels, trolig (desember 2024).")
