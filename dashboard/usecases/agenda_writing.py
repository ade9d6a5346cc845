"""The agenda before the meeting: a proposal is accepted or rejected, something of one's own is added, the order and the notes are changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session

from dashboard.auth import Asker, Conflict, NotFound
from dashboard.usecases.agenda_words import Subject, When, said
from dashboard.usecases.lateness import today
from dashboard.usecases.meeting_facts import kept_meeting
from dashboard.usecases.small_numbers import Audience
from dashboard.usecases.writing import LONG, SHORT, Fault, One, Text, Unfit, Whole, read_fields, storing
from db import models
from db.meeting_words import ItemAnswer, ItemKind
from db.queries import meetings as queries
from db.queries.indicators import service_areas
from db.writes import edits
from db.writes.edits import Stamp

REASON = {"reason": Text(is_needed=False, longest=SHORT)}
OWN = {"title": Text(), "sentence": Text(is_needed=False, longest=LONG)}
NOTES = {name: Text(is_needed=False, longest=LONG) for name in ("seen", "thought", "doing")}
REVISION = {"revision": Whole(1, 10**9)}


def answer_proposal(asker: Asker, meeting: int, key: str, answer: str, reason: str | None, at: dt.datetime | None = None) -> int:
    """Accept or reject what is proposed. Refused where it belongs to another service than the meeting, or has been answered already."""
    said_why = _reason(answer, reason)
    with storing(asker, at=at) as (session, stamp):
        row = kept_meeting(asker, session, meeting)
        subject = Subject.parse(key)
        if subject is None or subject.kind is ItemKind.OPEN_DECISION:
            raise NotFound("unknown_proposal")
        if queries.item_about(session, meeting, subject.key):
            raise Conflict("already_answered")
        when = When(at.date() if at else today(), queries.version_at(session, at) if at else None)
        columns = _columns(asker, session, row, subject, when)
        item = models.AgendaItem(**columns, answer=ItemAnswer(answer), reason=said_why, position=_next(session, meeting))
        return edits.add(session, item, stamp).id


def _columns(asker: Asker, session: Session, meeting: models.Meeting, subject: Subject, when: When) -> dict[str, object]:
    words = said(asker, session, subject, when)
    if words is None:
        raise NotFound("unknown_proposal")
    if meeting.service_area not in (None, words.service_area):
        raise Conflict("outside_the_meeting")
    public = said(asker, session, subject, when, Audience.PUBLIC) or words
    return {
        "meeting": meeting.id,
        "kind": subject.kind,
        "about": subject.key,
        "indicator": subject.indicator,
        "area": subject.area,
        "service_area": words.service_area,
        "title": words.title,
        "sentence": words.sentence,
        "public_sentence": public.sentence,
    }


def change_answer(asker: Asker, item: int, answer: str, reason: str | None, revision: int) -> None:
    """What was accepted is taken out, or what was rejected is taken up after all."""
    said_why = _reason(answer, reason)
    with storing(asker) as (session, stamp):
        row = _kept_item(asker, session, item)
        edits.change(session, row, revision, {"answer": ItemAnswer(answer), "reason": said_why}, stamp)


def add_own(asker: Asker, meeting: int, given: Mapping[str, object], at: dt.datetime | None = None) -> int:
    """Something that no figure proposes, in the words of whoever writes it; of the meeting's service where it has one."""
    with storing(asker, at=at) as (session, stamp):
        row = kept_meeting(asker, session, meeting)
        services = [row.service_area] if row.service_area else [one.id for one in service_areas(session)]
        read = read_fields(OWN | {"service_area": One(services, is_needed=False)}, given)
        sentence, service = read["sentence"] or "", row.service_area or read["service_area"]
        words = {"title": read["title"], "sentence": sentence, "public_sentence": sentence}
        accepted = {"answer": ItemAnswer.ACCEPTED, "position": _next(session, meeting), "service_area": service}
        return edits.add(session, models.AgendaItem(meeting=meeting, kind=ItemKind.OWN, **accepted, **words), stamp).id


def move(asker: Asker, item: int, step: int, revision: int) -> None:
    """Up (-1) or down (1) among those that are accepted; at the end nothing happens."""
    with storing(asker) as (session, stamp):
        row = _kept_item(asker, session, item)
        agenda = [each for each in queries.items_of(session, row.meeting) if each.answer is ItemAnswer.ACCEPTED]
        place = agenda.index(row) + (1 if step > 0 else -1) if row in agenda else -1
        if 0 <= place < len(agenda):
            _swap(session, row, agenda[place], revision, stamp)


def _swap(session: Session, row: models.AgendaItem, other: models.AgendaItem, revision: int, stamp: Stamp) -> None:
    mine, theirs = row.position, other.position
    edits.change(session, row, revision, {"position": theirs}, stamp)
    edits.change(session, other, other.revision, {"position": mine}, stamp)


def write_notes(asker: Asker, item: int, given: Mapping[str, object], at: dt.datetime | None = None) -> None:
    """What the meeting sees, believes and does; written while it is prepared and while it goes on."""
    read = read_fields(NOTES | REVISION, given)
    with storing(asker, at=at) as (session, stamp):
        row = _kept_item(asker, session, item)
        edits.change(session, row, read.pop("revision"), read, stamp)


def _kept_item(asker: Asker, session: Session, item: int) -> models.AgendaItem:
    row = queries.find_item(session, item)
    if row is None:
        raise NotFound("unknown_item")
    kept_meeting(asker, session, row.meeting)
    return row


def _reason(answer: str, reason: str | None) -> str | None:
    if answer not in (ItemAnswer.ACCEPTED, ItemAnswer.REJECTED):
        raise NotFound("unknown_proposal")
    read = read_fields(REASON, {"reason": reason})["reason"]
    if answer == ItemAnswer.REJECTED and not read:
        raise Unfit(Fault("reason", "empty_reason"))
    return read


def _next(session: Session, meeting: int) -> int:
    return queries.last_position(session, meeting) + 1
