"""The targets of an indicator: every one there has been, who decided it, and deciding a new one. None is ever changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.text import t, value_with_unit
from dashboard.usecases.choices import Option
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today
from dashboard.usecases.target_order import Step, contradicted, last_day
from dashboard.usecases.writing import Day, Fault, FieldKind, Number, One, Text, Unfit, read_fields, storing
from db import models
from db.engine import reading
from db.queries import areas as area_queries
from db.queries import indicators as queries
from db.queries.edits import edits_of
from db.terms import Direction, Kind, Role, TargetLevel
from db.writes import edits

FORM = "target"
HIGHEST_OF = {"percent": 100.0}
FROM_ZERO = (Kind.PROPORTION, Kind.RATE, Kind.COUNT)


@dataclass(frozen=True, slots=True)
class TargetLine:
    level: TargetLevel
    value: str
    area: str | None  # the place's name; None = everywhere
    valid_from: dt.date
    valid_to: dt.date | None  # also where the next one took over
    holds: bool  # today
    source: str
    decided_by: str | None
    written_by: str | None  # None where it came with the catalogue
    written_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class TargetsPage:
    id: str
    name: str
    direction: Direction
    lines: tuple[TargetLine, ...]  # what holds now first
    hindrance: str | None  # why the indicator can have no target
    form: FormView | None  # for those who may decide


def targets_page(asker: Asker, indicator: str) -> TargetsPage:
    """NotFound for an indicator that there is not."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        row = _indicator(session, indicator)
        may_write = asker.user.role.may(Role.ANALYST) and _hindrance(row) is None
        options = _options(asker, session, row)
        form = form_view(FORM, _fields(row, options), {}, options=options) if may_write else None
        return TargetsPage(row.id, row.name, row.direction, tuple(_lines(session, row)), _hindrance(row), form)


def target_lines(asker: Asker, indicator: str) -> tuple[TargetLine, ...]:
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        return tuple(_lines(session, _indicator(session, indicator)))


def decide_target(asker: Asker, indicator: str, written: Mapping[str, object], at: dt.datetime | None = None) -> int:
    """A new row; its number. Unfit where it contradicts itself or the target of the other level."""
    require(asker.user, Role.ANALYST)
    with storing(asker, at=at) as (session, stamp):
        row = _indicator(session, indicator)
        hindrance = _hindrance(row)
        if hindrance:
            raise Unfit(Fault("value", hindrance))
        read = read_fields(_fields(row, _options(asker, session, row)), written)
        columns = read | {"level": TargetLevel(str(read["level"]))}
        _check(row, Step(**{name: columns[name] for name in ("level", "value", "valid_from", "valid_to", "area")}), _steps(session, row))
        return edits.add(session, models.Target(indicator=row.id, **columns), stamp).id


def form_again(asker: Asker, indicator: str, written: Mapping[str, object], unfit: Unfit) -> FormView:
    """What was written, with what is wrong in it."""
    with reading(asker.engine) as session:
        row = _indicator(session, indicator)
        options = _options(asker, session, row)
        return form_view(FORM, _fields(row, options), written, options=options, faults=unfit.faults)


def _indicator(session: Session, id: str) -> models.Indicator:
    row = queries.find_indicator(session, id)
    if row is None:
        raise NotFound("unknown_indicator", found=id)
    return row


def _hindrance(row: models.Indicator) -> str | None:
    if row.direction is Direction.NEUTRAL:
        return "no_direction"
    return "yes_no" if row.kind is Kind.YES_NO else None


def _fields(row: models.Indicator, options: Mapping[str, Sequence[Option]]) -> dict[str, FieldKind]:
    """Who said it, who decided it and from when are asked for: without them nobody can tell later why the line lies there."""
    lowest = 0.0 if row.kind in FROM_ZERO else None
    return {
        "level": One([each.value for each in options["level"]]),
        "value": Number(lowest, HIGHEST_OF.get(row.unit)),
        "valid_from": Day(),
        "valid_to": Day(is_needed=False),
        "area": One([each.value for each in options["area"]], is_needed=False),
        "source": Text(),
        "decided_by": Text(),
    }


def _options(asker: Asker, session: Session, row: models.Indicator) -> dict[str, list[Option]]:
    """A unit of the indicator's own service may have a target of its own."""
    units = [unit for unit in area_queries.units(session) if unit.service_area in (row.service_area, None) and unit.valid_to is None]
    home = [area for area in area_queries.all_areas(session) if area.code == asker.settings.home_area]
    return {
        "level": [Option(level, t(f"form.target.level_of.{level}")) for level in TargetLevel],
        "area": [Option(area.code, area.name) for area in (*home, *units)],
    }


def _steps(session: Session, row: models.Indicator) -> list[Step]:
    found = queries.targets(session, [row.id])
    return [Step(each.level, each.value, each.valid_from, each.valid_to, each.area, each.id) for each in found]


def _check(row: models.Indicator, new: Step, steps: Sequence[Step]) -> None:
    if new.valid_to and new.valid_to < new.valid_from:
        raise Unfit(Fault("valid_to", "valid_to_before_start", {"day": new.valid_to, "start": new.valid_from}))
    if any((each.level, each.valid_from, each.area) == (new.level, new.valid_from, new.area) for each in steps):
        raise Unfit(Fault("valid_from", "target_known", {"day": new.valid_from}))
    other = contradicted(new, steps, row.direction)
    if other:
        facts = {"value": _value(row, other.value), "first": other.valid_from}
        raise Unfit(
            Fault("value", f"easier_than_{other.level}" if new.level is TargetLevel.AMBITION else f"harder_than_{other.level}", facts)
        )


def _lines(session: Session, row: models.Indicator) -> list[TargetLine]:
    steps, names = _steps(session, row), {area.code: area.name for area in area_queries.all_areas(session)}
    rows = {each.id: each for each in queries.targets(session, [row.id])}
    lines = [_line(session, row, each, last_day(each, steps), names, rows[each.key]) for each in steps]
    return sorted(lines, key=lambda line: (not line.holds, -line.valid_from.toordinal(), line.level))


def _line(
    session: Session, row: models.Indicator, step: Step, last: dt.date | None, names: Mapping[str, str], stored: models.Target
) -> TargetLine:
    written = edits_of(session, models.Target, stored.id)
    return TargetLine(
        level=step.level,
        value=_value(row, step.value),
        area=names.get(step.area, step.area) if step.area else None,
        valid_from=step.valid_from,
        valid_to=last,
        holds=step.valid_from <= today() <= (last or dt.date.max),
        source=stored.source,
        decided_by=stored.decided_by,
        written_by=written[0].made_by if written else None,
        written_at=written[0].made_at if written else None,
    )


def _value(row: models.Indicator, value: float) -> str:
    """With all its decimals: 2,25 is not 2,3."""
    own = -int(Decimal(repr(value)).normalize().as_tuple().exponent)
    return value_with_unit(value, row.unit, max(row.decimals, own))
