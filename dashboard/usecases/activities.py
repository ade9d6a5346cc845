"""Activities for a delmål: what is done that no indicator tells of, when it is due and when it was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.text import date_text, t
from dashboard.usecases.choices import Option
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today
from dashboard.usecases.objective_tree import owner_names
from dashboard.usecases.owners import owner_options
from dashboard.usecases.writing import LONG, Day, Fault, FieldKind, Many, One, Text, Unfit, Whole, read_fields, storing
from dashboard.usecases.written import EditView, Said, history_of
from db import models
from db.engine import reading
from db.queries import goals as queries
from db.terms import Role
from db.writes import edits

FORM, YES = "activity", "yes"
REVISION = {"revision": Whole(1, 10**9, is_needed=False)}


def write_activity(
    asker: Asker, objective: int, id: int | None, written: Mapping[str, object], at: dt.datetime | None = None
) -> tuple[int, int]:
    """Add one to a delmål (id None) or change one; its number and revision. Unfit, or Conflict where somebody else has changed it meanwhile."""
    require(asker.user, Role.LEADER)
    with storing(asker, at=at) as (session, stamp):
        known = _activity_of(session, objective, id)
        read = read_fields(_activity_fields(session, known) | REVISION, written)
        seen = read.pop("revision")
        columns = read | {"owner": int(read["owner"]) if read["owner"] else None, "is_dropped": bool(read["is_dropped"])}
        _check_days(columns, (at or dt.datetime.now(dt.UTC)).date())
        if known is None:
            known = edits.add(session, models.Activity(objective=objective, **columns), stamp)
        else:
            edits.change(session, known, seen or 0, columns, stamp)
        return known.id, known.revision


def activity_form_again(asker: Asker, objective: int, id: int | None, written: Mapping[str, object], unfit: Unfit) -> FormView:
    """What was written, with what is wrong in it."""
    with reading(asker.engine) as session:
        known = _activity_of(session, objective, id)
        lists = {"owner": _owners(session, known), "is_dropped": _dropped()}
        given = {"options": lists, "faults": unfit.faults, "revision": written.get("revision")}
        return form_view(FORM, _activity_fields(session, known), written, **given)


def activity_form(session: Session, objective: int, id: int | None) -> FormView:
    known = _activity_of(session, objective, id)
    lists = {"owner": _owners(session, known), "is_dropped": _dropped()}
    if known is None:
        return form_view(FORM, _activity_fields(session, None), {}, options=lists)
    values = {name: getattr(known, name) for name in ("title", "due_on", "done_on", "note")}
    values |= {"owner": str(known.owner) if known.owner else None, "is_dropped": [YES] if known.is_dropped else []}
    return form_view(FORM, _activity_fields(session, known), values, options=lists, revision=known.revision)


def activity_history(session: Session, id: int) -> tuple[EditView, ...]:
    return history_of(session, models.Activity, id, _said_of(session))


def _activity_of(session: Session, objective: int, id: int | None) -> models.Activity | None:
    """The activity that is changed. NotFound where it or its delmål is not there."""
    row, known = queries.find_objective(session, objective), queries.find_activity(session, id) if id is not None else None
    if row is None or row.is_dropped or (id is not None and (known is None or known.objective != objective)):
        raise NotFound("unknown_objective" if known is None and id is None else "unknown_activity")
    return known


def _activity_fields(session: Session, known: models.Activity | None) -> dict[str, FieldKind]:
    return {
        "title": Text(),
        "owner": One([each.value for each in _owners(session, known)], is_needed=False),
        "due_on": Day(is_needed=False),
        "done_on": Day(is_needed=False),
        "note": Text(is_needed=False, longest=LONG),
        "is_dropped": Many((YES,)),
    }


def _check_days(columns: Mapping[str, object], now: dt.date) -> None:
    done_on = columns["done_on"]
    if done_on and done_on > now:
        raise Unfit(Fault("done_on", "done_ahead", {"day": done_on}))
    if done_on and columns["is_dropped"]:
        raise Unfit(Fault("is_dropped", "done_and_dropped", {"day": done_on}))


def _owners(session: Session, known: models.Activity | None) -> list[Option]:
    return owner_options(session, today(), known.owner if known else None)


def _dropped() -> list[Option]:
    return [Option(YES, t("goals.dropped_option"))]


def _said_of(session: Session) -> Said:
    names = owner_names(session)

    def said(name: str, value: object) -> str:
        if name == "is_dropped":
            return t("answer.yes" if value else "answer.no")
        if value is None:
            return t("edits.nothing")
        if name == "owner":
            return names.get(int(str(value)), t("edits.nothing"))
        return date_text(dt.date.fromisoformat(str(value))) if name.endswith("_on") else str(value)

    return said
