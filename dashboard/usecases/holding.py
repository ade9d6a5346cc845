"""A meeting is marked as held: from then on it shows what was said, what was decided and the numbers of its day, whatever comes later."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, Conflict
from dashboard.usecases.action_facts import ActionFacts, all_action_facts
from dashboard.usecases.agenda_words import Said, Subject, When, said
from dashboard.usecases.decisions import DecisionFacts, decision_facts, open_decisions, together
from dashboard.usecases.meeting_facts import day_in_oslo, kept_meeting
from dashboard.usecases.proposals import proposals, scope_of
from dashboard.usecases.small_numbers import Audience
from dashboard.usecases.writing import storing
from db import models
from db.engine import reading
from db.meeting_words import ItemAnswer, ItemKind, MeetingState
from db.queries import meetings as queries
from db.queries.observations import current_version
from db.writes import edits


@dataclass(frozen=True, slots=True)
class Words:
    """What was said of one subject, to those who may see small numbers and to everybody else."""

    internal: Said
    public: Said


def hold(asker: Asker, id: int, revision: int, at: dt.datetime | None = None) -> None:
    """`at` is when it was held, where that is not now; the version is the one that stood then. Refused before its day."""
    moment = at or dt.datetime.now(dt.UTC)
    with reading(asker.engine) as session:  # what takes time is done before anybody else has to wait
        meeting = _to_be_held(asker, session, id, moment)
        when = When(day_in_oslo(moment), queries.version_at(session, moment.replace(tzinfo=None)) if at else current_version(session))
        spoken = dict(_spoken(asker, session, meeting, when))
        actions = all_action_facts(asker, session, when.day)
    with storing(asker, at=moment) as (session, stamp):
        meeting = _to_be_held(asker, session, id, moment)
        for item in queries.items_of(session, id):
            edits.change(session, item, item.revision, _kept(session, item, spoken, actions, when.day), stamp)
        edits_made = [_opening(each, meeting) for each in earlier_decisions(session, meeting, when.day)]
        answered = {item.about for item in queries.items_of(session, id)}
        left = [_unanswered(key, words, meeting) for key, words in spoken.items() if key not in answered]
        for row in (*edits_made, *left):
            edits.add(session, row, stamp)
        held = {"state": MeetingState.HELD, "version": when.as_of, "held_at": stamp.at, "held_by": stamp.by}
        edits.change(session, meeting, revision, held, stamp)


def _to_be_held(asker: Asker, session: Session, id: int, moment: dt.datetime) -> models.Meeting:
    meeting = kept_meeting(asker, session, id)
    if meeting.meets_on > day_in_oslo(moment):
        raise Conflict("meeting_is_ahead", day=meeting.meets_on)
    return meeting


def _spoken(asker: Asker, session: Session, meeting: models.Meeting, when: When) -> Iterator[tuple[str, Words]]:
    """Of all that is on the agenda, and of all that was proposed and not answered."""
    subjects = [Subject.parse(item.about) for item in queries.items_of(session, meeting.id) if item.about]
    proposed = [each.subject for each in proposals(asker, session, scope_of(session, meeting, when))]
    for subject in dict.fromkeys([*filter(None, subjects), *proposed]):
        internal = said(asker, session, subject, when)
        if internal:
            yield subject.key, Words(internal, said(asker, session, subject, when, Audience.PUBLIC) or internal)


def _kept(
    session: Session, item: models.AgendaItem, spoken: Mapping[str, Words], actions: Sequence[ActionFacts], day: dt.date
) -> dict[str, object]:
    """Of what is known no more, what was said when it came on the agenda stands."""
    words = spoken.get(item.about or "")
    known = {"title": words.internal.title, "sentence": words.internal.sentence, "public_sentence": words.public.sentence} if words else {}
    return known | {"standing": _standing(session, item, actions, day)}


def earlier_decisions(session: Session, meeting: models.Meeting, day: dt.date) -> list[DecisionFacts]:
    """What the arena has left open from other meetings, of the meeting's service."""
    every = open_decisions(session, max(day, meeting.meets_on), today=day, arena=meeting.arena, service_area=meeting.service_area)
    return [each for each in every if each.meeting != meeting.id]


def _opening(decision: DecisionFacts, meeting: models.Meeting) -> models.AgendaItem:
    subject = Subject(ItemKind.OPEN_DECISION, (str(decision.id),))
    standing = json.dumps({"decisions": [_decision(decision)]}, ensure_ascii=False)
    words = {"title": decision.text, "sentence": "", "public_sentence": ""}
    place = {"meeting": meeting.id, "position": 0, "answer": ItemAnswer.ACCEPTED, "service_area": decision.service_area}
    return models.AgendaItem(kind=subject.kind, about=subject.key, **place, **words, standing=standing)


def _unanswered(key: str, words: Words, meeting: models.Meeting) -> models.AgendaItem:
    subject = Subject.parse(key)
    said_then = {"title": words.internal.title, "sentence": words.internal.sentence, "public_sentence": words.public.sentence}
    about = {"kind": subject.kind, "about": key, "indicator": subject.indicator, "area": subject.area}
    place = {"meeting": meeting.id, "position": 0, "answer": ItemAnswer.PROPOSED, "service_area": words.internal.service_area}
    return models.AgendaItem(**about, **place, **said_then)


def _standing(session: Session, item: models.AgendaItem, actions: Sequence[ActionFacts], day: dt.date) -> str:
    """The measures that were open, and what was decided, as JSON."""
    made = [decision_facts(session, together(session, row), day) for row in queries.decisions_of(session, [item.id])]
    about = actions_about(actions, item.indicator, item.area)
    return json.dumps({"actions": [_action(each) for each in about], "decisions": [_decision(each) for each in made]}, ensure_ascii=False)


def actions_about(actions: Sequence[ActionFacts], indicator: str | None, area: str | None) -> list[ActionFacts]:
    """Those that are open and meant for this indicator in this place."""
    return [
        each
        for each in actions
        if each.status.is_open and indicator in {one.id for one in each.indicators} and area in {one.code for one in each.areas}
    ]


def _action(action: ActionFacts) -> dict[str, object]:
    told = {"id": action.id, "title": action.title, "owner": action.owner.name, "status": str(action.status)}
    return told | {"follow_up_on": action.follow_up_on.isoformat()}


def _decision(decision: DecisionFacts) -> dict[str, object]:
    due = decision.due_on.isoformat() if decision.due_on else None
    told = {"id": decision.id, "text": decision.text, "outcome": str(decision.outcome), "owner": decision.owner, "due_on": due}
    return told | {"arena": decision.arena_name, "meets_on": decision.meets_on.isoformat(), "title": decision.title}
