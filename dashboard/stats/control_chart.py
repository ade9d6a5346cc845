"""A control chart as numbers: values, centre line and limits, whichever way they were found."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dashboard.stats.points import Flags, Floats, Ints, first_of_segment, previous
from dashboard.stats.tolerance import largest, side


@dataclass(frozen=True, slots=True)
class Setup:
    """What has been decided about a series before it is charted.

    segment: for each point the number of its segment, from 0 (a rebase or a break begins a new one); see points.segments.
    ghosts: True at points that are shown but left out of centre, limits and rules; see points.marked.
    baseline: limits are found from the first so many points of each segment and kept.
    frozen: the same, where the points are pointed out; see points.frozen.
    centre: a given centre line.
    screen: leave moving ranges of 3.267 times their mean or more out of the limits (Nelson 1982).
    """

    segment: Ints | None = None
    ghosts: Flags | None = None
    baseline: int | None = None
    centre: float | None = None
    screen: bool = False
    frozen: Flags | None = None

    def segment_of(self, values: Floats) -> Ints:
        """The segment of each point, in the shape of the values."""
        return np.zeros(values.shape, dtype=np.int64) if self.segment is None else np.broadcast_to(self.segment, values.shape)

    def kept(self, values: Floats) -> Flags:
        """The points that nobody has ghosted."""
        return np.ones(values.shape, dtype=bool) if self.ghosts is None else ~np.broadcast_to(self.ghosts, values.shape)

    def basis(self, counts: Flags, segment: Ints) -> Flags:
        """The points that centre and limits are found from."""
        first = counts if self.baseline is None else first_of_segment(counts, segment, self.baseline)
        return first if self.frozen is None else first & self.frozen


PLAIN = Setup()  # one segment, every point, nothing given


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Arrays of one shape (…, period); NaN where there is no value, or no limit because there is too little to find it from."""

    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    lower_2s: Floats
    upper_2s: Floats
    counts: Flags  # neither missing nor ghosted
    segment: Ints
    spread: Floats | None = None  # σz of p' and u': above 1 where the series varies more than chance alone

    @property
    def outside(self) -> NDArray[np.int8]:
        """1 strictly above the upper limit, -1 strictly below the lower, else 0; also for ghosted points."""
        scale = largest(self.values)
        return np.maximum(side(self.values, self.upper, scale), 0) + np.minimum(side(self.values, self.lower, scale), 0)

    def times(self, factor: float) -> ControlChart:
        """The same chart per 100, 1000 … instead of per 1."""
        names = ("values", "centre", "lower", "upper", "lower_2s", "upper_2s")
        return self if factor == 1 else replace(self, **{name: getattr(self, name) * factor for name in names})

    def clipped(self, low: float = -np.inf, high: float = np.inf) -> ControlChart:
        """The same chart with limits inside what is possible."""
        names = ("lower", "upper", "lower_2s", "upper_2s")
        return replace(self, **{name: np.clip(getattr(self, name), low, high) for name in names})


def around(values: Floats, centre: Floats, sigma: Floats, counts: Flags, segment: Ints) -> ControlChart:
    """The chart with limits three sigma from the centre."""
    return ControlChart(
        values,
        centre,
        lower=centre - 3 * sigma,
        upper=centre + 3 * sigma,
        lower_2s=centre - 2 * sigma,
        upper_2s=centre + 2 * sigma,
        counts=counts,
        segment=segment,
    )


def moving_ranges(values: Floats, counts: Flags, segment: Ints) -> Floats:
    """The distance of each counting point from the one before it in its segment; NaN where there is none."""
    return np.where(counts, np.abs(values - previous(values, counts, segment)), np.nan)
