"""Where one is in a piece of work that has a fixed order; steps that can be gone to are buttons."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dash import html

from dashboard.text import t

Step = tuple[str, str]  # its code and its name


def stepper(steps: Sequence[Step], current: int, reachable: Collection[str] = ()) -> html.Ol:
    """`current` counts from 1."""
    return html.Ol([_step(number, step, current, reachable) for number, step in enumerate(steps, start=1)], className="stepper")


def _step(number: int, step: Step, current: int, reachable: Collection[str]) -> html.Li:
    code, name = step
    state = "done" if number < current else "current" if number == current else "to-come"
    said = [html.Span(f" – {t(f'component.stepper.{state}')}", className="visually-hidden")] if state != "to-come" else []
    here = {"aria-current": "step"} if state == "current" else {}
    mark = html.Span("✓" if state == "done" else str(number), className="step-number", **{"aria-hidden": "true"})
    content = [mark, html.Span([name, *said], className="step-name")]
    if code in reachable and state != "current":
        content = [html.Button(content, type="button", className="step-button", **{"data-go": code})]
    return html.Li(content, className=f"step step-{state}", **here)
