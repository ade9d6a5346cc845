"""What a meeting decides: written while it goes on, followed up until it is closed, and linked to the measure that it became."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Row
from sqlalchemy.orm import Session

from dashboard.auth import Asker, Conflict, NotFound
from dashboard.text import t
from dashboard.usecases.choices import Option
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today
from dashboard.usecases.meeting_facts import kept_meeting
from dashboard.usecases.owners import owner_options
from dashboard.usecases.writing import LONG, Day, Fault, FieldKind, One, Text, Unfit, Whole, read_fields, storing
from db import models
from db.meeting_words import DecisionOutcome, ItemAnswer
from db.queries import actions as action_queries
from db.queries import meetings as queries
from db.queries.owners import find_owner
from db.writes import edits

FORM = "decision"
CLOSING = {"closing": Text(longest=LONG), "revision": Whole(1, 10**9)}
NEW_DATE = {"due_on": Day(), "revision": Whole(1, 10**9)}


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    id: int
    item: int
    title: str  # of the item
    indicator: str | None
    area: str | None
    service_area: str | None
    meeting: int
    arena: int
    arena_name: str
    meets_on: dt.date
    text: str
    outcome: DecisionOutcome
    owner: str | None
    due_on: dt.date | None
    action: int | None
    action_title: str | None
    closed_on: dt.date | None
    closing: str | None
    revision: int
    is_overdue: bool

    @property
    def is_open(self) -> bool:
        return self.closed_on is None and self.outcome is not DecisionOutcome.NOTED

    @property
    def asks_for_action(self) -> bool:
        """A measure was decided, and none has been begun."""
        return self.is_open and self.outcome is DecisionOutcome.ACTION and self.action is None


def decision_facts(session: Session, row: Row | tuple[object, ...], day: dt.date) -> DecisionFacts:
    """`row`: decision, item, meeting and arena, as the queries give them."""
    decision, item, meeting, arena = row
    owner = find_owner(session, decision.owner) if decision.owner else None
    action = action_queries.find_action(session, decision.action) if decision.action else None
    columns = ("id", "text", "outcome", "due_on", "action", "closed_on", "closing", "revision")
    about = {name: getattr(item, name) for name in ("title", "indicator", "area", "service_area")}
    place = {"item": item.id, "meeting": meeting.id, "arena": arena.id, "arena_name": arena.name, "meets_on": meeting.meets_on}
    is_left = decision.closed_on is None and decision.outcome is not DecisionOutcome.NOTED
    return DecisionFacts(
        **{name: getattr(decision, name) for name in columns},
        **about,
        **place,
        owner=owner.name if owner else None,
        action_title=action.title if action else None,
        is_overdue=is_left and decision.due_on is not None and decision.due_on < day,
    )


def together(session: Session, decision: models.Decision) -> tuple[object, ...]:
    """A decision with its item, meeting and arena, as the queries give them where they are asked for many."""
    item = queries.find_item(session, decision.item)
    meeting = queries.find_meeting(session, item.meeting)
    return decision, item, meeting, queries.find_arena(session, meeting.arena)


def open_decisions(
    session: Session, until: dt.date, *, today: dt.date, arena: int | None = None, service_area: str | None = None
) -> list[DecisionFacts]:
    """Of meetings until a day: of one arena or of all, of one service or of all."""
    rows = [row for row in queries.open_decisions(session) if arena in (None, row.Arena.id) and row.Meeting.meets_on <= until]
    return [decision_facts(session, row, today) for row in rows if service_area in (None, row.AgendaItem.service_area)]


def decision_form(session: Session, about: str, values: Mapping[str, object] | None = None, unfit: Unfit | None = None) -> FormView:
    """`about` says which of several such forms on a page it is."""
    options = {"outcome": outcome_options(), "owner": owner_options(session, today())}
    revision = values.get("revision") if values else None
    faults = unfit.faults if unfit else ()
    return form_view(FORM, fields(session), values or {}, options=options, faults=faults, revision=revision, about=about)


def fields(session: Session) -> dict[str, FieldKind]:
    owners = [option.value for option in owner_options(session, today())]
    return {
        "text": Text(longest=LONG),
        "outcome": One(list(DecisionOutcome)),
        "owner": One(owners, is_needed=False),
        "due_on": Day(is_needed=False),
    }


def outcome_options() -> list[Option]:
    return [Option(str(each), t(f"decision_outcome.{each}")) for each in DecisionOutcome]


def decide(asker: Asker, item: int, given: Mapping[str, object], at: dt.datetime | None = None) -> int:
    """Before the meeting is marked as held. What is only noted needs nobody and no day."""
    with storing(asker, at=at) as (session, stamp):
        row = queries.find_item(session, item)
        if row is None or row.answer is not ItemAnswer.ACCEPTED:
            raise NotFound("unknown_item")
        kept_meeting(asker, session, row.meeting)
        return edits.add(session, models.Decision(item=item, **_read(session, given)), stamp).id


def change_decision(asker: Asker, id: int, given: Mapping[str, object]) -> None:
    """Before the meeting is marked as held."""
    with storing(asker) as (session, stamp):
        row = found_decision(session, id)
        kept_meeting(asker, session, _meeting_of(session, row))
        seen = read_fields({"revision": CLOSING["revision"]}, given)["revision"]
        edits.change(session, row, seen, _read(session, given), stamp)


def _read(session: Session, given: Mapping[str, object]) -> dict[str, object]:
    read = read_fields(fields(session), given)
    read["outcome"] = DecisionOutcome(read["outcome"])
    needed = () if read["outcome"] is DecisionOutcome.NOTED else ("owner", "due_on")
    missing = [Fault(name, f"decision_{name}") for name in needed if read[name] is None]
    if missing:
        raise Unfit(*missing)
    return read | {"owner": int(read["owner"]) if read["owner"] else None}


def close_decision(asker: Asker, id: int, given: Mapping[str, object], at: dt.datetime | None = None) -> None:
    """Done, with a word on what came of it; also long after the meeting was held."""
    read = read_fields(CLOSING, given)
    with storing(asker, at=at) as (session, stamp):
        row = _open_decision(asker, session, id)
        edits.change(session, row, read["revision"], {"closing": read["closing"], "closed_on": stamp.at.date()}, stamp)


def postpone_decision(asker: Asker, id: int, given: Mapping[str, object]) -> None:
    """A new day for what is still open. What the meeting itself decided stands where it was held."""
    read = read_fields(NEW_DATE, given)
    with storing(asker) as (session, stamp):
        edits.change(session, _open_decision(asker, session, id), read["revision"], {"due_on": read["due_on"]}, stamp)


def found_decision(session: Session, id: int) -> models.Decision:
    row = queries.find_decision(session, id)
    if row is None:
        raise NotFound("unknown_decision")
    return row


def _open_decision(asker: Asker, session: Session, id: int) -> models.Decision:
    row = found_decision(session, id)
    kept_meeting(asker, session, _meeting_of(session, row), once_held=True)
    if row.closed_on is not None or row.outcome is DecisionOutcome.NOTED:
        raise Conflict("decision_is_closed")
    return row


def _meeting_of(session: Session, row: models.Decision) -> int:
    return queries.find_item(session, row.item).meeting
