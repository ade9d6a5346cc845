"""Rare events lately against earlier: an exact test where a chart of counts would flag chance, and a chart of waits sees worsening late."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.counts import refuse_impossible
from dashboard.stats.distributions import binomial_at_most
from dashboard.stats.points import Floats, numbers

WINDOWS = (1, 3, 6, 12)  # newest periods that are looked at together
TAIL = 0.001  # per window and direction: all windows together give a stable series a mark less than once in a hundred times


@dataclass(frozen=True, slots=True)
class RecentChange:
    """The newest `periods` against all before them."""

    direction: int  # 1 more, -1 fewer
    periods: int
    events: float
    expected: float  # in as much exposure, at the level of the whole series
    probability: float  # of so many (so few) if nothing has changed


def recent_change(events: ArrayLike, exposure: ArrayLike | None = None, tail: float = TAIL) -> RecentChange | None:
    """The most unlikely of the windows when it is too unlikely to be chance, else None; one series, oldest first.

    Given the number of events in all, those of a window are binomial with its part of the exposure: exact, however few there are.
    """
    counts = numbers(events)
    size = np.ones(counts.shape) if exposure is None else numbers(exposure)
    refuse_impossible(counts, size, is_share=False)
    known = np.isfinite(counts) & np.isfinite(size) & (size > 0)
    x, n = counts[known], size[known]
    found = [_window(x, n, periods) for periods in WINDOWS if 2 * periods <= x.size]
    least = min(found, key=lambda each: each.probability, default=None)
    return least if least is not None and least.probability <= tail else None


def _window(x: Floats, n: Floats, periods: int) -> RecentChange:
    total, recent = x.sum(), x[-periods:].sum()
    part = n[-periods:].sum() / n.sum()
    few = float(binomial_at_most(recent, total, part))
    many = 1 - float(binomial_at_most(recent - 1, total, part))
    return RecentChange(1 if many < few else -1, periods, float(recent), float(total * part), min(few, many))
