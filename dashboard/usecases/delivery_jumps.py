"""Which of a delivery's numbers lay outside their series' own limits, as the series stood when it came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from dashboard.auth import Asker, require
from dashboard.selection import Selection
from dashboard.usecases.delivery import DeliveryPage, Touched
from dashboard.usecases.finished import LIMIT_CHARTS, Series
from dashboard.usecases.kept import kept
from dashboard.usecases.series import finish
from db.engine import reading
from db.terms import Period, Role

MOST_SERIES = 200  # a national file touches thousands, and each has to be charted anew


@dataclass(frozen=True, slots=True)
class Jump:
    indicator: str
    area: str
    breakdown: str
    period: Period
    value: float
    lower: float
    upper: float


def jumps(asker: Asker, page: DeliveryPage) -> tuple[Jump, ...]:
    """Of the first so many series that it touches; asked for on its own, for each of them is charted anew."""
    require(asker.user, Role.ANALYST)
    number, touched = page.facts.number, page.changes.touched[:MOST_SERIES]
    return kept(asker.engine, ("jumps of a delivery", number), lambda: _jumps(asker, number, touched))


def _jumps(asker: Asker, number: int, touched: Sequence[Touched]) -> tuple[Jump, ...]:
    found, by_key = [], {(one.indicator, one.area): one for one in touched}
    with reading(asker.engine) as session:
        for area, ones in groupby(sorted(touched, key=attrgetter("area")), key=attrgetter("area")):
            series = finish(asker, session, [one.indicator for one in ones], Selection(area=area, as_of=number))
            found += [jump for one in series for jump in _outside(one, number, by_key[one.indicator.id, area])]
    return tuple(sorted(found, key=attrgetter("indicator", "area", "period")))


def _outside(series: Series, number: int, brought: Touched) -> Iterator[Jump]:
    """A place that was renumbered is one series under each of its codes; a point counts under the code that it was delivered for."""
    for point in series.points if series.chart in LIMIT_CHARTS else ():
        is_own = point.delivery == number and brought.first <= point.period <= brought.last
        if is_own and None not in (point.value, point.lower, point.upper) and not point.lower <= point.value <= point.upper:
            key = (series.indicator.id, series.area.code, series.breakdown, point.period)
            yield Jump(*key, point.value, point.lower, point.upper)
