"""A series as a static picture: small multiples, phones, paper and files. The same layers as the interactive one."""

from __future__ import annotations

from dashboard.figures import layers, theme
from dashboard.figures.answers import strip_of
from dashboard.figures.answers_svg import answer_drawing
from dashboard.figures.contrast import levels, shade
from dashboard.figures.plot import Plot, plot_of
from dashboard.figures.svg import document, label
from dashboard.figures.svg_axes import axes, breaks, end_labels, flags, hidden_periods
from dashboard.figures.svg_lines import centre, comparators, limits, own_line, own_points, targets, trial_edges, whiskers
from dashboard.figures.theme import Size
from dashboard.figures.wait_line import as_drawn
from dashboard.text import t
from dashboard.usecases.finished import Series

LAYERS = (
    shade,
    axes,
    limits,
    trial_edges,
    centre,
    breaks,
    targets,
    comparators,
    whiskers,
    own_line,
    hidden_periods,
    flags,
    own_points,
    levels,
    end_labels,
)


def trend_svg(series: Series, size: Size = theme.SMALL) -> str:
    """The whole picture as text, beginning with <svg."""
    return document(size.width, height_of(series, size), drawing(series, size), title=heading(series), description=series.sentence)


def height_of(series: Series, size: Size) -> float:
    return strip_of(series, size).height if series.is_answer and layers.has_anything(series) else size.height


def drawing(series: Series, size: Size) -> list[str]:
    """The parts without the surrounding document, for a picture that holds more than the chart."""
    series = as_drawn(series)
    if not layers.has_anything(series):
        return [label(layers.nothing(series), size.width / 2, size.height / 2, anchor="middle")]
    if series.is_answer:
        return answer_drawing(series, size)
    plot: Plot = plot_of(series, size)
    return [part for layer in LAYERS for part in layer(series, plot)]


def heading(series: Series) -> str:
    return t("figure.heading", indicator=series.indicator.name, area=series.area.name)
