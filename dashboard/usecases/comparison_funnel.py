"""The funnel of units that differ in size: their common centre, the limits of chance, and who lies beyond them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.stats import overdispersion
from dashboard.stats.funnel import OUTER, common_centre, exact_share_funnel, rate_funnel
from dashboard.stats.funnel_curve import Curve, curve
from dashboard.stats.overdispersion import FEWEST_UNITS
from dashboard.usecases.charting import signal_of
from dashboard.usecases.compared import Compared, FunnelFacts, FunnelUnit, Limits
from dashboard.usecases.comparison_points import is_counted
from dashboard.usecases.finished import IndicatorFacts
from db.terms import MULTIPLIERS, Kind

FEWEST = 3  # two units are a pair, not a field
CURVE_POINTS = 80


def funnel_of(members: Sequence[Compared], about: IndicatorFacts) -> FunnelFacts | None:
    """The funnel of those that have counts; None where there are too few, or nothing ever happened or always did."""
    units = [member for member in members if is_counted(member.point, about)]
    x = np.array([unit.point.numerator for unit in units], dtype=float)
    n = np.array([unit.point.denominator for unit in units], dtype=float)
    is_share = about.kind is Kind.PROPORTION
    if len(units) < FEWEST or x.sum() <= 0 or (is_share and x.sum() >= n.sum()):
        return None
    by_chance = (exact_share_funnel if is_share else rate_funnel)(x, n)
    place, tau2 = _widened(x, n, is_share, by_chance.place) if len(units) > FEWEST_UNITS else (by_chance.place, 0.0)
    scale = MULTIPLIERS.get(about.unit, 1)
    own = np.array([unit.is_own for unit in units])
    return FunnelFacts(
        centre=by_chance.centre * scale,
        others=common_centre(x[~own], n[~own]) * scale if own.any() and n[~own].sum() > 0 else None,
        units=tuple(_unit(*each, about) for each in zip(units, by_chance.values * scale, place, by_chance.place, strict=True)),
        limits=_limits(curve(by_chance.centre, _sizes(n), is_share=is_share, tau2=tau2), scale),
        is_widened=tau2 > 0,
        expected=len(units) * (1 - OUTER),
    )


def _widened(x: np.ndarray, n: np.ndarray, is_share: bool, by_chance: np.ndarray) -> tuple[np.ndarray, float]:
    """Places against limits that allow for units being different; those of chance where chance explains how they differ.

    Never farther out than by chance: on the transformed scale 0 of 10 lies beyond limits that it does not reach in truth.
    """
    found = (overdispersion.of_shares if is_share else overdispersion.of_rates)(x, n)
    if found.tau2 <= 0:
        return by_chance, 0.0
    values = x / n
    pairs = ((found.lower95, found.upper95), (found.lower998, found.upper998))
    place = sum((values > high).astype(int) - (values < low).astype(int) for low, high in pairs)
    return np.where(np.abs(place) <= np.abs(by_chance), place, by_chance), found.tau2


def _unit(member: Compared, value: float, place: int, by_chance: int, about: IndicatorFacts) -> FunnelUnit:
    signal = signal_of(int(np.sign(place)), about) if abs(place) == 2 else None
    return FunnelUnit(member.area, member.point, member.point.denominator, float(value), int(place), int(by_chance), signal, member.is_own)


def _sizes(n: np.ndarray) -> np.ndarray:
    """Closer together where the limits bend, and from smaller than the smallest, to the edge of the picture."""
    return np.geomspace(n.min() / 10, n.max() * 1.1, CURVE_POINTS)


def _limits(found: Curve, scale: float) -> Limits:
    names = ("lower95", "upper95", "lower998", "upper998")
    return Limits(tuple(found.n.tolist()), *(tuple((getattr(found, name) * scale).tolist()) for name in names))
