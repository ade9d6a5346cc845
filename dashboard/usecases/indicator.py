"""One indicator in one place, with what the filters can be set to."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.auth import Asker
from dashboard.selection import Selection
from dashboard.usecases.choices import Choices, choices, resolve
from dashboard.usecases.finished import Series
from dashboard.usecases.series import find_series
from db.engine import reading


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    series: Series
    selection: Selection  # resolved, with the indicator's own service
    choices: Choices


def indicator_page(asker: Asker, indicator: str, selection: Selection) -> IndicatorPage:
    """NotFound where there is no such indicator or place."""
    series = find_series(asker, indicator, selection)
    with reading(asker.engine) as session:
        resolved = resolve(asker, session, selection).with_(service_area=series.indicator.service_area, breakdown=series.breakdown)
        return IndicatorPage(series, resolved, choices(asker, session, resolved))
