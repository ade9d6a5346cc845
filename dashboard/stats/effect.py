"""Did it help? The level after a measure began against the level before, by one stated rule.

**Rule.** Before: the newest points (at most 36) that lie wholly before the start, since the last break. After: the first points (at most
36) that lie wholly after it, up to the end or the next break. With fewer than 12 before or 8 after nothing is said. A change is told when
chance alone gives so large a one in that direction less than once in a thousand times (once in two hundred where fewer than 100 events came
before): Student t for measured numbers, a score test for shares, the exact conditional test for rates and counts, each widened where the
numbers vary more than chance or neighbours resemble each other. «No change» is said only where a change of two standard deviations of a
point, up and down, would have been seen with 80 %; else it is too few. The rule is ours; the tests are textbook (Przyborowski and Wilenski
1940 for counts), as are Wilson, Byar and Zou & Donner for the intervals.

**Simulated** (tests/stats/test_effect.py; the table stands in README): pure noise, asked each month from 8 to 36 points after, is ever given a
change in 0.2–3.3 % of series, in 5–7 % where neighbours are correlated by 0.4. Two standard deviations worse are found 12 points after in
93–99 % with 24 points before, of events rarer than one a point in 82–88 %; with 12 before in 78–94 %, of rarer events in 61–66 %.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from dashboard.stats.effect_course import Because, Course, Windows, bears, windows
from dashboard.stats.effect_warnings import Warn, warnings
from dashboard.stats.level_step import VARIES, Basis, Level, Step, Stretch
from dashboard.stats.points import Ints
from dashboard.stats.power import USUAL_POWER, Visible

FEWEST_BEFORE, FEWEST_AFTER = 12, 8  # 12 carry limits; 8 is the first number with which two deviations are found in 8 of 10 series
A_CHANGE = 2.0  # standard deviations of a point: what «no change» rules out
LONGEST_WAIT = 60  # points after: who needs more than that is told that the numbers cannot show it
FAR = 100.0  # deviations: farther than any measured number


class Finding(StrEnum):
    """What may be said."""

    IMPROVEMENT = "improvement"
    WORSENING = "worsening"
    CHANGED = "changed"  # where neither direction is better
    NO_CHANGE = "no_change"
    TOO_FEW = "too_few"
    NOT_COMPARABLE = "not_comparable"
    NOT_TOLD = "not_told"


@dataclass(frozen=True, slots=True)
class Effect:
    """A verdict and what it rests on; levels are per 1 case where they are counted, else in the numbers' own unit.

    more: so many points after are lacking; None where none are, or where no number of them would do. seen: to which level a fall and a rise
    must go to be found with the points there are (with 8, where there are fewer). `before` and `after` hold indexes of the points.
    """

    finding: Finding
    because: Because
    before: Ints
    after: Ints
    level_before: Level | None = None
    level_after: Level | None = None
    difference: Level | None = None
    more: int | None = None
    seen: Visible | None = None
    warnings: tuple[Warn, ...] = ()
    began: int | None = None  # where the change seems to have begun, if that was before the start
    ends_at_break: bool = False


def effect(course: Course, ends_before: int, begins: int, ends: int | None = None, direction: int = 0) -> Effect:
    """`ends_before`: the first point that does not lie wholly before the start; `begins`: the first that lies wholly after it; `ends`: the
    first that does not belong to it any more. direction: 1 where higher is better, -1 where lower is, 0 where neither.
    """
    found = windows(course, ends_before, begins, ends)
    refusal = bears(course, found)
    if refusal is not None:
        finding = Finding.NOT_COMPARABLE if refusal is Because.BREAK else Finding.NOT_TOLD
        return Effect(finding, refusal, found.before, found.after)
    noted, began = warnings(course, found, direction)
    if not found.before.size or not found.after.size:
        because = Because.FEW_AFTER if found.before.size >= FEWEST_BEFORE else Because.FEW_BEFORE
        return Effect(Finding.TOO_FEW, because, found.before, found.after, more=_more(found, 0), warnings=noted, began=began)
    told = _told(found, Step(course.basis, _stretch(course, found.before), _stretch(course, found.after)), direction)
    return replace(told, warnings=noted, began=began)


def _told(found: Windows, step: Step, direction: int) -> Effect:
    finding, because = _judged(step, direction)
    return Effect(
        finding,
        because,
        found.before,
        found.after,
        level_before=step.interval(step.before),
        level_after=step.interval(step.after),
        difference=step.difference,
        more=_more(found, _needed(step)) if finding is Finding.TOO_FEW else None,
        seen=_seen(step, max(step.after.points, FEWEST_AFTER)),
        ends_at_break=found.ends_at_break,
    )


def _stretch(course: Course, rows: Ints) -> Stretch:
    return Stretch(course.values[rows], course.weights[rows])


def _judged(step: Step, direction: int) -> tuple[Finding, Because]:
    if step.before.points < FEWEST_BEFORE:
        return Finding.TOO_FEW, Because.FEW_BEFORE
    if step.after.points < FEWEST_AFTER:
        return Finding.TOO_FEW, Because.FEW_AFTER
    way = step.direction
    if way:
        judged = Finding.CHANGED if not direction else Finding.IMPROVEMENT if way == direction else Finding.WORSENING
        return judged, Because.MORE_THAN_CHANCE
    if _would_show(step, step.after.points):
        return Finding.NO_CHANGE, Because.WITHIN_CHANCE
    return Finding.TOO_FEW, Because.SMALL_BASIS


def _would_show(step: Step, points: int) -> bool:
    """Whether two deviations of a point of usual size, or all the way to none or all, would be seen both ways."""
    if step.factor == 0:
        return True  # numbers that do not vary hide nothing
    usual = float(np.median(np.concatenate([step.before.weights, step.after.weights])))
    level = step.before.level
    deviation = A_CHANGE * np.sqrt(step.factor * VARIES[step.basis](_within(step, level)) / usual)
    low, high = _ends(step)
    ends = (min(max(end, low), high) for end in (level - deviation, level + deviation))
    return all(step.power(end, points * usual) >= USUAL_POWER for end in ends if end != level)


def _within(step: Step, level: float) -> float:
    """Where nothing has happened yet, or always, as if one case were otherwise: a level of none would vary by nothing."""
    one = 1 / step.before.weight
    return level if step.basis is Basis.MEASURED else min(max(level, one), 1 - one) if step.basis is Basis.SHARE else max(level, one)


def _ends(step: Step) -> tuple[float, float]:
    """How low and how high such numbers can lie."""
    if step.basis is Basis.MEASURED:
        reach = FAR * np.sqrt(step.factor)
        return float(step.before.level - reach), float(step.before.level + reach)
    usual = step.before.weight / step.before.points
    return 0.0, 1.0 if step.basis is Basis.SHARE else float(
        step.before.level + FAR * np.sqrt(step.factor * _within(step, step.before.level) / usual)
    )


def _seen(step: Step, points: int) -> Visible | None:
    """None where the numbers do not vary at all: anything would be seen."""
    if step.factor == 0:
        return None
    weight = points * step.after.weight / step.after.points
    low, high = _ends(step)
    return Visible(step.before.level, step.shows(low, weight), step.shows(high, weight))


def _needed(step: Step) -> int | None:
    """With how many points after two deviations would be seen; None where not even with very many."""
    return next((points for points in range(FEWEST_AFTER, LONGEST_WAIT + 1) if _would_show(step, points)), None)


def _more(found: Windows, needed: int | None) -> int | None:
    """So many more after; nothing makes up for too few before."""
    if found.before.size < FEWEST_BEFORE or needed is None:
        return None
    return max(needed, FEWEST_AFTER) - int(found.after.size)
