"""The five-year trend: a weighted line through the newest five years that no single year may carry alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.counts import refuse_impossible
from dashboard.stats.points import Floats, numbers
from dashboard.stats.tolerance import side

YEARS = 5
CHI_SQUARE_LIMIT = 9.54953570608324  # 99.8 % of chi-square with 1 degree of freedom (Fingertips)
WIDTH_IN_ERRORS = 3.92  # a 95 % interval is 2 × 1.96 standard errors wide


class Obstacle(StrEnum):
    """Why a trend cannot be calculated."""

    NONE = ""
    TOO_FEW_YEARS = "too_few_years"
    TOO_FEW_VALID_YEARS = "too_few_valid_years"  # counted from the newest to the first gap
    EVERYBODY_IN_A_YEAR = "everybody_in_a_year"  # count = denominator
    NO_INTERVAL = "no_interval"  # an interval of no width says nothing about certainty
    NO_EVENTS = "no_events"  # in any of the years


@dataclass(frozen=True, slots=True)
class Trend:
    """The test's answer; direction 1 or -1 when significant, else 0. `slope` is per year, in the value's unit (logits for shares)."""

    chi_square: float = np.nan
    slope: float = np.nan
    is_significant: bool = False
    obstacle: Obstacle = Obstacle.NONE

    @property
    def direction(self) -> int:
        """1 rising, -1 falling, 0 when nothing can be told."""
        return (1 if self.slope > 0 else -1) if self.is_significant else 0


@dataclass(frozen=True, slots=True)
class Years:
    """Annual data of one series, in any order; None or NaN where missing. Only years of one calendar year each."""

    year: ArrayLike
    count: ArrayLike
    denominator: ArrayLike
    value: ArrayLike
    lower: ArrayLike
    upper: ArrayLike


def interval_trend(years: Years) -> Trend:
    """The trend of values with 95 % intervals: weighted least squares, and all five fits without one year of the same sign."""
    valid, obstacle = _valid(years, needs_interval=True)
    if obstacle:
        return Trend(obstacle=obstacle)
    value, lower, upper = (valid[name] for name in ("value", "lower", "upper"))
    width = upper - lower
    if not (width > 0).all():
        return Trend(obstacle=Obstacle.NO_INTERVAL)
    weight = (WIDTH_IN_ERRORS / width) ** 2
    slope, spread = _fit(value, weight)
    return _answer(slope**2 * spread, slope, [_fit(value, weight, left_out)[0] for left_out in range(YEARS)])


def share_trend(years: Years) -> Trend:
    """The trend of shares by the Cochran-Armitage test; the direction is that of the logits.

    A year without events has no logit; half an event is added to every year then, so that a fall to nothing is seen.
    """
    valid, obstacle = _valid(years, needs_interval=False)
    if obstacle:
        return Trend(obstacle=obstacle)
    x, n = valid["count"], valid["denominator"]
    refuse_impossible(x, n, is_share=True)
    time = np.arange(1, YEARS + 1)
    cases, events = n.sum(), x.sum()
    under = events * (cases - events) * (cases * (n * time**2).sum() - (n * time).sum() ** 2)
    if not under > 0:
        return Trend(obstacle=Obstacle.NO_EVENTS)
    chi_square = cases * (cases * (x * time).sum() - events * (n * time).sum()) ** 2 / under
    more = 0.5 if (x == 0).any() else 0.0
    logits, weight = np.log((x + more) / (n - x + more)), np.ones(YEARS)
    return _answer(float(chi_square), _fit(logits, weight)[0], [_fit(logits, weight, left_out)[0] for left_out in range(YEARS)])


def _fit(value: Floats, weight: Floats, left_out: int | None = None) -> tuple[float, float]:
    """Slope, and what its square times gives chi-square."""
    time = np.arange(1.0, YEARS + 1)
    kept = np.ones(YEARS) if left_out is None else (np.arange(YEARS) != left_out).astype(float)
    w = weight * kept
    middle = (w * time).sum() / w.sum()
    spread = (w * (time - middle) ** 2).sum()
    return float((w * (time - middle) * value).sum() / spread), float(spread)


def _answer(chi_square: float, slope: float, without_one: list[float]) -> Trend:
    signs = {1 if each >= 0 else -1 for each in (slope, *without_one)}
    is_significant = bool(side(chi_square, CHI_SQUARE_LIMIT) > 0) and len(signs) == 1
    return Trend(chi_square, slope, is_significant)


def _valid(years: Years, *, needs_interval: bool) -> tuple[dict[str, Floats], Obstacle]:
    """The newest five years, oldest first, or why there are not five without a gap."""
    columns = {name: numbers(getattr(years, name)) for name in Years.__slots__}
    if columns["year"].size < YEARS:
        return {}, Obstacle.TOO_FEW_YEARS
    order = np.argsort(-columns["year"], kind="stable")
    newest_first = {name: column[order] for name, column in columns.items()}
    needed = ("count", "denominator", "value", *(("lower", "upper") if needs_interval else ()))
    known = np.all([np.isfinite(newest_first[name]) for name in needed], axis=0) & (newest_first["denominator"] > 0)
    known &= np.append(True, np.diff(newest_first["year"]) == -1)
    unbroken = {name: column[: np.argmin(np.append(known, False))] for name, column in newest_first.items()}
    if unbroken["year"].size < YEARS:
        return {}, Obstacle.TOO_FEW_VALID_YEARS
    if (side(unbroken["count"], unbroken["denominator"]) == 0).any():
        return {}, Obstacle.EVERYBODY_IN_A_YEAR
    return {name: column[:YEARS][::-1] for name, column in unbroken.items()}, Obstacle.NONE
