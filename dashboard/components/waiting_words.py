"""What a measure waits for, in words: a mark in a list, a sentence with the way there on its own page."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.addresses import EDIT, FOLLOW_UP, action_address
from dashboard.text import t
from dashboard.usecases.action_facts import ActionFacts, Waits

WAY = {Waits.FOLLOW_UP: FOLLOW_UP, Waits.END: FOLLOW_UP, Waits.EVALUATION: FOLLOW_UP, Waits.OWNER: EDIT}  # where it is answered


def waiting_text(action: ActionFacts, wait: Waits) -> str:
    return t(f"action.waits.{wait}", day=action.ends_on if wait is Waits.END else action.follow_up_on, owner=action.owner.name)


def waiting_marks(action: ActionFacts) -> html.Ul | str:
    if not action.waits:
        return ""
    return html.Ul([html.Li(waiting_text(action, wait), className=_of(wait)) for wait in action.waits], className="waiting")


def waiting_list(actions: Sequence[ActionFacts]) -> html.Ol:
    """A short list, each with the way to it."""
    rows = [
        html.Li(
            [dcc.Link(action.title, href=action_address(action.id)), html.Span(action.owner.name, className="muted"), waiting_marks(action)]
        )
        for action in actions
    ]
    return html.Ol(rows, className="waiting-actions card-surface")


def waiting_ways(action: ActionFacts) -> list[html.P]:
    """One sentence for each thing, with the link that answers it."""
    return [
        html.P([waiting_text(action, wait), " ", dcc.Link(t(f"action.way.{WAY[wait]}"), href=action_address(action.id, WAY[wait]))])
        for wait in action.waits
    ]


def _of(wait: Waits) -> str:
    return "waiting-overdue" if wait.is_overdue else "waiting-other"
