"""Following a measure up: where it stands now, when it is looked at next, and in the end what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from dashboard.auth import Asker, require
from dashboard.usecases.action_facts import found_action
from dashboard.usecases.action_writing import FORM, REVISION, status_options
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today
from dashboard.usecases.writing import LONG, Day, Fault, One, Text, Unfit, read_fields, storing
from db import models
from db.acting import ActionStatus
from db.engine import reading
from db.terms import Role
from db.writes import edits

FIELDS = {
    "status": One(list(ActionStatus)),
    "ends_on": Day(is_needed=False),
    "follow_up_on": Day(),
    "evaluation": Text(is_needed=False, longest=LONG),
    "evaluated_on": Day(is_needed=False),
}


def follow_up_form(asker: Asker, id: int, written: Mapping[str, object] | None = None, unfit: Unfit | None = None) -> FormView:
    """As it stands, or with `unfit` what was written and is wrong."""
    require(asker.user, Role.LEADER)
    with reading(asker.engine) as session:
        action = found_action(session, id)
    standing = {name: getattr(action, name) for name in FIELDS}
    values, revision = (written, written.get("revision")) if unfit and written else (standing, action.revision)
    return form_view(FORM, FIELDS, values, options={"status": status_options()}, faults=unfit.faults if unfit else (), revision=revision)


def write_follow_up(asker: Asker, id: int, written: Mapping[str, object], at: dt.datetime | None = None) -> int:
    """Unfit, or Conflict where somebody else has changed the measure meanwhile. An evaluation without a day is of today."""
    require(asker.user, Role.LEADER)
    read = read_fields(FIELDS | REVISION, written)
    seen = read.pop("revision")
    if read["evaluation"] and not read["evaluated_on"]:
        read["evaluated_on"] = at.date() if at else today()
    with storing(asker, at=at) as (session, stamp):
        action = found_action(session, id)
        faults = tuple(_faults(read, action, stamp.at.date()))
        if faults:
            raise Unfit(*faults)
        edits.change(session, action, seen or 0, read | {"status": ActionStatus(read["status"])}, stamp)
        return id


def _faults(read: Mapping[str, object], action: models.Action, today: dt.date) -> Iterator[Fault]:
    for name in ("ends_on", "follow_up_on", "evaluated_on"):
        if read[name] is not None and read[name] < action.starts_on:
            yield Fault(name, f"{name}_before_start", {"day": read[name], "start": action.starts_on})
    if read["evaluated_on"] is not None and read["evaluated_on"] > today:
        yield Fault("evaluated_on", "evaluated_ahead", {"day": read["evaluated_on"]})
    if read["evaluated_on"] is not None and not read["evaluation"]:
        yield Fault("evaluation", "no_evaluation")
