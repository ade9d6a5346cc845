"""A new level is suggested where a known cause has lastingly moved the numbers, and nowhere else."""

from __future__ import annotations

import numpy as np

from dashboard.stats.effect import effect
from dashboard.stats.suggested_level import WhyNot, suggested_level
from tests.stats.courses import LOWER, course

NOISE = np.random.default_rng(30).normal(10, 1, 60)
LASTING = [*NOISE[:24], *(NOISE[24:44] - 4)]


def lacking(values, start: int = 24, *, has_cause: bool = True, levels=(), direction: int = LOWER) -> tuple[WhyNot, ...]:
    one = course(values)
    return suggested_level(one, effect(one, start, start, direction=direction), has_cause, levels).lacking


def test_a_lasting_change_of_a_known_cause_may_be_a_new_level():
    assert lacking(LASTING) == ()


def test_without_a_cause_none_is_suggested():
    assert lacking(LASTING, has_cause=False) == (WhyNot.NO_CAUSE,)


def test_without_a_signal_none_is_suggested():
    assert lacking(NOISE[:44]) == (WhyNot.NO_SIGNAL,)


def test_a_bad_signal_is_not_made_to_go_away():
    assert lacking(LASTING, direction=1) == (WhyNot.WORSE,)


def test_a_change_that_began_before_its_cause_is_none_of_it():
    assert WhyNot.BEGAN_BEFORE in lacking(LASTING, start=32)


def test_limits_are_found_from_twelve_points():
    assert lacking(LASTING[:35]) == (WhyNot.FEW_AFTER,)
    assert lacking(LASTING[:36]) == ()


def test_a_level_that_goes_on_falling_has_not_settled():
    falling = [*NOISE[:24], *(NOISE[24:44] - np.linspace(3, 15, 20))]
    assert lacking(falling) == (WhyNot.NOT_SETTLED,)


def test_a_level_is_not_suggested_twice():
    assert lacking(LASTING, levels=(24,)) == (WhyNot.ALREADY,)
