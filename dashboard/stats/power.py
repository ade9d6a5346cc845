"""Can we tell? The smallest change that so few cases could have shown, for a share, a rate, and a five-year trend.

Three answers to one question, from the plainest up: beyond which value the next period would stand out from the earlier level;
to which level a lasting change must go to be seen with a given probability; and how far five years must move for the trend test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dashboard.stats.distributions import binomial_at_most, normal_below, poisson_at_most, z_of
from dashboard.stats.intervals import exact_count_limits, wilson_limits
from dashboard.stats.trend import CHI_SQUARE_LIMIT, YEARS

USUAL_POWER = 0.8
STEPS = 60  # halvings: more than a float can tell apart
Power = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Visible:
    """The levels that a fall must reach and a rise must reach; None where no fall (or rise) at all could be seen."""

    level: float
    fall_to: float | None
    rise_to: float | None


def share_stands_out(level: float, n: float, confidence: float = 0.95) -> Visible:
    """Below and above which the share of `n` cases lies outside what chance gives around `level`.

    20 residents at 25 %: below 6 % or above 44 %.
    """
    _refuse(level, n, most=1.0)
    if level in (0, 1):  # the normal limits would have no width
        lower, upper = wilson_limits(level, n, z_of(confidence))
        return Visible(level, float(lower) if level else None, None if level else float(upper))
    half = z_of(confidence) * np.sqrt(level * (1 - level) / n)
    return Visible(level, _inside(level - half, 0, np.inf), _inside(level + half, -np.inf, 1))


def rate_stands_out(level: float, exposure: float, confidence: float = 0.95) -> Visible:
    """The same for a rate per 1 unit of exposure."""
    _refuse(level, exposure, most=np.inf)
    half = z_of(confidence) * np.sqrt(level / exposure)
    rise = level + half if level else float(exact_count_limits(0, confidence)[1]) / exposure
    return Visible(level, _inside(level - half, 0, np.inf), float(rise))


def share_that_shows(level: float, n: int, confidence: float = 0.95, power: float = USUAL_POWER) -> Visible:
    """The lasting share that `n` new cases would show with this probability, tested exactly against `level`."""
    _refuse(level, n, most=1.0)
    tail, x = (1 - confidence) / 2, np.arange(n + 1)
    few, many = _beyond(binomial_at_most(x, n, level), tail)
    fall = None if few < 0 else crossing(lambda p: float(binomial_at_most(few, n, p)), 0.0, level, power)
    rise = None if many > n else crossing(lambda p: 1 - float(binomial_at_most(many - 1, n, p)), 1.0, level, power)
    return Visible(level, fall, rise)


def rate_that_shows(level: float, exposure: float, confidence: float = 0.95, power: float = USUAL_POWER) -> Visible:
    """The lasting rate that this much new exposure would show with this probability, tested exactly against `level`."""
    _refuse(level, exposure, most=np.inf)
    expected, tail = level * exposure, (1 - confidence) / 2
    ceiling = int(np.ceil(expected + 10 * np.sqrt(expected + 1) + 20))
    few, many = _beyond(poisson_at_most(np.arange(ceiling), expected), tail)
    fall = None if few < 0 else crossing(lambda rate: float(poisson_at_most(few, rate * exposure)), 0.0, level, power)
    rise = crossing(lambda rate: 1 - float(poisson_at_most(many - 1, rate * exposure)), 4 * (ceiling + 10) / exposure, level, power)
    return Visible(level, fall, rise)


def share_trend_power(first: float, last: float, n: float) -> float:
    """The probability that the five-year trend test sees an even change between these shares, `n` cases a year."""
    path = np.linspace(first, last, YEARS)
    return _trend_power(path, path * (1 - path) / n)


def rate_trend_power(first: float, last: float, exposure: float) -> float:
    """The same for rates per 1 unit of exposure."""
    path = np.linspace(first, last, YEARS)
    return _trend_power(path, path / exposure)


def trend_that_shows(level: float, n: float, *, is_share: bool, power: float = USUAL_POWER) -> Visible:
    """How far five years from `level` must move before the trend test would see it with this probability."""
    _refuse(level, n, most=1.0 if is_share else np.inf)
    seen: Power = (lambda end: share_trend_power(level, end, n)) if is_share else (lambda end: rate_trend_power(level, end, n))
    furthest = 1.0 if is_share else 20 * level + 100 / n
    return Visible(level, crossing(seen, 0.0, level, power), crossing(seen, furthest, level, power))


def crossing(seen: Power, end: float, level: float, power: float) -> float | None:
    """Between the level and its furthest possible end, the nearest place that is seen with this probability."""
    if end == level or seen(end) < power:
        return None
    near, far = level, end
    for _ in range(STEPS):
        middle = (near + far) / 2
        near, far = (near, middle) if seen(middle) >= power else (middle, far)
    return far


def _trend_power(path: np.ndarray, variance: np.ndarray) -> float:
    """Normal approximation; the leave-one-out condition hardly binds where the power is above a few per cent."""
    time = np.arange(1, YEARS + 1)
    weight = 1 / np.maximum(variance, variance.max() * 1e-3)  # a last year of exactly nothing must not carry all the weight
    middle = (weight * time).sum() / weight.sum()
    spread = (weight * (time - middle) ** 2).sum()
    standardised = (weight * (time - middle) * path).sum() / np.sqrt(spread)
    limit = np.sqrt(CHI_SQUARE_LIMIT)
    return float(normal_below(standardised - limit) + normal_below(-standardised - limit))


def _beyond(at_most: np.ndarray, tail: float) -> tuple[int, int]:
    """The most events that are unusually few (-1: none are) and the fewest that are unusually many."""
    few = int(np.searchsorted(at_most, tail, side="right")) - 1
    many = int(np.searchsorted(at_most, 1 - tail, side="left")) + 1
    return few, many


def _inside(value: float, low: float, high: float) -> float | None:
    return float(value) if low < value < high else None


def _refuse(level: float, n: float, most: float) -> None:
    if not (0 <= level <= most and 0 < n < np.inf):
        raise ValueError(f"a level of {level:g} with {n:g} cases; the level is from 0 to {most:g} and the cases are more than 0")
