"""What may be claimed: against its own past, against a comparator, against the target; and silence where there is too little.

A verdict is a code with its numbers. The words stand in the locale, so that the same claim is always made in the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.stats.level import latest_change
from dashboard.stats.rules import Rule
from dashboard.stats.tolerance import side
from dashboard.stats.trend import YEARS
from dashboard.stats.xmr import RUN_CHART_FROM, TRIAL_LIMITS_FROM
from dashboard.usecases.answers import answer_change
from dashboard.usecases.charting import GOOD, Charted, signal_of
from dashboard.usecases.finished import LIMIT_CHARTS, Chart, IndicatorFacts, Line, Point, Signal, TargetStep, Verdict, Why
from dashboard.usecases.rare_claims import rare_change
from dashboard.usecases.yearly import yearly_change
from db.terms import Frequency, Kind, TargetLevel

# How many points a new stretch must have before anything is said of it; rare events and years have tests that ask for other numbers.
FEWEST_SINCE = dict.fromkeys(LIMIT_CHARTS, TRIAL_LIMITS_FROM) | {Chart.RUN: RUN_CHART_FROM}
RULE_CODES = {Rule.OUTSIDE: "outside", Rule.TREND: "trend", Rule.TWO_OF_THREE: "two_of_three", Rule.SHIFT: "shift"}


def change(charted: Charted, indicator: IndicatorFacts) -> Verdict:
    """Is it another level than before: a signal, ordinary variation, or too little to tell. Told of the newest stretch alone."""
    if not any(point.value is not None for point in charted.points):
        return Verdict(Signal.TOO_LITTLE, "nothing")
    if indicator.kind is Kind.YES_NO:
        return answer_change([point for point in charted.points if not point.is_ghost], indicator)
    if charted.rare is not None:
        return rare_change(charted.rare, indicator)
    if charted.why is Why.HIDDEN:
        return Verdict(Signal.TOO_LITTLE, "hidden")
    if charted.why is Why.IMPOSSIBLE_COUNTS:
        return Verdict(Signal.TOO_LITTLE, "impossible")
    if indicator.overlap is not None:
        return Verdict(Signal.TOO_LITTLE, f"overlapping_{indicator.overlap}")
    shown = charted.newest
    if charted.since is not None and len(shown) < FEWEST_SINCE.get(charted.chart, YEARS):
        return Verdict(Signal.TOO_LITTLE, "too_few_since", charted.since.period, {"count": len(shown), "reason": charted.since.reason})
    if len(shown) > 2 and len({point.value for point in shown}) == 1:
        return Verdict(Signal.ORDINARY, "constant", facts={"count": len(shown)})
    return _by_chart(charted, indicator)


def _by_chart(charted: Charted, indicator: IndicatorFacts) -> Verdict:
    if charted.chart is Chart.RUN:
        return _run(charted, indicator)
    if charted.chart not in (Chart.LINE, Chart.INTERVAL):
        return _control(charted, indicator)
    if charted.why is Why.FIXED and indicator.frequency is not Frequency.YEAR:
        return Verdict(Signal.TOO_LITTLE, "unjudged")
    return yearly_change(charted.newest, indicator)


def _control(charted: Charted, indicator: IndicatorFacts) -> Verdict:
    found = latest_change(charted.numbers, concern=-GOOD[indicator.direction], found=charted.signals)
    if found is None:
        return Verdict(Signal.ORDINARY, "ordinary")
    signal = signal_of(found.direction, indicator)
    rule = found.reaching_back if found.points > 1 else found.rule
    facts = {"count": found.points, **_direction_words(found.direction)}
    return Verdict(signal, f"{RULE_CODES[rule]}_{signal}", charted.points[found.since].period, facts)


def _run(charted: Charted, indicator: IndicatorFacts) -> Verdict:
    """The runs test is about the whole last segment; the side is that of its longest run when that is where the series ends."""
    test = charted.numbers.tests[-1]
    if not bool(test.signal):
        return Verdict(Signal.ORDINARY, "run_ordinary")
    last = int(np.flatnonzero(charted.numbers.counts)[-1])
    ends_in_run = int(test.longest_run) > int(test.longest_run_max) and int(test.run_ends) == last
    if not ends_in_run:
        return Verdict(Signal.CHANGED, "run_changed")
    direction = int(side(charted.points[last].value, charted.points[last].centre))
    signal = signal_of(direction, indicator)
    return Verdict(signal, f"run_{signal}", charted.points[int(test.run_begins)].period, _direction_words(direction))


def _direction_words(direction: int) -> dict[str, object]:
    return {"direction": "up" if direction > 0 else "down"}


def comparison(points: Sequence[Point], line: Line | None, indicator: IndicatorFacts) -> Verdict | None:
    """Against the comparator in the newest period that both have. The points carry their own intervals (comparator taken as fixed)."""
    if line is None or indicator.kind is Kind.YES_NO:  # an answer has no interval; the answers stand beside each other
        return None
    theirs = {point.period: point for point in line.points if point.value is not None}
    common = [point for point in points if point.value is not None and point.period in theirs]
    if not common:
        return None
    own, other = common[-1], theirs[common[-1].period]
    facts = {"area": line.area.in_sentence, "value": other.value, "period": own.period}
    difference = int(side(own.value, other.value))
    if own.lower is None or own.upper is None:
        code = {1: "above_unsure", 0: "equal_unsure", -1: "below_unsure"}[difference]
        return Verdict(Signal.TOO_LITTLE, code, own.period, facts)
    if own.lower <= other.value <= own.upper:
        return Verdict(Signal.ORDINARY, "similar", own.period, facts)
    signal = signal_of(difference, indicator)
    code = {Signal.BETTER: "better", Signal.WORSE: "worse"}.get(signal, "higher" if difference > 0 else "lower")
    return Verdict(signal, code, own.period, facts)


def goal(points: Sequence[Point], targets: Sequence[TargetStep], indicator: IndicatorFacts) -> Verdict | None:
    """The newest value against the target of its day; how sure is told by the value's own interval."""
    shown = [point for point in points if point.value is not None]
    good = GOOD[indicator.direction]
    if not shown or not good:
        return None
    last = shown[-1]
    step = target_at(targets, last)
    if step is None:
        return None
    facts = {"target": step.value, "level": step.level, "source": step.source}
    met = good * int(side(last.value, step.value)) >= 0
    if last.lower is None or last.upper is None:
        return Verdict(Signal.TOO_LITTLE, "met" if met else "missed", last.period, facts)
    worst, best = (last.lower, last.upper) if good > 0 else (last.upper, last.lower)
    if met:
        sure = good * int(side(worst, step.value)) >= 0
        return Verdict(Signal.BETTER if sure else Signal.ORDINARY, f"met_{'surely' if sure else 'probably'}", last.period, facts)
    sure = good * int(side(best, step.value)) < 0
    return Verdict(Signal.WORSE if sure else Signal.ORDINARY, f"missed_{'surely' if sure else 'probably'}", last.period, facts)


def target_at(targets: Sequence[TargetStep], point: Point) -> TargetStep | None:
    """The step valid on the period's last day; a requirement before an ambition."""
    steps = steps_at(targets, point)
    return next((steps[level] for level in TargetLevel if level in steps), None)


def steps_at(targets: Sequence[TargetStep], point: Point) -> dict[TargetLevel, TargetStep]:
    """Of each level the newest that had begun by the period's last day, unless it has ended: what a target took over from does not come back."""
    day = point.period.last_day
    begun = {step.level: step for step in sorted(targets, key=lambda step: step.valid_from) if step.valid_from <= day}
    return {level: step for level, step in begun.items() if step.valid_to is None or step.valid_to >= day}
