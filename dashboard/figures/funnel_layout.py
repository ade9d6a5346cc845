"""Where everything in a funnel lies: sizes across, values up, and how large each unit's mark is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.dot_plot_svg import LETTER, ticks_of
from dashboard.figures.lettering import text_width
from dashboard.figures.scale import Axis, Tick, nice_ticks
from dashboard.figures.theme import Size
from dashboard.text import number
from dashboard.usecases.compared import Comparison, FunnelFacts, FunnelUnit

TOP, BOTTOM, RIGHT = 18, 46, 16
ROOMY_RIGHT = 60  # for the names of the limits at their ends
FEW = 8  # so many units can all be named
UNEQUAL = 20  # the largest so many times the smallest: sizes stand on a scale of ratios
STEPS = (1, 2, 5)
RING = 10.0  # around the own mark
# The inner limits thin and dashed, the outer, which mark, as a line; name, the key of its words, dash, width.
LIMITS = (
    ("lower95", "inner", "3 3", 1.0),
    ("upper95", "inner", "3 3", 1.0),
    ("lower998", "outer", "", 1.5),
    ("upper998", "outer", "", 1.5),
)


@dataclass(frozen=True, slots=True)
class Layout:
    size: Size
    x: Axis
    y: Axis
    is_ratio: bool  # the axis of sizes is logarithmic
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]

    def across(self, size: float) -> float:
        return self.x.at(math.log10(size) if self.is_ratio else size)

    def point_of(self, unit: FunnelUnit) -> tuple[float, float]:
        return self.across(unit.size), self.y.at(unit.value)


def layout_of(comparison: Comparison, size: Size) -> Layout:
    units = comparison.funnel.units
    sizes = [unit.size for unit in units]
    is_ratio = max(sizes) > UNEQUAL * min(sizes)
    y_ticks = ticks_of([*(unit.value for unit in units), comparison.funnel.centre], comparison, size.value_ticks)
    left = max(text_width(tick.label, LETTER) for tick in y_ticks) + 14
    ends = (left, size.width - (ROOMY_RIGHT if size.is_roomy else RIGHT))
    wanted = size.period_ticks if size.is_roomy else 4
    x = Axis(math.log10(min(sizes) * 0.85), math.log10(max(sizes) * 1.1), *ends) if is_ratio else Axis(0, max(sizes) * 1.1, *ends)
    ticks = (
        _ratio_ticks(min(sizes), max(sizes), wanted)
        if is_ratio
        else [each for each in nice_ticks(0, max(sizes), min(wanted, 5)) if each <= x.high]
    )
    y = Axis(y_ticks[0].position, y_ticks[-1].position, size.height - BOTTOM, TOP)
    return Layout(size, x, y, is_ratio, tuple(Tick(value, number(value)) for value in ticks), y_ticks)


def _ratio_ticks(low: float, high: float, wanted: int) -> list[float]:
    """1, 2, 5, 10, 20 …, or the tens alone where there is no room for more."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    every = [step * 10.0**power for power in powers for step in STEPS]
    inside = [value for value in every if low * 0.85 <= value <= high * 1.1]
    return inside if len(inside) <= wanted else [value for value in inside if math.log10(value) % 1 < 1e-9]


def is_large(unit: FunnelUnit, funnel: FunnelFacts) -> bool:
    """The own, and all where they are few: large marks have their letter."""
    return unit.is_own or len(funnel.units) <= FEW


def reach(unit: FunnelUnit) -> float:
    """From the middle of a large mark to its edge; the own has a ring."""
    return RING + 1 if unit.is_own else theme.SIZES["mark"] + 1
