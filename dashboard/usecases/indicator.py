"""One indicator in one place, with what the filters can be set to."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.auth import Asker, Role, require
from dashboard.selection import Selection
from dashboard.usecases.choices import Choices, choices, resolve
from dashboard.usecases.finished import Series
from dashboard.usecases.pair import Pair, pair_of
from dashboard.usecases.series import find_series
from db.engine import DatabaseUnusable, reading
from db.queries.indicators import find_indicator


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    series: Series
    selection: Selection  # resolved, with the indicator's own service
    choices: Choices
    pair: Pair | None = None  # harm with its reports


def indicator_exists(asker: Asker, indicator: str) -> bool:
    """Also where the database cannot be asked: the page itself then says what is wrong."""
    require(asker, Role.READER)
    try:
        with reading(asker.engine) as session:
            return find_indicator(session, indicator) is not None
    except DatabaseUnusable:
        return True


def indicator_page(asker: Asker, indicator: str, selection: Selection) -> IndicatorPage:
    """NotFound where there is no such indicator or place."""
    series = find_series(asker, indicator, selection)
    with reading(asker.engine) as session:
        resolved = resolve(asker, session, selection).with_(service_area=series.indicator.service_area, breakdown=series.breakdown)
        offered = choices(asker, session, resolved)
    return IndicatorPage(series, resolved, offered, pair_of(asker, series, resolved))
