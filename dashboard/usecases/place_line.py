"""The observations of one place, under all the codes it has had, as one line with its breaks.

A renumbered place goes on; a merged one goes on only where the counts of all that were merged can be added. Ratios are never
averaged over predecessors. Every change of code is a visible break.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.usecases.finished import Point
from dashboard.usecases.noted import Break, Mark
from db.terms import MULTIPLIERS, Change, Frequency, Period, Status
from etl.places import Generation, Place


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """`points` in time order, of one frequency; `other` are those of the other frequencies."""

    points: tuple[Point, ...]
    other: tuple[Point, ...]
    breaks: tuple[Break, ...]
    marks: tuple[Mark, ...] = ()


def place_line(place: Place, rows: Mapping[str, Sequence], *, breakdown: str, frequency: Frequency, unit: str) -> PlaceLine:
    """`rows` holds the observations by area code. The newest code that gives a number for a period, or hides one, is the one that counts."""
    found: dict[Period, tuple[int, Point]] = {}
    for age, generation in enumerate(place.generations):
        for period, point in _generation_points(generation, rows, breakdown, unit).items():
            if period not in found or (_is_empty(found[period][1]) and point.value is not None):
                found[period] = (age, point)
    ordered = sorted(found.items(), key=lambda item: item[0].days)
    wanted = _main_frequency([period for period, _ in ordered], frequency)
    main = [(age, point) for period, (age, point) in ordered if period.frequency is wanted]
    other = tuple(point for period, (_, point) in ordered if period.frequency is not wanted)
    return PlaceLine(tuple(point for _, point in main), other, _breaks(place, main))


def _is_empty(point: Point) -> bool:
    return point.value is None and point.status is not Status.SUPPRESSED


def _main_frequency(periods: Sequence[Period], wanted: Frequency) -> Frequency:
    """The catalogue's frequency; where no period has it, the commonest one that there is."""
    present = [period.frequency for period in periods]
    return wanted if wanted in present or not present else max(set(present), key=present.count)


def _generation_points(generation: Generation, rows: Mapping[str, Sequence], breakdown: str, unit: str) -> dict[Period, Point]:
    every = ((_point(row) for row in rows.get(code, ()) if row.breakdown == breakdown) for code in generation.codes)
    of_code = [{point.period: point for point in points} for points in every]
    if len(of_code) == 1:
        return of_code[0]
    everywhere = set.intersection(*(set(points) for points in of_code)) if of_code else set()
    sums = {period: _sum([points[period] for points in of_code], unit) for period in everywhere}
    return {period: point for period, point in sums.items() if point is not None}


def _point(row) -> Point:
    return Point(
        period=Period.parse(row.period),
        value=row.value,
        status=row.status,
        numerator=row.numerator,
        denominator=row.denominator,
        lower=row.lower,
        upper=row.upper,
        delivery=row.delivery,
        note=row.note,
        invited=row.invited,
    )


def _sum(parts: Iterable[Point], unit: str) -> Point | None:
    """Numerators and denominators added; None where a part lacks them, since a ratio without them cannot be joined.

    Where a part is hidden the sum is too: less the parts that are shown it would tell the one that is not.
    """
    parts = list(parts)
    if any(part.status is Status.SUPPRESSED for part in parts):
        return Point(period=parts[0].period, value=None, status=Status.SUPPRESSED)
    if any(part.numerator is None or part.denominator is None or part.value is None for part in parts):
        return None
    numerator, denominator = (sum(getattr(part, name) for part in parts) for name in ("numerator", "denominator"))
    return Point(
        period=parts[0].period,
        value=MULTIPLIERS.get(unit, 1) * numerator / denominator,
        status=Status.NORMAL,
        numerator=numerator,
        denominator=denominator,
        delivery=max(part.delivery for part in parts),
    )


def _breaks(place: Place, main: Sequence[tuple[int, Point]]) -> tuple[Break, ...]:
    kept_code = [generation.since for generation in place.generations if generation.code_lives_on]
    breaks = []
    for (older, before), (newer, point) in pairwise(main):
        if older != newer:
            passed = place.generations[min(older, newer) : max(older, newer)]
            merged = any(generation.change is Change.MERGED for generation in passed)
            breaks.append(Break(point.period, "merged" if merged else "renumbered"))
        elif any(before.period.first_day < since <= point.period.first_day for since in kept_code):
            breaks.append(Break(point.period, "merged"))
    return tuple(breaks)
