"""Taking a delivery back, or putting it back: first the reason, then what will come of it, and only then the deed."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import html

from dashboard.components.notice import notice
from dashboard.text import number, t
from dashboard.usecases.delivery import DeliveryPage, Returns, Stands

REASON, ASK, CONFIRM, DO, CANCEL = "delivery-reason", "delivery-ask", "delivery-confirm", "delivery-do", "delivery-cancel"
LONGEST_REASON = 500


def turn_form(page: DeliveryPage) -> list[object]:
    if page.brings_places:
        return [html.P(t("delivery.places"))]
    kind = kind_of(page.would)
    label = html.Label(t(f"delivery.{kind}.reason"), htmlFor=REASON, className="field-label")
    field = dbc.Input(id=REASON, type="text", maxLength=LONGEST_REASON, autoComplete="off", required=True)
    button = html.Button(t(f"delivery.{kind}.ask", number=page.facts.number), id=ASK, type="button", className="button")
    said = html.P(t(f"delivery.{kind}.what"))
    return [said, html.Div([label, field], className="field field-wide"), html.P(button), html.Div(id=CONFIRM)]


def confirmation(number_of: int, would: Stands | Returns, reason: str) -> html.Div:
    """What it will bring, and the button that does it; the focus goes here, so that what stands here is read first."""
    kind = kind_of(would)
    buttons = [
        html.Button(t(f"delivery.{kind}.do", number=number_of), id=DO, type="button", value=kind, className="button"),
        html.Button(t("delivery.cancel"), id=CANCEL, type="button", className="quiet-button"),
    ]
    said = [html.P(consequence(would)), html.P(t("delivery.reason_given", reason=reason)), html.P(buttons, className="button-row")]
    return html.Div(
        notice("warning", *said, title=t(f"delivery.{kind}.sure", number=number_of)),
        tabIndex=-1,
        className="confirm",
        **{"data-focus": "1"},
    )


def reason_missing() -> html.Div:
    return notice("error", t("refusal.no_reason"))


def consequence(would: Stands | Returns) -> str:
    if isinstance(would, Stands):
        facts = {"now": would.now, "older": would.older, "gone": would.now - would.older}
    else:
        facts = {"again": would.again, "replacing": would.replacing, "filling": would.again - would.replacing}
    return t(f"delivery.{kind_of(would)}.brings", **{name: number(count) for name, count in facts.items()})


def kind_of(would: Stands | Returns) -> str:
    return "undo" if isinstance(would, Stands) else "redo"
