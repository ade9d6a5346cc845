"""How many stand in each state: a bar of labelled parts."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html

from dashboard.components.signal_mark import SHAPES
from dashboard.text import t
from dashboard.usecases.finished import Signal

ORDER = (Signal.WORSE, Signal.ORDINARY, Signal.BETTER, Signal.TOO_LITTLE)


def order_of(counts: Mapping[Signal, int]) -> list[Signal]:
    """The four states always; «endret» only where there is one."""
    changed = [Signal.CHANGED] if counts.get(Signal.CHANGED) else []
    return [Signal.WORSE, *changed, *ORDER[1:]]


def count_bar(counts: Mapping[Signal, int]) -> html.Div:
    """The bar is for the eye; the list under it says the same in numbers and words."""
    parts = [
        html.Span(str(counts[signal]), className=f"count-part count-{signal.replace('_', '-')}", style={"flexGrow": counts[signal]})
        for signal in order_of(counts)
        if counts.get(signal)
    ]
    return html.Div([html.Div(parts, className="count-bar", **{"aria-hidden": "true"}), count_list(counts)], className="counts")


def count_list(counts: Mapping[Signal, int]) -> html.Ul:
    """▼ 2 dårligere · ● 7 som før …; the word stands there, so the letter need not."""
    return html.Ul([_counted(signal, counts.get(signal, 0)) for signal in order_of(counts)], className="count-list")


def _counted(signal: Signal, count: int) -> html.Li:
    return html.Li(
        [
            html.Span(SHAPES[signal], className=f"signal-shape shape-{signal.replace('_', '-')}", **{"aria-hidden": "true"}),
            html.Span(t("component.counts.part", count=count, word=t(f"signal.{signal}"))),
        ],
        className="" if count else "is-none",
    )
