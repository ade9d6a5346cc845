"""When figures are due, computed from the catalogue, and from the deliveries whether they came: nothing of it is stored."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.auth import Asker
from dashboard.text import t
from dashboard.usecases.completeness import CompletenessSelection, Grid, completeness
from dashboard.usecases.expected import There, due, periods_to_come
from dashboard.usecases.kept import kept
from dashboard.usecases.wheel_entries import Entry, EntryOf, EntryState, Responsible
from db import models
from db.acting import DutyKind
from db.engine import reading
from db.queries import indicators as indicator_queries
from db.queries.observations import current_version
from db.terms import Period

SEVERAL = "flere"  # as an address says it
NOT_ASKED_FOR = (There.NOT_RELEVANT, There.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Due:
    """One indicator and period. `is_judged`: the newest that is due, after which nothing of it has come."""

    indicator: models.Indicator
    source: str
    period: Period
    day: dt.date
    states: tuple[There, ...]
    is_judged: bool


def data_deadlines(asker: Asker, service_area: str | None, last: dt.date, today: dt.date) -> list[Entry]:
    """One for each source and period whose figures are due on the same day; those of one service alone where it is asked for."""
    with reading(asker.engine) as session:
        key = ("data deadlines", current_version(session), today, asker.settings.home_area, service_area, last)
    return kept(asker.engine, key, lambda: _computed(asker, service_area, last, today))


def _computed(asker: Asker, service_area: str | None, last: dt.date, today: dt.date) -> list[Entry]:
    grids = completeness(asker, CompletenessSelection(service_area=service_area or ""), today).grids
    with reading(asker.engine) as session:
        indicators = {row.id: row for row in indicator_queries.all_indicators(session)}
    together: Mapping[tuple[str, Period, dt.date], list[Due]] = defaultdict(list)
    for grid in grids:
        for each in _of(grid, indicators[grid.indicator], last):
            together[each.source, each.period, each.day].append(each)
    found = (_entry(group, today) for group in together.values())
    return [entry for entry in found if entry.expected]


def _of(grid: Grid, indicator: models.Indicator, last: dt.date) -> Iterator[Due]:
    rows = [row for row in grid.rows if row.is_unit or not grid.has_units]
    for place, period in enumerate(grid.periods):
        states = tuple(row.states[place] for row in rows)
        yield Due(indicator, grid.source, period, due(period, grid.publication_month), states, period == grid.judged)
    if not grid.periods:
        return
    waited_for = tuple(There.AWAITED for row in rows if row.states[-1] not in NOT_ASKED_FOR)
    months = [int(month) for month in (indicator.months or "").split(",") if month]
    for period in periods_to_come(grid.periods[-1], months, grid.publication_month, last):
        yield Due(indicator, grid.source, period, due(period, grid.publication_month), waited_for, is_judged=False)


def _entry(group: Sequence[Due], today: dt.date) -> Entry:
    first = group[0]
    states = [state for each in group for state in each.states if state not in NOT_ASKED_FOR]
    delivered = sum(not state.is_wanting and state is not There.AWAITED for state in states)
    is_done = delivered == len(states)
    state = EntryState.DONE if is_done else EntryState.OVERDUE if first.day < today else EntryState.AHEAD
    return Entry(
        of=EntryOf.DATA,
        key=f"data-{first.indicator.source}-{first.period}-{first.day}",
        id=None,
        kind=DutyKind.DATA_DEADLINE,
        title=t(f"wheel.data.{first.period.frequency}", period=first.period, source=first.source),
        due=first.day,
        state=state,
        responsible=_responsible(group),
        service_areas=tuple(sorted({each.indicator.service_area for each in group})),
        delivered=delivered,
        expected=len(states),
        counts_overdue=any(each.is_judged and any(state.is_wanting for state in each.states) for each in group),
    )


def _responsible(group: Sequence[Due]) -> Responsible | None:
    """The post that the catalogue names; «flere» where the figures have different ones."""
    owners = {each.indicator.owner for each in group if each.indicator.owner}
    if len(owners) > 1:
        return Responsible(SEVERAL, post=t("wheel.several"))
    return next((Responsible(owner, post=owner) for owner in owners), None)
