"""What the analyst has noted, laid upon a line: where it breaks, which points are left out, what is told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from dashboard.usecases.finished import Point
from dashboard.usecases.noted import Break, Mark, Measure
from dashboard.usecases.place_line import PlaceLine
from db.terms import MarkKind, Period

BREAKS = (MarkKind.DEFINITION, MarkKind.SCALE, MarkKind.REBASE)


def marked(line: PlaceLine, marks: Sequence[Mark], *, without_levels: bool = False) -> PlaceLine:
    """The line with its marks; those that fall outside its time, or begin it, are left out. Without new levels these are told and break nothing."""
    if not marks or not line.points:
        return line
    placed = tuple(mark for mark in (_placed(mark, line.points) for mark in marks) if mark is not None)
    if without_levels:
        placed = tuple(replace(mark, is_set_aside=mark.kind is MarkKind.REBASE) for mark in placed)
    ghosts = {mark.period for mark in placed if mark.kind is MarkKind.GHOST}
    breaks = [Break(mark.period, str(mark.kind)) for mark in placed if mark.kind in BREAKS and not mark.is_set_aside]
    return replace(
        line,
        points=tuple(replace(point, is_ghost=True) if point.period in ghosts else point for point in line.points),
        breaks=tuple(sorted((*line.breaks, *breaks), key=lambda gap: gap.period)),
        marks=placed,
    )


def _placed(mark: Mark, points: Sequence[Point]) -> Mark | None:
    """A break lies before the first point at or after its period, since that period itself may have no row."""
    if mark.kind not in BREAKS:
        return mark if points[0].period <= mark.period <= points[-1].period else None
    first = next((point.period for point in points if point.period.first_day >= mark.period.first_day), None)
    return None if first in (None, points[0].period) else replace(mark, period=first)


Noted = TypeVar("Noted", Mark, Measure)


def within(marks: Sequence[Noted], periods: Sequence[Period]) -> tuple[Noted, ...]:
    """Those of the periods shown."""
    return tuple(mark for mark in marks if periods and periods[0] <= mark.period <= periods[-1])
