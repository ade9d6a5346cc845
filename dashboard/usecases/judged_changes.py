"""What takes statistics to tell of a file: numbers beyond their series' own limits, and cells that become, or cease to be, too small to show.

A number is held against the limits of the points before the file's first change in its series and after its last break, where these can
bear limits. A cell is
small by its own counts; those that are hidden beside it because a sum would give it away come on top, and are found when they are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from dashboard.stats.chart_choice import Chart, Evidence, choose
from dashboard.stats.control_chart import Setup
from dashboard.stats.many_series import stacked, weigh
from dashboard.stats.points import Floats
from dashboard.usecases.board_strands import decided_alike
from dashboard.usecases.charting import control_numbers, possible
from dashboard.usecases.facts import Facts, read_surroundings
from dashboard.usecases.finished import LIMIT_CHARTS, IndicatorFacts
from dashboard.usecases.geography import read_geography
from dashboard.usecases.marked import BREAKS
from dashboard.usecases.noted import Mark
from dashboard.usecases.small_numbers import Audience, counts_of, hides, small
from db.queries.observations import bare_columns, of_page, spans
from db.terms import Frequency, Kind, MarkKind, Period
from etl.changes import Met
from etl.differences import Listed

FORM = {Frequency.YEAR: 4, Frequency.TERTIAL: 7, Frequency.QUARTER: 7, Frequency.MONTH: 8, Frequency.DAY: 10}  # signs in a period
COUNTED = (Kind.PROPORTION, Kind.RATE)
AREAS_A_STATEMENT = 5000  # SQLite takes 32 766 parameters
NUMBERS = ("value", "numerator", "denominator")

Key = tuple[str, str, str]
Jump = tuple[int, float, float]  # the frame's row, and the limits that it goes beyond


@dataclass(frozen=True, slots=True)
class Stood:
    """One series as it stands in the database, in the order of time; NaN where there is no number."""

    periods: Sequence[str]
    columns: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Run:
    """One series: the points that stood before the file's first change in it, then the file's. `rows` are those of the frame."""

    about: IndicatorFacts
    rows: list[int]
    columns: Mapping[str, Floats]

    @property
    def past(self) -> int:
        return len(self.columns["value"]) - len(self.rows)


def judge(session: Session, met: Met) -> dict[str, Listed]:
    """The part of etl.differences that needs to know how a series usually runs, and what may be shown outside."""
    facts = read_surroundings(session, set(met.frame.indicator.texts), (), read_geography(session))
    jumps = sorted(_jumps(session, met, facts))
    hidden, shown = _small(met, facts.indicators)
    return {
        "jumps": Listed.of(len(jumps), (met.row(row, lower=lower, upper=upper) for row, lower, upper in jumps)),
        "hidden": Listed.of(len(hidden), map(met.row, hidden)),
        "shown": Listed.of(len(shown), map(met.row, shown)),
    }


def _jumps(session: Session, met: Met, facts: Facts) -> Iterator[Jump]:
    alike = defaultdict(list)
    for run in _runs(session, met, facts):
        alike[decided_alike(run.about)].append(run)
    for runs in alike.values():
        choices = map(choose, weigh(_evidence(runs, of_past=True)))
        by_chart = defaultdict(list)
        for run, choice in zip(runs, choices, strict=True):
            by_chart[choice.chart].append(run)
        for chart, found in by_chart.items():
            if chart in LIMIT_CHARTS:
                yield from _outside(chart, found)


def _outside(chart: Chart, runs: Sequence[Run]) -> Iterator[Jump]:
    """The file's own points take no part in the limits that they are held against."""
    evidence, about = _evidence(runs), runs[0].about
    is_new = np.zeros(evidence.values.shape, dtype=bool)
    for flags, run in zip(is_new, runs, strict=True):
        flags[run.past :] = True
    found = control_numbers(chart, evidence, about, Setup(ghosts=is_new, screen=about.screen))
    drawn = possible(found, about)
    for place, point in np.argwhere((found.outside != 0) & is_new).tolist():
        run = runs[place]
        yield run.rows[point - run.past], float(drawn.lower[place, point]), float(drawn.upper[place, point])


