"""Facts for tests, with defaults for all that a test does not speak of."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from itertools import chain, count
from typing import Any

from sqlalchemy import Engine

from db.engine import writing
from db.models import Area, GoalText, Indicator, ServiceArea, Source
from db.terms import AreaType, Direction, Frequency, Goal, IndicatorState, IndicatorType, Kind, Period, Status
from db.writes.observations import COLUMNS, Columns, Row, store

FALLS, HOME = "fall-med-skade", "3911"
WITHOUT_VALUE = {"-": Status.MISSING, ":": Status.SUPPRESSED, "..": Status.NOT_REPORTED, ".": Status.NOT_RELEVANT}
NUMBERS = count(1)


def an_area(code: str = HOME, **given: Any) -> Area:
    return Area(**{"code": code, "name": f"Område {code}", "type": AreaType.MUNICIPALITY, "is_fictional": False} | given)


def an_indicator(id: str = FALLS, **given: Any) -> Indicator:
    return Indicator(**indicator_columns(id, **given))


def indicator_columns(id: str = FALLS, **given: Any) -> dict[str, Any]:
    """An approved one: monthly falls with harm per 1000 days of stay, from the municipality's own files."""
    usual = {
        "id": id,
        "name": f"Indikator {id}",
        "service_area": "sykehjem",
        "goal": Goal.FEWER_HARMS,
        "type": IndicatorType.OUTCOME,
        "source": "own",
        "source_key": id,
        "kind": Kind.RATE,
        "unit": "per_1000",
        "direction": Direction.LOWER_IS_BETTER,
        "frequency": Frequency.MONTH,
        "decimals": 1,
        "small_number_limit": 5,
        "state": IndicatorState.APPROVED,
    }
    return usual | given


def words() -> list[Source | ServiceArea | GoalText]:
    """What an indicator points at: its source, its service area and its goal."""
    return [
        Source(id="own", name="Egne tall", licence="egne"),
        ServiceArea(id="sykehjem", name="Sykehjem", position=1),
        *(GoalText(id=goal, name=f"Mål {goal}", position=position) for position, goal in enumerate(Goal, 1)),
    ]


def a_delivery(content: str | None = None, **given: Any) -> dict[str, Any]:
    """The facts of a delivery; without content it is another file than any before."""
    content = f"file {next(NUMBERS)}" if content is None else content
    usual = {
        "source": "own",
        "layout": "own",
        "file_name": "tall.csv",
        "sha256": hashlib.sha256(content.encode()).hexdigest(),
        "answers": "{}",
        "received_at": dt.datetime(2026, 3, 4, 9, 15),
        "received_by": "Kari",
        "rows": 1,
    }
    return usual | given


def observations(
    values: str, *, indicator: str = FALLS, area: str = HOME, breakdown: str = "", first: str = "2024-M01", **given: Any
) -> list[Row]:
    """One row a period from `first` on. `50` is a value, `50*` a provisional one, `3/60` has its counts and is their share in percent.

    `-` is missing, `:` suppressed, `..` not reported, `.` not relevant; `_` leaves the period out.
    """
    rows, period = [], Period.parse(first)
    for text in values.split():
        if text != "_":
            rows.append(_row({"indicator": indicator, "area": area, "breakdown": breakdown, "period": str(period)} | _number(text) | given))
        period = period.following
    return rows


def _number(text: str) -> dict[str, Any]:
    if text in WITHOUT_VALUE:
        return {"status": WITHOUT_VALUE[text].value}
    status = Status.PROVISIONAL if text.endswith("*") else Status.NORMAL
    numerator, slash, denominator = text.rstrip("*").partition("/")
    if not slash:
        return {"status": status.value, "value": float(numerator)}
    counts = {"numerator": float(numerator), "denominator": float(denominator)}
    return counts | {"status": status.value, "value": 100 * counts["numerator"] / counts["denominator"]}


def _row(known: dict[str, Any]) -> Row:
    return tuple(known.get(name) for name in COLUMNS)


def as_columns(rows: Iterable[Row]) -> Columns:
    """The same rows as db.writes takes them."""
    rows = list(rows)
    return dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(COLUMNS, ())


def settle(engine: Engine, *, indicators: Iterable[str] = (FALLS,), areas: Iterable[str] = (HOME,)) -> None:
    """Make a database that has these indicators and areas, and what they point at."""
    with writing(engine) as session:
        session.add_all(words())
        session.flush()
        session.add_all([*map(an_indicator, indicators), *map(an_area, areas)])


def deliver(engine: Engine, *rows: Iterable[Row], **facts: Any) -> int:
    """Store rows as one delivery in a transaction of its own; its number."""
    with writing(engine) as session:
        return store(session, a_delivery(**facts), as_columns(chain(*rows)))
