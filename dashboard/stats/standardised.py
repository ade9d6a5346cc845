"""Standardised numbers: a rate as if the age groups were the standard's (Dobson), and observed against expected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.intervals import Reason, byar_limits, count_limits
from dashboard.stats.points import Floats, numbers

FEWEST_EVENTS = 10  # in all; below it a directly standardised rate is not given (PHEindicatormethods)


@dataclass(frozen=True, slots=True)
class Standardised:
    """One standardised number; NaN where a reason stands instead."""

    value: float
    lower: float
    upper: float
    observed: float
    expected: float = np.nan
    reason: Reason = Reason.NONE


def direct(
    events: ArrayLike, population: ArrayLike, standard: ArrayLike, multiplier: float = 1.0, confidence: float = 0.95
) -> Standardised:
    """The directly standardised rate over age groups, with Dobson's interval. A missing count is no event."""
    x, n, w = (numbers(each) for each in (events, population, standard))
    x = np.where(np.isnan(x), 0.0, x)
    _refuse_negative(x, w)
    observed = float(np.sum(x))
    if not np.all(n > 0):
        return Standardised(np.nan, np.nan, np.nan, observed, reason=Reason.NO_DENOMINATOR)
    if observed < FEWEST_EVENTS:
        return Standardised(np.nan, np.nan, np.nan, observed, reason=Reason.TOO_FEW)
    value = float(np.sum(w * x / n) / np.sum(w))
    variance = float(np.sum(x * (w / n) ** 2) / np.sum(w) ** 2)
    low, high = (float(limit) for limit in byar_limits(observed, confidence))
    per_event = np.sqrt(variance / observed)
    lower, upper = value + per_event * (low - observed), value + per_event * (high - observed)
    return Standardised(value * multiplier, lower * multiplier, upper * multiplier, observed)


def ratio_to_expected(
    events: ArrayLike,
    population: ArrayLike,
    reference_events: ArrayLike,
    reference_population: ArrayLike,
    multiplier: float = 100.0,
    confidence: float = 0.95,
) -> Standardised:
    """Observed events against those expected at the reference's rates, times `multiplier`; groups with gaps count nothing."""
    x, n, ref_x, ref_n = (numbers(each) for each in (events, population, reference_events, reference_population))
    _refuse_negative(x, n, ref_x, ref_n)
    known = ~(np.isnan(n) | np.isnan(ref_x)) & (ref_n > 0)
    expected = float(np.sum(n * np.divide(ref_x, ref_n, out=np.zeros(ref_x.shape), where=known), where=known))
    return observed_to_expected(float(np.nansum(x)), expected, multiplier, confidence)


def observed_to_expected(observed: float, expected: float, multiplier: float = 1.0, confidence: float = 0.95) -> Standardised:
    """Observed over expected with its interval: exact below 10 events, Byar's from there; none when nothing was expected."""
    if not expected > 0:
        return Standardised(np.nan, np.nan, np.nan, observed, expected, Reason.NO_DENOMINATOR)
    low, high = count_limits(observed, confidence)
    per = multiplier / expected
    return Standardised(observed * per, float(low) * per, float(high) * per, observed, expected)


def _refuse_negative(*counts: Floats) -> None:
    for each in counts:
        if (each < 0).any():
            raise ValueError(f"{each[each < 0][0]} is a negative count; counts are 0 or more")
