"""The delmål of a draft, each with what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.data_table import data_table
from dashboard.components.goal_addresses import strategy_address
from dashboard.text import t
from dashboard.usecases.objective_tree import WrittenObjective

COLUMNS = ("title", "pathways", "indicators", "do")
ACTS = ("up", "down", "drop")


def act_id(act: object, objective: object, seen: object) -> dict[str, object]:
    """A button says what it does with which delmål, and the revision that was seen."""
    return {"act": act, "objective": objective, "seen": seen}


def draft_table(strategy: str, objectives: Sequence[WrittenObjective]) -> html.Div:
    headings = [t(f"page.strategy.column.{name}") for name in COLUMNS]
    rows = [_row(strategy, each, _possible(each, len(objectives))) for each in objectives]
    return data_table(t("page.strategy.objectives"), headings, rows, numeric=(1, 2), className="stacking goal-table")


def _possible(each: WrittenObjective, count: int) -> list[str]:
    ends = {"up": 1, "down": count}
    return [act for act in ACTS if ends.get(act) != each.number]


def _row(strategy: str, each: WrittenObjective, acts: Sequence[str]) -> list[object]:
    change = dcc.Link([t("page.strategy.act.change"), _of(each)], href=strategy_address(strategy, each.id))
    buttons = [_button(act, each) for act in acts]
    return [
        f"{each.number}. {each.title}",
        str(len(each.pathways)),
        str(len(each.indicators)),
        html.Div([change, *buttons], className="button-row"),
    ]


def _button(act: str, each: WrittenObjective) -> html.Button:
    said = [t(f"page.strategy.act.{act}"), _of(each)]
    return html.Button(said, id=act_id(act, each.id, each.revision), type="button", className="quiet-button")


def _of(each: WrittenObjective) -> html.Span:
    return html.Span(f": {each.title}", className="visually-hidden")
