"""What is divided so finely that none of it is shown where small numbers are hidden.

Reported events are divided once: by unit, or by what they were about, or by harm. Twice is nearly always a handful, and to find which
of these crossed numbers could be shown takes a minute where this takes none.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from dashboard.usecases.finished import IndicatorFacts
from db.queries import areas as area_queries
from etl import events


def divided_twice(session: Session, about: IndicatorFacts) -> Callable[[str, str], bool]:
    """Whether a series of the indicator, by its area and breakdown, is so divided."""
    if about.source != events.SOURCE:
        return lambda area, breakdown: False
    units = {area.code for area in area_queries.units(session)}
    return lambda area, breakdown: bool(events.halves(breakdown) or (breakdown and area in units))
