"""What may be claimed of rare events: too many lately, an unusually long quiet, or nothing beyond ordinary variation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from math import isnan

import numpy as np

from dashboard.stats.recent_change import RecentChange
from dashboard.usecases.charting import GOOD, signal_of
from dashboard.usecases.finished import IndicatorFacts, Signal, Verdict
from dashboard.usecases.rare import Rare
from dashboard.usecases.wait_words import wait_text
from dashboard.usecases.waits import Wait, Waits, WaitUnit
from db.terms import Period


def rare_change(rare: Rare, indicator: IndicatorFacts) -> Verdict:
    """The exact test sees worsening soonest, the limit of the waits a long quiet; where they disagree, the bad news is told."""
    if not rare.total:
        return Verdict(Signal.ORDINARY, "no_events", facts={"first": rare.periods[0], "last": rare.periods[-1]})
    claims = [*_newest_wait(rare, indicator), *_recent(rare.recent_change(), rare, indicator)]
    if claims:
        return min(claims, key=lambda claim: claim[0] == GOOD[indicator.direction])[1]
    if not rare.is_judged:
        since = rare.begins
        code = "sparse" if since is None else "sparse_since"
        return Verdict(Signal.TOO_LITTLE, code, since, {"count": rare.total if since is None else rare.newest_total})
    return Verdict(Signal.ORDINARY, "rare_ordinary")


def _recent(found: RecentChange | None, rare: Rare, indicator: IndicatorFacts) -> Iterator[tuple[int, Verdict]]:
    if found is not None:
        signal = signal_of(found.direction, indicator)
        facts = {"count": found.periods, "events": round(found.events), "expected": round(found.expected, 1)}
        code = "rare_days" if rare.unit is WaitUnit.DAY else "rare"
        yield found.direction, Verdict(signal, f"{code}_{signal}", facts=facts)


def _newest_wait(rare: Rare, indicator: IndicatorFacts) -> Iterator[tuple[int, Verdict]]:
    flag = rare.chart.newest_flag
    if flag:
        signal = signal_of(-flag, indicator)
        is_running = rare.chart.is_running_long
        code = "quiet" if is_running else "wait_long" if flag > 0 else "wait_short"
        longest = rare.chart.running_limits[1] if is_running else rare.chart.limits.upper[-1]
        yield -flag, Verdict(signal, f"{code}_{signal}", facts={"longest": wait_text(float(longest), rare.unit)})


def finished_waits(rare: Rare, indicator: IndicatorFacts) -> Waits:
    """The numbers as they are shown."""
    return replace(waits_now(rare, indicator), segments=_segments(rare, indicator))


def waits_now(rare: Rare, indicator: IndicatorFacts) -> Waits:
    """How it stands today, without the waits that are over: a board has room for no more."""
    usual, longest = (_known(line) for line in rare.chart.running_limits)
    with_events = np.flatnonzero(rare.events > 0)
    return Waits(
        unit=rare.unit,
        good=-GOOD[indicator.direction],
        segments=(),
        running=_running(rare, indicator, usual, longest),
        events=rare.total,
        newest_event=rare.periods[with_events[-1]] if with_events.size else None,
        first=rare.periods[0],
        last=_last(rare),
        usual=usual,
        longest=longest,
    )


def _last(rare: Rare) -> Period:
    return rare.periods[int(np.flatnonzero(np.isfinite(rare.events))[-1])]


def _segments(rare: Rare, indicator: IndicatorFacts) -> tuple[tuple[Wait, ...], ...]:
    found, limits = rare.chart.waits, rare.chart.limits
    columns = (found.ended, found.lengths, limits.centre, limits.lower, limits.upper, rare.chart.flags)
    each = zip(*(column.tolist() for column in columns), strict=True)
    ended = [
        Wait(rare.periods[row], length, _known(centre), _known(lower), _known(upper), signal_of(-flag, indicator))
        for row, length, centre, lower, upper, flag in each
    ]
    pairs = zip(found.stretch.tolist(), ended, strict=True)
    return tuple(tuple(wait for _, wait in group) for _, group in groupby(pairs, key=lambda pair: pair[0]))


def _running(rare: Rare, indicator: IndicatorFacts, usual: float | None, longest: float | None) -> Wait | None:
    if np.isnan(rare.chart.waits.running):
        return None
    signal = signal_of(-int(rare.chart.is_running_long), indicator)
    return Wait(rare.periods[-1], rare.chart.waits.running, centre=usual, upper=longest, signal=signal)


def _known(number: float) -> float | None:
    return None if isnan(number) else float(number)
