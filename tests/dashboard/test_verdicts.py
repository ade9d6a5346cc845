"""What is claimed of a series: the right chart, a signal only where there is one, and silence where there is too little."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.usecases import verdicts
from dashboard.usecases.charting import charted
from dashboard.usecases.finished import Chart, Signal, TargetStep
from dashboard.usecases.intervals import with_intervals
from dashboard.usecases.segments import expected, segments
from dashboard.usecases.sentences import Claims, sentence
from dashboard.usecases.small_numbers import Audience, protect
from dashboard.usecases.smallest_change import smallest_change
from db.terms import Direction, Frequency, Kind, Status, TargetLevel
from tests.dashboard.figures_of import indicator, line, points

STABLE = "20/100 22/100 19/100 21/100 20/100 18/100 22/100 21/100 19/100 20/100 21/100 20/100"
YEARLY = {"frequency": Frequency.YEAR}


def verdict_of(values: str, first: str = "2023-M01", **about):
    facts = indicator(**about)
    return verdicts.change(charted(points(values, first), (), facts), facts)


@pytest.mark.parametrize(
    ("values", "about", "chart"),
    [
        (STABLE, {}, Chart.P),
        (STABLE, {"kind": Kind.RATE}, Chart.U),
        ("3 7 6 4 11 10 6 5 5 8 13 10", {"kind": Kind.COUNT, "unit": "count"}, Chart.C),
        ("5 7 6 5 8 6 7 5 6 7 6 5", {"kind": Kind.MEAN, "unit": "score"}, Chart.XMR),
        ("0 1 0 0 1 0 0 0 0 1 0 0", {"kind": Kind.COUNT, "unit": "count"}, Chart.LIST),
        ("5 7 6 5 8 6 7 5 6 7", {"kind": Kind.MEAN}, Chart.RUN),
        ("5 7 6", {"kind": Kind.MEAN}, Chart.LINE),
        ("20/100 22/100 19/100", {}, Chart.INTERVAL),
    ],
)
def test_the_chart_follows_from_kind_and_number_of_points(values, about, chart):
    assert charted(points(values), (), indicator(**about)).chart is chart


def test_yearly_figures_have_intervals_and_no_limits():
    drawn = charted(points("20/100 22/100 19/100 20/100 20/100 20/100", "2015"), (), indicator(**YEARLY))
    assert drawn.chart is Chart.INTERVAL
    assert drawn.points[0].lower < 20 < drawn.points[0].upper
    assert drawn.points[0].centre is None


def test_the_publishers_own_intervals_are_shown():
    published = [
        replace(point, lower=point.value - 1, upper=point.value + 1) for point in points("13 14 13 12 13 14 13 12 13 12 13", "2012")
    ]
    drawn = charted(published, (), indicator(**YEARLY))
    assert (drawn.chart, drawn.points[0].lower) == (Chart.INTERVAL, 12)
    assert verdicts.change(drawn, indicator(**YEARLY)).code == "five_years_ordinary"


def test_a_chart_that_the_data_cannot_bear_is_not_drawn():
    assert charted(points("5 7 6"), (), indicator(kind=Kind.MEAN), asked=Chart.XMR).chart is Chart.LINE


def test_ordinary_variation_is_no_signal():
    assert verdict_of(STABLE).signal is Signal.ORDINARY


def test_seven_below_the_old_level_is_better_where_less_is_good():
    found = verdict_of("30/100 31/100 29/100 30/100 32/100 30/100 31/100 30/100 20/100 19/100 20/100 21/100 20/100 19/100 20/100")
    assert (found.signal, found.code, str(found.since)) == (Signal.BETTER, "shift_better", "2023-M09")


def test_the_same_shift_is_worse_where_more_is_good_and_a_change_where_neither_is():
    values = "30/100 31/100 29/100 30/100 32/100 30/100 31/100 30/100 20/100 19/100 20/100 21/100 20/100 19/100 20/100"
    assert verdict_of(values, direction=Direction.HIGHER_IS_BETTER).signal is Signal.WORSE
    assert verdict_of(values, direction=Direction.NEUTRAL).signal is Signal.CHANGED


def test_few_points_are_said_to_be_few():
    assert verdict_of("5 7 6").code == "too_few"
    assert verdict_of("").code == "nothing"


def test_rare_events_are_no_signal_from_month_to_month():
    assert verdict_of("0 1 0 0 1 0 0 0 0 1 0 0 2 1 0", kind=Kind.COUNT, unit="count").code == "sparse"
    assert verdict_of("0 1 0 2 1 0 1 0 2 1 0 1 2 1 0 1 1 2", kind=Kind.COUNT, unit="count").code == "rare_ordinary"


def test_rare_events_that_come_much_oftener_are_a_signal():
    found = verdict_of("0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 3 4 3 4 3 4", kind=Kind.COUNT, unit="count")
    assert (found.signal, found.code, found.facts["count"]) == (Signal.WORSE, "rare_worse", 6)


def test_a_constant_series_says_so():
    assert verdict_of("0/50 0/50 0/50 0/50").code == "constant"


def test_a_sure_five_year_fall_is_found_and_a_small_municipality_is_left_alone():
    falling = "300/1000 270/1000 240/1000 210/1000 180/1000"
    assert verdict_of(falling, "2017", **YEARLY).code == "five_years_better"
    assert verdict_of("300/1000 310/1000 290/1000 305/1000 300/1000", "2017", **YEARLY).code == "five_years_ordinary"
    few = verdict_of("6/20 5/20 5/20 4/20 4/20", "2017", **YEARLY)
    assert (few.signal, few.code) == (Signal.TOO_LITTLE, "five_years_too_little")


def test_yearly_figures_without_an_interval_are_too_little_to_judge():
    assert verdict_of("0.87 0.75 0.82 0.96 0.79", "2015", kind=Kind.MEAN, **YEARLY).code == "no_interval"


@pytest.mark.parametrize(
    ("own", "theirs", "direction", "code"),
    [
        ("70/133", "30.8", Direction.HIGHER_IS_BETTER, "better"),
        ("70/133", "30.8", Direction.LOWER_IS_BETTER, "worse"),
        ("70/133", "30.8", Direction.NEUTRAL, "higher"),
        ("70/133", "50", Direction.HIGHER_IS_BETTER, "similar"),
        ("0.82", "0.61", Direction.HIGHER_IS_BETTER, "above_unsure"),
    ],
)
def test_a_comparison_is_as_sure_as_the_interval(own, theirs, direction, code):
    about = indicator(direction=direction, **YEARLY)
    assert verdicts.comparison(with_intervals(points(own, "2021"), about), line(theirs, "2021"), about).code == code


def test_a_comparison_needs_a_period_that_both_have():
    about = indicator(**YEARLY)
    assert verdicts.comparison(points("10/100", "2021"), line("20", "2020"), about) is None


def target(value: float) -> TargetStep:
    return TargetStep(TargetLevel.REQUIREMENT, value, dt.date(2020, 1, 1), None, "vedtak")


@pytest.mark.parametrize(
    ("own", "level", "code"),
    [
        ("5/200", 10, "met_surely"),
        ("1/20", 10, "met_probably"),
        ("3/20", 10, "missed_probably"),
        ("80/200", 10, "missed_surely"),
        ("8.0", 10, "met"),
    ],
)
def test_a_target_is_reached_as_surely_as_the_interval_says(own, level, code):
    about = indicator(**YEARLY)
    assert verdicts.goal(with_intervals(points(own, "2021"), about), [target(level)], about).code == code


def test_a_target_of_another_day_does_not_count():
    about = indicator(**YEARLY)
    assert verdicts.goal(points("5/100", "2019"), [target(10)], about) is None


def test_a_gap_and_a_break_are_never_joined():
    assert [len(run) for run in segments(points("1 2 - 4 5"), ())] == [2, 2]


def test_months_in_which_nothing_is_measured_are_no_gaps():
    may_and_november = [point for point in points("1 1 1 1 1 1 1 1 1 1 1", "2020-M01") if point.period.number in (5, 11)]
    assert [len(run) for run in segments(may_and_november, (), (5, 11))] == [2]
    assert expected(may_and_november, (5, 11)) == 2


@pytest.mark.parametrize("values", ["4/100", "97/100", "2/3"])
def test_small_numbers_are_hidden_from_the_public(values):
    (shown,) = protect(points(values), indicator(), Audience.PUBLIC)
    assert (shown.value, shown.numerator, shown.status) == (None, None, Status.SUPPRESSED)


@pytest.mark.parametrize("values", ["0/100", "5/100", "50/100"])
def test_other_numbers_are_shown(values):
    assert protect(points(values), indicator(), Audience.PUBLIC)[0].value is not None


def test_leaders_see_their_own_counts_but_nobody_sees_few_survey_answers():
    assert protect(points("1/100"), indicator(), Audience.INTERNAL)[0].value == 1
    few = points("4.2")
    survey = indicator(kind=Kind.MEAN, source="survey")
    answered = [type(few[0])(few[0].period, 4.2, Status.NORMAL, denominator=4)]
    assert protect(answered, survey, Audience.INTERNAL)[0].value is None


def test_the_sentence_says_what_how_sure_and_against_whom():
    about = indicator(direction=Direction.HIGHER_IS_BETTER, name="Dagaktivitet", **YEARLY)
    own = with_intervals(points("53/117 70/141 65/138 57/140 70/133", "2017"), about)
    compared = verdicts.comparison(own, line("30 30 30 30 30.831", "2017"), about)
    said = sentence(own, own[-1], about, Claims(verdicts.change(charted(own, (), about), about), compared))
    assert said == (
        "52,6\u00a0% i 2021 (70 av 133, sikkert mellom 44,2 og 60,9\u00a0%). Ingen sikker endring de fem siste årene. Bedre enn landet (30,8\u00a0%)."
    )


def test_the_smallest_change_is_what_chance_would_rarely_give():
    found = smallest_change(points("5/20 5/20 5/20"), indicator())
    assert (round(found.fall_to), round(found.rise_to)) == (6, 44)  # 20 residents at 25 %


def test_a_chart_with_limits_says_the_smallest_change_by_them():
    drawn = charted(points(STABLE), (), indicator())
    found = smallest_change(drawn.points, indicator(), drawn.chart)
    assert (found.fall_to, found.rise_to) == (drawn.points[-1].lower, drawn.points[-1].upper)


def test_nothing_is_said_of_the_smallest_change_without_counts():
    assert smallest_change(points("25 26"), indicator()) is None
