"""Can the target be counted on as things are? The newest limits against the target of that day: one way for cards and board."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.stats.icons import Assurance, assurance
from dashboard.usecases.charting import GOOD, Charted
from dashboard.usecases.finished import LIMIT_CHARTS, IndicatorFacts, Point, TargetStep, Verdict
from dashboard.usecases.verdicts import target_at
from db.terms import MULTIPLIERS, Kind

Limits = tuple[float, float]


def newest_limits(drawn: Charted, change: Verdict) -> Limits | None:
    """Of the newest point; a series that never varies has itself as limits, so that its mark follows the target."""
    if not drawn.newest:
        return None
    newest = drawn.newest[-1]
    if change.code == "constant":
        return newest.value, newest.value
    if drawn.chart not in LIMIT_CHARTS or newest.lower is None or newest.upper is None:
        return None
    return newest.lower, newest.upper


def assured(targets: Sequence[TargetStep], about: IndicatorFacts, last: Point, limits: Limits | None) -> Assurance:
    """NONE where there are no limits, no target that day, or no good direction.

    A target on a limit is counted on, except at the end of what is possible: there the limit is cut off, and is none.
    """
    step = target_at(targets, last) if limits and targets else None
    if step is None or limits is None:
        return Assurance.NONE
    ends = (0.0, float(MULTIPLIERS.get(about.unit, 1)) if about.kind is Kind.PROPORTION else None)
    is_cut = limits[0] != limits[1] and about.kind in (Kind.PROPORTION, Kind.RATE, Kind.COUNT) and step.value in ends
    return assurance(step.value, *limits, GOOD[about.direction], on_limit_counts=not is_cut)
