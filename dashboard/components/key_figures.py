"""The few numbers beside a chart: last value, change, target."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html


def key_figures(lines: Sequence[tuple[str, str, str]]) -> html.Dl:
    """Each line is a label, a value that is text already, and a note or nothing."""
    return html.Dl([part for line in lines for part in _figure(*line)], className="key-figures card-surface")


def _figure(label: str, value: str, note: str) -> list[object]:
    said = [html.Span(note, className="key-note")] if note else []
    return [html.Dt(label), html.Dd([html.Span(value, className="key-value"), *said])]
