"""The duties of the year as they come: each time, and whether it was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from dashboard.usecases.occurrences import occurrences
from dashboard.usecases.owners import owner_facts
from dashboard.usecases.wheel_entries import Entry, EntryOf, EntryState, Responsible
from db import models
from db.queries import duties as queries
from db.queries.owners import all_owners
from db.terms import Frequency, Period

Done = Mapping[tuple[int, str], models.DutyDone]


def duty_entries(session: Session, last: dt.date, today: dt.date) -> list[Entry]:
    """Every time until `last`."""
    done = {(row.duty, row.month): row for row in queries.all_done(session) if row.done_on is not None}
    owners = responsibles(session, today)
    return [entry for duty in queries.all_duties(session) for entry in entries_of(duty, done, owners, last, today)]


def entries_of(duty: models.Duty, done: Done, owners: Mapping[int, Responsible], last: dt.date, today: dt.date) -> Iterator[Entry]:
    """Of one that has ended only what came before, and of that what was done."""
    days = [
        day
        for day in occurrences(duty.first_on, duty.interval_months, months_of(duty), last)
        if duty.ended_on is None or day <= duty.ended_on
    ]
    newest_past = max((day for day in days if day < today), default=None)
    for day in days:
        row = done.get((duty.id, month_of(day)))
        if row is not None or duty.ended_on is None or duty.ended_on >= today:
            yield _entry(duty, day, row, responsible_for(duty, owners), today, is_newest=day == newest_past)


def months_of(duty: models.Duty) -> list[int]:
    return [int(month) for month in (duty.months or "").split(",") if month]


def month_of(day: dt.date) -> str:
    """The name of one time: no duty comes twice in a month."""
    return str(Period(day.year, Frequency.MONTH, day.month))


def responsibles(session: Session, today: dt.date) -> dict[int, Responsible]:
    found = (owner_facts(owner, today) for owner in all_owners(session))
    return {one.id: Responsible(f"eier-{one.id}", one.name, one.post, one.has_left) for one in found}


def responsible_for(duty: models.Duty, owners: Mapping[int, Responsible]) -> Responsible | None:
    """The person; until somebody has it, the post."""
    if duty.owner is not None:
        return owners.get(duty.owner)
    return Responsible(duty.post, post=duty.post) if duty.post else None


def _entry(
    duty: models.Duty, day: dt.date, row: models.DutyDone | None, who: Responsible | None, today: dt.date, *, is_newest: bool
) -> Entry:
    state = EntryState.DONE if row is not None else EntryState.OVERDUE if day < today else EntryState.AHEAD
    return Entry(
        of=EntryOf.DUTY,
        key=f"plikt-{duty.id}-{day:%Y-%m}",
        id=duty.id,
        kind=duty.kind,
        title=duty.title,
        due=day,
        state=state,
        responsible=who,
        service_areas=(duty.service_area,) if duty.service_area else (),
        done_on=row.done_on if row else None,
        note=row.note if row else None,
        why=duty.why,
        counts_overdue=is_newest,
    )
