"""Harm and reporting read together: more reports are never told as more harm, and fewer never as less."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.selection import Selection
from dashboard.text import keys, t
from dashboard.usecases.charting import GOOD
from dashboard.usecases.finished import Series, Signal
from dashboard.usecases.series import find_series
from db.engine import reading
from db.queries import indicators as queries

LATELY = 12  # points: a signal among them, though the newest is none, keeps us from saying that nothing has happened


@dataclass(frozen=True, slots=True)
class Pair:
    """Two series over the same time, the one asked for first, and the sentence that reads them together."""

    one: Series
    beside: Series
    sentence: str


def pair_of(asker: Asker, series: Series, selection: Selection) -> Pair | None:
    """`selection` is the resolved one. None where the indicator has no companion, or that has no numbers here."""
    with reading(asker.engine) as session:
        other = _companion(session, series)
    if other is None or series.last is None:
        return None
    beside = find_series(asker, other, selection.with_(breakdown=None))
    return side_by_side(series, beside) if beside.last is not None else None


def side_by_side(one: Series, beside: Series) -> Pair:
    """One of them, of harm, names the other as what it is read beside. Both have points."""
    harm, reports = (one, beside) if one.indicator.read_beside else (beside, one)
    periods = [point.period for each in (one, beside) for line in (each, *each.comparators) for point in line.points]
    ends = (min(periods), max(periods))
    return Pair(replace(one, axis=ends), replace(beside, axis=ends), read_together(harm, reports))


def _companion(session: Session, series: Series) -> str | None:
    """Named by this indicator, or naming it."""
    return series.indicator.read_beside or queries.read_beside_of(session, series.indicator.id)


def read_together(harm: Series, reports: Series) -> str:
    """Both movements, and what they may mean together where that can be said."""
    moved = f"{movement(reports)}_{movement(harm)}"
    said = t("pair.both", reports=t(f"pair.reports.{movement(reports)}"), harm=t(f"pair.harm.{movement(harm)}"))
    return f"{said} {t(f'pair.reading.{moved}')}" if f"pair.reading.{moved}" in keys() else said


def movement(series: Series) -> str:
    """more, fewer, changed (nobody can say which way), unsettled (until lately), same, or unknown."""
    found = series.change
    if found.signal is Signal.TOO_LITTLE:
        return "unknown"
    if found.signal is Signal.ORDINARY:
        return "unsettled" if any(point.signal for point in series.points[-LATELY:]) else "same"
    direction = {"up": 1, "down": -1}.get(str(found.facts.get("direction")), 0)
    if not direction and found.signal is not Signal.CHANGED:
        direction = GOOD[series.indicator.direction] * (1 if found.signal is Signal.BETTER else -1)
    return {1: "more", -1: "fewer"}.get(direction, "changed")
