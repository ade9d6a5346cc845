"""Figures that should have been here by now: what is asked of them, and what is not late though it does not show."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.components.board_table import spoken
from dashboard.selection import Selection
from dashboard.usecases.board import BoardPage, board
from dashboard.usecases.board_cells import Cell
from dashboard.usecases.finished import Signal
from dashboard.usecases.series import find_series
from tests.builders import deliver, observations
from tests.dashboard.houses import FALLS, asker, months_ago, settle

STABLE = "20/9000 22/9000 19/9000 21/9000 20/9000 18/9000 22/9000 21/9000 19/9000 20/9000 21/9000 20/9000"
WORSE = STABLE + " 45/9000 44/9000 46/9000 45/9000 47/9000 44/9000 46/9000 45/9000"


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    return engine


def cells_of(page: BoardPage) -> dict[tuple[str, str], Cell]:
    return {(row.indicator.id, cell.area.code): cell for row in page.rows for cell in row.filled}


def test_figures_that_are_late_ask_for_nothing_and_say_that_they_are_late(house):
    deliver(house, observations(WORSE, area="SYK-01", first=months_ago(40)), observations(STABLE, first=months_ago(12)))
    page = board(asker(house), Selection())
    assert [row.needs_attention for row in page.rows] == [False]
    assert (page.noise.series, page.noise.late) == (1, 1)
    late = cells_of(page)[FALLS, "SYK-01"]
    assert late.signal is Signal.WORSE
    assert spoken(late).endswith(", nye tall er forsinket")


def test_what_is_hidden_is_not_late(house):
    deliver(house, observations("20/900 " * 6 + "3/900 " * 9, area="SYK-01", first=months_ago(15)))
    (hidden,) = cells_of(board(asker(house, Role.READER), Selection())).values()
    assert (hidden.is_late, hidden.newer_is_hidden) == (False, True)
    assert spoken(hidden).endswith(", nyere tall er skjult av personvernhensyn")
    assert not find_series(asker(house, Role.READER), FALLS, Selection(area="SYK-01")).provenance.is_late
