"""Where nothing stands yet: what will stand here, and how to get it there."""

from __future__ import annotations

from dash import dcc, html

from dashboard.auth import Role, User
from dashboard.text import t


def empty_state(title: str, text: str, action: tuple[str, str] | None = None, level: type = html.H2) -> html.Div:
    """`action` is a label and an address."""
    button = [dcc.Link(action[0], href=action[1], className="button")] if action else []
    return html.Div([level(title, className="card-name"), html.P(text), *button], className="card-surface empty-state")


def way_to_upload(user: User) -> tuple[str, str] | None:
    """For those who may."""
    return (t("upload.name"), "/last-opp") if user.role.may(Role.ANALYST) else None
