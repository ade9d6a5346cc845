"""The problems of a file: how serious, where, what was found, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dash import html

from dashboard.components.data_table import data_table
from dashboard.text import NOTHING, t

HEADINGS = ("severity", "row", "column", "found", "what")
ORDER = ("error", "question", "warning", "info")


class Problem(Protocol):
    """A problem in words, as dashboard.usecases.kept_report gives it."""

    severity: str
    row: int | None
    column: str | None
    found: str | None
    message: str


def problem_table(problems: Sequence[Problem], *, caption: str | None = None, most: int = 200) -> html.Div:
    """The most serious first, then by row; a very long list is cut, and says so."""
    ordered = sorted(problems, key=lambda one: (ORDER.index(one.severity), one.row or 0))
    rows = [[_severity(one.severity), _text(one.row), _text(one.column), _text(one.found), one.message] for one in ordered[:most]]
    headings = [t(f"component.problems.{name}") for name in HEADINGS]
    table = data_table(caption or t("component.problems.caption"), headings, rows, numeric=[1], className="problem-table stacking")
    if len(ordered) <= most:
        return html.Div(table)
    return html.Div([table, html.P(t("component.problems.more", shown=most, total=len(ordered)), className="source-line")])


def _severity(severity: str) -> html.Span:
    return html.Span(t(f"severity.{severity}"), className=f"severity severity-{severity}")


def _text(value: object) -> str:
    return NOTHING if value is None else str(value)
