"""Since when is the newest point different? The rule that flags it, its direction and the point at which it began."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.control_chart import ControlChart
from dashboard.stats.points import Flags, numbers
from dashboard.stats.rules import USUAL, Rule, Rules, Sides, Signals, signals
from dashboard.stats.tolerance import largest, side


@dataclass(frozen=True, slots=True)
class LatestChange:
    """What the rules say of the newest counting point of one series.

    rule: the rule that names it, as in the chart; reaching_back: of the rules that flag it in the same direction, the one that
    began first, from which `since` (an index into the series) and `points` (counting points from there to the newest) follow.
    """

    rule: Rule
    direction: int  # 1 high or rising, -1 low or falling
    reaching_back: Rule
    since: int
    points: int


def latest_change(chart: ControlChart, rules: Rules = USUAL, concern: int = 0, found: Signals | None = None) -> LatestChange | None:
    """The change that the newest counting point of one series belongs to; None when it is ordinary variation or there is none.

    concern: the direction that is bad (1 or -1); where two rules disagree, the bad news is told. found: what these rules say of the
    chart, where somebody has asked them already.
    """
    if chart.values.ndim != 1:
        raise ValueError(f"one series is asked for, found the shape {chart.values.shape}; take one row of the chart")
    found = signals(chart, rules) if found is None else found
    places = np.flatnonzero(chart.counts)
    if not places.size or not found.flagged[places[-1]]:
        return None
    newest = places[-1]
    direction = int(found.direction(concern)[newest])
    beginnings = {rule: _began(chart, found.by_rule[rule], rule, direction) for rule in Rule if found.by_rule[rule][newest] == direction}
    oldest = min(beginnings, key=lambda rule: beginnings[rule])
    since = beginnings[oldest]
    return LatestChange(Rule(found.rule(concern)[newest]), direction, oldest, int(places[since]), places.size - since)


def latest_change_of(
    values: ArrayLike, centre: ArrayLike, lower: ArrayLike, upper: ArrayLike, rules: Rules = USUAL, concern: int = 0
) -> LatestChange | None:
    """The same from bare arrays of one series and its limits (unclipped, or the two-sigma lines come too near)."""
    array, mid, low, high = (np.broadcast_to(numbers(each), np.shape(values)) for each in (values, centre, lower, upper))
    lines = (mid, low, high, mid + (low - mid) * 2 / 3, mid + (high - mid) * 2 / 3)
    chart = ControlChart(array, *lines, counts=np.isfinite(array), segment=np.zeros(array.shape, dtype=np.int64))
    return latest_change(chart, rules, concern)


def _began(chart: ControlChart, flags: Sides, rule: Rule, direction: int) -> int:
    """Which counting point (0 is the oldest) began what the newest one belongs to; never in an earlier segment."""
    counts = chart.counts
    same = chart.segment[counts] == chart.segment[counts][-1]
    if rule is Rule.TREND:
        values = chart.values[counts]
        belongs = np.append(False, side(values[1:], values[:-1], largest(values)) == direction) & same
        return _first_of_row(belongs, apart=1) - 1
    return _first_of_row((flags[counts] == direction) & same, apart=2 if rule is Rule.TWO_OF_THREE else 1)


def _first_of_row(belongs: Flags, apart: int) -> int:
    """Where the row of True that ends at the last place begins, when neighbours in it are at most `apart` places from each other."""
    places = np.flatnonzero(belongs)
    gaps = np.flatnonzero(np.diff(places) > apart)
    return int(places[gaps[-1] + 1 if gaps.size else 0])
