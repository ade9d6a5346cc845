"""The own number and those it is compared with, each a dot with its 95 % interval on one common scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.lettering import clipped, text_width
from dashboard.figures.marks import SHAPES, letter
from dashboard.figures.scale import FROM_ZERO, Axis, Tick, honest, nice_ticks
from dashboard.figures.svg import document, label, tag
from dashboard.figures.theme import Size
from dashboard.text import number, period_text, t
from dashboard.usecases.compared import Compared, Comparison
from dashboard.usecases.finished import Status
from dashboard.usecases.sentences import shown

LETTER = theme.SIZES["text-small"]
ROW, TOP, BOTTOM, GAP = 34, 12, 30, 12
NAME_ROW = 20  # more for a name over its row
BASELINE = 0.35  # from the middle of a letter to its baseline, in letter heights
FULL_SHARE = 100


@dataclass(frozen=True, slots=True)
class Layout:
    size: Size
    x: Axis
    ticks: tuple[Tick, ...]
    height: float

    @property
    def row(self) -> float:
        """Where there is little room across, a name stands over its row."""
        return ROW if self.size.is_roomy else ROW + NAME_ROW

    def row_at(self, place: int) -> float:
        """The middle of a row's whisker."""
        return TOP + self.row * (place + 1) - ROW / 2


def dot_plot_svg(comparison: Comparison, size: Size = theme.PAPER) -> str:
    """The whole picture as text; as high as it has rows."""
    parts, height = drawing(comparison, size)
    return document(size.width, height, parts, title=heading(comparison), description=comparison.sentence)


def drawing(comparison: Comparison, size: Size) -> tuple[list[str], float]:
    """The parts without the surrounding document, and how high they are."""
    layout = _layout(comparison, size)
    rows = (part for place, row in enumerate(comparison.rows) for part in _row(row, layout.row_at(place), comparison, layout))
    return [*_axis(layout), *_reference(comparison, layout), *rows], layout.height


def heading(comparison: Comparison) -> str:
    """Says that there is uncertainty in the picture only where there is some."""
    key = "dots" if any(row.point and row.point.lower is not None for row in comparison.rows) else "dots_bare"
    return t(f"comparison.figure.{key}", indicator=comparison.indicator.name, area=comparison.area.name)


def decimals_of(positions: list[float]) -> int:
    """As few as show every tick as it is."""
    return next((count for count in range(4) if all(abs(value - round(value, count)) < 1e-9 for value in positions)), 4)


def ticks_of(values: list[float], comparison: Comparison, wanted: int) -> tuple[Tick, ...]:
    """From zero for shares and rates, and so wide that a small difference looks small; a share in per cent ends at 100."""
    low, high = honest(min(values), max(values), is_from_zero=comparison.indicator.kind in FROM_ZERO)
    positions = nice_ticks(low, high, wanted)
    if comparison.indicator.unit == "percent" and high <= FULL_SHARE < positions[-1]:
        positions = [*[value for value in positions if value < FULL_SHARE], FULL_SHARE]
    return tuple(Tick(value, number(value, decimals_of(positions))) for value in positions)


def _layout(comparison: Comparison, size: Size) -> Layout:
    points = [row.point for row in comparison.rows if row.value is not None]
    values = [value for point in points for value in (point.value, point.lower, point.upper) if value is not None]
    ticks = ticks_of(values, comparison, size.value_ticks)
    widest = max(text_width(name_of(row), LETTER, bold=row.is_own) for row in comparison.rows)
    start = min(widest, size.label_room * 1.5) + 2 * GAP if size.is_roomy else GAP
    room = max(text_width(_value(row, comparison, size), LETTER, bold=row.is_own) for row in comparison.rows)
    x = Axis(ticks[0].position, ticks[-1].position, start, size.width - room - 2 * GAP)
    row = ROW if size.is_roomy else ROW + NAME_ROW
    return Layout(size, x, ticks, TOP + row * len(comparison.rows) + BOTTOM)


