"""One series drawn for every reader: the screen, the phone, the paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures import layers, theme
from dashboard.figures.answers import states_in
from dashboard.figures.theme import Size
from dashboard.figures.trend import trend
from dashboard.figures.trend_svg import trend_svg
from dashboard.figures.wait_line import as_drawn
from dashboard.usecases.finished import Series
from dashboard.usecases.remarks import Remark, remarks


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a chart card shows. Narrow screens and paper get a static picture laid out for them."""

    figure: go.Figure
    config: dict[str, object]
    phone: str  # SVG
    paper: str  # SVG
    key: tuple[str, ...]  # names under figure.key: what the marks in it mean
    remarks: tuple[Remark, ...] = ()  # what the analyst has noted, under the picture


def drawn(series: Series, fitted: Callable[[Size], Size] = lambda size: size) -> Drawn:
    """All the pictures of one chart card; `fitted` gives each size the room that it must leave."""
    return Drawn(
        figure=trend(series, fitted(theme.SCREEN)),
        config=theme.graph_config(),
        phone=trend_svg(series, fitted(theme.PHONE)),
        paper=trend_svg(series, fitted(theme.PAPER)),
        key=tuple(states_in(series) if series.is_answer else layers.key_of(as_drawn(series))),
        remarks=remarks(series),
    )
