"""What a meeting might speak of, found in the figures and in what people have written: one proposer for each kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound
from dashboard.selection import Selection
from dashboard.usecases.action_facts import all_action_facts
from dashboard.usecases.agenda_words import Said, Subject, When, said, signal_words
from dashboard.usecases.attention import needing_attention, of_place_and_units
from dashboard.usecases.cards import new_cards
from dashboard.usecases.choices import resolve
from dashboard.usecases.effects import Finding, effect_of
from dashboard.usecases.finished import Series, Signal
from dashboard.usecases.late_data import late_grids
from db import models
from db.meeting_words import ItemKind
from db.queries.meetings import last_held
from db.terms import Goal


@dataclass(frozen=True, slots=True)
class Proposal:
    subject: Subject
    said: Said
    severity: int  # the smallest first
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """For which meeting: only of this service (None = all), in the words of this day and version."""

    service_area: str | None
    when: When
    since: int | None = None  # the version at the arena's last meeting; None = it has held none
    met_last: dt.datetime | None = None


HARM_GETS_WORSE, GETS_WORSE, OVERDUE, JUDGED, STANDS_BADLY, LEARNT, LATE = range(7)
A_YEAR = dt.timedelta(days=365)  # what is new to an arena that has not met before
TOLD = (Finding.IMPROVEMENT, Finding.WORSENING, Finding.CHANGED, Finding.NO_CHANGE)
Proposer = Callable[[Asker, Session, Scope], Iterator[Proposal]]


def scope_of(session: Session, meeting: models.Meeting, when: When, service_area: str | None = None) -> Scope:
    """`service_area` where the reader has chosen one; the meeting's own goes before it."""
    last = last_held(session, meeting.arena, meeting.meets_on)
    return Scope(meeting.service_area or service_area, when, *((last.version, last.held_at) if last else ()))


def proposals(asker: Asker, session: Session, scope: Scope) -> list[Proposal]:
    """The most severe first. Nothing of another service than the meeting's is among them."""
    found = [each for propose in PROPOSERS.values() for each in propose(asker, session, scope)]
    return sorted((each for each in found if scope.service_area in (None, each.said.service_area)), key=lambda each: each.severity)


def _signals(asker: Asker, session: Session, scope: Scope) -> Iterator[Proposal]:
    """What the front page says needs attention, in the same order."""
    chosen = resolve(asker, session, Selection(service_area=scope.service_area, as_of=scope.when.as_of))
    here, units = of_place_and_units(asker, session, chosen)
    for one in needing_attention([*here, *units]):
        yield Proposal(Subject(ItemKind.SIGNAL, (one.indicator.id, one.area.code)), signal_words(one), _severity(one), one)


def _severity(one: Series) -> int:
    if one.change.signal is not Signal.WORSE:
        return STANDS_BADLY
    return HARM_GETS_WORSE if one.indicator.goal is Goal.FEWER_HARMS else GETS_WORSE


def _overdue_actions(asker: Asker, session: Session, scope: Scope) -> Iterator[Proposal]:
    """The longest overdue first."""
    every = all_action_facts(asker, session, scope.when.day)
    for action in sorted((one for one in every if one.is_overdue), key=lambda one: -one.days_over):
        subject = Subject(ItemKind.OVERDUE_ACTION, (str(action.id),))
        yield Proposal(subject, said(asker, session, subject, scope.when), OVERDUE)


def _verdicts(asker: Asker, session: Session, scope: Scope) -> Iterator[Proposal]:
    """What can be said of a measure now, and was not or was otherwise when the arena met last."""
    for action in all_action_facts(asker, session, scope.when.day):
        for effect in action.effects:
            subject = Subject(ItemKind.VERDICT, (str(action.id), effect.indicator.id, effect.area.code))
            if effect.finding in TOLD and effect.finding is not _finding_then(asker, subject, scope.since):
                yield Proposal(subject, said(asker, session, subject, scope.when), JUDGED)


def _finding_then(asker: Asker, subject: Subject, version: int | None) -> Finding | None:
    if version is None:
        return None
    try:
        return effect_of(asker, subject.number, subject.indicator, subject.area, as_of=version).finding
    except NotFound:
        return None


def _learning_cards(asker: Asker, session: Session, scope: Scope) -> Iterator[Proposal]:
    """Approved since the arena met last."""
    since = scope.met_last or dt.datetime.combine(scope.when.day - A_YEAR, dt.time())
    for card in new_cards(asker, since, scope.service_area):
        subject = Subject(ItemKind.LEARNING_CARD, (str(card.id),))
        yield Proposal(subject, said(asker, session, subject, scope.when), LEARNT)


def _late_data(asker: Asker, session: Session, scope: Scope) -> Iterator[Proposal]:
    """One for each service, so that an agenda is not filled with what has not come."""
    services = dict.fromkeys(grid.service_area for grid in late_grids(asker, scope.service_area, scope.when.day))
    for service in services:
        subject = Subject(ItemKind.LATE_DATA, (service,))
        yield Proposal(subject, said(asker, session, subject, scope.when), LATE)


PROPOSERS: dict[ItemKind, Proposer] = {
    ItemKind.SIGNAL: _signals,
    ItemKind.OVERDUE_ACTION: _overdue_actions,
    ItemKind.VERDICT: _verdicts,
    ItemKind.LEARNING_CARD: _learning_cards,
    ItemKind.LATE_DATA: _late_data,
}