def name_of(row: Compared) -> str:
    """With its year where the number is older than the others."""
    return t("comparison.figure.older", area=row.area.name, period=period_text(row.point.period)) if row.is_older else row.area.name


def _value(row: Compared, comparison: Comparison, size: Size) -> str:
    if row.value is None:
        return ""
    return shown(row.value, comparison.indicator) if size.is_roomy else number(row.value, comparison.indicator.decimals)


def _axis(layout: Layout) -> Iterator[str]:
    bottom = layout.height - BOTTOM
    for tick in layout.ticks:
        x = layout.x.at(tick.position)
        yield tag("line", x1=x, x2=x, y1=TOP, y2=bottom, stroke=theme.RULE)
        yield label(tick.label, x, bottom + 18, anchor="middle")


def _reference(comparison: Comparison, layout: Layout) -> Iterator[str]:
    """A dashed line at what each one is held against: the own number, or all units together."""
    own = comparison.own
    value = own.value if own else comparison.funnel.centre if comparison.funnel else None
    if value is not None and layout.ticks[0].position <= value <= layout.ticks[-1].position:
        x = layout.x.at(value)
        yield tag("line", x1=x, x2=x, y1=TOP, y2=layout.height - BOTTOM, stroke=theme.MUTED, stroke_dasharray="5 3")


def _row(row: Compared, y: float, comparison: Comparison, layout: Layout) -> Iterator[str]:
    yield _name(row, y, layout)
    if row.value is None:
        is_hidden = row.point is not None and row.point.status is Status.SUPPRESSED
        yield label(t(f"comparison.figure.{'hidden' if is_hidden else 'none'}"), layout.x.start + 4, y + LETTER * BASELINE)
        return
    yield from _whisker(row, y, layout)
    yield from _dot(row, y, layout)
    value = _value(row, comparison, layout.size)
    fill = theme.INK if row.is_own else theme.MUTED
    yield label(value, layout.size.width - 4, y + LETTER * BASELINE, anchor="end", bold=row.is_own, fill=fill)


def _name(row: Compared, y: float, layout: Layout) -> str:
    fill = theme.INK if row.is_own else theme.MUTED
    if layout.size.is_roomy:
        text = clipped(name_of(row), LETTER, layout.x.start - 2 * GAP, bold=row.is_own)
        return label(text, layout.x.start - GAP, y + LETTER * BASELINE, anchor="end", bold=row.is_own, fill=fill)
    text = clipped(name_of(row), LETTER, layout.size.width - GAP, bold=row.is_own)
    return label(text, 4, y - ROW / 2 - 4, bold=row.is_own, fill=fill, is_edged=True)


def _whisker(row: Compared, y: float, layout: Layout) -> Iterator[str]:
    if row.point.lower is None or row.point.upper is None:
        return
    low, high = (layout.x.at(min(max(end, layout.x.low), layout.x.high)) for end in (row.point.lower, row.point.upper))
    width = theme.SIZES["line-own" if row.is_own else "line-comparator"]
    path = f"M{low:.1f} {y - 5:.1f}v10m0 -5H{high:.1f}m0 -5v10"
    yield tag("path", d=path, fill="none", stroke=theme.INK if row.is_own else theme.ORDINARY, stroke_width=width)


def _dot(row: Compared, y: float, layout: Layout) -> Iterator[str]:
    x = layout.x.at(row.value)
    if row.is_older:
        yield tag("circle", cx=x, cy=y, r=4.5, fill=theme.SURFACE, stroke=theme.ORDINARY, stroke_width=1.5)
    elif row.signal is None:
        yield tag("circle", cx=x, cy=y, r=5.5 if row.is_own else 4.5, fill=theme.INK if row.is_own else theme.ORDINARY)
    else:
        colour = theme.OF_SIGNAL[row.signal]
        yield tag("path", d=SHAPES[row.signal](x, y, theme.SIZES["mark"]), fill=colour, stroke=theme.SURFACE, stroke_width=1)
        yield label(letter(row.signal), x, y - theme.SIZES["mark"] - 3, anchor="middle", bold=True, fill=colour)
