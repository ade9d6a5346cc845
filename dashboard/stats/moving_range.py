"""The mean moving range, with the optional screening of outlying ones."""

from __future__ import annotations

import numpy as np

from dashboard.stats.points import Floats, Ints, mean, per_segment

RANGE_LIMIT = 3.267  # D4 for ranges of two: above it a moving range is outlying (Nelson 1982; Making Data Count)
D2 = 1.128  # mean range of two in standard deviations


def mean_moving_range(ranges: Floats, segment: Ints, *, screen: bool, limit: float = RANGE_LIMIT) -> Floats:
    """The mean of each segment's moving ranges, repeated at its points.

    Screening drops ranges of `limit` times the mean or more, once. Where that leaves none, or only zeros, the unscreened mean
    stands: otherwise one event among zeros would get limits of no width, and every point would be flagged.
    """
    known = np.isfinite(ranges)
    plain = per_segment(ranges, known, segment, mean)
    if not screen:
        return plain
    screened = per_segment(ranges, known & np.less(ranges, limit * plain, where=known, out=np.zeros_like(known)), segment, mean)
    return np.where(screened > 0, screened, plain)
