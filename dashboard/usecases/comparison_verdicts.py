"""How each one stands to the own, and the units to all of them together: claimed only where the difference is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dashboard.stats.benchmark import Standpoint, against_unit
from dashboard.stats.intervals import difference_of_shares
from dashboard.stats.tolerance import side
from dashboard.usecases.charting import signal_of
from dashboard.usecases.compared import Compared, FunnelFacts
from dashboard.usecases.comparison_points import is_counted
from dashboard.usecases.finished import IndicatorFacts, Signal
from db.terms import Kind

WORDS = {Signal.BETTER: "better", Signal.WORSE: "worse"}


def against_own(row: Compared, own: Compared | None, about: IndicatorFacts) -> Compared:
    """The row with its word: seen from the own, is this one better, worse, or not surely different?"""
    if row.is_own:
        return replace(row, word="own")
    if row.is_older:
        return replace(row, word="older")
    if own is None or own.value is None or row.value is None:
        return row
    direction = _direction(row, own, about)
    return row if direction is None else told(row, direction, about)


def told(row: Compared, direction: int, about: IndicatorFacts) -> Compared:
    """With the word of lying surely above (1), surely below (-1) or not surely elsewhere (0)."""
    signal = signal_of(direction, about)
    if signal is None:
        return replace(row, word="similar", signal=None)
    return replace(row, word=WORDS.get(signal, "higher" if direction > 0 else "lower"), signal=signal)


def against_all(row: Compared, funnel: FunnelFacts | None, about: IndicatorFacts) -> Compared:
    """A unit against all units together: beyond the outer limits of the funnel or not."""
    if row.is_older or row.is_whole:
        return replace(row, word="older" if row.is_older else "whole")
    unit = next((unit for unit in funnel.units if unit.area.code == row.area.code), None) if funnel else None
    if unit is None:
        return row
    return told(row, int(np.sign(unit.place)) if abs(unit.place) == 2 else 0, about)


def against_each_other(rows: Sequence[Compared], about: IndicatorFacts) -> tuple[Compared, ...]:
    """Two units are no field, but they can be held against each other; wholes and more than two stand as they are."""
    pair = [row for row in rows if not row.is_whole and row.value is not None]
    if len(pair) != 2:
        return tuple(rows)
    other = {pair[0].area.code: pair[1], pair[1].area.code: pair[0]}
    return tuple(against_own(row, other.get(row.area.code), about) for row in rows)


def _direction(row: Compared, own: Compared, about: IndicatorFacts) -> int | None:
    """Surely above or below the own; None where nothing says how sure the own number is.

    A whole is taken as exact. Two single areas are both unsure: the difference between two shares has its own interval, and other
    numbers differ surely where their intervals do not meet.
    """
    if own.point.lower is None or own.point.upper is None:
        return None
    difference = int(side(row.value, own.value))
    if row.is_whole:
        return 0 if own.point.lower <= row.value <= own.point.upper else difference
    if about.kind is Kind.PROPORTION and is_counted(row.point, about) and is_counted(own.point, about):
        between = difference_of_shares(row.point.numerator, row.point.denominator, own.point.numerator, own.point.denominator)
        return int(np.sign(between.value)) if float(between.lower) > 0 or float(between.upper) < 0 else 0
    limits = ((row.point.lower, row.point.upper), (own.point.lower, own.point.upper))
    found = against_unit(row.value, limits[0], own.value, limits[1], good=0)
    return {Standpoint.NOT_COMPARED: None, Standpoint.SIMILAR: 0}.get(found, difference)
