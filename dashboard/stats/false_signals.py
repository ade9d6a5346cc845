"""How many marks chance alone would give on a page, so that nobody mistakes noise for news."""

from __future__ import annotations

import numpy as np

from dashboard.stats.chart_choice import Chart
from dashboard.stats.distributions import poisson_at_most

# The share of stable series whose newest point is flagged, by the number of points that limits are found from. Simulated with this
# package (tests/stats/test_noise.py repeats it): normal values, shares and counts of about 10 events a period. For the waits of rare
# events it is the share of series that any test marks: the limits of the newest wait, or the newest periods together. For the run chart it is the share of whole series with a signal, for intervals that of five years with a trend.
XMR = {12: 0.010, 15: 0.012, 24: 0.014, 36: 0.016, 60: 0.019}
COUNTED = {12: 0.006, 24: 0.013, 60: 0.018}
WAITS = {12: 0.023, 15: 0.017, 24: 0.013, 36: 0.010, 60: 0.008}
DATED_WAITS = {12: 0.013, 15: 0.007, 24: 0.005, 60: 0.005}
TOO_FEW_WAITS = {12: 0.001}  # no limits, so only the newest periods together can mark it
RUNS = {9: 0.0, 10: 0.008, 12: 0.013, 15: 0.025, 16: 0.009, 20: 0.021, 24: 0.030, 30: 0.026, 36: 0.042, 60: 0.045}
FIVE_YEARS = {4: 0.0, 5: 0.003}

RATES: dict[str, dict[int, float]] = {
    Chart.XMR: XMR,
    Chart.P: COUNTED,
    Chart.P_PRIME: XMR,
    Chart.U: COUNTED,
    Chart.U_PRIME: XMR,
    Chart.C: COUNTED,
    Chart.G: WAITS,
    Chart.T: DATED_WAITS,
    Chart.LIST: TOO_FEW_WAITS,
    Chart.RUN: RUNS,
    Chart.INTERVAL: FIVE_YEARS,
}


def chance_of_mark(chart: str, points: int) -> float:
    """The probability that a stable series of so many points (waits, of rare events) bears a mark; 0 where the chart gives none."""
    rates = RATES.get(chart)
    return float(np.interp(points, list(rates), list(rates.values()))) if rates else 0.0


def expected_comparisons(units: int, confidence: float = 0.95) -> float:
    """How many of so many units would lie outside limits of this confidence if all were alike."""
    return units * (1 - confidence)


def chance_of_as_many(found: int, expected: float) -> float:
    """The probability that chance alone gives at least so many marks where it is expected to give `expected`."""
    return 1 - float(poisson_at_most(found - 1, expected)) if found > 0 else 1.0
