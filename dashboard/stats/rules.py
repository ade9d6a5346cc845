"""The four rules of special cause: outside a limit, a trend, two of three near a limit, a shift. All inside one segment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from dashboard.stats.control_chart import ControlChart
from dashboard.stats.points import Flags, Ints, frozen
from dashboard.stats.runs import Packing, run_lengths, run_starts
from dashboard.stats.tolerance import largest, side

Sides = NDArray[np.int8]


class Rule(IntEnum):
    """In the order in which they name a point that more than one rule flags (Making Data Count)."""

    NONE = 0
    OUTSIDE = 1
    TREND = 2
    TWO_OF_THREE = 3
    SHIFT = 4


@dataclass(frozen=True, slots=True)
class Rules:
    """How many points make a shift and a trend, and whether a point outside a limit counts among the two of three.

    Making Data Count uses 7 and 7; NHS England announced on 2023-11-06 that every point beyond two sigma counts.
    baseline_apart: limits were frozen at so many points of each segment, and a shift or two of three may not lie on both sides of
    where they end (NHS England's SQL tool); None lets them (NHSRplotthedots).
    """

    shift: int = 7
    trend: int = 7
    outside_counts_as_near: bool = True
    baseline_apart: int | None = None

    def parts(self, counts: Flags, segment: Ints) -> Ints:
        """Where a shift and two of three must stay inside: the segment, or its baseline and the rest of it."""
        if self.baseline_apart is None:
            return segment
        return np.asarray(2 * segment + ~frozen(counts, segment, self.baseline_apart))


USUAL = Rules()


@dataclass(frozen=True, slots=True)
class Signals:
    """For each rule and point 1 (high or rising), -1 (low or falling) or 0; shape (5, …, period), indexed by Rule."""

    by_rule: Sides

    def rule(self, concern: int = 0) -> NDArray[np.int8]:
        """The rule that names each point: the first in order, but one in the direction of concern before any other."""
        first: Sides = np.argmax(self.by_rule != 0, axis=0).astype(np.int8)
        if not concern:
            return first
        concerning = self.by_rule == concern
        worst: Sides = np.where(concerning.any(axis=0), np.argmax(concerning, axis=0), first).astype(np.int8)
        return worst

    def direction(self, concern: int = 0) -> Sides:
        """The direction in which the naming rule flags each point; 0 where nothing is flagged."""
        found: Sides = np.take_along_axis(self.by_rule, self.rule(concern)[None].astype(np.intp), axis=0)[0]
        return found

    @property
    def flagged(self) -> NDArray[np.bool_]:
        """Where any rule speaks."""
        return np.asarray((self.by_rule != 0).any(axis=0))


def signals(chart: ControlChart, rules: Rules = USUAL) -> Signals:
    """Every rule at every point; ghosted and missing points are stepped over and never flagged."""
    packing = Packing.of(chart.counts)
    segment, part = packing.pack(chart.segment), packing.pack(rules.parts(chart.counts, chart.segment))
    scale = largest(chart.values)
    sides = packing.pack(np.where(chart.counts, side(chart.values, chart.centre, scale), 0).astype(np.int8))
    outside = packing.pack(np.where(chart.counts, chart.outside, 0).astype(np.int8))
    near = packing.pack(_beyond_two_sigma(chart, scale))
    if not rules.outside_counts_as_near:
        near = np.where(outside != 0, 0, near).astype(np.int8)
    segment, part = np.where(packing.counts, segment, -1), np.where(packing.counts, part, -1)
    values = packing.pack(chart.values)
    found = [
        np.zeros_like(outside),
        outside,
        trend(values, segment, rules.trend, scale),
        two_of_three(sides, near, part),
        shift(sides, part, rules.shift),
    ]
    return Signals(np.stack([packing.unpack(each) for each in found]))


def _beyond_two_sigma(chart: ControlChart, scale: NDArray[np.float64]) -> Sides:
    high = np.maximum(side(chart.values, chart.upper_2s, scale), 0)
    low = np.minimum(side(chart.values, chart.lower_2s, scale), 0)
    return np.where(chart.counts, high + low, 0).astype(np.int8)


def shift(sides: Sides, segment: Ints, least: int = 7) -> Sides:
    """All points of `least` or more neighbours strictly on one side of the centre; a point on the centre breaks the run."""
    long = run_lengths(run_starts(sides, segment)) >= least
    return np.where(long, sides, 0).astype(np.int8)


def trend(values: NDArray[np.float64], segment: Ints, least: int = 7, scale: NDArray[np.float64] | float = 0.0) -> Sides:
    """All points of `least` or more neighbours each strictly above (below) the one before; a tie breaks it.

    A point shared by a rising and a falling trend takes the direction of the step to its right.
    """
    flags = np.zeros(values.shape, dtype=np.int8)
    if values.shape[-1] < 2:
        return flags
    same = (segment[..., 1:] == segment[..., :-1]) & (segment[..., 1:] >= 0)
    steps = np.where(same, side(values[..., 1:], values[..., :-1], scale), 0).astype(np.int8)
    steps = np.where(run_lengths(run_starts(steps, segment[..., 1:])) >= least - 1, steps, 0).astype(np.int8)
    flags[..., 1:] = steps
    flags[..., :-1] = np.where(steps != 0, steps, flags[..., :-1])
    return flags


def two_of_three(sides: Sides, near: Sides, segment: Ints) -> Sides:
    """The near points of any three neighbours strictly on one side of the centre of which at least two are near the limit."""
    flags = np.zeros(sides.shape, dtype=np.int8)
    if sides.shape[-1] < 3:
        return flags
    three = [slice(0, -2), slice(1, -1), slice(2, None)]
    one_side = (np.abs(sum(sides[..., part] for part in three)) == 3) & (segment[..., :-2] == segment[..., 2:])
    hit = one_side & (sum((near[..., part] != 0).astype(np.int8) for part in three) >= 2)
    for part in three:
        flags[..., part] = np.where(hit & (near[..., part] != 0), sides[..., part], flags[..., part])
    return flags
