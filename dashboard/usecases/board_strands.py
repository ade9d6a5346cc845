"""The series of the board as bare arrays, so that hundreds can be charted together; what is not plain goes the way of one series."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from dashboard.stats.chart_choice import Evidence
from dashboard.stats.control_chart import Setup
from dashboard.stats.many_series import stacked
from dashboard.stats.points import Floats, frozen
from dashboard.usecases.facts import Facts
from dashboard.usecases.finished import FICTIONAL, IndicatorFacts, Point
from dashboard.usecases.small_numbers import Audience, hides, protect
from db.queries.observations import Shown
from db.terms import Kind, MarkKind, Period, Status


class NamedRows(Mapping):
    """Bare rows with the names of their columns, given only to the few that go the way of one series."""

    def __init__(self, rows: Mapping[tuple[str, str], Sequence[tuple]]) -> None:
        self.rows = rows

    def __getitem__(self, key: tuple[str, str]) -> list[Shown]:
        return list(map(Shown._make, self.rows[key]))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Strand:
    """One indicator in one area under one code, of one frequency; NaN where there is no number or it is hidden."""

    about: IndicatorFacts
    area: str
    periods: tuple[Period, ...]
    values: Floats
    numerators: Floats
    denominators: Floats
    statuses: tuple[str, ...]
    is_fictional: bool

    def point(self, place: int) -> Point:
        value, numerator, denominator = (_known(column.item(place)) for column in (self.values, self.numerators, self.denominators))
        return Point(self.periods[place], value, Status(self.statuses[place]), numerator, denominator)


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number


def strand_of(facts: Facts, about: IndicatorFacts, area: str, audience: Audience, last_year: int | None) -> Strand | None:
    """None for a place with several codes, several groups of people or frequencies, with breaks or points left out, or without a number."""
    rows = facts.rows.get((about.id, area), ())
    is_marked = any(mark.kind is not MarkKind.NOTE for mark in facts.marks_at(about.id, area))
    if not rows or is_marked or len(facts.places[area].codes) > 1:
        return None
    columns = Shown(*zip(*rows, strict=True))
    periods = _periods(columns.period)
    if periods is None or len(set(columns.breakdown)) > 1:
        return None
    end = len(periods) if last_year is None else sum(period.year <= last_year for period in periods)
    values, numerators, denominators = (
        np.array(column[:end], dtype=float) for column in (columns.value, columns.numerator, columns.denominator)
    )
    is_fictional = any((note or "").casefold().startswith(FICTIONAL) for note in set(columns.note[:end]))
    found = Strand(about, area, periods[:end], values, numerators, denominators, columns.status[:end], is_fictional)
    protected = _protected(found) if hides(about, audience) else found
    return protected if np.isfinite(protected.values).any() else None


@lru_cache(maxsize=512)
def _periods(texts: tuple[str, ...]) -> tuple[Period, ...] | None:
    """Parsed once for all the series that have the same ones; None where they are of several frequencies."""
    periods = tuple(map(Period.parse, texts))
    return periods if len({period.frequency for period in periods}) == 1 else None


def _protected(strand: Strand) -> Strand:
    """Numbers that may be small are judged one by one; a hidden one takes its counts with it."""
    cases = np.fmin(strand.denominators, strand.denominators - strand.numerators)
    smallest = np.fmin(np.fmin(strand.values, strand.numerators), cases)
    places = np.flatnonzero(smallest < strand.about.small_number_limit).tolist()
    points = protect([strand.point(place) for place in places], strand.about, Audience.PUBLIC)
    hidden = [place for place, point in zip(places, points, strict=True) if point.status is Status.SUPPRESSED]
    names = ("values", "numerators", "denominators")
    return replace(strand, **{name: _without(getattr(strand, name), hidden) for name in names}) if hidden else strand


def _without(column: Floats, places: Sequence[int]) -> Floats:
    left = column.copy()
    left[list(places)] = np.nan
    return left


def evidence_of(strands: Sequence[Strand]) -> Evidence:
    """What statistics ask of these strands, of one kind and frequency, under each other."""
    columns = (stacked([getattr(each, name) for each in strands]) for name in ("values", "numerators", "denominators"))
    return _evidence(strands[0].about, *columns)


def evidence_alone(strand: Strand) -> Evidence:
    return _evidence(strand.about, strand.values, strand.numerators, strand.denominators)


def decided_alike(about: IndicatorFacts) -> tuple[Hashable, ...]:
    """Strands of indicators that agree in this can be charted together."""
    return about.kind, about.frequency, about.unit, about.direction, about.fixed_chart, about.overlap, about.baseline, about.screen


def setup_together(strands: Sequence[Strand]) -> Setup:
    """What has been decided about all of them; each keeps its own first points."""
    about, values = strands[0].about, stacked([strand.values for strand in strands])
    one = np.zeros(values.shape, dtype=np.int64)
    return Setup(screen=about.screen, frozen=frozen(np.isfinite(values), one, about.baseline) if about.baseline else None)


def _evidence(about: IndicatorFacts, values: Floats, numerators: Floats, denominators: Floats) -> Evidence:
    """A missing number takes its counts with it."""
    facts = {
        "kind": str(about.kind),
        "frequency": str(about.frequency),
        "overlapping": about.overlap is not None,
        "fixed": about.fixed_chart,
    }
    if about.kind not in (Kind.PROPORTION, Kind.RATE):
        return Evidence(values=values, **facts)
    events, n = (np.where(np.isnan(values), np.nan, column) for column in (numerators, denominators))
    return Evidence(values=values, events=events, n=n, **facts)
