"""Strukturer: what must be in place, where it is shown, and what has run out of itself because nobody has shown it since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from dashboard.usecases.duty_entries import responsibles
from dashboard.usecases.occurrences import months_after
from dashboard.usecases.wheel_entries import Responsible
from db import models
from db.acting import ShownBy
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.queries import structures as queries
from db.terms import AreaType


class Standing(StrEnum):
    """Worst last."""

    IN_PLACE = "in_place"
    LAPSED = "lapsed"  # shown, and its time has passed
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a requirement holds; without a day nobody has shown it."""

    code: str
    name: str
    standing: Standing
    shown_on: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RequirementFacts:
    id: int
    title: str
    short_title: str
    paragraph: str | None
    meaning: str
    link: str | None
    interval_months: int
    in_each_unit: bool
    service_area: str | None
    service_name: str | None
    shown_by: ShownBy
    owner: Responsible | None
    is_from_file: bool
    ended_on: dt.date | None
    places: tuple[Place, ...]

    @property
    def standing(self) -> Standing:
        """In place only where every place is."""
        order = list(Standing)
        return max((place.standing for place in self.places), key=order.index, default=Standing.MISSING)

    def places_that(self, standing: Standing) -> int:
        return sum(place.standing is standing for place in self.places)


@dataclass(frozen=True, slots=True)
class Shown:
    """On a day, in a place, until it must be shown anew."""

    area: str
    on: dt.date
    until: dt.date


def all_requirement_facts(session: Session, home: str, today: dt.date, service_area: str | None = None) -> tuple[RequirementFacts, ...]:
    """Those that are asked for today; of one service alone where it is named, with its units."""
    shown = _shown(session)
    areas = area_queries.all_areas(session)
    owners = responsibles(session, today)
    services = {service.id: service.name for service in indicator_queries.service_areas(session)}
    asked = (row for row in queries.all_requirements(session) if row.ended_on is None or row.ended_on >= today)
    of_service = (row for row in asked if service_area is None or row.service_area in (None, service_area))
    return tuple(_facts(row, _places(row, areas, home, service_area, today), shown, owners, services, today) for row in of_service)


def _shown(session: Session) -> Mapping[int, Sequence[Shown]]:
    """What shows each requirement: what was pointed at and stands, and where risks do, what was judged."""
    evidence, risks = queries.all_evidence(session), _judged_risks(session)
    return {
        row.id: [
            *(_stands(row, each.area, each.shown_on) for each in evidence[row.id] if each.taken_back_on is None),
            *(_stands(row, area, on) for area, on in (risks if row.shown_by is ShownBy.RISKS else ())),
        ]
        for row in queries.all_requirements(session)
    }


def _judged_risks(session: Session) -> list[tuple[str, dt.date]]:
    judged = queries.all_assessments(session)
    return [(risk.area, judged[risk.id][0].assessed_on) for risk in queries.all_risks(session) if risk.id in judged]


def _stands(row: models.Requirement, area: str, on: dt.date) -> Shown:
    return Shown(area, on, months_after(on, row.interval_months))


def _places(
    row: models.Requirement, areas: Sequence[models.Area], home: str, service_area: str | None, today: dt.date
) -> list[models.Area]:
    """The units that are open; the municipality where it holds as a whole, or has no units."""
    services = {row.service_area, service_area} - {None}
    units = [area for area in areas if area.type is AreaType.UNIT and _is_open(area, today) and services <= {area.service_area}]
    return units if row.in_each_unit and units else [area for area in areas if area.code == home]


def _is_open(area: models.Area, today: dt.date) -> bool:
    return (area.valid_from or dt.date.min) <= today <= (area.valid_to or dt.date.max)


def _facts(
    row: models.Requirement,
    areas: Sequence[models.Area],
    shown: Mapping[int, Sequence[Shown]],
    owners: Mapping[int, Responsible],
    services: Mapping[str, str],
    today: dt.date,
) -> RequirementFacts:
    same = ("id", "title", "short_title", "paragraph", "meaning", "link", "interval_months")
    further = ("in_each_unit", "service_area", "shown_by", "ended_on")
    return RequirementFacts(
        **{name: getattr(row, name) for name in (*same, *further)},
        service_name=services.get(row.service_area or ""),
        owner=owners.get(row.owner) if row.owner is not None else None,
        is_from_file=row.file_id is not None,
        places=tuple(_place(area, shown[row.id], today) for area in areas),
    )


def _place(area: models.Area, shown: Sequence[Shown], today: dt.date) -> Place:
    newest = max((each for each in shown if each.area == area.code), key=lambda each: each.on, default=None)
    if newest is None:
        return Place(area.code, area.name, Standing.MISSING)
    standing = Standing.IN_PLACE if newest.until >= today else Standing.LAPSED
    return Place(area.code, area.name, standing, newest.on, newest.until)
