"""Units of different size against the limits of chance: small ones vary most, so the limits close in as the units grow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.dot_plot_svg import BASELINE, LETTER, ticks_of
from dashboard.figures.lettering import spread, text_width
from dashboard.figures.marks import SHAPES, letter
from dashboard.figures.scale import Axis, Tick, nice_ticks
from dashboard.figures.svg import document, label, tag, words
from dashboard.figures.theme import Size
from dashboard.text import number, t
from dashboard.usecases.compared import Comparison, FunnelFacts, FunnelUnit
from dashboard.usecases.sentences import shown

TOP, BOTTOM, RIGHT = 18, 46, 16
FEW = 8  # so many units can all be named
UNEQUAL = 20  # the largest so many times the smallest: sizes stand on a scale of ratios
STEPS = (1, 2, 5)


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


def funnel_svg(comparison: Comparison, size: Size = theme.PAPER) -> str:
    """The whole picture as text. The comparison must have a funnel."""
    funnel = comparison.funnel
    layout = _layout(comparison, size)
    parts = [
        *_axes(layout),
        *_limits(funnel, layout),
        *_centre(comparison, layout),
        *_units(comparison, layout),
        *_names(comparison, layout),
    ]
    who = t(f"comparison.count.{funnel.units[0].area.type}", count=len(funnel.units))
    title = t("comparison.figure.funnel", indicator=comparison.indicator.name, who=who)
    return document(size.width, size.height, parts, title=title, description=comparison.sentence)


def _layout(comparison: Comparison, size: Size) -> Layout:
    units = comparison.funnel.units
    sizes = [unit.size for unit in units]
    is_ratio = max(sizes) > UNEQUAL * min(sizes)
    y_ticks = ticks_of([*(unit.value for unit in units), comparison.funnel.centre], comparison, size.value_ticks)
    left = max(text_width(tick.label, LETTER) for tick in y_ticks) + 14
    ends = (left, size.width - RIGHT)
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


def _axes(layout: Layout) -> Iterator[str]:
    for tick in layout.y_ticks:
        y = layout.y.at(tick.position)
        yield tag(
            "line", x1=layout.x.start, x2=layout.x.end, y1=y, y2=y, stroke=theme.ORDINARY if tick is layout.y_ticks[0] else theme.RULE
        )
        yield label(tick.label, layout.x.start - 8, y + LETTER * BASELINE, anchor="end")
    for tick in layout.x_ticks:
        x = layout.across(tick.position)
        yield tag("line", x1=x, x2=x, y1=layout.y.start, y2=layout.y.start + 5, stroke=theme.ORDINARY)
        yield label(tick.label, x, layout.y.start + 19, anchor="middle")
    yield label(t("comparison.figure.size"), layout.x.end, layout.y.start + 37, anchor="end")


def _limits(funnel: FunnelFacts, layout: Layout) -> Iterator[str]:
    """The inner limits thin and dashed, the outer, which mark, as a line."""
    clip = tag("rect", x=layout.x.start, y=layout.y.end, width=layout.x.end - layout.x.start, height=layout.y.start - layout.y.end)
    yield tag("clipPath", clip, id="plot")
    for values, dash, width in (
        (funnel.limits.lower95, "3 3", 1.0),
        (funnel.limits.upper95, "3 3", 1.0),
        (funnel.limits.lower998, "", 1.5),
        (funnel.limits.upper998, "", 1.5),
    ):
        path = _path(funnel.limits.sizes, values, layout)
        yield tag("path", d=path, fill="none", stroke=theme.ORDINARY, stroke_width=width, stroke_dasharray=dash, clip_path="url(#plot)")


def _path(sizes: Sequence[float], values: Sequence[float], layout: Layout) -> str:
    """Far outside the picture a line is cut by its frame; so far out that a number grows long, it is cut here."""
    farthest = 2 * (layout.y.start - layout.y.end)
    points = [(layout.across(size), max(layout.y.at(value), -farthest)) for size, value in zip(sizes, values, strict=True)]
    inside = [(x, y) for x, y in points if x >= layout.x.start - 40]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in inside)


def _centre(comparison: Comparison, layout: Layout) -> Iterator[str]:
    y = layout.y.at(comparison.funnel.centre)
    yield tag("line", x1=layout.x.start, x2=layout.x.end, y1=y, y2=y, stroke=theme.MUTED, stroke_width=1.5)


def _units(comparison: Comparison, layout: Layout) -> Iterator[str]:
    """The own last, so that it lies on top."""
    few = len(comparison.funnel.units) <= FEW
    for unit in sorted(comparison.funnel.units, key=lambda unit: unit.is_own):
        x, y = layout.across(unit.size), layout.y.at(unit.value)
        said = tag("title", words(_said(unit, comparison)))
        yield tag("g", said, *_mark(unit, x, y, is_large=few or unit.is_own))


def _mark(unit: FunnelUnit, x: float, y: float, *, is_large: bool) -> Iterator[str]:
    if unit.signal is not None:
        colour, radius = theme.OF_SIGNAL[unit.signal], theme.SIZES["mark"] if is_large else 4.0
        yield tag("path", d=SHAPES[unit.signal](x, y, radius), fill=colour, stroke=theme.SURFACE, stroke_width=0.75)
        if is_large:
            yield label(letter(unit.signal), x, y - (15 if unit.is_own else 10), anchor="middle", bold=True, fill=colour)
    elif unit.is_own:
        yield tag("circle", cx=x, cy=y, r=theme.SIZES["mark"], fill=theme.INK, stroke=theme.SURFACE, stroke_width=1.5)
    else:
        yield tag("circle", cx=x, cy=y, r=4.5 if is_large else 2.5, fill=theme.ORDINARY, fill_opacity=1 if is_large else 0.6)
    if unit.is_own:
        yield tag("circle", cx=x, cy=y, r=10, fill="none", stroke=theme.INK, stroke_width=2.5)


def _names(comparison: Comparison, layout: Layout) -> Iterator[str]:
    """The own by name, and all of a few; over a white edge, since dots lie behind."""
    funnel = comparison.funnel
    named = funnel.units if len(funnel.units) <= FEW else [unit for unit in funnel.units if unit.is_own]
    centre = layout.y.at(funnel.centre)
    is_under = funnel.own is not None and funnel.own.value >= funnel.centre  # out of the way of the own name
    text = t("comparison.figure.all", value=shown(funnel.centre, comparison.indicator))
    yield _edged(text, layout.x.end, centre + LETTER + 3 if is_under else centre - 6, "end", theme.MUTED)
    heights = spread([layout.y.at(unit.value) for unit in named], LETTER * 1.3, layout.y.end, layout.y.start)
    for unit, y in zip(named, heights, strict=True):
        x = layout.across(unit.size)
        is_left = x > (layout.x.start + layout.x.end) / 2
        offset = 16 if unit.is_own else 10
        anchor = "end" if is_left else "start"
        yield _edged(unit.area.name, x - offset if is_left else x + offset, y + LETTER * BASELINE, anchor, theme.INK, is_bold=unit.is_own)


def _edged(text: str, x: float, y: float, anchor: str, fill: str, *, is_bold: bool = False) -> str:
    edge = {"stroke": theme.SURFACE, "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"}
    weight = 600 if is_bold else None
    return tag("text", words(text), x=x, y=y, fill=fill, text_anchor=None if anchor == "start" else anchor, font_weight=weight, **edge)


def _said(unit: FunnelUnit, comparison: Comparison) -> str:
    counts = {"numerator": number(unit.point.numerator), "denominator": number(unit.point.denominator)}
    return t("comparison.figure.unit", area=unit.area.name, value=shown(unit.value, comparison.indicator), **counts)
