"""Funnels: units of different size at one time, against the limits that chance alone gives around their common centre."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special  # type: ignore[import-untyped]

from dashboard.stats.counts import refuse_impossible, values_of
from dashboard.stats.distributions import chi_square_quantile, z_of
from dashboard.stats.intervals import count_limits
from dashboard.stats.points import Floats, numbers, ratio
from dashboard.stats.tolerance import above, below

INNER, OUTER = 0.95, 0.998  # the thin line and the one that marks: of 357 municipalities 18 lie beyond the inner by chance alone
UNDER_ONE = 1 - 1e-6  # events: where a single one is rarer than the limit allows, it lies beyond
Pair = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Funnel:
    """Per unit its value and limits at its own size, and its place: 2 above the outer limit, 1 above the inner, 0 inside, -1, -2."""

    centre: float
    values: Floats
    lower95: Floats
    upper95: Floats
    lower998: Floats
    upper998: Floats
    place: NDArray[np.int8]


def share_funnel(events: ArrayLike, n: ArrayLike) -> Funnel:
    """Shares of units: normal limits (as PHEindicatormethods) around all events over all cases. A unit without cases has no value."""
    x, cases = np.broadcast_arrays(numbers(events), numbers(n))
    refuse_impossible(x, cases, is_share=True)
    values, centre = values_of(x, cases), common_centre(x, cases)
    limits = {level: share_limits(centre, cases, z_of(level)) for level in (INNER, OUTER)}
    return Funnel(centre, values, *limits[INNER], *limits[OUTER], _place(values, limits))


def exact_share_funnel(events: ArrayLike, n: ArrayLike) -> Funnel:
    """Shares of units against binomial limits: of 5 cases all 5 are no wonder where every third is usual, and normal limits mark them."""
    x, cases = np.broadcast_arrays(numbers(events), numbers(n))
    refuse_impossible(x, cases, is_share=True)
    values, centre = values_of(x, cases), common_centre(x, cases)
    limits = {level: exact_share_limits(centre, cases, level) for level in (INNER, OUTER)}
    return Funnel(centre, values, *limits[INNER], *limits[OUTER], _place(values, limits))


def rate_funnel(events: ArrayLike, exposure: ArrayLike) -> Funnel:
    """Rates of units: a unit stands out when its own exact (from 10 events Byar's) interval leaves the centre outside."""
    x, n = np.broadcast_arrays(numbers(events), numbers(exposure))
    refuse_impossible(x, n, is_share=False)
    centre = common_centre(x, n)
    return _poisson_funnel(x, n, centre)


def ratio_funnel(observed: ArrayLike, expected: ArrayLike) -> Funnel:
    """Observed over expected of units, around 1."""
    x, n = np.broadcast_arrays(numbers(observed), numbers(expected))
    refuse_impossible(x, n, is_share=False)
    return _poisson_funnel(x, n, 1.0)


def common_centre(events: Floats, n: Floats) -> float:
    """All events over all cases of the units that have both: never the mean of the shares."""
    known = np.isfinite(events) & np.isfinite(n)
    return float(ratio(events.sum(where=known), n.sum(where=known)))


def share_limits(centre: float, n: ArrayLike, z: float) -> Pair:
    """Limits of a share at each number of cases."""
    half = z * np.sqrt(centre * (1 - centre)) * ratio(1.0, np.sqrt(np.asarray(n, dtype=float)))
    return np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)


def exact_share_limits(centre: float, n: ArrayLike, confidence: float) -> Pair:
    """Limits of a share at each number of cases: beyond them lies less than half of what is left of the confidence (binomial)."""
    cases, tail = np.asarray(n, dtype=float), (1 - confidence) / 2
    cases = np.where(cases > 0, cases, np.nan)
    nothing = (1 - centre) ** cases
    many = np.where(nothing > 1 - tail, UNDER_ONE, np.asarray(special.bdtrik(1 - tail, cases, centre)) + 1)
    few = np.where(nothing >= tail, 0.0, np.nan_to_num(special.bdtrik(tail, cases, centre)))
    return ratio(few, cases) + 0 * cases, np.minimum(ratio(many, cases), 1)


def rate_limits(centre: float, exposure: ArrayLike, confidence: float) -> Pair:
    """Limits of a rate at each exposure: where a unit's own exact interval would just reach the centre."""
    n, tail = np.asarray(exposure, dtype=float), (1 - confidence) / 2
    expected = np.where(n > 0, n * centre, np.nan)
    many = np.asarray(special.pdtrik(1 - tail, expected)) + 1
    few = np.where(np.exp(-expected) >= tail, 0.0, np.nan_to_num(special.pdtrik(tail, expected)))
    return ratio(few, n) + 0 * expected, ratio(many, n)


def rate_limits_at_events(centre: float, events: ArrayLike, confidence: float) -> Pair:
    """The same limits along the number of events, 1 or more, for drawing the curves."""
    x, tail = numbers(events), (1 - confidence) / 2
    low, high = chi_square_quantile(tail, 2 * x) / 2, chi_square_quantile(1 - tail, 2 * x + 2) / 2
    return centre * x / high, centre * x / low


def _poisson_funnel(x: Floats, n: Floats, centre: float) -> Funnel:
    values = values_of(x, n)
    usable = np.where(np.isfinite(values), x, np.nan)
    limits = {level: rate_limits(centre, n, level) for level in (INNER, OUTER)}
    own = {level: tuple(ratio(limit, n) for limit in count_limits(usable, level)) for level in (INNER, OUTER)}
    place = sum(below(centre, own[level][0]).astype(np.int8) - above(centre, own[level][1]).astype(np.int8) for level in own)
    return Funnel(centre, values, *limits[INNER], *limits[OUTER], np.asarray(place, dtype=np.int8))


def _place(values: Floats, limits: dict[float, Pair]) -> NDArray[np.int8]:
    steps = [above(values, high).astype(np.int8) - below(values, low).astype(np.int8) for low, high in limits.values()]
    return np.asarray(sum(steps), dtype=np.int8)
