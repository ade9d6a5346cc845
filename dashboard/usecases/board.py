"""The board: every indicator of a place and its units on one page, what needs attention first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.selection import Selection
from dashboard.stats.false_signals import chance_of_mark
from dashboard.stats.icons import Assurance
from dashboard.usecases.board_cells import Cell, board_cells
from dashboard.usecases.board_strands import Strands
from dashboard.usecases.choices import Choices, choices, resolve
from dashboard.usecases.data_version import data_version
from dashboard.usecases.facts import read_surroundings, with_rows
from dashboard.usecases.finished import AreaFacts, IndicatorFacts, Signal
from dashboard.usecases.geography import geography
from dashboard.usecases.hidden_numbers import hidden_numbers, undecided
from dashboard.usecases.kept import kept
from dashboard.usecases.noise import Noise, noise
from dashboard.usecases.series import audience_of
from dashboard.usecases.service import ATTENTION_ORDER
from dashboard.usecases.sheet import read_sheet
from db import models
from db.engine import reading
from db.queries import areas as area_queries
from db.queries import indicators as queries
from db.terms import Goal, IndicatorState, Kind, Period, Role


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One indicator; `cells` in the order of the columns, None where that area has no number."""

    indicator: IndicatorFacts
    cells: tuple[Cell | None, ...]

    @property
    def filled(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell is not None)

    @property
    def timely(self) -> tuple[Cell, ...]:
        """Of figures that are late nothing is asked now: first of all the new ones must come."""
        return tuple(cell for cell in self.filled if not cell.is_late)

    @property
    def worst(self) -> Signal | None:
        return min((cell.signal for cell in self.timely), key=ATTENTION_ORDER.index, default=None)

    @property
    def newest(self) -> Period:
        return max(cell.last.period for cell in self.filled)

    @property
    def misses_target(self) -> bool:
        return any(cell.assurance is Assurance.FAILS for cell in self.timely)

    @property
    def needs_attention(self) -> bool:
        """Worse, or changed where neither way is good, or a target that will not be reached as things are."""
        return self.worst in (Signal.WORSE, Signal.CHANGED) or self.misses_target


@dataclass(frozen=True, slots=True)
class BoardPage:
    columns: tuple[AreaFacts, ...]  # those with numbers
    rows: tuple[BoardRow, ...]  # those asked for …
    total: int  # … of so many
    noise: Noise  # of the cells
    selection: Selection  # resolved
    choices: Choices


def board(asker: Asker, selection: Selection) -> BoardPage:
    """The chosen place and the units under it, for the chosen service or all of them."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        resolved = resolve(asker, session, selection)
        cells = find_cells(asker, session, resolved)
        rows = board_rows(cells)
        return BoardPage(
            columns=_columns(rows),
            rows=tuple(row for row in rows if row.needs_attention or not resolved.attention_only),
            total=len(rows),
            noise=noise(
                (cell.signal, chance_of_mark(cell.chart, cell.points), cell.is_late)
                for cell in cells
                if cell.indicator.kind is not Kind.YES_NO
            ),
            selection=resolved,
            choices=choices(asker, session, resolved),
        )


def find_cells(asker: Asker, session: Session, selection: Selection) -> list[Cell]:
    """`selection` is the resolved one. One reading of the observations for the whole page."""
    audience = audience_of(asker)
    chosen = selection.with_(compare_with=(), breakdown=None, attention_only=False)

    def compute() -> list[Cell]:
        places = places_of(selection.area, area_queries.units(session))
        wanted = [row.id for row in queries.all_indicators(session) if _is_wanted(row, selection)]
        facts = read_surroundings(session, wanted, places, geography(asker, session), selection.as_of)
        limited = facts.limited(audience)
        everywhere = [about.id for about in undecided(asker, session, limited, selection.as_of)]
        sheet = read_sheet(session, wanted, facts.codes, selection.as_of, everywhere)
        hidden = hidden_numbers(asker, session, limited, selection.as_of, sheet)
        strands = Strands.of(facts, sheet, hidden, selection.last_year)
        return board_cells(strands, places, selection, lambda *chosen: with_rows(session, facts, *chosen, selection.as_of, hidden))

    return kept(asker.engine, ("board", data_version(session), chosen, audience), compute)


def places_of(area: str, units: Sequence[models.Area]) -> list[str]:
    """The place, the units under it by name, and those under them."""
    return [area, *(code for unit in units if unit.parent == area for code in places_of(unit.code, units))]


def _is_wanted(row: models.Indicator, selection: Selection) -> bool:
    return row.state is IndicatorState.APPROVED and selection.service_area in (None, row.service_area)


def board_rows(cells: Sequence[Cell]) -> tuple[BoardRow, ...]:
    """Worse before changed, better, ordinary, too little to tell and late; among the same harm first, then targets that are missed."""
    columns = list(dict.fromkeys(cell.area.code for cell in cells))
    found: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        found.setdefault(cell.indicator.id, {})[cell.area.code] = cell
    rows = (BoardRow(next(iter(row.values())).indicator, tuple(map(row.get, columns))) for row in found.values())
    return tuple(sorted(rows, key=_urgency))


def _urgency(row: BoardRow) -> tuple[int, bool, bool, str]:
    is_harm, place = row.indicator.goal is Goal.FEWER_HARMS, ATTENTION_ORDER.index(row.worst) if row.worst else len(ATTENTION_ORDER)
    return place, not is_harm, not row.misses_target, row.indicator.name


def _columns(rows: Sequence[BoardRow]) -> tuple[AreaFacts, ...]:
    return tuple(next(row.cells[place].area for row in rows if row.cells[place]) for place in range(len(rows[0].cells))) if rows else ()
