"""The few numbers beside the chart: newest value, change over a year, target, comparators."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.text import NOTHING, number, period_text, t, value_with_unit
from dashboard.usecases.finished import Point, Series

Figure = tuple[str, str, str]


def figures_beside(series: Series) -> list[Figure]:
    """Label, value, note: only what is known."""
    return [*_newest(series), *_first(series), *_target(series), *_others(series)]


def _newest(series: Series) -> Iterator[Figure]:
    last = series.last
    if last is None:
        yield t("figures_beside.newest"), NOTHING, ""
        return
    counts = ""
    if last.numerator is not None and last.denominator is not None:
        counts = t("figures_beside.counts", numerator=number(last.numerator), denominator=number(last.denominator))
    yield t("figures_beside.newest"), _shown(series, last), " · ".join(part for part in (period_text(last.period), counts) if part)


def _first(series: Series) -> Iterator[Figure]:
    """The plain difference since the first point shown; whether it is real is said by the sentence, not here."""
    first = next((point for point in series.points if point.value is not None), None)
    if first is None or first is series.last:
        return
    yield t("figures_beside.first"), _shown(series, first), period_text(first.period)


def _target(series: Series) -> Iterator[Figure]:
    if series.goal:
        facts = series.indicator
        yield (
            t("figures_beside.target"),
            value_with_unit(series.goal.facts["target"], facts.unit, facts.decimals),
            str(series.goal.facts["source"]),
        )


def _others(series: Series) -> Iterator[Figure]:
    for line in series.comparators:
        newest = next(point for point in reversed(line.points) if point.value is not None)
        yield line.area.name, _shown(series, newest), period_text(newest.period)


def _shown(series: Series, point: Point) -> str:
    return value_with_unit(point.value, series.indicator.unit, series.indicator.decimals)
