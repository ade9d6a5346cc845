"""Harm measures of the Global Trigger Tool: sums over the records that a team has read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.points import numbers, ratio


@dataclass(frozen=True, slots=True)
class HarmSummary:
    """The three measures that the teams report; NaN where nothing was read."""

    per_1000_days: float
    per_100_admissions: float
    percent_with_harm: float


def summary(harms: ArrayLike, days: ArrayLike, admissions: ArrayLike, with_harm: ArrayLike) -> HarmSummary:
    """Sums over periods, so that a large month weighs more than a small one; a period lacking a number is left out of that measure."""

    def share(above: ArrayLike, under: ArrayLike, per: float) -> float:
        top, bottom = np.broadcast_arrays(numbers(above), numbers(under))
        known = np.isfinite(top) & np.isfinite(bottom)
        return float(per * ratio(np.sum(top, where=known), np.sum(bottom, where=known)))

    return HarmSummary(share(harms, days, 1000), share(harms, admissions, 100), share(with_harm, admissions, 100))
