"""Every target that an indicator has had: how much is asked, from when to when, where, and who decided it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.data_table import data_table
from dashboard.components.goal_addresses import targets_address
from dashboard.text import NOTHING, date_text, moment_text, t
from dashboard.usecases.targets import TargetLine

COLUMNS = ("level", "value", "from", "to", "area", "source", "decided_by", "written")


def target_table(lines: Sequence[TargetLine]) -> html.Div:
    headings = [t(f"targets.column.{name}") for name in COLUMNS]
    return data_table(t("targets.caption"), headings, [_row(line) for line in lines], numeric=(1,), className="stacking goal-table")


def targets_part(indicator: str, lines: Sequence[TargetLine], *, may_decide: bool) -> html.Div:
    """For «Om tallet»: what has been asked, and the way to ask for something else."""
    table = target_table(lines) if lines else html.P(t("targets.none"))
    way = dcc.Link(t("targets.decide" if may_decide else "targets.all"), href=targets_address(indicator))
    return html.Div([html.H3(t("targets.title")), table, html.P(way)])


def _row(line: TargetLine) -> list[object]:
    level = t(f"targets.level.{line.level}")
    written = t("targets.written", by=line.written_by, at=moment_text(line.written_at)) if line.written_at else t("targets.from_catalogue")
    return [
        html.Span([level, *([" ", html.Strong(t("targets.holds"))] if line.holds else [])]),
        line.value,
        date_text(line.valid_from),
        date_text(line.valid_to) if line.valid_to else t("targets.open_end"),
        line.area or t("targets.everywhere"),
        line.source,
        line.decided_by or NOTHING,
        written,
    ]
