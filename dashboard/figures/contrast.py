"""A measure's before and after in a trend: the time after it lightly shaded, and the level of each side as a line with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.lettering import plain
from dashboard.figures.plot import LETTER, Plot
from dashboard.figures.scale import start_of
from dashboard.figures.svg import label, tag
from dashboard.text import number, t
from dashboard.usecases.finished import Series

SHADE = 0.08  # of the accent: seen beside the limits, and lighter than they are
WIDTH, DASH = 2, "7 3"
ABOVE = 5  # pixels between a line and its words


@dataclass(frozen=True, slots=True)
class Side:
    """One level from one month to another, and what it is called."""

    start: float
    end: float
    level: float
    words: str


def after(series: Series, plot: Plot) -> tuple[float, float] | None:
    """The months after the measure, as far as the picture goes."""
    if series.contrast is None:
        return None
    first, last = series.contrast.after
    start, end = max(start_of(first), plot.x.low), min(start_of(last.following), plot.x.high)
    return (start, end) if start < end else None


def sides(series: Series, plot: Plot) -> Iterator[Side]:
    """Where waits are drawn instead of counts, the levels of the counts have no place."""
    found = series.contrast
    if found is None or series.waits is not None:
        return
    for name, (first, last), level in (("before", found.before, found.level_before), ("after", found.after, found.level_after)):
        start, end = max(start_of(first), plot.x.low), min(start_of(last.following), plot.x.high)
        if level is not None and start < end:
            yield Side(start, end, level, t(f"figure.level.{name}", value=number(level, series.indicator.decimals)))


def shade(series: Series, plot: Plot) -> Iterator[str]:
    """In the static picture."""
    months = after(series, plot)
    if months:
        start, end = map(plot.x.at, months)
        place = {"x": start, "y": plot.y.end, "width": end - start, "height": plot.y.start - plot.y.end}
        yield tag("rect", **place, fill=theme.ACCENT, fill_opacity=SHADE)


def levels(series: Series, plot: Plot) -> Iterator[str]:
    """In the static picture; a small one has no room for the words."""
    for side in sides(series, plot):
        start, end, y = plot.x.at(side.start), plot.x.at(side.end), plot.y.at(side.level)
        yield tag("line", x1=start, x2=end, y1=y, y2=y, stroke=theme.ACCENT, stroke_width=WIDTH, stroke_dasharray=DASH)
        if plot.size.is_roomy:
            yield label(side.words, start + 4, y - ABOVE, bold=True, fill=theme.ACCENT, is_edged=True)


def contrast_shapes(series: Series, plot: Plot) -> Iterator[dict[str, object]]:
    """In the interactive one."""
    months = after(series, plot)
    if months:
        place = {"type": "rect", "xref": "x", "x0": months[0], "x1": months[1], "yref": "y", "y0": plot.y.low, "y1": plot.y.high}
        yield place | {"fillcolor": theme.ACCENT, "opacity": SHADE, "line": {"width": 0}, "layer": "below"}
    for side in sides(series, plot):
        line = {"color": theme.ACCENT, "width": WIDTH, "dash": ",".join(f"{part}px" for part in DASH.split())}
        yield {"type": "line", "xref": "x", "x0": side.start, "x1": side.end, "y0": side.level, "y1": side.level, "line": line}


def contrast_words(series: Series, plot: Plot) -> Iterator[dict[str, object]]:
    font = {"color": theme.ACCENT, "size": LETTER, "weight": 600}
    for side in sides(series, plot):
        place = {"x": side.start, "xanchor": "left", "y": side.level, "yanchor": "bottom", "yshift": 1}
        yield {"text": plain(side.words), "showarrow": False, "font": font, "bgcolor": theme.SURFACE, "opacity": 0.9} | place
