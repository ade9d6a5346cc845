"""How many stand in each state: a bar of labelled parts."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html

from dashboard.components.signal_mark import signal_mark
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
    """▼ D 2 dårligere · ● – 7 som før …"""
    return html.Ul([_counted(signal, counts.get(signal, 0)) for signal in order_of(counts)], className="count-list")


def _counted(signal: Signal, count: int) -> html.Li:
    return html.Li(
        [signal_mark(signal, read=" "), html.Span(t("component.counts.part", count=count, word=t(f"signal.{signal}")))],
        className="" if count else "is-none",
    )
