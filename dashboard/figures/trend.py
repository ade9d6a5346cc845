"""A series as an interactive Plotly figure: the same layers as the static one, and what is known of a period where the reader points."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures import layers, theme
from dashboard.figures.answers_plot import answer_figure
from dashboard.figures.lettering import plain
from dashboard.figures.plot import OVERSHOOT, TICK_ROOM, plot_of
from dashboard.figures.scale import Axis, Tick
from dashboard.figures.trend_notes import annotations, shapes
from dashboard.figures.trend_traces import LAYERS
from dashboard.figures.wait_line import as_drawn
from dashboard.usecases.finished import Series


def trend(series: Series, size: theme.Size = theme.SCREEN) -> go.Figure:
    """The figure for dcc.Graph with theme.graph_config(); as wide as its place on the page."""
    if series.is_answer:
        return answer_figure(series, size)
    return _drawn(as_drawn(series), size)


def _drawn(series: Series, size: theme.Size) -> go.Figure:
    figure = go.Figure(layout={"template": theme.template(), "height": size.height, "autosize": True})
    if not layers.has_anything(series):
        return _nothing(figure, layers.nothing(series))
    plot = plot_of(series, size)
    figure.add_traces([trace for lay in LAYERS for trace in lay(series, plot)])
    figure.update_layout(
        margin={
            "l": plot.x.start,
            "r": size.width - plot.x.end,
            "t": plot.y.end - OVERSHOOT,
            "b": TICK_ROOM + plot.flag_row - OVERSHOOT,
            "pad": 0,
        },
        xaxis=_ticks(plot.period_ticks) | {"range": [plot.x.low, plot.x.high], "ticklabelstandoff": plot.flag_row},
        yaxis=_ticks(plot.value_ticks) | {"range": _values(plot.y), "ticklabelstandoff": 8},
        hovermode="x",
        hoverdistance=-1,
        annotations=annotations(series, plot),
        shapes=shapes(series, plot),
    )
    return figure


def _nothing(figure: go.Figure, words: str) -> go.Figure:
    said = {"text": words, "showarrow": False, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    return figure.update_layout(annotations=[said], xaxis={"visible": False}, yaxis={"visible": False}, hovermode=False)


def _values(axis: Axis) -> list[float]:
    room = OVERSHOOT * (axis.high - axis.low) / (axis.start - axis.end)
    return [axis.low - room, axis.high + room]


def _ticks(ticks: Sequence[Tick]) -> dict[str, object]:
    return {"tickmode": "array", "tickvals": [tick.position for tick in ticks], "ticktext": [plain(tick.label) for tick in ticks]}
