"""What an item of an agenda is called and what is said of it, for an audience, on a day, at a version of the facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound
from dashboard.text import date_text, t
from dashboard.usecases.action_facts import action_facts
from dashboard.usecases.effects import effect_of
from dashboard.usecases.finished import Series
from dashboard.usecases.late_data import late_sentence
from dashboard.usecases.meeting_series import series_at
from dashboard.usecases.small_numbers import Audience
from db.learning_words import SharedState
from db.meeting_words import ItemKind
from db.queries import actions as action_queries
from db.queries import indicators as indicator_queries
from db.queries import meetings as queries
from db.queries.learning import find_card
from db.queries.owners import find_owner

LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """What a proposal is about; its key names it, also in a callback and in the table."""

    kind: ItemKind
    of: tuple[str, ...]

    @property
    def key(self) -> str:
        return " ".join((self.kind, *self.of))

    @classmethod
    def parse(cls, key: str) -> Subject | None:
        """None for what no proposal is called."""
        kind, *of = key[:LONGEST_KEY].split(" ")
        is_one = kind in set(ItemKind) and len(of) == PARTS.get(ItemKind(kind))
        return cls(ItemKind(kind), tuple(of)) if is_one else None

    @property
    def indicator(self) -> str | None:
        return self.of[-2] if self.kind in OF_SERIES else None

    @property
    def area(self) -> str | None:
        return self.of[-1] if self.kind in OF_SERIES else None

    @property
    def number(self) -> int:
        """Of a measure, a decision; 0, which none has, where there is none."""
        text = self.of[0]
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


OF_SERIES = (ItemKind.SIGNAL, ItemKind.VERDICT)  # their keys end with indicator and area
PARTS = {
    ItemKind.SIGNAL: 2,
    ItemKind.VERDICT: 3,
    ItemKind.OVERDUE_ACTION: 1,
    ItemKind.LATE_DATA: 1,
    ItemKind.LEARNING_CARD: 1,
    ItemKind.OPEN_DECISION: 1,
}


@dataclass(frozen=True, slots=True)
class When:
    """The day of the meeting's words, and the version of the facts: None = as they stand."""

    day: dt.date
    as_of: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    title: str
    sentence: str
    service_area: str | None


def said(asker: Asker, session: Session, subject: Subject, when: When, audience: Audience | None = None) -> Said | None:
    """None where it does not exist, or nothing is known of it any more. `audience` is the asker's own where it is not given."""
    return WORDS[subject.kind](asker, session, subject, when, audience)


def _signal(asker: Asker, session: Session, subject: Subject, when: When, audience: Audience | None) -> Said | None:
    series = series_at(asker, session, subject.indicator, subject.area, when.as_of, audience)
    return signal_words(series) if series else None


def signal_words(series: Series) -> Said:
    title = t("agenda.title.signal", indicator=series.indicator.name, area=series.area.name)
    return Said(title, series.sentence, series.indicator.service_area)


def _action(asker: Asker, session: Session, subject: Subject, when: When, _: Audience | None) -> Said | None:
    if action_queries.find_action(session, subject.number) is None:
        return None
    found = action_facts(asker, session, subject.number, when.day)
    words = {"owner": found.owner.name, "status": t(f"action_status.{found.status}"), "follow_up": found.follow_up_on}
    sentence = t(f"agenda.overdue_action.{'said' if found.is_overdue else 'no_more'}", days=found.days_over, **words)
    return Said(t("agenda.title.overdue_action", title=found.title), sentence, found.service_area)


def _verdict(asker: Asker, session: Session, subject: Subject, when: When, audience: Audience | None) -> Said | None:
    action = action_queries.find_action(session, subject.number)
    try:
        found = effect_of(asker, subject.number, subject.indicator, subject.area, as_of=when.as_of, audience=audience)
    except NotFound:
        return None
    title = t("agenda.title.verdict", title=action.title, indicator=found.indicator.name, area=found.area.name)
    return Said(title, " ".join((found.sentence, *found.warnings)), action.service_area)


def _late_data(asker: Asker, session: Session, subject: Subject, when: When, _: Audience | None) -> Said | None:
    service = next((one for one in indicator_queries.service_areas(session) if one.id == subject.of[0]), None)
    if service is None:
        return None
    return Said(t("agenda.title.late_data", service=service.name), late_sentence(asker, service.id, when.day), service.id)


def _card(asker: Asker, session: Session, subject: Subject, when: When, _: Audience | None) -> Said | None:
    """Of an approved one only: a draft is not even said to be there."""
    card = find_card(session, subject.number)
    if card is None or card.state is not SharedState.APPROVED:
        return None
    return Said(card.title, t("agenda.learning_card", happened=card.happened, changed=card.changed), card.service_area)


def _decision(asker: Asker, session: Session, subject: Subject, when: When, _: Audience | None) -> Said | None:
    decision = queries.find_decision(session, subject.number)
    if decision is None:
        return None
    item = queries.find_item(session, decision.item)
    owner = find_owner(session, decision.owner) if decision.owner else None
    words = {"item": item.title, "owner": owner.name if owner else "", "due": date_text(decision.due_on) if decision.due_on else ""}
    return Said(decision.text, t("agenda.open_decision", **words), item.service_area)


WORDS: dict[ItemKind, Callable[[Asker, Session, Subject, When, Audience | None], Said | None]] = {
    ItemKind.SIGNAL: _signal,
    ItemKind.VERDICT: _verdict,
    ItemKind.OVERDUE_ACTION: _action,
    ItemKind.LATE_DATA: _late_data,
    ItemKind.LEARNING_CARD: _card,
    ItemKind.OPEN_DECISION: _decision,
}
