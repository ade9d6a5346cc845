"""Kultur: the themes of the staff survey, sick leave, training and visits, each beside its response rate; never one unit against another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.selection import Selection
from dashboard.usecases.choices import Choices, choices, resolve
from dashboard.usecases.finished import Series
from dashboard.usecases.series import finish
from dashboard.usecases.survey_answers import Shown, shown_or_above
from db import models
from db.engine import reading
from db.queries import areas as area_queries
from db.queries import indicators as queries
from db.terms import AreaType, Goal, IndicatorState, IndicatorType, Role

CULTURE = "sikkerhetskultur"  # the service area of the staff survey and of what is measured of the work itself
SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class CulturePage:
    survey: tuple[Shown, ...]  # the themes, in the catalogue's order
    work: tuple[Shown, ...]  # what is measured of the work itself
    too_few: tuple[str, ...]  # themes that neither the place nor the one above can show
    selection: Selection  # resolved
    choices: Choices

    @property
    def instead_of(self) -> str | None:
        return next((shown.instead_of for shown in self.survey if shown.instead_of), None)

    @property
    def shown_area(self) -> str:
        """The place above, where its numbers stand in another's stead."""
        return next((shown.series.area.name for shown in self.survey if shown.instead_of), "")


def culture_page(asker: Asker, selection: Selection) -> CulturePage:
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        resolved = resolve(asker, session, selection).with_(compare_with=())
        catalogue = [row for row in queries.all_indicators(session) if row.state is IndicatorState.APPROVED]
        themes = [row.id for row in catalogue if row.service_area == CULTURE and row.source == SURVEY]
        work = [row.id for row in catalogue if _is_of_the_work(row, resolved.service_area)]
        surveyed, too_few = _merged(asker, session, themes, resolved)
        measured = [Shown(series, None) for series in finish(asker, session, work, resolved)]
        offered = choices(asker, session, resolved)
        return CulturePage(tuple(surveyed), tuple(measured), tuple(too_few), resolved, offered)


def _is_of_the_work(row: models.Indicator, service_area: str | None) -> bool:
    """Sick leave, training, visits; and of each service how its deviations are followed up."""
    if row.source == SURVEY or row.goal is not Goal.SAFETY_CULTURE:
        return False
    return row.service_area == CULTURE or (row.type is IndicatorType.PROCESS and row.service_area == service_area)


def _merged(asker: Asker, session: Session, themes: Sequence[str], selection: Selection) -> tuple[list[Shown], list[str]]:
    """Each theme of the place, or of the one above where too few have answered there."""
    found, too_few = [], []
    for series in finish(asker, session, themes, selection, keep_empty=True):
        if series.points:
            shown = shown_or_above(series, lambda series=series: _above(asker, session, series, selection))
            found += [shown] if shown else []
            too_few += [] if shown else [series.indicator.short_name]
    return found, too_few


def _above(asker: Asker, session: Session, series: Series, selection: Selection) -> Series | None:
    """The same theme in the place that holds this one; a municipality is merged with nobody."""
    area = area_queries.find_area(session, series.area.code)
    if area is None or area.type is not AreaType.UNIT or area.parent is None:
        return None
    (whole,) = finish(asker, session, [series.indicator.id], selection.with_(area=area.parent), keep_empty=True)
    return whole
