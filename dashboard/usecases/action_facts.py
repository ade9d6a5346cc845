"""Measures with the names behind their codes, and what each waits for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound
from dashboard.usecases.action_effects import Effects, effects_of_actions, has_numbers_enough
from dashboard.usecases.action_waiting import Waits as Waits
from dashboard.usecases.action_waiting import days_over, waits_for
from dashboard.usecases.effects import MeasureEffect
from dashboard.usecases.owners import OwnerFacts, owner_facts
from db import models
from db.acting import ActionStatus
from db.queries import actions as queries
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.queries.owners import all_owners
from db.terms import IndicatorState


@dataclass(frozen=True, slots=True)
class NamedIndicator:
    """`is_withdrawn`: it is no longer among those that are approved, or not there at all."""

    id: str
    name: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class NamedArea:
    code: str
    name: str
    closed_on: dt.date | None = None
    is_fictional: bool = False


@dataclass(frozen=True, slots=True)
class ActionFacts:
    id: int
    title: str
    service_area: str
    service_area_name: str
    objective: int | None
    objective_title: str | None
    indicators: tuple[NamedIndicator, ...]
    areas: tuple[NamedArea, ...]
    hypothesis: str
    knowledge: str | None
    starts_on: dt.date
    ends_on: dt.date | None
    owner: OwnerFacts
    status: ActionStatus
    follow_up_on: dt.date
    evaluation: str | None
    evaluated_on: dt.date | None
    effects: tuple[MeasureEffect, ...]  # for each indicator and place that it has begun to work on
    waits: tuple[Waits, ...]
    days_over: int

    @property
    def is_overdue(self) -> bool:
        return any(wait.is_overdue for wait in self.waits)

    def effect_on(self, indicator: str, area: str) -> MeasureEffect | None:
        return next((effect for effect in self.effects if (effect.indicator.id, effect.area.code) == (indicator, area)), None)

    @property
    def is_fictional(self) -> bool:
        return any(area.is_fictional for area in self.areas)


@dataclass(frozen=True, slots=True)
class Names:
    """What stands behind the codes, read once for all measures of a page."""

    services: Mapping[str, str]
    objectives: Mapping[int, str]
    indicators: Mapping[str, NamedIndicator]
    areas: Mapping[str, NamedArea]
    owners: Mapping[int, OwnerFacts]
    indicators_of: queries.Codes
    areas_of: queries.Codes


def all_action_facts(asker: Asker, session: Session, today: dt.date) -> tuple[ActionFacts, ...]:
    names = read_names(session, today)
    effects = effects_of_actions(asker, session, names.indicators_of, names.areas_of)
    return tuple(_facts(action, names, effects, today) for action in queries.all_actions(session))


def action_facts(asker: Asker, session: Session, id: int, today: dt.date) -> ActionFacts:
    action, names = found_action(session, id), read_names(session, today)
    return _facts(action, names, effects_of_actions(asker, session, names.indicators_of, names.areas_of), today)


def found_action(session: Session, id: int) -> models.Action:
    action = queries.find_action(session, id)
    if action is None:
        raise NotFound("unknown_action")
    return action


def named_indicators(session: Session) -> dict[str, NamedIndicator]:
    rows = indicator_queries.all_indicators(session)
    return {row.id: NamedIndicator(row.id, row.name, row.state is not IndicatorState.APPROVED) for row in rows}


def read_names(session: Session, today: dt.date) -> Names:
    return Names(
        services={service.id: service.name for service in indicator_queries.service_areas(session)},
        objectives={row.id: row.title for row in queries.objectives(session)},
        indicators=named_indicators(session),
        areas={row.code: NamedArea(row.code, row.name, row.valid_to, row.is_fictional) for row in area_queries.all_areas(session)},
        owners={owner.id: owner_facts(owner, today) for owner in all_owners(session)},
        indicators_of=queries.indicators_of_actions(session),
        areas_of=queries.areas_of_actions(session),
    )


def _facts(action: models.Action, names: Names, effects: Effects, today: dt.date) -> ActionFacts:
    owner, done = names.owners[action.owner], effects.get(action.id, ())
    return ActionFacts(
        id=action.id,
        title=action.title,
        service_area=action.service_area,
        service_area_name=names.services[action.service_area],
        objective=action.objective,
        objective_title=names.objectives.get(action.objective) if action.objective else None,
        indicators=tuple(named_indicator(names, id) for id in names.indicators_of.get(action.id, ())),
        areas=tuple(names.areas[code] for code in names.areas_of.get(action.id, ())),
        owner=owner,
        effects=done,
        waits=tuple(waits_for(action, today, owner_has_left=owner.has_left, has_numbers=has_numbers_enough(done))),
        days_over=days_over(action, today) if action.status.is_open else 0,
        **{name: getattr(action, name) for name in AS_WRITTEN},
    )


AS_WRITTEN = ("hypothesis", "knowledge", "starts_on", "ends_on", "status", "follow_up_on", "evaluation", "evaluated_on")


def named_indicator(names: Names, id: str) -> NamedIndicator:
    """One that is gone keeps its id as its name."""
    return names.indicators.get(id) or NamedIndicator(id, id, is_withdrawn=True)
