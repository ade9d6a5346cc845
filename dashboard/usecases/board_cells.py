"""Every cell of the board at once: the newest value, whether it varies more than usual, and whether the target can be counted on.

A board has hundreds of series. Plain ones of one kind are charted together as arrays; the others, and charts that few have, go the way
of one series. Tests hold the two ways against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.selection import Selection
from dashboard.stats.chart_choice import Choice, choose
from dashboard.stats.icons import Assurance, last_direction
from dashboard.stats.many_series import newest
from dashboard.stats.rules import signals
from dashboard.usecases import verdicts
from dashboard.usecases.assured import Limits, assured, newest_limits
from dashboard.usecases.board_strands import Strand, Strands, decided_alike, evidence_alone, evidence_of, setup_together, weighed
from dashboard.usecases.charting import GOOD, RARE, chart_of, charted, control_numbers, possible, signal_of
from dashboard.usecases.facts import Facts
from dashboard.usecases.finished import FICTIONAL, LIMIT_CHARTS, AreaFacts, Chart, IndicatorFacts, Point, Signal
from dashboard.usecases.lateness import is_late, newest_reported, today
from dashboard.usecases.lines import breakdowns_of, line_at
from dashboard.usecases.rare import rare_events
from dashboard.usecases.rare_claims import rare_change, waits_now
from dashboard.usecases.waits import Waits
from db.terms import Kind, Status


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator in one area today; `last` has no value where every number is hidden."""

    indicator: IndicatorFacts
    area: AreaFacts
    last: Point
    signal: Signal
    assurance: Assurance
    chart: Chart  # with the number of points: how often chance alone would mark it
    points: int
    is_fictional: bool
    is_late: bool = False
    waits: Waits | None = None
    newer_is_hidden: bool = False


Reading = Callable[[Collection[str], Collection[str]], Facts]  # indicators and areas -> the facts with their rows


def board_cells(strands: Strands, areas: Sequence[str], selection: Selection, read: Reading) -> list[Cell]:
    """A cell for each indicator and area that has a number in the chosen years, by area in the order given."""
    pairs = [(about, area) for about in strands.facts.indicators.values() for area in areas if strands.is_reported(about.id, area)]
    found = {(about.id, area): strands.strand(about, area) for about, area in pairs}
    cells = list(_cells_together(strands.facts, [strand for strand in found.values() if strand is not None]))
    done = {(cell.indicator.id, cell.area.code) for cell in cells}
    cells += _cells_alone([(about, area) for about, area in pairs if (about.id, area) not in done], selection, read)
    shown = (cell for cell in cells if cell.last.period.year >= (selection.first_year or 0))
    return sorted(shown, key=lambda cell: areas.index(cell.area.code))


def _cells_together(facts: Facts, strands: Sequence[Strand]) -> Iterator[Cell]:
    """Those whose charts are made for many at once."""
    for alike in _groups(strands, lambda strand: decided_alike(strand.about)):
        chosen = zip(alike, map(choose, weighed(alike)), strict=True)
        for pairs in _groups(list(chosen), lambda pair: pair[1].chart):
            yield from _cells_of_chart(facts, *zip(*pairs, strict=True))


def _groups(found: Sequence, key: Callable[..., Hashable]) -> Iterator[list]:
    groups = defaultdict(list)
    for each in found:
        groups[key(each)].append(each)
    return iter(groups.values())


def _cells_of_chart(facts: Facts, strands: Sequence[Strand], choices: Sequence[Choice]) -> Iterator[Cell]:
    """Limits of many at once, rare events from their arrays; none of all else, which goes the way of one series."""
    if choices[0].chart in LIMIT_CHARTS:
        yield from _with_limits(facts, strands, choices[0].chart)
    elif choices[0].chart in RARE:
        yield from (_of_rare(facts, strand, choice) for strand, choice in zip(strands, choices, strict=True))


def _of_rare(facts: Facts, strand: Strand, choice: Choice) -> Cell:
    data = evidence_alone(strand)
    rare = rare_events(strand.periods, data.x, data.n, (), strand.about.months)
    cell = _cell(facts, strand, rare_change(rare, strand.about).signal, chart_of(rare, choice).chart, int(newest(strand.values)))
    return replace(cell, points=rare.chart.waits.lengths.size, waits=waits_now(rare, strand.about))


def _with_limits(facts: Facts, strands: Sequence[Strand], chart: Chart) -> Iterator[Cell]:
    about = strands[0].about
    found = control_numbers(chart, evidence_of(strands), about, setup_together(strands))
    drawn = possible(found, about)
    directions = last_direction(signals(found).direction(concern=-GOOD[about.direction]), found.counts)
    for row, place in enumerate(newest(found.values)):
        signal = signal_of(int(directions[row]), about) or Signal.ORDINARY
        yield _cell(facts, strands[row], signal, chart, int(place), (drawn.lower[row, place], drawn.upper[row, place]))


def _cell(facts: Facts, strand: Strand, signal: Signal, chart: Chart, place: int, limits: Limits | None = None) -> Cell:
    last, about = strand.point(place), strand.about
    area = facts.areas[strand.area]
    held = assured(facts.targets_at(about.id, strand.area), about, last, limits)
    points = int(np.isfinite(strand.values).sum())
    is_newer = strand.last_hidden is not None and strand.last_hidden > last.period
    late = is_late(strand.last_hidden if is_newer else last.period, about.months, today())
    is_fictional = area.is_fictional or strand.is_fictional
    return Cell(about, area, last, signal, held, chart, points, is_fictional, late, newer_is_hidden=is_newer)


def _cells_alone(pairs: Sequence[tuple[IndicatorFacts, str]], selection: Selection, read: Reading) -> Iterator[Cell]:
    """The way of one series, as find_series goes it; none where there has never been a number."""
    if not pairs:
        return
    facts = read({about.id for about, _ in pairs}, {area for _, area in pairs})
    for about, area in pairs:
        found = _cell_alone(facts, about, area, selection.last_year)
        yield from [found] if found else []


def _cell_alone(facts: Facts, about: IndicatorFacts, area: str, last_year: int | None) -> Cell | None:
    line = line_at(facts, about.id, area, breakdowns_of(facts, about.id, area)[0])
    points = tuple(point for point in line.points if point.period.year <= (last_year or 9999))
    shown = [point for point in points if point.value is not None and not point.is_ghost]
    place = facts.areas[area]
    is_fictional = place.is_fictional or any((point.note or "").casefold().startswith(FICTIONAL) for point in points)
    if not shown:
        hidden = [point for point in points if point.status is Status.SUPPRESSED]
        return Cell(about, place, hidden[-1], Signal.TOO_LITTLE, Assurance.NONE, Chart.LINE, 0, is_fictional) if hidden else None
    drawn = charted(points, line.breaks, about)
    last = points[-1] if about.kind is Kind.YES_NO else shown[-1]  # that nobody has answered is told too
    change = verdicts.change(drawn, about)
    held = assured(facts.targets_at(about.id, area), about, shown[-1], newest_limits(drawn, change))
    late = is_late(newest_reported(points), about.months, today())
    waits = waits_now(drawn.rare, about) if drawn.rare else None
    is_newer = any(point.status is Status.SUPPRESSED and point.period > last.period for point in points)
    return Cell(about, place, last, change.signal, held, drawn.chart, drawn.length, is_fictional, late, waits, is_newer)
