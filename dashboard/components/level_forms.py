"""The two forms of new levels: to decide one, and to take one back. Each opens with a press, and its button says what it does."""

from __future__ import annotations

from dash import html

from dashboard.components.form import form
from dashboard.text import t
from dashboard.usecases.forms import FormView

DECIDE, TAKE_BACK = "level_decide", "level_take_back"  # the buttons; where the forms stand has -form after it


def place_of(button: str) -> str:
    return f"{button}-form"


def level_form(button: str, view: FormView) -> html.Details:
    """«Foreslå nytt nivå» or «Trekk tilbake et nytt nivå»; open where something in it is wrong."""
    summary = html.Summary(t(f"component.level_forms.{button}.open"), className="button")
    said = html.P(t(f"component.level_forms.{button}.what"))
    return html.Details([summary, said, html.Div(filled(button, view), id=place_of(button))], className="level-form")


def filled(button: str, view: FormView | None) -> html.Div | None:
    """None where there is nothing more to decide or take back."""
    if view is None:
        return None
    return form(view, html.Button(t(f"component.level_forms.{button}.do"), id=button, type="button", className="button"))
