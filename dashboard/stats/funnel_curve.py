"""The limits of a funnel at any size, for drawing: those of chance alone, and those widened for units that differ more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.distributions import z_of
from dashboard.stats.funnel import INNER, OUTER, Pair, exact_share_limits, rate_limits
from dashboard.stats.points import Floats


@dataclass(frozen=True, slots=True)
class Curve:
    """At each size n the inner (95 %) and the outer (99.8 %) limits."""

    n: Floats
    lower95: Floats
    upper95: Floats
    lower998: Floats
    upper998: Floats


def curve(centre: float, n: ArrayLike, *, is_share: bool, tau2: float = 0.0) -> Curve:
    """Limits around a centre at these sizes; tau2 is the variance between units on the transformed scale, 0 = chance alone."""
    sizes = np.asarray(n, dtype=float)
    pairs = [_limits(centre, sizes, level, is_share, tau2) for level in (INNER, OUTER)]
    return Curve(sizes, *pairs[0], *pairs[1])


def _limits(centre: float, n: Floats, level: float, is_share: bool, tau2: float) -> Pair:
    """Widened limits lie nowhere inside those of chance: on the transformed scale a handful of cases would else seem too far out."""
    low, high = exact_share_limits(centre, n, level) if is_share else rate_limits(centre, n, level)
    if tau2 <= 0:
        return low, high
    wide_low, wide_high = (_widened_share if is_share else _widened_rate)(centre, n, z_of(level), tau2)
    return np.minimum(low, wide_low), np.maximum(high, wide_high)


def _widened_share(centre: float, n: Floats, z: float, tau2: float) -> Pair:
    middle, reach = float(np.arcsin(np.sqrt(centre))), z * np.sqrt(0.25 / n + tau2)
    low, high = (np.sin(np.clip(middle + sign * reach, 0, np.pi / 2)) ** 2 for sign in (-1, 1))
    return np.asarray(low), np.asarray(high)


def _widened_rate(centre: float, n: Floats, z: float, tau2: float) -> Pair:
    reach = z * np.sqrt(1 / (n * centre) + tau2)
    return np.asarray(centre * np.exp(-reach)), np.asarray(centre * np.exp(reach))
