"""Did it help: what is found, what is not claimed, and what a reader is warned of. Simulated, with figures that README and docstring repeat."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from dashboard.stats.effect import FEWEST_AFTER, FEWEST_BEFORE, Finding, effect
from dashboard.stats.effect_course import Because
from dashboard.stats.effect_warnings import Warn
from dashboard.stats.level_step import Basis
from tests.stats.courses import LOWER, Made, course, judged, measured, rate, share, step

KINDS = {
    "measured": measured(),
    "share of 30": share(30, 0.1),
    "share of 200": share(200, 0.5),
    "rate of 10": rate(10),
    "rate of 2": rate(2),
    "rare, 1 a month": rate(1),
    "rare, 1 every second month": rate(0.5),
}
CHANGES = (Finding.IMPROVEMENT, Finding.WORSENING, Finding.CHANGED)
NOISE = np.random.default_rng(20).normal(10, 1, 60)
DOWN = [*NOISE[:24], *(NOISE[24:44] - 4)]  # a fall with the measure


def findings(made: Made, sigmas: float, before: int = 24, after: int = 12, series: int = 150) -> Counter:
    rng = np.random.default_rng(21)
    courses = (made.course(rng, before + after, before, sigmas) for _ in range(series))
    return Counter(effect(one, before, before, direction=LOWER).finding for one in courses)


@pytest.mark.parametrize("kind", KINDS)
def test_two_deviations_worse_are_found_in_eight_of_ten_series_after_twelve_points(kind):
    found = findings(KINDS[kind], 2)
    assert found[Finding.WORSENING] >= 0.8 * found.total()
    assert found[Finding.IMPROVEMENT] == 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("rare")])
def test_two_deviations_better_are_found_in_eight_of_ten_series_after_twelve_points(kind):
    found = findings(KINDS[kind], -2)
    assert found[Finding.IMPROVEMENT] >= 0.8 * found.total()
    assert found[Finding.WORSENING] == 0


@pytest.mark.parametrize(("kind", "after"), [("rare, 1 a month", 12), ("rare, 1 every second month", 24)])
def test_when_rare_events_stop_it_is_found_or_said_to_be_too_few(kind, after):
    """One event every second month must stay away for two years before that can be told from chance."""
    found = findings(KINDS[kind], -2, after=after)
    assert found[Finding.IMPROVEMENT] >= 0.75 * found.total()
    assert found[Finding.NO_CHANGE] <= 0.1 * found.total()


@pytest.mark.parametrize("kind", KINDS)
def test_pure_noise_is_no_change_or_too_few(kind):
    found = findings(KINDS[kind], 0)
    assert sum(found[name] for name in CHANGES) <= 0.05 * found.total()


def ever(made: Made, before: int, series: int = 300) -> float:
    """The share of noise that is given a change at least once when it is asked each month from 8 to 36 points after."""
    rng, found = np.random.default_rng(22), []
    for _ in range(series):
        one = made.course(rng, before + 36, before)
        found.append(any(step(one, before, before + after).direction for after in range(FEWEST_AFTER, 37)))
    return float(np.mean(found))


@pytest.mark.parametrize(("kind", "before"), [*((kind, 24) for kind in KINDS), ("measured", 12), ("rate of 2", 12)])
def test_asked_each_month_for_three_years_noise_still_is_no_change_in_nineteen_of_twenty(kind, before):
    assert ever(KINDS[kind], before) <= 0.05


def test_neighbours_that_resemble_each_other_are_allowed_for():
    assert ever(measured(likeness=0.2), 24) <= 0.05
    assert ever(measured(likeness=0.4), 24) <= 0.08


def test_three_points_after_are_always_too_few():
    far = [*NOISE[:24], -90, -91, -92]
    found = judged(far, 24)
    assert (found.finding, found.because, found.more) == (Finding.TOO_FEW, Because.FEW_AFTER, FEWEST_AFTER - 3)


def test_eleven_points_before_are_too_few_and_nothing_makes_up_for_it():
    found = judged([*NOISE[:11], *(NOISE[11:40] - 9)], FEWEST_BEFORE - 1)
    assert (found.finding, found.because, found.more) == (Finding.TOO_FEW, Because.FEW_BEFORE, None)


def test_the_level_before_and_after_with_how_sure_they_are():
    found = judged(DOWN, 24)
    assert (found.finding, found.because) == (Finding.IMPROVEMENT, Because.MORE_THAN_CHANCE)
    assert found.level_before.value == pytest.approx(np.mean(DOWN[:24]))
    assert found.level_after.value == pytest.approx(np.mean(DOWN[24:]))
    assert found.difference.value == pytest.approx(np.mean(DOWN[24:]) - np.mean(DOWN[:24]))
    assert found.difference.lower < found.difference.value < found.difference.upper < 0


def test_the_interval_holds_the_true_difference_nineteen_times_of_twenty():
    rng, held = np.random.default_rng(23), []
    for made, truth in ((measured(), 1.0), (share(100, 0.2), 0.04), (rate(9), 3 / 900)):
        for _ in range(150):
            one = step(made.course(rng, 36, 24, 1), 24, 36).difference
            held.append(one.lower <= truth <= one.upper)
    assert 0.93 <= np.mean(held) <= 0.99


def test_which_way_is_better_is_for_the_indicator_to_say():
    assert judged(DOWN, 24, direction=1).finding is Finding.WORSENING
    assert judged(DOWN, 24, direction=0).finding is Finding.CHANGED


def test_no_change_is_said_where_two_deviations_would_have_been_seen():
    found = judged(NOISE[:40], 24)
    assert (found.finding, found.because) == (Finding.NO_CHANGE, Because.WITHIN_CHANCE)
    assert found.seen.fall_to < found.level_before.value < found.seen.rise_to
    assert found.level_before.value - found.seen.fall_to < 2


def test_few_events_are_too_few_however_many_points_there_are():
    quiet = course(np.tile([0, 0, 1, 0], 9) / 900, np.full(36, 900.0), Basis.RATE)
    found = effect(quiet, 24, 24, direction=LOWER)
    assert (found.finding, found.because, found.seen.fall_to) == (Finding.TOO_FEW, Because.SMALL_BASIS, None)


def test_so_many_more_points_as_are_said_to_be_lacking_are_enough():
    counts = np.tile([1, 0, 2, 1, 0, 1], 12)
    short, found = course(counts[:32] / 900, np.full(32, 900.0), Basis.RATE), None
    found = effect(short, 24, 24, direction=LOWER)
    longer = 32 + found.more
    assert found.finding is Finding.TOO_FEW
    enough = effect(course(counts[:longer] / 900, np.full(longer, 900.0), Basis.RATE), 24, 24, direction=LOWER)
    assert enough.finding is Finding.NO_CHANGE


def test_numbers_that_never_vary_are_no_change_and_the_least_change_of_them_is_one():
    assert judged([5.0] * 30, 20).finding is Finding.NO_CHANGE
    assert judged([5.0] * 20 + [4.0] * 10, 20).finding is Finding.IMPROVEMENT


def test_the_newest_numbers_are_provisional():
    late = np.arange(len(DOWN)) == len(DOWN) - 1
    assert judged(DOWN, 24, provisional=late).warnings == (Warn.PROVISIONAL,)


def test_a_measure_that_has_not_begun_is_told_so():
    found = judged(DOWN, len(DOWN))
    assert (found.finding, found.warnings) == (Finding.TOO_FEW, (Warn.NOT_BEGUN,))


def test_a_change_that_began_before_is_told_with_its_place():
    found = judged([*NOISE[:24], *(NOISE[24:44] - 8)], 32)
    assert (Warn.BEGAN_BEFORE in found.warnings, found.began) == (True, 24)
    assert Warn.BEGAN_BEFORE not in judged(DOWN, 24).warnings


def test_a_change_with_the_measure_is_hardly_ever_called_an_earlier_one():
    rng, made = np.random.default_rng(24), measured()
    at_start = [Warn.BEGAN_BEFORE in effect(made.course(rng, 36, 24, -2), 24, 24).warnings for _ in range(200)]
    earlier = [Warn.BEGAN_BEFORE in effect(made.course(rng, 36, 18, -2), 24, 24).warnings for _ in range(200)]
    assert np.mean(at_start) <= 0.03
    assert np.mean(earlier) >= 0.85


def test_a_unit_picked_at_its_worst_is_told_of():
    worst = [*NOISE[:21], 14, 13.5, 14.5, *NOISE[24:40]]
    assert Warn.AT_ITS_WORST in judged(worst, 24).warnings
    assert Warn.AT_ITS_WORST not in judged(worst, 24, direction=1).warnings


def test_the_worst_of_ten_units_is_not_taken_for_a_success():
    """The last three points before pick the unit: what comes back by itself must not become an effect."""
    rng, found = np.random.default_rng(25), []
    for _ in range(150):
        units = rng.normal(size=(10, 36))
        found.append(effect(course(units[units[:, 21:24].mean(axis=1).argmax()]), 24, 24, direction=LOWER))
    assert np.mean([each.finding is Finding.IMPROVEMENT for each in found]) <= 0.02
    assert np.mean([Warn.AT_ITS_WORST in each.warnings for each in found]) >= 0.3


def test_a_break_between_before_and_after_cannot_be_compared():
    found = judged(DOWN, 24, breaks=(24,))
    assert (found.finding, found.because, found.level_before) == (Finding.NOT_COMPARABLE, Because.BREAK, None)


def test_only_what_lies_between_the_nearest_breaks_is_held_against_each_other():
    found = judged([99.0] * 5 + DOWN + [99.0] * 5, 29, breaks=(5, 49))
    assert (found.before[0], found.after[-1], found.finding, found.ends_at_break) == (5, 48, Finding.IMPROVEMENT, True)


def test_what_is_hidden_tells_nothing():
    hidden = np.arange(len(DOWN)) == 20
    found = judged(DOWN, 24, hidden=hidden, counts=~hidden)
    assert (found.finding, found.because, found.level_before) == (Finding.NOT_TOLD, Because.HIDDEN, None)


def test_what_no_rule_may_be_used_on_gets_no_verdict():
    found = judged(DOWN, 24, unbearable=Because.OVERLAPPING)
    assert (found.finding, found.because) == (Finding.NOT_TOLD, Because.OVERLAPPING)


def test_points_of_the_period_in_which_it_began_belong_to_neither_side():
    found = effect(course([*NOISE[:24], 500, *NOISE[25:40]]), 24, 25)
    assert (found.before[-1], found.after[0], found.finding) == (23, 25, Finding.NO_CHANGE)


def test_points_after_the_end_do_not_belong_to_it():
    assert judged([*DOWN, *[50.0] * 9], 24, ends=44).after[-1] == 43
