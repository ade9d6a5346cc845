"""One measure opened: all that is written of it, what it waits for, and every change with before and after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.text import date_text, t
from dashboard.usecases.action_facts import ActionFacts, Names, action_facts, named_indicator, read_names
from dashboard.usecases.lateness import today as this_day
from dashboard.usecases.written import EditView, Said, history_of
from db.engine import reading
from db.models import Action
from db.queries.actions import find_action
from db.terms import Role

NAMED = {"indicators", "areas", "owner", "objective", "service_area"}


@dataclass(frozen=True, slots=True)
class ActionPage:
    facts: ActionFacts
    history: tuple[EditView, ...]  # the newest first
    may_write: bool


def action_page(asker: Asker, id: int, today: dt.date | None = None) -> ActionPage:
    require(asker.user, Role.READER)
    day = today or this_day()
    with reading(asker.engine) as session:
        facts = action_facts(asker, session, id, day)
        history = history_of(session, Action, id, _said(session, day))
        return ActionPage(facts, history, asker.user.role.may(Role.LEADER))


def action_exists(asker: Asker, id: int) -> bool:
    with reading(asker.engine) as session:
        return find_action(session, id) is not None


def _said(session: Session, today: dt.date) -> Said:
    names = read_names(session, today)

    def said(column: str, value: object) -> str:
        if value is None or value == "" or value == []:
            return t("edits.nothing")
        if column in NAMED:
            return ", ".join(_name(names, column, each) for each in (value if isinstance(value, list) else [value]))
        if column == "status":
            return t(f"action_status.{value}")
        return date_text(dt.date.fromisoformat(str(value))) if column.endswith("_on") else str(value)

    return said


def _name(names: Names, column: str, code: object) -> str:
    """A name as it is now, of what was meant then."""
    if column == "indicators":
        return named_indicator(names, str(code)).name
    if column == "owner":
        return names.owners[int(str(code))].name
    known = {"areas": names.areas, "objective": names.objectives, "service_area": names.services}[column]
    found = known.get(code, str(code))
    return getattr(found, "name", str(found))
