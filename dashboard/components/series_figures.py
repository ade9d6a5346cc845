"""The few numbers beside the chart: newest value, change over a year, target, comparators."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.text import NOTHING, number, period_text, t
from dashboard.usecases.claims import SeenBy
from dashboard.usecases.finished import Point, Series
from dashboard.usecases.sentences import shown
from dashboard.usecases.target_words import distance_words, level_words
from dashboard.usecases.wait_words import usual_text, wait_text
from dashboard.usecases.waits import Waits

Figure = tuple[str, str, str]


def figures_beside(series: Series) -> list[Figure]:
    """Label, value, note: only what is known."""
    if series.waits is not None:
        return [*_waits(series.waits), *_target(series), *_attained(series)]
    return [
        *_answers(series),
        *_newest(series),
        *_first(series),
        *_target(series),
        *_attained(series),
        *_others(series),
        *_smallest(series),
    ]


def _answers(series: Series) -> Iterator[Figure]:
    found = series.answers
    if found:
        rest = t("figures_beside.silent", count=found.silent) if found.silent else ""
        note = " · ".join(part for part in (period_text(found.period), rest) if part)
        yield t("figures_beside.units_yes"), t("figures_beside.counts", numerator=found.yes, denominator=found.asked), note


def _waits(waits: Waits) -> Iterator[Figure]:
    """Of rare events: how long it has been, what is usual, and how many there were."""
    if waits.running is not None:
        yield (
            t("figures_beside.since"),
            wait_text(waits.running.length, waits.unit),
            t("figures_beside.until", last=period_text(waits.last)),
        )
    if waits.newest_event is not None:
        yield t("figures_beside.newest_event"), period_text(waits.newest_event), ""
    if waits.usual is not None and waits.longest is not None:
        yield t("figures_beside.usual"), usual_text(waits.usual, waits.unit), ""
        yield t("figures_beside.longest"), wait_text(waits.longest, waits.unit), t("figures_beside.longest_note")
    span = t("figures_beside.span", first=period_text(waits.first), last=period_text(waits.last))
    yield t("figures_beside.events"), number(waits.events), span


def _newest(series: Series) -> Iterator[Figure]:
    last = series.last
    if last is None:
        if series.answers:
            return
        yield t("figures_beside.newest"), NOTHING, ""
        return
    counts = ""
    if last.numerator is not None and last.denominator is not None:
        counts = t("figures_beside.counts", numerator=number(last.numerator), denominator=number(last.denominator))
    yield t("figures_beside.newest"), _shown(series, last), " · ".join(part for part in (period_text(last.period), counts) if part)


def _first(series: Series) -> Iterator[Figure]:
    """Where it stood at first; whether the difference is real is said by the sentence, not here. What was counted otherwise is no first."""
    breaks = [gap.period for gap in series.breaks if gap.starts_anew and series.last and gap.period <= series.last.period]
    comparable = (point for point in series.points if not breaks or point.period >= breaks[-1])
    first = next((point for point in comparable if point.value is not None and not point.is_ghost), None)
    if first is None or first is series.last:
        return
    is_whole = first is next(point for point in series.points if point.value is not None)
    yield t(f"figures_beside.{'first' if is_whole else 'first_since'}"), _shown(series, first), period_text(first.period)


def _target(series: Series) -> Iterator[Figure]:
    if series.goal:
        facts = series.indicator
        yield (
            t(f"figure.target.{series.goal.facts['level']}"),
            shown(series.goal.facts["target"], facts),
            str(series.goal.facts["source"]),
        )


def _attained(series: Series) -> Iterator[Figure]:
    for label, found in (("name", level_words(series)), ("left", distance_words(series))):
        if found:
            yield t(f"target_level.{label}"), *found


def _others(series: Series) -> Iterator[Figure]:
    for line in series.comparators:
        newest = next(point for point in reversed(line.points) if point.value is not None)
        yield line.area.name, _shown(series, newest), period_text(newest.period)


def _smallest(series: Series) -> Iterator[Figure]:
    """So that «som før» is not taken for «uendret» where little can be seen."""
    found = series.smallest_change
    if found is None or (found.fall_to is None and found.rise_to is None):
        return
    ends = {"below": found.fall_to, "above": found.rise_to}
    said = [t(f"figures_beside.{name}", value=shown(end, series.indicator)) for name, end in ends.items() if end is not None]
    yield (
        t(f"figures_beside.smallest_{'trend' if found.by is SeenBy.FIVE_YEARS else 'next'}"),
        t("figures_beside.or").join(said),
        t("figures_beside.level", value=shown(found.level, series.indicator)),
    )


def _shown(series: Series, point: Point) -> str:
    return shown(point.value, series.indicator)
