"""What a verdict looks like: a shape and a letter beside the colour, and a word for those who listen."""

from __future__ import annotations

from dash import html

from dashboard.text import keys, t
from dashboard.usecases.finished import Signal, Verdict

SHAPES = {Signal.BETTER: "▲", Signal.WORSE: "▼", Signal.CHANGED: "◆", Signal.ORDINARY: "●", Signal.TOO_LITTLE: "○"}
GOAL_SHAPE = "◎"


def signal_mark(signal: Signal, *, shows_word: bool = False, read: str | None = None) -> html.Span:
    """▼ D, and the word beside it or for screen readers only; `read` replaces what is read aloud."""
    word = t(f"signal.{signal}")
    letter = html.Span(t(f"figure.letter.{signal}"), className="signal-letter", **{"aria-hidden": "true"})
    shape = html.Span(SHAPES[signal], className="signal-shape", **{"aria-hidden": "true"})
    if shows_word and read is None:
        spoken = [html.Span(word, className="signal-word")]
    else:
        seen = [html.Span(word, className="signal-word", **{"aria-hidden": "true"})] if shows_word else []
        spoken = [*seen, html.Span(read or word, className="visually-hidden")]
    return html.Span([shape, letter, *spoken], className=f"signal signal-{signal.replace('_', '-')}", title=None if shows_word else word)


def change_mark(verdict: Verdict, *, shows_word: bool = True) -> html.Span:
    """Against its own past."""
    return signal_mark(verdict.signal, shows_word=shows_word, read=t("component.mark.change", word=t(f"signal.{verdict.signal}")))


def goal_mark(verdict: Verdict) -> html.Span:
    """Against the target: ◎ and the words."""
    key = f"component.goal.{verdict.code}"
    word = t(key if key in keys() else "component.goal.other")
    shape = html.Span(GOAL_SHAPE, className="signal-shape", **{"aria-hidden": "true"})
    return html.Span([shape, html.Span(word, className="signal-word")], className=f"signal signal-{verdict.signal.replace('_', '-')}")
