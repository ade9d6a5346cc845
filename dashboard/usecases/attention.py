"""What needs attention in a place and its units: one judgement for the front page and for the agendas of meetings."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.selection import Selection
from dashboard.usecases.finished import Series, Signal
from dashboard.usecases.goal_counts import counted_indicators
from dashboard.usecases.series import finish
from db import models
from db.queries import areas as area_queries
from db.terms import Goal


def of_place_and_units(asker: Asker, session: Session, selection: Selection) -> tuple[list[Series], list[Series]]:
    """Every approved indicator of the chosen service: those of the place itself, and those of its units. `selection` is the resolved one."""
    wanted = counted_indicators(session, selection)
    return finish(asker, session, wanted, selection), _of_units(asker, session, wanted, selection)


def _of_units(asker: Asker, session: Session, wanted: list[str], selection: Selection) -> list[Series]:
    """The same indicators in each unit of the place: where to ask is often one house among many."""
    chosen = selection.with_(compare_with=(selection.area,), breakdown=None)
    units = _below(selection.area, area_queries.units(session))
    return [one for code in units for one in finish(asker, session, wanted, chosen.with_(area=code))]


def _below(code: str, units: Sequence[models.Area]) -> list[str]:
    """The units under a place, and those under them."""
    found = [unit.code for unit in units if unit.parent == code]
    return [each for unit in found for each in (unit, *_below(unit, units))]


def needing_attention(series: Sequence[Series]) -> list[Series]:
    """The most urgent first."""
    return sorted(filter(needs_attention, series), key=_urgency)


def needs_attention(one: Series) -> bool:
    """Worse than before, or surely short of the target, or worse than the comparator; of figures that are late nothing is asked now."""
    if one.provenance.is_late:
        return False
    verdicts = (one.change, one.goal, one.comparison)
    return any(verdict is not None and verdict.signal is Signal.WORSE for verdict in verdicts)


def _urgency(one: Series) -> tuple[bool, bool, bool, str]:
    """Harm before the other goals, getting worse before standing badly."""
    return (
        one.change.signal is not Signal.WORSE,
        one.indicator.goal is not Goal.FEWER_HARMS,
        one.goal is None or one.goal.signal is not Signal.WORSE,
        one.indicator.name,
    )
