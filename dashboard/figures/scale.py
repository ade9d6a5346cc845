"""Honest axes: where a value and a period lie, and which ticks stand there. Gaps stay gaps, shares and rates begin at zero."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from dashboard.text import answer_text, number, short_period
from dashboard.usecases.finished import Chart, Frequency, Kind, Period, Point, Series, TargetStep

FROM_ZERO = (Kind.PROPORTION, Kind.RATE, Kind.COUNT)
NICE_STEPS = (1, 2, 2.5, 5, 10)
YEAR_STEPS = (1, 2, 3, 4, 5, 10, 20, 50)
MONTH_STEPS = (1, 2, 3, 4, 6)
NEAR_ZERO = 0.5  # a lowest value under half of the highest: zero costs little room
LEAST_SPAN = 0.2  # of the largest value: a survey's 4.7 and 4.8 of 6 are not a mountain
MOST_STEPS = 9  # of an answer scale, still legible in a small picture
FEWEST_STEPS = 3  # of a strip of events: one is low, and there is room for more
KNOWN_PERIODS = 5_000
FULL_SHARE = 100  # a share in per cent ends here, however high its ticks would reach


@dataclass(frozen=True, slots=True)
class Axis:
    """A straight scale: values `low`..`high` lie on pixels `start`..`end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def along(self, values: Iterable[float]) -> list[float]:
        """As `at` for each of many."""
        low, start, span, room = self.low, self.start, self.high - self.low, self.end - self.start
        return [start + (value - low) / span * room for value in values]


@dataclass(frozen=True, slots=True)
class Tick:
    position: float
    label: str


def month_of(day: dt.date) -> float:
    """Months since the year 0: the one measure that puts months, tertials and years on the same axis."""
    return day.year * 12 + day.month - 1 + (day.day - 1) / 31


@lru_cache(KNOWN_PERIODS)  # each layer of each picture asks for the same few hundred
def position(period: Period) -> float:
    """The middle of the period."""
    return (month_of(period.first_day) + month_of(period.following.first_day)) / 2


def start_of(period: Period) -> float:
    return month_of(period.first_day)


def all_points(series: Series) -> Iterator[Point]:
    yield from series.points
    for line in (*series.comparators, *series.units):
        yield from line.points


def period_range(series: Series) -> tuple[float, float] | None:
    """From the start of the first period to the end of the last; nothing when there is no period."""
    periods = [*(point.period for point in all_points(series)), *(series.axis or ())]
    if not periods:
        return None
    last = max(periods, key=attrgetter("last_day"))
    return start_of(min(periods, key=attrgetter("first_day"))), start_of(last.following)


def seen_targets(series: Series) -> tuple[TargetStep, ...]:
    """The targets that were valid at some time between the first and the last period."""
    span = period_range(series) if series.targets else None
    if span is None:
        return ()
    return tuple(
        step
        for step in series.targets
        if month_of(step.valid_from) < span[1] and (step.valid_to is None or month_of(step.valid_to) > span[0])
    )


def value_ticks(series: Series, wanted: int) -> tuple[Tick, ...]:
    """Ticks whose first and last are the ends of the axis."""
    values = list(_drawn_values(series))
    if series.waits is not None and series.chart is Chart.LIST:
        positions = nice_ticks(0, max(FEWEST_STEPS, *values, 0), wanted, smallest_step=1)
        return tuple(Tick(value, number(value)) for value in positions)
    if series.indicator.kind is Kind.YES_NO and all(value in (0, 1) for value in values):
        return tuple(Tick(value, answer_text(value)) for value in (0, 1))
    if series.value_range:
        return tuple(Tick(value, number(value)) for value in _whole_scale(*series.value_range))
    low, high = (min(values), max(values)) if values else (0, 1)
    low, high = honest(low, high, is_from_zero=series.indicator.kind in FROM_ZERO)
    positions = nice_ticks(low, high, wanted, smallest_step=1 if series.indicator.kind is Kind.COUNT else 0)
    if series.indicator.unit == "percent" and high <= FULL_SHARE < positions[-1]:
        positions = [*[value for value in positions if value < FULL_SHARE], FULL_SHARE]
    decimals = _decimals(positions)
    return tuple(Tick(value, number(value, decimals)) for value in positions)


def honest(low: float, high: float, *, is_from_zero: bool) -> tuple[float, float]:
    """From zero where that means something or is near; else so wide that a small change looks small."""
    if low >= 0 and (is_from_zero or low <= high * NEAR_ZERO):
        return 0, high
    lacking = max(LEAST_SPAN * max(abs(low), abs(high)) - (high - low), 0)
    return low - lacking / 2, high + lacking / 2


def _whole_scale(low: float, high: float) -> list[float]:
    """Every step of a scale of few answers; of a long one the ends and the middle."""
    if high - low <= MOST_STEPS:
        return [low + step for step in range(round(high - low) + 1)]
    return [low, (low + high) / 2, high]


def starts_above_zero(series: Series, ticks: Sequence[Tick]) -> bool:
    """Whether the reader must be told that the axis is cut."""
    is_whole = series.indicator.kind is Kind.YES_NO or series.value_range is not None
    return bool(ticks) and ticks[0].position > 0 and not is_whole


def nice_ticks(low: float, high: float, wanted: int, smallest_step: float = 0) -> list[float]:
    """At least two, about `wanted` ticks at round distances around low..high; a flat series gets room above and, off zero, below."""
    if math.isclose(low, high, rel_tol=1e-9, abs_tol=1e-9):
        low, high = (0, 1) if abs(low) < 1e-9 else (low - abs(low) / 10, high + abs(high) / 10)
    rough = (high - low) / max(wanted - 1, 1)
    scale = 10 ** math.floor(math.log10(rough))
    step = min((step * scale for step in NICE_STEPS if step * scale >= rough * 0.85), default=10 * scale)
    step = max(step, smallest_step)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(count * step, 10) for count in range(first, max(last, first + 1) + 1)]


def period_ticks(series: Series, wanted: int) -> tuple[Tick, ...]:
    """Years where they can be told apart, else single periods; the newest year always has its label."""
    ends = _ends(_on_axis(point.period) for point in all_points(series))
    if ends is None:
        return ()
    first, last = ends[0].year, ends[1].year
    if ends[1].frequency is not Frequency.YEAR and last - first < 2:
        return _single_periods(*ends, wanted)
    step = next(step for step in YEAR_STEPS if (last - first) / step < wanted)
    years = [year for year in range(first, last + 1) if (last - year) % step == 0]
    span = period_range(series)
    middles = [(year, position(Period(year))) for year in years]
    return tuple(Tick(min(max(middle, span[0]), span[1]), str(year)) for year, middle in middles)


def _on_axis(period: Period) -> Period:
    """Days are told by their month."""
    return Period(period.year, Frequency.MONTH, period.first_day.month) if period.frequency is Frequency.DAY else period


def year_starts(series: Series) -> tuple[float, ...]:
    """Where a new year begins between months, tertials or quarters: a small tick tells the years apart."""
    ends = _ends(point.period for point in all_points(series))
    if ends is None or ends[1].frequency is Frequency.YEAR:
        return ()
    return tuple(start_of(Period(year)) for year in range(ends[0].year + 1, ends[1].year + 1))


def _ends(periods: Iterable[Period]) -> tuple[Period, Period] | None:
    """The first and the last; nothing when there is none."""
    found = list(periods)
    days = attrgetter("days")
    return (min(found, key=days), max(found, key=days)) if found else None


def _single_periods(first: Period, last: Period, wanted: int) -> tuple[Tick, ...]:
    between = list(_every(first, last))
    room = max(wanted * 2 // 3, 2)  # «mar 2026» is twice as wide as «2026»
    step = next((step for step in MONTH_STEPS if len(between) / step <= room), MONTH_STEPS[-1])
    return tuple(Tick(position(period), short_period(period)) for period in between[::-1][::step][::-1])


def _every(period: Period, last: Period) -> Iterator[Period]:
    while period <= last:
        yield period
        period = period.following


def _drawn_values(series: Series) -> Iterator[float]:
    has_limits = series.chart is not Chart.LINE
    for point in series.points:
        drawn = (point.value, point.centre, point.lower, point.upper) if has_limits else (point.value,)
        yield from (value for value in drawn if value is not None)
    for line in series.comparators:
        yield from (point.value for point in line.points if point.value is not None)
    yield from (step.value for step in seen_targets(series))


def _decimals(positions: Sequence[float]) -> int:
    """As few as show every tick as it is."""
    return next((count for count in range(4) if all(math.isclose(value, round(value, count), abs_tol=1e-9) for value in positions)), 4)
