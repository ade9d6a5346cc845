"""Every file received, newest first: who, when, what, and whether it stands; each leads to what it changed."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from markupsafe import Markup

from dashboard.components.addresses import delivery_address
from dashboard.components.long_table import link, long_table
from dashboard.components.markup import element
from dashboard.text import NOTHING, date_text, moment_text, number, t
from dashboard.usecases.received import DeliveryFacts

HEADINGS = ("number", "received", "by", "file", "source", "outcome", "rows", "note")


def received_table(deliveries: Sequence[DeliveryFacts]) -> html.Div:
    headings = [t(f"received.column.{name}") for name in HEADINGS]
    return long_table(t("received.caption"), headings, [_row(one) for one in deliveries], numeric=[6], className="stacking received-table")


def _row(one: DeliveryFacts) -> list[str | Markup]:
    opens = link(t("received.open", number=one.number), delivery_address(one.number))
    told = (moment_text(one.received_at), one.received_by, one.file_name, one.source)
    sign = element("span", "↩ " if one.is_undone else "✓ ", class_name="signal-shape", aria_hidden="true")
    said = element("span", sign, outcome(one), class_name="outcome outcome-undone" if one.is_undone else "outcome")
    return [opens, *told, said, number(one.rows), one.note or NOTHING]


def outcome(one: DeliveryFacts) -> str:
    return t("received.undone", date=date_text(one.undone_at), by=one.undone_by) if one.is_undone else t("received.stored")
