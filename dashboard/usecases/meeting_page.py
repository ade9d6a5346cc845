"""One meeting: what is proposed, what is on the agenda, what was decided; before it is held and for ever after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboard.auth import Asker, require
from dashboard.usecases.action_facts import all_action_facts
from dashboard.usecases.agenda_words import When
from dashboard.usecases.choices import Option
from dashboard.usecases.holding import earlier_decisions
from dashboard.usecases.lateness import today as this_day
from dashboard.usecases.meeting_facts import MeetingFacts, found_meeting, may_keep, meeting_facts, service_names
from dashboard.usecases.meeting_items import Around, DecidedThen, ShownItem, as_it_stands, shown_item
from dashboard.usecases.proposals import Proposal, proposals, scope_of
from db import models
from db.engine import reading
from db.meeting_words import ItemAnswer, ItemKind
from db.queries import meetings as queries
from db.terms import Role


@dataclass(frozen=True, slots=True)
class MeetingPage:
    meeting: MeetingFacts
    may_keep: bool
    is_ahead: bool  # its day has not come
    agenda: tuple[ShownItem, ...]
    rejected: tuple[ShownItem, ...]
    proposed: tuple[Proposal, ...]  # of a meeting that is being prepared, to those who prepare it
    unanswered: tuple[ShownItem, ...]  # of a held one
    opening: tuple[DecidedThen, ...]  # what earlier meetings of the arena had left open
    services: tuple[Option, ...]
    service_area: str | None  # what is shown: the meeting's own, or what the reader has chosen

    @property
    def revised_count(self) -> int:
        return sum(len(item.revised) for item in self.agenda)


def meeting_page(
    asker: Asker, id: int, service_area: str | None = None, today: dt.date | None = None, *, is_shown: bool = False
) -> MeetingPage:
    """Of `service_area` alone, where one is chosen. `is_shown`: on the big screen, where only what is on the agenda matters."""
    require(asker.user, Role.READER)
    day = today or this_day()
    with reading(asker.engine) as session:
        row = found_meeting(session, id, service_area)
        services = service_names(session)
        meeting = meeting_facts(row, queries.find_arena(session, row.arena), services)
        shown = meeting.service_area or (service_area if service_area in services else None)
        around = Around(asker, session, meeting, all_action_facts(asker, session, day), day)
        items = [item for item in queries.items_of(session, id) if shown in (None, item.service_area)]
        keeps = may_keep(asker.user, meeting.secretary)
        return MeetingPage(
            meeting=meeting,
            may_keep=keeps,
            is_ahead=meeting.meets_on > day,
            **_by_answer(around, items),
            proposed=_proposed(around, items, row, shown) if keeps and not meeting.is_held and not is_shown else (),
            opening=_opening(around, items, row, shown),
            services=tuple(Option(code or "", name) for code, name in services.items()),
            service_area=shown,
        )


def _by_answer(around: Around, items: list[models.AgendaItem]) -> dict[str, tuple[ShownItem, ...]]:
    return {
        "agenda": tuple(shown_item(around, item) for item in items if _is_on(item)),
        "rejected": _answered(around, items, ItemAnswer.REJECTED),
        "unanswered": _answered(around, items, ItemAnswer.PROPOSED),
    }


def _is_on(item: models.AgendaItem) -> bool:
    return item.answer is ItemAnswer.ACCEPTED and item.kind is not ItemKind.OPEN_DECISION


def _proposed(around: Around, items: list[models.AgendaItem], row: models.Meeting, service_area: str | None) -> tuple[Proposal, ...]:
    answered = {item.about for item in items}
    found = proposals(around.asker, around.session, scope_of(around.session, row, When(around.day), service_area))
    return tuple(each for each in found if each.subject.key not in answered)


def _answered(around: Around, items: list[models.AgendaItem], answer: ItemAnswer) -> tuple[ShownItem, ...]:
    return tuple(shown_item(around, item, has_chart=False) for item in items if item.answer is answer)


def _opening(around: Around, items: list[models.AgendaItem], row: models.Meeting, service_area: str | None) -> tuple[DecidedThen, ...]:
    """A held meeting began with what was open then, a coming one begins with what is open now."""
    if not around.meeting.is_held:
        opened = earlier_decisions(around.session, row, around.day)
        return tuple(as_it_stands(each) for each in opened if service_area in (None, each.service_area))
    began = [shown_item(around, item, has_chart=False) for item in items if item.kind is ItemKind.OPEN_DECISION]
    return tuple(decision for item in began for decision in item.decisions)
