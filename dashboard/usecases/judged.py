"""What may be claimed of one series, and the sentence that says it: every part of a page that speaks of the series takes it from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from dashboard.usecases import verdicts
from dashboard.usecases.answers import answer_count
from dashboard.usecases.assured import assured, newest_limits
from dashboard.usecases.attained import attainment, distance
from dashboard.usecases.charting import Charted
from dashboard.usecases.finished import Assurance, IndicatorFacts, Line, Point, TargetStep
from dashboard.usecases.intervals import with_intervals
from dashboard.usecases.noise import chance_of
from dashboard.usecases.rare_claims import finished_waits
from dashboard.usecases.sentences import Claims, sentence
from dashboard.usecases.smallest_change import smallest_change
from db.terms import Frequency

ONLY_SAID = ("trial", "since")  # in the sentence; the points and breaks of the series show them


@dataclass(frozen=True, slots=True)
class Held:
    """What a series is held against."""

    comparators: Sequence[Line] = ()
    targets: Sequence[TargetStep] = ()
    units: Sequence[Line] = ()  # of an indicator of yes and no


def judged(drawn: Charted, points: Sequence[Point], held: Held, about: IndicatorFacts) -> dict[str, object]:
    """Fields of a Series: what it is held against, the claims and the sentence. A point that is left out is not judged."""
    if about.frequency is Frequency.DAY:
        held = replace(held, targets=())  # a target is for so much time, and a day with an event is none
    points = [point for point in points if not point.is_ghost]
    own = with_intervals(points, about)
    claims = _claims(drawn, own, held, about)
    against = {each.name: tuple(getattr(held, each.name)) for each in fields(held)} | _reached(drawn, own, held.targets, about)
    said = {"sentence": sentence(points, own[-1] if own else None, about, claims), "chance_of_mark": chance_of(drawn)}
    return {each.name: getattr(claims, each.name) for each in fields(claims) if each.name not in ONLY_SAID} | against | said


def _claims(drawn: Charted, own: Sequence[Point], held: Held, about: IndicatorFacts) -> Claims:
    """Each point is judged against others and the target by its own interval, whatever the chart."""
    change = verdicts.change(drawn, about)
    last = next((point for point in reversed(own) if point.value is not None), None)
    return Claims(
        change=change,
        comparison=next((found for found in (verdicts.comparison(own, other, about) for other in held.comparators) if found), None),
        goal=verdicts.goal(own, held.targets, about),
        assurance=assured(held.targets, about, last, newest_limits(drawn, change)) if last else Assurance.NONE,
        smallest_change=None if about.overlap else smallest_change(drawn.newest, about, drawn.chart),
        since=drawn.since,
        trial=len(drawn.newest) if drawn.newest and drawn.newest[-1].is_trial else 0,
        answers=answer_count(held.units),
        waits=finished_waits(drawn.rare, about) if drawn.rare else None,
    )


def _reached(drawn: Charted, own: Sequence[Point], targets: Sequence[TargetStep], about: IndicatorFacts) -> dict[str, object]:
    """The target's level and what lacks; periods before a break are not added to those after it."""
    of_now = [point for point in own if drawn.since is None or point.period >= drawn.since.period]
    return {"attainment": attainment(of_now, targets, about), "distance": distance(of_now, targets, about)}
