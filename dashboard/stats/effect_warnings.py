"""What a reader must know beside an effect: it began earlier, the start was chosen at the worst moment, the newest numbers may still move."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from dashboard.stats.effect_course import Course, Windows
from dashboard.stats.points import Floats
from dashboard.stats.tolerance import ROUNDING

JUST_BEFORE = (3, 6)  # points: what moves people to act, a bad quarter or a bad half year
WORST = 1.8  # standard errors, in either: chance alone 7 times in 100, a unit picked among ten as the worst 4 times in 10
LEAST_EARLIER = 6  # points to know the usual from
APART = 3  # points: nearer to the start than that nobody can tell
LEAST_PART = 4  # points on each side of a place where a change may have begun
PLAINLY = 6.6  # how much better the earlier place must fit (twice the log likelihood): chi-square, 1 df, 99 %
A_STEP = 10.8  # … and any step at all (99.9 %): a change at the start is called earlier in 1 % of series, one six points earlier in 94 %


class Warn(StrEnum):
    """Each with its own sentence."""

    NOT_BEGUN = "not_begun"  # no number after the start yet
    BEGAN_BEFORE = "began_before"
    AT_ITS_WORST = "at_its_worst"
    PROVISIONAL = "provisional"


def warnings(course: Course, found: Windows, direction: int) -> tuple[tuple[Warn, ...], int | None]:
    """Those that hold, and where the change seems to have begun if that was before the start."""
    began = _began_before(course, found)
    holds = {
        Warn.NOT_BEGUN: not found.after.size,
        Warn.BEGAN_BEFORE: began is not None,
        Warn.AT_ITS_WORST: _is_at_its_worst(course, found, direction),
        Warn.PROVISIONAL: bool(course.provisional[found.after].any()),
    }
    return tuple(warn for warn, is_so in holds.items() if is_so), began


def _is_at_its_worst(course: Course, found: Windows, direction: int) -> bool:
    """The last points before the start lie far on the bad side of the earlier ones, so that better ones were to be expected anyway."""
    values, weights = course.values[found.before], course.weights[found.before]
    far = [_beyond(values, weights, last) for last in JUST_BEFORE if values.size >= LEAST_EARLIER + last]
    return any(abs(each) > WORST and (direction == 0 or np.sign(each) == -direction) for each in far)


def _beyond(values: Floats, weights: Floats, last: int) -> float:
    """How many standard errors the last points lie from the earlier ones."""
    usual, lately = (float(np.average(values[part], weights=weights[part])) for part in (slice(None, -last), slice(-last, None)))
    variance = _squares(values[:-last], weights[:-last]) / (values.size - last - 1)
    error = np.sqrt(variance * (1 / weights[:-last].sum() + 1 / weights[-last:].sum()))
    return float((lately - usual) / max(error, ROUNDING * float(np.abs(values).max()), np.finfo(float).tiny))


def _began_before(course: Course, found: Windows) -> int | None:
    """The place where one step fits best, if it lies plainly before the start and fits plainly better than the start does."""
    rows = np.concatenate([found.before, found.after])
    start, values, weights = found.before.size, course.values[rows], course.weights[rows]
    places = range(LEAST_PART, start - APART + 1)
    if not places or values.size - start < 1:
        return None
    least = (ROUNDING * float(np.abs(values).max())) ** 2 * float(weights.sum())
    fits = {at: max(_fit(values, weights, at), least) for at in places}
    best = min(fits, key=lambda at: fits[at])
    if fits[best] <= 0:
        return None
    gain = values.size * np.log(max(_fit(values, weights, start), least) / fits[best])
    step = values.size * np.log(max(_squares(values, weights), least) / fits[best])
    return int(rows[best]) if gain > PLAINLY and step > A_STEP else None


def _fit(values: Floats, weights: Floats, at: int) -> float:
    return _squares(values[:at], weights[:at]) + _squares(values[at:], weights[at:])


def _squares(values: Floats, weights: Floats) -> float:
    return float((weights * (values - np.average(values, weights=weights)) ** 2).sum())
