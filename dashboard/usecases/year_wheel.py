"""Årshjul: all that is due through a year, what is overdue, and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.auth import Asker, require
from dashboard.text import alphabetical, t
from dashboard.usecases.choices import Option
from dashboard.usecases.data_deadlines import data_deadlines
from dashboard.usecases.duty_entries import duty_entries
from dashboard.usecases.lateness import today as this_day
from dashboard.usecases.risk_reviews import risk_reviews
from dashboard.usecases.wheel_entries import Entry, EntryState, WheelSelection, in_order
from db.acting import DutyKind
from db.engine import reading
from db.queries import indicators as indicator_queries
from db.terms import Role

NEAR = 1  # years before and after this one that can be turned to
PAST = 365  # days back in a calendar that somebody subscribes to


@dataclass(frozen=True, slots=True)
class YearWheel:
    """`of_year` by day; `overdue` and `next` whatever the year."""

    year: int
    today: dt.date
    of_year: tuple[Entry, ...]
    overdue: tuple[Entry, ...]
    next: tuple[Entry, ...]
    chosen: WheelSelection
    kinds: tuple[Option, ...]
    responsible: tuple[Option, ...]
    months: tuple[Option, ...]
    services: tuple[Option, ...]
    years: tuple[Option, ...]
    service_names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How many things are overdue, and the next that come."""

    overdue: int
    next: tuple[Entry, ...]


def year_wheel(asker: Asker, chosen: WheelSelection, today: dt.date | None = None) -> YearWheel:
    require(asker.user, Role.READER)
    now = today or this_day()
    year = chosen.year or now.year
    with reading(asker.engine) as session:
        names = {service.id: service.name for service in indicator_queries.service_areas(session)}
    every = entries(asker, chosen.service_area, dt.date(max(year, now.year + NEAR), 12, 31), now)
    taken = [entry for entry in every if chosen.takes(entry)]
    return YearWheel(
        year=year,
        today=now,
        of_year=tuple(entry for entry in taken if entry.due.year == year),
        overdue=tuple(entry for entry in taken if entry.asks),
        next=tuple(coming(taken, now)),
        chosen=chosen,
        kinds=(Option("", t("wheel.all_kinds")), *(Option(kind, t(f"wheel.kind.{kind}")) for kind in DutyKind)),
        responsible=(Option("", t("wheel.everybody")), *_responsible(every)),
        months=(Option("", t("wheel.all_months")), *(Option(str(n), t(f"component.month.{n}")) for n in range(1, 13))),
        services=(Option("", t("filter.all_services")), *(Option(id, name) for id, name in names.items())),
        years=tuple(Option("" if each == now.year else str(each), str(each)) for each in _years(year, now.year)),
        service_names=names,
    )


def entries(asker: Asker, service_area: str | None, last: dt.date, today: dt.date) -> list[Entry]:
    """All that is due until the last day, in time order; of the figures those of one service alone where it is asked for."""
    with reading(asker.engine) as session:
        recurring = [*duty_entries(session, last, today), *risk_reviews(session, last, today)]
    return in_order([*recurring, *data_deadlines(asker, service_area, last, today)])


def calendar_entries(asker: Asker, chosen: WheelSelection, today: dt.date | None = None) -> list[Entry]:
    """For those who subscribe: what was due in the past year, and what comes in this one and the next; or one year alone."""
    require(asker.user, Role.READER)
    now = today or this_day()
    last = dt.date(chosen.year or now.year + NEAR, 12, 31)
    first = dt.date(chosen.year, 1, 1) if chosen.year else now - dt.timedelta(days=PAST)
    return [entry for entry in entries(asker, chosen.service_area, last, now) if entry.due >= first and chosen.takes(entry)]


def deadlines(asker: Asker, most: int, service_area: str | None = None, today: dt.date | None = None) -> Deadlines:
    """For the front page."""
    require(asker.user, Role.READER)
    now = today or this_day()
    chosen = WheelSelection(service_area=service_area)
    taken = [entry for entry in entries(asker, service_area, dt.date(now.year + NEAR, 12, 31), now) if chosen.takes(entry)]
    return Deadlines(sum(entry.asks for entry in taken), tuple(coming(taken, now)[:most]))


def coming(taken: Sequence[Entry], today: dt.date) -> list[Entry]:
    return [entry for entry in taken if entry.state is EntryState.AHEAD and entry.due >= today]


def _responsible(every: Sequence[Entry]) -> list[Option]:
    found = {entry.responsible.key: entry.responsible.label for entry in every if entry.responsible}
    return [Option(key, label) for key, label in sorted(found.items(), key=lambda each: alphabetical(each[1]))]


def _years(chosen: int, this: int) -> list[int]:
    return sorted({chosen, *range(this - NEAR, this + NEAR + 1)})
