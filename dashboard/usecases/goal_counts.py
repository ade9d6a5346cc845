"""How the indicators of each of the three goals stand: one count, for the front page and for the page of the goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.selection import Selection
from dashboard.usecases.finished import Series, Signal
from dashboard.usecases.series import finish
from dashboard.usecases.service import count_sentence, counts
from db.queries import indicators as queries
from db.terms import Goal


@dataclass(frozen=True, slots=True)
class GoalPanel:
    goal: Goal
    name: str
    sentence: str
    counts: dict[Signal, int]
    has_fictional: bool = False


def counted_indicators(session: Session, selection: Selection) -> list[str]:
    """Those that are reviewed and that anybody has reported, of the chosen service."""
    reported = queries.indicators_with_data(session, None)
    return [
        row.id
        for row in queries.all_indicators(session)
        if row.id in reported and row.state == "approved" and selection.service_area in (None, row.service_area)
    ]


def counted_series(asker: Asker, session: Session, selection: Selection) -> list[Series]:
    """`selection` is the resolved one."""
    return finish(asker, session, counted_indicators(session, selection), selection)


def goal_panels(names: Mapping[Goal, str], series: Sequence[Series]) -> tuple[GoalPanel, ...]:
    """`names` in the order of the page: the plan's own, or a strategy's wording."""
    return tuple(_panel(goal, name, [one for one in series if one.indicator.goal is goal]) for goal, name in names.items())


def has_fictional(series: Sequence[Series]) -> bool:
    return any(one.is_fictional for one in series)


def _panel(goal: Goal, name: str, series: Sequence[Series]) -> GoalPanel:
    return GoalPanel(goal, name, count_sentence(series), counts(series), has_fictional(series))
