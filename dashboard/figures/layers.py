"""What lies in a trend picture, in values and months: the interactive and the static drawing lay the same layers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter

from dashboard.figures import theme, wait_line
from dashboard.figures.marks import FLAGS, is_flagged, is_ghost, is_hidden
from dashboard.figures.scale import Tick, all_points, month_of, period_range, position, seen_targets, start_of, starts_above_zero
from dashboard.text import keys, t
from dashboard.usecases.finished import LIMIT_CHARTS, Chart, Line, Period, Point, Series, Status, TargetStep
from dashboard.usecases.noted import Break

A_DAY = 0.1  # months, and a little: a target that ends on 31 December goes on in the one from 1 January
WITH_BANDS = (*LIMIT_CHARTS, Chart.G, Chart.T)


@dataclass(frozen=True, slots=True)
class Stair:
    """One level from one month to another."""

    start: float
    end: float
    low: float
    high: float


def limit_bands(series: Series) -> list[list[Stair]]:
    """The room between the process limits, one band for each segment."""
    if series.chart not in WITH_BANDS:
        return []
    return _bands(series, "lower", "upper")


def trial_edges(series: Series) -> list[list[Stair]]:
    """The bands whose limits may still move: their edges are dashed."""
    trial = [start_of(point.period) for point in series.points if point.is_trial]
    if not trial:
        return []
    return [band for band in limit_bands(series) if any(stair.start <= start < stair.end for start in trial for stair in band)]


def centre_lines(series: Series) -> list[list[Stair]]:
    if series.chart not in (*WITH_BANDS, Chart.RUN):
        return []
    return _bands(series, "centre", "centre")


def intervals(series: Series) -> list[Point]:
    """The points that carry an interval of their own."""
    if series.chart is not Chart.INTERVAL:
        return []
    return [point for point in series.points if None not in (point.value, point.lower, point.upper)]


def line_segments(series: Series, line: Line) -> list[list[Point]]:
    """A comparator's line is broken where a period has no value, and where more is left out than the own line reaches over."""
    joins = any(len(segment) > 1 for segment in series.segments)
    reach = _reach(series.segments) if joins else _reach([line.points], shortest=True)
    broken = {gap.period for gap in line.breaks}
    segments: list[list[Point]] = [[]]
    before = 0.0
    for point in line.points:
        month = position(point.period)
        if segments[-1] and (point.value is None or point.period in broken or month - before > reach):
            segments.append([])
        if point.value is not None:
            segments[-1].append(point)
            before = month
    return [segment for segment in segments if segment]


def dash_of(series: Series, line: Line) -> str:
    """The line's own dashes; lines of the same role take turns."""
    same_role = [other for other in series.comparators if other.role is line.role]
    dashes = theme.DASHES[line.role]
    return dashes[same_role.index(line) % len(dashes)]


def target_stairs(series: Series) -> list[tuple[TargetStep, Stair]]:
    """Each target from its first day to its last, or to the day of the next of its level, inside the picture."""
    steps = seen_targets(series)
    if not steps:
        return []
    first, last = period_range(series)
    ends = {step: _end_of(step, steps, last) for step in steps}
    return [
        (step, Stair(max(month_of(step.valid_from), first), ends[step], step.value, step.value))
        for step in steps
        if ends[step] > max(month_of(step.valid_from), first)
    ]


def target_paths(series: Series) -> list[list[tuple[float, float]]]:
    """Each level as one line down or up its stairs, so that the eye finds from an earlier step to the label at the end."""
    paths: list[list[tuple[float, float]]] = []
    stairs = sorted(target_stairs(series), key=lambda pair: (pair[0].level, pair[1].start))
    for (step, stair), before in zip(stairs, [None, *stairs], strict=False):
        goes_on = before is not None and before[0].level is step.level and stair.start - before[1].end < A_DAY
        if not goes_on:
            paths.append([])
        paths[-1] += [(stair.start, stair.low), (stair.end, stair.low)]
    return paths


def break_lines(series: Series) -> list[tuple[float, Break]]:
    """Where the breaks lie: at the start of the first period after each."""
    span = period_range(series) if series.breaks else None
    return [(start_of(gap.period), gap) for gap in series.breaks if span and span[0] < start_of(gap.period) < span[1]]


