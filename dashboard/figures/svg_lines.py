"""The lines of a static picture: limits, centre, target, comparators, the own line with its points and flags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from dashboard.figures import layers, theme
from dashboard.figures.hover import told
from dashboard.figures.marks import SHAPES, crossed_circle, is_flagged, is_ghost, letter
from dashboard.figures.plot import TOP, Plot
from dashboard.figures.scale import position
from dashboard.figures.svg import label, tag, words
from dashboard.usecases.finished import Point, Series, Status

DOTS_FROM = 8  # pixels between points before each gets its dot
LARGE_DOTS_FROM = 24  # … before a small picture has dots as large as a large one
LETTERS_FROM = 16  # … before each flagged one gets its letter
FLAG_LETTER = 11.0
CAP = 3  # half the width of a whisker's end


def limits(series: Series, plot: Plot) -> Iterator[str]:
    """Between the process limits a soft band without an edge."""
    for band in layers.limit_bands(series):
        over = [(edge, stair.high) for stair in band for edge in (stair.start, stair.end)]
        under = [(edge, stair.low) for stair in reversed(band) for edge in (stair.end, stair.start)]
        yield tag("path", d=_path(plot, over + under) + "Z", fill=theme.ORDINARY, fill_opacity=theme.SIZES["band"])


def trial_edges(series: Series, plot: Plot) -> Iterator[str]:
    """Limits that each new point may move are dashed."""
    for band in layers.trial_edges(series):
        for edge in ("high", "low"):
            points = [(at, getattr(stair, edge)) for stair in band for at in (stair.start, stair.end)]
            yield tag("path", d=_path(plot, points), fill="none", stroke=theme.ORDINARY, stroke_dasharray=theme.TRIAL_DASH)


def centre(series: Series, plot: Plot) -> Iterator[str]:
    for line in layers.centre_lines(series):
        points = [(edge, stair.low) for stair in line for edge in (stair.start, stair.end)]
        yield tag("path", d=_path(plot, points), fill="none", stroke=theme.ORDINARY)


def targets(series: Series, plot: Plot) -> Iterator[str]:
    for path in layers.target_paths(series):
        yield tag("path", d=_path(plot, path), fill="none", stroke=theme.INK, stroke_width=1.5, stroke_dasharray=theme.TARGET_DASH)


def comparators(series: Series, plot: Plot) -> Iterator[str]:
    for line in series.comparators:
        segments = layers.line_segments(series, line)
        for segment in segments:
            yield _line(plot, segment, theme.MUTED, theme.SIZES["line-comparator"], layers.dash_of(series, line))
        for point in (segment[0] for segment in segments if len(segment) == 1):
            x, y = _place(plot, point)
            yield tag("circle", cx=x, cy=y, r=2, fill=theme.MUTED)


def whiskers(series: Series, plot: Plot) -> Iterator[str]:
    """Each point's own interval, with short ends."""
    for point in layers.intervals(series):
        x, low, high = plot.x.at(position(point.period)), plot.y.at(point.lower), plot.y.at(point.upper)
        d = f"M{x - CAP:.1f} {high:.1f}h{2 * CAP}m{-CAP} 0V{low:.1f}m{-CAP} 0h{2 * CAP}"
        yield tag("path", d=d, fill="none", stroke=theme.ORDINARY, stroke_width=1.25)


def own_line(series: Series, plot: Plot) -> Iterator[str]:
    """One stroke for each segment: where the segments end, nothing is joined."""
    for segment in series.segments:
        if len(segment) > 1:
            yield _line(plot, segment, theme.INK, plot.size.own_line, "")


def own_points(series: Series, plot: Plot) -> Iterator[str]:
    """Dots where there is room; flags always, with a letter for each or one for the row."""
    shown = [point for point in series.points if point.value is not None]
    distance = _distance(plot, shown)
    is_roomy = distance >= DOTS_FROM
    lonely = layers.lonely(series.segments)
    radius = theme.SIZES["dot"] if distance >= LARGE_DOTS_FROM else plot.size.dot
    for point in shown:
        if is_roomy or _is_special(point) or point.period in lonely or point is shown[-1]:
            yield _mark(series, plot, point, radius)
    for point in filter(is_flagged, shown) if distance >= LETTERS_FROM else layers.last_of_runs(shown):
        yield _letter(plot, point)


def _is_special(point: Point) -> bool:
    return is_flagged(point) or is_ghost(point) or point.status is Status.PROVISIONAL


def _mark(series: Series, plot: Plot, point: Point, radius: float) -> str:
    """A dot or a flag; hollow while provisional. The pictures that can be opened on their own say more where one points."""
    x, y = _place(plot, point)
    said = [tag("title", words("\n".join(told(series, point.period))))] if plot.size.is_roomy else []
    if is_ghost(point):
        shape = crossed_circle(x, y, radius + 1.5)
        return tag("path", *said, d=shape, fill=theme.SURFACE, stroke=theme.MUTED, stroke_width=1.25)
    is_hollow = point.status is Status.PROVISIONAL
    if is_flagged(point):
        shape, colour = SHAPES[point.signal](x, y, plot.size.mark), theme.OF_SIGNAL[point.signal]
        fill, stroke = (theme.SURFACE, colour) if is_hollow else (colour, theme.SURFACE)
        return tag("path", *said, d=shape, fill=fill, stroke=stroke, stroke_width=2 if is_hollow else 1)
    if is_hollow:
        return tag("circle", *said, cx=x, cy=y, r=radius + 0.5, fill=theme.SURFACE, stroke=theme.INK, stroke_width=1.75)
    return tag("circle", *said, cx=x, cy=y, r=radius, fill=theme.INK)


def _letter(plot: Plot, point: Point) -> str:
    """On the side away from the centre; where that is outside the plot, on the other."""
    x, y = _place(plot, point)
    above, below = y - plot.size.mark - 3, y + plot.size.mark + FLAG_LETTER
    is_low = point.centre is not None and point.value < point.centre
    has_room = below < plot.y.start if is_low else above - FLAG_LETTER * 0.75 >= plot.y.end - TOP
    baseline = below if is_low == has_room else above
    return label(letter(point.signal), x, baseline, bold=True, fill=theme.OF_SIGNAL[point.signal], anchor="middle", size=FLAG_LETTER)


def _line(plot: Plot, segment: Sequence[Point], colour: str, width: float, dash: str) -> str:
    points = [(position(point.period), point.value) for point in segment]
    return tag(
        "path", d=_path(plot, points), fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dash, stroke_linejoin="round"
    )


def _path(plot: Plot, points: Sequence[tuple[float, float]]) -> str:
    """Formatted in one go: a page has thousands of places, and this takes half the time."""
    places = zip(plot.x.along([month for month, _ in points]), plot.y.along([value for _, value in points]), strict=True)
    return "M" + "L".join(["%.1f %.1f"] * len(points)) % tuple(chain.from_iterable(places))


def _place(plot: Plot, point: Point) -> tuple[float, float]:
    return plot.x.at(position(point.period)), plot.y.at(point.value)


def _distance(plot: Plot, shown: Sequence[Point]) -> float:
    """Pixels between neighbours, taken over the whole width."""
    if len(shown) < 2:
        return float(plot.size.width)
    return (plot.x.at(position(shown[-1].period)) - plot.x.at(position(shown[0].period))) / (len(shown) - 1)
