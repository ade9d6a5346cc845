"""The strip of answers as a static picture: a full square for yes, an empty one for no, a dash where nobody has reported."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.figures import theme
from dashboard.figures.answers import GAP, LETTER, Row, State, Strip, state_of, strip_of
from dashboard.figures.lettering import clipped, text_width
from dashboard.figures.scale import position
from dashboard.figures.svg import label, tag, words
from dashboard.figures.theme import Size
from dashboard.text import period_text, t
from dashboard.usecases.finished import Series

BASELINE = 0.35  # from the middle of a letter to its baseline, in letter heights


def answer_drawing(series: Series, size: Size) -> list[str]:
    """The parts without the surrounding document."""
    strip = strip_of(series, size)
    rows = [part for place, row in enumerate(strip.rows) for part in _row(row, strip.middle(place), strip)]
    return [*_periods(strip), *rows]


def _periods(strip: Strip) -> Iterator[str]:
    yield tag("line", x1=strip.x.start, x2=strip.x.end, y1=strip.bottom, y2=strip.bottom, stroke=theme.RULE)
    taken = 0.0
    for tick in strip.ticks:
        half = text_width(tick.label, LETTER) / 2
        x = min(max(strip.x.at(tick.position), half), strip.size.width - half)
        if x - half >= taken:
            taken = x + half + 6
            yield label(tick.label, x, strip.bottom + 18, anchor="middle")


def _row(row: Row, y: float, strip: Strip) -> Iterator[str]:
    name = clipped(row.name, LETTER, strip.x.start - 2 * GAP, bold=row.is_own)
    fill = theme.INK if row.is_own else theme.MUTED
    yield label(name, strip.x.start - GAP, y + LETTER * BASELINE, anchor="end", bold=row.is_own, fill=fill)
    for point in row.points:
        said = t("figure.mark", period=period_text(point.period), value=t(f"figure.key.{state_of(point)}"))
        yield tag("g", tag("title", words(said)), state_mark(state_of(point), strip.x.at(position(point.period)), y, strip.mark))


def state_mark(state: State, x: float, y: float, half: float) -> str:
    """Told apart without colour."""
    if state is State.SILENT:
        return tag("path", d=f"M{x - half:.1f} {y:.1f}h{2 * half:.1f}", stroke=theme.MUTED, stroke_width=1.75)
    if state is State.EXEMPT:
        return tag("circle", cx=x, cy=y, r=1.5, fill=theme.MUTED)
    fill = theme.INK if state is State.YES else theme.SURFACE
    return tag("rect", x=x - half, y=y - half, width=2 * half, height=2 * half, fill=fill, stroke=theme.INK, stroke_width=1.75)
