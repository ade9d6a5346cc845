"""One duty: what it is, when it was done, and writing it down, changing it, marking it as done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.text import date_text, t
from dashboard.usecases.choices import Option
from dashboard.usecases.duty_entries import entries_of, month_of, responsibles
from dashboard.usecases.duty_writing import DONE_FIELDS, duty_fields, duty_options
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today as this_day
from dashboard.usecases.wheel_entries import Entry, in_order
from dashboard.usecases.writing import Unfit
from dashboard.usecases.written import EditView, history_of
from db import models
from db.engine import reading
from db.queries import duties as queries
from db.queries import goals as goal_queries
from db.queries import indicators as indicator_queries
from db.terms import Role

MONTHS_AHEAD = 13
MOST_SHOWN = 12  # times of the past


@dataclass(frozen=True, slots=True)
class DutyPage:
    id: int | None
    title: str | None
    why: str | None
    times: tuple[Entry, ...]  # the newest that are past and the next ones, in time order
    rhythm: str | None
    service: str | None
    source: tuple[str, str | None] | None  # the words and the address
    asked_by: tuple[str, str] | None  # the strategy's delmål and its veivalg
    indicator: tuple[str, str] | None
    is_from_file: bool
    ended_on: dt.date | None
    form: FormView | None  # for those who may write
    history: tuple[EditView, ...] = ()


def duty_page(
    asker: Asker,
    id: int | None,
    given: Mapping[str, object] | None = None,
    unfit: Unfit | None = None,
    today: dt.date | None = None,
) -> DutyPage:
    """One duty, or the empty form of a new one (id None); with `unfit` the form as it was written."""
    require(asker.user, Role.READER if id is not None else Role.LEADER)
    with reading(asker.engine) as session:
        now = today or this_day()
        duty = found_duty(session, id) if id is not None else None
        form = _form(session, duty, given, unfit, now) if asker.user.role.may(Role.LEADER) else None
        return DutyPage(id=None, **EMPTY, form=form) if duty is None else _page(session, duty, form, now)


EMPTY = dict.fromkeys(("title", "why", "rhythm", "service", "source", "asked_by", "indicator", "ended_on")) | {
    "times": (),
    "is_from_file": False,
}


def exists(asker: Asker, number: str) -> bool:
    with reading(asker.engine) as session:
        return not number.isdecimal() or len(number) > 9 or queries.find_duty(session, int(number)) is not None


def found_duty(session: Session, id: int) -> models.Duty:
    duty = queries.find_duty(session, id)
    if duty is None:
        raise NotFound("unknown_duty")
    return duty


def _form(session: Session, duty: models.Duty | None, given: Mapping[str, object] | None, unfit: Unfit | None, today: dt.date) -> FormView:
    options = duty_options(session, duty, today)
    fields = duty_fields(options, is_from_file=duty is not None and duty.file_id is not None)
    standing = _standing(duty) if duty else {"interval_months": 12}
    values = given if unfit is not None and given is not None else standing
    revision = given.get("revision") if unfit and given else duty.revision if duty else None
    return form_view("duty", fields, values, options=options, faults=unfit.faults if unfit else (), revision=revision)


def _standing(duty: models.Duty) -> dict[str, object]:
    plain = ("title", "kind", "first_on", "interval_months", "service_area", "post", "why", "source", "link", "ended_on")
    months = [month for month in (duty.months or "").split(",") if month]
    codes = {name: None if getattr(duty, name) is None else str(getattr(duty, name)) for name in ("owner", "objective", "indicator")}
    return {name: getattr(duty, name) for name in plain} | {"months": months} | codes


def _page(session: Session, duty: models.Duty, form: FormView | None, today: dt.date) -> DutyPage:
    names = {row.id: row.name for row in indicator_queries.all_indicators(session)}
    services = {service.id: service.name for service in indicator_queries.service_areas(session)}
    return DutyPage(
        id=duty.id,
        title=duty.title,
        why=duty.why,
        times=tuple(_times(session, duty, today)),
        rhythm=rhythm(duty),
        service=services.get(duty.service_area or ""),
        source=(duty.source, duty.link) if duty.source else None,
        asked_by=_asked_by(session, duty),
        indicator=(duty.indicator, names[duty.indicator]) if duty.indicator else None,
        is_from_file=duty.file_id is not None,
        ended_on=duty.ended_on,
        form=form,
        history=history_of(session, models.Duty, duty.id, lambda name, value: said(session, name, value)),
    )


def _times(session: Session, duty: models.Duty, today: dt.date) -> list[Entry]:
    done = {(row.duty, row.month): row for row in queries.done_of(session, duty.id) if row.done_on is not None}
    last = today + dt.timedelta(days=31 * MONTHS_AHEAD * max(1, duty.interval_months // 12))
    found = in_order(list(entries_of(duty, done, responsibles(session, today), last, today)))
    past = [entry for entry in found if entry.due < today or entry.done_on]
    return [*past[-MOST_SHOWN:], *[entry for entry in found if entry not in past][:MOST_SHOWN]]


def rhythm(duty: models.Duty) -> str:
    """«Hvert år i februar og juni», «hver 3. måned»."""
    if duty.months:
        months = [t(f"component.month.{month}") for month in duty.months.split(",")]
        named = t("wheel.and", first=", ".join(months[:-1]), last=months[-1]) if len(months) > 1 else months[0]
        years = duty.interval_months // 12
        return t("wheel.rhythm.years", years=years, months=named) if years > 1 else t("wheel.rhythm.year", months=named)
    return t("wheel.rhythm.months", count=duty.interval_months)


def _asked_by(session: Session, duty: models.Duty) -> tuple[str, str] | None:
    objective = goal_queries.find_objective(session, duty.objective) if duty.objective is not None else None
    return (objective.title, duty.pathway or "") if objective else None


def said(session: Session, name: str, value: object) -> str:
    """What stands in a column, for the history."""
    if value in (None, ""):
        return t("edits.nothing")
    if name == "kind":
        return t(f"wheel.kind.{value}")
    if name == "owner":
        return next((one.label for one in responsibles(session, this_day()).values() if one.key == f"eier-{value}"), str(value))
    if name.endswith("_on"):
        return date_text(dt.date.fromisoformat(str(value)))
    return str(value)


def time_options(page: DutyPage) -> list[Option]:
    """The times that can be marked as done, the one that asks first."""
    waiting = [entry for entry in page.times if entry.done_on is None]
    return [Option(month_of(entry.due), t("wheel.time", day=entry.due)) for entry in waiting]


def done_view(written: Mapping[str, object], unfit: Unfit | None = None) -> FormView:
    """The form for marking a time as done: today, until another day is written."""
    values = written or {"done_on": this_day()}
    return form_view("duty_done", DONE_FIELDS, values, faults=unfit.faults if unfit else ())
