"""Two series under each other: the same time lies at the same place in both."""

from __future__ import annotations

from dataclasses import replace

from dashboard.figures.drawn import Drawn, drawn
from dashboard.figures.plot import plot_of
from dashboard.figures.theme import Size
from dashboard.usecases.finished import Series


def panels(one: Series, beside: Series) -> tuple[Drawn, Drawn]:
    """Both drawn with the room that the widest labels of either take."""

    def aligned(size: Size) -> Size:
        plots = [plot_of(series, size) for series in (one, beside)]
        return replace(size, least_left=max(plot.x.start for plot in plots), least_right=max(size.width - plot.x.end for plot in plots))

    return drawn(one, aligned), drawn(beside, aligned)
