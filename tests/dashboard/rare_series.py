"""Rare events for tests: days with their events, and the finished series of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.usecases.charting import charted
from dashboard.usecases.finished import Chart, IndicatorFacts, Point, Series
from dashboard.usecases.judged import Held, judged
from dashboard.usecases.noted import Break
from db.terms import Direction, Frequency, Kind, Period, Status
from tests.dashboard import finished_series
from tests.dashboard.figures_of import points

FIRST = dt.date(2024, 1, 10)
CALM = (20, 22, 18, 19, 21) * 3  # days between sixteen events
DATED = {"kind": Kind.COUNT, "unit": "count", "frequency": Frequency.DAY, "decimals": 0}
MONTHLY = DATED | {"frequency": Frequency.MONTH}


def events(gaps: Sequence[int], looked_for: int | None = None) -> tuple[Point, ...]:
    """An event on FIRST and one after each gap of days; with `looked_for` a last row says that none came in so many days."""
    day, made = FIRST, [Point(Period.of_day(FIRST), 1, Status.NORMAL, 1, delivery=1)]
    for gap in gaps:
        day += dt.timedelta(days=gap)
        made.append(Point(Period.of_day(day), 1, Status.NORMAL, 1, delivery=1))
    if looked_for is not None:
        made.append(Point(Period.of_day(day + dt.timedelta(days=looked_for)), 0, Status.NORMAL, 0, delivery=1))
    return tuple(made)


def about(**changes: object) -> IndicatorFacts:
    return finished_series.indicator(**{"name": "Fall med brudd", "direction": Direction.LOWER_IS_BETTER, **DATED, **changes})


def finished(
    shown: Sequence[Point],
    breaks: Sequence[Break] = (),
    asked: Chart | None = None,
    **changes: object,
) -> Series:
    """As the use case finishes them, without a database."""
    indicator = about(**changes)
    drawn = charted(shown, breaks, indicator, asked)
    return finished_series.series(
        indicator=indicator,
        chart=drawn.chart,
        why=drawn.why,
        points=drawn.points,
        segments=(),
        breaks=tuple(breaks),
        **judged(drawn, shown, Held(), indicator),
    )


def monthly(values: str, **given: object) -> Series:
    return finished(points(values), **{**MONTHLY, **given})
