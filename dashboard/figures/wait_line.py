"""Rare events as a picture of their own: the waits between them as one line, or too few of them as dots on a strip of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.figures.marks import is_hidden
from dashboard.text import number, t
from dashboard.usecases.finished import Chart, Kind, Point, Series, Status
from dashboard.usecases.wait_words import wait_text
from dashboard.usecases.waits import Wait, Waits

LIKE_COUNTS = {"kind": Kind.COUNT, "unit": "count", "decimals": 0}  # whole numbers from zero


def as_drawn(series: Series) -> Series:
    """The series whose points are waits or single events; every other as it is."""
    if series.waits is None:
        return series
    drawn = _strip(series) if series.chart is Chart.LIST else _line(series, series.waits)
    return replace(drawn, indicator=replace(series.indicator, **LIKE_COUNTS), comparators=(), targets=(), value_range=None)


def _line(series: Series, waits: Waits) -> Series:
    """The running wait ends the newest line, hollow. The ends of the time line and what is missing stand as points without a number."""
    segments = [tuple(map(_point, segment)) for segment in waits.segments]
    running = _running(waits, segments[-1] if segments else ())
    if running and segments and segments[-1][-1].period == waits.newest_event:
        segments[-1] = (*segments[-1], running)
    elif running:
        segments.append((running,))
    drawn = sorted((point for segment in segments for point in segment), key=lambda point: point.period)
    return replace(series, points=(*_silent(series), *drawn), segments=tuple(segments))


def _point(wait: Wait) -> Point:
    return Point(wait.ended, wait.length, Status.NORMAL, centre=wait.centre, lower=wait.lower, upper=wait.upper, signal=wait.signal)


def _running(waits: Waits, before: tuple[Point, ...]) -> Point | None:
    if waits.running is None:
        return None
    lower = before[-1].lower if before and waits.running.upper is not None else None
    return replace(_point(waits.running), status=Status.PROVISIONAL, lower=lower)


def _strip(series: Series) -> Series:
    """A dot for each event, those of one day or period on top of each other; no line between them."""
    dots = [Point(point.period, float(level), Status.NORMAL) for point in series.points for level in range(1, events_of(point) + 1)]
    return replace(series, points=(*_silent(series), *dots), segments=tuple((dot,) for dot in dots))


def _silent(series: Series) -> Iterator[Point]:
    """Periods without a number, to be marked, and the ends of the time line."""
    for point in series.points:
        if is_hidden(point) or point in (series.points[0], series.points[-1]):
            yield point if point.value is None else Point(point.period, None, Status.NORMAL)


def events_of(point: Point) -> int:
    """How many events a period or day had; none where its number is missing."""
    counted = point.value if point.numerator is None else point.numerator
    return 0 if point.value is None or counted is None else round(counted)


def heading(series: Series) -> str:
    """What the vertical axis shows, and which way is good."""
    waits = series.waits
    if series.chart is Chart.LIST:
        return t("figure.waits.dots")
    return " – ".join([t("figure.waits.axis", unit=t(f"wait.unit.{waits.unit}").capitalize()), *_good(waits)])


def _good(waits: Waits) -> Iterator[str]:
    if waits.good:
        yield t("figure.waits.high_is_good" if waits.good > 0 else "figure.waits.high_is_bad")


def running_label(waits: Waits, *, is_roomy: bool) -> str:
    """«12 dager siden siste», or where there is little room the time alone."""
    length = wait_text(waits.running.length, waits.unit)
    return t("figure.waits.running", length=length) if is_roomy else length


def told(series: Series, points: list[Point]) -> Iterator[str]:
    """What is known of the waits that ended, or the events that came, in one day or period."""
    shown = [point for point in points if point.value is not None]
    if series.chart is Chart.LIST:
        if shown:
            yield t("figure.waits.events", count=len(shown))
        return
    for point in shown:
        key = "figure.waits.running" if point.status is Status.PROVISIONAL else "figure.waits.before"
        yield t(key, length=wait_text(point.value, series.waits.unit))
    upper = next((point.upper for point in shown if point.upper is not None), None)
    if upper is not None:
        yield t("figure.waits.usual", centre=number(shown[0].centre), upper=wait_text(upper, series.waits.unit))
