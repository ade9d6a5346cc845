"""An item of a meeting as it is shown: what is said of it, its chart, its measures and decisions; of a held meeting as they stood."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.usecases.action_facts import ActionFacts
from dashboard.usecases.agenda_words import Subject, When, said
from dashboard.usecases.decisions import DecisionFacts, decision_facts, together
from dashboard.usecases.finished import Series
from dashboard.usecases.holding import actions_about
from dashboard.usecases.meeting_facts import MeetingFacts
from dashboard.usecases.meeting_series import Revised, is_withdrawn, revised, series_at
from dashboard.usecases.series import audience_of
from dashboard.usecases.small_numbers import Audience
from db import models
from db.acting import ActionStatus
from db.meeting_words import DecisionOutcome, ItemKind
from db.queries import meetings as queries


@dataclass(frozen=True, slots=True)
class ShownAction:
    id: int
    title: str
    owner: str
    status: ActionStatus
    follow_up_on: dt.date


@dataclass(frozen=True, slots=True)
class DecidedThen:
    """A decision in the words of its day; `now` is how it stands, for those who want to know what came of it."""

    id: int
    text: str
    outcome: DecisionOutcome
    owner: str | None
    due_on: dt.date | None
    arena: str
    meets_on: dt.date
    title: str
    now: DecisionFacts


@dataclass(frozen=True, slots=True)
class ShownItem:
    id: int
    kind: ItemKind
    service_area: str | None
    reason: str | None
    title: str
    sentence: str
    notes: dict[str, str | None]
    revision: int
    indicator: str | None
    area: str | None
    series: Series | None  # of a held meeting as its numbers stood
    actions: tuple[ShownAction, ...]
    decisions: tuple[DecidedThen, ...]
    is_withdrawn: bool = False
    revised: tuple[Revised, ...] = ()
    drawn_otherwise: str | None = None  # the sentence of today's chart, where it is not the one that was said


@dataclass(frozen=True, slots=True)
class Around:
    """What is read once for all items of a meeting."""

    asker: Asker
    session: Session
    meeting: MeetingFacts
    actions: Sequence[ActionFacts]
    day: dt.date


def shown_item(around: Around, item: models.AgendaItem, *, has_chart: bool = True) -> ShownItem:
    """`has_chart` leaves out what is drawn, where only what is said is listed."""
    series = _series(around, item, around.meeting.version) if has_chart else None
    title, sentence = _words(around, item, series)
    return ShownItem(
        **{name: getattr(item, name) for name in ("id", "kind", "service_area", "reason", "revision", "indicator", "area")},
        title=title,
        sentence=sentence,
        notes={name: getattr(item, name) for name in ("seen", "thought", "doing")},
        series=series,
        actions=tuple(_actions(around, item)),
        decisions=tuple(_decisions(around, item)),
        is_withdrawn=item.indicator is not None and is_withdrawn(around.session, item.indicator),
        **(_since(around, item, series, sentence) if series and around.meeting.is_held else {}),
    )


def _series(around: Around, item: models.AgendaItem, as_of: int | None) -> Series | None:
    return series_at(around.asker, around.session, item.indicator, item.area, as_of)


def _words(around: Around, item: models.AgendaItem, series: Series | None) -> tuple[str, str]:
    """What was said at a held meeting stands; until then it is said anew each time, as far as anything is known."""
    if not around.meeting.is_held and item.about and (subject := Subject.parse(item.about)):
        words = said(around.asker, around.session, subject, When(around.day))
        if words:
            return words.title, words.sentence
    return item.title, item.sentence if audience_of(around.asker) is Audience.INTERNAL else item.public_sentence


def _since(around: Around, item: models.AgendaItem, series: Series, sentence: str) -> dict[str, object]:
    """What was revised, and what the same numbers say where the catalogue and the measures are others by now."""
    meeting, subject = around.meeting, Subject.parse(item.about or "")
    words = said(around.asker, around.session, subject, When(meeting.held_on, meeting.version)) if subject else None
    changed = revised(series, _series(around, item, None))
    return {"revised": changed, "drawn_otherwise": words.sentence if words and words.sentence != sentence else None}


def _actions(around: Around, item: models.AgendaItem) -> list[ShownAction]:
    if around.meeting.is_held:
        then = json.loads(item.standing or "{}").get("actions", [])
        return [ShownAction(**each | {"status": ActionStatus(each["status"]), "follow_up_on": _day(each["follow_up_on"])}) for each in then]
    about = actions_about(around.actions, item.indicator, item.area)
    return [ShownAction(each.id, each.title, each.owner.name, each.status, each.follow_up_on) for each in about]


def _decisions(around: Around, item: models.AgendaItem) -> list[DecidedThen]:
    session = around.session
    if around.meeting.is_held:
        return [_decided_then(session, each, around.day) for each in json.loads(item.standing or "{}").get("decisions", [])]
    return [as_it_stands(decision_facts(session, together(session, row), around.day)) for row in queries.decisions_of(session, [item.id])]


def as_it_stands(now: DecisionFacts) -> DecidedThen:
    return DecidedThen(now.id, now.text, now.outcome, now.owner, now.due_on, now.arena_name, now.meets_on, now.title, now)


def _decided_then(session: Session, then: Mapping[str, str | None], day: dt.date) -> DecidedThen:
    now = decision_facts(session, together(session, queries.find_decision(session, then["id"])), day)
    days = {"due_on": _day(then["due_on"]), "meets_on": _day(then["meets_on"])}
    return DecidedThen(**then | days | {"outcome": DecisionOutcome(then["outcome"])}, now=now)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
