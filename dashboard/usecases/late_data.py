"""Which figures of a service have not come, in one sentence for a meeting."""

from __future__ import annotations

import datetime as dt

from dashboard.auth import Asker
from dashboard.text import period_text, t
from dashboard.usecases.completeness import CompletenessSelection, Grid, completeness

NAMED = 4  # indicators that are named; the rest is counted


def late_grids(asker: Asker, service_area: str | None, day: dt.date) -> list[Grid]:
    """The indicators whose newest period is due and has not come from everybody."""
    found = completeness(asker, CompletenessSelection(service_area or ""), day)
    return [grid for grid in found.grids if grid.wanting]


def late_sentence(asker: Asker, service_area: str, day: dt.date) -> str:
    grids = late_grids(asker, service_area, day)
    if not grids:
        return t("agenda.late_data.none")
    named = "; ".join(_named(grid) for grid in grids[:NAMED])
    rest = t("agenda.late_data.more", count=len(grids) - NAMED) if len(grids) > NAMED else ""
    return t("agenda.late_data.said", count=len(grids), named=named + rest)


def _named(grid: Grid) -> str:
    at = grid.periods.index(grid.judged)
    wanting = [row.name for row in grid.rows if row.states[at].is_wanting and (row.is_unit or not grid.has_units)]
    return t("agenda.late_data.one", indicator=grid.name, period=period_text(grid.judged), places=", ".join(wanting))
