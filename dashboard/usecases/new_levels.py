"""A new level is decided by people, with cause, date and name, where the numbers bear it out; it is logged, and can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.auth import Asker, Conflict, require
from dashboard.text import t
from dashboard.usecases.choices import Option
from dashboard.usecases.effects import MeasureEffect, effect_of
from dashboard.usecases.finished import Series
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today
from dashboard.usecases.writing import LONG, Day, Fault, FieldKind, One, Text, Unfit, read_fields, storing
from db.engine import reading
from db.models import NewLevel
from db.queries import areas as area_queries
from db.queries import levels as queries
from db.terms import MarkKind, Period, Role
from db.writes.levels import decide_level, take_back_level

WHO = Role.COMMITTEE  # and analysts, who may do more
DECIDE, TAKE_BACK = "new_level", "level_taken_back"  # the forms, by their keys among the words
DECIDING = {"cause": Text(longest=LONG), "decided_by": Text(), "decided_on": Day()}


@dataclass(frozen=True, slots=True)
class LevelEntry:
    """One line of the log; `taken_back_*` are None while the level stands."""

    id: int
    area: str
    area_name: str
    period: Period
    cause: str
    decided_by: str
    decided_on: dt.date
    written_by: str
    written_at: dt.datetime
    taken_back_by: str | None = None
    taken_back_at: dt.datetime | None = None
    taken_back_why: str | None = None

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None


def may_decide(asker: Asker) -> bool:
    return asker.user.role.may(WHO)


def level_log(asker: Asker, indicator: str) -> tuple[LevelEntry, ...]:
    """Every new level that was ever decided on the page for this indicator, wherever, the newest first."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        names = {area.code: area.name for area in area_queries.all_areas(session)}
        return tuple(_entry(*row, names) for row in queries.levels_ever(session, indicator))


def _entry(level: NewLevel, brought: object, taken: object, names: Mapping[str, str]) -> LevelEntry:
    back = (taken.created_by, taken.created_at, level.taken_back_why) if taken else ()
    place = (level.area, names.get(level.area, level.area), Period.parse(level.period))
    decided = (level.cause, level.decided_by, level.decided_on)
    return LevelEntry(level.id, *place, *decided, brought.created_by, brought.created_at, *back)


def level_form(
    asker: Asker, effect: MeasureEffect, given: Mapping[str, object] | None = None, faults: Sequence[Fault] = ()
) -> FormView | None:
    """None where a new level is not suggested, or is not for the asker to decide. The cause is proposed: it is the measure."""
    if not effect.suggestion.is_made or not may_decide(asker):
        return None
    proposed = {"cause": effect.measure.title, "decided_by": asker.user.name, "decided_on": today()}
    return form_view(DECIDE, DECIDING, proposed | dict(given or {}), faults=faults)


def decide(asker: Asker, indicator: str, area: str, action: int, given: Mapping[str, object]) -> int:
    """Count a new level from the measure on; Conflict where the numbers do not bear it out. Returns the level's number."""
    require(asker.user, WHO)
    written = read_fields(DECIDING, given)
    if written["decided_on"] > today():
        raise Unfit(Fault("decided_on", "day_to_come"))
    found = effect_of(asker, action, indicator, area)
    if not found.suggestion.is_made or found.level_from is None:
        raise Conflict("level_not_suggested", why=" ".join(found.no_level))
    with storing(asker) as (session, stamp):
        standing = queries.standing_levels(session, [indicator])
        if any((level.area, level.period) == (area, str(found.level_from)) for level in standing):
            raise Conflict("level_stands")
        where = {"indicator": indicator, "area": area, "period": str(found.level_from)}
        return decide_level(session, stamp, **where, **written, action=action).id


def take_back(asker: Asker, indicator: str, area: str, given: Mapping[str, object]) -> None:
    """The level no longer counts; that it did stays in the log. A Conflict where somebody has just taken it back."""
    require(asker.user, WHO)
    entries = _of_place(level_log(asker, indicator), area)
    written = read_fields(_taking_back(entries), given)
    with storing(asker) as (session, stamp):
        level = queries.find_level(session, int(written["level"]))
        if level.taken_back_version is not None:
            raise Conflict("level_taken_back")
        take_back_level(session, level, written["why"], stamp)


def take_back_form(
    entries: Sequence[LevelEntry], area: str, given: Mapping[str, object] | None = None, faults: Sequence[Fault] = ()
) -> FormView | None:
    """None where no level stands in this place."""
    standing = [entry for entry in _of_place(entries, area) if entry.stands]
    if not standing:
        return None
    options = [Option(str(entry.id), t("new_level.option", since=entry.period, cause=entry.cause)) for entry in standing]
    usual = {"level": options[0].value}
    return form_view(TAKE_BACK, _taking_back(standing), usual | dict(given or {}), options={"level": options}, faults=faults)


def _of_place(entries: Sequence[LevelEntry], area: str) -> list[LevelEntry]:
    return [entry for entry in entries if entry.area == area]


def _taking_back(entries: Sequence[LevelEntry]) -> Mapping[str, FieldKind]:
    return {"level": One([str(entry.id) for entry in entries]), "why": Text(longest=LONG)}


def has_levels(series: Series) -> bool:
    """Whether a new level is counted in this chart, or was set aside in it."""
    return any(mark.kind is MarkKind.REBASE for mark in series.marks)
