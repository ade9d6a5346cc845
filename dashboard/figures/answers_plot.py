"""The strip of answers as an interactive figure: the same states as the static one, and what is known where the reader points."""

from __future__ import annotations

from collections.abc import Iterator

import plotly.graph_objects as go

from dashboard.figures import theme
from dashboard.figures.answers import BOTTOM, GAP, LETTER, TOP, State, Strip, state_of, strip_of
from dashboard.figures.lettering import clipped, plain
from dashboard.figures.scale import position
from dashboard.figures.theme import Size
from dashboard.text import period_text, t
from dashboard.usecases.finished import Series

SYMBOLS = {State.YES: "square", State.NO: "square-open", State.SILENT: "line-ew-open", State.EXEMPT: "circle"}
COLOURS = {State.YES: theme.INK, State.NO: theme.INK, State.SILENT: theme.MUTED, State.EXEMPT: theme.MUTED}


def answer_figure(series: Series, size: Size) -> go.Figure:
    """As high as it has rows."""
    strip = strip_of(series, size)
    figure = go.Figure(layout={"template": theme.template(), "height": strip.height, "autosize": True})
    figure.add_traces(list(_traces(strip)))
    names = [plain(clipped(row.name, LETTER, strip.x.start - 2 * GAP, bold=row.is_own)) for row in strip.rows]
    places = list(range(len(strip.rows)))
    bold = [f"<b>{name}</b>" if row.is_own else name for name, row in zip(names, strip.rows, strict=True)]
    periods = {"tickvals": [tick.position for tick in strip.ticks], "ticktext": [plain(tick.label) for tick in strip.ticks]}
    return figure.update_layout(
        margin={"l": strip.x.start, "r": GAP, "t": TOP, "b": BOTTOM, "pad": 0},
        xaxis=periods | {"tickmode": "array", "range": [strip.x.low, strip.x.high]},
        yaxis={"tickmode": "array", "tickvals": places, "ticktext": bold, "range": [len(places) - 0.5, -0.5], "showgrid": False},
        hovermode="closest",
    )


def _traces(strip: Strip) -> Iterator[go.Scatter]:
    for place, row in enumerate(strip.rows):
        states = [state_of(point) for point in row.points]
        said = [f"{period_text(point.period)}: {t(f'figure.key.{state}')}" for point, state in zip(row.points, states, strict=True)]
        marker = {
            "symbol": [SYMBOLS[state] for state in states],
            "color": [COLOURS[state] for state in states],
            "size": [5 if state is State.EXEMPT else 2 * strip.mark for state in states],
            "opacity": 1,
            "line": {"width": 1.75, "color": [COLOURS[state] for state in states]},
        }
        yield go.Scatter(
            x=[position(point.period) for point in row.points],
            y=[place] * len(row.points),
            mode="markers",
            marker=marker,
            text=[f"<b>{plain(row.name)}</b><br>{line}" for line in said],
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
        )
