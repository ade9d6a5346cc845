"""A later first year hides points, it changes no claim: what was found of all years is shown from that year on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.selection import Selection
from dashboard.usecases.finished import Point, Series
from dashboard.usecases.lines import within_years
from dashboard.usecases.marked import within
from dashboard.usecases.provenance import completeness


def shown_from(series: Series, year: int) -> Series:
    """The same claims with fewer points."""
    points = _since(series.points, year)
    beside = (replace(line, points=_since(line.points, year)) for line in series.comparators)
    return replace(
        series,
        points=points,
        segments=tuple(run for run in (_since(segment, year) for segment in series.segments) if run),
        comparators=tuple(line for line in beside if _has_values(line.points)),
        marks=within(series.marks, [point.period for point in points]),
        waits=series.waits.since(year) if series.waits else None,
        other_frequency=_since(series.other_frequency, year),
        provenance=replace(series.provenance, **completeness(series.indicator, points)),
    )


def rests_on_earlier(series: Series, year: int) -> bool:
    """Whether a claim is made of numbers that would not be shown, so that the series must be judged without them."""
    is_compared_before = series.comparison is not None and series.comparison.since.year < year
    return is_compared_before or bool(series.units) or not _has_values(_since(series.points, year))


def _has_values(points: Sequence[Point]) -> bool:
    return any(point.value is not None for point in points)


def _since(points: Sequence[Point], year: int) -> tuple[Point, ...]:
    return within_years(points, Selection(first_year=year))
