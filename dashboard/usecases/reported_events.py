"""Meldte hendelser: what is reported and what harmed, over one time; and what it was about, from most to least."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.selection import Selection
from dashboard.text import alphabetical, t
from dashboard.usecases.cards import category_options
from dashboard.usecases.choices import FIRST_YEAR, Option, label
from dashboard.usecases.event_counts import Counted, SeverityCount, counted, severities
from dashboard.usecases.event_selection import EventSelection
from dashboard.usecases.facts import read_facts
from dashboard.usecases.finished import Period, Series
from dashboard.usecases.lateness import today
from dashboard.usecases.pair import Pair, side_by_side
from dashboard.usecases.series import audience_of, find_series
from db import models
from db.engine import reading
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.terms import AreaType, Role
from etl import events

MONTHS = 12  # of the newest that are counted by category where no years are chosen


@dataclass(frozen=True, slots=True)
class EventsPage:
    """`pair` is None where nothing has been delivered, or nothing is left to show; then `categories` are empty too."""

    pair: Pair | None
    categories: tuple[Counted, ...]  # most first
    severities: tuple[SeverityCount, ...]
    first: Period | None  # of the months that are counted
    last: Period | None
    chosen: EventSelection  # with what was not chosen filled in
    options: Mapping[str, tuple[Option, ...]]


@dataclass(frozen=True, slots=True)
class Indicators:
    """Of one service: what is reported, and what harmed."""

    reported: str
    harm: str


def events_page(asker: Asker, chosen: EventSelection) -> EventsPage:
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        found = indicators_by_service(session)
        areas = area_queries.all_areas(session)
        chosen = _resolved(session, chosen, found, areas, asker.settings.home_area)
        options = _options(session, chosen, found, areas, asker.settings.home_area)
        if not chosen.service_area:
            return EventsPage(None, (), (), None, None, chosen, options)
        about = found[chosen.service_area]
        facts = read_facts(asker, session, [about.reported, about.harm], [chosen.area], None, audience_of(asker))
    pair = _pair(asker, about, chosen)
    months = _months(pair, chosen)
    ends = (months[0], months[-1]) if months else (None, None)
    by_category, by_severity = (counted(facts, about, chosen.area, months), severities(facts, about, chosen.area, months))
    return EventsPage(pair, by_category, by_severity, *ends, chosen, options)


def indicators_by_service(session: Session) -> dict[str, Indicators]:
    """In the order of the services."""
    keys = {row.source_key: row.id for row in indicator_queries.all_indicators(session) if row.source == events.SOURCE}
    found = {}
    for service in indicator_queries.service_areas(session):
        reported, harm = (keys.get(f"{service.id}:{what}") for what in (events.REPORTED, events.HARM))
        if reported and harm:
            found[service.id] = Indicators(reported, harm)
    return found


def _resolved(
    session: Session, chosen: EventSelection, found: Mapping[str, Indicators], areas: Sequence[models.Area], home: str
) -> EventSelection:
    """The service of the unit where only that is chosen, else the first that has numbers; codes that do not exist are left out."""
    known = {area.code: area for area in areas if area.code == home or area.type is AreaType.UNIT}
    unit = known.get(chosen.area)
    present = indicator_queries.indicators_with_data(session, None)
    with_data = [service for service, about in found.items() if about.reported in present]
    service = next((code for code in (chosen.service_area, unit and unit.service_area, *with_data) if code in with_data), "")
    fits = unit is not None and unit.service_area in (service, None)
    return EventSelection(
        service_area=service,
        area=chosen.area if fits else home,
        category=chosen.category if chosen.category in events.categories() else "",
        severity=chosen.severity if chosen.severity in events.HARMS else "",
        **_years_in_order(chosen),
    )


def _years_in_order(chosen: EventSelection) -> dict[str, str]:
    """«Fra 2025 til 2023» is meant as 2023 to 2025."""
    first, last = (year if year in _years() else "" for year in (chosen.first_year, chosen.last_year))
    return dict(zip(("first_year", "last_year"), sorted((first, last)) if first and last else (first, last), strict=True))


def _years() -> list[str]:
    return [str(year) for year in range(FIRST_YEAR, today().year + 1)]


def _pair(asker: Asker, about: Indicators, chosen: EventSelection) -> Pair | None:
    """Reports above, harm below. What is reported is divided by category only, since who reports little harm reports well."""
    first, last = (int(year) if year else None for year in (chosen.first_year, chosen.last_year))
    selection = Selection(area=chosen.area, first_year=first, last_year=last)
    groups = {about.reported: chosen.category, about.harm: events.crossed(chosen.category, chosen.severity)}
    reported, harm = (find_series(asker, indicator, selection.with_(breakdown=group)) for indicator, group in groups.items())
    return side_by_side(reported, harm) if reported.points and harm.points and _are_asked(groups, reported, harm) else None


def _are_asked(groups: Mapping[str, str], *series: Series) -> bool:
    """A group that nothing has been delivered of is not answered with the whole."""
    return all(one.breakdown == groups[one.indicator.id] for one in series)


def _months(pair: Pair | None, chosen: EventSelection) -> list[Period]:
    """All that are shown where years are chosen; else the newest twelve."""
    if pair is None:
        return []
    shown = [point.period for point in pair.one.points]
    return shown if chosen.first_year or chosen.last_year else shown[-MONTHS:]


def _options(
    session: Session, chosen: EventSelection, found: Mapping[str, Indicators], areas: Sequence[models.Area], home: str
) -> Mapping[str, tuple[Option, ...]]:
    units = [area for area in areas if area.type is AreaType.UNIT and area.service_area == chosen.service_area]
    places = [area for area in areas if area.code == home] + sorted(units, key=lambda area: alphabetical(area.name))
    years = tuple(Option(year, year) for year in reversed(_years()))
    return {
        "service_area": tuple(
            Option(service.id, service.name) for service in indicator_queries.service_areas(session) if service.id in found
        ),
        "area": tuple(Option(area.code, label(area)) for area in places),
        "category": (Option("", t("events.any.category")), *category_options()),
        "severity": (Option("", t("events.any.severity")), *(Option(code, t(f"severity.{code}")) for code in events.HARMS)),
        "first_year": (Option("", t("filter.first")), *years),
        "last_year": (Option("", t("filter.last")), *years),
    }
