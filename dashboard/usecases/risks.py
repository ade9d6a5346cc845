"""ROS: risks as they were judged at their days, what is done against them, and the indicator that shows whether they fall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound
from dashboard.selection import Selection
from dashboard.usecases.action_facts import NamedIndicator, named_indicators
from dashboard.usecases.duty_entries import responsibles
from dashboard.usecases.finished import Signal
from dashboard.usecases.risk_reviews import review_due
from dashboard.usecases.series import find_series
from dashboard.usecases.wheel_entries import Responsible
from db import models
from db.queries import actions as action_queries
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.queries import structures as queries

LOWEST, HIGHEST = 1, 5  # consequence and likelihood


@dataclass(frozen=True, slots=True)
class Judgement:
    on: dt.date
    consequence: int
    likelihood: int
    reason: str | None
    by: str

    @property
    def score(self) -> int:
        return self.consequence * self.likelihood


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """`judgements` the newest first. `signal` and `sentence` are the indicator's own, in the risk's place."""

    id: int
    title: str
    description: str | None
    area: str
    area_name: str
    service_area: str
    service_name: str
    owner: Responsible | None
    interval_months: int
    closed_on: dt.date | None
    judgements: tuple[Judgement, ...]
    due: dt.date
    is_overdue: bool
    actions: tuple[tuple[int, str], ...]  # number and title
    indicator: NamedIndicator | None
    signal: Signal | None = None
    sentence: str | None = None

    @property
    def newest(self) -> Judgement:
        return self.judgements[0]


@dataclass(frozen=True, slots=True)
class RiskNames:
    """What stands behind the codes, read once for all risks of a page."""

    areas: Mapping[str, str]
    services: Mapping[str, str]
    owners: Mapping[int, Responsible]
    indicators: Mapping[str, NamedIndicator]
    actions: Mapping[int, str]


def all_risk_facts(asker: Asker, session: Session, today: dt.date, service_area: str | None = None) -> tuple[RiskFacts, ...]:
    """The gravest first, those that are closed last."""
    names, judged, against = _names(session, today), queries.all_assessments(session), queries.actions_of_risks(session)
    rows = [row for row in queries.all_risks(session) if service_area in (None, row.service_area)]
    found = [_facts(row, names, judged[row.id], against[row.id], today) for row in rows]
    told = (with_verdict(asker, each) for each in found)
    return tuple(sorted(told, key=lambda each: (each.closed_on is not None, -each.newest.score, each.title)))


def found_risk(session: Session, id: int) -> models.Risk:
    risk = queries.find_risk(session, id)
    if risk is None:
        raise NotFound("unknown_risk")
    return risk


def with_verdict(asker: Asker, risk: RiskFacts) -> RiskFacts:
    """What the charts say of its indicator, for those who ask: the same numbers, hidden alike."""
    if risk.indicator is None or risk.indicator.is_withdrawn or risk.closed_on is not None:
        return risk
    series = find_series(asker, risk.indicator.id, Selection(area=risk.area))
    return replace(risk, signal=series.change.signal, sentence=series.sentence)


def _names(session: Session, today: dt.date) -> RiskNames:
    return RiskNames(
        areas={row.code: row.name for row in area_queries.all_areas(session)},
        services={row.id: row.name for row in indicator_queries.service_areas(session)},
        owners=responsibles(session, today),
        indicators=named_indicators(session),
        actions={row.id: row.title for row in action_queries.all_actions(session)},
    )


def _facts(row: models.Risk, names: RiskNames, judged: list[models.RiskAssessment], against: list[int], today: dt.date) -> RiskFacts:
    due = review_due(row, judged[0])
    return RiskFacts(
        **{name: getattr(row, name) for name in ("id", "title", "description", "area", "service_area", "interval_months", "closed_on")},
        area_name=names.areas[row.area],
        service_name=names.services[row.service_area],
        owner=names.owners.get(row.owner) if row.owner is not None else None,
        judgements=tuple(Judgement(each.assessed_on, each.consequence, each.likelihood, each.reason, each.assessed_by) for each in judged),
        due=due,
        is_overdue=due < today and row.closed_on is None,
        actions=tuple((id, names.actions[id]) for id in against),
        indicator=names.indicators.get(row.indicator) if row.indicator else None,
    )
