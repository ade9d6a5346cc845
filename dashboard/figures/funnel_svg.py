"""Units of different size against the limits of chance: small ones vary most, so the limits close in as the units grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.figures import theme
from dashboard.figures.dot_plot_svg import BASELINE, LETTER
from dashboard.figures.funnel_layout import LIMITS, RING, Layout, is_large, layout_of, reach
from dashboard.figures.funnel_names import names
from dashboard.figures.lettering import spread
from dashboard.figures.marks import SHAPES, letter
from dashboard.figures.svg import document, label, tag, words
from dashboard.figures.theme import Size
from dashboard.text import number, t
from dashboard.usecases.compared import Comparison, FunnelFacts, FunnelUnit
from dashboard.usecases.sentences import shown


def funnel_svg(comparison: Comparison, size: Size = theme.PAPER) -> str:
    """The whole picture as text. The comparison must have a funnel."""
    return document(size.width, size.height, drawing(comparison, size), title=heading(comparison), description=comparison.sentence)


def drawing(comparison: Comparison, size: Size) -> list[str]:
    """The parts without the surrounding document."""
    layout = layout_of(comparison, size)
    funnel = comparison.funnel
    return [
        *_axes(layout),
        *_limits(funnel, layout),
        *_centre(funnel, layout),
        *_units(comparison, layout),
        *names(comparison, layout),
    ]


def heading(comparison: Comparison) -> str:
    funnel = comparison.funnel
    who = t(f"comparison.count.{funnel.units[0].area.type}", count=len(funnel.units))
    return t("comparison.figure.funnel", indicator=comparison.indicator.name, who=who)


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
    clip = tag("rect", x=layout.x.start, y=layout.y.end, width=layout.x.end - layout.x.start, height=layout.y.start - layout.y.end)
    yield tag("clipPath", clip, id="plot")
    ends = []
    for name, key, dash, width in LIMITS:
        values = getattr(funnel.limits, name)
        path = _path(funnel.limits.sizes, values, layout)
        yield tag("path", d=path, fill="none", stroke=theme.ORDINARY, stroke_width=width, stroke_dasharray=dash, clip_path="url(#plot)")
        ends.append((layout.y.at(values[-1]), t(f"comparison.figure.{key}")))
    if layout.size.is_roomy:
        yield from _limit_names([end for end in ends if layout.y.end <= end[0] <= layout.y.start - LETTER], layout)


def _limit_names(ends: Sequence[tuple[float, str]], layout: Layout) -> Iterator[str]:
    heights = spread([y for y, _ in ends], LETTER * 1.2, layout.y.end, layout.y.start)
    for (_, name), y in zip(ends, heights, strict=True):
        yield label(name, layout.x.end + 6, y + LETTER * BASELINE)


def _path(sizes: Sequence[float], values: Sequence[float], layout: Layout) -> str:
    """Far outside the picture a line is cut by its frame; so far out that a number grows long, it is cut here."""
    farthest = 2 * (layout.y.start - layout.y.end)
    points = [(layout.across(size), max(layout.y.at(value), -farthest)) for size, value in zip(sizes, values, strict=True)]
    inside = [(x, y) for x, y in points if x >= layout.x.start - 40]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in inside)


def _centre(funnel: FunnelFacts, layout: Layout) -> Iterator[str]:
    y = layout.y.at(funnel.centre)
    yield tag("line", x1=layout.x.start, x2=layout.x.end, y1=y, y2=y, stroke=theme.MUTED, stroke_width=1.5)


def _units(comparison: Comparison, layout: Layout) -> Iterator[str]:
    """The own last, so that it lies on top."""
    for unit in sorted(comparison.funnel.units, key=lambda unit: unit.is_own):
        said = tag("title", words(_said(unit, comparison)))
        yield tag("g", said, *_mark(unit, *layout.point_of(unit), large=is_large(unit, comparison.funnel)))


def _mark(unit: FunnelUnit, x: float, y: float, *, large: bool) -> Iterator[str]:
    if unit.signal is not None:
        colour, radius = theme.OF_SIGNAL[unit.signal], theme.SIZES["mark"] if large else 4.0
        yield tag("path", d=SHAPES[unit.signal](x, y, radius), fill=colour, stroke=theme.SURFACE, stroke_width=0.75)
        if large:
            yield label(letter(unit.signal), x, y - reach(unit) - 3, anchor="middle", bold=True, fill=colour)
    elif unit.is_own:
        yield tag("circle", cx=x, cy=y, r=theme.SIZES["mark"], fill=theme.INK, stroke=theme.SURFACE, stroke_width=1.5)
    else:
        yield tag("circle", cx=x, cy=y, r=4.5 if large else 2.5, fill=theme.ORDINARY, fill_opacity=1 if large else 0.6)
    if unit.is_own:
        yield tag("circle", cx=x, cy=y, r=RING, fill="none", stroke=theme.INK, stroke_width=2.5)


def _said(unit: FunnelUnit, comparison: Comparison) -> str:
    counts = {"numerator": number(unit.point.numerator), "denominator": number(unit.point.denominator)}
    return t("comparison.figure.unit", area=unit.area.name, value=shown(unit.value, comparison.indicator), **counts)
