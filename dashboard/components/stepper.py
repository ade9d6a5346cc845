"""Where one is in a piece of work that has a fixed order."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.text import t


def stepper(steps: Sequence[str], current: int) -> html.Ol:
    """`current` counts from 1."""
    return html.Ol([_step(number, name, current) for number, name in enumerate(steps, start=1)], className="stepper")


def _step(number: int, name: str, current: int) -> html.Li:
    state = "done" if number < current else "current" if number == current else "to-come"
    said = [html.Span(f" – {t(f'component.stepper.{state}')}", className="visually-hidden")] if state != "to-come" else []
    here = {"aria-current": "step"} if state == "current" else {}
    mark = html.Span("✓" if state == "done" else str(number), className="step-number", **{"aria-hidden": "true"})
    return html.Li([mark, html.Span([name, *said], className="step-name")], className=f"step step-{state}", **here)
