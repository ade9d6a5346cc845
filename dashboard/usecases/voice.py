"""Brukerstemmen: what users and relatives have answered, how many did, when each service asked last, and what is done with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.selection import Selection
from dashboard.usecases.choices import Choices, choices, resolve
from dashboard.usecases.culture import CULTURE, SURVEY
from dashboard.usecases.finished import Series
from dashboard.usecases.lateness import today as this_day
from dashboard.usecases.series import finish
from dashboard.usecases.statements import Statement, visible_statements
from dashboard.usecases.survey_answers import Answered, answers_of, is_hidden
from db import models
from db.engine import reading
from db.queries import areas as area_queries
from db.queries import indicators as queries
from db.queries.completeness import there_is
from db.terms import IndicatorState, Period, Role
from etl.places import same_place

YEARS_BETWEEN = 3  # a survey is overdue when there has been none for so many years (Forbrukerrådet counted the same in KOSTRA, 2018)


@dataclass(frozen=True, slots=True)
class LastSurvey:
    service_area: str
    name: str
    last: Period | None  # of the municipality or any of its units
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Respondents:
    """One group on one scale and one wording: another is another group, and never the same line."""

    name: str
    answers: tuple[Answered, ...]  # the survey's, by year; of each the dimension that most answered
    dimensions: tuple[Series, ...]
    hidden: tuple[str, ...]  # dimensions whose newest answers are too few to be shown
    newest: int  # the year of the newest survey, also where its answers are too few to be shown
    is_former: bool = False  # another group of the same people has newer answers


@dataclass(frozen=True, slots=True)
class VoicePage:
    name: str  # of the service
    groups: tuple[Respondents, ...]  # the newest first
    last: tuple[LastSurvey, ...]
    statements: tuple[Statement, ...]
    selection: Selection  # resolved
    choices: Choices
    may_write: bool


def voice_page(asker: Asker, selection: Selection, today: dt.date | None = None) -> VoicePage:
    """The page of the chosen service; of the first one that has answers where none is chosen."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        resolved = resolve(asker, session, selection).with_(compare_with=(), breakdown=None)
        dimensions = [row for row in queries.all_indicators(session) if is_of_users(row)]
        last = _last(asker, session, dimensions, today or this_day())
        with_answers = [survey.service_area for survey in last if survey.last]
        service = resolved.service_area or next(iter(with_answers), None)
        resolved = resolved.with_(service_area=service)
        groups = _groups(asker, session, [row.id for row in dimensions if row.service_area == service], resolved)
        names = {survey.service_area: survey.name for survey in last}
        statements = visible_statements(session, asker.user, service)
        offered = choices(asker, session, resolved)
        may_write = asker.user.role.may(Role.LEADER)
        return VoicePage(names.get(service or "", ""), groups, tuple(last), statements, resolved, offered, may_write)


def is_of_users(row: models.Indicator) -> bool:
    return row.source == SURVEY and row.service_area != CULTURE and row.state is IndicatorState.APPROVED


def _last(asker: Asker, session: Session, dimensions: Sequence[models.Indicator], today: dt.date) -> list[LastSurvey]:
    """Whether a survey has been made tells nothing of what was answered: hidden answers count."""
    units = [unit.code for unit in area_queries.units(session)]
    codes = [*same_place(area_queries.all_successions(session), asker.settings.home_area).codes, *units]
    service_of = {row.id: row.service_area for row in dimensions}
    newest: dict[str, Period] = {}
    for indicator, _, text, _ in there_is(session, list(service_of), codes, "0000"):
        service, period = service_of[indicator], Period.parse(text)
        newest[service] = max(newest.get(service, period), period)
    found = []
    for service in queries.service_areas(session):
        if service.id in set(service_of.values()):
            last = newest.get(service.id)
            found.append(LastSurvey(service.id, service.name, last, last is None or today.year - last.year > YEARS_BETWEEN))
    return found


def _groups(asker: Asker, session: Session, dimensions: Sequence[str], selection: Selection) -> tuple[Respondents, ...]:
    first = finish(asker, session, dimensions, selection, keep_empty=True)
    names = dict.fromkeys(name for series in first for name in series.breakdowns if name)
    groups = [_group(name, finish(asker, session, dimensions, selection.with_(breakdown=name), keep_empty=True)) for name in names]
    groups = [group for group in groups if group.dimensions or group.hidden]
    newest: dict[str, int] = {}
    for group in groups:
        newest[_people(group.name)] = max(newest.get(_people(group.name), 0), group.newest)
    told = [replace(group, is_former=group.newest < newest[_people(group.name)]) for group in groups]
    return tuple(sorted(told, key=lambda group: (group.is_former, -group.newest)))


def _group(name: str, found: Sequence[Series]) -> Respondents:
    """Only the dimensions that were asked of this group."""
    asked = [series for series in found if series.breakdown == name and series.points]
    shown = tuple(series for series in asked if series.last is not None)
    by_year: dict[Period, Answered] = {}
    for series in shown:
        for each in answers_of(series.points):
            known = by_year.get(each.period)
            by_year[each.period] = each if known is None or each.answered > known.answered else known
    hidden = tuple(series.indicator.short_name for series in asked if is_hidden(series))
    newest = max((point.period.year for series in asked for point in series.points), default=0)
    return Respondents(name, tuple(by_year[period] for period in sorted(by_year)), shown, hidden, newest)


def _people(name: str) -> str:
    """«beboere» of «beboere, skala 1–6»."""
    return name.partition(",")[0]
