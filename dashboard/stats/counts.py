"""Counted numbers: which pairs of events and cases are possible, and the share or rate they make."""

from __future__ import annotations

import numpy as np

from dashboard.stats.intervals import Reason, why_not, wrong_in
from dashboard.stats.points import Flags, Floats, ratio

IMPOSSIBLE = {Reason.NEGATIVE, Reason.EVENTS_WITHOUT_DENOMINATOR, Reason.MORE_EVENTS_THAN_CASES}


class ImpossibleCountsError(ValueError):
    """Counts that cannot be: fewer than none, more events than cases, events among no cases."""


def refuse_impossible(events: Floats, n: Floats, *, is_share: bool) -> None:
    """Raise at the first impossible pair; a missing number or 0 of 0 is possible and gives no value."""
    wrong = np.argwhere(impossible(events, n, is_share=is_share))
    if wrong.size:
        place = tuple(int(index) for index in wrong[0])
        reason = why_not(events, n, is_share=is_share)[place]
        raise ImpossibleCountsError(f"{events[place]:g} of {n[place]:g} at {place}: {reason}; write counts of 0 or more, at most n")


def impossible(events: Floats, n: Floats, *, is_share: bool) -> Flags:
    """Where a pair of counts cannot be. Of a pair that lacks one nothing is known."""
    wrong = wrong_in(events, n, is_share=is_share)
    return np.asarray(np.logical_or.reduce([wrong[reason] for reason in IMPOSSIBLE]) & ~wrong[Reason.MISSING])


def values_of(events: Floats, n: Floats) -> Floats:
    """Events over cases; NaN where either is missing or there are no cases."""
    return ratio(events, np.where(n > 0, n, 0))
