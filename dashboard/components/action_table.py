"""Measures as a table: what, where, who, how far, and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.action_effects import effect_lines
from dashboard.components.addresses import action_address
from dashboard.components.data_table import data_table
from dashboard.components.fictional_badge import fictional_badge
from dashboard.components.waiting_words import waiting_marks
from dashboard.text import NOTHING, date_text, t
from dashboard.usecases.action_facts import ActionFacts

COLUMNS = ("title", "areas", "indicators", "owner", "status", "follow_up_on", "waits")


def action_table(actions: Sequence[ActionFacts]) -> html.Div:
    headings = [t(f"action.column.{name}") for name in COLUMNS]
    return data_table(t("action.caption"), headings, [_row(action) for action in actions], className="stacking action-table")


def _row(action: ActionFacts) -> list[object]:
    badge = [" ", fictional_badge()] if action.is_fictional else []
    return [
        html.Span([dcc.Link(action.title, href=action_address(action.id)), *badge]),
        ", ".join(area.name for area in action.areas),
        effect_lines(action),
        action.owner.name,
        t(f"action_status.{action.status}"),
        date_text(action.follow_up_on) if action.status.is_open else NOTHING,
        waiting_marks(action) or NOTHING,
    ]
