"""Yes, no, or nobody has said: three states, of which the third is never counted as the second."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.usecases.charting import signal_of
from dashboard.usecases.finished import AnswerCount, IndicatorFacts, Line, Point, Signal, Status, Verdict


def answer_change(points: Sequence[Point], about: IndicatorFacts) -> Verdict:
    """The newest answer against the one before; where it has not come, that is what is said."""
    answers = [point for point in points if point.value is not None]
    if not answers:
        return Verdict(Signal.TOO_LITTLE, "nothing")
    newest = answers[-1]
    if points[-1].value is None:
        return Verdict(Signal.TOO_LITTLE, "answer_waits", newest.period, {"answer": newest.value})
    earlier = [point for point in answers if point.value != newest.value]
    if not earlier:
        code = "answer_same" if len(answers) > 1 else "answer_first"
        return Verdict(Signal.ORDINARY, code, answers[0].period)
    run = [point for point in answers if point.period > earlier[-1].period]
    if len(run) > 1:
        return Verdict(Signal.ORDINARY, "answer_same", run[0].period)
    signal = signal_of(1 if newest.value > earlier[-1].value else -1, about)
    return Verdict(signal, "answer_changed", newest.period, {"answer": earlier[-1].value, "before": earlier[-1].period})


def answer_count(units: Sequence[Line]) -> AnswerCount | None:
    """How the units answer in the newest period that any of them has answered for; one without a row has not reported."""
    answered = [point.period for line in units for point in line.points if point.value is not None]
    if not answered:
        return None
    newest = max(answered)
    states = [next((point for point in line.points if point.period == newest), None) for line in units]
    known = [point.value for point in states if point is not None and point.value is not None]
    exempt = sum(point is not None and point.status is Status.NOT_RELEVANT for point in states)
    return AnswerCount(
        newest, sum(value == 1 for value in known), sum(value == 0 for value in known), len(units) - len(known) - exempt, exempt
    )
