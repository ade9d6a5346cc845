"""What is aimed at and how it goes: a strategy's goals and delmål, with the indicators, activities and measures that serve them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.selection import Selection
from dashboard.text import date_text, t
from dashboard.usecases.action_facts import ActionFacts, all_action_facts
from dashboard.usecases.choices import Choices, Option, choices, resolve
from dashboard.usecases.finished import Series, Signal
from dashboard.usecases.goal_counts import GoalPanel, counted_series, goal_panels
from dashboard.usecases.goal_selection import GoalSelection
from dashboard.usecases.lateness import today
from dashboard.usecases.objective_tree import ActivityFacts, WrittenObjective, end_of, objectives_now, objectives_on
from dashboard.usecases.service import counts
from dashboard.usecases.strategies import WRITES, StrategyFacts, chosen_strategy, seen_strategies, strategy_options
from db import models
from db.engine import reading
from db.queries import goals as queries
from db.queries import indicators as indicator_queries
from db.queries.deliveries import version_on
from db.terms import Role


@dataclass(frozen=True, slots=True)
class ServingIndicator:
    """One that tells of a delmål; without a series where the place has no number that may be shown."""

    id: str
    name: str
    service_area: str
    service_area_name: str
    series: Series | None


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    id: int
    number: int
    title: str
    pathways: tuple[str, ...]
    indicators: tuple[ServingIndicator, ...]  # of the chosen service
    elsewhere: int  # indicators of other services than the chosen one
    counts: Mapping[Signal, int]
    activities: tuple[ActivityFacts, ...]
    actions: tuple[ActionFacts, ...]

    @property
    def planned(self) -> tuple[ActivityFacts, ...]:
        """Those that count: one that will not be done after all is none."""
        return tuple(each for each in self.activities if not each.is_dropped)

    @property
    def done(self) -> int:
        return sum(each.is_done for each in self.activities)

    @property
    def lacks_indicators(self) -> bool:
        return not self.indicators and not self.elsewhere

    @property
    def is_missing(self) -> bool:
        """Neither an indicator nor an activity: nobody can tell whether anything is done for it."""
        return self.lacks_indicators and not self.planned


@dataclass(frozen=True, slots=True)
class GoalPage:
    """`strategy` is None where there is none yet; `stood_on` the day that it is shown as of."""

    strategy: StrategyFacts | None
    strategies: tuple[Option, ...]
    panels: tuple[GoalPanel, ...]
    objectives: tuple[ObjectiveView, ...]
    stood_on: dt.date | None
    days: tuple[Option, ...]  # that it can be shown as of
    may_write: bool
    selection: Selection  # resolved
    choices: Choices


def goal_page(asker: Asker, asked: GoalSelection) -> GoalPage:
    """NotFound for a strategy that there is not, or a draft that is not for this person."""
    require(asker.user, Role.READER)
    now = today()
    with reading(asker.engine) as session:
        seen = seen_strategies(asker, session, now)
        strategy = chosen_strategy(session, seen, asked.strategy)
        on = asked.on if asked.on and asked.on < now and strategy and not strategy.is_draft else None
        resolved = _as_of(session, resolve(asker, session, asked.chosen), on)
        series = counted_series(asker, session, resolved)
        wording = {goal.goal: goal.text for goal in queries.goals_of(session, strategy.id)} if strategy else {}
        return GoalPage(
            strategy=strategy,
            strategies=tuple(strategy_options(seen)),
            panels=goal_panels(wording, series),
            objectives=tuple(_objectives(asker, session, strategy, series, resolved, on)) if strategy else (),
            stood_on=on,
            days=tuple(_days(strategy, on, now)) if strategy else (),
            may_write=asker.user.role.may(WRITES) and on is None,
            selection=resolved,
            choices=choices(asker, session, resolved),
        )


def _days(strategy: StrategyFacts, on: dt.date | None, now: dt.date) -> list[Option]:
    """Now, the last day of each year that it has lasted, and the day that was asked for."""
    ends = [] if strategy.is_draft else [dt.date(year, 12, 31) for year in range(now.year - 1, strategy.valid_from.year - 1, -1)]
    days = sorted({*ends, *([on] if on else [])}, reverse=True)
    return [Option("", t("page.goals.today")), *(Option(day.isoformat(), date_text(day)) for day in days)]


def _as_of(session: Session, selection: Selection, on: dt.date | None) -> Selection:
    """The numbers of that day too: those of the newest version that stood then."""
    return selection if on is None else selection.with_(as_of=version_on(session, end_of(on)))


def _objectives(
    asker: Asker, session: Session, strategy: StrategyFacts, series: Sequence[Series], selection: Selection, on: dt.date | None
) -> list[ObjectiveView]:
    day = on or today()
    written = objectives_on(session, strategy.id, day) if on else objectives_now(session, strategy.id, day)
    rows = {row.id: row for row in indicator_queries.indicators_named(session, {id for each in written for id in each.indicators})}
    services = {service.id: service.name for service in indicator_queries.service_areas(session)}
    actions = [] if on else [one for one in all_action_facts(asker, session, day) if selection.service_area in (None, one.service_area)]
    shown = {one.indicator.id: one for one in series}
    found = []
    for each in written:
        serving = [_serving(rows[id], services, shown.get(id)) for id in each.indicators if id in rows]
        found.append(_view(each, serving, selection, [one for one in actions if one.objective == each.id]))
    return found


def _serving(row: models.Indicator, services: Mapping[str, str], series: Series | None) -> ServingIndicator:
    return ServingIndicator(row.id, row.name, row.service_area, services[row.service_area], series)


def _view(
    written: WrittenObjective, serving: Sequence[ServingIndicator], selection: Selection, actions: Sequence[ActionFacts]
) -> ObjectiveView:
    own = tuple(one for one in serving if selection.service_area in (None, one.service_area))
    return ObjectiveView(
        id=written.id,
        number=written.number,
        title=written.title,
        pathways=written.pathways,
        indicators=own,
        elsewhere=len(serving) - len(own),
        counts=counts(one.series for one in own if one.series),
        activities=written.activities,
        actions=tuple(actions),
    )
