"""What the choice of chart asks of a series, found for many series at once. Each is decided as it would be alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.chart_choice import EVENTS, RARE_BELOW, Chart, Evidence
from dashboard.stats.counts import impossible
from dashboard.stats.points import Flags, Floats, Ints, mean, median, numbers, ratio, total
from dashboard.stats.shewhart import p_prime_chart, u_prime_chart
from dashboard.stats.tolerance import largest, side

COUNTED = ("proportion", "rate", "count")


@dataclass(frozen=True, slots=True)
class Weighed:
    """One series as chart_choice.choose asks for it: the names of Evidence, found beforehand."""

    kind: str
    frequency: str
    x: Floats
    counted: Flags
    points: int
    has_counts: bool
    is_impossible: bool
    is_rare: bool
    is_constant: bool
    usual_cases: float
    expected: float
    spread: float
    overlapping: bool = False
    dated: bool = False
    hidden: bool = False
    fixed: Chart | None = None


def weigh(data: Evidence) -> list[Weighed]:
    """Evidence whose arrays are (series, period), of one kind and frequency; a shorter series ends in NaN."""
    x, cases, counted = _counts(data)
    points = np.isfinite(numbers(data.values)).sum(axis=-1)
    has_counts = (points > 0) & (points == counted.sum(axis=-1)) & (data.kind in COUNTED)
    is_impossible = has_counts & _impossible(x, cases, data.kind)
    usual, share = median(cases, counted), ratio(total(x, counted), total(cases, counted))
    found = {
        "points": points,
        "has_counts": has_counts,
        "is_impossible": is_impossible,
        "is_rare": has_counts & (data.kind in EVENTS) & (mean(x, counted) < RARE_BELOW),
        "is_constant": _constant(numbers(data.values)),
        "usual_cases": usual,
        "expected": usual * np.minimum(share, 1 - share),
        "spread": _spread(x, cases, has_counts & ~is_impossible, data.kind),
    }
    each = zip(*(column.tolist() for column in found.values()), strict=True)
    return [
        replace(Weighed(data.kind, data.frequency, x[row], counted[row], *facts), overlapping=data.overlapping, fixed=data.fixed)
        for row, facts in enumerate(each)
    ]


def newest(values: Floats) -> Ints:
    """Where each series has its newest value; the last place where it has none."""
    known: Ints = values.shape[-1] - 1 - np.argmax(np.isfinite(values)[..., ::-1], axis=-1)
    return known


def stacked(series: list[Floats]) -> Floats:
    """Series of different lengths under each other, the shorter ones filled up with NaN."""
    table = np.full((len(series), max((each.size for each in series), default=0)), np.nan)
    for row, each in zip(table, series, strict=True):
        row[: each.size] = each
    return table


def _counts(data: Evidence) -> tuple[Floats, Floats, Flags]:
    """Events, cases, and where both are known with the value; a count of whole numbers is its own events, series by series."""
    if data.kind == "count" and data.events is None:
        values = numbers(data.values)
        is_whole = (np.isnan(values) | (values == np.round(values))).all(axis=-1, keepdims=True)
        x = np.where(is_whole, values, np.nan)
    else:
        x = data.x
    return x, data.cases, np.isfinite(numbers(data.values)) & np.isfinite(x) & (data.cases > 0)


def _impossible(x: Floats, cases: Floats, kind: str) -> Flags:
    return np.asarray(impossible(x, cases, is_share=kind == "proportion").any(axis=-1))


def _constant(values: ArrayLike) -> Flags:
    array = numbers(values)
    first = np.take_along_axis(array, np.argmax(np.isfinite(array), axis=-1)[..., None], axis=-1)
    return np.asarray(~side(array, first, largest(array)).any(axis=-1))


def _spread(x: Floats, cases: Floats, is_sound: Flags, kind: str) -> Floats:
    """σz where counts are possible; impossible ones would be refused."""
    result = np.full(is_sound.shape, np.nan)
    if is_sound.any():
        find = p_prime_chart if kind == "proportion" else u_prime_chart
        spread = find(x[is_sound], cases[is_sound]).spread
        result[is_sound] = np.nan if spread is None else spread[:, -1]
    return result
