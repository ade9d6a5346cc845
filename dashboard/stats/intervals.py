"""How sure a number is: Wilson for shares, exact or Byar for counts and rates, Student t for means, Newcombe for a difference."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dashboard.stats.distributions import chi_square_quantile, t_quantile, z_of
from dashboard.stats.points import Flags, Floats, numbers, ratio
from dashboard.stats.tolerance import above

EXACT_BELOW = 10  # events; from there Byar's approximation is as good and stays finite (PHEindicatormethods)


class Reason(StrEnum):
    """Why there is no value or no interval."""

    NONE = ""
    MISSING = "missing"
    NO_DENOMINATOR = "no_denominator"
    NEGATIVE = "negative"
    MORE_EVENTS_THAN_CASES = "more_events_than_cases"
    EVENTS_WITHOUT_DENOMINATOR = "events_without_denominator"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Interval:
    """Arrays of one shape: value and limits, NaN where a reason stands instead."""

    value: Floats
    lower: Floats
    upper: Floats
    reason: NDArray[np.str_]

    @property
    def is_known(self) -> Flags:
        """Where there is an interval."""
        known: Flags = self.reason == Reason.NONE
        return known


def wrong_in(events: Floats, n: Floats, *, is_share: bool) -> dict[Reason, Flags]:
    """Where each reason holds why nothing can be computed from a pair of counts; the first that holds is the one to tell."""
    missing = np.isnan(events) | np.isnan(n)
    return {
        Reason.MISSING: missing,
        Reason.NEGATIVE: (events < 0) | (n < 0),
        Reason.EVENTS_WITHOUT_DENOMINATOR: (n == 0) & (events > 0),
        Reason.NO_DENOMINATOR: n == 0,
        Reason.MORE_EVENTS_THAN_CASES: above(events, n) if is_share else np.zeros_like(missing),
    }


def why_not(events: Floats, n: Floats, *, is_share: bool) -> NDArray[np.str_]:
    """For each pair of counts the reason why nothing can be computed from it; empty where all is well, as it nearly always is."""
    wrong = wrong_in(events, n, is_share=is_share)
    if not any(where.any() for where in wrong.values()):
        return np.zeros(wrong[Reason.MISSING].shape, dtype=f"<U{max(map(len, wrong))}")
    return np.select(list(wrong.values()), [str(reason) for reason in wrong], default="")


def wilson(events: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """The share of `n` cases with its Wilson interval; 0 of 20 has the limits 0 and 0.16."""
    x, cases = np.broadcast_arrays(numbers(events), numbers(n))
    reason = why_not(x, cases, is_share=True)
    share = np.where(reason == "", ratio(x, cases), np.nan)
    lower, upper = wilson_limits(share, cases, z_of(confidence))
    return Interval(share, lower, upper, reason)


def wilson_limits(share: ArrayLike, n: ArrayLike, z: float) -> tuple[Floats, Floats]:
    """Wilson limits of shares of `n` cases; x need not be whole. Rounding never carries them past 0 or 1."""
    p, cases = np.asarray(share, dtype=float), np.asarray(n, dtype=float)
    x = p * cases
    half = z * np.sqrt(np.maximum(z**2 + 4 * x * (1 - p), 0))
    under = 2 * (cases + z**2)
    lower, upper = (2 * x + z**2 - half) / under, (2 * x + z**2 + half) / under
    return np.where(p <= 0, 0.0 * p, np.clip(lower, 0, 1)), np.where(p >= 1, p, np.clip(upper, 0, 1))


def count_limits(events: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Limits of a count of events: exact below 10, Byar's from there. No events: 0 and 3.69."""
    x = np.asarray(events, dtype=float)
    exact = np.less(x, EXACT_BELOW, where=np.isfinite(x), out=np.zeros(x.shape, dtype=bool))
    few, many = np.where(exact, x, 1.0), np.where(exact | np.isnan(x), EXACT_BELOW, x)
    exact_low, exact_high = exact_count_limits(few, confidence)
    byar_low, byar_high = byar_limits(many, confidence)
    nothing = np.where(np.isnan(x), np.nan, 0.0)
    return np.where(exact, exact_low, byar_low) + nothing, np.where(exact, exact_high, byar_high) + nothing


def exact_count_limits(events: ArrayLike, confidence: float) -> tuple[Floats, Floats]:
    """Limits of a Poisson count from the chi-square distribution."""
    x = np.asarray(events, dtype=float)
    tail = (1 - confidence) / 2
    lower = np.where(x > 0, chi_square_quantile(tail, 2 * np.where(x > 0, x, 1.0)) / 2, 0.0)
    return lower, chi_square_quantile(1 - tail, 2 * x + 2) / 2


def byar_limits(events: ArrayLike, confidence: float) -> tuple[Floats, Floats]:
    """Byar's approximation to the limits of a Poisson count."""
    x, z = np.asarray(events, dtype=float), z_of(confidence)
    one_more = x + 1
    lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
    return lower, one_more * (1 - 1 / (9 * one_more) + z / (3 * np.sqrt(one_more))) ** 3


def rate(events: ArrayLike, exposure: ArrayLike, multiplier: float = 1.0, confidence: float = 0.95) -> Interval:
    """Events per `multiplier` units of exposure with their interval."""
    x, n = np.broadcast_arrays(numbers(events), numbers(exposure))
    reason = why_not(x, n, is_share=False)
    usable = np.where(reason == "", x, np.nan)
    lower, upper = count_limits(usable, confidence)
    value, low, high = (ratio(each, n) * multiplier for each in (usable, lower, upper))
    return Interval(value, low, high, reason)


def mean_interval(average: ArrayLike, deviation: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """A mean with its Student t interval, from mean, standard deviation and number; none for a single observation."""
    m, sd, number = np.broadcast_arrays(numbers(average), numbers(deviation), numbers(n))
    missing = np.isnan(m) | (np.isnan(sd) & (number >= 2))
    reason = np.select([missing, ~(number >= 2)], [str(Reason.MISSING), str(Reason.TOO_FEW)], default="")
    freedom = np.where(reason == "", number - 1, 1.0)
    half = np.where(reason == "", t_quantile((1 + confidence) / 2, freedom) * sd / np.sqrt(freedom + 1), np.nan)
    return Interval(m.copy(), m - half, m + half, reason)


def student_t(values: ArrayLike, confidence: float = 0.95) -> Interval:
    """The mean of observations along the last axis with its interval; missing ones are left out."""
    array = numbers(values)
    known = np.isfinite(array)
    number = np.sum(known, axis=-1)
    average = ratio(np.sum(array, axis=-1, where=known), number)
    squares = np.sum((array - average[..., None]) ** 2, axis=-1, where=known)
    deviation = np.sqrt(ratio(squares, np.where(number > 1, number - 1, 0)))
    return mean_interval(average, deviation, number, confidence)


def difference_of_shares(
    events: ArrayLike, n: ArrayLike, other_events: ArrayLike, other_n: ArrayLike, confidence: float = 0.95
) -> Interval:
    """The difference between two shares with Newcombe's interval from two Wilson intervals: for one unit against another."""
    a, b = wilson(events, n, confidence), wilson(other_events, other_n, confidence)
    value = a.value - b.value
    lower = value - np.sqrt((a.value - a.lower) ** 2 + (b.upper - b.value) ** 2)
    upper = value + np.sqrt((a.upper - a.value) ** 2 + (b.value - b.lower) ** 2)
    return Interval(value, lower, upper, np.where(a.reason == "", b.reason, a.reason))
