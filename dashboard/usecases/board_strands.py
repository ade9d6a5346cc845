"""The series of the board as bare arrays, so that hundreds can be charted together; what is not plain goes the way of one series."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from dashboard.stats.chart_choice import Evidence
from dashboard.stats.control_chart import Setup
from dashboard.stats.many_series import Weighed, stacked, weigh
from dashboard.stats.points import Flags, Floats, frozen
from dashboard.usecases.facts import Facts
from dashboard.usecases.finished import IndicatorFacts, Point
from dashboard.usecases.hidden_numbers import NOTHING, Hidden
from dashboard.usecases.sheet import Key, Sheet
from db.terms import Frequency, Kind, MarkKind, Period, Status

LAST = 9999  # no year is later
NONE = np.zeros(0, dtype=bool)


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
    last_hidden: Period | None = False

    def point(self, place: int) -> Point:
        value, numerator, denominator = (_known(column.item(place)) for column in (self.values, self.numerators, self.denominators))
        return Point(self.periods[place], value, Status(self.statuses[place]), numerator, denominator)


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number


@dataclass(frozen=True, slots=True)
class Strands:
    """Where to find the strand of an indicator in an area."""

    facts: Facts
    sheet: Sheet
    hidden: Mapping[str, Hidden]
    last_year: int | None
    series: Mapping[tuple[str, str], list[Key]]  # by indicator and area as published

    @classmethod
    def of(cls, facts: Facts, sheet: Sheet, hidden: Mapping[str, Hidden], last_year: int | None) -> Strands:
        series = defaultdict(list)
        for key in sheet.places:
            series[key[:2]].append(key)
        return cls(facts, sheet, hidden, last_year, dict(series))

    def is_reported(self, indicator: str, area: str) -> bool:
        return any((indicator, code) in self.series for code in self.facts.places[area].codes)

    def strand(self, about: IndicatorFacts, area: str) -> Strand | None:
        """None for a place reported under several codes, of several groups or frequencies, by day, with breaks or points left out, or no number."""
        key = self._only(about, area)
        periods = _periods(self.sheet.periods[self.sheet.places[key]]) if key else None
        if key is None or periods is None:
            return None
        count = len(periods) if self.last_year is None else sum(period.year <= self.last_year for period in periods)
        at = slice(self.sheet.places[key].start, self.sheet.places[key].start + count)
        columns = [column[at] for column in (self.sheet.values, self.sheet.numerators, self.sheet.denominators)]
        gone = _gone(key, self.sheet.periods[at], self.hidden.get(about.id, NOTHING))
        shown = [np.where(gone, np.nan, column) for column in columns] if gone.any() else columns
        last_hidden = _last_hidden(gone, self.sheet.statuses[at], periods)
        remarked = self.sheet.fictional_from[key]
        is_fictional = remarked is not None and remarked[:4] <= str(self.last_year or LAST)
        found = Strand(about, area, periods[:count], *shown, self.sheet.statuses[at], is_fictional, last_hidden)
        return found if np.isfinite(found.values).any() else None

    def _only(self, about: IndicatorFacts, area: str) -> Key | None:
        """The one series of the place, where it has one and nothing breaks it."""
        place = self.facts.places[area]
        keys = [key for code in place.codes for key in self.series.get((about.id, code), ())]
        is_merged = any(generation.code_lives_on or len(generation.codes) > 1 for generation in place.generations)
        is_marked = any(mark.kind is not MarkKind.NOTE for mark in self.facts.marks_at(about.id, area))
        is_plain = not is_merged and not is_marked and about.frequency is not Frequency.DAY
        return keys[0] if len(keys) == 1 and is_plain else None


@lru_cache(maxsize=512)
def _periods(texts: tuple[str, ...]) -> tuple[Period, ...] | None:
    """Parsed once for all the series that have the same ones; None where they are of several frequencies."""
    periods = tuple(map(Period.parse, texts))
    return periods if len({period.frequency for period in periods}) == 1 else None


def _gone(key: Key, texts: Sequence[str], hidden: Hidden) -> Flags:
    """Where a number is hidden, and takes its counts with it."""
    return np.array([(*key[1:], text) in hidden for text in texts], dtype=bool) if hidden else NONE


def _last_hidden(gone: Flags, statuses: Sequence[str], periods: Sequence[Period]) -> Period | None:
    """By us or by the publisher."""
    if not gone.any() and Status.SUPPRESSED not in statuses:
        return None
    hidden = np.array(statuses) == Status.SUPPRESSED
    return periods[np.flatnonzero(hidden | gone if gone.size else hidden)[-1]]


def evidence_of(strands: Sequence[Strand]) -> Evidence:
    """What statistics ask of these strands, of one kind and frequency, under each other."""
    columns = (stacked([getattr(each, name) for each in strands]) for name in ("values", "numerators", "denominators"))
    return _evidence(strands[0].about, *columns)


def weighed(strands: Sequence[Strand]) -> list[Weighed]:
    """What the choice of chart asks of each."""
    found = zip(weigh(evidence_of(strands)), strands, strict=True)
    return [replace(each, hidden=True) if strand.last_hidden else each for each, strand in found]


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