def _evidence(runs: Sequence[Run], *, of_past: bool = False) -> Evidence:
    """What statistics ask of these series, of one kind and frequency, under each other. A missing number takes its counts with it."""
    values, *counts = (stacked([run.columns[name][: run.past if of_past else None] for run in runs]) for name in NUMBERS)
    about = runs[0].about
    events, n = (np.where(np.isnan(values), np.nan, column) for column in counts) if about.kind in COUNTED else (None, None)
    decided = {"overlapping": about.overlap is not None, "fixed": about.fixed_chart}
    return Evidence(kind=str(about.kind), frequency=str(about.frequency), values=values, events=events, n=n, **decided)


def _runs(session: Session, met: Met, facts: Facts) -> Iterator[Run]:
    """Every series that the file says something new of, and that stood before."""
    frame, rows = met.frame, defaultdict(list)
    for row in np.flatnonzero(~met.agrees & np.isfinite(frame.value)).tolist():
        about = facts.indicators.get(frame.indicator.at(row))
        if about is not None and len(frame.period.at(row)) == FORM[about.frequency]:
            rows[about.id, frame.area.at(row), frame.breakdown.at(row)].append(row)
    for key, stood in _stood(session, rows):
        about, first = facts.indicators[key[0]], frame.period.at(rows[key][0])
        marks = [mark for mark in facts.marks.get(about.id, ()) if mark.area in (None, key[1])]
        past = _past(stood.periods, first, marks)[: about.baseline]
        if past:
            own = {name: getattr(frame, name)[rows[key]] for name in NUMBERS}
            yield Run(about, rows[key], {name: np.concatenate([stood.columns[name][past], own[name]]) for name in NUMBERS})


def _past(periods: Sequence[str], first: str, marks: Sequence[Mark]) -> list[int]:
    """What the numbers from `first` on are held against: since the last break, without what an analyst has left out."""
    known = [place for place, period in enumerate(periods) if period < first and len(period) == len(first)]
    if not marks:
        return known
    ghosts = {str(mark.period) for mark in marks if mark.kind is MarkKind.GHOST}
    breaks = [mark.period.first_day for mark in marks if mark.kind in BREAKS]
    begins = max((day for day in breaks if day <= Period.parse(first).first_day), default=None)
    since = [place for place in known if begins is None or Period.parse(periods[place]).first_day >= begins]
    return [place for place in since if periods[place] not in ghosts]


def _stood(session: Session, keys: Mapping[Key, object]) -> Iterator[tuple[Key, Stood]]:
    indicators, areas = {key[0] for key in keys}, sorted({key[1] for key in keys})
    for start in range(0, len(areas), AREAS_A_STATEMENT):
        chosen = of_page(indicators, areas[start : start + AREAS_A_STATEMENT], None)
        periods, *numbers, _ = bare_columns(session, chosen)
        columns = {name: np.array(column, dtype=float) for name, column in zip(NUMBERS, numbers, strict=True)}
        ends = 0
        for span in spans(session, chosen, ""):
            at = slice(ends, ends := ends + span.rows)
            if span[:3] in keys:
                yield span[:3], Stood(periods[at], {name: column[at] for name, column in columns.items()})


def _small(met: Met, abouts: Mapping[str, IndicatorFacts]) -> tuple[list[int], list[int]]:
    """The rows that are hidden outside from now on, and those that no longer are."""
    now = {name: getattr(met.frame, name) for name in NUMBERS}
    hidden, were_hidden = _hidden(met, abouts, now), _hidden(met, abouts, met.before)
    has_value = np.isfinite(met.frame.value)
    return sorted(hidden - were_hidden), sorted(row for row in were_hidden - hidden if has_value[row])


def _hidden(met: Met, abouts: Mapping[str, IndicatorFacts], columns: Mapping[str, np.ndarray]) -> set[int]:
    """Those of the touched rows whose numbers are small."""
    found: set[int] = set()
    for code, name in enumerate(met.frame.indicator.texts):
        rows = np.flatnonzero(~met.agrees & (met.frame.indicator.codes == code))
        if name in abouts and len(rows) and hides(abouts[name], Audience.PUBLIC):
            counts = counts_of(abouts[name], *(columns[number][rows] for number in NUMBERS))
            found |= set(rows[small(abouts[name], counts) & np.isfinite(columns["value"][rows])].tolist())
    return found
