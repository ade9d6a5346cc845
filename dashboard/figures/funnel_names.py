"""The names in a funnel: the own, or all of a few, and the centre line; each where it covers nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dashboard.figures import theme
from dashboard.figures.dot_plot_svg import BASELINE, LETTER
from dashboard.figures.funnel_layout import FEW, LIMITS, Layout, is_large, reach
from dashboard.figures.lettering import text_width
from dashboard.figures.placing import Box, Name, Placed, around, freest, place_names
from dashboard.figures.svg import label, tag
from dashboard.text import t
from dashboard.usecases.compared import Comparison, FunnelFacts
from dashboard.usecases.sentences import shown

LETTER_ROOM = 7  # around the middle of a mark's letter
SMALL_MARK = 3.0


def names(comparison: Comparison, layout: Layout) -> Iterator[str]:
    """The own by name, and all of a few; over a white edge, since dots and lines may lie behind."""
    funnel = comparison.funnel
    bounds = Box(layout.x.start + 2, layout.y.end - 6, layout.x.end, layout.y.start)
    marks = list(_taken(funnel, layout))
    text = t("comparison.figure.all", value=shown(funnel.centre, comparison.indicator))
    centre = freest(list(_along_centre(text, funnel, layout)), marks)
    yield label(text, centre.left, centre.bottom - LETTER * 0.3, is_edged=True)
    named = funnel.units if len(funnel.units) <= FEW else [unit for unit in funnel.units if unit.is_own]
    first = sorted(named, key=lambda unit: not unit.is_own)
    names = [Name(unit.area.name, *layout.point_of(unit), reach(unit) + 3, unit.is_own) for unit in first]
    for name, placed in zip(names, place_names(names, [*marks, centre], list(_on_lines(funnel, layout)), bounds, LETTER), strict=True):
        yield from _lines(name, placed)


def _lines(name: Name, placed: Placed) -> Iterator[str]:
    """Set towards the point, so that the air between them is the same whatever the letters measure."""
    box = placed.box
    if placed.is_far:
        near_x, near_y = min(max(name.x, box.left), box.right), min(max(name.y, box.top), box.bottom)
        yield tag("line", x1=name.x, y1=name.y, x2=near_x, y2=near_y, stroke=theme.MUTED, stroke_width=0.75)
    anchor = "start" if box.left >= name.x else "end" if box.right <= name.x else "middle"
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[anchor]
    height = (box.bottom - box.top) / len(placed.lines)
    for row, line in enumerate(placed.lines):
        y = box.top + height * (row + 0.5) + LETTER * BASELINE
        yield label(line, x, y, anchor=anchor, fill=theme.INK, bold=name.is_bold, is_edged=True)


def _along_centre(text: str, funnel: FunnelFacts, layout: Layout) -> Iterator[Box]:
    """Where the name of the centre line may stand: over or under it, from its right end to its left."""
    width, y = text_width(text, LETTER), layout.y.at(funnel.centre)
    for left in (layout.x.end - width, (layout.x.start + layout.x.end - width) / 2, layout.x.start + 4):
        for top in (y - LETTER * 1.3 - 2, y + 3):
            yield Box(left, top, left + width, top + LETTER * 1.3)


def _taken(funnel: FunnelFacts, layout: Layout) -> Iterator[Box]:
    """The marks, and the letters over those that have one."""
    for unit in funnel.units:
        x, y = layout.point_of(unit)
        yield around(x, y, reach(unit) if is_large(unit, funnel) else SMALL_MARK)
        if unit.signal is not None and is_large(unit, funnel):
            yield around(x, y - reach(unit) - LETTER_ROOM, LETTER_ROOM)


def _on_lines(funnel: FunnelFacts, layout: Layout) -> Iterator[tuple[float, float]]:
    """Points along every line, close enough that no name slips between two of them."""
    sizes = [layout.across(size) for size in funnel.limits.sizes]
    for name, *_ in LIMITS:
        at = [layout.y.at(value) for value in getattr(funnel.limits, name)]
        for (x, y), (next_x, next_y) in pairwise(zip(sizes, at, strict=True)):
            yield from ((x + (next_x - x) * part / 4, y + (next_y - y) * part / 4) for part in range(4))
    yield from ((x, layout.y.at(funnel.centre)) for x in range(round(layout.x.start), round(layout.x.end), 8))
