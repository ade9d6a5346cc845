"""Every cell of the board at once: the newest value, whether it varies more than usual, and whether the target can be counted on.

A board has hundreds of series. Plain ones of one kind are charted together as arrays; the others, and charts that few have, go the way
of one series. Tests hold the two ways against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.selection import Selection
from dashboard.stats.chart_choice import Choice, choose
from dashboard.stats.icons import Assurance, last_direction
from dashboard.stats.many_series import newest, weigh
from dashboard.stats.rules import signals
from dashboard.usecases import verdicts
from dashboard.usecases.assured import Limits, assured, newest_limits
from dashboard.usecases.board_strands import NamedRows, Strand, decided_alike, evidence_alone, evidence_of, setup_together, strand_of
from dashboard.usecases.charting import GOOD, RARE, charted, control_numbers, possible, signal_of
from dashboard.usecases.facts import Facts
from dashboard.usecases.finished import FICTIONAL, LIMIT_CHARTS, AreaFacts, Chart, IndicatorFacts, Point, Signal
from dashboard.usecases.marked import marked
from dashboard.usecases.noise import judged_as
from dashboard.usecases.place_line import PlaceLine, place_line
from dashboard.usecases.series import breakdowns_of
from dashboard.usecases.small_numbers import Audience, protect
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


@dataclass(frozen=True, slots=True)
class Board:
    """What all cells are made from."""

    facts: Facts
    audience: Audience
    last_year: int | None


def board_cells(facts: Facts, areas: Sequence[str], selection: Selection, audience: Audience) -> list[Cell]:
    """A cell for each indicator and area that has a number in the chosen years, by area in the order given."""
    board = Board(replace(facts, rows=NamedRows(facts.rows)), audience, selection.last_year)
    pairs = [(about, area) for about in facts.indicators.values() for area in areas]
    strands = {(about.id, area): strand_of(facts, about, area, audience, selection.last_year) for about, area in pairs}
    plain = [strand for strand in strands.values() if strand is not None]
    alone = [_cell_alone(board, about, area) for about, area in pairs if strands[about.id, area] is None]
    cells = [*_cells_together(board, plain), *(cell for cell in alone if cell is not None)]
    shown = (cell for cell in cells if cell.last.period.year >= (selection.first_year or 0))
    return sorted(shown, key=lambda cell: areas.index(cell.area.code))


def _cells_together(board: Board, strands: Sequence[Strand]) -> Iterator[Cell]:
    for alike in _groups(strands, lambda strand: decided_alike(strand.about)):
        chosen = zip(alike, map(choose, weigh(evidence_of(alike))), strict=True)
        for pairs in _groups(list(chosen), lambda pair: (pair[1].chart, pair[1].why in RARE)):
            yield from _cells_of_chart(board, *zip(*pairs, strict=True))


def _groups(found: Sequence, key: Callable[..., Hashable]) -> Iterator[list]:
    groups = defaultdict(list)
    for each in found:
        groups[key(each)].append(each)
    return iter(groups.values())


def _cells_of_chart(board: Board, strands: Sequence[Strand], choices: Sequence[Choice]) -> Iterator[Cell]:
    """Limits of many at once, rare events from their arrays, all else one by one."""
    if choices[0].chart in LIMIT_CHARTS:
        yield from _with_limits(board, strands, choices[0].chart)
        return
    for strand, choice in zip(strands, choices, strict=True):
        if choice.why in RARE:
            change = verdicts.rare_change(evidence_alone(strand), choice.why, strand.about)
            yield _cell(board, strand, change.signal, choice.chart, int(newest(strand.values)))
        else:
            found = _cell_alone(board, strand.about, strand.area)
            yield from [found] if found else []


def _with_limits(board: Board, strands: Sequence[Strand], chart: Chart) -> Iterator[Cell]:
    about = strands[0].about
    found = control_numbers(chart, evidence_of(strands), about, setup_together(strands))
    drawn = possible(found, about)
    directions = last_direction(signals(found).direction(concern=-GOOD[about.direction]), found.counts)
    for row, place in enumerate(newest(found.values)):
        signal = signal_of(int(directions[row]), about) or Signal.ORDINARY
        yield _cell(board, strands[row], signal, chart, int(place), (drawn.lower[row, place], drawn.upper[row, place]))


def _cell(board: Board, strand: Strand, signal: Signal, chart: Chart, place: int, limits: Limits | None = None) -> Cell:
    last = strand.point(place)
    area = board.facts.areas[strand.area]
    held = assured(board.facts.targets_at(strand.about.id, strand.area), strand.about, last, limits)
    points = int(np.isfinite(strand.values).sum())
    return Cell(strand.about, area, last, signal, held, chart, points, area.is_fictional or strand.is_fictional)


def _cell_alone(board: Board, about: IndicatorFacts, area: str) -> Cell | None:
    """The way of one series, as find_series goes it; None where there has never been a number."""
    line = _line(board, about, area)
    shown = [point for point in line.points if point.value is not None and not point.is_ghost]
    place = board.facts.areas[area]
    is_fictional = place.is_fictional or any((point.note or "").casefold().startswith(FICTIONAL) for point in line.points)
    if not shown:
        hidden = [point for point in line.points if point.status is Status.SUPPRESSED]
        return Cell(about, place, hidden[-1], Signal.TOO_LITTLE, Assurance.NONE, Chart.LINE, 0, is_fictional) if hidden else None
    drawn = charted(line.points, line.breaks, about)
    newest_known = line.points[-1] if about.kind is Kind.YES_NO else shown[-1]  # that nobody has answered is told too
    change = verdicts.change(drawn, about)
    held = assured(board.facts.targets_at(about.id, area), about, shown[-1], newest_limits(drawn, change))
    return Cell(about, place, newest_known, change.signal, held, judged_as(drawn), len(shown), is_fictional)


def _line(board: Board, about: IndicatorFacts, area: str) -> PlaceLine:
    """The points that this audience may see, up to the last year asked for."""
    breakdown = breakdowns_of(board.facts, about.id, area)[0]
    place = board.facts.places[area]
    rows = {code: board.facts.rows.get((about.id, code), ()) for code in place.codes}
    found = place_line(place, rows, breakdown=breakdown, frequency=about.frequency, unit=about.unit)
    line = marked(found, board.facts.marks_at(about.id, area))
    points = (point for point in line.points if point.period.year <= (board.last_year or 9999))
    return replace(line, points=protect(points, about, board.audience))