def break_label(gap: Break) -> str:
    """A few words for the dotted line; a reason without words of its own is called a break. The whole reason stands under the chart."""
    key = f"figure.break.{gap.reason}"
    return t(key if key in keys() else "figure.break.other")


def lonely(segments: Sequence[Sequence[Point]]) -> set[Period]:
    """Periods that no line reaches: they are drawn as dots however little room there is."""
    return {segment[0].period for segment in segments if len(segment) == 1}


def last_of_runs(points: Sequence[Point]) -> list[Point]:
    """The last of each row of neighbours with the same signal: where one letter is enough for the row."""
    following = [*points[1:], None]
    return [
        point
        for point, after in zip(points, following, strict=True)
        if is_flagged(point) and (after is None or after.signal != point.signal)
    ]


def key_of(series: Series) -> list[str]:
    """What the picture's marks mean, those that are there; each is a key under `figure.key`."""
    trial = trial_edges(series)
    present = {
        "limits": len(limit_bands(series)) > len(trial),
        "trial": bool(trial),
        "interval": bool(intervals(series)),
        "ghost": any(is_ghost(point) for point in series.points),
        "running": series.waits is not None and series.waits.running is not None and series.chart is not Chart.LIST,
        "provisional": series.waits is None and any(point.status is Status.PROVISIONAL for point in series.points),
        "suppressed": any(point.status is Status.SUPPRESSED for point in series.points),
        "missing": any(is_hidden(point) and point.status is not Status.SUPPRESSED for point in series.points),
    }
    present["after"] = series.contrast is not None
    flags = [str(signal) for signal in FLAGS if any(is_flagged(point) and point.signal is signal for point in series.points)]
    return [*(name for name, is_there in present.items() if is_there), *flags]


def note_on_axis(series: Series, ticks: Sequence[Tick]) -> str:
    """The words over the vertical axis: what waits it shows, or that it is cut; none where it starts at zero as it should."""
    if series.waits is not None:
        return wait_line.heading(series)
    return t("figure.cut_axis", value=ticks[0].label) if starts_above_zero(series, ticks) else ""


def nothing(series: Series) -> str:
    """What stands where there is nothing to draw."""
    return t("figure.nothing" if series.waits is None else "figure.waits.none")


def has_anything(series: Series) -> bool:
    return any(point.value is not None for point in all_points(series))


def _reach(segments: Iterable[Sequence[Point]], *, shortest: bool = False) -> float:
    """The longest step, in months, that one line joins; or the shortest between any two of its periods."""
    months = ([position(point.period) for point in segment] for segment in segments)
    steps = [after - before for segment in months for before, after in pairwise(segment)]
    return (min if shortest else max)(steps, default=0) + 0.01


def _end_of(step: TargetStep, steps: Sequence[TargetStep], last: float) -> float:
    """Whoever decides a new target seldom remembers to end the old one."""
    following = (month_of(each.valid_from) for each in steps if each.level is step.level and each.valid_from > step.valid_from)
    return min(last if step.valid_to is None else month_of(step.valid_to), *following, last)


def _bands(series: Series, low: str, high: str) -> list[list[Stair]]:
    """One for each run of points that have both levels."""
    levels = attrgetter(low, high)
    bands = []
    for segment in series.segments:
        found = ((point.period, *levels(point)) for point in segment)
        for is_there, run in groupby(found, key=lambda level: level[1] is not None and level[2] is not None):
            if is_there:
                bands.append(_stairs(list(run)))
    return bands


def _stairs(run: Sequence[tuple[Period, float, float]]) -> list[Stair]:
    """Each level from its period's start to the start of the next one in the run; neighbours on the same level are one."""
    levels = [(low, high) for _, low, high in run]
    begins = [place for place, level in enumerate(levels) if not place or level != levels[place - 1]]
    starts = [start_of(run[place][0]) for place in begins]
    ends = [*starts[1:], start_of(run[-1][0].following)]
    return [Stair(start, end, *levels[place]) for place, start, end in zip(begins, starts, ends, strict=True)]
