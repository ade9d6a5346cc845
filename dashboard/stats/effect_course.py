"""One series as the effect of a measure is read from it: which points lie before and after, and whether they can bear a claim at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dashboard.stats.chart_choice import Chart, Evidence
from dashboard.stats.level_step import Basis
from dashboard.stats.points import Flags, Floats, Ints, numbers

MOST = 36  # points on each side: three years of months, so that seasons weigh alike and rare events are many enough


class Because(StrEnum):
    """Why a verdict is what it is; each with its own sentence."""

    MORE_THAN_CHANCE = "more_than_chance"
    WITHIN_CHANCE = "within_chance"
    FEW_BEFORE = "few_before"
    FEW_AFTER = "few_after"
    SMALL_BASIS = "small_basis"  # points enough, and still too little behind them
    BREAK = "break"
    HIDDEN = "hidden"
    OVERLAPPING = "overlapping"
    ANSWERS = "answers"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Course:
    """Arrays of one length, oldest first. values: per 1 case where they are counted, NaN where missing; weights: the cases, 1 if measured.

    counts: neither missing nor left out. hidden: kept from the reader. breaks: where something begins that cannot be held against before.
    """

    basis: Basis
    values: Floats
    weights: Floats
    counts: Flags
    hidden: Flags
    provisional: Flags
    breaks: tuple[int, ...] = ()
    unbearable: Because | None = None


@dataclass(frozen=True, slots=True)
class Windows:
    """Indexes of the points that are held against each other."""

    before: Ints
    after: Ints
    is_broken: bool  # a break lies between them
    ends_at_break: bool  # … or cuts the later one short
    seen: slice  # from the first to the last of them, hidden points too


def course_of(data: Evidence, chart: Chart, ghosts: Flags, hidden: Flags, provisional: Flags, breaks: tuple[int, ...] = ()) -> Course:
    """As the chart reads the numbers: counts as counts, but what is charted as measured is measured here too."""
    values, is_counted = numbers(data.values), data.has_counts and chart is not Chart.XMR and not data.is_impossible
    basis = Basis.MEASURED if not is_counted else Basis.SHARE if data.kind == "proportion" else Basis.RATE
    weights = data.cases if is_counted else np.ones(values.shape)
    if is_counted:
        values = np.divide(data.x, weights, out=np.full(values.shape, np.nan), where=data.counted)
    counts = np.isfinite(values) & ~ghosts
    return Course(basis, values, weights, counts, hidden, provisional, breaks, _unbearable(data))


def _unbearable(data: Evidence) -> Because | None:
    if data.kind == "yes_no":
        return Because.ANSWERS
    if data.overlapping:
        return Because.OVERLAPPING
    return Because.IMPOSSIBLE if data.is_impossible else None


def windows(course: Course, ends_before: int, begins: int, ends: int | None) -> Windows:
    """Before: since the last break, the newest; after: up to the next, the first ones."""
    length = course.values.size
    since = max((at for at in course.breaks if at < ends_before), default=0)
    until = min((at for at in course.breaks if at > begins), default=length)
    last = length if ends is None else min(ends, length)
    rows = np.arange(length)
    before = rows[course.counts & (rows >= since) & (rows < ends_before)][-MOST:]
    after = rows[course.counts & (rows >= begins) & (rows < min(until, last))][:MOST]
    is_broken = any(ends_before <= at <= begins for at in course.breaks if at < length)
    first = int(before[0]) if before.size else min(ends_before, length)
    seen = slice(first, int(after[-1]) + 1 if after.size == MOST else min(until, last))
    return Windows(before, after, is_broken, until < last, seen)


def bears(course: Course, found: Windows) -> Because | None:
    """Why nothing may be said of these windows; None where something may. What is hidden is never the usual, so the rest misleads."""
    if course.unbearable is not None:
        return course.unbearable
    if course.hidden[found.seen].any():
        return Because.HIDDEN
    return Because.BREAK if found.is_broken else None
