"""The files received: when, from whom, how many rows, and whether one was taken back."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components.data_table import data_table
from dashboard.text import moment_text, number, t
from dashboard.usecases.received import DeliveryFacts

HEADINGS = ("number", "file", "source", "received", "by", "rows")


def delivery_list(deliveries: Sequence[DeliveryFacts]) -> html.Div | html.P:
    if not deliveries:
        return html.P(t("component.deliveries.none"), className="muted")
    rows = [
        [
            str(one.number),
            f"{one.file_name} ({t('component.deliveries.undone')})" if one.is_undone else one.file_name,
            one.source,
            moment_text(one.received_at),
            one.received_by,
            number(one.rows),
        ]
        for one in deliveries
    ]
    headings = [t(f"component.deliveries.{name}") for name in HEADINGS]
    return data_table(t("component.deliveries.caption"), headings, rows, numeric=[5], className="stacking")
