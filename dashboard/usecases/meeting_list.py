"""Møter: the arenas, the meetings that come and those that were held, and what is left of what they decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.text import t
from dashboard.usecases.choices import Option
from dashboard.usecases.decisions import DecisionFacts, open_decisions
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today as this_day
from dashboard.usecases.meeting_facts import ArenaFacts, MeetingFacts, arena_facts, meeting_facts, service_names
from dashboard.usecases.writing import Day, Fault, One, Text, Unfit, read_fields, storing
from db import models
from db.engine import reading
from db.meeting_words import ArenaKind, MeetingState
from db.queries import meetings as queries
from db.queries.indicators import service_areas
from db.terms import Role
from db.writes import edits

LAST = dt.date.max


@dataclass(frozen=True, slots=True)
class MeetingSelection:
    """Which meetings the reader has chosen to see, and how that stands in the address."""

    service_area: str | None = None
    arena: int | None = None

    @classmethod
    def from_query(cls, query: str) -> MeetingSelection:
        given = {name: values[-1].strip()[:200] for name, values in parse_qs(query.lstrip("?"), max_num_fields=50).items()}
        arena = given.get("arena", "")
        is_number = arena.isascii() and arena.isdigit() and len(arena) <= 9
        return cls(given.get("tjeneste") or None, int(arena) if is_number else None)


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    arenas: tuple[ArenaFacts, ...]
    coming: tuple[MeetingFacts, ...]  # the nearest first
    held: tuple[MeetingFacts, ...]  # the newest first
    decisions: tuple[DecisionFacts, ...]
    services: tuple[Option, ...]
    chosen: MeetingSelection  # what exists of what was asked for
    may_write: bool
    meeting_form: FormView
    arena_form: FormView

    @property
    def overdue(self) -> int:
        return sum(each.is_overdue for each in self.decisions)

    @property
    def in_words(self) -> list[str]:
        names = {option.value: option.label for option in self.services}
        arenas = [each.name for each in self.arenas if each.id == self.chosen.arena]
        return [names[self.chosen.service_area or ""], *arenas]


def meetings_page(asker: Asker, asked: MeetingSelection, today: dt.date | None = None) -> MeetingsPage:
    """Of one service and of one arena, or of all: nothing of another service is in any of the lists."""
    require(asker.user, Role.READER)
    day = today or this_day()
    with reading(asker.engine) as session:
        services = service_names(session)
        arenas = [arena_facts(row, services) for row in queries.all_arenas(session)]
        chosen = _that_exists(asked, services, arenas)
        meetings = [meeting_facts(row.Meeting, row.Arena, services) for row in queries.all_meetings(session)]
        shown = [each for each in meetings if _is_of(each.service_area, chosen) and chosen.arena in (None, each.arena.id)]
        usual = {"secretary": asker.user.name, "arena": chosen.arena and str(chosen.arena), "service_area": chosen.service_area}
        return MeetingsPage(
            arenas=tuple(each for each in arenas if _is_of(each.service_area, chosen)),
            coming=tuple(reversed([each for each in shown if not each.is_held])),
            held=tuple(each for each in shown if each.is_held),
            decisions=tuple(open_decisions(session, LAST, today=day, arena=chosen.arena, service_area=chosen.service_area)),
            services=tuple(Option(code or "", name) for code, name in services.items()),
            chosen=chosen,
            may_write=asker.user.role.may(Role.COMMITTEE),
            meeting_form=_meeting_form(session, usual),
            arena_form=_arena_form(session, {}),
        )


def _that_exists(asked: MeetingSelection, services: Mapping[str | None, str], arenas: Sequence[ArenaFacts]) -> MeetingSelection:
    service = asked.service_area if asked.service_area in services else None
    return MeetingSelection(service, asked.arena if asked.arena in {each.id for each in arenas} else None)


def _is_of(service_area: str | None, chosen: MeetingSelection) -> bool:
    """What is about all services is about the chosen one too."""
    return chosen.service_area is None or service_area in (None, chosen.service_area)


def plan_meeting(asker: Asker, given: Mapping[str, object], at: dt.datetime | None = None) -> int:
    """A day in the past may be written too: whoever begins to use this has held meetings before. Its service is the arena's where that has one."""
    require(asker.user, Role.COMMITTEE)
    with storing(asker, at=at) as (session, stamp):
        read = read_fields(_meeting_fields(session), given)
        arena = queries.find_arena(session, int(read["arena"]))
        service = arena.service_area or read["service_area"]
        columns = {"arena": arena.id, "meets_on": read["meets_on"], "service_area": service, "secretary": read["secretary"]}
        return edits.add(session, models.Meeting(state=MeetingState.PLANNED, **columns), stamp).id


def add_arena(asker: Asker, given: Mapping[str, object], at: dt.datetime | None = None) -> int:
    require(asker.user, Role.COMMITTEE)
    with storing(asker, at=at) as (session, stamp):
        read = read_fields(_arena_fields(session), given)
        if any(row.name == read["name"] for row in queries.all_arenas(session)):
            raise Unfit(Fault("name", "name_taken", {"name": read["name"]}))
        return edits.add(session, models.Arena(**read | {"kind": ArenaKind(read["kind"])}), stamp).id


def meeting_form(asker: Asker, given: Mapping[str, object], unfit: Unfit) -> FormView:
    """What was written, with what is wrong in it."""
    require(asker.user, Role.COMMITTEE)
    with reading(asker.engine) as session:
        return _meeting_form(session, given, unfit)


def arena_form(asker: Asker, given: Mapping[str, object], unfit: Unfit) -> FormView:
    require(asker.user, Role.COMMITTEE)
    with reading(asker.engine) as session:
        return _arena_form(session, given, unfit)


def _meeting_form(session: Session, values: Mapping[str, object], unfit: Unfit | None = None) -> FormView:
    arenas = [Option(str(row.id), row.name) for row in queries.all_arenas(session)]
    options = {"arena": arenas, "service_area": _services(session)}
    return form_view("meeting", _meeting_fields(session), values, options=options, faults=unfit.faults if unfit else ())


def _arena_form(session: Session, values: Mapping[str, object], unfit: Unfit | None = None) -> FormView:
    options = {"kind": [Option(str(kind), t(f"arena_kind.{kind}")) for kind in ArenaKind], "service_area": _services(session)}
    return form_view("arena", _arena_fields(session), values, options=options, faults=unfit.faults if unfit else ())


def _meeting_fields(session: Session) -> dict[str, object]:
    arenas = [str(row.id) for row in queries.all_arenas(session)]
    return {"arena": One(arenas), "meets_on": Day(), "service_area": _one_service(session), "secretary": Text()}


def _arena_fields(session: Session) -> dict[str, object]:
    return {"name": Text(), "kind": One(list(ArenaKind)), "service_area": _one_service(session)}


def _one_service(session: Session) -> One:
    return One([each.value for each in _services(session)], is_needed=False)


def _services(session: Session) -> list[Option]:
    return [Option(each.id, each.name) for each in service_areas(session)]
