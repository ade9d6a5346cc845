"""Charts for rare events: the distance between them instead of their number. On both, high is good."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.control_chart import PLAIN, ControlChart, Setup, around, moving_ranges
from dashboard.stats.moving_range import D2, mean_moving_range
from dashboard.stats.points import Floats, mean, median, numbers, per_segment

TO_NORMAL = 3.6  # the root that makes waiting times nearly normal (Nelson 1994)
MEDIAN_OF_MEAN = 0.693  # ln 2: the median of a waiting time with this mean


def g_chart(between: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """Units between events (cases, admissions, days counted whole): limits from the geometric distribution.

    The centre is the median, because half of the points lie above it; the limits are found from the mean.
    """
    values = numbers(between)
    _refuse(values < 0, values, "0 or more")
    segment, counts = setup.segment_of(values), setup.kept(values) & np.isfinite(values)
    basis = setup.basis(np.ones(values.shape, dtype=bool), segment) & counts
    average = per_segment(values, basis, segment, mean) if setup.centre is None else np.full(values.shape, float(setup.centre))
    centre = per_segment(values, basis, segment, median) if setup.centre is None else MEDIAN_OF_MEAN * average
    chart = around(values, average, np.sqrt(average * (average + 1)), counts, segment).clipped(0)
    return replace(chart, centre=centre)


def t_chart(days: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """Time between events, above 0: the I chart of its 3.6th root, turned back; a lower limit below 0 is 0."""
    values = numbers(days)
    _refuse(values <= 0, values, "above 0; two events on one day are half a day apart")
    chart = transformed(values, setup)
    return replace(
        chart,
        values=values,
        centre=_power(chart.centre),
        lower=np.where(chart.lower < 0, 0.0, _power(chart.lower)),
        upper=_power(chart.upper),
        lower_2s=_power(chart.lower_2s),
        upper_2s=_power(chart.upper_2s),
    )


def transformed(days: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """The chart that a t chart is drawn from, in 3.6th roots, where the limits lie evenly: for the rules."""
    array = numbers(days) ** (1 / TO_NORMAL)
    segment, kept = setup.segment_of(array), setup.kept(array)
    counts = kept & np.isfinite(array)
    basis = setup.basis(np.ones(array.shape, dtype=bool), segment) & kept
    root = None if setup.centre is None else float(setup.centre) ** (1 / TO_NORMAL)
    centre = per_segment(array, basis & counts, segment, mean) if root is None else np.full(array.shape, root)
    sigma = mean_moving_range(moving_ranges(array, basis, segment), segment, screen=setup.screen) / D2
    return around(array, centre, sigma, counts, segment)


def _power(values: Floats) -> Floats:
    return np.where(values >= 0, np.abs(values) ** TO_NORMAL, np.nan)


def _refuse(wrong: np.ndarray, values: Floats, wanted: str) -> None:
    if wrong.any():
        raise ValueError(f"{values[wrong][0]:g} found; write a number {wanted}")
