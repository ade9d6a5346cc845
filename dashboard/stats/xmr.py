"""The XmR chart in the Making Data Count way: limits from the moving ranges, four rules, few points said as few."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.control_chart import PLAIN, ControlChart, Setup, around, moving_ranges
from dashboard.stats.moving_range import RANGE_LIMIT, mean_moving_range
from dashboard.stats.points import Flags, Floats, Ints, mean, numbers, per_segment

MOVING_RANGE_TO_LIMIT = 2.66  # 3 / d2, d2 = 1.128, rounded as Making Data Count does


class Standing(IntEnum):
    """What a series of so many counting points can carry."""

    TOO_FEW = 0  # points alone
    RUN_CHART = 1  # a median, no limits
    TRIAL_LIMITS = 2  # limits that each new point may move
    FULL = 3


RUN_CHART_FROM, TRIAL_LIMITS_FROM, FULL_FROM = (
    10,
    12,
    15,
)  # below 10 a run chart cannot signal; 12 locks limits; 15 is the NHS England tool's


def standing(points: ArrayLike) -> Ints:
    """The Standing of series with so many counting points in their last segment."""
    return np.searchsorted([RUN_CHART_FROM, TRIAL_LIMITS_FROM, FULL_FROM], points, side="right")


def xmr(values: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """Centre, limits and two-sigma lines of each segment; values (…, period), None or NaN where missing.

    The centre is the mean; the moving ranges are taken between neighbouring counting points, so ghosts and gaps are stepped over.
    A segment of one point has a centre and no limits. Nothing is clipped: a drawn line may be, the tests may not.
    """
    array = numbers(values)
    segment = setup.segment_of(array)
    counts = np.isfinite(array) & setup.kept(array)
    basis = setup.basis(counts, segment)
    centre = per_segment(array, basis, segment, mean) if setup.centre is None else np.full(array.shape, float(setup.centre))
    ranges = moving_ranges(array, basis, segment)
    width = MOVING_RANGE_TO_LIMIT * mean_moving_range(ranges, segment, screen=setup.screen)
    return around(array, centre, width / 3, counts, segment)


def points_of_segment(counts: Flags, segment: Ints) -> Ints:
    """How many counting points each point's segment has."""
    return per_segment(counts.astype(float), counts, segment, lambda _, inside: np.sum(inside, axis=-1).astype(float)).astype(np.int64)


def moving_range_limit(values: ArrayLike, setup: Setup = PLAIN) -> tuple[Floats, Floats]:
    """The moving ranges and their upper limit, for the mR chart under an X chart."""
    chart = xmr(values, setup)
    basis = setup.basis(chart.counts, chart.segment)
    centre = mean_moving_range(moving_ranges(chart.values, basis, chart.segment), chart.segment, screen=setup.screen)
    return moving_ranges(chart.values, chart.counts, chart.segment), RANGE_LIMIT * centre
