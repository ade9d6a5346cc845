"""Writing a duty down, changing it, and marking one of its times as done: fields, the rules between them, and what may be chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.text import alphabetical, t
from dashboard.usecases.choices import Option
from dashboard.usecases.duty_entries import month_of, months_of
from dashboard.usecases.links_written import LONGEST, require_link
from dashboard.usecases.occurrences import occurrences
from dashboard.usecases.owners import owner_options
from dashboard.usecases.writing import LONG, Day, Fault, FieldKind, Many, One, Text, Unfit, Whole, read_fields, storing
from db import models
from db.acting import DutyKind
from db.queries import actions as action_queries
from db.queries import duties as queries
from db.queries import indicators as indicator_queries
from db.terms import IndicatorState, Role
from db.writes import edits

MONTHS, LONGEST_INTERVAL = 12, 120
REVISION = {"revision": Whole(1, 10**9, is_needed=False)}
DONE_FIELDS = {"done_on": Day(), "note": Text(is_needed=False, longest=LONG)}
Options = Mapping[str, list[Option]]


def duty_options(session: Session, duty: models.Duty | None, today: dt.date) -> Options:
    approved = [row for row in indicator_queries.all_indicators(session) if row.state is IndicatorState.APPROVED]
    kinds = [kind for kind in DutyKind if kind is not DutyKind.DATA_DEADLINE]  # those are computed
    return {
        "kind": [Option(kind, t(f"wheel.kind.{kind}")) for kind in kinds],
        "months": [Option(str(month), t(f"component.month.{month}")) for month in range(1, MONTHS + 1)],
        "service_area": [Option(service.id, service.name) for service in indicator_queries.service_areas(session)],
        "owner": owner_options(session, today, keeping=duty.owner if duty else None),
        "objective": [Option(str(row.id), row.title) for row in action_queries.objectives(session)],
        "indicator": [Option(row.id, row.name) for row in sorted(approved, key=lambda row: alphabetical(row.name))],
    }


def duty_fields(options: Options, *, is_from_file: bool) -> dict[str, FieldKind]:
    """The words of a duty from our files stand as they were reviewed; who answers for it and when it comes is the municipality's."""
    codes = {name: [option.value for option in found] for name, found in options.items()}
    words = {"title": Text(), "kind": One(codes["kind"]), "service_area": One(codes["service_area"], is_needed=False)}
    about = {
        "why": Text(is_needed=False, longest=LONG),
        "source": Text(is_needed=False),
        "link": Text(is_needed=False, longest=LONGEST),
        "objective": One(codes["objective"], is_needed=False),
        "indicator": One(codes["indicator"], is_needed=False),
    }
    times = {
        "first_on": Day(),
        "interval_months": Whole(1, LONGEST_INTERVAL),
        "months": Many(codes["months"]),
        "post": Text(is_needed=False),
        "owner": One(codes["owner"], is_needed=False),
        "ended_on": Day(is_needed=False),
    }
    return times if is_from_file else words | times | about


def write_duty(asker: Asker, id: int | None, written: Mapping[str, object], at: dt.datetime | None = None) -> int:
    """Add one (id None) or change one, and return its number. Unfit, or Conflict where somebody else has changed it meanwhile."""
    require(asker.user, Role.LEADER)
    with storing(asker, at=at) as (session, stamp):
        duty = _found(session, id) if id is not None else None
        fields = duty_fields(duty_options(session, duty, stamp.at.date()), is_from_file=duty is not None and duty.file_id is not None)
        read = read_fields(fields | REVISION, written)
        faults = tuple(_faults(read))
        if faults:
            raise Unfit(*faults)
        require_link("link", read.get("link"))
        seen = read.pop("revision")
        columns = read | {"months": ",".join(sorted(read["months"], key=int)) or None}
        columns |= {name: int(read[name]) for name in ("owner", "objective") if read.get(name)}
        if duty is None:
            return edits.add(session, models.Duty(**columns | {"kind": DutyKind(str(read["kind"]))}), stamp).id
        edits.change(session, duty, seen or 0, columns, stamp)
        return duty.id


def _faults(read: Mapping[str, object]) -> Iterator[Fault]:
    if read["months"] and int(read["interval_months"]) % MONTHS:
        yield Fault("interval_months", "whole_years")
    if read["ended_on"] is not None and read["ended_on"] < read["first_on"]:
        yield Fault("ended_on", "ends_before_first", {"day": read["ended_on"], "first": read["first_on"]})


def mark_done(asker: Asker, id: int, month: str, written: Mapping[str, object], at: dt.datetime | None = None) -> None:
    """One time of it, by its month: on which day, with a note. Marked again it is the newest that stands."""
    require(asker.user, Role.LEADER)
    with storing(asker, at=at) as (session, stamp):
        _require_time(_found(session, id), month, stamp.at.date())
        read = read_fields(DONE_FIELDS, written)
        if read["done_on"] > stamp.at.date() + dt.timedelta(days=1):  # a day of grace: the server counts in UTC
            raise Unfit(Fault("done_on", "day_ahead"))
        columns = read | {"done_by": stamp.by}
        row = queries.find_done(session, id, month)
        if row is None:
            edits.add(session, models.DutyDone(duty=id, month=month, **columns), stamp)
        else:
            edits.change(session, row, row.revision, columns, stamp)


def take_back_done(asker: Asker, id: int, month: str, at: dt.datetime | None = None) -> None:
    """It was not done after all; what was written stays in the history."""
    require(asker.user, Role.LEADER)
    with storing(asker, at=at) as (session, stamp):
        row = queries.find_done(session, id, month)
        if row is None or row.done_on is None:
            raise NotFound("not_done")
        edits.change(session, row, row.revision, {"done_on": None, "note": None, "done_by": stamp.by}, stamp)


def _require_time(duty: models.Duty, month: str, today: dt.date) -> None:
    if not _is_time(duty, month, today):
        raise NotFound("no_such_time")


def _is_time(duty: models.Duty, month: str, today: dt.date) -> bool:
    last = today + dt.timedelta(days=366 * max(1, duty.interval_months // MONTHS))  # what comes next may be done early
    return month in {month_of(day) for day in occurrences(duty.first_on, duty.interval_months, months_of(duty), last)}


def _found(session: Session, id: int) -> models.Duty:
    duty = queries.find_duty(session, id)
    if duty is None:
        raise NotFound("unknown_duty")
    return duty
