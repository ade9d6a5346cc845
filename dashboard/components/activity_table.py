"""The activities of a delmål, and the indicators that tell of it, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.addresses import indicator_address
from dashboard.components.data_table import data_table
from dashboard.components.fictional_badge import fictional_badge
from dashboard.components.goal_addresses import objective_address
from dashboard.components.objective_card import activity_state
from dashboard.components.signal_mark import change_mark
from dashboard.selection import Selection
from dashboard.text import NOTHING, period_text, t, value_with_unit
from dashboard.usecases.finished import Series
from dashboard.usecases.goal_page import ServingIndicator
from dashboard.usecases.objective_tree import ActivityFacts


def activity_table(activities: Sequence[ActivityFacts], objective: int, selection: Selection, *, may_write: bool) -> html.Div:
    columns = ("title", "owner", "state", "note", *(("change",) if may_write else ()))
    rows = [[*_activity(each), *([_change(each, objective, selection)] if may_write else [])] for each in activities]
    return data_table(
        t("page.objective.activities"), [t(f"page.objective.column.{name}") for name in columns], rows, className="stacking goal-table"
    )


def indicator_table(indicators: Sequence[ServingIndicator], selection: Selection) -> html.Div:
    headings = [t(f"page.objective.column.{name}") for name in ("indicator", "service", "signal", "last")]
    return data_table(
        t("page.objective.indicators"), headings, [_indicator(each, selection) for each in indicators], className="stacking goal-table"
    )


def _activity(each: ActivityFacts) -> list[object]:
    return [each.title, each.owner or NOTHING, activity_state(each), html.Span(each.note or NOTHING, className="written")]


def _change(each: ActivityFacts, objective: int, selection: Selection) -> dcc.Link:
    said = html.Span(f" {each.title}", className="visually-hidden")
    return dcc.Link([t("page.objective.column.change"), said], href=objective_address(objective, selection, each.id))


def _indicator(each: ServingIndicator, selection: Selection) -> list[object]:
    name = dcc.Link(each.name, href=indicator_address(each.id, selection))
    if each.series is None:
        return [name, each.service_area_name, t("goals.without_numbers"), NOTHING]
    badge = [" ", fictional_badge()] if each.series.is_fictional else []
    return [html.Span([name, *badge]), each.service_area_name, change_mark(each.series.change), _last(each.series)]


def _last(series: Series) -> str:
    if series.last is None:
        return NOTHING
    value = value_with_unit(series.last.value, series.indicator.unit, series.indicator.decimals)
    return f"{value} ({period_text(series.last.period)})"
