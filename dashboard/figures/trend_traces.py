"""The lines of an interactive trend: the same layers as in svg_lines, as Plotly's traces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import plotly.graph_objects as go

from dashboard.figures import hover, layers, theme
from dashboard.figures.lettering import plain, wrapped
from dashboard.figures.marks import PLOTLY_SYMBOLS, is_flagged, is_ghost, is_hidden, letter
from dashboard.figures.plot import Plot
from dashboard.figures.scale import position
from dashboard.usecases.finished import Point, Series, Status

LETTERS_UP_TO = 40  # flags; more would lie on each other, and the last of each row gets one
BOX_LETTER, BOX_WIDTH = 14, 320  # pixels: a long note is broken into lines
LETTER_ROOM = 20  # pixels under a flag's middle
SILENT = {"hoverinfo": "skip", "showlegend": False, "cliponaxis": False}


def _limits(series: Series, plot: Plot) -> Iterator[go.Scatter]:
    for band in layers.limit_bands(series):
        over = [(edge, stair.high) for stair in band for edge in (stair.start, stair.end)]
        under = [(edge, stair.low) for stair in reversed(band) for edge in (stair.end, stair.start)]
        x, y = zip(*over, *under, strict=True)
        filled = go.Scatter(x=x, y=y, mode="lines", line={"width": 0}, fill="toself", fillcolor=theme.ORDINARY, **SILENT)
        yield filled.update(opacity=theme.SIZES["band"])


def _trial_edges(series: Series, plot: Plot) -> Iterator[go.Scatter]:
    for band in layers.trial_edges(series):
        for edge in ("high", "low"):
            yield _line(
                [(at, getattr(stair, edge)) for stair in band for at in (stair.start, stair.end)], theme.ORDINARY, 1, theme.TRIAL_DASH
            )


def _centre(series: Series, plot: Plot) -> Iterator[go.Scatter]:
    for line in layers.centre_lines(series):
        pairs = [(edge, stair.low) for stair in line for edge in (stair.start, stair.end)]
        yield _line(pairs, theme.ORDINARY, 1)


def _targets(series: Series, plot: Plot) -> Iterator[go.Scatter]:
    for path in layers.target_paths(series):
        yield _line(path, theme.INK, 1.5, theme.TARGET_DASH)


def _comparators(series: Series, plot: Plot) -> Iterator[go.Scatter]:
    for line in series.comparators:
        segments = layers.line_segments(series, line)
        drawn = _line(_with_gaps(segments), theme.MUTED, theme.SIZES["line-comparator"], layers.dash_of(series, line))
        yield drawn.update(name=plain(line.area.name))
        alone = [segment[0] for segment in segments if len(segment) == 1]
        if alone:
            yield _markers(alone, ["circle"] * len(alone), theme.MUTED, 4)


def _whiskers(series: Series, plot: Plot) -> Iterator[go.Scatter]:
    found = layers.intervals(series)
    if found:
        bars = {"array": [one.upper - one.value for one in found], "arrayminus": [one.value - one.lower for one in found]}
        bars |= {"symmetric": False, "color": theme.ORDINARY, "thickness": 1.25, "width": 3}
        x, y = [position(one.period) for one in found], [one.value for one in found]
        yield go.Scatter(x=x, y=y, mode="markers", marker={"size": 1, "color": theme.ORDINARY}, error_y=bars, **SILENT)


def _own_line(series: Series, plot: Plot) -> Iterator[go.Scatter]:
    yield _line(_with_gaps(series.segments), theme.INK, theme.SIZES["line-own"]).update(name=plain(series.area.name))


def _own_points(series: Series, plot: Plot) -> Iterator[go.Scatter]:
    """Dots, then flags over them; a provisional point is hollow, and one that is left out is struck out."""
    shown = [point for point in series.points if point.value is not None and not is_ghost(point)]
    ghosts = [point for point in series.points if is_ghost(point)]
    if ghosts:
        yield _ghosts(ghosts)
    dots = [point for point in shown if not is_flagged(point)]
    yield _markers(
        dots, ["circle-open" if one.status is Status.PROVISIONAL else "circle" for one in dots], theme.INK, 2 * theme.SIZES["dot"]
    )
    flags = [point for point in shown if is_flagged(point)]
    if not flags:
        return
    symbols = [PLOTLY_SYMBOLS[one.signal] + ("-open" if one.status is Status.PROVISIONAL else "") for one in flags]
    colours = [theme.OF_SIGNAL[one.signal] for one in flags]
    lettered = flags if len(flags) <= LETTERS_UP_TO else layers.last_of_runs(shown)
    yield _markers(flags, symbols, colours, 2 * theme.SIZES["mark"]).update(
        mode="markers+text",
        text=[letter(one.signal) if one in lettered else "" for one in flags],
        textposition=["bottom center" if _is_lettered_below(one, plot) else "top center" for one in flags],
        textfont={"color": colours, "size": 11, "weight": 600},
    )


def _ghosts(points: Sequence[Point]) -> go.Scatter:
    """A ring that covers the line, and a cross in it."""
    edge = {"width": 1.25, "color": theme.MUTED}
    marker = {"symbol": "circle-x", "color": theme.SURFACE, "size": 2 * theme.SIZES["dot"] + 3, "line": edge}
    return go.Scatter(x=[position(one.period) for one in points], y=[one.value for one in points], mode="markers", marker=marker, **SILENT)


def _is_lettered_below(point: Point, plot: Plot) -> bool:
    """On the side away from the centre, but never among the words of the axis."""
    is_low = point.centre is not None and point.value < point.centre
    return is_low and plot.y.at(point.value) + LETTER_ROOM < plot.y.start


def _hidden(series: Series, plot: Plot) -> Iterator[go.Scatter]:
    found = [point for point in series.points if is_hidden(point)]
    if found:
        symbols = ["square-open" if one.status is Status.SUPPRESSED else "x-thin-open" for one in found]
        marker = {"symbol": symbols, "size": 6, "color": theme.MUTED, "line": {"width": 1.25, "color": theme.MUTED}}
        yield go.Scatter(x=[position(one.period) for one in found], y=[plot.y.low] * len(found), mode="markers", marker=marker, **SILENT)


def _told(series: Series, plot: Plot) -> Iterator[go.Scatter]:
    """One unseen point a period, so that one box says everything, in our words and numbers."""
    values = {point.period: point.value for line in reversed(series.comparators) for point in line.points if point.value is not None}
    values |= {point.period: point.value for point in series.points if point.value is not None}
    known = hover.periods(series)
    texts = [_box(hover.told(series, period)) for period in known]
    x, y = [position(period) for period in known], [values.get(period, plot.y.low) for period in known]
    yield go.Scatter(x=x, y=y, mode="markers", marker={"opacity": 0, "size": 12}, text=texts, hovertemplate="%{text}<extra></extra>")


def _box(lines: Sequence[str]) -> str:
    first, *rest = (plain(part) for line in lines for part in wrapped(line, BOX_LETTER, BOX_WIDTH))
    return "<br>".join([f"<b>{first}</b>", *rest])


LAYERS = (_limits, _trial_edges, _centre, _targets, _comparators, _whiskers, _own_line, _hidden, _own_points, _told)


def _markers(points: Sequence[Point], symbols: list[str], colour: object, size: float) -> go.Scatter:
    edge = {"width": [2 if name.endswith("open") else 1 for name in symbols], "color": colour}
    marker = {"symbol": symbols, "color": colour, "size": size, "line": edge}
    return go.Scatter(x=[position(one.period) for one in points], y=[one.value for one in points], mode="markers", marker=marker, **SILENT)


def _line(pairs: Iterable[tuple], colour: str, width: float, dash: str = "") -> go.Scatter:
    x, y = zip(*pairs, strict=True)
    drawn = {"color": colour, "width": width, "dash": ",".join(f"{part}px" for part in dash.split()) or "solid"}
    return go.Scatter(x=x, y=y, mode="lines", line=drawn, connectgaps=False, **SILENT)


def _with_gaps(segments: Iterable[Sequence[Point]]) -> list[tuple[float | None, float | None]]:
    """The pairs of all segments, with a hole between one and the next."""
    pairs: list[tuple[float | None, float | None]] = []
    for segment in segments:
        pairs += [*((position(point.period), point.value) for point in segment), (None, None)]
    return pairs[:-1] or [(None, None)]
