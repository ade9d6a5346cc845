"""What happened, where it happened: a word for how serious it is, and the sentence."""

from __future__ import annotations

from typing import Literal

from dash import html

from dashboard.text import t

NoticeKind = Literal["error", "warning", "info", "done"]


def notice(kind: NoticeKind, *content: object, title: str | None = None, id: str | None = None) -> html.Div:
    """Errors interrupt the one who listens; the rest wait their turn."""
    head = html.P(title or t(f"component.notice.{kind}"), className="notice-title")
    given = {"id": id} if id else {}
    body = html.Div(list(content), className="notice-body")
    return html.Div([head, body], className=f"notice notice-{kind}", role="alert" if kind == "error" else "status", **given)


def told(kind: NoticeKind, *content: object, title: str | None = None) -> html.Div:
    """What has just come of a press: the keyboard goes on here, and those who listen hear it first."""
    return html.Div(notice(kind, *content, title=title), tabIndex=-1, **{"data-focus": "1"})
