"""May a new level be counted from a measure on? A suggestion, never done by itself, and never to make a bad signal go away.

The conditions are those of Making Data Count's practice: a cause that is known and dated, a signal that begins with it and not before, points
enough on both sides, and a level that has settled. Nobody has a formula for it, so people decide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dashboard.stats.distributions import t_quantile
from dashboard.stats.effect import FEWEST_BEFORE, Effect, Finding
from dashboard.stats.effect_course import Course
from dashboard.stats.effect_warnings import Warn
from dashboard.stats.points import Floats
from dashboard.stats.xmr import TRIAL_LIMITS_FROM

FEWEST_SINCE = TRIAL_LIMITS_FROM  # points that the new limits are found from
DRIFTS = 0.005  # in each direction: one stable level in a hundred is taken for one that still moves


class WhyNot(StrEnum):
    """What is lacking, each with its own sentence."""

    NO_CAUSE = "no_cause"
    NO_SIGNAL = "no_signal"
    WORSE = "worse"
    BEGAN_BEFORE = "began_before"
    FEW_BEFORE = "few_before"
    FEW_AFTER = "few_after"
    NOT_SETTLED = "not_settled"
    ALREADY = "already"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Yes where nothing is lacking."""

    lacking: tuple[WhyNot, ...]

    @property
    def is_made(self) -> bool:
        return not self.lacking


def suggested_level(course: Course, found: Effect, has_cause: bool, levels: Collection[int] = ()) -> Suggestion:
    """`has_cause`: somebody has said what was done, and when; `levels`: indexes at which new levels are counted already."""
    return Suggestion(tuple(_lacking(course, found, has_cause, levels)))


def _lacking(course: Course, found: Effect, has_cause: bool, levels: Collection[int]) -> Iterator[WhyNot]:
    if not has_cause:
        yield WhyNot.NO_CAUSE
    if found.finding is Finding.WORSENING:
        yield WhyNot.WORSE
    elif found.finding not in (Finding.IMPROVEMENT, Finding.CHANGED):
        yield WhyNot.NO_SIGNAL
    if Warn.BEGAN_BEFORE in found.warnings:
        yield WhyNot.BEGAN_BEFORE
    if found.before.size < FEWEST_BEFORE:
        yield WhyNot.FEW_BEFORE
    if found.after.size < FEWEST_SINCE:
        yield WhyNot.FEW_AFTER
    elif not _has_settled(course.values[found.after]):
        yield WhyNot.NOT_SETTLED
    if found.before.size and found.after.size and any(found.before[-1] < level <= found.after[0] for level in levels):
        yield WhyNot.ALREADY


def _has_settled(values: Floats) -> bool:
    """No straight line through the points after leads anywhere."""
    time = np.arange(values.size) - (values.size - 1) / 2
    away = values - values.mean()
    along, across = float((time * away).sum()), float((away**2).sum() * (time**2).sum())
    part = along**2 / across if across > 0 else 0.0  # of the variation, that the line explains
    return part * (values.size - 2) <= float(t_quantile(1 - DRIFTS, values.size - 2)) ** 2 * (1 - part)
