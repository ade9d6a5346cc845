"""Meetings with the names behind their codes, and who may write in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, Conflict, Forbidden, NotFound, User
from dashboard.text import OSLO, t
from db import models
from db.meeting_words import ArenaKind, MeetingState
from db.queries import indicators as indicator_queries
from db.queries import meetings as queries
from db.terms import Role


@dataclass(frozen=True, slots=True)
class ArenaFacts:
    """`service_area` is what alone is spoken of there; None = all of them."""

    id: int
    name: str
    kind: ArenaKind
    service_area: str | None
    service_area_name: str


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    id: int
    arena: ArenaFacts
    meets_on: dt.date
    service_area: str | None
    service_area_name: str
    secretary: str
    version: int | None
    held_on: dt.date | None  # in Oslo
    revision: int

    @property
    def is_held(self) -> bool:
        return self.held_on is not None


def service_names(session: Session) -> dict[str | None, str]:
    return {None: t("filter.all_services")} | {service.id: service.name for service in indicator_queries.service_areas(session)}


def arena_facts(arena: models.Arena, services: dict[str | None, str]) -> ArenaFacts:
    return ArenaFacts(arena.id, arena.name, arena.kind, arena.service_area, services[arena.service_area])


def meeting_facts(meeting: models.Meeting, arena: models.Arena, services: dict[str | None, str]) -> MeetingFacts:
    return MeetingFacts(
        id=meeting.id,
        arena=arena_facts(arena, services),
        meets_on=meeting.meets_on,
        service_area=meeting.service_area,
        service_area_name=services[meeting.service_area],
        secretary=meeting.secretary,
        version=meeting.version,
        held_on=day_in_oslo(meeting.held_at) if meeting.held_at else None,
        revision=meeting.revision,
    )


def day_in_oslo(moment: dt.datetime) -> dt.date:
    """Of a moment that is stored in UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(OSLO).date()


def may_keep(user: User, secretary: str) -> bool:
    """Who prepares a meeting, writes what it decides and closes it: its secretary, who must be a leader, and the quality committee."""
    return user.role.may(Role.COMMITTEE) or (user.role.may(Role.LEADER) and user.name == secretary)


def found_meeting(session: Session, id: int, service_area: str | None = None) -> models.Meeting:
    """NotFound also where the reader has chosen a service that the meeting is not about."""
    meeting = queries.find_meeting(session, id)
    if meeting is None:
        raise NotFound("unknown_meeting", found=id)
    if service_area and meeting.service_area not in (None, service_area):
        services = service_names(session)
        raise NotFound("meeting_elsewhere", service=services[meeting.service_area], chosen=services.get(service_area, service_area))
    return meeting


def kept_meeting(asker: Asker, session: Session, id: int, *, once_held: bool = False) -> models.Meeting:
    """A meeting that this user may write in; `once_held` says that what is to be written may be written afterwards too."""
    meeting = found_meeting(session, id)
    if not may_keep(asker.user, meeting.secretary):
        raise Forbidden("not_secretary", secretary=meeting.secretary)
    if meeting.state is MeetingState.HELD and not once_held:
        raise Conflict("meeting_is_held", day=meeting.meets_on)
    return meeting
