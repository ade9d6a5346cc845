"""Over-dispersion: units that differ more than chance allows because they are different, not because many stand out.

A common extra spread between units is estimated and added to every unit's own (Spiegelhalter 2005; FunnelPlotR).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.counts import refuse_impossible, values_of
from dashboard.stats.distributions import z_of
from dashboard.stats.funnel import INNER, OUTER, common_centre
from dashboard.stats.points import Floats, numbers, ratio

FEWEST_UNITS = 20  # fewer units cannot tell extra spread from chance
TRIMMED = 0.1  # of the units at each end are pulled in before the spread is estimated
CONTINUITY = 0.5  # events added so that a unit without any has a logarithm
Z = (z_of(INNER), z_of(OUTER))


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """Extra spread and the widened limits of each unit; with too_few_units the limits are those of chance alone."""

    centre: float
    z: Floats
    z_winsorised: Floats
    phi: float  # 1 when chance explains the spread
    tau2: float  # the variance between units on the transformed scale; 0 when chance explains it
    lower95: Floats
    upper95: Floats
    lower998: Floats
    upper998: Floats


def of_shares(events: ArrayLike, n: ArrayLike, trim: float = TRIMMED, z: tuple[float, float] = Z) -> Overdispersion:
    """Shares, on the arcsine scale; z holds the inner and the outer limit's quantile."""
    x, cases = np.broadcast_arrays(numbers(events), numbers(n))
    refuse_impossible(x, cases, is_share=True)
    centre = common_centre(x, cases)
    own = ratio(1.0, 2 * np.sqrt(cases))
    middle = float(np.arcsin(np.sqrt(centre)))

    def back(y: Floats) -> Floats:
        return np.asarray(np.sin(np.clip(y, 0, np.pi / 2)) ** 2)

    return _widened(np.arcsin(np.sqrt(values_of(x, cases))), middle, own, centre, trim, z, back)


def of_rates(events: ArrayLike, exposure: ArrayLike, trim: float = TRIMMED, z: tuple[float, float] = Z) -> Overdispersion:
    """Rates, on the logarithmic scale of observed over expected."""
    x, n = np.broadcast_arrays(numbers(events), numbers(exposure))
    refuse_impossible(x, n, is_share=False)
    centre = common_centre(x, n)
    expected = np.where(n > 0, n * centre, np.nan)
    y = np.log(ratio(x + CONTINUITY, expected + CONTINUITY))
    return _widened(y, 0.0, ratio(1.0, np.sqrt(expected)), centre, trim, z, lambda each: np.asarray(centre * np.exp(each)))


def _widened(
    y: Floats, middle: float, own: Floats, centre: float, trim: float, z: tuple[float, float], back: Callable[[Floats], Floats]
) -> Overdispersion:
    score = ratio(y - middle, own)
    pulled = winsorised(score, trim)
    phi, tau2 = extra_spread(pulled, own)
    spread = np.sqrt(own**2 + tau2)
    limits = [back(middle + sign * each * spread) for each in z for sign in (-1, 1)]
    return Overdispersion(centre, score, pulled, phi, tau2, *limits)


def winsorised(z: Floats, trim: float) -> Floats:
    """Scores with the outermost pulled in to the quantiles `trim` and 1 - `trim`."""
    known = z[np.isfinite(z)]
    return np.clip(z, *np.quantile(known, [trim, 1 - trim])) if known.size else z


def extra_spread(z: Floats, own: Floats) -> tuple[float, float]:
    """φ, how many times wider than chance the scores are spread, and τ², the variance between units that explains it."""
    known = np.isfinite(z) & np.isfinite(own)
    units, weight = int(known.sum()), own[known] ** -2
    if units < 2:
        return np.nan, 0.0
    phi = float((z[known] ** 2).sum() / units)
    under = weight.sum() - (weight**2).sum() / weight.sum()
    return phi, max(0.0, float((units * phi - (units - 1)) / under)) if under > 0 else 0.0
