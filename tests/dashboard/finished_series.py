"""Builders of finished series for tests of figures and components: only what a test says differs from the ordinary."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from dashboard.usecases.finished import (
    AreaFacts,
    Chart,
    IndicatorFacts,
    Line,
    LineRole,
    Point,
    Provenance,
    Series,
    Signal,
    TargetStep,
    Verdict,
    Why,
)
from dashboard.usecases.noted import Break
from db.terms import AreaType, Direction, Frequency, Goal, IndicatorState, IndicatorType, Kind, Period, Status, TargetLevel


def indicator(**changes: object) -> IndicatorFacts:
    usual = IndicatorFacts(
        id="fall_med_skade",
        name="Fall med skade",
        short_name="Fall med skade",
        service_area="sykehjem",
        service_area_name="Sykehjem",
        goal=Goal.FEWER_HARMS,
        type=IndicatorType.OUTCOME,
        kind=Kind.RATE,
        unit="per_1000",
        direction=Direction.LOWER_IS_BETTER,
        frequency=Frequency.MONTH,
        decimals=1,
        small_number_limit=5,
        state=IndicatorState.APPROVED,
        source="egne_tall",
        source_name="Egne tall",
        licence="intern",
    )
    return dataclasses.replace(usual, **changes)


def area(name: str = "Færder", code: str = "3911", type: AreaType = AreaType.MUNICIPALITY, is_fictional: bool = False) -> AreaFacts:
    return AreaFacts(code, name, type, is_fictional)


def points(values: Sequence[float | None], first: str = "2024-M01", **of_all: object) -> tuple[Point, ...]:
    """Consecutive periods from the first; None is a period that is missing."""
    made, period = [], Period.parse(first)
    for value in values:
        status = Status.NORMAL if value is not None else Status.MISSING
        made.append(Point(period, value, status, **(of_all if value is not None else {})))
        period = period.following
    return tuple(made)


def segments_of(all_points: Sequence[Point], breaks: Sequence[Break] = ()) -> tuple[tuple[Point, ...], ...]:
    starts = {gap.period for gap in breaks}
    segments: list[list[Point]] = [[]]
    for point in all_points:
        if point.value is None or point.period in starts:
            segments.append([])
        if point.value is not None:
            segments[-1].append(point)
    return tuple(tuple(segment) for segment in segments if segment)


def comparator(values: Sequence[float | None], name: str = "Landet", role: LineRole = LineRole.COUNTRY, first: str = "2024-M01") -> Line:
    return Line(area(name, code=name), role, points(values, first))


def target(
    value: float, first_day: str = "2020-01-01", last_day: str | None = None, level: TargetLevel = TargetLevel.AMBITION
) -> TargetStep:
    return TargetStep(level, value, dt.date.fromisoformat(first_day), dt.date.fromisoformat(last_day) if last_day else None, "vedtak")


def provenance(**changes: object) -> Provenance:
    usual = Provenance(
        source_name="Egne tall",
        licence="intern",
        last_period=Period.parse("2026-M03"),
        delivery=12,
        file_name="mars.csv",
        received_at=dt.datetime(2026, 4, 4, 9, 30, tzinfo=dt.UTC),
        received_by="Kari Nordmann",
        reported=6,
        expected=6,
    )
    return dataclasses.replace(usual, **changes)


def series(values: Sequence[float | None] = (3, 4, 2), first: str = "2024-M01", **changes: object) -> Series:
    """A series of consecutive periods; `points`, `indicator` and all else can be given."""
    own = changes.pop("points", None) or points(values, first)
    usual = Series(
        indicator=indicator(),
        area=area(),
        breakdown="",
        chart=Chart.LINE,
        why=Why.FEW_POINTS,
        points=own,
        segments=segments_of(own, changes.get("breaks", ())),
        comparators=(),
        targets=(),
        breaks=(),
        change=Verdict(Signal.ORDINARY, "same"),
        comparison=None,
        goal=None,
        sentence="Tallet er som før.",
        provenance=provenance(),
    )
    return dataclasses.replace(usual, **changes)
